import PlanModel
import WorkCalendar

/// The tables about what changes of who is there, and of what they can do.
enum StaffingSchemas {
  /// The cells of a contract.
  struct ContractDraft: Sendable {
    var origin: RowOrigin
    var id = ""
    var pool: String?
    var skills: [SkillLevel] = []
    var fte = 0.0
    var from = Day.earliest
    var to = Day.earliest
    var cost = CostDraft()
  }

  static let contracts = TableSchema<ContractDraft, Contract>(
    .contracts, blank: { ContractDraft(origin: $0) },
    columns: [
      Column.id { $0.id = $1 }.required,
      .reference("pool", to: .pools) { $0.pool = $1 },
      .skills { $0.skills = $1 },
      Column.number("fte", .amount) { $0.fte = $1 }.required,
      Column.day("from", .first) { $0.from = $1 }.required,
      Column.day("to", .last) { $0.to = $1 }.required,
    ] + CostDraft.columns([.hour, .day]) { $0.cost.take($1, $2) }
  ) { draft, reader, rows in
    draft.cost.check(&reader)
    reader.checkOrder(draft.from, draft.to, "to", "from")
    if draft.pool == nil, draft.skills.isEmpty {
      reader.error(
        .contractHolder, "pool", "the contract names neither a pool nor skills",
        expected: "a pool, or skills as swift:3; sql:2")
    } else if draft.pool != nil, !draft.skills.isEmpty {
      reader.error(
        .contractHolder, "skills", "the contract names both a pool and skills",
        suggestion: "keep one of them")
    }
    guard !reader.failed, let days = DayRange(draft.from, draft.to) else { return }
    rows.append(
      Contract(
        id: draft.id, pool: draft.pool, skills: draft.skills, cost: draft.cost.rate,
        fte: draft.fte, days: days, origin: draft.origin))
  }

  static let training = TableSchema<Training, Training>(
    .training,
    blank: { Training(person: "", skill: SkillLevel(""), ready: .earliest, origin: $0) },
    columns: [
      Column.reference("person", to: .people) { $0.person = $1 }.required,
      Column.word("skill") { $0.skill.skill = $1 }.required,
      .whole("level", 1...5) { $0.skill.level = $1 },
      Column.day("ready", .first) { $0.ready = $1 }.required,
      .number("days", .trainingDays) { $0.days = $1 },
    ])

  static let moves = TableSchema<TeamMove, TeamMove>(
    .moves, blank: { TeamMove(person: "", team: "", on: .earliest, origin: $0) },
    columns: [
      Column.reference("person", to: .people) { $0.person = $1 }.required,
      Column.reference("team", to: .teams) { $0.team = $1 }.required,
      Column.day("on", .first) { $0.on = $1 }.required,
    ])

  static let attrition = TableSchema<Attrition, Attrition>(
    .attrition, blank: { Attrition(rate: 0, origin: $0) },
    columns: [
      Column.number("rate", .share) { $0.rate = $1 }.required,
      .word("skill") { $0.skill = $1 },
      .reference("team", to: .teams) { $0.team = $1 },
      .day("since", .first) { $0.since = $1 },
    ])
}
