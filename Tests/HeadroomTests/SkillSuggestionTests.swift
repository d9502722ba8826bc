import PlanModel
import TestSupport
import Testing
import WorkCalendar

@testable import Headroom

@Suite("What is suggested for a skill that the plan does not know")
struct SkillSuggestionTests {
  private func suggestion(for skill: String) async throws -> String? {
    var plan = Plan()
    plan.people = ["bo", "bea"].map { Person(id: $0) }
    plan.people[0].skills = [SkillLevel("sql", 2)]
    var row = Demand(project: "a", need: .person("bo"), amount: .fte(1))
    (row.from, row.to) = (try day("2027-03-01"), try day("2027-03-31"))
    plan.demand = [row]
    var request = Bottlenecks.Request(plan: plan, today: try day("2027-03-01"))
    request.skill = skill
    do {
      _ = try await Bottlenecks.answer(request)
      return nil
    } catch {
      return error.diagnostics.first?.suggestion
    }
  }

  @Test("a skill is never mended to a person's handle, nor a handle to a skill")
  func handles() async throws {
    #expect(try await suggestion(for: "sqk") == "write 'sql' if that is meant")
    #expect(try await suggestion(for: "bo") == nil)
    #expect(try await suggestion(for: "@boo") == "write '@bo' if that is meant")
  }
}
