import PlanModel
import WorkCalendar

/// Reads changes from a line of text, for the quick question.
///
///     delay atlas by 6 weeks; hire 2 backend from 2027-03-01; set projects.crm.priority = 1
///
/// Changes are divided by semicolons. A change is a verb, its usual words (``InlineVerb/all``), and any
/// parameter of PLAN §5 as `key=value`; text with spaces or semicolons stands in quotes. What it says
/// becomes what a file would say, and is read as that is; places are columns of the text.
struct InlineText {
  /// What findings name as their file.
  static let file = "--inline"

  /// A word, and where it begins.
  struct Word {
    var text: String
    /// In characters, from 1.
    var column: Int
    var isQuoted = false
  }

  private(set) var errors: [Diagnostic] = []
  private let characters: [Character]
  private var index = 0

  init(_ text: String) { characters = Array(text) }

  /// The changes as items of a file; what cannot be read is left out, with an error.
  mutating func changes() -> [YAMLNode] {
    var nodes: [YAMLNode] = []
    var isEmpty = true
    while index < characters.count {
      skipSpaces()
      guard index < characters.count else { break }
      if characters[index] == ";" {
        index += 1
        continue
      }
      isEmpty = false
      if let node = change() { nodes.append(node) }
    }
    if isEmpty { fail(Word(text: "", column: 1), "there is no change", InlineVerb.example) }
    return nodes
  }

  // MARK: A change

  private mutating func change() -> YAMLNode? {
    guard var name = word() else { return nil }
    if name.text == "freeze", let next = peekWord(), next.text == "hiring" {
      _ = word()
      name.text = "freeze_hiring"
    }
    name.text = name.text.lowercased()
    if name.text == "set" { return setting(name) }
    guard let verb = InlineVerb.all[name.text] else {
      let near = nearestName(to: name.text, among: Change.verbs)
      skipChange()
      fail(
        name, "there is no verb '\(shown(name.text))'",
        "one of \(Change.verbs.joined(separator: ", "))",
        near.map { "write '\($0)' if that is meant" })
      return nil
    }
    var words: [Word] = []
    while let next = word() { words.append(next) }
    guard let entries = parameters(words, of: verb, name) else { return nil }
    return node(name, entries)
  }

  private func node(_ verb: Word, _ entries: [YAMLNode.Entry]) -> YAMLNode {
    let parameters = YAMLNode(.mapping(entries), line: 1, column: verb.column)
    let entry = YAMLNode.Entry(key: verb.text, line: 1, column: verb.column, value: parameters)
    return YAMLNode(.mapping([entry]), line: 1, column: verb.column)
  }

  private static func entry(_ key: String, _ value: Word, at column: Int? = nil) -> YAMLNode.Entry {
    YAMLNode.Entry(
      key: key, line: 1, column: column ?? value.column,
      value: YAMLNode(
        .scalar(value.text, isQuoted: value.isQuoted), line: 1, column: value.column))
  }

  /// The words of a change as parameters; nil with an error.
  private mutating func parameters(
    _ words: [Word], of verb: InlineVerb, _ name: Word
  ) -> [YAMLNode.Entry]? {
    var entries: [YAMLNode.Entry] = []
    var positions = verb.positions[...]
    var table: Word?
    var place = 0
    while place < words.count {
      let word = words[place]
      place += 1
      if let (key, value) = InlineText.pair(word) {
        entries.append(InlineText.entry(key, value, at: word.column))
        continue
      }
      if !word.isQuoted, let key = verb.keywords[word.text.lowercased()] {
        guard place < words.count else {
          fail(word, "nothing follows '\(shown(word.text))'", verb.usage)
          return nil
        }
        // "to team web": the nearer word tells what is meant.
        if !words[place].isQuoted, verb.keywords[words[place].text.lowercased()] != nil { continue }
        var value = words[place]
        place += 1
        if key == "by", place < words.count, InlineText.isUnit(words[place]) {
          value.text += " " + words[place].text
          place += 1
        }
        if key == "days", place < words.count, InlineText.isUnit(words[place]) { place += 1 }
        entries.append(InlineText.entry(key, value))
        continue
      }
      if !word.isQuoted, verb.noise.contains(word.text.lowercased()) { continue }
      if let first = positions.first, first == "count" || first == "fte",
        Double(word.text) == nil
      {
        positions = positions.dropFirst()
      }
      if positions.first == "period", Period.isNone(word.text) { positions = positions.dropFirst() }
      guard let key = positions.popFirst() else {
        fail(word, "'\(shown(word.text))' does not belong here", verb.usage)
        return nil
      }
      if key == "table" { table = word } else { entries.append(InlineText.entry(key, word)) }
    }
    if name.text == "train" { splitLevel(&entries) }
    if verb.positions == ["table"] {
      guard let table else {
        fail(name, "'add' names no table", verb.usage)
        return nil
      }
      let row = YAMLNode(.mapping(entries), line: 1, column: table.column)
      return [YAMLNode.Entry(key: table.text, line: 1, column: table.column, value: row)]
    }
    for (number, entry) in entries.enumerated()
    where entries[..<number].contains(where: { $0.key == entry.key }) {
      fail(
        Word(text: entry.value.scalar ?? "", column: entry.column),
        "'\(entry.key)' is given twice", verb.usage)
      return nil
    }
    return entries
  }

  /// `data-eng:3` as a skill and a level.
  private func splitLevel(_ entries: inout [YAMLNode.Entry]) {
    guard let index = entries.firstIndex(where: { $0.key == "skill" }),
      let text = entries[index].value.scalar, let colon = text.lastIndex(of: ":")
    else { return }
    let column = entries[index].column
    let level = Word(
      text: String(text[text.index(after: colon)...]),
      column: column + text.distance(from: text.startIndex, to: colon) + 1)
    entries[index] = InlineText.entry("skill", Word(text: String(text[..<colon]), column: column))
    entries.append(InlineText.entry("level", level))
  }

  /// `key=value`.
  private static func pair(_ word: Word) -> (key: String, value: Word)? {
    guard !word.isQuoted, let equals = word.text.firstIndex(of: "=") else { return nil }
    let key = word.text[..<equals]
    guard !key.isEmpty, key.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" })
    else { return nil }
    let value = word.text[word.text.index(after: equals)...]
    return (
      TableHeader.normalised(String(key)),
      Word(text: String(value), column: word.column + key.count + 1)
    )
  }

  private static func isUnit(_ word: Word) -> Bool {
    !word.isQuoted && ["week", "weeks", "day", "days", "w", "d"].contains(word.text.lowercased())
  }

  /// `set PATH = VALUE`.
  private mutating func setting(_ name: Word) -> YAMLNode? {
    skipSpaces()
    let column = index + 1
    var path = ""
    var depth = 0
    while index < characters.count {
      let character = characters[index]
      if character == "[" { depth += 1 }
      if character == "]" { depth -= 1 }
      if depth <= 0, character == "=" || character == " " || character == ";" || character == ":" {
        break
      }
      path.append(character)
      index += 1
    }
    skipSpaces()
    if index < characters.count, characters[index] == "=" || characters[index] == ":" { index += 1 }
    let value = word()
    let usage = InlineVerb.settingUsage
    guard !path.isEmpty, let value else {
      skipChange()
      fail(Word(text: path, column: column), "the path has no value", usage)
      return nil
    }
    if let more = word() {
      skipChange()
      fail(
        more, "'\(shown(more.text))' does not belong here", usage, "put text with spaces in quotes")
      return nil
    }
    let entry = YAMLNode.Entry(
      key: path, line: 1, column: column, value: InlineText.entry(path, value).value)
    return node(name, [entry])
  }

  // MARK: Words

  private mutating func skipSpaces() {
    while index < characters.count, characters[index].isWhitespace { index += 1 }
  }

  private mutating func skipChange() { while word() != nil {} }

  private func peekWord() -> Word? {
    var copy = self
    return copy.word()
  }

  /// The next word of the change; nil at its end.
  private mutating func word() -> Word? {
    skipSpaces()
    guard index < characters.count, characters[index] != ";" else { return nil }
    var word = Word(text: "", column: index + 1)
    word.isQuoted = characters[index] == "\"" || characters[index] == "'"
    while index < characters.count, !characters[index].isWhitespace, characters[index] != ";" {
      let character = characters[index]
      index += 1
      guard character == "\"" || character == "'" else {
        word.text.append(character)
        continue
      }
      let column = index
      while index < characters.count, characters[index] != character {
        word.text.append(characters[index])
        index += 1
      }
      if index == characters.count {
        fail(
          Word(text: word.text, column: column), "the quote is not closed",
          "a second \(character) behind the text")
      }
      index += 1
    }
    return word
  }

  private mutating func fail(
    _ word: Word, _ message: String, _ expected: String, _ mend: String? = nil
  ) {
    errors.append(
      Diagnostic(
        .inlineSyntax, file: InlineText.file, line: 1, column: word.column,
        value: word.text.isEmpty ? nil : word.text, message, expected: expected, suggestion: mend))
  }
}

extension Period {
  /// Whether a text names no period.
  fileprivate static func isNone(_ text: String) -> Bool { Period(parsing: text) == nil }
}
