import PlanModel

/// The findings of one reading, in bounded memory: so many are kept, the others are counted.
struct DiagnosticList: Sendable {
  /// So many errors are kept.
  static let limit = 1000

  private(set) var diagnostics: [Diagnostic] = []
  private(set) var errorCount = 0
  private var warningCount = 0

  /// Whether an error was found.
  var hasErrors: Bool { errorCount > 0 }

  /// Takes in an error; `make` is called only while there is room.
  mutating func error(_ make: () -> Diagnostic) {
    if countError() { append(make()) }
  }

  /// Counts an error; whether there is room to append it.
  mutating func countError() -> Bool {
    errorCount += 1
    return errorCount <= DiagnosticList.limit
  }

  /// Takes in an error that has been counted.
  mutating func append(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// Counts errors that were left out where they were found.
  mutating func countErrors(_ count: Int) { errorCount += count }

  /// Takes in a warning; `make` is called only while there is room.
  mutating func warning(_ make: () -> Diagnostic) {
    warningCount += 1
    if warningCount <= DiagnosticList.limit { diagnostics.append(make()) }
  }

  /// The warnings in order of place, with a last line for those that were only counted.
  var warnings: [Diagnostic] {
    var all = diagnostics.filter { $0.severity == .warning }
    let more = warningCount - all.count
    if more > 0 {
      all.append(
        Diagnostic(
          .moreWarnings, severity: .warning, value: "\(more)",
          more == 1
            ? "one more warning of the plan's files is not listed"
            : "\(grouped("\(more)")) more warnings of the plan's files are not listed",
          suggestion: "mend those that are listed and check the plan again"))
    }
    return all.sorted(by: Diagnostic.precedes)
  }

  /// The errors with a last line for those that were only counted.
  var errors: PlanErrors {
    var all = diagnostics
    let more = errorCount - diagnostics.count { $0.severity == .error }
    if more > 0 {
      all.append(
        Diagnostic(
          id: DiagnosticKind.moreErrors.rawValue, severity: .error, value: "\(more)",
          message: more == 1
            ? "one more error is not listed"
            : "\(grouped("\(more)")) more errors are not listed",
          suggestion: "mend the errors above and read the plan again"))
    }
    return PlanErrors(all)
  }
}

extension Diagnostic {
  /// A finding of a kind, its value made fit to be shown.
  init(
    _ kind: DiagnosticKind, severity: Severity = .error, file: String? = nil, line: Int? = nil,
    column: Int? = nil,
    field: String? = nil, value: String? = nil, _ message: String, expected: String? = nil,
    suggestion: String? = nil
  ) {
    self.init(
      id: kind.rawValue, severity: severity, file: file, line: line, column: column, field: field,
      value: value.map(shown), message: message, expected: expected, suggestion: suggestion)
  }
}

/// The text in at most 80 characters, control characters made visible.
func shown(_ text: String) -> String {
  var result = ""
  var count = 0
  for scalar in text.unicodeScalars {
    guard count < 79 else { return result + "…" }
    switch scalar {
    case "\n": result += "⏎"
    case "\t": result += "⇥"
    default:
      if scalar.value < 0x20, let symbol = Unicode.Scalar(0x2400 + scalar.value) {
        result.unicodeScalars.append(symbol)  // ␀ to ␟
      } else if scalar.properties.generalCategory == .control
        || scalar.properties.generalCategory == .format
      {
        result += "�"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    count += 1
  }
  return result
}

extension String {
  /// The words with commas and a last "or".
  static func alternatives(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}
