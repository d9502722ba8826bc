import PlanCompiler
import PlanModel
import WorkCalendar

/// Asks the rules of health of initiatives, once their projects have been asked.
struct InitiativeHealth: Sendable {
  let plan: CompiledPlan
  let results: RuleResults
  /// By initiative.
  let cases: [String: RuleCase]
  let projects: [Health.ProjectRow]

  /// By id; initiatives without a committed or active project have no health.
  var rows: [Health.InitiativeRow] {
    let byInitiative = Dictionary(grouping: projects) { $0.initiative ?? "" }
    let isPayKnown = MeanPay(plan).ofEverybody != nil
    return plan.plan.initiatives.compactMap { initiative in
      guard let own = byInitiative[initiative.id] else { return nil }
      let spent = isPayKnown ? number("spent", initiative) : nil
      let budget = number("budget", initiative)
      let reasons = [
        projects(own), money(spent, budget), owner(initiative),
      ].compactMap { $0 }
      let sorted = reasons.filter { $0.level == .offTrack } + reasons.filter { $0.level == .atRisk }
      func count(_ level: Health.Level) -> Int { own.count { $0.level == level } }
      return Health.InitiativeRow(
        initiative: initiative.id, name: initiative.name, owner: initiative.owner,
        level: sorted.first?.level ?? .onTrack, onTrack: count(.onTrack), atRisk: count(.atRisk),
        offTrack: count(.offTrack), spent: spent, budget: budget,
        reasons: sorted)
    }
  }

  private func projects(_ own: [Health.ProjectRow]) -> Health.Reason? {
    func hours(_ rows: [Health.ProjectRow]) -> Double {
      rows.reduce(0) { $0 + (results.unlimited[$1.project]?.demandHours ?? 0) }
    }
    let off = own.filter { $0.level == .offTrack }
    let risky = own.filter { $0.level == .atRisk }
    guard !off.isEmpty || !risky.isEmpty else { return nil }
    let all = hours(own)
    let share = all > 0 ? hours(off) / all : Double(off.count) / Double(own.count)
    let worst = off.isEmpty ? risky : off
    let names = worst.map(\.project).sorted().prefix(3).joined(separator: ", ")
    return Health.Reason(
      .projects, share > Health.offTrackShare ? .offTrack : .atRisk,
      """
      \(off.count) of \(own.count) projects off track (\(plain(100 * share, decimals: 0)) % of the \
      hours), \(risky.count) at risk
      """, turn: "bring back \(names)\(worst.count > 3 ? " and others" : "")")
  }

  private func number(_ field: String, _ initiative: Initiative) -> Double? {
    guard case .number(let number)? = cases[initiative.id]?.values[field] else { return nil }
    return number
  }

  private func money(_ spent: Double?, _ budget: Double?) -> Health.Reason? {
    guard let spent, let budget else { return nil }
    return .overBudget(.initiativeOverBudget, spent: spent, budget: budget)
  }

  private func owner(_ initiative: Initiative) -> Health.Reason? {
    guard initiative.owner == nil else { return nil }
    return Health.Reason(
      .noOwner, .atRisk, "nobody answers for it", turn: "name its owner")
  }
}
