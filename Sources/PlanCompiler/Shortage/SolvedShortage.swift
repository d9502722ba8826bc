import Optimization
import PlanModel
import WorkCalendar

/// A plan that was solved, with what a plan that differs little from it need not solve again.
public struct SolvedShortage: Sendable {
  /// For each span, then for each basis, what is short.
  public let periods: [[PeriodShortage]]
  let model: ShortageModel
  let spans: [Grid.Span]
  let cells: [[ShortageModel.CellResult]]
}

/// What of a solved plan holds for another one: cells that ask the same of the same people have the same
/// answer, to the last bit.
struct KnownCells: Sendable {
  private let known: SolvedShortage
  private let model: ShortageModel
  /// For each project of the known plan its index in the other one; nil where it asks for nothing there.
  private let projectOfKnown: [Int?]
  /// Whether a cell's answer holds.
  let holds: [Bool]

  /// nil where nothing of `known` can hold, because other people may serve other work.
  init?(_ known: SolvedShortage, for model: ShortageModel) {
    let (old, new) = (known.model.network, model.network)
    guard known.model.plan.grid.cells == model.plan.grid.cells,
      known.model.shares.count == model.shares.count, old.isSameGraph(as: new)
    else { return nil }
    self.known = known
    self.model = model
    let projects = known.model.plan.demand.projects.map { model.plan.indexOfProject[$0.id] }
    projectOfKnown = projects
    holds = model.plan.grid.cells.indices.map { cell in
      (0..<old.supplyNodeCount).allSatisfy {
        old.supplyHours[$0 * old.cellCount + cell] == new.supplyHours[$0 * new.cellCount + cell]
      } && Self.asksTheSame(known.model, model, projects, in: cell)
    }
  }

  /// Whether the lines with hours follow one another alike: the same project, node and hours on every basis.
  private static func asksTheSame(
    _ known: ShortageModel, _ model: ShortageModel, _ projects: [Int?], in cell: Int
  ) -> Bool {
    var next = 0
    func skip() {
      while next < model.order.count,
        model.plan.demand.hours(of: model.order[next], in: cell) <= 0
      { next += 1 }
    }
    for line in known.order {
      let hours = known.plan.demand.hours(of: line, in: cell)
      guard hours > 0 else { continue }
      skip()
      guard next < model.order.count else { return false }
      let other = model.order[next]
      let project = known.plan.demand.lines[line].project
      let otherProject = model.plan.demand.lines[other].project
      guard projects[project] == otherProject,
        known.network.nodeOfLine[line] == model.network.nodeOfLine[other],
        hours == model.plan.demand.hours(of: other, in: cell),
        model.shares.indices.allSatisfy({
          known.shares[$0][project] == model.shares[$0][otherProject]
        })
      else { return false }
      next += 1
    }
    skip()
    return next == model.order.count
  }

  /// The answer of a cell that holds; nil where it must be solved.
  func results(of cell: Int) -> [ShortageModel.CellResult]? {
    guard holds[cell] else { return nil }
    return known.cells[cell].map { result in
      ShortageModel.CellResult(
        demandHours: result.demandHours, shortHours: result.shortHours,
        sets: result.sets.map { set in
          ShortageModel.CellSet(
            nodes: set.nodes, missingHours: set.missingHours,
            projects: set.projects.compactMap { part in
              projectOfKnown[part.project].map {
                ShortageModel.ProjectPart(
                  project: $0, demandHours: part.demandHours, shortHours: part.shortHours)
              }
            }, core: set.core)
        })
    }
  }

  /// What a span misses with its hours pooled, on each basis, where all of its cells hold.
  func pooledShortage(in span: Grid.Span, at index: Int) -> [Double]? {
    guard index < known.spans.count, known.spans[index].cells == span.cells,
      span.cells.allSatisfy({ holds[$0] })
    else { return nil }
    return known.periods[index].map(\.structuralHours)
  }
}

extension SupplyNetwork {
  /// Whether another network has the same nodes of the same meaning and the same arcs; hours aside.
  fileprivate func isSameGraph(as other: SupplyNetwork) -> Bool {
    cellCount == other.cellCount && supplyNodeCount == other.supplyNodeCount
      && firstDemandNode == other.firstDemandNode && skills == other.skills
      && skillOfDemandNode == other.skillOfDemandNode
      && network.nodeCount == other.network.nodeCount && network.tails == other.network.tails
      && network.heads == other.network.heads
  }
}
