import PlanModel

/// The mean pay of those who may do some work, weighted by their plannable hours.
///
/// Units: the plan's currency per hour.
public struct MeanPay: Sendable {
  private let plan: CompiledPlan
  /// By unit: pay an hour, nil where it is not known; and plannable hours.
  private let pays: [(rate: Double?, hours: Double)]

  /// Reads the pay of everybody in a plan.
  public init(_ plan: CompiledPlan) {
    self.plan = plan
    pays = plan.supply.units.indices.map { index in
      let cost =
        switch plan.supply.units[index].source {
        case .person(let row): plan.plan.people[row].cost
        case .hire(let row): plan.plan.hires[row].cost
        case .contract(let row): plan.plan.filled(plan.plan.contracts[row]).cost
        }
      return (
        cost?.perHour(in: plan.plan.settings),
        plan.supply.plannable(of: index, in: 0..<plan.supply.cellCount)
      )
    }
  }

  /// The mean of all; nil where nobody's pay is known.
  public var ofEverybody: Double? { mean { _ in true } }

  /// For each line of demand the mean of those who may serve it, of everybody where nobody's of them is
  /// known; nil where no pay is known at all.
  public func rates(of demand: CompiledDemand) -> [Double]? {
    guard let anybody = ofEverybody else { return nil }
    var known: [Asked: Double] = [:]
    return demand.lines.map { line in
      let asked = Asked(need: line.need, team: line.team)
      let rate = known[asked] ?? mean { plan.mayServe($0, line) } ?? anybody
      known[asked] = rate
      return rate
    }
  }

  /// What tells who may serve a line.
  private struct Asked: Hashable {
    var need: Demand.Need
    var team: String?
  }

  private func mean(_ isMeant: (SupplyUnit) -> Bool) -> Double? {
    var (money, hours) = (0.0, 0.0)
    for (index, unit) in plan.supply.units.enumerated() where isMeant(unit) {
      guard let rate = pays[index].rate else { continue }
      money += rate * pays[index].hours
      hours += pays[index].hours
    }
    return hours > 0 ? money / hours : nil
  }
}
