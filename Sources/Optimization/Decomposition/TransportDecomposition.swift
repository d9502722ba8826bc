extension PooledTransport {
  /// The optimum by ``NetworkDecomposition``: for problems of many supplies whose cells meet in windows and
  /// budgets alone.
  ///
  /// Accuracy: the certificate is computed from the numbers as they were given. A cancelled solve returns
  /// the best point so far, whose certificate says how good it is.
  ///
  /// - Throws: ``InteriorPointError/invalidInput(_:)``.
  /// - Returns: nil where there is no point.
  public func solvedByCells(
    options: InteriorPointOptions = InteriorPointOptions()
  ) async throws(InteriorPointError) -> TransportOutcome? {
    let money = MoneyArcs(self)
    try money.problem.validate()
    let compiled = try money.problem.program(form: .compact)
    let network = TransportNetwork(compiled)
    var decomposition = NetworkDecomposition(
      network.network, partOfNode: network.cellOfNode,
      offset: compiled.program.blocks.reduce(compiled.program.offset) { $0 + $1.offset },
      options: options)
    guard let point = await decomposition.solve() else { return nil }
    var outcome = money.problem.outcome(
      of: network.solution(of: point, judgedBy: compiled), compiled, tolerance: options.tolerance)
    outcome.solution = money.restored(outcome.solution)
    return outcome
  }

  /// About how many arcs the network of all cells has, once limited demands see who serves them.
  public var networkSize: Int {
    let money = MoneyArcs(self).problem
    var sizes = [Int](repeating: 0, count: money.supplies.count)
    for supply in sizes.indices {
      let first = supply * cellCount
      sizes[supply] = money.supplyHours[first..<first + cellCount].count { $0 > 0 }
    }
    var arcs = money.directArcs.reduce(0) { $0 + min($1.cells.count, sizes[Int($1.supply)]) }
    for demand in money.demands where demand.pool != nil { arcs += demand.cells.count }
    return money.supplyArcs.reduce(arcs) { $0 + sizes[Int($1.from)] }
  }
}
