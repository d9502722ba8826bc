import PlanCompiler
import PlanModel
import Randomness
import WorkCalendar

/// What may be short in a quarter to come.
struct QuarterRisk: Sendable {
  let span: Grid.Span
  /// Of confirmed work.
  let missingHours: Double
  /// Of all work, tentative in full.
  let exposureHours: Double
  let standardHours: Double
  /// The chance that at least ``Bottlenecks/Finding/smallestFTE`` is missing; nil where nothing asks.
  let probability: Double?

  /// With so many uncertain projects at most every future is weighed.
  static let mostExact = 8
  /// With more of them so many futures are drawn; the standard error is at most 2.5 %.
  static let draws = 400

  /// The quarters that end on as_of or later.
  ///
  /// In a future each tentative project and pitch happens or not, independently and with its own
  /// probability; people are as the plan has them. The same plan gives the same numbers.
  static func quarters(
    _ plan: CompiledPlan, today: Day, withProbability: Bool
  ) async -> [QuarterRisk] {
    let asOf = plan.plan.settings.asOf ?? today
    let spans = plan.grid.spans(by: .quarter, in: plan.plan.settings.fiscalYear)
      .filter { $0.days.last >= asOf }
    let sure = plan.shares(of: .confirmed)
    let model = ShortageModel(plan, shares: [sure])
    let fixed = await model.shortHours(in: [sure, plan.shares(of: .all)], spans: spans)
    let futures = withProbability ? Self.futures(plan) : []
    let short = await model.shortHours(in: futures.map(\.shares), spans: spans)
    return spans.indices.map { index in
      let standard = plan.standardHours(in: spans[index].cells)
      var chance = 0.0
      for (future, hours) in zip(futures, short)
      where standard > 0 && hours[index] / standard >= Bottlenecks.Finding.smallestFTE {
        chance += future.weight
      }
      return QuarterRisk(
        span: spans[index], missingHours: fixed[0][index], exposureHours: fixed[1][index],
        standardHours: standard, probability: withProbability ? min(1, chance) : nil)
    }
  }

  /// Futures with their weights, which add up to 1.
  private static func futures(_ plan: CompiledPlan) -> [(shares: [Double], weight: Double)] {
    let projects = plan.demand.projects
    let uncertain = projects.indices.filter {
      projects[$0].status.isTentative && (0.0..<1.0).contains(projects[$0].probability)
        && projects[$0].probability > 0
    }
    let base = projects.map { project in
      project.status.isConfirmed || (project.status.isTentative && project.probability >= 1)
        ? 1.0 : 0
    }
    guard uncertain.count > mostExact else {
      return (0..<(1 << uncertain.count)).map { bits in
        var (shares, weight) = (base, 1.0)
        for (place, project) in uncertain.enumerated() {
          let happens = bits >> place & 1 == 1
          shares[project] = happens ? 1 : 0
          weight *= happens ? projects[project].probability : 1 - projects[project].probability
        }
        return (shares, weight)
      }
    }
    var stream = RandomStream(seed: 0, stream: "uncertain projects")
    return (0..<draws).map { _ in
      var shares = base
      for project in uncertain {
        shares[project] = stream.happens(projects[project].probability) ? 1 : 0
      }
      return (shares, 1 / Double(draws))
    }
  }
}
