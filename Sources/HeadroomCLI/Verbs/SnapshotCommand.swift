internal import ArgumentParser
internal import Headroom
internal import HeadroomReport
internal import PlanFiles
internal import PlanModel

/// `headroom snapshot PLAN`.
struct SnapshotCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot",
    abstract: "Keeps the key results of the plan in its folder history, to compare later.",
    usage: "headroom snapshot <plan> [<options>]",
    discussion: """
      The file is named by the plan's as_of and the label, and is made for git:
      the same plan gives the same bytes, and a line changes where a number does.

      EXAMPLE
        headroom snapshot Scenarios/studio
      """)

  @OptionGroup var options: PlanOptions

  @Option(help: "Tells it from others of the same day: letters, digits, - and _.")
  var label: String?

  @Flag(help: "Replace the snapshot of that day and label.")
  var overwrite = false

  func validate() throws {
    guard !options.csv else { throw ValidationError("snapshot has no --csv.") }
  }

  func run() async throws {
    var watch = Stopwatch()
    let read = try options.read()
    watch.lap(\.read)
    let request = Snapshot.Request(plan: read.plan, today: options.dayOfRun, label: label)
    let answer = try await options.answer { () async throws(RequestError) in
      try await Snapshot.answer(request)
    }
    watch.lap(\.solve)
    let file = PlanFile(name: answer.fileName, text: try Console.document(answer))
    do throws(PlanErrors) {
      try PlanFolder.keep(file, inHistoryOf: options.plan, overwriting: overwrite)
    } catch {
      throw options.refusal(error.diagnostics)
    }
    try Console.print(answer, options, &watch) { screen in
      SnapshotText(
        answer, plan: options.plan, file: "\(PlanFolder.historyName)/\(file.name)", screen: screen
      ).text
    } csv: {
      ""
    }
    try options.mention(read.warnings)
  }
}
