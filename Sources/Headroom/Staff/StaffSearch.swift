import PlanCompiler
import PlanModel
import WorkCalendar

/// Looks for few and cheap remedies, one after the other.
struct StaffSearch {
  let request: Staff.Request
  /// The plan as it is.
  let base: CompiledPlan
  /// The quarters to come.
  let spans: [Grid.Span]
  let structural: [Double]
  /// By quarter: what may stay short.
  private let accepted: [Double]
  private(set) var remedies: [Remedy] = []
  private(set) var remaining: [Double]
  /// Quarters in which nothing helps any more.
  private var isGivenUp: [Bool]

  /// Rounds at most; each adds somebody.
  private static let mostRounds = 100

  /// - Parameter project: only what is short because of this project is to be closed; nil: all.
  init(_ request: Staff.Request, onlyFor project: String? = nil) async throws(RequestError) {
    self.request = request
    let compiled = await CompiledPlan(request.plan)
    base = compiled
    let settings = request.plan.settings
    let asOf = settings.asOf ?? request.today
    spans = Array(
      compiled.grid.spans(by: .quarter, in: settings.fiscalYear).filter { $0.days.last >= asOf }
        .prefix(request.quarters))
    structural = try Self.structural(compiled, spans, compiled.shares(of: .confirmed))
    if let index = project.flatMap({ compiled.indexOfProject[$0] }) {
      accepted = try Self.structural(
        compiled, spans, compiled.shares(of: .confirmed, without: index))
    } else {
      accepted = spans.map { _ in 0 }
    }
    remaining = zip(structural, accepted).map { max(0, $0 - $1) }
    isGivenUp = spans.map { _ in false }
  }

  var total: Double { remaining.reduce(0, +) }

  mutating func run() async throws(RequestError) {
    var rounds = 0
    while rounds < Self.mostRounds,
      let quarter = remaining.indices.first(where: {
        remaining[$0] > Staff.leastHours && !isGivenUp[$0]
      })
    {
      rounds += 1
      if try await !improve(quarter) { isGivenUp[quarter] = true }
    }
    try await takeOutNeedless()
    remedies.sort {
      ($0.decideBy, $0.kind.rawValue, $0.skill.skill, $0.person ?? $0.pool ?? "")
        < ($1.decideBy, $1.kind.rawValue, $1.skill.skill, $1.person ?? $1.pool ?? "")
    }
  }

  /// Adds the remedy that costs least for an hour that it takes away.
  private mutating func improve(_ quarter: Int) async throws(RequestError) -> Bool {
    guard let compiled = await plan(with: remedies) else { return false }
    let sets = try await bindingSets(compiled, quarter)
    var best: (score: Double, remedies: [Remedy], remaining: [Double])?
    for set in sets.prefix(2) {
      let candidates = RemedyCandidates(self, compiled, spans[quarter]).all(
        skills: set.skills, hours: set.structuralHours)
      for candidate in candidates {
        let tried = with(candidate)
        guard let left = try await evaluate(tried) else { continue }
        let gain = total - left.reduce(0, +)
        guard gain > Staff.leastHours / 2 else { continue }
        let score = (candidate.cost ?? 0) / gain
        if let known = best, known.score <= score { continue }
        best = (score, tried, left)
      }
      if best != nil { break }
    }
    guard let best else { return false }
    remedies = best.remedies
    remaining = best.remaining
    return true
  }

  private func with(_ candidate: Remedy) -> [Remedy] {
    var tried = remedies
    if let index = tried.firstIndex(where: { $0.isSame(as: candidate) }) {
      tried[index].count += candidate.count
    } else {
      tried.append(candidate)
    }
    return tried
  }

  /// What an hour of each set of the quarter misses, the most first; the core's skills first.
  private func bindingSets(
    _ compiled: CompiledPlan, _ quarter: Int
  ) async throws(RequestError) -> [(skills: [String], structuralHours: Double)] {
    let model = ShortageModel(compiled, shares: [compiled.shares(of: .confirmed)])
    let sets: [PeriodShortage.BindingSet]
    do {
      sets = try await model.solve([spans[quarter]])[0][0].sets
    } catch {
      throw Self.refuted(error)
    }
    return sets.map { set in
      let core = set.core.sorted { ($1.missingHours, $0.skill) < ($0.missingHours, $1.skill) }
      let names =
        core.map(\.skill) + set.skills.filter { name in !core.contains { $0.skill == name } }
      return (names, max(set.structuralHours, min(set.missingHours, remaining[quarter])))
    }.sorted { $0.structuralHours > $1.structuralHours }
  }

  /// Takes out, the dearest first, what the others make needless.
  private mutating func takeOutNeedless() async throws(RequestError) {
    let most = total + Staff.leastHours / 2
    for index in remedies.indices.sorted(by: {
      ((remedies[$1].cost ?? 0), $0) < ((remedies[$0].cost ?? 0), $1)
    }) {
      while remedies[index].count >= 1 || remedies[index].kind == .overtime {
        var tried = remedies
        tried[index].count -= min(1, tried[index].count)
        guard let left = try await evaluate(tried), left.reduce(0, +) <= most else { break }
        remedies = tried
        remaining = left
        if remedies[index].count <= 0 { break }
      }
    }
    remedies.removeAll { $0.count <= 0 }
  }

  /// What the quarters lack with some remedies, in structural hours; nil where one of them is not possible.
  func evaluate(_ remedies: [Remedy]) async throws(RequestError) -> [Double]? {
    guard let compiled = await plan(with: remedies) else { return nil }
    let structural = try Self.structural(compiled, spans, compiled.shares(of: .confirmed))
    return zip(structural, accepted).map { max(0, $0 - $1) }
  }

  /// The plan with some remedies, on the grid of the plan as it is; nil where one of them is not
  /// possible: somebody has too few working days left for a training.
  private func plan(with remedies: [Remedy]) async -> CompiledPlan? {
    var plan = request.plan
    for remedy in remedies where remedy.count > 0 {
      guard let change = remedy.change,
        (try? change.apply(to: &plan, today: request.today)) != nil
      else { return nil }
    }
    return await CompiledPlan(plan, horizon: base.grid.horizon)
  }

  private static func structural(
    _ plan: CompiledPlan, _ spans: [Grid.Span], _ shares: [Double]
  ) throws(RequestError) -> [Double] {
    do {
      return try ShortageModel(plan, shares: [shares]).structuralHours(in: spans)
    } catch {
      throw refuted(error)
    }
  }

  static func refuted(_ error: ShortageModel.Refuted) -> RequestError {
    RequestError([Bottlenecks.refutation(error)])
  }
}
