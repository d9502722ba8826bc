extension String {
  /// A space at which no line is broken: between a number and its unit. Printed as a plain space.
  public static let glue = "\u{A0}"

  /// The text in lines of at most `width` columns, broken at spaces.
  ///
  /// `indent` begins the first line, `hanging` the others. A word that is longer than a line is cut.
  public func wrapped(width: Int, indent: String = "", hanging: String = "") -> [String] {
    let width = Swift.max(width, indent.displayWidth + 1, hanging.displayWidth + 1)
    var lines: [String] = []
    var line = indent
    var used = indent.displayWidth
    var isEmpty = true

    func breakLine() {
      lines.append(line)
      line = hanging
      used = hanging.displayWidth
      isEmpty = true
    }

    for word in printable.split(separator: " ") {
      let word = word.replacingGlue()
      var wordWidth = word.displayWidth
      if !isEmpty, used + 1 + wordWidth > width { breakLine() }
      if !isEmpty {
        line += " "
        used += 1
      }
      if used + wordWidth > width {
        for character in word {
          wordWidth = character.displayWidth
          if !isEmpty, used + wordWidth > width { breakLine() }
          line.append(character)
          used += wordWidth
          isEmpty = false
        }
      } else {
        line += word
        used += wordWidth
        isEmpty = false
      }
    }
    if !isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }
}

extension Substring {
  fileprivate func replacingGlue() -> String {
    String(map { $0 == "\u{A0}" ? " " : $0 })
  }
}
