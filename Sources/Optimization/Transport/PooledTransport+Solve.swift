/// An optimal ``TransportSolution`` and how it was found.
public struct TransportOutcome: Sendable {
  /// Who serves what, with the proof.
  public var solution: TransportSolution
  /// How the method ended; the certificate of the solution says how good it is in any case.
  public var status: InteriorPointStatus
  /// The form of the program that was solved.
  public var form: TransportForm
  /// The most iterations that an independent part of the program took.
  public var iterations: Int
  /// The program's columns.
  public var columnCount: Int
  /// The program's rows.
  public var rowCount: Int
  /// By group and money period how much the objective falls for one more unit of that budget, at least
  /// 0: the dual of its row. 0 where nothing limits the group.
  public var budgetPrices: [Double]
}

extension PooledTransport {
  /// The optimal allocation, by an interior-point method on the form given, or on the smaller one.
  ///
  /// Accuracy: the certificate is computed from the program's original numbers and from the uses as they
  /// are returned: no limit is exceeded by more than rounding, and `objective` is that of the uses.
  /// The answer is the same for any number of threads.
  ///
  /// - Throws: ``InteriorPointError``; a solution that misses the tolerance is no error, see the status.
  public func solved(
    form: TransportForm? = nil, options: InteriorPointOptions = InteriorPointOptions()
  ) async throws(InteriorPointError) -> TransportOutcome {
    try validate()
    let compiled = try program(form: form ?? TransportForm.smaller(of: self))
    return try await solved(compiled, options: options)
  }

  /// The optimal allocation from a program of this problem.
  ///
  /// - Throws: ``InteriorPointError``; a solution that misses the tolerance is no error, see the status.
  public func solved(
    _ compiled: TransportProgram, options: InteriorPointOptions = InteriorPointOptions()
  ) async throws(InteriorPointError) -> TransportOutcome {
    outcome(
      of: try await compiled.program.solved(options: options), compiled,
      tolerance: options.tolerance)
  }

  /// What a point of a program of this problem comes to.
  func outcome(
    of point: BlockSolution, _ compiled: TransportProgram, tolerance: Double
  ) -> TransportOutcome {
    let solution = decoded(point, compiled)
    let isProven = solution.certificate.holds(tolerance)
    return TransportOutcome(
      solution: solution, status: isProven ? point.status : max(point.status, .stalled),
      form: compiled.form,
      iterations: point.iterations, columnCount: compiled.program.columnCount,
      rowCount: compiled.program.rowCount, budgetPrices: budgetPrices(of: point, compiled))
  }

  private func budgetPrices(of point: BlockSolution, _ compiled: TransportProgram) -> [Double] {
    var prices = [Double](repeating: 0, count: groupCount * moneyPeriodCount)
    for (row, price) in zip(compiled.borderRows, point.borderPrice) {
      guard case .budget(let group, let period) = row else { continue }
      prices[Int(group) * moneyPeriodCount + Int(period)] = max(0, -price)
    }
    return prices
  }

  /// The uses that a point of a program stands for.
  public func decoded(_ point: BlockSolution, _ compiled: TransportProgram) -> TransportSolution {
    var uses: [TransportSolution.Use] = []
    var paths = PathDecomposition(self)
    for (t, cell) in compiled.cells.enumerated() {
      uses += paths.uses(cell, form: compiled.form, x: point.blocks[t].x, cell: t)
    }
    let limits = UseLimits(problem: self)
    limits.trim(&uses)
    let (shortHours, objective) = limits.result(uses)
    var certificate = point.certificate
    certificate.relativeGap = (objective - point.bound) / (1 + abs(objective))
    return TransportSolution(
      uses: uses, shortHours: shortHours, objective: objective, certificate: certificate)
  }
}
