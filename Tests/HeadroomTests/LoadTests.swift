import Headroom
import PlanModel
import TestSupport
import Testing
import WorkCalendar

@Suite("Load")
struct LoadTests {
  private func answer(asOf: String, weeks: Int = 2) async throws -> Load.Answer {
    var plan = Plan()
    plan.settings.asOf = try day(asOf)
    plan.people = [Person(id: "ann")]
    var booking = Booking(holder: .person("ann"), project: "p", amount: .percent(1))
    booking.from = try day("2027-03-01")
    booking.to = try day("2027-12-31")
    plan.assignments = [booking]
    return try await Load.answer(
      Load.Request(plan: plan, today: try day("2027-01-01"), weeks: weeks))
  }

  @Test(
    "counts from as_of on: what is left of its week, or the next week after its last working day",
    arguments: [
      ("2027-03-08", "2027-03-08", [40.0, 40]), ("2027-03-10", "2027-03-10", [24, 40]),
      ("2027-03-11", "2027-03-11", [16, 40]), ("2027-03-12", "2027-03-15", [40, 40]),
      ("2027-03-14", "2027-03-15", [40, 40]),
    ])
  func start(asOf: String, first: String, hours: [Double]) async throws {
    let answer = try await answer(asOf: asOf)
    #expect(answer.weeks.first?.from == (try day(first)))
    #expect(answer.rows.map { $0.cells.map(\.bookedHours) } == [hours])
    #expect(answer.rows.map(\.isOnBench) == [false])
    #expect(answer.summary.contains("in the 2 weeks from \(first)"))
  }

  @Test("has as many columns as weeks are asked for", arguments: [1, 12, 53])
  func weeks(count: Int) async throws {
    for asOf in ["2027-03-08", "2027-03-11", "2027-03-13"] {
      #expect(try await answer(asOf: asOf, weeks: count).weeks.count == count)
    }
  }
}
