import PlanCompiler
import PlanModel
import TestSupport
import Testing
import WorkCalendar

@Suite("The verifier of allocations: random plans")
struct AllocationVerifierPropertyTests {
  /// What makes an allocation wrong.
  enum Disturbance: CaseIterable {
    case hoursThatNobodyHas, lessThanNothing, daysThatAreNoCell, daysAYearLater, somebodyUnable
    case bookedHoursOfAHire, taskThatNobodyAsked, levelThatNobodyAsked, projectThatRests
    case rowLeftOut, absenceThatCameLater, initiativeWithoutMoney
  }

  /// A plan with an allocation.
  private struct Trial {
    var plan: Plan
    var rows: [AllocationRow]
    var claimed: AllocationObjective

    init(seed: UInt64) async throws {
      plan = try RandomPlan(seed: seed).plan
      let compiled = await CompiledPlan(plan)
      let allocation = GreedyAllocation(
        compiled, shares: compiled.demand.projects.map(Self.share), stability: 0.05)
      rows = allocation.rows
      claimed = allocation.objective
    }

    static func share(_ project: Project) -> Double {
      project.status.isConfirmed ? 1 : project.probability
    }

    /// Makes one thing wrong with a row; false where it gives nothing to try that on.
    mutating func disturb(_ row: Int, _ disturbance: Disturbance) -> Bool {
      let days = rows[row].days
      switch disturbance {
      case .hoursThatNobodyHas: rows[row].hours += 1000
      case .lessThanNothing: rows[row].hours *= -1
      case .daysThatAreNoCell: rows[row].days = DayRange(days.first - 1)
      case .daysAYearLater:
        rows[row].days = DayRange(days.first + 364, days.last + 364) ?? days
      case .somebodyUnable:
        plan.people.append(Person(id: "novice"))
        rows[row].giver = .person("novice")
      case .bookedHoursOfAHire:
        guard case .hire = rows[row].giver else { return false }
        rows[row].kind = .booked
      case .taskThatNobodyAsked: rows[row].task = "other"
      case .levelThatNobodyAsked: rows[row].need = .skill("s0", level: 5)
      case .projectThatRests:
        guard let rests = plan.projects.first(where: { $0.status == .onHold }) else { return false }
        rows[row].project = rests.id
      case .rowLeftOut: rows.remove(at: row)
      case .absenceThatCameLater:
        guard case .person(let person) = rows[row].giver else { return false }
        plan.absences.append(Absence(person: person, days: days))
      case .initiativeWithoutMoney:
        guard rows[row].kind == .contract,
          let project = plan.projects.firstIndex(where: { $0.id == rows[row].project })
        else { return false }
        plan.projects[project].initiative = "poor"
        plan.budgets.append(Budget(initiative: "poor", period: nil, amount: 0))
      }
      return true
    }

    func report() -> AllocationVerifier.Report {
      AllocationVerifier(
        plan: plan, basis: Self.share, today: plan.settings.asOf ?? .earliest, stability: 0.05
      ).findings(rows: rows, claimed: claimed)
    }
  }

  @Test("a valid allocation of a random plan passes, at the cost that the compiled plan gives it")
  func valid() async throws {
    var kinds: [AllocationModel.Kind: Int] = [:]
    for seed in 1...60 as ClosedRange<UInt64> {
      let trial = try await Trial(seed: seed)
      for row in trial.rows { kinds[row.kind, default: 0] += 1 }
      let report = trial.report()
      #expect(report.violations.map(\.description) == [], "seed \(seed)")
    }
    // Not by chance: there is plenty of every kind of hours.
    #expect(kinds.count == 5 && kinds.values.allSatisfy { $0 > 40 })
  }

  @Test("whatever is made wrong with it is noticed", arguments: Disturbance.allCases)
  func noticed(disturbance: Disturbance) async throws {
    var tried = 0
    for seed in 1...20 as ClosedRange<UInt64> {
      var random = SplitMix64(seed)
      let trial = try await Trial(seed: seed)
      let start = random.next(in: 0...max(0, trial.rows.count - 1))
      let rows = Array(trial.rows.indices)
      for row in rows[start...] + rows[..<start] {
        var wrong = trial
        guard wrong.disturb(row, disturbance) else { continue }
        tried += 1
        #expect(!wrong.report().isValid, "seed \(seed), row \(row)")
        break
      }
    }
    #expect(tried > 0)
  }

  @Test("the order of the rows and of the plan's tables does not matter")
  func order() async throws {
    for seed in 1...20 as ClosedRange<UInt64> {
      var trial = try await Trial(seed: seed)
      trial.rows.indices.forEach { trial.rows[$0].hours *= 1.5 }
      let violations = trial.report().violations.map(\.description)
      trial.plan = trial.plan.canonical()
      trial.rows.reverse()
      #expect(trial.report().violations.map(\.description) == violations, "seed \(seed)")
    }
  }

  @Test(
    "an optimum passes, and so does it handed to people; also where somebody changes teams in a week",
    arguments: [59, 61, 199, 263, 295] + Array(0..<15))
  func optimum(seed: UInt64) async throws {
    let plan = try RandomPlan(seed: seed, times: 2).plan
    let today = try day("2027-02-22")
    let compiled = await CompiledPlan(plan)
    let model = AllocationModel(
      compiled, shares: compiled.shares { _ in 1 }, options: AllocationModel.Options(today: today))
    let verifier = AllocationVerifier(
      plan: plan, basis: { _ in 1 }, today: today, horizon: compiled.grid.horizon)
    let solved = try await AllocationSolver.solve(model)
    for allocation in [solved.allocation, solved.staffed().allocation] {
      let report = verifier.findings(rows: allocation.rows, claimed: allocation.objective)
      #expect(report.violations.map(\.description) == [])
    }
  }
}
