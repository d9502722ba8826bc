import Optimization
import PlanModel
import WorkCalendar

extension ReliefModel {
  /// What is asked of some lines of a plan in place of what the model asks.
  public struct Moved: Sendable {
    /// The projects whose lines are meant: indices of the demand's projects.
    public let projects: Set<Int>
    /// Lines with the hours that they ask in each span, behind all others.
    fileprivate var behind: [(line: Int, hours: [Double])] = []

    /// Projects that ask for nothing any more.
    public init(without projects: Set<Int>) { self.projects = projects }
  }

  /// Projects whose work comes behind all others, as another plan asks for it; nil where it asks for what
  /// this one knows no line of.
  public func behind(_ projects: Set<Int>, as other: CompiledPlan) -> Moved? {
    var lines: [PromisedWork.Key: Int] = [:]
    for (number, line) in plan.demand.lines.enumerated() where projects.contains(line.project) {
      lines[PromisedWork.Key(line, plan)] = number
    }
    var moved = Moved(without: projects)
    for (number, line) in other.demand.lines.enumerated() {
      guard let project = plan.indexOfProject[other.demand.projects[line.project].id],
        projects.contains(project)
      else { continue }
      guard let known = lines[PromisedWork.Key(line, other)] else { return nil }
      let hours = spans.map { span in
        span.cells.reduce(0) { $0 + other.demand.hours(of: number, in: $1) }
      }
      moved.behind.append((known, hours))
    }
    return moved
  }

  /// What goes undone in a span with some changes, where some projects ask for something else.
  ///
  /// - Complexity: two maximum flows, one where nothing comes behind.
  public func gap(in span: Int, with changes: [Change], _ moved: Moved) -> PromiseGap {
    let asked = plan.demand.lines.indices.map { line in
      moved.projects.contains(plan.demand.lines[line].project) ? 0 : self.asked[span][line]
    }
    var last = [Double](repeating: 0, count: asked.count)
    for (line, hours) in moved.behind { last[line] += hours[span] }
    let supply = supplied(in: span, with: changes.map { ($0, 1) })
    var scratch = MaximumFlow.Scratch(for: network)
    return PromiseGap(
      supply: supply, first: filled(known.demand(ofLines: asked)),
      last: filled(known.demand(ofLines: last)), on: network, &scratch)
  }

  /// Whether a span is as it was: nothing changes in it, and nothing that moves comes to lie there.
  public func isUntouched(_ span: Int, by changes: [Change], _ moved: Moved) -> Bool {
    start[span].unmet.allSatisfy { $0 <= ShortageModel.negligibleHours }
      && changes.allSatisfy { $0.isNothing(in: span) }
      && moved.behind.allSatisfy { $0.hours[span] == 0 }
  }
}
