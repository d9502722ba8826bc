import Optimization
import Parallelism
import PlanModel
public import WorkCalendar

extension ShortageModel {
  /// What is short in some spans in each of several futures.
  ///
  /// - Parameter futures: for each future the share of each of the plan's demand projects.
  /// - Returns: hours by future, then by span.
  /// - Complexity: a maximum flow for each future and cell.
  public func shortHours(in futures: [[Double]], spans: [Grid.Span]) async -> [[Double]] {
    await Parallel.map(count: futures.count, chunk: 4) { numbers in
      var scratch = MaximumFlow.Scratch(for: network.network)
      return numbers.map { number in
        spans.map { span in
          let hours = span.cells.reduce(0) {
            $0 + shortHours(of: $1, shares: futures[number], &scratch)
          }
          return hours > ShortageModel.negligibleHours ? hours : 0
        }
      }
    }
  }

  /// Work that would come in, and the cells in which it lies.
  public struct Trial: Sendable {
    /// The share of each of the plan's demand projects.
    public var shares: [Double]
    /// Where they differ from those that they are compared with.
    public var cells: Range<Int>

    /// Shares that differ in some cells.
    public init(shares: [Double], cells: Range<Int>) {
      self.shares = shares
      self.cells = cells
    }
  }

  /// By how many hours each trial is shorter than other shares are.
  ///
  /// - Parameter base: the share of each of the plan's demand projects that all trials are held against.
  /// - Returns: hours by trial; 0 where the difference is negligible.
  /// - Complexity: a maximum flow for each cell of a trial, and one for each cell of the plan.
  public func addedHours(of trials: [Trial], to base: [Double]) async -> [Double] {
    let before = await Parallel.map(count: plan.grid.cells.count, chunk: 4) { cells in
      var scratch = MaximumFlow.Scratch(for: network.network)
      return cells.map { shortHours(of: $0, shares: base, &scratch) }
    }
    return await Parallel.map(count: trials.count, chunk: 1) { numbers in
      var scratch = MaximumFlow.Scratch(for: network.network)
      return numbers.map { number in
        let hours = trials[number].cells.reduce(0) {
          $0 + shortHours(of: $1, shares: trials[number].shares, &scratch) - before[$1]
        }
        return abs(hours) > ShortageModel.negligibleHours ? hours : 0
      }
    }
  }

  private func shortHours(
    of cell: Int, shares: [Double], _ scratch: inout MaximumFlow.Scratch
  ) -> Double {
    let cells = cell..<cell + 1
    var state = FlowState(
      supply: network.supply(in: cells),
      demand: network.demand(plan.demand, in: cells, shares: shares), on: network.network)
    MaximumFlow.augment(&state, on: network.network, using: &scratch)
    return state.unmet.reduce(0, +)
  }
}
