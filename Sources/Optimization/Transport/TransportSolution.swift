/// What proves that a solution is optimal, computed from the original data in plain loops.
public struct OptimalityCertificate: Sendable, Hashable {
  /// The largest violation of a row or bound, relative to 1 + the largest right-hand side.
  public var primalResidual: Double
  /// The largest violation of a reduced cost's sign, relative to 1 + the largest cost.
  public var dualResidual: Double
  /// (primal objective − dual objective) ÷ (1 + |primal objective|): no solution is better by more.
  public var relativeGap: Double

  /// The three numbers of a certificate.
  public init(primalResidual: Double, dualResidual: Double, relativeGap: Double) {
    self.primalResidual = primalResidual
    self.dualResidual = dualResidual
    self.relativeGap = relativeGap
  }

  /// Whether all three are numbers within a tolerance.
  public func holds(_ tolerance: Double) -> Bool {
    primalResidual <= tolerance && dualResidual <= tolerance && abs(relativeGap) <= tolerance
  }
}

/// Who serves what: an optimal solution of a ``PooledTransport``, with its proof.
public struct TransportSolution: Sendable {
  /// Hours of one supply for one demand in one cell.
  public struct Use: Sendable, Hashable {
    /// The cell.
    public var cell: Int32
    /// An index of ``PooledTransport/supplies``.
    public var supply: Int32
    /// An index of ``PooledTransport/demands``.
    public var demand: Int32
    /// The index of the direct arc that carries them; -1 for hours that go through pools.
    public var directArc: Int32
    /// More than 0.
    public var hours: Double

    /// Hours of a supply for a demand in a cell.
    public init(cell: Int32, supply: Int32, demand: Int32, directArc: Int32, hours: Double) {
      self.cell = cell
      self.supply = supply
      self.demand = demand
      self.directArc = directArc
      self.hours = hours
    }
  }

  /// Sorted by cell, supply, demand and direct arc, at most one for each four of them.
  public var uses: [Use]
  /// For each demand what it lacks in all.
  public var shortHours: [Double]
  /// Σ price × short + Σ cost × supplied + Σ cost on direct arcs.
  public var objective: Double
  /// What proves it.
  public var certificate: OptimalityCertificate

  /// A solution with its proof.
  public init(
    uses: [Use], shortHours: [Double], objective: Double, certificate: OptimalityCertificate
  ) {
    self.uses = uses
    self.shortHours = shortHours
    self.objective = objective
    self.certificate = certificate
  }
}
