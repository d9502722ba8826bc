import PlanModel
import WorkCalendar

/// The parameters of a verb, read into a change.
struct Parameters {
  var map: YAMLMap
  let verb: String
  let file: String
  let path: String
  let plan: Plan
  private let node: YAMLNode
  private let place: YAMLNode.Entry

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
    if verb != "hire" { map.finish(&diagnostics) }
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

  mutating func skills(_ diagnostics: inout DiagnosticList) -> [SkillLevel]? {
    guard let entry = map.entry("skills") else { return nil }
    guard let text = RowText.text(of: entry.value) else {
      map.error(
        .wrongType, entry, "'\(map.name("skills"))' is \(entry.value.form)",
        expected: "skills with levels, as swift:3; sql:2", &diagnostics)
      return nil
    }
    do throws(ListText.Fault) {
      return try ListText.skills(text)
    } catch {
      map.error(
        error.kind, entry, error.message, expected: "skills with levels 1 to 5, as swift:3; sql:2",
        &diagnostics)
      return nil
    }
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

  // MARK: People

  private static let hireKeys =
    ["role", "skills", "count", "start", "location", "team", "ramp_up_weeks", "ramp_up_from"]
    + CostRate.Unit.allCases.map { "cost_per_\($0.rawValue)" }

  private mutating func hire(_ diagnostics: inout DiagnosticList) -> Change? {
    for key in Parameters.hireKeys { _ = map.entry(key) }
    map.finish(&diagnostics)
    guard require("start", &diagnostics),
      var row = RowText(node, of: .hires, at: path, file: file)
    else { return nil }
    row.keep { Parameters.hireKeys.contains($0) }
    row.add("id", "hire")
    guard var hire = row.read(plan, &diagnostics)?.hires.first else { return nil }
    hire.id = ""
    hire.origin = .none
    return .hire(hire)
  }

  private mutating func release(_ diagnostics: inout DiagnosticList) -> Change? {
    let person = map.text("person", &diagnostics)
    let team = map.text("team", &diagnostics)
    let skill = map.text("skill", &diagnostics)
    let count = map.whole("count", 1...100_000, &diagnostics)
    let on = day("on", .last, &diagnostics)
    if let person {
      if let extra = map.all.first(where: { ["team", "skill", "count"].contains($0.key) }) {
        map.error(
          .changeForm, extra, "'release' names both a person and '\(extra.key)'",
          suggestion: "keep one of them", &diagnostics)
      }
      return on.map { .release(Change.Release(.person(person), on: $0)) }
    }
    guard team != nil || skill != nil else {
      missing(
        "'release' names neither a person nor a team or skill", "person",
        "add 'person', or 'team' or 'skill' with 'count'", &diagnostics)
      return nil
    }
    guard require("count", &diagnostics), let count, let on else { return nil }
    return .release(Change.Release(.count(count, team: team, skill: skill), on: on))
  }

  private mutating func contract(_ diagnostics: inout DiagnosticList) -> Change? {
    let pool = map.text("pool", &diagnostics)
    let skills = skills(&diagnostics)
    var cost: CostRate?
    for unit in [CostRate.Unit.hour, .day] {
      let key = "cost_per_\(unit.rawValue)"
      guard let amount = map.number(key, .money, &diagnostics) else { continue }
      if cost != nil, let entry = map.entry(key) {
        map.error(
          .twoCosts, entry, "the contract gives the cost twice", suggestion: "keep one of them",
          &diagnostics)
      }
      cost = CostRate(amount: amount, per: unit)
    }
    require("fte", &diagnostics)
    let fte = map.number("fte", .amount, &diagnostics)
    let days = days(&diagnostics)
    if pool == nil, map.entry("skills") == nil {
      missing(
        "'contract' names neither a pool nor skills", "pool", "add 'pool' or 'skills'",
        &diagnostics)
    }
    if pool != nil, let entry = map.entry("skills") {
      map.error(
        .changeForm, entry, "'contract' names both a pool and skills",
        suggestion: "keep one of them", &diagnostics)
    }
    guard let fte, let days else { return nil }
    return .contract(
      Change.Terms(pool: pool, skills: skills ?? [], cost: cost, fte: fte, days: days))
  }

  private mutating func train(_ diagnostics: inout DiagnosticList) -> Change? {
    let person = required("person", &diagnostics)
    let skill = required("skill", &diagnostics)
    let level = map.whole("level", 1...5, &diagnostics) ?? SkillLevel.defaultLevel
    let ready = day("ready", .first, &diagnostics)
    let rule = NumberRule(form: .plain, range: 0...1000, expected: "working days, 0 to 1000")
    let days = map.number("days", rule, &diagnostics) ?? 0
    guard let person, let skill, let ready else { return nil }
    return .train(
      Change.Training(person: person, skill: SkillLevel(skill, level), ready: ready, days: days))
  }

  private mutating func move(_ diagnostics: inout DiagnosticList) -> Change? {
    let person = required("person", &diagnostics)
    let team = required("team", &diagnostics)
    let on = day("on", .first, &diagnostics)
    guard let person, let team, let on else { return nil }
    return .move(Change.Move(person: person, team: team, on: on))
  }

  private mutating func absence(_ diagnostics: inout DiagnosticList) -> Change? {
    let person = map.text("person", &diagnostics)
    let team = map.text("team", &diagnostics)
    let days = days(&diagnostics)
    let fraction = map.number("fraction", .share, &diagnostics) ?? 1
    let who: Change.Away.Who
    switch (person, team) {
    case (PeopleSchemas.everyone?, nil): who = .everyone
    case (let person?, nil): who = .person(person)
    case (nil, let team?): who = .team(team)
    case (nil, nil):
      missing(
        "'absence' names neither a person nor a team", "person",
        "add 'person' (\"*\" is everyone) or 'team'", &diagnostics)
      return nil
    case (_?, _?):
      if let entry = map.entry("team") {
        map.error(
          .changeForm, entry, "'absence' names both a person and a team",
          suggestion: "keep one of them", &diagnostics)
      }
      return nil
    }
    return days.map { .absence(Change.Away(who, days: $0, fraction: fraction)) }
  }
}
