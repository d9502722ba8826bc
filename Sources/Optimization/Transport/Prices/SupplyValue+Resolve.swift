extension SupplyValue {
  /// The changes of the optimum where budgets bind: the cells that a request touches, and all that
  /// windows and budgets tie to them, are solved again with the hours added or taken.
  ///
  /// Accuracy: that of the interior-point method, `options.tolerance` of the objective of those cells.
  ///
  /// - Complexity: a solve of the touched cells for each request.
  /// - Throws: ``InteriorPointError``.
  public static func changesByResolving(
    of requests: [Request], in problem: PooledTransport, options: InteriorPointOptions
  ) async throws(InteriorPointError) -> [Change] {
    let ranges = problem.independentRanges()
    var changes: [Change] = []
    var bases: [Range<Int>: Double] = [:]
    for request in requests {
      let touched = ranges.filter { $0.overlaps(request.cells) }
      guard let first = touched.first, let last = touched.last else {
        changes.append(Change(money: 0, hours: 0))
        continue
      }
      let range = first.lowerBound..<last.upperBound
      let slice = problem.sliced(to: range)
      let base: Double
      if let known = bases[range] {
        base = known
      } else {
        base = try await slice.solved(options: options).solution.objective
        bases[range] = base
      }
      let change = try await slice.change(of: request, from: range.lowerBound, base, options)
      changes.append(change)
    }
    return changes
  }
}

extension PooledTransport {
  /// What a request comes to in a slice that begins at cell `start`.
  fileprivate func change(
    of request: SupplyValue.Request, from start: Int, _ base: Double,
    _ options: InteriorPointOptions
  ) async throws(InteriorPointError) -> SupplyValue.Change {
    var changed = self
    let cells = (request.cells.lowerBound - start)..<(request.cells.upperBound - start)
    switch request.direction {
    case .more:
      changed.supplies.append(Supply(costPerHour: 0, moneyPerHour: 0))
      changed.supplyArcs.append(Arc(from: Int32(supplies.count), to: Int32(request.pool)))
      changed.supplyHours.append(contentsOf: repeatElement(0, count: cellCount))
      for (cell, hours) in zip(cells, request.hours) {
        changed.supplyHours[supplies.count * cellCount + cell] = hours
      }
      let solution = try await changed.solved(options: options).solution
      return SupplyValue.Change(
        money: base - solution.objective,
        hours: solution.uses.reduce(0) {
          Int($1.supply) == supplies.count ? $0 + $1.hours : $0
        })
    case .less:
      let price = priceAboveAll
      changed.demands.append(
        Demand(
          pool: Int32(request.pool), pricePerHour: price, group: nil,
          amount: .perCell(cells: cells, hours: request.hours)))
      let solution = try await changed.solved(options: options).solution
      let short = solution.shortHours[demands.count]
      return SupplyValue.Change(
        money: solution.objective - price * short - base,
        hours: request.hours.reduce(0, +) - short)
    }
  }
}
