import Parallelism
import PlanCompiler
import PlanModel
import WorkCalendar

/// The ways to make new work fit that does not fit as asked.
struct IntakeWays {
  private let study: IntakeStudy
  private let displacement: IntakeDisplacement
  /// The plan with the new work at the asked start.
  private let plan: CompiledPlan
  private let pitch: Int
  /// Hours of confirmed work that are short, with and without the new work.
  private let shortAlone: Double

  /// Scopes that are tried, the largest first.
  private static let scopes = (1..<20).reversed().map { Double($0) / 20 }
  /// Weeks by which other projects wait, the fewest first.
  private static let delays = [4, 8, 13, 26]
  /// So many other projects are tried, those whose delay costs least.
  private static let mostProjects = 6

  init(_ study: IntakeStudy, _ displacement: IntakeDisplacement) async throws(RequestError) {
    self.study = study
    self.displacement = displacement
    plan = displacement.plan ?? study.compiled
    pitch = plan.indexOfProject[study.request.pitch.project.id] ?? study.projects[0]
    shortAlone = await Self.shortHours(plan, plan.shares(of: .confirmed, without: pitch))
  }

  /// The cheapest ways; those whose cost is not known come last.
  func cheapest() async throws(RequestError) -> [Intake.Way] {
    var ways = [later(), await smaller()].compactMap(\.self)
    if let bought = try await bought() { ways.append(bought) }
    ways += await delays()
    // Ways stand in the order of their kinds; a sort by cost alone keeps it where costs are equal.
    let sorted = ways.enumerated().sorted {
      ($0.element.cost ?? .infinity, $0.offset) < ($1.element.cost ?? .infinity, $1.offset)
    }
    return sorted.prefix(Intake.mostWays).map(\.element)
  }

  // MARK: The new work itself

  private func later() -> Intake.Way? {
    guard let earliest = study.earliest else { return nil }
    let window = study.windows[earliest]
    let wait = counted(earliest, "week", "weeks")
    return Intake.Way(
      kind: .later, text: "start \(wait) later, on \(window.first)",
      cost: weeklyCost(of: pitch) * Double(earliest), start: window.first, finish: window.last,
      changes: [])
  }

  private func smaller() async -> Intake.Way? {
    let added = await study.added(atScopes: Self.scopes)
    guard let index = added.firstIndex(where: { $0 < Intake.leastHours }) else { return nil }
    let scope = Self.scopes[index]
    let lost = 1 - scope
    let value =
      study.request.pitch.project.value ?? plan.hourPrices[pitch] * plan.demand.projectHours[pitch]
    return Intake.Way(
      kind: .smaller, text: "do \(plain(100 * scope, decimals: 0)) % of it", cost: value * lost,
      start: study.windows[0].first, finish: study.windows[0].last, changes: [])
  }

  // MARK: More people

  private func bought() async throws(RequestError) -> Intake.Way? {
    let asOf = study.request.plan.settings.asOf ?? study.request.today
    let quarters = plan.grid.spans(by: .quarter, in: plan.plan.settings.fiscalYear)
      .count { $0.days.last >= asOf && $0.days.first <= study.windows[0].last }
    let request = Staff.Request(
      plan: plan.plan, today: study.request.today, quarters: max(1, quarters))
    var search = try await StaffSearch(
      request, onlyFor: study.request.pitch.project.id)
    try await search.run()
    guard !search.remedies.isEmpty else { return nil }
    var changed = plan.plan
    for remedy in search.remedies {
      guard let change = remedy.change,
        (try? change.apply(to: &changed, today: study.request.today)) != nil
      else { return nil }
    }
    guard await addedHours(of: changed) < Intake.leastHours else { return nil }
    let costs = search.remedies.map(\.cost)
    return Intake.Way(
      kind: .buy, text: listed(search.remedies.map(\.words)),
      cost: costs.contains(nil) ? nil : costs.reduce(0) { $0 + ($1 ?? 0) },
      start: study.windows[0].first, finish: study.windows[0].last,
      changes: search.remedies.map(\.text))
  }

  // MARK: Other projects

  /// For each project that competes and has not begun the shortest delay that makes room.
  private func delays() async -> [Intake.Way] {
    let asOf = study.request.plan.settings.asOf ?? study.request.today
    let waiting = displacement.competing.filter { project in
      guard let index = plan.indexOfProject[project.id], let window = plan.demand.windows[index]
      else { return false }
      return window.first > asOf && !project.mustHave
    }
    let cheapest = waiting.sorted { (weeklyCost(of: $0), $0.id) < (weeklyCost(of: $1), $1.id) }
      .prefix(Self.mostProjects)
    var ways: [Intake.Way] = []
    for project in cheapest {
      for weeks in Self.delays where await makesRoom(project, weeks) {
        ways.append(
          Intake.Way(
            kind: .delay, text: "\(project.id) starts \(counted(weeks, "week", "weeks")) later",
            cost: weeklyCost(of: project) * Double(weeks), start: study.windows[0].first,
            finish: study.windows[0].last,
            changes: ["delay: { project: \"\(project.id)\", by: \(weeks) weeks }"]))
        break
      }
    }
    return ways
  }

  private func makesRoom(_ project: Project, _ weeks: Int) async -> Bool {
    var changed = plan.plan
    let shift = Change.Shift(project: project.id, days: 7 * weeks)
    guard (try? Change.delay(shift).apply(to: &changed, today: study.request.today)) != nil
    else { return false }
    return await addedHours(of: changed) < Intake.leastHours
  }

  // MARK: Numbers

  /// Hours by which a changed plan with the new work is shorter than confirmed work is alone; work that
  /// leaves the horizon is no relief.
  private func addedHours(of changed: Plan) async -> Double {
    let compiled = await CompiledPlan(changed, horizon: plan.grid.horizon)
    let short = await Self.shortHours(compiled, compiled.shares(of: .confirmed))
    let gone = Self.hoursOutside(compiled) - Self.hoursOutside(plan)
    return short - shortAlone + max(0, gone)
  }

  private static func hoursOutside(_ plan: CompiledPlan) -> Double {
    plan.demand.outside.reduce(0) {
      plan.sources.status(of: $1.project).isConfirmed ? $0 + $1.hours : $0
    }
  }

  private static func shortHours(_ plan: CompiledPlan, _ shares: [Double]) async -> Double {
    let spans = plan.grid.spans(by: .year, in: plan.plan.settings.fiscalYear)
    let hours = await ShortageModel(plan, shares: [shares]).shortHours(in: [shares], spans: spans)
    return hours.flatMap(\.self).reduce(0, +)
  }

  private func weeklyCost(of project: Project) -> Double {
    plan.indexOfProject[project.id].map { weeklyCost(of: $0) } ?? 0
  }

  /// The cost of delay of a week; without one what its mean week is worth at its hour price.
  private func weeklyCost(of project: Int) -> Double {
    if let cost = plan.demand.projects[project].costOfDelay { return cost }
    guard let window = plan.demand.windows[project] else { return 0 }
    let weeks = max(1, Double(window.count) / 7)
    return plan.hourPrices[project] * plan.demand.projectHours[project] / weeks
  }
}

extension Remedy {
  /// `2 people hired for sre:4 from 2027-03-01`.
  fileprivate var words: String {
    let what = "\(skill.skill):\(skill.level)"
    switch kind {
    case .hire: return "hire \(counted(Int(count), "person", "people")) for \(what) from \(from)"
    case .contract: return "contract \(plain(count)) FTE of \(pool ?? what) from \(from)"
    case .train: return "train \(person ?? "somebody") in \(what) by \(from)"
    case .overtime: return "let \(person ?? "somebody") work longer from \(from)"
    }
  }
}
