import PlanModel
import TestSupport
import Testing
import WorkCalendar

@testable import Headroom

@Suite("What is bought, in words")
struct RemedyWordsTests {
  private func longer(_ person: String, hours: Double) throws -> Remedy {
    Remedy(
      kind: .overtime, skill: SkillLevel("sql", 2), count: 0.1, person: person,
      from: try day("2027-03-01"), to: try day("2027-03-31"), paidHours: hours * 10,
      decideBy: try day("2027-03-01"))
  }

  @Test("up to four who work longer are named, the most hours first")
  func namesFew() throws {
    let remedies = [try longer("ann", hours: 10), try longer("bo", hours: 20)]
    #expect(
      RemedyWords(remedies, from: try day("2027-03-01")).text
        == "let bo and ann work longer from 2027-03-01 to 2027-03-31")
  }

  @Test("of more than four the three with the most hours are named, and what all give")
  func namesThreeOfMany() throws {
    let remedies = try (1...25).map { try longer("p\($0)", hours: Double($0)) }
    #expect(
      RemedyWords(remedies, from: try day("2027-03-01")).text == """
        let p25, p24, p23 and 22 others work longer, 325 h in all, from 2027-03-01 to 2027-03-31
        """)
  }
}
