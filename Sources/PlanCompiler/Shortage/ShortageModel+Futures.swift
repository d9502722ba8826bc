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
