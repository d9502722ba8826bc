import PlanCompiler
import PlanModel
import WorkCalendar

/// What one more full-time person of each binding skill is worth in each period, as `allocate` prices it.
struct BottleneckPrices: Sendable {
  /// A skill in a period.
  private struct Key: Hashable {
    let skill: String
    let period: Period
  }

  /// Whether there are prices, or why not.
  let pricing: Bottlenecks.Pricing
  /// By period, then skill.
  let rows: [Allocate.PriceRow]
  private let values: [Key: Double]

  /// Cells × (units of supply + lines of demand) up to which an allocation is solved in passing: it takes
  /// less than a tenth of a second there.
  static let quickSize = 30_000

  private init(_ pricing: Bottlenecks.Pricing, rows: [Allocate.PriceRow] = []) {
    self.pricing = pricing
    self.rows = rows
    values = Dictionary(
      rows.map { (Key(skill: $0.skill, period: $0.period), $0.valuePerFTE) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Prices of the skills that bind on the headline's basis.
  ///
  /// - Parameters:
  ///   - plan: the compiled plan of the request.
  ///   - spans: the periods.
  ///   - binding: for each of `spans` the skills of its binding sets.
  static func prices(
    _ request: Bottlenecks.Request, _ plan: CompiledPlan, _ spans: [Grid.Span],
    binding: [Set<String>]
  ) async -> BottleneckPrices {
    let isQuick = request.prices == .quick
    guard request.prices != .none, binding.contains(where: { !$0.isEmpty })
    else { return BottleneckPrices(.notWanted) }
    let size = plan.grid.cells.count * (plan.supply.units.count + plan.demand.lines.count)
    guard !isQuick || size <= quickSize else { return BottleneckPrices(.large) }
    let model = AllocationModel(
      plan, shares: plan.shares(of: request.basis ?? .confirmed),
      options: AllocationModel.Options(today: request.today))
    do {
      let solved = try await AllocationSolver.solve(model)
      guard solved.isProven else { return BottleneckPrices(.unsolved) }
      let prices = SkillPrices(solved, spans: spans)
      func isWanted(_ skill: String, _ span: Int) -> Bool { binding[span].contains(skill) }
      let found =
        isQuick
        ? await prices.quickPrices(where: isWanted) : try await prices.prices(where: isWanted)
      guard let found else { return BottleneckPrices(.unsolved) }
      let isNominal = plan.demand.projects.allSatisfy { $0.costOfDelay == nil }
      return BottleneckPrices(
        isNominal ? .nominal : .computed, rows: found.map(Allocate.PriceRow.init))
    } catch {
      return BottleneckPrices(.unsolved)
    }
  }

  /// The skill of a set whose next person is worth most in a period, of like ones the first; nil where
  /// no price is known.
  func best(of skills: [String], in period: Period) -> (skill: String, value: Double)? {
    var best: (skill: String, value: Double)?
    for skill in skills {
      guard let value = values[Key(skill: skill, period: period)] else { continue }
      if Self.isMore(value, than: best?.value) { best = (skill, value) }
    }
    return best
  }
}

extension BottleneckPrices {
  /// Whether a value exceeds another, if there is one, by more than the accuracy of an allocation.
  static func isMore(_ value: Double, than other: Double?) -> Bool {
    other.map { value > $0 * (1 + 1e-6) + 1e-6 } ?? true
  }
}

extension Allocate.PriceRow {
  init(_ price: SkillPrices.Price) {
    self.init(
      skill: price.skill, period: price.period, valuePerFTE: price.next,
      valueOfLastFTE: price.last)
  }
}
