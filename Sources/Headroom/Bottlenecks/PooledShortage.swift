import PlanCompiler

/// What of a finding no shifting within its period mends, in working hours.
///
/// A set's own balance (demand of its nodes less all supply that may serve any of them) is a lower bound of
/// what the whole period misses when its hours are pooled, never more than that. Sets without a common
/// skill ask for different work, so their bounds add up; those of sets that share skills do not.
struct PooledShortage {
  /// What is sure to stay missing of its own, at most what it misses: that of each of its sets, and, where
  /// it merges several, what the period misses beyond all that the other sets miss.
  let own: Double
  /// What of the period may stay missing because of it: all that is pooled in vain, less what sets without
  /// a skill of its own are sure to miss. 0: shifting mends it, whatever else is short.
  let shared: Double

  /// The bounds of a finding.
  ///
  /// - Parameters:
  ///   - sets: the sets that it merges.
  ///   - others: the other sets of the period, those with most hours first.
  ///   - period: what the period misses; nil is nothing.
  init(
    of sets: [Bottlenecks.Bottleneck], among others: [Bottlenecks.Bottleneck],
    in period: Bottlenecks.ShortageRow?
  ) {
    let pooled = period?.structuralHours ?? 0
    let missing = sets.reduce(0) { $0 + $1.missingHours }
    var own = sets.map(\.structuralHours).max() ?? 0
    if sets.count > 1 {
      own = max(own, pooled - others.reduce(0) { $0 + $1.missingHours })
    }
    var seen = Set(sets.flatMap(\.skills))
    var elsewhere = 0.0
    for other in others where other.structuralHours > 0 && seen.isDisjoint(with: other.skills) {
      seen.formUnion(other.skills)
      elsewhere += other.structuralHours
    }
    func hours(_ value: Double) -> Double { value > ShortageModel.negligibleHours ? value : 0 }
    self.own = hours(min(own, missing, pooled))
    shared = hours(pooled - elsewhere)
  }
}
