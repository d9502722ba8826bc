import PlanModel
import WorkCalendar

/// Verbs of who is there, and of what they can do.
extension Parameters {
  /// The verb's parameters as a row of a table, whose columns they are, read as its files are.
  ///
  /// - Parameters:
  ///   - columns: those of the table that the verb takes.
  ///   - required: those without which it says nothing.
  private mutating func row(
    of table: PlanTable, _ columns: [String], required: [String],
    _ diagnostics: inout DiagnosticList
  ) -> Plan? {
    for key in columns { _ = map.entry(key) }
    map.finish(&diagnostics)
    isFinished = true
    // Every missing one is named.
    let lacking = required.filter { !require($0, &diagnostics) }
    guard lacking.isEmpty, var row = RowText(node, of: table, at: path, file: file) else {
      return nil
    }
    row.keep { columns.contains($0) }
    // The plan gives it an id of its own.
    if table.hasIds { row.add("id", verb) }
    return row.read(plan, &diagnostics)
  }

  private static func rates(_ units: [CostRate.Unit]) -> [String] {
    units.map { "cost_per_\($0.rawValue)" }
  }

  mutating func hire(_ diagnostics: inout DiagnosticList) -> Change? {
    let columns =
      ["role", "skills", "count", "start", "location", "team", "ramp_up_weeks", "ramp_up_from"]
      + Self.rates(CostRate.Unit.allCases)
    let rows = row(of: .hires, columns, required: ["start"], &diagnostics)
    guard var hire = rows?.hires.first else { return nil }
    hire.id = ""
    hire.origin = .none
    return .hire(hire)
  }

  mutating func contract(_ diagnostics: inout DiagnosticList) -> Change? {
    let columns = ["pool", "skills", "fte", "from", "to"] + Self.rates([.hour, .day])
    let rows = row(of: .contracts, columns, required: ["fte", "from", "to"], &diagnostics)
    guard var contract = rows?.contracts.first else { return nil }
    contract.id = ""
    contract.origin = .none
    return .contract(contract)
  }

  mutating func train(_ diagnostics: inout DiagnosticList) -> Change? {
    let rows = row(
      of: .training, ["person", "skill", "level", "ready", "days"],
      required: ["person", "skill", "ready"], &diagnostics)
    guard var training = rows?.trainings.first else { return nil }
    training.origin = .none
    return .train(training)
  }

  mutating func move(_ diagnostics: inout DiagnosticList) -> Change? {
    let columns = ["person", "team", "on"]
    guard var move = row(of: .moves, columns, required: columns, &diagnostics)?.moves.first
    else { return nil }
    move.origin = .none
    return .move(move)
  }

  mutating func attrition(_ diagnostics: inout DiagnosticList) -> Change? {
    let rows = row(
      of: .attrition, ["rate", "skill", "team"], required: ["rate"], &diagnostics)
    guard var attrition = rows?.attritions.first else { return nil }
    attrition.origin = .none
    return .attrition(attrition)
  }

  mutating func release(_ diagnostics: inout DiagnosticList) -> Change? {
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

  mutating func absence(_ diagnostics: inout DiagnosticList) -> Change? {
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
