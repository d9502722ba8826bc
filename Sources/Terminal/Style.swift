/// What a text means; a screen with colours shows it.
public enum Style: String, Sendable, Hashable, CaseIterable {
  /// There is room.
  case good
  /// Nearly full.
  case amber
  /// Short.
  case red
  /// Less important: the past.
  case dim
  /// A heading.
  case bold

  var code: String {
    switch self {
    case .good: "32"
    case .amber: "33"
    case .red: "31"
    case .dim: "2"
    case .bold: "1"
    }
  }
}

/// A step of a heat map, from room to shortage.
public enum Heat: Int, Sendable, Hashable, CaseIterable, Comparable {
  /// There is room.
  case spare
  /// Nearly full.
  case tight
  /// Short.
  case short
  /// Very short.
  case veryShort

  /// What stands before the number where there is no colour.
  public var glyph: String {
    switch self {
    case .spare: " "
    case .tight: "░"
    case .short: "▒"
    case .veryShort: "█"
    }
  }

  /// From room to shortage.
  public static func < (lhs: Heat, rhs: Heat) -> Bool { lhs.rawValue < rhs.rawValue }

  func code(_ colour: Screen.Colour) -> String {
    switch (self, colour) {
    case (_, .none): ""
    case (.spare, .sixteen): "30;42"
    case (.tight, .sixteen): "30;43"
    case (.short, .sixteen): "37;41"
    case (.veryShort, .sixteen): "1;37;41"
    case (.spare, .many): "38;5;16;48;5;151"
    case (.tight, .many): "38;5;16;48;5;222"
    case (.short, .many): "38;5;16;48;5;210"
    case (.veryShort, .many): "1;38;5;231;48;5;160"
    }
  }
}

extension Screen {
  /// The text in that style; unchanged on a screen without colours.
  public func styled(_ text: String, _ style: Style) -> String {
    colour == .none || text.isEmpty ? text : "\u{1B}[\(style.code)m\(text)\u{1B}[0m"
  }

  /// The text on the background of that step; unchanged on a screen without colours.
  public func heated(_ text: String, _ heat: Heat) -> String {
    colour == .none || text.isEmpty ? text : "\u{1B}[\(heat.code(colour))m\(text)\u{1B}[0m"
  }
}
