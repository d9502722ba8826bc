/// A solution of an ``ApportionmentProgram``, with the prices that prove how good it is.
public struct ApportionmentSolution: Sendable {
  /// How the solve ended.
  public var status: InteriorPointStatus
  /// Iterations that it took.
  public var iterations: Int
  /// The parts.
  public var parts: [Double]
  /// For each group what one more unit of money is worth to it.
  public var groupPrices: [Double]
  /// For each row what one more unit of its limit is worth.
  public var rowPrices: [Double]
  /// What is known of the whole optimal face.
  public var face: Face
  /// Recomputed from the program.
  public var proof: ApportionmentProof

  /// Which bounds hold at every optimum. An interior point ends in the middle of the optimal face: what is at
  /// a bound there is at it everywhere.
  public struct Face: Sendable {
    /// For each part whether it is 0.
    public var isZero: [Bool]
    /// For each part whether it is at its limit.
    public var isFull: [Bool]
    /// For each row whether its limit is reached.
    public var isTight: [Bool]
    /// For each group how many of its pieces are full.
    public var fullPieces: [Int]
    /// For each group how many pieces behind those may be taken in part.
    public var openPieces: [Int]
  }
}

/// What parts and prices prove, computed from the program alone.
///
/// For any prices (not negative for rows that are no equations) nothing that the program allows is worth
/// more than
///
///     Σ prices × limits + Σ over parts and pieces of the most that each can bring at these prices,
///
/// where the charges for risk and for what is not as wanted, being convex, are replaced by their tangents at
/// the parts' own values.
/// Source: Boyd & Vandenberghe, *Convex Optimization*, 2004, §5.1.3, doi:10.1017/CBO9780511804441.
public struct ApportionmentProof: Sendable, Hashable {
  /// For each group its value.
  public let values: [Double]
  /// Σ values − the charges for risk and for what is not as wanted.
  public let objective: Double
  /// Nothing that the program allows is worth more.
  public let bound: Double
  /// The largest violation of a limit, a group's range or a row, relative to 1 + its size where each part is
  /// as large as the largest group.
  public let residual: Double

  /// (bound − objective) ÷ (1 + |objective|).
  public var relativeGap: Double { (bound - objective) / (1 + abs(objective)) }

  /// Plain loops that share nothing with the solver.
  ///
  /// Shapes: `parts` has an entry for each part, `groupPrices` for each group, `rowPrices` for each row.
  public init(
    _ program: ApportionmentProgram, parts: [Double], groupPrices: [Double], rowPrices: [Double]
  ) {
    var sums = [Double](repeating: 0, count: program.groups.count)
    var used = [Double](repeating: 0, count: program.rows.count)
    var steepest = used
    var (cost, bound) = (0.0, 0.0)
    for (part, value) in zip(program.parts, parts) {
      let away = value - part.wanted
      var gain = -part.pull * away
      cost += part.pull * away * away / 2
      bound += part.pull * away * (value - away / 2)
      if let group = part.group {
        sums[group] += value
        gain += groupPrices[group]
      }
      for use in part.uses {
        used[use.row] += use.amount * value
        steepest[use.row] = max(steepest[use.row], abs(use.amount))
        gain -= use.amount * rowPrices[use.row]
      }
      bound += max(0, gain) * part.limit
    }
    let largest = sums.reduce(0) { max($0, abs($1)) }
    var residual = 0.0
    func violated(_ excess: Double, of size: Double) {
      let relative = excess / (1 + size)
      if !(relative <= residual) { residual = relative }
    }
    for (part, value) in zip(program.parts, parts) {
      violated(max(-value, value - part.limit), of: largest)
    }
    for (number, row) in program.rows.enumerated() {
      let excess = used[number] - row.limit
      violated(
        row.isExact ? abs(excess) : excess, of: abs(row.limit) + steepest[number] * largest)
      bound += row.limit * rowPrices[number]
      if !row.isExact, rowPrices[number] < 0 { bound = .infinity }
    }
    let values = zip(program.groups, sums).map { group, sum in group.value(at: sum) }
    for (group, sum) in zip(program.groups, sums) {
      let widest = group.pieces.reduce(0) { $0 + $1.width }
      violated(max(group.start - sum, sum - group.start - widest), of: largest)
    }
    let pull = program.risk.map { $0.pull(at: values) } ?? values.map { _ in 0 }
    for (number, group) in program.groups.enumerated() {
      // The charge's tangent at these values.
      bound += group.value + pull[number] * (values[number] - group.value)
      bound -= groupPrices[number] * group.start
      for piece in group.pieces {
        bound += max(0, (1 - pull[number]) * piece.slope - groupPrices[number]) * piece.width
      }
    }
    let charge = zip(pull, values).reduce(0) { $0 + $1.0 * $1.1 } / 2
    self.values = values
    self.residual = residual
    objective = values.reduce(0, +) - cost - charge
    self.bound = bound - charge
  }
}

extension ApportionmentProgram.Group {
  /// Its value where its parts add up to a sum; beyond its pieces no more than with them.
  func value(at sum: Double) -> Double {
    var (left, value) = (sum - start, self.value)
    for piece in pieces where left > 0 {
      value += piece.slope * min(left, piece.width)
      left -= piece.width
    }
    return value
  }
}

extension ApportionmentProgram.Risk {
  /// H v: for each group by how much its next unit of value raises the charge.
  func pull(at values: [Double]) -> [Double] {
    let scaled = zip(deviations, values).map { $0 * $1 }
    var pull = scaled
    for pair in correlations {
      pull[pair.first] += pair.value * scaled[pair.second]
      pull[pair.second] += pair.value * scaled[pair.first]
    }
    return zip(deviations, pull).map { aversion * $0 * $1 }
  }
}
