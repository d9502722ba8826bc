/// Finds the parts of compact JSON, as an encoder writes it, without building a tree.
enum JSONScan {
  private static let quote = UInt8(ascii: "\"")

  /// The members of an object. Keys must be free of escapes, as ours are.
  static func members(_ json: [UInt8]) throws(JSONDocument.Failure) -> [(
    key: String, value: [UInt8]
  )] {
    guard json.first == UInt8(ascii: "{"), json.last == UInt8(ascii: "}") else {
      throw JSONDocument.Failure(reason: "the answer is no object")
    }
    var members: [(key: String, value: [UInt8])] = []
    for part in parts(json) {
      guard let end = json[(part.lowerBound + 1)...].firstIndex(of: quote) else { continue }
      members.append(
        (
          String(decoding: json[part.lowerBound + 1..<end], as: UTF8.self),
          Array(json[end + 2..<part.upperBound])
        ))
    }
    return members
  }

  /// Where the elements of an array of objects stand; nothing for any other value.
  static func objects(_ json: [UInt8]) -> [Range<Int>] {
    guard json.count > 2, json[0] == UInt8(ascii: "["), json[1] == UInt8(ascii: "{") else {
      return []
    }
    return parts(json)
  }

  /// What stands between the outermost brackets, cut at its commas.
  private static func parts(_ json: [UInt8]) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = 1
    var depth = 0
    var isText = false
    var index = 1
    let end = json.count - 1
    while index < end {
      let byte = json[index]
      if isText {
        if byte == UInt8(ascii: "\\") {
          index += 1
        } else if byte == quote {
          isText = false
        }
      } else {
        switch byte {
        case quote: isText = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        case UInt8(ascii: ",") where depth == 0:
          parts.append(start..<index)
          start = index + 1
        default: break
        }
      }
      index += 1
    }
    if start < end { parts.append(start..<end) }
    return parts
  }
}
