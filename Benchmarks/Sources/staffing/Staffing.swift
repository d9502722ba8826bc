import Foundation
import Optimization

/// Times and measures the step from optimal hours to who works on what.
///
///     swift run -c release staffing weekly.bin …
///
/// with files of `peers/spread.py`; `--count` prints the number of slices
/// alone, with the hours of each week as they are. Each line of the answer: handed to people in their order; without
/// memory; with it.
@main
enum Staffing {
  static func main() async throws {
    var paths = CommandLine.arguments.dropFirst()
    if paths.first == "--count" {
      paths = paths.dropFirst()
      for path in paths {
        print(try SpreadInstance(path: path).fewSlices(evensWindows: false).count)
      }
      return
    }
    for path in paths {
      let instance = try SpreadInstance(path: path)
      print(path)
      report(instance)
      // Refused where a budget binds.
      guard let solution = try? await NestedFlows.solve(instance.problem) else { continue }
      print("  by nested flows:")
      var nested = instance
      nested.solution = solution
      report(nested)
    }
  }

  static func report(_ instance: SpreadInstance) {
    let lines = instance.lines
    func measure(_ slices: [SparseUses.Slice]) -> StaffingMeasures {
      StaffingMeasures(
        of: slices, givers: instance.givers, lines: lines,
        fullHours: [Double](repeating: 32, count: instance.problem.cellCount))
    }
    show("in order", measure(instance.handed()), seconds: 0, change: 0)
    for handOver in [0, SparseUses.Options().handOver] {
      var slices: [SparseUses.Slice] = []
      let clock = ContinuousClock()
      let elapsed = (0..<3).map { _ in
        clock.measure { slices = instance.fewSlices(handOver: handOver) }
      }
      let seconds = (elapsed.min() ?? .zero) / .seconds(1)
      show(
        handOver > 0 ? "memory" : "without memory", measure(slices), seconds: seconds,
        change: instance.objective(of: slices) / instance.solution.objective - 1)
    }
  }

  static func show(
    _ name: String, _ measures: StaffingMeasures, seconds: Double, change: Double
  ) {
    print(
      "  \(name): \(measures.linesPerPersonWeek) lines a person-week, "
        + "\(measures.assignments) assignments, \(100 * measures.smallShare) % small, "
        + "\(measures.handOvers) hand-overs, \(seconds) s, objective \(change)")
  }
}

extension SpreadInstance {
  var lines: [Int32] { problem.demands.indices.map { Int32($0) } }

  /// The whole step, with the usual options but for what a hand-over costs.
  func fewSlices(
    handOver: Double = SparseUses.Options().handOver, evensWindows: Bool = true
  ) -> [SparseUses.Slice] {
    var options = SparseUses.Options()
    options.evensWindows = evensWindows
    options.handOver = handOver
    options.fullHours = [Double](repeating: 32, count: problem.cellCount)
    options.dayHours = 8
    return SparseUses(problem, givers: givers, lines: lines, options: options)
      .slices(of: solution)
  }

  /// Each supply's hours handed to its givers in their order.
  func handed() -> [SparseUses.Slice] {
    var result: [SparseUses.Slice] = []
    var givers = [[Int]](repeating: [], count: problem.supplies.count)
    for (index, giver) in self.givers.enumerated() { givers[Int(giver.supply)].append(index) }
    var first = 0
    let uses = solution.uses
    while first < uses.count {
      let (cell, supply) = (Int(uses[first].cell), uses[first].supply)
      var next = 0
      var left = self.givers[givers[Int(supply)][0]].hours[cell]
      while first < uses.count, Int(uses[first].cell) == cell, uses[first].supply == supply {
        var hours = uses[first].hours
        while hours > 1e-7 {
          while left <= 0, next + 1 < givers[Int(supply)].count {
            next += 1
            left = self.givers[givers[Int(supply)][next]].hours[cell]
          }
          let taken = next + 1 == givers[Int(supply)].count ? hours : min(hours, left)
          if taken > 1e-7 {
            result.append(
              SparseUses.Slice(
                cell: Int32(cell), giver: Int32(givers[Int(supply)][next]),
                demand: uses[first].demand, directArc: -1, hours: taken))
          }
          hours -= taken
          left -= taken
        }
        first += 1
      }
    }
    return result
  }

  /// The objective of some slices.
  func objective(of slices: [SparseUses.Slice]) -> Double {
    var lost = [Double](repeating: 0, count: problem.demands.count)
    for use in solution.uses { lost[Int(use.demand)] += use.hours }
    var cost = 0.0
    for slice in slices {
      lost[Int(slice.demand)] -= slice.hours
      cost += slice.hours * problem.supplies[Int(givers[Int(slice.giver)].supply)].costPerHour
    }
    for (demand, short) in solution.shortHours.enumerated() {
      cost += problem.demands[demand].pricePerHour * (short + lost[demand])
    }
    return cost
  }
}
