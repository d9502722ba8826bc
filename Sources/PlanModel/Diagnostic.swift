/// Where a row of the plan came from.
///
/// Edge cases: rows that no file holds (implied by a reference, added by a scenario, generated) have
/// ``none``.
public struct RowOrigin: Hashable, Sendable, Codable {
  /// The index of the file in ``Plan/files``; -1 where no file holds the row.
  public let file: Int32
  /// The line of the row's first byte, from 1.
  public let line: Int32

  /// The origin of a row that no file holds.
  public static let none = RowOrigin(file: -1, line: 0)

  /// The row that begins on `line` of the file of that index.
  public init(file: Int32, line: Int32) {
    self.file = file
    self.line = line
  }
}

/// Something that is wrong with a plan or worth a planner's look, with its place and a way out.
public struct Diagnostic: Hashable, Sendable, Codable, Error {
  /// How bad it is.
  public enum Severity: String, Sendable, Codable, CaseIterable {
    /// The plan cannot be used.
    case error
    /// The plan can be used; somebody should look.
    case warning
  }

  /// A stable identifier in kebab case, as `unknown-column`.
  public var id: String
  /// How bad it is.
  public var severity: Severity
  /// The file's name within the plan's folder; nil where it is about no one file.
  public var file: String?
  /// From 1; nil where it is about no one line.
  public var line: Int?
  /// The column of the line, in characters from 1; nil where it is about the whole line.
  public var column: Int?
  /// The column of the table or the key in plan.yaml.
  public var field: String?
  /// The text that is wrong, shortened to 80 characters.
  public var value: String?
  /// What is wrong, as a sentence.
  public var message: String
  /// What would be right.
  public var expected: String?
  /// What to do about it.
  public var suggestion: String?

  /// A finding with what is known of its place and its mend.
  public init(
    id: String, severity: Severity, file: String? = nil, line: Int? = nil, column: Int? = nil,
    field: String? = nil, value: String? = nil, message: String, expected: String? = nil,
    suggestion: String? = nil
  ) {
    self.id = id
    self.severity = severity
    self.file = file
    self.line = line
    self.column = column
    self.field = field
    self.value = value
    self.message = message
    self.expected = expected
    self.suggestion = suggestion
  }

  /// `people.csv:4:12: error: start: …`, as compilers print it: the place, the column of the table or the
  /// key of plan.yaml, and what is wrong; with the value and the way out below.
  ///
  /// The order of findings is that of ``Diagnostic/precedes(_:_:)``.
  public var text: String {
    var place = file ?? "plan"
    if let line { place += ":\(line)" }
    if line != nil, let column { place += ":\(column)" }
    // Of an option the message may speak by name.
    let name = field.map { message.hasPrefix($0) ? "" : "\($0): " } ?? ""
    var lines = ["\(place): \(severity.rawValue): \(name)\(message) [\(id)]"]
    if let value, !countsTheRest { lines.append("  value: \(value)") }
    if let expected { lines.append("  expected: \(expected)") }
    if let suggestion { lines.append("  do: \(suggestion)") }
    return lines.joined(separator: "\n")
  }

  /// The identifier of an error on files that are there already.
  public static let fileExists = "file-exists"

  /// The identifier of the line that counts the errors that are not listed; its value is their number.
  public static let moreErrors = "more-errors"

  /// The identifier of the line that counts the warnings that are not listed; its value is their number.
  public static let moreWarnings = "more-warnings"

  /// The order in which findings are shown: by file, line, column, identifier.
  public static func precedes(_ lhs: Diagnostic, _ rhs: Diagnostic) -> Bool {
    // The line that counts what is not listed comes last.
    let isRest = (lhs.countsTheRest, rhs.countsTheRest)
    if isRest.0 != isRest.1 { return isRest.1 }
    let left = (lhs.file ?? "", lhs.line ?? 0, lhs.column ?? 0, lhs.id)
    let right = (rhs.file ?? "", rhs.line ?? 0, rhs.column ?? 0, rhs.id)
    return left == right ? lhs.message < rhs.message : left < right
  }

  /// How many findings it stands for: itself, or those that are not listed.
  public var count: Int { countsTheRest ? value.flatMap { Int($0) } ?? 1 : 1 }

  private var countsTheRest: Bool { id == Self.moreErrors || id == Self.moreWarnings }
}

extension Diagnostic {
  private enum CodingKeys: String, CodingKey {
    case id, severity, file, line, column, field, value, message, expected, suggestion
  }

  /// Writes every key, null where nothing is known.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(severity, forKey: .severity)
    try container.encode(file, forKey: .file)
    try container.encode(line, forKey: .line)
    try container.encode(column, forKey: .column)
    try container.encode(field, forKey: .field)
    try container.encode(value, forKey: .value)
    try container.encode(message, forKey: .message)
    try container.encode(expected, forKey: .expected)
    try container.encode(suggestion, forKey: .suggestion)
  }
}

/// Why a plan could not be used: every error that was found, in order of place, at least one.
public struct PlanErrors: Error, Hashable, Sendable, Codable {
  /// Errors, and the warnings found beside them.
  public let diagnostics: [Diagnostic]

  /// The errors in order of place.
  public init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics.sorted(by: Diagnostic.precedes)
  }
}
