import Foundation
import Headroom
import PlanFiles
import PlanModel
import Testing
import WorkCalendar

@Suite("Plans from timesheets")
struct TimesheetImportTests {
  /// Real weekly hours of 247 people in ten teams; see SOURCE.md beside them.
  static let realHours: String? = {
    let name = "workload/cesaw_weekly_project_team_person_hours.csv"
    let data = ProcessInfo.processInfo.environment["HEADROOM_DATA"].map { URL(filePath: $0) }
    let folder = data ?? Program.root.appending(path: "../shared/data")
    let file = folder.appending(path: name)
    return FileManager.default.fileExists(atPath: file.path) ? file.path : nil
  }()

  @Test("nothing is written where anything is wrong, and all of it is said")
  func errors() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let (table, map) = (folder.appending(path: "t.csv"), folder.appending(path: "m.yaml"))
    try Data("week,job,who,hrs\n2026-W30,shop,,x\n".utf8).write(to: table)
    try Data("columns: { date: weak, project: job, person: who, hours: hrs }\n".utf8).write(to: map)
    let target = folder.appending(path: "plan").path
    let result = try Program.run(["import", "csv", table.path, "--map", map.path, target])
    #expect(result.status == 2)
    for id in ["missing-key", "unknown-column", "missing-value", "not-a-number"] {
      #expect(result.errors.contains("[\(id)]"), "\(result.errors)")
    }
    #expect(result.errors.contains("t.csv:2:"))
    #expect(result.errors.contains("write 'week' if that is meant"))
    #expect(!FileManager.default.fileExists(atPath: target))
  }

  @Test(
    "real hours of a company become a plan on which bottlenecks and load run",
    .enabled(if: realHours != nil, "needs the public data: set HEADROOM_DATA to its folder"))
  func realData() async throws {
    let path = try #require(Self.realHours)
    let mapping = """
      columns: { date: week, project: project, team: team, person: person, hours: hours }
      prefixes: { project: project-, team: team-, person: p }
      filter: { from: 2012-07-01, to: 2013-03-31 }
      """
    let sheets = try Timesheets.read(
      PlanFile(name: "hours.csv", bytes: Array(try Data(contentsOf: URL(filePath: path)))),
      by: PlanFile(name: "mapping.yaml", text: mapping))
    #expect(sheets.rows.count == 3106 && sheets.leftOut == 11_241)
    let made = try Import.answer(Import.Request(rows: sheets.rows))
    #expect(made.asOf == Day("2013-03-31"))
    #expect(made.people == 133 && made.peopleThere == 91)
    #expect(made.projects == 24 && made.projectsGoingOn == 13)

    let read = try PlanReader.read(files: PlanWriter.files(for: made.plan)).plan
    #expect(read.fingerprint == made.plan.fingerprint)
    let answer = try await Bottlenecks.answer(Bottlenecks.Request(plan: read, today: made.asOf))
    // What was worked fits what people gave.
    let short = answer.shortage.reduce(0) { $0 + $1.shortHours }
    let asked = answer.shortage.reduce(0) { $0 + $1.demandHours }
    #expect(asked > 0 && short < 0.01 * asked)
    let load = try await Load.answer(Load.Request(plan: read, today: made.asOf))
    #expect(load.rows.allSatisfy { $0.overBookedHours < 1e-6 })
  }
}
