import Optimization
import PlanCompiler
import PlanModel
import WorkCalendar

/// Looks for the remedies that close the structural shortage of the quarters to come at least cost.
///
/// A quarter is closed when it lacks less than ``Staff/leastHours``, or no more than it lacks with
/// everything that can be bought. Each set of demand in a quarter needs, of what may serve any of it, as
/// many hours as it lacks: rows of a ``CoverSearch``, found as minimum cuts.
struct StaffSearch {
  let request: Staff.Request
  /// The plan as it is.
  let base: CompiledPlan
  /// The quarters to come.
  let spans: [Grid.Span]
  let structural: [Double]
  private(set) var remedies: [Remedy] = []
  private(set) var remaining: [Double]
  /// For each remedy what all quarters lack if it alone is left out.
  private(set) var withoutHours: [Double] = []
  /// How much less another set that leaves as little could cost at most, as a share.
  private(set) var relativeGap = 0.0
  /// No set of the candidates leaves less.
  private(set) var leastRemaining: Double
  /// Whether neither less could remain nor as little for less.
  var isProven: Bool {
    relativeGap == 0 && total - leastRemaining <= Staff.leastHours * Double(spans.count)
  }
  /// How many things could be bought.
  private(set) var candidateCount = 0
  /// Whom of many the search has left out.
  private(set) var limits: [Staff.Limit] = []

  init(_ request: Staff.Request) async throws(RequestError) {
    self.request = request
    let compiled = await CompiledPlan(request.plan)
    base = compiled
    let settings = request.plan.settings
    let asOf = settings.asOf ?? request.today
    spans = Array(
      compiled.grid.spans(by: .quarter, in: settings.fiscalYear).filter { $0.days.last >= asOf }
        .prefix(request.quarters))
    structural = try Self.structural(compiled, spans)
    remaining = structural
    leastRemaining = structural.reduce(0, +)
  }

  var total: Double { remaining.reduce(0, +) }

  mutating func run() async throws(RequestError) {
    guard structural.contains(where: { $0 > Staff.leastHours }) else { return }
    let supply = await RemedySupply(request, base, spans)
    candidateCount = supply.choices.reduce(0) { $0 + $1.things.count }
    limits = supply.limits
    leastRemaining = supply.leastRemaining
    let answer = supply.cheapest()
    let bought = answer.chosen.indices.filter { answer.chosen[$0] > 0 }.map {
      (candidate: $0, remedy: supply.remedy(of: $0, option: answer.chosen[$0]))
    }.sorted { $0.remedy.order < $1.remedy.order }
    remedies = bought.map(\.remedy)
    withoutHours = bought.map { candidate, _ in
      var others = answer.chosen
      others[candidate] = 0
      return supply.shortHours(with: others).reduce(0, +)
    }
    relativeGap = answer.isProven ? 0 : (answer.cost - answer.bound) / answer.cost
    try await settle()
  }

  /// What remains, by the plan with all remedies compiled and solved anew.
  private mutating func settle() async throws(RequestError) {
    var plan = request.plan
    for remedy in remedies {
      _ = try? remedy.change?.apply(to: &plan, today: request.today)
    }
    let compiled = await CompiledPlan(plan, horizon: base.grid.horizon)
    remaining = try Self.structural(compiled, spans)
  }

  private static func structural(
    _ plan: CompiledPlan, _ spans: [Grid.Span]
  ) throws(RequestError) -> [Double] {
    do {
      return try ShortageModel(plan, shares: [plan.shares(of: .confirmed)])
        .structuralHours(in: spans)
    } catch {
      throw RequestError([Bottlenecks.refutation(error)])
    }
  }
}

extension RemedySupply {
  /// What closes the structural shortage of confirmed work in some quarters.
  init(_ request: Staff.Request, _ base: CompiledPlan, _ spans: [Grid.Span]) async {
    let model = ReliefModel(base, shares: base.shares(of: .confirmed), spans: spans)
    await self.init(
      request.plan, today: request.today, base, model,
      RemedyNeed(spans: spans, leastHours: Staff.leastHours))
  }
}
