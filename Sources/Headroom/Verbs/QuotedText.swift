/// A text as YAML writes it between double quotes: `"a \\"b\\""`.
public func quotedYAML(_ text: String) -> String {
  let inner = text.flatMap { character -> [Character] in
    switch character {
    case "\\", "\"": ["\\", character]
    case "\n": ["\\", "n"]
    default: [character]
    }
  }
  return "\"" + String(inner) + "\""
}
