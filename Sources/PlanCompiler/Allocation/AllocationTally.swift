import Optimization
import PlanModel
import WorkCalendar

/// An allocation summed into arrays: what each line gets and lacks, what each giver has left.
///
/// Shapes: by line, unit or pool and cell, flat, the cell fastest. Units: hours.
public struct AllocationTally: Sendable {
  /// What a line asks, at the share at which its project counts; flexible work as its profile says.
  public let demandHours: [Double]
  /// What a line gets.
  public let servedHours: [Double]
  /// By line: all that it lacks.
  public let shortOfLine: [Double]
  /// By line and cell: what it lacks; of flexible work in the last cell of its window.
  public let shortHours: [Double]
  /// By unit and cell: plannable hours that nothing uses.
  public let idleHours: [Double]
  /// By contractors' pool and cell: hours that nothing uses.
  public let idleContractHours: [Double]
  /// By project: pay, overtime and contractors' rates of the hours that it gets.
  public let costOfProject: [Double]
  /// By money group and money period.
  public let spent: [Double]

  /// Sums an allocation.
  ///
  /// - Complexity: lines × cells + units × cells + pieces.
  public init(_ allocation: Allocation) {
    let model = allocation.model
    let plan = model.plan
    let cellCount = plan.grid.cells.count
    let lineCount = plan.demand.lines.count
    var demand = plan.demand.hours
    for (number, line) in plan.demand.lines.enumerated() {
      for cell in 0..<cellCount { demand[number * cellCount + cell] *= model.shares[line.project] }
    }
    var served = [Double](repeating: 0, count: demand.count)
    var idle = plan.supply.plannableHours
    var idleContract = [Double](repeating: 0, count: plan.plan.pools.count * cellCount)
    for source in model.sources where source.kind == .contract {
      for member in source.members {
        for (offset, cell) in member.cells.enumerated() {
          idleContract[member.source * cellCount + cell] += member.hours[offset]
        }
      }
    }
    for piece in allocation.pieces {
      served[piece.line * cellCount + piece.cell] += piece.hours
      switch piece.kind {
      case .free, .booked, .wished: idle[piece.source * cellCount + piece.cell] -= piece.hours
      case .contract: idleContract[piece.source * cellCount + piece.cell] -= piece.hours
      case .overtime: break
      }
    }
    for entry in idle.indices where idle[entry] < Allocation.negligibleHours { idle[entry] = 0 }

    var shortOfLine = [Double](repeating: 0, count: lineCount)
    var short = [Double](repeating: 0, count: demand.count)
    for (number, asked) in model.asked.enumerated() {
      let left = allocation.solution.shortHours[number]
      guard left > Allocation.negligibleHours else { continue }
      shortOfLine[asked.line] += left
      if case .window(let cells, _, _) = model.problem.demands[number].amount, !cells.isEmpty {
        short[asked.line * cellCount + cells.upperBound - 1] += left
      }
    }
    // What rigid work lacks in a cell: its amount there less what serves this very demand.
    var servedOfDemand = [Double](repeating: 0, count: model.asked.count * cellCount)
    for use in allocation.solution.uses {
      servedOfDemand[Int(use.demand) * cellCount + Int(use.cell)] += use.hours
    }
    for (number, asked) in model.asked.enumerated() {
      guard case .perCell(let cells, let hours) = model.problem.demands[number].amount else {
        continue
      }
      for (offset, cell) in cells.enumerated() {
        let left = hours[offset] - servedOfDemand[number * cellCount + cell]
        if left > Allocation.negligibleHours { short[asked.line * cellCount + cell] += left }
      }
    }

    var cost = [Double](repeating: 0, count: plan.demand.projects.count)
    for use in allocation.solution.uses {
      let demand = Int(use.demand)
      let money = use.hours * model.problem.supplies[Int(use.supply)].moneyPerHour
      cost[plan.demand.lines[model.asked[demand].line].project] += money
    }
    demandHours = demand
    servedHours = served
    self.shortOfLine = shortOfLine
    shortHours = short
    idleHours = idle
    idleContractHours = idleContract
    costOfProject = cost
    spent = model.problem.spent(by: allocation.solution.uses)
  }
}
