public import Optimization
import Parallelism
import PlanModel
public import WorkCalendar

/// What one more, and the last, full-time person of a skill is worth in a period. Source: PLAN §6.
///
/// The person holds that skill alone, at level 5, free of charge, and works the plan's calendar at its run
/// work and target utilisation. Both values are finite changes of the optimum, not its dual: the optimum
/// is degenerate as a rule, so that its dual is not unique.
public struct SkillPrices: Sendable {
  /// The prices of one skill in one period.
  public struct Price: Sendable, Hashable {
    /// A skill or role.
    public let skill: String
    /// The period.
    public let period: Period
    /// What the next full-time person saves.
    public let next: Double
    /// Whether it saves at least so much, as a rule some hundredths more at most: on large plans whose
    /// budgets bind the last part takes longest to find.
    public let nextIsLeast: Bool
    /// What the last one has saved.
    public let last: Double
  }

  private let solved: AllocationSolver.Solved
  private let spans: [Grid.Span]

  /// Prices at an optimum, by period.
  public init(_ solved: AllocationSolver.Solved, spans: [Grid.Span]) {
    self.solved = solved
    self.spans = spans
  }

  /// The prices of those skills that people may learn, in the order of period and skill.
  ///
  /// - Parameter wanted: which skills in which periods.
  /// - Returns: none where the task is cancelled while cells are solved again.
  /// - Throws: `InteriorPointError` where budgets bind and cells had to be solved again in vain.
  public func prices(
    where wanted: (_ skill: String, _ span: Int) -> Bool
  ) async throws(InteriorPointError) -> [Price] {
    let asked = questions(where: wanted)
    if let changes = await pathChanges(of: asked.requests) { return prices(asked.keys, changes) }
    if solved.method == .decomposition {
      let changes = try await leastChanges(of: asked.requests)
      return Task.isCancelled ? [] : prices(asked.keys, changes, nextIsLeast: true)
    }
    let changes = try await SupplyValue.changesByResolving(
      of: asked.requests, in: solved.allocation.model.problem,
      options: InteriorPointOptions(
        threads: Parallel.threads, isCancelled: { Task.isCancelled }))
    // What a cancelled task has solved again is no optimum.
    return Task.isCancelled ? [] : prices(asked.keys, changes)
  }

  /// The same without solving from nothing again; nil where a budget binds, unless the
  /// simplex method brought it in.
  ///
  /// - Parameter wanted: which skills in which periods.
  public func quickPrices(where wanted: (_ skill: String, _ span: Int) -> Bool) async -> [Price]? {
    let asked = questions(where: wanted)
    return await pathChanges(of: asked.requests).map { prices(asked.keys, $0) }
  }

  private typealias Questions = (
    keys: [(skill: String, period: Period)], requests: [SupplyValue.Request]
  )

  /// A person more, then a person fewer, of each skill in each period.
  private func questions(where wanted: (_ skill: String, _ span: Int) -> Bool) -> Questions {
    let model = solved.allocation.model
    let settings = model.plan.plan.settings
    let share = (1 - settings.runWork) * settings.targetUtilisation
    let skills = Set(model.plan.demand.lines.filter { model.shares[$0.project] > 0 }.map(\.skill))
      .filter { !$0.hasPrefix("@") }.sorted()
    var asked: Questions = ([], [])
    for (number, span) in spans.enumerated() {
      let hours = span.cells.map { share * model.plan.standardHours[$0] }
      for skill in skills where wanted(skill, number) {
        guard let hub = model.hub(ofNewcomerIn: skill) else { continue }
        asked.keys.append((skill, span.period))
        for direction in [SupplyValue.Direction.more, .less] {
          asked.requests.append(
            SupplyValue.Request(pool: hub, cells: span.cells, hours: hours, direction: direction))
        }
      }
    }
    return asked
  }

  private func prices(
    _ keys: [(skill: String, period: Period)], _ changes: [SupplyValue.Change],
    nextIsLeast: Bool = false
  ) -> [Price] {
    keys.indices.map {
      Price(
        skill: keys[$0].skill, period: keys[$0].period, next: max(0, changes[2 * $0].money),
        nextIsLeast: nextIsLeast, last: max(0, changes[2 * $0 + 1].money))
    }
  }

  /// Onward from where the cells apart ended.
  private func leastChanges(
    of requests: [SupplyValue.Request]
  ) async throws(InteriorPointError) -> [SupplyValue.Change] {
    let model = solved.allocation.model
    let simplex = try TransportSimplex(
      model.problem, start: solved.allocation.solution.uses, guestPools: model.newcomersHubs,
      isCancelled: { Task.isCancelled })
    guard let changes = await simplex?.leastChanges(of: requests) else {
      if Task.isCancelled { return [] }
      throw .numericalFailure(iteration: 0)
    }
    return changes
  }

  /// Along shortest paths where no budget binds, else onward from the simplex's optimum; nil where a
  /// budget binds in any other.
  private func pathChanges(of requests: [SupplyValue.Request]) async -> [SupplyValue.Change]? {
    guard !requests.isEmpty else { return [] }
    // An interior point leaves dust on arcs that an optimum does not use: what is taken for dust grows
    // until what is left is an optimum that one can move from.
    let dust =
      switch solved.method {
      case .nestedFlows: [1e-11]
      case .simplex: [1e-11, 1e-9]
      case .interiorPoint, .decomposition: [1e-7, 1e-6, 1e-5, 1e-4]
      }
    for rounding in dust {
      do throws(SupplyValue.Refusal) {
        return try await SupplyValue.changes(
          of: requests, in: solved.allocation.model.problem, at: solved.allocation.solution,
          rounding: rounding)
      } catch {
        if case .bindingBudget = error { break }
      }
    }
    return await solved.simplex?.changes(of: requests)
  }
}
