internal import ArgumentParser
internal import Headroom
internal import HeadroomReport
internal import PlanFiles
internal import PlanModel

/// `headroom trend PLAN`.
struct TrendCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trend",
    abstract: "How shortage, finish dates and budgets have moved between snapshots.",
    usage: "headroom trend <plan> [<options>]",
    discussion: """
      The last point is the plan as it is, unless it equals the last snapshot.

      EXAMPLE
        headroom trend Scenarios/studio
      """)

  @OptionGroup var options: PlanOptions

  func run() async throws {
    var watch = Stopwatch()
    let read = try options.read()
    let snapshots = try options.history()
    watch.lap(\.read)
    let request = Trend.Request(plan: read.plan, today: options.dayOfRun, snapshots: snapshots)
    let answer = try await options.answer { () async throws(RequestError) in
      try await Trend.answer(request)
    }
    watch.lap(\.solve)
    try Console.print(answer, options, &watch) { screen in
      TrendText(answer, plan: options.plan, screen: screen).text
    } csv: {
      TrendCSV(answer).text
    }
  }
}

extension PlanOptions {
  /// The snapshots of the plan's history, or every error and the end of the command.
  func history() throws -> [Snapshot.Answer] {
    var errors: [Diagnostic] = []
    var snapshots: [Snapshot.Answer] = []
    do throws(PlanErrors) {
      for file in try PlanFolder.history(of: plan) {
        do throws(RequestError) {
          snapshots.append(try SnapshotFile.read(file.bytes, named: file.name))
        } catch {
          errors += error.diagnostics
        }
      }
    } catch {
      errors += error.diagnostics
    }
    guard errors.isEmpty else { throw refusal(errors) }
    return snapshots
  }
}
