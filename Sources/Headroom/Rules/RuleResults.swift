import PlanCompiler
import PlanModel
import WorkCalendar

/// The results that fields of rules are taken from; what nothing asks for is not computed.
struct RuleResults: Sendable {
  let plan: CompiledPlan
  let today: Day
  /// What each project gets within people, skills and budgets, as `allocate` has it.
  private(set) var served: [String: Allocate.ProjectRow] = [:]
  /// The same where no budget holds anybody back; what it costs is what a project spends.
  private(set) var unlimited: [String: Allocate.ProjectRow] = [:]
  /// By person.
  private(set) var load: [String: [Load.Cell]] = [:]
  /// Those to come of the confirmed work, by quarter.
  private(set) var bottlenecks: [Bottlenecks.Finding] = []
  /// Those to come.
  private(set) var quarters: [QuarterRisk] = []

  /// - Throws: what `allocate` and `bottlenecks` throw.
  init(
    _ plan: CompiledPlan, today: Day, asked: [RuleSubject: Set<String>]
  ) async throws(RequestError) {
    self.plan = plan
    self.today = today
    let rows = plan.plan
    var work: Set<String> = []
    for subject in [RuleSubject.project, .initiative, .goal, .plan] {
      work.formUnion(asked[subject] ?? [])
    }
    if !work.isDisjoint(with: ["demand_hours", "short_hours"]) {
      served = try await Self.served(rows, today: today)
    }
    if work.contains("spent") {
      var free = rows
      free.budgets = []
      unlimited =
        rows.budgets.isEmpty && !served.isEmpty
        ? served : try await Self.served(free, today: today)
    }
    if !(asked[.person] ?? []).isDisjoint(
      with: ["utilisation", "booked_hours", "plannable_hours", "free_hours"])
    {
      let composer = LoadComposer(request: Load.Request(plan: rows, today: today), plan: plan)
      load = Dictionary(
        composer.answer().rows.map { ($0.id, $0.cells) }, uniquingKeysWith: { first, _ in first })
    }
    if asked[.bottleneck] != nil || (asked[.plan] ?? []).contains("bottlenecks") {
      var request = Bottlenecks.Request(plan: rows, today: today)
      request.prices = .none
      request.basis = .confirmed
      bottlenecks = try await Bottlenecks.answer(request).ranked
        .filter { !$0.past && $0.basis == .confirmed }
    }
    if let fields = asked[.quarter] {
      quarters = await QuarterRisk.quarters(
        plan, today: today, withProbability: fields.contains("probability"))
    }
  }

  private static func served(
    _ plan: Plan, today: Day
  ) async throws(RequestError) -> [String: Allocate.ProjectRow] {
    var request = Allocate.Request(plan: plan, today: today)
    request.prices = .none
    return Dictionary(
      try await Allocate.answer(request).projects.map { ($0.project, $0) },
      uniquingKeysWith: { first, _ in first })
  }
}
