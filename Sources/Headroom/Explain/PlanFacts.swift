import PlanModel
import WorkCalendar

/// What the examples of ``Glossary`` are taken from: a plan, and where it breaks.
struct PlanFacts: Sendable {
  let plan: Plan
  /// The day on which the plan is true.
  let asOf: Day
  let bottlenecks: Bottlenecks.Answer

  init(_ plan: Plan, today: Day) async throws(RequestError) {
    self.plan = plan.canonical()
    asOf = plan.settings.asOf ?? today
    var request = Bottlenecks.Request(plan: plan, today: today)
    request.prices = .none
    bottlenecks = try await Bottlenecks.answer(request)
  }

  /// The capacity of the first period to come; nil without a horizon.
  var capacity: Bottlenecks.CapacityRow? {
    let past = Set(bottlenecks.periods.filter(\.past).map(\.period))
    return bottlenecks.capacity.first { !past.contains($0.period) } ?? bottlenecks.capacity.last
  }

  /// The bottleneck that is told first.
  var worst: Bottlenecks.Finding? {
    bottlenecks.ranked.first { $0.basis == .confirmed && !$0.past }
  }

  /// Its skills, as reports name them.
  var worstSkills: String { worst?.named.joined(separator: " + ") ?? "" }

  /// The people employed on `asOf`.
  var employed: [Person] {
    plan.people.filter { ($0.start ?? asOf) <= asOf && ($0.end ?? asOf) >= asOf }
  }

  /// How many projects have one of the statuses.
  func projects(_ statuses: Project.Status...) -> Int {
    plan.projects.count { statuses.contains($0.status) }
  }

  /// The skill that is asked for most in the first period to come with demand.
  var skill: Bottlenecks.SkillRow? {
    let past = Set(bottlenecks.periods.filter(\.past).map(\.period))
    let rows = bottlenecks.skills.filter {
      $0.basis == bottlenecks.headlineBasis && $0.demandHours > 0 && !past.contains($0.period)
    }
    return rows.filter { $0.period == rows.first?.period }
      .max { ($0.demandHours, $1.skill) < ($1.demandHours, $0.skill) }
  }

  /// An amount in the plan's currency.
  func money(_ amount: Double) -> String {
    let unit = plan.settings.currency.map { " " + $0 } ?? ""
    return grouped(amount) + unit
  }

  /// A share as per cent.
  func percent(_ share: Double) -> String { plain(100 * share, decimals: 0) + " %" }
}
