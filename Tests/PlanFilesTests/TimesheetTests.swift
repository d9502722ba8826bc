import PlanFiles
import PlanModel
import Testing
import WorkCalendar

@Suite("Timesheets")
struct TimesheetTests {
  static func read(_ table: String, _ mapping: String) throws(PlanErrors) -> Timesheets {
    try Timesheets.read(
      PlanFile(name: "t.csv", text: table), by: PlanFile(name: "m.yaml", text: mapping))
  }

  static let mapping =
    "columns: { date: Week, project: Job, team: Dept, person: Who, hours: Hrs }\n"

  @Test("days, weeks, months and ranges are days; comma numbers are found by the file")
  func forms() throws {
    let sheets = try Self.read(
      """
      week;JOB;Dept;Who;Hrs;more
      2026-08-24;shop;web;ann;7,5;
      2026-W35;shop;web;ann;30;
      2026-08;shop;web;ann;1,25;
      2026-08-24/2026-08-30;shop;web;ann;1.000,5;
      """, Self.mapping)
    #expect(sheets.rows.map(\.days.count) == [1, 7, 31, 7])
    #expect(sheets.rows.map(\.hours) == [7.5, 30, 1.25, 1000.5])
    #expect(sheets.rows.map(\.origin.line) == [2, 3, 4, 5])
    #expect(
      sheets.rows.allSatisfy { $0.person == "ann" && $0.team == "web" && $0.project == "shop" })
  }

  @Test("constants stand for columns, prefixes before ids; run is business as usual")
  func settings() throws {
    let sheets = try Self.read(
      "day,job,who,hrs\n01/09/2026,7,7,8\n02/09/2026,admin,7,8\n",
      """
      name: Studio
      dates: dmy
      columns: { date: day, project: job, person: who, hours: hrs }
      constants: { team: web }
      prefixes: { project: job-, person: p }
      run: [admin]
      """)
    #expect(sheets.name == "Studio")
    #expect(sheets.rows.map(\.project) == ["job-7", Actual.run])
    #expect(sheets.rows.map(\.person) == ["p7", "p7"] && sheets.rows[0].team == "web")
    #expect(sheets.rows[0].days == Day("2026-09-01").map { DayRange($0) })
  }

  @Test("rows outside the filter are left out and counted")
  func filter() throws {
    let sheets = try Self.read(
      "Week,Job,Dept,Who,Hrs\n2026-W30,a,b,c,1\n2026-W31,a,b,c,1\n2026-W32,a,b,c,1\n",
      Self.mapping + "filter: { from: 2026-07-27, to: 2026-08-02 }\n")
    #expect(sheets.rows.count == 1 && sheets.leftOut == 2)
  }

  @Test(
    "what is wrong is said with its place",
    arguments: [
      (
        "Week,Job,Dept,Who,Hrs\n2026-08-30/2026-08-24,a,b,c,1\n", mapping, "end-before-start",
        "t.csv", 2, 1
      ),
      ("Week,Job,Dept,Who,Hrs\nsoon,a,b,c,1\n", mapping, "not-a-date", "t.csv", 2, 1),
      ("Week,Job,Dept,Who,Hrs\n1/2/2026,a,b,c,1\n", mapping, "ambiguous-date", "t.csv", 2, 1),
      (
        "Week,Job,Dept,Who,Hrs\n2026-W30,a,b,c,-1\n", mapping, "number-out-of-range", "t.csv", 2, 16
      ),
      (
        "Week,Job,Dept,Who,Hrs\n2026-W30,a,b,c,\"1,250\"\n", mapping, "ambiguous-number", "t.csv",
        2, 16
      ),
      ("Week,Job,Dept,Who,Hrs\n2026-W30,a,b,,1\n", mapping, "missing-value", "t.csv", 2, 14),
      ("Week,Job,Dept,Who,Hrs\n\"2026\n", mapping, "unterminated-quote", "t.csv", 2, 1),
      ("Week,Job,Dept,Who,Hours\n", mapping, "unknown-column", "m.yaml", 1, 70),
      ("", mapping, "empty-table", "t.csv", nil, nil),
      ("Week,Job,Dept,Who,Hrs\n", mapping + "filters: {}\n", "unknown-key", "m.yaml", 2, 1),
      (
        "Week,Job,Dept,Who,Hrs\n", mapping + "constants: { team: x }\n", "duplicate-key", "m.yaml",
        2, 20
      ),
      (
        "Week,Job,Dept,Who,Hrs\n", mapping + "filter: { from: 2027-W10, to: 2026 }\n",
        "end-before-start", "m.yaml", 2, 31
      ),
      (
        "Week,Job\n", "columns: { date: Week, project: Job, hours: Job }\n", "missing-key",
        "m.yaml", 1, nil
      ),
      ("Week\n", "", "missing-key", "m.yaml", nil, nil),
      ("Week\n", "columns: [\n", "yaml-syntax", "m.yaml", 2, 1),
    ] as [(String, String, String, String, Int?, Int?)])
  func errors(
    table: String, mapping: String, id: String, file: String, line: Int?, column: Int?
  ) throws {
    do throws(PlanErrors) {
      _ = try Self.read(table, mapping)
      Issue.record("read")
    } catch {
      let found = try #require(error.diagnostics.first { $0.id == id }, "\(error.diagnostics)")
      #expect(found.file == file && found.line == line && found.column == column, "\(found.text)")
    }
  }
}
