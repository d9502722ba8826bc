import Headroom
import PlanModel
import TestSupport
import Testing
import WorkCalendar

@Suite("Import")
struct ImportTests {
  /// Hours of a person in a week; weeks are counted back from the one that ends on 2026-11-22.
  static func row(
    _ person: String, _ project: String, week: Int, _ hours: Double, team: String = "web"
  ) -> Actual {
    let sunday = Day(number: 20_779) - 7 * week
    var row = Actual(
      project: project, days: DayRange(sunday - 6, sunday) ?? DayRange(sunday), hours: hours)
    row.person = person
    row.team = team
    return row
  }

  static func answer(_ rows: [Actual], quarters: Int = 1) throws -> Import.Answer {
    try Import.answer(Import.Request(rows: rows, recentWeeks: 10, quarters: quarters))
  }

  @Test("capacity is the mean week worked, demand the mean of all weeks")
  func means() throws {
    // Eight weeks of 20 hours among ten: away for two.
    let rows = (0..<8).map { Self.row("ann", "shop", week: $0, 20) }
    let plan = try Self.answer(rows).plan
    #expect(plan.people.map(\.fte) == [0.5])
    #expect(plan.people[0].team == "web" && plan.people[0].role == "web")
    #expect(plan.demand.map(\.amount) == [.fte(0.4)])
    #expect(plan.demand[0].need == .skill("web", level: 1))
    #expect(plan.assignments.map(\.amount) == [.hoursPerWeek(16)])
  }

  @Test("who has no hours in the last six weeks has left, and no capacity; the work stays")
  func leavers() throws {
    let rows =
      (0..<10).map { Self.row("ann", "shop", week: $0, 20) }
      + (7..<10).map { Self.row("bob", "shop", week: $0, 20) }
      + [Self.row("eve", "shop", week: 200, 40)]
    let answer = try Self.answer(rows)
    #expect(answer.people == 3 && answer.peopleThere == 1)
    let ends = answer.plan.people.map(\.end)
    #expect(ends[0] == nil && ends[1] == answer.asOf - 49 && ends[2] == answer.asOf - 1400)
    #expect(answer.plan.demand.map(\.amount) == [.fte(0.65)])
    #expect(answer.plan.assignments.count == 1)
    #expect(answer.plan.actuals.count == rows.count)
  }

  @Test("a project without hours in the last four weeks is done and asks for nothing")
  func projects() throws {
    let rows =
      (0..<4).map { Self.row("ann", "shop", week: $0, 20) }
      + (4..<8).map { Self.row("ann", "site", week: $0, 20) }
    let plan = try Self.answer(rows).plan
    #expect(plan.projects.map(\.status) == [.active, .done])
    #expect(plan.demand.map(\.project) == ["shop"])
  }

  @Test("business as usual is run work, not demand")
  func runWork() throws {
    let rows = (0..<10).flatMap {
      [Self.row("ann", "shop", week: $0, 30), Self.row("ann", Actual.run, week: $0, 10)]
    }
    let plan = try Self.answer(rows).plan
    #expect(plan.people.map(\.fte) == [1] && plan.people.map(\.runWork) == [0.25])
    #expect(plan.settings.runWork == 0.25)
    #expect(plan.demand.map(\.amount) == [.fte(0.75)])
    #expect(plan.projects.map(\.id) == ["shop"])
  }

  @Test("the horizon begins after the last day with hours and ends with the last whole quarter")
  func horizon() throws {
    let settings = try Self.answer([Self.row("ann", "shop", week: 0, 20)], quarters: 2).plan
      .settings
    #expect(settings.asOf == Day("2026-11-22") && settings.starts == Day("2026-11-23"))
    #expect(settings.ends == Day("2027-06-30"))
  }

  @Test("nobody is over-booked, and what goes on fits, unless people have left")
  func fits() async throws {
    var random = SplitMix64(3)
    let rows = (0..<10).flatMap { week in
      ["ann", "bob", "cia"].filter { _ in random.next(in: 0...5) > 0 }.flatMap { person in
        ["shop", "site", Actual.run].map {
          Self.row(person, $0, week: week, Double(random.next(in: 1...99)) / 7)
        }
      }
    }
    let made = try Self.answer(rows)
    let load = try await Load.answer(Load.Request(plan: made.plan, today: made.asOf))
    #expect(load.rows.allSatisfy { $0.overBookedHours < 1e-6 })
    let answer = try await Bottlenecks.answer(
      Bottlenecks.Request(plan: made.plan, today: made.asOf))
    #expect(answer.bottlenecks.isEmpty)
  }

  @Test("a table without hours, and numbers out of range, are refused")
  func refusals() {
    #expect(throws: RequestError.self) { try Self.answer([]) }
    #expect(throws: RequestError.self) {
      try Self.answer([Self.row("ann", "shop", week: 0, 1)], quarters: 0)
    }
  }
}
