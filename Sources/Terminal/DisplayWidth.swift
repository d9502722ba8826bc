extension String {
  /// The columns that the text takes on a terminal.
  ///
  ///     "日本".displayWidth   // 4
  ///
  /// Edge cases: combining marks and format characters take none; a character of several scalars
  /// takes the columns of its widest. The text should be ``printable``.
  /// Source: Unicode Standard Annex #11, East Asian Width.
  public var displayWidth: Int {
    if utf8.allSatisfy({ $0 < 0x80 }) { return utf8.count }
    return reduce(0) { $0 + $1.displayWidth }
  }

  /// The text without what could move the cursor or turn the direction of writing: a name from a
  /// plan must not be able to draw on the screen. Line ends and tabs become spaces.
  public var printable: String {
    guard unicodeScalars.contains(where: { $0.hazard != nil }) else { return self }
    var safe = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.hazard {
      case nil: safe.append(scalar)
      case .space: safe.append(" ")
      case .unprintable: safe.append("\u{FFFD}")
      case .invisible: break
      }
    }
    return String(safe)
  }

  /// The text in at most `columns` columns, its end replaced by `…` where it is longer.
  public func truncated(to columns: Int) -> String {
    guard displayWidth > columns else { return self }
    guard columns > 0 else { return "" }
    var short = ""
    var width = 0
    for character in self {
      width += character.displayWidth
      if width > columns - 1 { break }
      short.append(character)
    }
    return short + "…"
  }

  /// The text filled up with spaces to `columns` columns; unchanged where it is longer.
  public func padded(to columns: Int, _ alignment: Alignment = .left) -> String {
    let fill = String(repeating: " ", count: max(0, columns - displayWidth))
    return alignment == .left ? self + fill : fill + self
  }
}

/// At which side of its column a text stands.
public enum Alignment: Sendable, Hashable {
  /// Words.
  case left
  /// Numbers.
  case right
}

extension Character {
  /// The columns that the character takes on a terminal: 0, 1 or 2.
  var displayWidth: Int {
    var width = 0
    for scalar in unicodeScalars {
      // The emoji selector turns a plain sign into a picture of two columns.
      width = max(width, scalar.value == 0xFE0F && width > 0 ? 2 : scalar.displayWidth)
    }
    return width
  }
}

extension Unicode.Scalar {
  /// What is wrong with printing a scalar as it is.
  enum Hazard {
    case space
    case unprintable
    case invisible
  }

  var hazard: Hazard? {
    switch value {
    case 0x20...0x7E: nil
    case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: .space
    case 0..<0x20, 0x7F..<0xA0: .unprintable
    case 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C: .invisible
    default: nil
    }
  }

  var displayWidth: Int {
    if value < 0x300 { return value < 0x20 || (0x7F..<0xA0).contains(value) ? 0 : 1 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    if properties.isEmojiPresentation { return 2 }
    return Self.wide.contains { $0.contains(value) } ? 2 : 1
  }

  /// The blocks of East Asian Wide and Fullwidth characters.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF,
    0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
    0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F2FF,
    0x20000...0x3FFFD,
  ]
}
