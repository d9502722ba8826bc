#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// What is written on: how wide it is, and which colours it has.
///
///     let screen = Screen.standardOutput()
///     print(screen.styled("short", .red))
public struct Screen: Sendable, Hashable {
  /// Which colours there are.
  public enum Colour: Sendable, Hashable {
    /// None: a file, a pipe, or somebody who does not want them.
    case none
    /// The sixteen that every terminal has.
    case sixteen
    /// 256 or more.
    case many
  }

  /// Columns, at least 20.
  public var width: Int
  /// Which colours there are.
  public var colour: Colour

  /// A screen of that width; without colours unless they are given.
  public init(width: Int = 80, colour: Colour = .none) {
    self.width = max(20, width)
    self.colour = colour
  }

  /// The screen that these surroundings make.
  ///
  /// Width: `COLUMNS`, else the window's, else 80. Colours: only on a terminal, none where `NO_COLOR`
  /// is set to something or `TERM` is `dumb` or missing.
  /// Source: https://no-color.org
  public init(isTerminal: Bool, windowColumns: Int?, environment: (String) -> String?) {
    let columns = environment("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    let term = environment("TERM") ?? ""
    let wantsNone = environment("NO_COLOR").map { !$0.isEmpty } ?? false
    var colour = Colour.none
    if isTerminal, !wantsNone, !term.isEmpty, term != "dumb" {
      let isRich = environment("COLORTERM").map { !$0.isEmpty } ?? false
      colour = isRich || term.hasSuffix("256color") ? .many : .sixteen
    }
    self.init(width: columns ?? windowColumns ?? 80, colour: colour)
  }

  /// The screen on which standard output appears.
  public static func standardOutput() -> Screen {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    return Screen(
      isTerminal: isTerminal, windowColumns: isTerminal ? windowColumns(STDOUT_FILENO) : nil
    ) { name in
      getenv(name).map { String(cString: $0) }
    }
  }

  /// The window's columns; nil where the descriptor is no window.
  static func windowColumns(_ descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
