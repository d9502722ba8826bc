import Foundation
import Headroom
import HeadroomReport
import PlanFiles
import PlanModel
import TestSupport
import Testing
import WorkCalendar

/// A small random plan with budgets, overtime, flexible work and soft bookings.
struct FedBackPlan {
  let seed: Int

  func plan() throws -> Plan {
    var request = Generate.Request(
      people: 6 + seed % 9, projects: 3 + seed % 4, weeks: 8, load: 0.8 + Double(seed % 5) / 8)
    request.seed = UInt64(seed)
    var plan = try Generate.answer(request).plan
    if seed % 2 == 0 { plan.budgets = [] }
    for index in plan.people.indices where index % 5 == 0 {
      plan.people[index].maxOvertimeHours = 4
    }
    for index in plan.demand.indices where (index + seed) % 4 == 0 {
      plan.demand[index].flexible = true
      plan.demand[index].maxFTE = 2
    }
    for index in plan.assignments.indices where (index + seed) % 3 == 0 {
      plan.assignments[index].firmness = .soft
    }
    return plan
  }
}

/// What `allocate --csv` writes is the table `assignments` of the plan that it proposes.
@Suite("An allocation that is fed back")
struct FeedBackTests {
  /// 500 plans where HEADROOM_SLOW_TESTS is set.
  private static let seeds =
    0..<(ProcessInfo.processInfo.environment["HEADROOM_SLOW_TESTS"] != nil ? 500 : 40)
  /// Hours of a pair in a cell that the solver's rounding of 10⁻⁸ of all hours may move.
  private static let tolerance = 0.01

  /// Who works on what in which cell. Overtime is handed out anew each time.
  private struct Work: Hashable {
    let person: String
    let project: String
    let task: String?
    let skill: String
    let from: Day
  }

  private func hours(_ answer: Allocate.Answer) -> [Work: Double] {
    var hours: [Work: Double] = [:]
    for row in answer.assignments
    where row.giver == "person" && ["free", "wished"].contains(row.hoursOf) {
      let work = Work(
        person: row.person, project: row.project, task: row.task, skill: row.skill, from: row.from)
      hours[work, default: 0] += row.hours
    }
    return hours
  }

  @Test("moves nobody when the plan is allocated again", arguments: seeds)
  func idempotent(seed: Int) async throws {
    let plan = try FedBackPlan(seed: seed).plan()
    var request = Allocate.Request(plan: plan, today: try day("2026-11-23"))
    request.basis = .all
    request.prices = .none
    let first = try await Allocate.answer(request)

    let table = PlanFile(name: "assignments.csv", text: AllocateCSV(first).text)
    let files = PlanWriter.files(for: plan).filter { !$0.name.hasPrefix("assignments") } + [table]
    request.plan = try PlanReader.read(files: files).plan
    let second = try await Allocate.answer(request)

    let (before, after) = (hours(first), hours(second))
    for (work, hours) in before {
      #expect(after[work, default: 0] > hours - Self.tolerance, "\(work)")
    }
    #expect(second.moves.isEmpty, "\(second.moves)")
  }
}
