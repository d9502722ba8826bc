import PlanModel
import WorkCalendar

/// The parameters of a verb, read into a change.
struct Parameters {
  var map: YAMLMap
  let verb: String
  let file: String
  let path: String
  let plan: Plan
  let node: YAMLNode
  private let place: YAMLNode.Entry
  /// Whether keys that are not known have been reported.
  var isFinished = false

  init(
    _ node: YAMLNode, of verb: YAMLNode.Entry, at path: String, file: String, plan: Plan,
    _ diagnostics: inout DiagnosticList
  ) {
    map = YAMLMap(node, at: path, file: file, &diagnostics)
    self.verb = verb.key
    self.node = node
    place = verb
    self.file = file
    self.path = path
    self.plan = plan
  }

  /// The change; nil, with errors, where a parameter is missing or wrong.
  mutating func change(_ diagnostics: inout DiagnosticList) -> Change? {
    let change = read(&diagnostics)
    if !isFinished { map.finish(&diagnostics) }
    return change
  }

  private mutating func read(_ diagnostics: inout DiagnosticList) -> Change? {
    switch verb {
    case "hire": return hire(&diagnostics)
    case "release": return release(&diagnostics)
    case "contract": return contract(&diagnostics)
    case "train": return train(&diagnostics)
    case "move": return move(&diagnostics)
    case "absence": return absence(&diagnostics)
    case "delay": return shift(&diagnostics).map(Change.delay)
    case "accelerate": return shift(&diagnostics).map(Change.accelerate)
    case "pause": return pause(&diagnostics)
    case "cancel": return required("project", &diagnostics).map { .cancel(project: $0) }
    case "win": return required("project", &diagnostics).map { .win(project: $0) }
    case "lose": return required("project", &diagnostics).map { .lose(project: $0) }
    case "scale": return scale(&diagnostics)
    case "budget": return budget(&diagnostics)
    case "freeze_hiring": return days(&diagnostics).map(Change.freezeHiring)
    case "attrition": return attrition(&diagnostics)
    case "holiday": return holiday(&diagnostics)
    default: return nil
    }
  }

  // MARK: Values

  /// A text that must be there.
  mutating func required(_ key: String, _ diagnostics: inout DiagnosticList) -> String? {
    let text = map.text(key, &diagnostics)
    require(key, &diagnostics)
    return text
  }

  /// An error where the key is missing.
  @discardableResult
  mutating func require(_ key: String, _ diagnostics: inout DiagnosticList) -> Bool {
    guard map.entry(key) == nil else { return true }
    missing("'\(verb)' lacks '\(key)'", key, "add '\(key)'", &diagnostics)
    return false
  }

  func missing(
    _ message: String, _ key: String, _ mend: String, _ diagnostics: inout DiagnosticList
  ) {
    // What is no mapping at all has its own error.
    if case .mapping = node.content {} else if !node.isNull { return }
    diagnostics.error {
      Diagnostic(
        .missingKey, file: file, line: place.line, column: place.column, field: map.name(key),
        message, suggestion: mend)
    }
  }

  /// A date, or a period that stands for its first or last day.
  mutating func day(
    _ key: String, _ edge: PeriodEdge, required isRequired: Bool = true,
    _ diagnostics: inout DiagnosticList
  ) -> Day? {
    if isRequired, !require(key, &diagnostics) { return nil }
    let year = plan.settings.fiscalYear
    var period: Period?
    let day = map.value(
      key, .notADate,
      edge == .only
        ? "a date, as 2027-03-01" : "a date, as 2027-03-01, or a period, as 2027-W09 or 2027-Q1",
      &diagnostics
    ) { text -> Day? in
      var text = text
      switch text.withUTF8({ DateText.reading($0, order: nil) }) {
      case .day(let day): return day
      case .period(let found):
        period = found
        return edge.day(of: found, in: year)
      case .ambiguous, .nothing: return nil
      }
    }
    if edge == .only, let period, let day, let entry = map.entry(key) {
      diagnostics.warning {
        Diagnostic(
          .periodAsDay, severity: .warning, file: file, line: entry.value.line,
          column: entry.value.column, field: map.name(key), value: entry.value.scalar,
          "the \(period.grain.rawValue) is read as its first day, \(day)",
          expected: "a date, as 2027-03-01", suggestion: "write \(day), or the day that is meant")
      }
    }
    return day
  }

  /// The days from `from` to `to`, both needed.
  mutating func days(_ diagnostics: inout DiagnosticList) -> DayRange? {
    let from = day("from", .first, &diagnostics)
    let to = day("to", .last, &diagnostics)
    guard let from, let to else { return nil }
    checkOrder(from, to, &diagnostics)
    return DayRange(from, to)
  }

  mutating func checkOrder(_ from: Day, _ to: Day, _ diagnostics: inout DiagnosticList) {
    guard to < from, let entry = map.entry("to") else { return }
    map.error(
      .endBeforeStart, entry, "'to' (\(to)) is before 'from' (\(from))",
      expected: "a day on or after \(from)", &diagnostics)
  }

  /// `6 weeks`, `10 days`, as calendar days.
  mutating func duration(_ diagnostics: inout DiagnosticList) -> Int? {
    guard require("by", &diagnostics) else { return nil }
    return map.value(
      "by", .notADuration, "weeks or days, as 6 weeks or 10 days, up to 1000 weeks", &diagnostics,
      read: Parameters.duration(_:))
  }

  static func duration(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits), digits.utf8.count <= 5 else { return nil }
    let days: Int
    switch text.dropFirst(digits.count).lowercased().filter({ $0 != " " }) {
    case "w", "week", "weeks": days = 7 * number
    case "d", "day", "days": days = number
    default: return nil
    }
    return days <= 7000 ? days : nil
  }
}
