import PlanCompiler
import PlanModel
import WorkCalendar

/// What purchases are for.
struct PurchaseGoal: Sendable {
  /// Quarters, or parts of them.
  let spans: [Grid.Span]
  /// What may be bought.
  let kinds: Set<Staff.PackageKind>
  /// A span that lacks less is closed. Hours.
  let leastHours: Double
  /// Contractors come in steps of so many FTE in the end.
  let step: Double
  /// Only sets of skills that this project asks for are worth a purchase.
  let project: String
  /// What a plan lacks in each span.
  let lacking: @Sendable (CompiledPlan) async -> [Double]
}

/// Looks for few and cheap remedies, one after the other.
struct PurchaseSearch {
  /// The plan to which purchases come.
  let plan: Plan
  let today: Day
  /// The plan as it is.
  let base: CompiledPlan
  let goal: PurchaseGoal
  private(set) var remedies: [Remedy] = []
  /// The plan with them, and what each span lacks then.
  private var current: CompiledPlan
  private(set) var remaining: [Double]
  /// Spans in which nothing helps any more.
  private var isGivenUp: [Bool]

  /// Rounds at most; each adds somebody.
  private static let mostRounds = 100

  /// Purchases to some end.
  init(_ base: CompiledPlan, today: Day, _ goal: PurchaseGoal) async {
    (self.base, self.goal, self.today, plan) = (base, goal, today, base.plan)
    current = base
    remaining = await goal.lacking(base)
    isGivenUp = goal.spans.map { _ in false }
  }

  var spans: [Grid.Span] { goal.spans }

  var total: Double { remaining.reduce(0, +) }

  mutating func run() async throws(RequestError) {
    var rounds = 0
    while rounds < Self.mostRounds,
      let quarter = remaining.indices.first(where: {
        remaining[$0] > goal.leastHours && !isGivenUp[$0]
      })
    {
      rounds += 1
      if try await !improve(quarter) { isGivenUp[quarter] = true }
    }
    await takeOutNeedless()
    remedies.sort {
      ($0.decideBy, $0.kind.rawValue, $0.skill.skill, $0.person ?? $0.pool ?? "")
        < ($1.decideBy, $1.kind.rawValue, $1.skill.skill, $1.person ?? $1.pool ?? "")
    }
  }

  /// Adds the remedy that costs least for an hour that it takes away.
  private mutating func improve(_ quarter: Int) async throws(RequestError) -> Bool {
    let sets = try await bindingSets(current, quarter)
    var best: (score: Double, remedies: [Remedy], outcome: Outcome)?
    for set in sets.prefix(2) {
      let candidates = PurchaseCandidates(self, current, spans[quarter]).all(
        skills: set.skills, hours: set.hours
      ).filter { goal.kinds.contains($0.kind) }
      for (candidate, hope) in inOrderOfHope(candidates) {
        if let best, hope >= best.score { break }
        let tried = with(candidate)
        guard let outcome = await evaluate(tried) else { continue }
        let gain = total - outcome.lacking.reduce(0, +)
        guard gain > goal.leastHours / 2 else { continue }
        let score = (candidate.cost ?? 0) / gain
        if let known = best, known.score <= score { continue }
        best = (score, tried, outcome)
      }
      if best != nil { break }
    }
    guard let best else { return false }
    remedies = best.remedies
    (current, remaining) = best.outcome
    return true
  }

  /// Candidates with the least that an hour can cost which they take away, the cheapest first: none takes away
  /// more than it brings, nor more than is lacking.
  private func inOrderOfHope(_ candidates: [Remedy]) -> [(Remedy, hope: Double)] {
    let calendar = PlanCalendars(plan).standard
    let last = spans.last?.days.last ?? .latest
    return candidates.map { candidate in
      let end = min(last, candidate.to ?? last)
      let hours = DayRange(candidate.from, end)?.days.reduce(0) { $0 + calendar.hours(on: $1) } ?? 0
      // Who is trained may have longer days than the plan's standard.
      let brought = candidate.kind == .train ? total : min(total, hours * candidate.count)
      return (candidate, brought > 0 ? (candidate.cost ?? 0) / brought : .infinity)
    }.enumerated().sorted { ($0.element.1, $0.offset) < ($1.element.1, $1.offset) }.map(\.element)
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

  /// The sets of skills of a span that are worth a purchase with the hours that they miss, the most
  /// first; of a set's skills the core's come first.
  private func bindingSets(
    _ compiled: CompiledPlan, _ span: Int
  ) async throws(RequestError) -> [(skills: [String], hours: Double)] {
    let model = ShortageModel(compiled, shares: [compiled.shares(of: .confirmed)])
    let sets: [PeriodShortage.BindingSet]
    do {
      sets = try await model.solve([spans[span]])[0][0].sets
    } catch {
      throw RequestError([Bottlenecks.refutation(error)])
    }
    let project = compiled.indexOfProject[goal.project]
    return sets.filter { set in
      project == nil || set.projects.contains { $0.project == project }
    }.map { set in
      let core = set.core.sorted { ($1.missingHours, $0.skill) < ($0.missingHours, $1.skill) }
      let names =
        core.map(\.skill) + set.skills.filter { name in !core.contains { $0.skill == name } }
      return (names, max(set.structuralHours, min(set.missingHours, remaining[span])))
    }.sorted { $0.hours > $1.hours }
  }

  /// Takes out, the dearest first, what the others make needless.
  private mutating func takeOutNeedless() async {
    let most = total + goal.leastHours / 2
    for index in remedies.indices.sorted(by: {
      ((remedies[$1].cost ?? 0), $0) < ((remedies[$0].cost ?? 0), $1)
    }) {
      // Training and hires come whole, and so does overtime, which is a share of a week.
      let whole = remedies[index].kind == .overtime ? remedies[index].count : 1
      await takeOut(whole, of: index, most: most)
      if remedies[index].kind == .contract {
        await takeOut(goal.step, of: index, most: most)
      }
    }
    remedies.removeAll { $0.count <= 0 }
  }

  /// Takes as many steps out of a remedy as leave no more than `most` hours lacking: more of one remedy
  /// never lacks more, so that halving finds them.
  private mutating func takeOut(_ step: Double, of index: Int, most: Double) async {
    var (enough, tooMany) = (0, Int((remedies[index].count / step + 1e-9).rounded(.down)) + 1)
    let count = remedies[index].count
    while tooMany - enough > 1 {
      let steps = (enough + tooMany) / 2
      var tried = remedies
      tried[index].count = rounded(count - Double(steps) * step)
      if let outcome = await evaluate(tried), outcome.lacking.reduce(0, +) <= most {
        (remedies, enough) = (tried, steps)
        (current, remaining) = outcome
      } else {
        tooMany = steps
      }
    }
  }

  /// To a thousandth, so that steps of a tenth add up.
  private func rounded(_ count: Double) -> Double { (count * 1000).rounded() / 1000 }

  /// A plan on the grid of the plan as it is, and what its spans lack.
  private typealias Outcome = (plan: CompiledPlan, lacking: [Double])

  /// What some remedies make of the plan; nil where one of them is not possible: somebody has too few
  /// working days left for a training.
  private func evaluate(_ remedies: [Remedy]) async -> Outcome? {
    var changed = plan
    for remedy in remedies where remedy.count > 0 {
      guard let change = remedy.change, (try? change.apply(to: &changed, today: today)) != nil
      else { return nil }
    }
    let compiled = await CompiledPlan(changed, horizon: base.grid.horizon)
    return (compiled, await goal.lacking(compiled))
  }
}

extension Remedy {
  /// Whether another is more of the same.
  fileprivate func isSame(as other: Remedy) -> Bool {
    kind == other.kind && skill == other.skill && person == other.person && pool == other.pool
      && team == other.team && from == other.from && to == other.to
  }
}
