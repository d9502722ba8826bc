import FoundationEssentials
@testable import Headroom
import PlanModel
import Terminal
import Testing
import WorkCalendar

@testable import HeadroomReport

@Suite("The reports on load and on the check of a plan")
struct LoadAndCheckTests {
  private func plan() -> PlanIdentity {
    PlanIdentity(Plan(), today: Day(number: 20_780))
  }

  /// A row for each share of 36 plannable hours booked, the same in every week but the first, which
  /// is away.
  private func load(weeks count: Int) throws -> Load.Answer {
    let start = Day(number: 20_780).startOfWeek
    let weeks = (0..<count).map { index -> Load.WeekRow in
      let first = start + 7 * index
      return Load.WeekRow(
        period: Period(of: first, grain: .week, in: .calendarYear), from: first, to: first + 6)
    }
    let rows = [("ana", "Ana Lindqvist-Åkerström", 1.25), ("bo", "Bo Ek", 0.8), ("c", "林 美咲", 0)]
      .map { id, name, share -> Load.Row in
        let over = max(0, share - 1) * 36
        let cells = (0..<count).map { index in
          index == 0
            ? Load.Cell(
              plannableHours: 0, bookedHours: 0, freeHours: 0, overBookedHours: 0, overBookedBy: [])
            : Load.Cell(
              plannableHours: 36, bookedHours: 36 * share, freeHours: max(0, 36 - 36 * share),
              overBookedHours: over,
              overBookedBy: over > 0
                ? [.init(project: "Atlas", hours: 30), .init(project: "CRM", hours: 15)] : [])
        }
        let weeks = Double(count - 1)
        return Load.Row(
          id: id, name: name, team: "Design", cells: cells, plannableHours: 36 * weeks,
          bookedHours: 36 * share * weeks, freeHours: max(0, 36 - 36 * share) * weeks,
          overBookedHours: over * weeks, isOnBench: share < 0.5, projects: [])
      }
    return Load.Answer(
      plan: plan(), summary: "1 of 3 people is over-booked; 1 is on the bench.", grouping: .person,
      weeks: weeks, rows: rows, hidden: 0)
  }

  @Test("load reads as in its snapshot", arguments: [12, 30])
  func loadSnapshot(weeks: Int) throws {
    let text = LoadText(try load(weeks: weeks), plan: "Scenarios/studio").text
    try Snapshots.expect(text, "load-\(weeks)")
    for line in text.split(separator: "\n") { #expect(String(line).displayWidth <= 80) }
  }

  @Test("a week that is over-booked only in the part before or after a month's end says so")
  func partOfAWeek() throws {
    var answer = try load(weeks: 3)
    #expect(!LoadText(answer).text.contains("that a month cuts"))
    answer.rows[0].cells[1].bookedHours = 12
    answer.rows[0].cells[1].overBookedHours = 4
    #expect(LoadText(answer).text.contains("! over-booked, below 100 in a part that a month cuts"))
  }

  @Test("load as a table has a row for each person and week, and reads back from JSON")
  func loadCSV() throws {
    let answer = try load(weeks: 2)
    let lines = LoadCSV(answer).text.split(separator: "\r\n")
    #expect(lines.count == 7)
    #expect(lines[2].hasSuffix(",36,45,0,9,Atlas 30; CRM 15"))
    let data = Data(try JSONDocument(answer).text.utf8)
    #expect(try JSONDecoder().decode(Load.Answer.self, from: data) == answer)
  }

  @Test("check reads as in its snapshot")
  func check() throws {
    let warnings =
      [
        Diagnostic(
          id: "single-holder", severity: .warning, file: "demand.csv", line: 4, field: "skill",
          message: "only Ana Lindqvist has ux; 3 projects need it",
          suggestion: "train a second person, or agree on who stands in"),
        Diagnostic(
          id: "everything-first", severity: .warning,
          message: "62 % of the projects are priority 1"),
      ]
      + (2...21).map { (line: Int) in
        Diagnostic(
          id: "project-without-owner", severity: .warning, file: "projects.csv", line: line,
          field: "owner", message: "atlas-\(line) has no owner",
          suggestion: "name who answers for it"
        )
      }
    let answer = Check.Answer(
      plan: plan(), summary: "The plan can be used; 22 things are worth a look.",
      warnings: warnings, kinds: Check.kinds(warnings),
      counts: Check.Counts(
        people: 18, projects: 1, demandRows: 40, assignments: 12, skills: 9, horizon: nil),
      governance: nil)
    try Snapshots.expect(CheckText(answer, plan: "Scenarios/studio").text, "check")
    #expect(CheckCSV(answer).text.split(separator: "\r\n").count == 23)
    let data = Data(try JSONDocument(answer).text.utf8)
    #expect(try JSONDecoder().decode(Check.Answer.self, from: data) == answer)
  }
}
