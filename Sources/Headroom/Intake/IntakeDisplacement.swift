import PlanCompiler
import PlanModel
import WorkCalendar

/// What gives way from the asked start on: the new work behind all confirmed work, or before it.
struct IntakeDisplacement: Sendable {
  /// The plan with the new work at the asked start; nil where nothing gives way.
  let plan: CompiledPlan?
  /// What the new work lacks behind all confirmed work, the most first.
  let lacking: [Intake.Lack]
  /// What confirmed work loses behind the new work, the dearest first.
  let displaced: [Find.Displaced]
  /// Confirmed projects that ask for what the new work lacks.
  let competing: [Project]

  /// Nothing gives way.
  static let none = IntakeDisplacement()

  private init() { (plan, lacking, displaced, competing) = (nil, [], [], []) }

  init(_ study: IntakeStudy) async throws(RequestError) {
    let compiled = await CompiledPlan(
      try study.planWithPitch(), horizon: study.compiled.grid.horizon)
    plan = compiled
    guard let pitch = compiled.indexOfProject[study.request.pitch.project.id] else {
      (lacking, displaced, competing) = ([], [], [])
      return
    }
    let last = try await Self.solve(compiled, pitch, price: -1)
    let first = try await Self.solve(compiled, pitch, price: .infinity)
    var skills: [String: Double] = [:]
    for period in last {
      for set in period[1].sets {
        for part in set.core { skills[part.skill, default: 0] += part.missingHours }
      }
      for set in period[0].sets {
        for part in set.core { skills[part.skill, default: 0] -= part.missingHours }
      }
    }
    lacking = skills.filter { $0.value > Intake.leastHours }
      .map { Intake.Lack(skill: $0.key, hours: $0.value) }
      .sorted { ($1.hours, $0.skill) < ($0.hours, $1.skill) }
    let lost = Self.lost(first)
    let prices = compiled.hourPrices(before: pitch)
    displaced = lost.keys.sorted().filter { $0 != pitch }.compactMap { project in
      guard let hours = lost[project], hours > Intake.leastHours else { return nil }
      let price = prices[project]
      return Find.Displaced(
        project: compiled.demand.projects[project].id, hours: hours, hourPrice: price,
        cost: hours * price)
    }.sorted { ($1.cost, $0.project) < ($0.cost, $1.project) }
    let asked = Set(
      last.flatMap { $0[1].sets.filter { set in set.projects.contains { $0.project == pitch } } }
        .flatMap { $0.projects.map(\.project) })
    competing = asked.sorted().filter { $0 != pitch }.map { compiled.demand.projects[$0] }
  }

  /// The shortage by quarter without the pitch and with it, its hour at that price.
  private static func solve(
    _ plan: CompiledPlan, _ pitch: Int, price: Double
  ) async throws(RequestError) -> [[PeriodShortage]] {
    var prices = plan.hourPrices(before: pitch)
    prices[pitch] = price
    let shares = [plan.shares(of: .confirmed, without: pitch), plan.shares(of: .confirmed)]
    let spans = plan.grid.spans(by: .quarter, in: plan.plan.settings.fiscalYear)
    do {
      return try await ShortageModel(plan, shares: shares, hourPrices: prices).solve(spans)
    } catch {
      throw RequestError([Bottlenecks.refutation(error)])
    }
  }

  /// By project: hours that it lacks with the pitch, less those that it lacks without.
  private static func lost(_ periods: [[PeriodShortage]]) -> [Int: Double] {
    var lost: [Int: Double] = [:]
    for period in periods {
      for (basis, sign) in [(0, -1.0), (1, 1.0)] {
        for part in period[basis].sets.flatMap(\.projects) {
          lost[part.project, default: 0] += sign * part.shortHours
        }
      }
    }
    return lost
  }
}
