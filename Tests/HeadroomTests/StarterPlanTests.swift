import Headroom
import Testing
import WorkCalendar

@Suite("The starter plan")
struct StarterPlanTests {
  @Test(
    "It begins with the next quarter, and every table has as many cells in each row",
    arguments: [
      ("2026-11-24", "2027-01-01"), ("2027-01-01", "2027-04-01"), ("2028-09-30", "2028-10-01"),
    ])
  func tables(_ today: String, _ starts: String) throws {
    let day = try #require(Day(today))
    let answer = StarterPlan.answer(.init(today: day))
    #expect(answer.files.map(\.name).prefix(2) == ["plan.yaml", "people.csv"])
    #expect(answer.files[0].text.contains("starts: \(starts) "))
    #expect(answer.files[0].text.hasSuffix("\n"))
    for file in answer.files where file.name.hasSuffix(".csv") {
      let rows = file.text.split(separator: "\n").filter { !$0.hasPrefix("#") }
      let widths = rows.map { $0.split(separator: ",", omittingEmptySubsequences: false).count }
      #expect(!rows.isEmpty && Set(widths).count == 1, "\(file.name)")
      #expect(file.text.hasPrefix("#") && file.text.hasSuffix("\n"))
    }
  }

  @Test("Design is short of people in the first quarter, and nothing else is")
  func bottleneck() throws {
    let files = StarterPlan.answer(.init(today: try #require(Day("2026-11-24")))).files
    func rows(_ name: String) -> [[String: String]] {
      let lines = (files.first { $0.name == name }?.text ?? "").split(separator: "\n")
        .filter { !$0.hasPrefix("#") }
        .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
      return lines.dropFirst().map {
        Dictionary(zip(lines[0], $0), uniquingKeysWith: { first, _ in first })
      }
    }
    let people = rows("people.csv").map { row in
      let runWork = row["run_work"] == "30%" ? 0.3 : 0.15
      let skills = (row["skills"] ?? "").split(separator: ";").map { skill in
        String(skill.split(separator: ":")[0].drop { $0 == " " })
      }
      return (skills: Set(skills), fte: (Double(row["fte"] ?? "") ?? 0) * (1 - runWork) * 0.85)
    }
    let demand = rows("demand.csv").filter {
      $0["project"] != "insights" && $0["from"] != "2027-04-01"
    }
    let skills = Set(people.flatMap(\.skills)).sorted()
    // Hall's condition: what is missing for each set of skills, levels and effort rows left out.
    var worst: (missing: Double, skills: [String]) = (0, [])
    for mask in 1..<1 << skills.count {
      let set = skills.indices.filter { mask & 1 << $0 != 0 }.map { skills[$0] }
      let asked = demand.filter { set.contains($0["skill"] ?? "") }
        .reduce(0) { $0 + (Double($1["fte"] ?? "") ?? 0) }
      let held = people.filter { !$0.skills.isDisjoint(with: set) }.reduce(0) { $0 + $1.fte }
      if asked - held > worst.missing { worst = (asked - held, set) }
    }
    #expect(worst.skills == ["ux"])
    #expect(worst.missing > 0.3)
  }
}
