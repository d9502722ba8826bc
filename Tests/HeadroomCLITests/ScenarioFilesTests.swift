import Foundation
import Headroom
import PlanFiles
import PlanModel
import TestSupport
import Testing
import WorkCalendar

/// What the READMEs of Scenarios/ say of their what-ifs.
@Suite("Scenarios/*/whatif")
struct ScenarioFilesTests {
  private static let scenarios = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Scenarios").path

  private func read(_ name: String) throws -> (plan: Plan, scenarios: [ReadScenario]) {
    let folder = Self.scenarios + "/" + name
    let plan = try PlanReader.read(folder: folder).plan
    let library = ScenarioLibrary(planFolder: folder)
    let today = try day("2026-11-23")
    return (plan, try ScenarioReader.read(library.names, in: library, of: plan, today: today))
  }

  private func answer(_ name: String) async throws -> WhatIf.Answer {
    let (plan, scenarios) = try read(name)
    return try await WhatIf.answer(
      WhatIf.Request(
        plan: plan, today: try day("2026-11-23"), scenarios: scenarios.map(\.scenario)))
  }

  private func bottlenecks(_ plan: Plan) async throws -> Bottlenecks.Answer {
    var request = Bottlenecks.Request(plan: plan, today: try day("2026-11-23"))
    request.basis = .confirmed
    return try await Bottlenecks.answer(request)
  }

  /// Missing FTE of the set of those skills in a quarter, rounded to a tenth; 0 where it does not bind.
  private func missing(
    _ answer: Bottlenecks.Answer, _ skills: [String], _ quarter: String
  ) -> Double {
    let sets = answer.bottlenecks.filter {
      $0.skills == skills && $0.period.description == quarter
    }
    return sets.reduce(0) { $0 + ($1.missingFTE ?? 0) }.tenths
  }

  @Test(
    "the scenarios of every plan are read without a warning",
    arguments: ["scaleup", "mission", "studio"])
  func everyFile(name: String) throws {
    let (_, scenarios) = try read(name)
    #expect(scenarios.count == 3)
    #expect(scenarios.allSatisfy { $0.warnings.isEmpty && $0.scenario.title != nil })
  }

  @Test(
    "short hours are those of bottlenecks on the scenario's plan",
    arguments: ["scaleup", "mission", "studio"])
  func sameAsBottlenecks(name: String) async throws {
    let (_, scenarios) = try read(name)
    let answer = try await answer(name)
    for (outcome, scenario) in zip(answer.scenarios, scenarios) {
      let alone = try await bottlenecks(scenario.plan)
      for row in alone.shortage {
        #expect(outcome.metrics.shortHours[row.period.description] == row.shortHours)
      }
    }
  }

  @Test(
    "scaleup: the pair's shortage only moves on, training mends it, hiring brings sre to 0.3 FTE")
  func scaleup() async throws {
    let (plan, scenarios) = try read("scaleup")
    let base = try await bottlenecks(plan)
    let pair = ["data-eng", "ml"]
    #expect(missing(base, pair, "2027-Q2") == 2.8)
    #expect(missing(base, ["sre"], "2027-Q4") == 1.5)
    var answers: [String: Bottlenecks.Answer] = [:]
    for scenario in scenarios {
      answers[scenario.scenario.name] = try await bottlenecks(scenario.plan)
    }
    let later = try #require(answers["insight-later"])
    #expect(["2027-Q2", "2027-Q3", "2027-Q4"].map { missing(later, pair, $0) } == [0.8, 1.6, 0.9])
    let trained = try #require(answers["train-analysts"])
    #expect(
      trained.shortage.allSatisfy { $0.period.description != "2027-Q2" || $0.shortHours < 80 })
    #expect(missing(trained, ["sre"], "2027-Q4") == 1.5)
    let hired = try #require(answers["hire-reliability"])
    #expect(missing(hired, ["sre"], "2027-Q4") == 0.3)
    let answer = try await answer("scaleup")
    #expect(answer.summary.hasPrefix("hire-reliability helps most"))
    #expect(
      answer.scenarios.first { $0.name == "insight-later" }?.dominatedBy == ["base"])
  }

  @Test(
    "mission: the customer's later test mends the chamber and a third of the hall, two hires the rest"
  )
  func mission() async throws {
    let (plan, scenarios) = try read("mission")
    let base = try await bottlenecks(plan)
    let hall = ["integration", "test-conduct"]
    #expect(missing(base, hall, "2027-Q4") == 1.3)
    for scenario in scenarios {
      let answer = try await bottlenecks(scenario.plan)
      switch scenario.scenario.name {
      case "relay-later":
        #expect(missing(answer, ["chamber"], "2027-Q4") == 0)
        #expect(missing(answer, hall, "2027-Q4") == 0.8)
      case "relay-later-and-hire": #expect(missing(answer, hall, "2027-Q4") == 0.1)
      default:
        let short = answer.shortage.reduce(0) { $0 + $1.shortHours }
        #expect(short < base.shortage.reduce(0) { $0 + $1.shortHours })
      }
    }
  }

  @Test(
    "studio: waiting carries the shortage into the summer, freelancers and a smaller campaign help")
  func studio() async throws {
    let answer = try await answer("studio")
    let base = answer.base.metrics
    for outcome in answer.scenarios {
      let short = outcome.metrics.shortHours
      switch outcome.name {
      case "campaign-waits":
        #expect((short["2027-Q3"] ?? 0) > 0.9 * (base.shortHours["2027-Q2"] ?? 0))
        #expect(outcome.metrics.shortHoursToCome > base.shortHoursToCome)
        #expect(outcome.dominatedBy.contains("base"))
      case "freelancers":
        #expect((short["2027-Q2"] ?? 0) < 0.2 * (base.shortHours["2027-Q2"] ?? 0))
      default:
        #expect((short["2027-Q2"] ?? 0) < 0.5 * (base.shortHours["2027-Q2"] ?? 0))
      }
    }
  }

  @Test("a delay in a file equals the dates moved by hand")
  func delayByHand() async throws {
    let (plan, scenarios) = try read("scaleup")
    var edited = plan
    for (project, days) in [("lake", 182), ("insight", 91)] {
      for index in edited.projects.indices where edited.projects[index].id == project {
        edited.projects[index].start = edited.projects[index].start.map { $0 + days }
        edited.projects[index].finish = edited.projects[index].finish.map { $0 + days }
      }
      for index in edited.tasks.indices where edited.tasks[index].project == project {
        edited.tasks[index].start = edited.tasks[index].start.map { $0 + days }
        edited.tasks[index].finish = edited.tasks[index].finish.map { $0 + days }
      }
      for index in edited.demand.indices where edited.demand[index].project == project {
        edited.demand[index].from = edited.demand[index].from.map { $0 + days }
        edited.demand[index].to = edited.demand[index].to.map { $0 + days }
        if case .wide(let unit, let cells) = edited.demand[index].amount {
          edited.demand[index].amount = .wide(
            unit,
            try cells.map { cell in
              let moved = try #require(DayRange(cell.days.first + days, cell.days.last + days))
              return WideCell(days: moved, amount: cell.amount)
            })
        }
      }
      for index in edited.assignments.indices where edited.assignments[index].project == project {
        edited.assignments[index].from = edited.assignments[index].from.map { $0 + days }
        edited.assignments[index].to = edited.assignments[index].to.map { $0 + days }
      }
    }
    let later = try #require(scenarios.first { $0.scenario.name == "insight-later" })
    #expect(later.plan == edited)
  }

  @Test("a trained person equals one who leaves and one who comes with the skill")
  func trainingByHand() async throws {
    let (plan, scenarios) = try read("studio")
    let smaller = try #require(scenarios.first { $0.scenario.name == "smaller-campaign" })
    var edited = plan
    for index in edited.demand.indices where edited.demand[index].project == "summer" {
      guard case .skill(let skill, _) = edited.demand[index].need,
        ["design", "video"].contains(skill)
      else { continue }
      switch edited.demand[index].amount {
      case .fte(let fte): edited.demand[index].amount = .fte(fte * 0.6)
      case .effortDays(let days): edited.demand[index].amount = .effortDays(days * 0.6)
      default: Issue.record("another amount")
      }
    }
    let index = try #require(edited.people.firstIndex { $0.id == "elif" })
    #expect(!edited.assignments.contains { $0.holder == .person("elif") })
    var trained = edited.people[index]
    let ready = try day("2027-04-05")
    edited.people[index].end = ready - 1
    trained.id = "elif2"
    trained.start = ready
    trained.skills.removeAll { $0.skill == "design" }
    trained.skills.append(SkillLevel("design", 3))
    edited.people.append(trained)
    for absence in edited.absences where absence.person == "elif" {
      var copy = absence
      copy.person = "elif2"
      edited.absences.append(copy)
    }
    // Eight working days before Monday 5 April: Good Friday and Easter Monday are no working days.
    edited.absences += smaller.plan.timeAway.filter { $0.kind == "training" }
    let (left, right) = (try await bottlenecks(smaller.plan), try await bottlenecks(edited))
    for (one, other) in zip(left.shortage, right.shortage) {
      #expect(abs(one.shortHours - other.shortHours) < 1e-7)
    }
    for (one, other) in zip(left.capacity, right.capacity) {
      #expect(abs(one.plannableHours - other.plannableHours) < 1e-7)
    }
  }

  @Test("an allocation of a scenario's plan passes its recheck: contracts, training, hires")
  func allocation() async throws {
    for (plan, name) in [
      ("studio", "freelancers"), ("studio", "smaller-campaign"),
      ("mission", "relay-later-and-hire"),
    ] {
      let (_, scenarios) = try read(plan)
      let scenario = try #require(scenarios.first { $0.scenario.name == name })
      let request = Allocate.Request(plan: scenario.plan, today: try day("2026-11-23"))
      let answer = try await Allocate.answer(request)
      #expect(answer.check.largestExcessHours < 1e-6)
      #expect(abs(answer.check.objective - answer.objective.total) < 1e-6 * answer.objective.total)
      let givers = Set(answer.assignments.map(\.giver))
      #expect(givers.contains("contract") == (name == "freelancers"))
    }
  }

  @Test("a file in a folder of its own is found by its path, and what it extends beside it")
  func paths() throws {
    let folder = Self.scenarios + "/studio"
    let plan = try PlanReader.read(folder: folder).plan
    let library = ScenarioLibrary(planFolder: folder)
    let path = Self.scenarios + "/mission/whatif/relay-later-and-hire.yaml"
    let today = try day("2026-11-23")
    let error = #expect(throws: PlanErrors.self) {
      _ = try ScenarioReader.read([path, "freelancer"], in: library, of: plan, today: today)
    }
    let found = try #require(error?.diagnostics)
    #expect(found.contains { $0.file?.hasSuffix("mission/whatif/relay-later.yaml") ?? false })
    #expect(found.contains { $0.suggestion == "write 'freelancers' if that is meant" })
    let both = try ScenarioReader.read(
      ["freelancers.yaml", folder + "/whatif/freelancers.yaml"], in: library, of: plan,
      today: today)
    #expect(both[0].plan == both[1].plan)
  }
}

extension Double {
  fileprivate var tenths: Double { (self * 10).rounded() / 10 }
}
