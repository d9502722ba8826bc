/// Who serves what in few pieces: another optimum of a ``PooledTransport``, at the same cost, in which
/// supplies and demands meet in few pairs that last.
///
/// An optimum in hours is seldom one to work by: an interior one uses every arc that costs nothing
/// extra. This is a crossover on the optimal face. In each cell, in order of time, these stay as they
/// are, and with them the objective:
///
/// - the hours that each demand gets from its pool, and those of each direct arc (bookings); work that
///   may lie anywhere in a window first swaps cells with others of its pool until it goes on evenly;
/// - the hours that all supplies of the same cost and money give: they may swap among themselves;
/// - the money that a limited group spends in a period: it may only fall.
///
/// Who serves whom is decided anew over all eligible arcs, with *givers*, the parts of a supply, in
/// place of supplies. A pair of giver and demand costs one for being there, more if it begins while
/// the demand was served by others the cell before (a hand-over), and more if it is small. First a
/// minimum-cost flow with these costs spread over the hours that the pair could have at most
/// (Balinski), then pivots between neighbouring spanning trees as long as the cost falls (Walker).
///
/// Each cell's support is a forest, plus at most one arc for each limited group that is served in it.
/// The amounts are whole multiples of 2⁻³⁰ hours, so that flows balance exactly (but for less than a
/// microhour where money ties cycles together) and the answer is the same bytes everywhere. Hours of the solver's own rounding are left out: together they are worth
/// less than 3 × 10⁻⁸ of the objective.
///
/// Source: M. L. Balinski, Naval Research Logistics 8 (1961) 41–54, doi:10.1002/nav.3800080104;
/// W. E. Walker, Management Science 22 (1976) 587–596, doi:10.1287/mnsc.22.5.587.
public struct SparseUses: Sendable {
  /// A part of a supply's hours that one person gives.
  public struct Giver: Sendable, Hashable {
    /// An index of ``PooledTransport/supplies``.
    public var supply: Int32
    /// Who gives them; parts of several supplies may be one person's.
    public var person: Int32
    /// The cells that `hours` covers.
    public var cells: Range<Int>
    /// For each of `cells` the most hours.
    public var hours: [Double]

    /// Hours of a person in a supply.
    public init(supply: Int32, person: Int32, cells: Range<Int>, hours: [Double]) {
      self.supply = supply
      self.person = person
      self.cells = cells
      self.hours = hours
    }
  }

  /// Hours of a giver for a demand in a cell.
  public struct Slice: Sendable, Hashable {
    /// The cell.
    public var cell: Int32
    /// An index of the givers.
    public var giver: Int32
    /// An index of ``PooledTransport/demands``.
    public var demand: Int32
    /// The index of the direct arc that carries them; -1 for hours that go through pools.
    public var directArc: Int32
    /// More than 0.
    public var hours: Double

    /// Hours of a giver for a demand in a cell.
    public init(cell: Int32, giver: Int32, demand: Int32, directArc: Int32, hours: Double) {
      self.cell = cell
      self.giver = giver
      self.demand = demand
      self.directArc = directArc
      self.hours = hours
    }
  }

  /// What a pair costs, in pairs.
  public struct Options: Sendable, Hashable {
    /// What a hand-over costs: how many more pairs one is worth. 0: no memory.
    public var handOver = 2.0
    /// What a small pair costs besides.
    public var small = 1.0
    /// A pair of less than this share of the cell's full hours is small.
    public var smallShare = 0.1
    /// For each cell the hours of somebody who is there all the time; empty where nothing is small.
    public var fullHours: [Double] = []
    /// The hours of a day: where it costs nothing, pairs have whole days. 0: none.
    public var dayHours = 0.0

    /// Whether work that may lie anywhere in a window is moved until it goes on evenly; see
    /// ``SparseUses``.
    public var evensWindows = true

    /// The usual costs, without any measure of what is small or a day.
    public init() {}
  }

  /// The problem.
  public let problem: PooledTransport
  /// Who gives the hours of its supplies.
  public let givers: [Giver]
  /// What a pair costs.
  public let options: Options
  let layout: SparseLayout

  /// Prepares a problem whose supplies are given by people, and whose demands are parts of lines.
  ///
  /// - Parameters:
  ///   - givers: the hours of a supply's givers add to its own in each cell, or to more.
  ///   - lines: for each demand the line of work that it is a part of; pairs are counted by line.
  ///   - misfit: what an hour of a giver for a demand costs, in thousandths of a pair: breaks ties.
  public init(
    _ problem: PooledTransport, givers: [Giver], lines: [Int32], options: Options = Options(),
    misfit: (_ giver: Int, _ demand: Int) -> Int = { _, _ in 0 }
  ) {
    self.problem = problem
    self.givers = givers
    self.options = options
    layout = SparseLayout(problem, givers: givers, lines: lines, misfit: misfit)
  }

  /// Prepares a problem as it stands: each supply is one giver, each demand a line.
  public init(_ problem: PooledTransport, options: Options = Options()) {
    let cells = problem.cellCount
    self.init(
      problem,
      givers: problem.supplies.indices.map { supply in
        Giver(
          supply: Int32(supply), person: Int32(supply), cells: 0..<cells,
          hours: Array(problem.supplyHours[supply * cells..<(supply + 1) * cells]))
      }, lines: problem.demands.indices.map { Int32($0) }, options: options)
  }

  /// The pieces of an optimum, sorted by cell, giver, demand and direct arc.
  ///
  /// - Parameters:
  ///   - before: pairs of the time before the first cell: person and line.
  ///   - planned: pieces of an earlier answer, sorted likewise. Where those of a cell are an optimum as
  ///     they stand, they stay as they are; elsewhere their pairs count as begun.
  public func slices(
    of solution: TransportSolution, before: [(person: Int32, line: Int32)] = [],
    planned: [Slice] = []
  ) -> [Slice] {
    var run = SparseRun(self, solution, planned: planned)
    return run.slices(before: before)
  }

  /// The optimum with its pieces in place of its uses; the certificate is the same.
  ///
  /// - Parameter planned: the uses of an earlier answer, as in ``slices(of:before:planned:)``.
  public func solution(
    from solution: TransportSolution, planned: [TransportSolution.Use] = []
  ) -> TransportSolution {
    // Only as many givers as supplies make a use a slice.
    let planned = planned.map {
      Slice(
        cell: $0.cell, giver: $0.supply, demand: $0.demand, directArc: $0.directArc,
        hours: $0.hours)
    }
    let isWhole = givers.enumerated().allSatisfy { $0.offset == Int($0.element.supply) }
    return self.solution(solution, with: slices(of: solution, planned: isWhole ? planned : []))
  }

  /// The optimum with some of its slices in place of its uses; the certificate is the same.
  public func solution(_ solution: TransportSolution, with slices: [Slice]) -> TransportSolution {
    solution.replacing(with: slices, of: givers, in: problem)
  }
}

extension TransportSolution {
  /// The same proof for other uses.
  fileprivate func replacing(
    with slices: [SparseUses.Slice], of givers: [SparseUses.Giver], in problem: PooledTransport
  ) -> TransportSolution {
    var result = self
    result.uses = []
    result.uses.reserveCapacity(slices.count)
    for slice in slices {
      result.uses.append(
        Use(
          cell: slice.cell, supply: givers[Int(slice.giver)].supply, demand: slice.demand,
          directArc: slice.directArc, hours: slice.hours))
    }
    let order = { (use: Use) in (use.cell, use.supply, use.demand, use.directArc) }
    if zip(result.uses, result.uses.dropFirst()).contains(where: { order($0) >= order($1) }) {
      var merged: [Use] = []
      for use in result.uses.sorted(by: { order($0) < order($1) }) {
        if let last = merged.last, order(last) == order(use) {
          merged[merged.count - 1].hours += use.hours
        } else {
          merged.append(use)
        }
      }
      result.uses = merged
    }
    // What rounding has left out is short now.
    var served = [Double](repeating: 0, count: problem.demands.count)
    for use in uses { served[Int(use.demand)] += use.hours }
    for use in result.uses { served[Int(use.demand)] -= use.hours }
    result.objective = 0
    for (demand, lost) in served.enumerated() {
      result.shortHours[demand] = max(0, shortHours[demand] + lost)
      result.objective += problem.demands[demand].pricePerHour * result.shortHours[demand]
    }
    for use in result.uses {
      result.objective += problem.supplies[Int(use.supply)].costPerHour * use.hours
      if use.directArc >= 0 {
        result.objective += problem.directArcs[Int(use.directArc)].cost * use.hours
      }
    }
    return result
  }
}
