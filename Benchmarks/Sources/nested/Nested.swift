import AllocationInstances
import Foundation
import Optimization

/// `nested PEOPLE LINES WEEKS KIND [tight] [varied] [prices] [seed=N] [repeat=N]`: one instance, solved by nested
/// flows: size, seconds, peak memory, objective and gap.
@main
struct Nested {
  static func main() async throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count >= 4, let people = Int(arguments[0]), let lines = Int(arguments[1]),
      let weeks = Int(arguments[2]), let kind = AllocationKind(rawValue: arguments[3])
    else {
      print("usage: nested PEOPLE LINES WEEKS KIND [tight] [varied] [prices] [seed=N] [repeat=N]")
      print("kinds:", AllocationKind.allCases.map(\.rawValue).joined(separator: " "))
      exit(64)
    }
    func option(_ name: String) -> Int? {
      arguments.first { $0.hasPrefix(name + "=") }.flatMap { Int($0.dropFirst(name.count + 1)) }
    }
    let problem = allocationInstance(
      people: people, lines: lines, weeks: weeks, kind: kind, tight: arguments.contains("tight"),
      varied: arguments.contains("varied"), seed: UInt64(option("seed") ?? 1))
    let before = peakMegabytes()
    var variables = problem.supplyArcs.count * weeks
    for demand in problem.demands { variables += demand.cells.count }
    print(
      "\(kind.rawValue) \(people) x \(lines) x \(weeks): \(problem.supplies.count) classes,",
      "\(variables) variables")
    for _ in 0..<(option("repeat") ?? 3) {
      let clock = ContinuousClock()
      let start = clock.now
      let startOfWork = processSeconds()
      do {
        let solution = try await NestedFlows.solve(problem)
        let seconds = clock.now - start
        let work = processSeconds() - startOfWork
        print(
          String(
            format:
              "%.3f s (%.3f s of processors)  %.0f MB (%.0f before)  objective %.6f  short %.1f h  primal %.1e  dual %.1e  gap %.1e  uses %d",
            Double(seconds.components.seconds) + Double(seconds.components.attoseconds) * 1e-18,
            work, peakMegabytes(), before, solution.objective, solution.shortHours.reduce(0, +),
            solution.certificate.primalResidual, solution.certificate.dualResidual,
            solution.certificate.relativeGap, solution.uses.count))
        if arguments.contains("prices") { try await price(problem, at: solution) }
      } catch {
        print("refused: \(error)")
      }
    }
  }

  /// The value of the next and the last full-time person of each skill in each quarter.
  static func price(_ problem: PooledTransport, at solution: TransportSolution) async throws {
    var requests: [SupplyValue.Request] = []
    for pool in 0..<problem.poolCount {
      for first in stride(from: 0, to: problem.cellCount, by: 13) {
        let cells = first..<min(problem.cellCount, first + 13)
        for direction in [SupplyValue.Direction.more, .less] {
          requests.append(
            SupplyValue.Request(
              pool: pool, cells: cells, hours: cells.map { _ in 32 }, direction: direction))
        }
      }
    }
    let clock = ContinuousClock()
    let start = clock.now
    let startOfWork = processSeconds()
    let changes = try await SupplyValue.changes(of: requests, in: problem, at: solution)
    let seconds = clock.now - start
    print(
      String(
        format: "  %d prices: %.3f s (%.3f s of processors)  %.0f MB  total %.6f", requests.count,
        Double(seconds.components.seconds) + Double(seconds.components.attoseconds) * 1e-18,
        processSeconds() - startOfWork, peakMegabytes(), changes.reduce(0) { $0 + $1.money }))
  }
}
