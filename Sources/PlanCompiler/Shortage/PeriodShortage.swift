import Optimization
import Parallelism
public import WorkCalendar

/// What is short in a period on one basis, and which sets of skills bind.
public struct PeriodShortage: Sendable {
  /// A binding set of skills: the sum of its cells. Source: PLAN §4, "Binding set".
  public struct BindingSet: Sendable {
    /// Sorted; a person is written `@id`.
    public let skills: [String]
    /// What even the best use of everybody leaves unserved.
    public let missingHours: Double
    /// What is missing even when the period's hours are pooled.
    public let structuralHours: Double
    /// The cell with the most missing for its standard hours, and how much it misses.
    public let worstCell: Int
    /// What that cell misses.
    public let worstCellHours: Double
    /// The first short cell.
    public let firstCell: Int
    /// Indices of the demand's projects with what they ask in the short cells, and what they lose.
    public let projects: [(project: Int, demandHours: Double, shortHours: Double)]
    /// The skills whose own demand goes unmet when the lower hour price yields first, with the hours
    /// that each misses, by name.
    public let core: [(skill: String, missingHours: Double)]
    /// The period's demand of the set's nodes.
    public let demandHours: Double
    /// The period's free and booked hours that may serve any of them.
    public let supplyHours: Double
  }

  /// Demand in working hours.
  public let demandHours: Double
  /// What is not served.
  public let shortHours: Double
  /// What is short when the period's hours are pooled.
  public let structuralHours: Double
  /// The set with most missing hours first.
  public let sets: [BindingSet]
}

extension ShortageModel {
  /// Solves the plan. Shapes: by span, then by basis.
  ///
  /// - Throws: ``Refuted`` where a flow and its cut disagree.
  public func solve(_ spans: [Grid.Span]) async throws(Refuted) -> [[PeriodShortage]] {
    try await solve(spans, like: nil).periods
  }

  /// Solves the plan, and takes over what holds of a plan that was solved before: the answer is that of a
  /// plan solved alone.
  ///
  /// - Throws: ``Refuted`` where a flow and its cut disagree.
  public func solve(
    _ spans: [Grid.Span], like other: SolvedShortage?
  ) async throws(Refuted) -> SolvedShortage {
    let known = other.flatMap { KnownCells($0, for: self) }
    let solved = await solveCells(known)
    var cells: [[CellResult]] = []
    for result in solved { cells.append(try result.get()) }
    let periods = await Parallel.map(count: spans.count, chunk: 1) { [cells] indices in
      var scratch = MaximumFlow.Scratch(for: network.network)
      return indices.map { index -> Result<[PeriodShortage], Refuted> in
        let pooled: Result<[Double], Refuted> =
          if let hours = known?.pooledShortage(in: spans[index], at: index) {
            .success(hours)
          } else {
            Result { () throws(Refuted) in try pooledShortage(in: spans[index], &scratch) }
          }
        return pooled.map { summarise(spans[index], cells, structural: $0) }
      }
    }
    var results: [[PeriodShortage]] = []
    for period in periods { results.append(try period.get()) }
    return SolvedShortage(periods: results, model: self, spans: spans, cells: cells)
  }

  private func summarise(
    _ span: Grid.Span, _ cells: [[CellResult]], structural: [Double]
  ) -> [PeriodShortage] {
    structural.indices.map { basis in
      var tallies: [[Int]: SetTally] = [:]
      var demand = 0.0
      var short = 0.0
      for cell in span.cells {
        let result = cells[cell][basis]
        demand += result.demandHours
        short += result.shortHours
        for set in result.sets {
          let skills = Set(
            set.nodes.map { network.skillOfDemandNode[$0 - network.firstDemandNode] }
          ).sorted()
          tallies[skills, default: SetTally()].add(
            set, cell: cell, standardHours: plan.standardHours[cell])
        }
      }
      let sets = tallies.map { skills, tally in
        bindingSet(skills, tally, in: span, basis: basis)
      }
      return PeriodShortage(
        demandHours: demand, shortHours: short, structuralHours: structural[basis],
        sets: sets.sorted {
          $0.missingHours == $1.missingHours
            ? $0.skills.lexicographicallyPrecedes($1.skills) : $0.missingHours > $1.missingHours
        })
    }
  }

  private func bindingSet(
    _ skills: [Int], _ tally: SetTally, in span: Grid.Span, basis: Int
  ) -> PeriodShortage.BindingSet {
    let (demand, supply) = balance(of: tally.nodes.sorted(), in: span, basis: basis)
    return PeriodShortage.BindingSet(
      skills: skills.map { network.skills[$0] }, missingHours: tally.missing,
      structuralHours: min(tally.missing, max(0, demand - supply)),
      worstCell: tally.worstCell, worstCellHours: tally.worstHours, firstCell: tally.firstCell,
      projects: tally.projects.values.sorted { $0.project < $1.project }
        .map { ($0.project, $0.demandHours, $0.shortHours) },
      core: tally.core.sorted { $0.key < $1.key }.map { (network.skills[$0.key], $0.value) },
      demandHours: demand,
      supplyHours: supply)
  }
}

/// The cells of one binding set, summed.
private struct SetTally {
  var nodes: Set<Int> = []
  var missing = 0.0
  var worstCell = -1
  var worstHours = 0.0
  private var worstRate = -1.0
  private var lastCell = -1
  private var lastHours = 0.0
  var firstCell = -1
  var projects: [Int: ShortageModel.ProjectPart] = [:]
  var core: [Int: Double] = [:]

  mutating func add(_ set: ShortageModel.CellSet, cell: Int, standardHours: Double) {
    nodes.formUnion(set.nodes)
    missing += set.missingHours
    if firstCell < 0 { firstCell = cell }
    // Sets of the same skills that share no supply in a cell are one set.
    lastHours = (cell == lastCell ? lastHours : 0) + set.missingHours
    lastCell = cell
    // A cell without standard hours has no FTE; it is the worst only where there is no other.
    let rate = standardHours > 0 ? lastHours / standardHours : 0
    if rate > worstRate {
      worstRate = rate
      worstCell = cell
      worstHours = lastHours
    }
    for part in set.projects {
      var sum =
        projects[part.project]
        ?? ShortageModel.ProjectPart(
          project: part.project, demandHours: 0, shortHours: 0)
      sum.demandHours += part.demandHours
      sum.shortHours += part.shortHours
      projects[part.project] = sum
    }
    for part in set.core { core[part.skill, default: 0] += part.missingHours }
  }
}
