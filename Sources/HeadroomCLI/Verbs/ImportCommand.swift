internal import ArgumentParser
internal import Headroom
internal import PlanFiles
internal import PlanModel
internal import Terminal

/// `headroom import FORMAT …`.
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Makes a plan from tables of other systems.",
    discussion: """
      EXAMPLE
        headroom import csv Scenarios/import/timesheets.csv \\
          --map Scenarios/import/timesheets.yaml my-history
      """,
    subcommands: [ImportCSVCommand.self])
}

/// `headroom import csv FILE --map MAPPING DIR`.
struct ImportCSVCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "csv",
    abstract: "A plan from timesheets: people, what they can give, and the work that goes on.",
    usage: "headroom import csv <file> --map <mapping> <dir> [<options>]",
    discussion: """
      The mapping is a YAML file that says which column is what:

        columns: { date: week, project: job, person: who, team: dept, hours: hrs }
        filter: { from: 2026-01-01 }

      People with hours in the last 6 weeks are there, with the FTE of their mean
      week in the recent ones; the others have left. Projects with hours in the
      last 4 weeks go on, each asking for its mean weekly hours; people stay on
      them with theirs.

      EXAMPLE
        headroom import csv Scenarios/import/timesheets.csv \\
          --map Scenarios/import/timesheets.yaml my-history
      """)

  @Argument(help: ArgumentHelp("The table.", valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp("Which column is what, in YAML.", valueName: "mapping"))
  var map: String

  @OptionGroup var target: NewPlanOptions

  @Option(help: "How many weeks tell what people give and projects ask for.")
  var recentWeeks = 13

  @Option(help: "How many whole quarters the work is carried forward.")
  var quarters = 2

  @Flag(inversion: .prefixedNo, help: "People stay booked on what they did in these weeks.")
  var bookings = true

  func run() async throws {
    let sheets: Timesheets
    do throws(PlanErrors) {
      sheets = try Timesheets.read(table: file, mapping: map)
    } catch {
      try Console.refuse(error.diagnostics, json: false)
      throw Status.wrongInput
    }
    let request = Import.Request(
      rows: sheets.rows, name: sheets.name, hoursPerDay: sheets.hoursPerDay,
      recentWeeks: recentWeeks, quarters: quarters, books: bookings)
    let answer = try await target.answer { () async throws(RequestError) in
      try Import.answer(request)
    }
    try target.write(PlanWriter.files(for: answer.plan), after: summary(answer, sheets))
  }

  private func summary(_ answer: Import.Answer, _ sheets: Timesheets) -> String {
    let rows = counted(sheets.rows.count, "row", "rows")
    let leftOut = sheets.leftOut > 0 ? ", \(sheets.leftOut) outside the filter left out" : ""
    let lines = "Read \(rows)\(leftOut). \(answer.summary)".wrapped(width: 80)
    return lines.map { $0 + "\n" }.joined()
  }
}
