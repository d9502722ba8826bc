internal import FoundationEssentials

/// An answer as a JSON document: the same answer gives the same bytes.
///
///     var document = try JSONDocument(answer)
///     try document.set("timings", timings)
///     print(document.text)
///
/// First `schema`, `plan` and `summary`, then the other keys in order of the alphabet; a line for each
/// key, and in lists of objects a line for each object, so that two answers can be compared line by line.
/// Numbers are in the shortest form that reads back the same; 40.0 is `40`.
public struct JSONDocument {
  /// Why a value cannot be written: a number in it is not finite, or it is no object.
  public struct Failure: Error, Hashable, Sendable {
    /// Where and what.
    public let reason: String
  }

  private static let leading = ["schema", "plan", "summary"]
  private var members: [(key: String, value: [UInt8])]

  /// The document of an answer.
  public init(_ value: some Encodable) throws(Failure) {
    members = try JSONScan.members(Self.encoded(value))
    members.sort { left, right in
      let leftRank = Self.leading.firstIndex(of: left.key) ?? Self.leading.count
      let rightRank = Self.leading.firstIndex(of: right.key) ?? Self.leading.count
      return leftRank == rightRank ? left.key < right.key : leftRank < rightRank
    }
  }

  /// Adds a member at the end, or replaces it.
  public mutating func set(_ key: String, _ value: some Encodable) throws(Failure) {
    let encoded = try Self.encoded(value)
    if let index = members.firstIndex(where: { $0.key == key }) {
      members[index].value = encoded
    } else {
      members.append((key, encoded))
    }
  }

  /// The document, with a line end after its last line.
  public var text: String {
    var bytes = Array("{".utf8)
    for (index, member) in members.enumerated() {
      bytes.append(contentsOf: (index == 0 ? "\n  \"" : ",\n  \"").utf8)
      bytes.append(contentsOf: member.key.utf8)
      bytes.append(contentsOf: "\": ".utf8)
      let elements = JSONScan.objects(member.value)
      if elements.isEmpty {
        bytes.append(contentsOf: member.value)
      } else {
        for (index, element) in elements.enumerated() {
          bytes.append(contentsOf: (index == 0 ? "[\n    " : ",\n    ").utf8)
          bytes.append(contentsOf: member.value[element])
        }
        bytes.append(contentsOf: "\n  ]".utf8)
      }
    }
    bytes.append(contentsOf: "\n}\n".utf8)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func encoded(_ value: some Encodable) throws(Failure) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(value))
    } catch let error as EncodingError {
      guard case .invalidValue(let value, let context) = error else {
        throw Failure(reason: "\(error)")
      }
      let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
      throw Failure(reason: "\(path.joined(separator: ".")) is \(value)")
    } catch {
      throw Failure(reason: "\(error)")
    }
  }
}
