import Testing

@testable import Terminal

@Suite("Text on a terminal")
struct TextTests {
  @Test(
    "takes the columns that a terminal gives it",
    arguments: [
      ("data", 4), ("日本", 4), ("e\u{301}tude", 5), ("", 0), ("👩‍👩‍👧", 2), ("ﾊﾝ", 2), ("한국", 4),
      ("Ärende", 6), ("✈\u{FE0F}", 2),
    ])
  func width(text: String, columns: Int) {
    #expect(text.displayWidth == columns)
  }

  @Test("cannot draw on the screen")
  func hazards() {
    #expect("a\u{1B}[2Jb\nc\u{202E}d\te".printable == "a\u{FFFD}[2Jb cd e")
    #expect("Málaga 日本".printable == "Málaga 日本")
  }

  @Test("is cut by columns, not by characters")
  func truncation() {
    #expect("日本語".truncated(to: 5) == "日本…")
    #expect("日本語".truncated(to: 4) == "日…")
    #expect("日本語".truncated(to: 6) == "日本語")
    #expect("abc".truncated(to: 0) == "")
  }

  @Test("is wrapped at spaces, and cut where a word is longer than a line")
  func wrapping() {
    #expect("one two three".wrapped(width: 8) == ["one two", "three"])
    #expect("one two".wrapped(width: 6, indent: "- ", hanging: "  ") == ["- one", "  two"])
    #expect("abcdefgh ij".wrapped(width: 4) == ["abcd", "efgh", "ij"])
    #expect("12\u{A0}FTE more".wrapped(width: 6) == ["12 FTE", "more"])
    #expect("".wrapped(width: 6) == [""])
  }

  @Test("no wrapped line is wider than asked for", arguments: [7, 11, 20, 80])
  func wrappedWidth(width: Int) {
    let text = "Une équipe 日本語日本語日本語 with averyveryverylongwordwithoutspaces and 12\u{A0}FTE"
    for line in text.wrapped(width: width, indent: "  ", hanging: "    ") {
      #expect(line.displayWidth <= width)
    }
  }
}

@Suite("A screen")
struct ScreenTests {
  private func screen(
    terminal: Bool, window: Int? = nil, _ environment: [String: String] = ["TERM": "xterm"]
  ) -> Screen {
    Screen(isTerminal: terminal, windowColumns: window) { environment[$0] }
  }

  @Test("is as wide as COLUMNS, else the window, else 80")
  func width() {
    #expect(screen(terminal: true, window: 120, ["COLUMNS": "100"]).width == 100)
    #expect(screen(terminal: true, window: 120, ["COLUMNS": "wide"]).width == 120)
    #expect(screen(terminal: false).width == 80)
  }

  @Test("has colours only on a terminal that wants them")
  func colour() {
    #expect(screen(terminal: true).colour == .sixteen)
    #expect(screen(terminal: true, ["TERM": "xterm-256color"]).colour == .many)
    #expect(screen(terminal: false).colour == .none)
    #expect(screen(terminal: true, ["TERM": "dumb"]).colour == .none)
    #expect(screen(terminal: true, [:]).colour == .none)
    #expect(screen(terminal: true, ["TERM": "xterm", "NO_COLOR": "1"]).colour == .none)
    #expect(screen(terminal: true, ["TERM": "xterm", "NO_COLOR": ""]).colour == .sixteen)
  }

  @Test("without colours leaves every text as it is", arguments: Style.allCases)
  func plain(style: Style) {
    #expect(Screen().styled("x", style) == "x")
    #expect(Screen().heated("x", .short) == "x")
    #expect(Screen(colour: .sixteen).styled("x", style).hasPrefix("\u{1B}["))
  }
}

@Suite("A table")
struct TextTableTests {
  @Test("stands in columns, whatever alphabet the names have")
  func columns() {
    var table = TextTable([.init("skill", limit: 8), .init("27-Q1", .right), .init("held by")])
    table.add([.init("データ"), .init("-2.1"), .init("Atlas")])
    table.add([.init("a long name"), .init("+10.0")])
    #expect(
      table.lines(on: Screen()) == [
        "skill     27-Q1  held by",
        "データ     -2.1  Atlas",
        "a long …  +10.0",
      ])
  }

  @Test("fills the whole cell with its colour")
  func heat() {
    var table = TextTable([.init("s"), .init("27-Q1", .right)])
    table.add([.init("a"), .init("-2.1", heat: .short)])
    #expect(
      table.lines(on: Screen(colour: .sixteen)).last == "a  \u{1B}[37;41m -2.1\u{1B}[0m")
  }
}

@Suite("Small things")
struct SmallTests {
  @Test("a sparkline grows from nothing to the largest value")
  func sparklines() {
    #expect(sparkline([0, 1, 2, 4]) == "▁▃▅█")
    #expect(sparkline([]) == "")
    #expect(sparkline([0, .nan, -1]) == "▁ ▁")
  }

  @Test("progress shows itself only where somebody looks")
  func progress() {
    #expect(ProgressLine(isVisible: false).bytes("reading") == "")
    #expect(ProgressLine(isVisible: true).bytes("reading").hasSuffix("reading"))
  }
}
