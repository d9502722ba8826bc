import Optimization
import Parallelism
import PlanModel
import WorkCalendar

/// What the people of a plan can do of each line of its demand in each cell: the promise that a change of
/// the plan must leave to committed work. Units: hours.
public struct PromisedWork: Sendable {
  /// A line, whatever its number in a changed plan.
  struct Key: Hashable {
    let project: String
    let task: String?
    let need: Demand.Need
    let team: String?

    init(_ line: DemandLine, _ plan: CompiledPlan) {
      project = plan.demand.projects[line.project].id
      (task, need, team) = (line.task, line.need, line.team)
    }
  }

  /// By line, then by cell; lines without a promise have no entry.
  let hours: [Key: [Double]]
}

/// What goes undone in a cell where some work must be done in full and the promise be kept.
public struct PromiseGap: Sendable {
  /// Hours of the new work and of the promise that nobody can do.
  public var brokenHours: Double
  /// Hours of the work that waits that nobody can do behind them.
  public var waitingHours: Double
}

extension ShortageModel {
  /// What people can do of each line on the first basis, the dearest hour first.
  ///
  /// Of all that can be done it is a most: who comes later takes nothing from who comes first.
  ///
  /// - Complexity: a prioritised flow for each cell.
  public func promisedWork() async -> PromisedWork {
    let lines = plan.demand.lines.indices
    let cells = await Parallel.map(count: plan.grid.cells.count, chunk: 4) { cells in
      cells.map { cell -> [Double] in
        var flow = PrioritisedFlow(supply: network.supply(in: cell..<cell + 1), on: handover)
        var served = [Double](repeating: 0, count: lines.count)
        for line in order {
          let hours =
            shares[0][plan.demand.lines[line].project] * plan.demand.hours(of: line, in: cell)
          if hours > 0 { served[line] = flow.serve(hours, at: network.nodeOfLine[line]) }
        }
        return served
      }
    }
    var hours: [PromisedWork.Key: [Double]] = [:]
    for line in lines where cells.contains(where: { $0[line] > 0 }) {
      hours[PromisedWork.Key(plan.demand.lines[line], plan)] = cells.map { $0[line] }
    }
    return PromisedWork(hours: hours)
  }

  /// What goes undone in each cell, exactly, where new work is done in full, the promise of a plan on the
  /// same grid is kept to all other work, and some work waits behind both.
  ///
  /// - Parameters:
  ///   - added: the demand's project that is done in full.
  ///   - waiting: the demand's projects that come last, in full; the promise to them is void.
  /// - Returns: a gap for each cell.
  /// - Complexity: two maximum flows for each cell, one where nothing waits.
  public func gaps(
    in promise: PromisedWork, with added: Int, waiting: Set<Int> = []
  ) async -> [PromiseGap] {
    let lines = plan.demand.lines
    let promised = lines.map { promise.hours[PromisedWork.Key($0, plan)] }
    return await Parallel.map(count: plan.grid.cells.count, chunk: 4) { cells in
      var scratch = MaximumFlow.Scratch(for: network.network)
      return cells.map { cell in
        var first = [Double](repeating: 0, count: network.network.nodeCount)
        var last = first
        for (line, node) in network.nodeOfLine.enumerated() {
          if lines[line].project == added {
            first[node] += plan.demand.hours(of: line, in: cell)
          } else if waiting.contains(lines[line].project) {
            last[node] += plan.demand.hours(of: line, in: cell)
          } else {
            first[node] += promised[line]?[cell] ?? 0
          }
        }
        return PromiseGap(
          supply: network.supply(in: cell..<cell + 1), first: first, last: last,
          on: network.network, &scratch)
      }
    }
  }
}

extension PromiseGap {
  /// What goes undone of two demands by node, the second behind the first.
  init(
    supply: [Double], first: [Double], last: [Double], on network: FlowNetwork,
    _ scratch: inout MaximumFlow.Scratch
  ) {
    var state = FlowState(supply: supply, demand: first, on: network)
    MaximumFlow.augment(&state, on: network, using: &scratch)
    let broken = state.unmet.reduce(0, +)
    guard last.contains(where: { $0 > 0 }) else {
      self.init(brokenHours: broken, waitingHours: 0)
      return
    }
    // What was met stays met: an augmenting path takes nothing from a demand.
    for node in last.indices { state.unmet[node] += last[node] }
    MaximumFlow.augment(&state, on: network, using: &scratch)
    self.init(brokenHours: broken, waitingHours: state.unmet.reduce(0, +) - broken)
  }
}

extension PromisedWork {
  /// The hours that are promised to a line of a plan's demand in each cell; nil: none in any.
  public func hours(of line: Int, in plan: CompiledPlan) -> [Double]? {
    hours[Key(plan.demand.lines[line], plan)]
  }

  /// The hours that are promised to each project of a plan's demand.
  public func hours(by plan: CompiledPlan) -> [Double] {
    var sums = [Double](repeating: 0, count: plan.demand.projects.count)
    for line in plan.demand.lines {
      sums[line.project] += hours[Key(line, plan)]?.reduce(0, +) ?? 0
    }
    return sums
  }
}
