import PlanModel
import TestSupport
import Testing
import WorkCalendar

@testable import PlanFiles

@Suite("Pitches")
struct PitchReadingTests {
  private static let whole = """
    id: radar
    name: Demand radar
    initiative: Grow
    goal: Shops order less in vain
    owner: ann
    sponsor: bo
    budget_owner: cia
    start: 2027-04-05
    finish: 2027-06-27
    value: 2M
    cost_of_delay: 10k
    deliverables: [A forecast, A page]
    milestones:
      - { name: First shops, date: 2027-05-03 }
    kpis:
      - { name: In vain, value: 0.2, target: 0.15, better: down }
    risks:
      - { name: No data, response: Ask early, owner: ann }
    roles:
      - { skill: backend, level: 3, fte: 1.5 }
      - { skill: ux, effort_days: 10, from: 2027-05-01, to: 2027-05-31 }

    """

  private func read(_ text: String) throws -> Pitch {
    try PitchReader.read(
      PlanFile(name: "pitch.yaml", text: text), of: scenarioPlan(), today: day("2027-01-01")
    ).pitch
  }

  private func places(_ text: String) throws -> [String] {
    do {
      _ = try read(text)
      return []
    } catch let errors as PlanErrors {
      return errors.diagnostics.map(place)
    }
  }

  @Test("a whole pitch is read, its references resolved, and leaves nothing open")
  func whole() throws {
    let pitch = try read(Self.whole)
    #expect(pitch.project.id == "radar" && pitch.project.status == .pitch)
    #expect(pitch.project.initiative == "grow")
    #expect(pitch.goal == "Shops order less in vain" && pitch.budgetOwner == "cia")
    #expect(pitch.deliverables == ["A forecast", "A page"])
    #expect(pitch.milestones.map(\.name) == ["First shops"])
    #expect(pitch.kpis.map(\.project) == ["radar"] && pitch.kpis[0].target == 0.15)
    #expect(pitch.risks.map(\.response) == ["Ask early"])
    #expect(pitch.demand.map(\.project) == ["radar", "radar"])
    #expect(pitch.demand.map(\.amount) == [.fte(1.5), .effortDays(10)])
    #expect(pitch.missing.isEmpty)
  }

  @Test("what is wrong about a role, or about the project's own days, stands where it is written")
  func placesOfFaults() throws {
    #expect(
      try places(
        """
        id: radar
        roles:
          - { skill: ux, fte: 1, from: 2027-04-05, to: 2027-04-30 }
          - { skill: backend, effort_days: 20 }

        """) == ["pitch.yaml:4:5 window-missing"])
    #expect(
      try places(
        """
        id: radar
        start: 2027-04-05
        finish: 2027-04-30
        roles:
          - { skill: ux, fte: 1, from: 2027-05-05 }

        """) == ["pitch.yaml:5:5 window-reversed"])
  }

  @Test("a short pitch says what it leaves open")
  func short() throws {
    let pitch = try read(
      "name: Radar\nstart: 2027-04-05\nfinish: 2027-05-30\nroles:\n  - { skill: ux, fte: 1 }\n")
    #expect(pitch.project.id == "Radar")
    #expect(
      pitch.missing == [
        "initiative", "goal", "owner", "sponsor", "budget_owner", "value", "cost_of_delay",
        "deliverables", "milestones", "kpis", "risks",
      ])
  }

  @Test("all errors are told at once, each at its place")
  func errors() throws {
    let text = """
      id: radar
      start: soon
      colour: red
      initiative: nowhere
      milestones:
        - { name: First }
      risks: many
      roles:
        - { skill: backend, fte: lots }
        - { skil: ux, fte: 1 }

      """
    #expect(
      try places(text).sorted() == [
        "pitch.yaml:10:7 unknown-column", "pitch.yaml:2:8 not-a-date",
        "pitch.yaml:3:1 unknown-key", "pitch.yaml:4:13 unknown-reference",
        "pitch.yaml:6 missing-key", "pitch.yaml:7:8 wrong-type", "pitch.yaml:9:28 not-a-number",
      ])
  }

  @Test(
    "a pitch without a form is refused",
    arguments: [
      ("", "pitch.yaml:1 missing-key"), ("- a\n", "pitch.yaml:1:1 wrong-type"),
      ("id: a\n", "pitch.yaml:1 missing-key"),
      ("start: 2027-01-04\nroles: [{ skill: ux, fte: 1 }]\n", "pitch.yaml:1 missing-key"),
      ("id: a\nroles: [{ skill: ux, fte: 1 }]\n", "pitch.yaml:2:9 window-missing"),
      (
        "id: atlas\nstart: 2027-04-05\nfinish: 2027-05-30\nroles: [{ skill: ux, fte: 1 }]\n",
        "pitch.yaml:1:1 duplicate-id"
      ),
    ])
  func refused(text: String, expected: String) throws {
    #expect(try places(text) == [expected])
  }

  @Test("a pitch's file is a scenario that adds the pitch, and others go on from it")
  func scenario() throws {
    let plan = try scenarioPlan()
    let library = ScenarioLibrary(files: [
      PlanFile(name: "radar.yaml", text: Self.whole),
      PlanFile(name: "won.yaml", text: "extends: radar.yaml\nchanges:\n  - win: radar\n"),
    ])
    let read = try ScenarioReader.read(
      ["radar", "won"], in: library, of: plan, today: day("2027-01-01"))
    #expect(read.map { $0.plan.projects.last?.status } == [.pitch, .committed])
    #expect(read.map(\.scenario.title).first == "Demand radar")
    let pitch = try self.read(Self.whole)
    #expect(read[0].plan.demand.suffix(2).map(\.amount) == pitch.demand.map(\.amount))
    #expect(read[0].plan.demand.count == plan.demand.count + 2)
    #expect(read[0].plan.kpis.last == pitch.kpis.last)
  }

  @Test("a pitch that does not fit the plan is refused as a scenario too")
  func refusedScenario() throws {
    let library = ScenarioLibrary(files: [
      PlanFile(name: "radar.yaml", text: "id: a\nroles: [{ skill: ux, fte: 1 }]\n")
    ])
    #expect(throws: PlanErrors.self) {
      try ScenarioReader.read(
        ["radar"], in: library, of: scenarioPlan(), today: day("2027-01-01"))
    }
  }
}
