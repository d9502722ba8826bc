/// What a point leaves of the conditions of an optimum. In the units of ``ApportionmentArrays``.
struct ApportionmentResiduals {
  /// What is left of the gradient, by part and by piece.
  var part: [Double]
  var piece: [Double]
  /// What groups and rows lack.
  var group: [Double]
  var row: [Double]
  let isQuadratic: Bool
  /// Σ values − the charges for risk and for what is not as wanted.
  let objective: Double

  init(_ program: ApportionmentArrays, _ point: ApportionmentPoint) {
    var values = program.value0
    group = program.start
    row = zip(program.limit, point.slack).map { $0 - $1 }
    for owner in 0..<program.groupCount {
      for index in program.pieceStart[owner]..<program.pieceStart[owner + 1] {
        values[owner] += program.slope[index] * point.pieces.value[index]
        group[owner] += point.pieces.value[index]
      }
    }
    let pull = program.riskPull(of: values)
    piece = [Double](repeating: 0, count: program.pieceCount)
    for owner in 0..<program.groupCount {
      for index in program.pieceStart[owner]..<program.pieceStart[owner + 1] {
        piece[index] =
          point.groupPrice[owner] - program.slope[index] * (1 - pull[owner])
          - point.pieces.atZero[index] + point.pieces.atLimit[index]
      }
    }
    part = [Double](repeating: 0, count: program.partCount)
    var cost = 0.0
    for index in part.indices {
      let value = point.parts.value[index]
      let away = value - program.wanted[index]
      cost += program.pull[index] * away * away / 2
      part[index] = program.pull[index] * away
      part[index] += point.parts.atLimit[index] - point.parts.atZero[index]
      let owner = program.group[index]
      if owner >= 0 {
        part[index] -= point.groupPrice[owner]
        group[owner] -= value
      }
      for use in program.useStart[index]..<program.useStart[index + 1] {
        part[index] += program.useAmount[use] * point.rowPrice[program.useRow[use]]
        row[program.useRow[use]] -= program.useAmount[use] * value
      }
    }
    isQuadratic =
      program.ownRisk.contains { $0 > 0 } || !program.coupled.isEmpty
      || program.pull.contains { $0 > 0 }
    objective = values.reduce(0, +) - cost - zip(pull, values).reduce(0) { $0 + $1.0 * $1.1 } / 2
  }

  /// An optimum of less than this is measured by this instead.
  private static let smallestObjective = 1e-4

  /// The largest of the residuals and the gap, the gap relative to the objective.
  func measure(at point: ApportionmentPoint) -> Double {
    var worst = point.complementarity / (Self.smallestObjective + abs(objective))
    for residuals in [part, piece, group, row] {
      for residual in residuals where !(abs(residual) <= worst) { worst = abs(residual) }
    }
    return worst
  }
}
