public import Optimization
import WorkCalendar

/// Hours of somebody that new work takes, before anything else may have them.
public struct Claim: Sendable {
  /// Units of one giver, as indices of ``CompiledSupply/units``.
  public let units: [Int]
  /// By cell; no more than the units' free hours, softly booked or not.
  public let hours: [Double]

  /// A claim to hours of a giver.
  public init(units: [Int], hours: [Double]) {
    self.units = units
    self.hours = hours
  }
}

/// What a claim changes in the optimum.
public struct ClaimCost: Sendable {
  /// What the rest of the plan costs more: shortage, contractors, overtime, moved soft bookings. The pay
  /// of employees is sunk, and breaks ties only.
  public let money: Double
  /// For each line of demand what is served less; negative where it is more.
  public let lostHours: [Double]
  /// Whether no other allocation costs less.
  public let isExact: Bool
}

extension Takeover {
  /// What it costs that a claim is met, where others take over along the cheapest chains. What people work
  /// counts as their bookings, so that to move them has its price.
  public func cost(of claim: Claim) -> ClaimCost {
    var takeover = self
    var left = HoursLeft(of: claim, in: model.plan.supply)
    for unit in claim.units { takeover.withdraw(unit: unit, leaving: &left) }
    return ClaimCost(
      money: max(0, takeover.addedCost(besides: claim.units)), lostHours: takeover.undoneHours,
      isExact: false)
  }
}

extension AllocationModel {
  /// What it costs that a claim is met, by solving again: others take over what they can.
  ///
  /// - Parameter optimum: of this problem.
  /// - Returns: nil where the problem with the claim is not solved to proof.
  /// - Throws: `InteriorPointError` where there is no solution at all.
  public func cost(
    of claim: Claim, beside optimum: TransportSolution
  ) async throws(InteriorPointError) -> ClaimCost? {
    let solved = try await AllocationSolver.solve(meeting(claim))
    guard solved.isProven else { return nil }
    let solution = solved.allocation.solution
    var lost = [Double](repeating: 0, count: plan.demand.lines.count)
    for (demand, asked) in asked.enumerated() {
      lost[asked.line] += solution.shortHours[demand] - optimum.shortHours[demand]
    }
    let money = cost(withoutPay: solution) - cost(withoutPay: optimum)
    return ClaimCost(money: max(0, money), lostHours: lost, isExact: true)
  }

  /// The objective without what employees' own hours cost.
  private func cost(withoutPay solution: TransportSolution) -> Double {
    var cost = 0.0
    for (demand, row) in problem.demands.enumerated() {
      cost += row.pricePerHour * solution.shortHours[demand]
    }
    for use in solution.uses {
      let kind = sources[Int(use.supply)].kind
      if kind == .overtime || kind == .contract {
        cost += use.hours * problem.supplies[Int(use.supply)].costPerHour
      }
      // The claim's own arcs are free of charge, and not among the problem's.
      if use.directArc >= 0, Int(use.directArc) < problem.directArcs.count {
        cost += use.hours * problem.directArcs[Int(use.directArc)].cost
      }
    }
    return cost
  }

  /// The problem with a demand besides that only the claimed units serve, and that is dearer than all
  /// that its hours could do otherwise.
  ///
  /// Direct arcs take it out of the classes of the units, no more from each than the unit gives to it.
  /// It bears the name of the first line, whose hours it does not touch.
  private func meeting(_ claim: Claim) -> AllocationModel {
    var claimed = problem
    let dearest =
      (problem.demands.map(\.pricePerHour).max() ?? 0)
      + (problem.supplies.map(\.costPerHour).max() ?? 0)
      + (problem.directArcs.map { abs($0.cost) }.max() ?? 0)
    claimed.demands.append(
      PooledTransport.Demand(
        pool: nil, pricePerHour: 2 * dearest + 1, group: nil,
        amount: .perCell(cells: 0..<problem.cellCount, hours: claim.hours)))
    for (source, hours) in claimedSources(claim) {
      claimed.directArcs.append(
        PooledTransport.DirectArc(
          supply: Int32(source), demand: Int32(problem.demands.count), cost: 0,
          cells: 0..<problem.cellCount, limitHours: hours))
    }
    return replacing(claimed, asked: asked + [Asked(line: 0, isFlexible: false)])
  }

  /// The sources of free hours in which claimed units have a part, with their hours by cell.
  private func claimedSources(_ claim: Claim) -> [(source: Int, hours: [Double])] {
    sources.indices.compactMap { index in
      guard sources[index].kind == .free || sources[index].kind == .wished else { return nil }
      var hours = [Double](repeating: 0, count: problem.cellCount)
      for member in sources[index].members where claim.units.contains(member.source) {
        for (offset, cell) in member.cells.enumerated() { hours[cell] += member.hours[offset] }
      }
      return hours.contains { $0 > 0 } ? (index, hours) : nil
    }
  }
}
