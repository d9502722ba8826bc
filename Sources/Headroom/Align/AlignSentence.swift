import PlanCompiler
import PlanModel

extension AlignComposer {
  /// A goal is worth a word where its share of the hours is so far from its weight.
  private static let wideGap = 0.05

  func sentence(
    _ goals: [Align.GoalRow], _ orphans: [Align.Orphan], _ couplings: [Align.Coupling]
  ) -> String {
    guard !study.plan.demand.lines.isEmpty else {
      return "Nothing is asked for, so nothing hangs on anything."
    }
    return [sentence(couplings), sentence(goals), sentence(orphans)]
      .compactMap { $0 }.joined(separator: " ")
  }

  private func sentence(_ couplings: [Align.Coupling]) -> String {
    guard let worst = couplings.first else {
      return "No project takes scarce people or money from another."
    }
    let pairs = counted(couplings.count, "pair of projects hangs", "pairs of projects hang")
    let through = worst.through.prefix(3).joined(separator: ", ")
    let what = worst.kind == .budget ? "the budget of \(through)" : through
    return """
      \(pairs) together; most of all, without \(worst.first) \(worst.second) would have \
      \(grouped(worst.secondGainsHours)) h more (\(what)).
      """
  }

  private func sentence(_ goals: [Align.GoalRow]) -> String? {
    let widest = goals.compactMap { row -> (goal: String, weight: Double, share: Double)? in
      guard let goal = row.goal, let weight = row.weightShare, let share = row.capacityShare else {
        return nil
      }
      return (goal, weight, share)
    }.max { ($0.share - $0.weight).magnitude < ($1.share - $1.weight).magnitude }
    guard let widest, (widest.share - widest.weight).magnitude >= Self.wideGap else { return nil }
    return """
      Goal \(widest.goal) takes \(plain(100 * widest.share, decimals: 0)) % of the hours, against a \
      weight of \(plain(100 * widest.weight, decimals: 0)) %.
      """
  }

  private func sentence(_ orphans: [Align.Orphan]) -> String? {
    guard !orphans.isEmpty else { return nil }
    let hours = orphans.reduce(0) { $0 + $1.demandHours }
    let who = counted(orphans.count, "project serves", "projects serve")
    return "\(who) no goal (\(grouped(hours)) h)."
  }
}
