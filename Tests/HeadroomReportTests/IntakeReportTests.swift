import Headroom
import HeadroomReport
import PlanModel
import Testing
import WorkCalendar

@Suite("The report of intake")
struct IntakeReportTests {
  /// Six weeks of work for two, where one person holds the skill.
  private func answer() async throws -> Intake.Answer {
    let (first, last) = (Day(year: 2027, month: 3, day: 1), Day(year: 2027, month: 6, day: 27))
    let today = try #require(first)
    var plan = Plan()
    (plan.settings.asOf, plan.settings.starts, plan.settings.ends) = (today, today, last)
    var person = Person(id: "ann")
    person.skills = [SkillLevel("data", 3)]
    person.cost = CostRate(amount: 50, per: .hour)
    plan.people = [person]
    var project = Project(id: "new")
    (project.start, project.finish) = (today, Day(year: 2027, month: 4, day: 11))
    let row = Demand(project: "new", need: .skill("data", level: 3), amount: .fte(2))
    let pitch = Pitch(project: project, demand: [row])
    return try await Intake.answer(Intake.Request(plan: plan, today: today, pitch: pitch))
  }

  @Test("a purchase that is not proven the cheapest says what one costs at least, no other does")
  func doubt() async throws {
    var answer = try await answer()
    #expect(!answer.ways.isEmpty)
    #expect(!IntakeText(answer).text.contains("ruled out"))
    answer.ways[0].leastCost = 1234
    let text = IntakeText(answer).text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("Cheaper ones were not ruled out; none costs less than 1,234."))
  }
}
