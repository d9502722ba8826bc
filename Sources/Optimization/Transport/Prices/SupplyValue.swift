internal import Parallelism

/// What more or fewer hours at a pool are worth: exact finite changes of the optimum.
///
/// A dual solution prices the first hour, and is not unique where the optimum is degenerate. This
/// follows the optimum all the way: each further hour takes the cheapest path of the residual graph.
///
///     let values = try await SupplyValue.changes(
///       of: [.init(pool: 3, cells: 0..<13, hours: weekly, direction: .more)],
///       in: problem, at: solution)
///     values[0].money   // what the hours are worth
///
/// Where no budget binds, the value of hours is concave: the next are worth at most what the last are. With
/// one that binds, hours that come free of charge can be worth more than those that were paid for.
///
/// Source: Ahuja, Magnanti & Orlin, *Network Flows* (1993), §9.7 (successive shortest paths).
public enum SupplyValue {
  /// Whether hours come or go.
  public enum Direction: Sendable, Hashable {
    /// New hours, free of charge, that may stay idle.
    case more
    /// Hours that the pool must hand over, at any price, as far as supply reaches it; each pays its
    /// supply's cost.
    case less
  }

  /// Hours at one pool in some cells.
  public struct Request: Sendable, Hashable {
    /// The pool that the hours enter or leave.
    public var pool: Int
    /// The cells.
    public var cells: Range<Int>
    /// For each of `cells`, at least 0.
    public var hours: [Double]
    /// Whether they come or go.
    public var direction: Direction

    /// Hours that come to a pool, or go.
    public init(pool: Int, cells: Range<Int>, hours: [Double], direction: Direction) {
      self.pool = pool
      self.cells = cells
      self.hours = hours
      self.direction = direction
    }
  }

  /// What a request comes to.
  public struct Change: Sendable, Hashable {
    /// How much the objective falls (more hours) or rises (fewer hours): at least 0 for more hours, and
    /// for fewer where no direct arc is rewarded.
    public var money: Double
    /// The hours that made a difference (more), or that could be taken at all (less).
    public var hours: Double

    /// A change of the objective by so many hours.
    public init(money: Double, hours: Double) {
      self.money = money
      self.hours = hours
    }
  }

  /// Why there is no value.
  public enum Refusal: Error, Sendable, Hashable {
    /// The solution leaves nothing of that budget, so that hours and money are tied: solve again.
    case bindingBudget(group: Int, period: Int)
    /// The solution can be improved, so it is not an optimum that one could move from.
    case notOptimal
  }

  /// The changes of the optimum, one for each request; each is made alone, from the same solution.
  ///
  /// Budgets that have room are taken to keep it.
  ///
  /// - Parameter rounding: hours up to this, relative to the largest supply of a class in a cell, are
  ///   nothing. A solution by an interior point carries dust of its own accuracy, and needs that.
  /// - Complexity: a search for each path that a request takes; it looks at nodes of the same price first
  ///   and stops at the end. Only parts with requests are looked at, in parallel; the answers do not
  ///   depend on the number of threads.
  /// - Throws: ``Refusal``.
  public static func changes(
    of requests: [Request], in problem: PooledTransport, at solution: TransportSolution,
    rounding: Double = 1e-11
  ) async throws(Refusal) -> [Change] {
    if let budget = problem.exhaustedBudget(by: solution.uses) {
      throw .bindingBudget(group: budget.group, period: budget.period)
    }
    let network = NestedNetwork(problem)
    let parts = NestedPart.parts(of: problem, on: network)
    let places = DemandPlaces(problem, parts: parts)
    let routes = PoolRoutes(on: network)
    var jobs = [[Job]](repeating: [], count: parts.count)
    for (index, request) in requests.enumerated() {
      for (cell, hours) in zip(request.cells, request.hours) where hours > 0 {
        let part = places.part[cell]
        if jobs[part].last?.request != index {
          jobs[part].append(Job(request: index, direction: request.direction))
        }
        jobs[part][jobs[part].count - 1].changes.append((cell, request.pool, hours))
      }
    }
    var byCell = [[TransportSolution.Use]](repeating: [], count: problem.cellCount)
    for use in solution.uses { byCell[Int(use.cell)].append(use) }

    let touched = parts.indices.filter { !jobs[$0].isEmpty }
    let graphs = await Parallel.map(count: touched.count, chunk: 1) { [byCell] range in
      range.map { index in
        let part = parts[touched[index]]
        return ResidualGraph(
          problem, uses: part.cells.map { byCell[Int($0)] }, part: part, places: places,
          on: network, routes: routes, rounding: rounding)
      }
    }
    var units: [Unit] = []
    for (graph, part) in touched.enumerated() {
      for direction in [Direction.more, .less] {
        let all = jobs[part].filter { $0.direction == direction }
        for first in stride(from: 0, to: all.count, by: Unit.size) {
          units.append(
            Unit(graph: graph, jobs: Array(all[first..<min(all.count, first + Unit.size)])))
        }
      }
    }
    let starts = await Parallel.map(count: 2 * graphs.count, chunk: 1) { [jobs] range in
      range.map { index in
        let directed = jobs[touched[index / 2]].contains {
          $0.direction == (index % 2 == 0 ? .more : .less)
        }
        return directed
          ? CheapestPaths.potentials(of: graphs[index / 2], index % 2 == 0 ? .away : .toward) : []
      }
    }
    guard starts.allSatisfy({ $0 != nil }) else { throw .notOptimal }
    let found = await Parallel.map(count: units.count, chunk: 1) { [units] range in
      range.map { index in
        let unit = units[index]
        let graph = graphs[unit.graph]
        let more = unit.jobs[0].direction == .more
        var paths = CheapestPaths(
          graph, potentials: starts[2 * unit.graph + (more ? 0 : 1)] ?? [], more ? .away : .toward)
        return unit.jobs.map { job in
          paths.change(
            job.changes.map { (graph.node(ofPool: $0.pool, in: places.local[$0.cell]), $0.hours) },
            below: more ? 0 : .infinity)
        }
      }
    }
    var changes = [Change](repeating: Change(money: 0, hours: 0), count: requests.count)
    for (unit, results) in zip(units, found) {
      for (job, result) in zip(unit.jobs, results) {
        changes[job.request].money += job.direction == .more ? -result.cost : result.cost
        changes[job.request].hours += result.hours
      }
    }
    return changes
  }

  /// What a request asks of one part.
  private struct Job: Sendable {
    var request: Int
    var direction: Direction
    var changes: [(cell: Int, pool: Int, hours: Double)] = []
  }

  /// Jobs of one direction that share a copy of a part's graph.
  private struct Unit: Sendable {
    static let size = 32
    var graph: Int
    var jobs: [Job]
  }
}

extension PooledTransport {
  /// The first finite budget of which uses leave nothing, what earlier periods leave included.
  func exhaustedBudget(by uses: [TransportSolution.Use]) -> (group: Int, period: Int)? {
    let spent = self.spent(by: uses)
    let scale = 1 + spent.reduce(0, max)
    for group in 0..<groupCount {
      for (period, excess) in excesses(of: group, spent: spent).enumerated()
      where excess > -1e-9 * scale && spent[group * moneyPeriodCount + period] > 0 {
        return (group, period)
      }
    }
    return nil
  }
}
