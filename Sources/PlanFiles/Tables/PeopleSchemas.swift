import PlanModel
import WorkCalendar

/// A rate that is given in one of several columns.
struct CostDraft: Sendable {
  var rate: CostRate?
  /// The column of a second one.
  var second: String?

  /// The columns of the units.
  static func columns<Draft>(
    _ units: [CostRate.Unit], _ change: @escaping @Sendable (inout Draft, CostRate, String) -> Void
  ) -> [Column<Draft>] {
    units.map { unit in
      let name = "cost_per_\(unit.rawValue)"
      return Column.number(name, .money) { change(&$0, CostRate(amount: $1, per: unit), name) }
    }
  }

  /// Takes in a rate; a second one is remembered.
  mutating func take(_ rate: CostRate, _ column: String) {
    if self.rate == nil { self.rate = rate } else { second = column }
  }

  /// Reports a second rate.
  func check(_ reader: inout RowReader) {
    if let second {
      reader.error(
        .twoCosts, second, "the row gives the cost in two columns", suggestion: "keep one of them")
    }
  }
}

/// A row with a cost.
struct Costed<Row: Sendable>: Sendable {
  var row: Row
  var cost = CostDraft()
}

extension RowReader {
  /// Reports an end before its start.
  mutating func checkOrder(_ start: Day?, _ end: Day?, _ column: String, _ startColumn: String) {
    guard let start, let end, end < start else { return }
    error(
      .endBeforeStart, column, "'\(column)' (\(end)) is before '\(startColumn)' (\(start))",
      expected: "a day on or after \(start)")
  }
}

/// The tables about people.
enum PeopleSchemas {
  static let people = TableSchema<Costed<Person>, Person>(
    .people, blank: { Costed(row: Person(id: "", origin: $0)) },
    columns: [
      Column.id { $0.row.id = $1 }.required,
      .text("name") { $0.row.name = $1 },
      .reference("team", to: .teams) { $0.row.team = $1 },
      .reference("location", to: .locations) { $0.row.location = $1 },
      .word("role") { $0.row.role = $1 },
      .skills { $0.row.skills = $1 },
      .number("fte", .amount) { $0.row.fte = $1 },
      .day("start", .first) { $0.row.start = $1 },
      .day("end", .last) { $0.row.end = $1 },
      .number("run_work", .share) { $0.row.runWork = $1 },
      .number("target_utilisation", .share) { $0.row.targetUtilisation = $1 },
      .number("max_overtime_hours", .amount) { $0.row.maxOvertimeHours = $1 },
      .reference("manager", to: .people) { $0.row.manager = $1 },
    ] + CostDraft.columns([.hour, .day, .month, .year]) { $0.cost.take($1, $2) }
  ) { draft, reader, rows in
    draft.cost.check(&reader)
    draft.row.cost = draft.cost.rate
    reader.checkOrder(draft.row.start, draft.row.end, "end", "start")
    if !reader.failed { rows.append(draft.row) }
  }

  /// The cells of an absence.
  struct AbsenceDraft: Sendable {
    var origin: RowOrigin
    var person = ""
    var from = Day.earliest
    var to = Day.earliest
    var fraction: Double?
    var days: Double?
    var kind: String?
  }

  static let everyone = "*"

  static let absences = TableSchema<AbsenceDraft, Absence>(
    .absences, blank: { AbsenceDraft(origin: $0) },
    columns: [
      Column.reference("person", to: .people, besides: everyone) { $0.person = $1 }.required,
      Column.day("from", .first) { $0.from = $1 }.required,
      Column.day("to", .last) { $0.to = $1 }.required,
      .number("fraction", .share) { $0.fraction = $1 },
      .number("days", .amount) { $0.days = $1 },
      .text("kind") { $0.kind = $1 },
    ]
  ) { draft, reader, rows in
    if draft.fraction != nil, draft.days != nil {
      reader.error(
        .absenceAmount, "days", "the absence gives both a fraction and days",
        suggestion: "keep one of them")
    }
    reader.checkOrder(draft.from, draft.to, "to", "from")
    guard !reader.failed, let days = DayRange(draft.from, draft.to) else { return }
    var row = Absence(
      person: draft.person == everyone ? nil : draft.person, days: days,
      amount: draft.days.map(Absence.Amount.days) ?? .fraction(draft.fraction ?? 1),
      origin: draft.origin)
    row.kind = draft.kind
    rows.append(row)
  }

  static let locations = TableSchema<Location, Location>(
    .locations, blank: { Location(id: "", origin: $0) },
    columns: [
      Column.id { $0.id = $1 }.required,
      .number("hours_per_day", .hoursOfDay) { $0.hoursPerDay = $1 },
      Column(name: "workdays", cell: .workdays { $0.workdays = $1 }),
    ])

  static let holidays = TableSchema<Holiday, Holiday>(
    .holidays, blank: { Holiday(date: .earliest, origin: $0) },
    columns: [
      Column.day("date", .only) { $0.date = $1 }.required,
      .text("name") { $0.name = $1 },
      .reference("location", to: .locations) { $0.location = $1 },
      .number("hours", .hoursOfDay) { $0.hours = $1 },
    ])

  static let teams = TableSchema<Team, Team>(
    .teams, blank: { Team(id: "", origin: $0) },
    columns: [
      Column.id { $0.id = $1 }.required,
      .text("name") { $0.name = $1 },
      .reference("parent", to: .teams) { $0.parent = $1 },
      .reference("lead", to: .people) { $0.lead = $1 },
      .number("run_work", .share) { $0.runWork = $1 },
      .number("target_utilisation", .share) { $0.targetUtilisation = $1 },
    ])

  static let hires = TableSchema<Costed<Hire>, Hire>(
    .hires, blank: { Costed(row: Hire(id: "", start: .earliest, origin: $0)) },
    columns: [
      Column.id { $0.row.id = $1 }.required,
      .word("role") { $0.row.role = $1 },
      .skills { $0.row.skills = $1 },
      .whole("count", 0...100_000) { $0.row.count = $1 },
      Column.day("start", .first) { $0.row.start = $1 }.required,
      .day("start_latest", .last) { $0.row.startLatest = $1 },
      .number("probability", .share) { $0.row.probability = $1 },
      .number("ramp_up_weeks", .weeks) { $0.row.rampUpWeeks = $1 },
      .number("ramp_up_from", .share) { $0.row.rampUpFrom = $1 },
      .reference("location", to: .locations) { $0.row.location = $1 },
      .reference("team", to: .teams) { $0.row.team = $1 },
      .choice("status", Hire.Status.self) { $0.row.status = $1 },
    ] + CostDraft.columns([.hour, .day, .month, .year]) { $0.cost.take($1, $2) }
  ) { draft, reader, rows in
    draft.cost.check(&reader)
    draft.row.cost = draft.cost.rate
    reader.checkOrder(draft.row.start, draft.row.startLatest, "start_latest", "start")
    if !reader.failed { rows.append(draft.row) }
  }

  static let pools = TableSchema<Costed<Pool>, Pool>(
    .pools, blank: { Costed(row: Pool(id: "", maxFTE: 0, origin: $0)) },
    columns: [
      Column.id { $0.row.id = $1 }.required,
      .skills { $0.row.skills = $1 },
      Column.number("max_fte", .amount) { $0.row.maxFTE = $1 }.required,
      .whole("lead_time_days", 0...36_500) { $0.row.leadTimeDays = $1 },
      .number("min_weeks", .weeks) { $0.row.minWeeks = $1 },
    ] + CostDraft.columns([.hour, .day]) { $0.cost.take($1, $2) }
  ) { draft, reader, rows in
    draft.cost.check(&reader)
    draft.row.cost = draft.cost.rate
    if !reader.failed { rows.append(draft.row) }
  }
}
