import Optimization
import Parallelism
import WorkCalendar

extension ShortageModel {
  /// What each project takes from the others in some cells, on the first basis.
  ///
  /// In each cell demand is served in the order of hour prices, the dearest first, as far as the best use
  /// of everybody's skills allows; what a line is served is then unique: what the flow of all lines up to
  /// it exceeds that of those before. A gain is what a line is served more once a project is taken out,
  /// demand and bookings, while the hour prices of the others stay as they are.
  ///
  /// Only lines on the demand side of the smallest minimum cut can gain: all others are served in full,
  /// from supply that serves no line of the cut, and taking a project out makes the cut no larger.
  ///
  /// - Complexity: for each cell with a shortage and each project there, a prioritised flow of the cut's
  ///   lines.
  /// - Throws: ``Refuted`` where a flow and its cut disagree.
  public func ties(in cells: Range<Int>) async throws(Refuted) -> ProjectTies {
    let released = ReleasedHours(plan, network)
    let solved = await Parallel.map(count: cells.count, chunk: 2) { numbers in
      var scratch = MaximumFlow.Scratch(for: network.network)
      return numbers.map { number in
        Result { () throws(Refuted) in
          try ties(of: cells.lowerBound + number, released, &scratch)
        }
      }
    }
    var parts: [ProjectTies.Part] = []
    for part in solved { parts.append(try part.get()) }
    return ProjectTies(parts, lineCount: plan.demand.lines.count)
  }

  /// A line of the cut, in the order of serving.
  private struct TiedLine {
    let line: Int
    let project: Int
    let node: Int
    let hours: Double
    var served = 0.0
  }

  private func ties(
    of cell: Int, _ released: ReleasedHours, _ scratch: inout MaximumFlow.Scratch
  ) throws(Refuted) -> ProjectTies.Part {
    let supply = network.supply(in: cell..<cell + 1)
    var state = FlowState(
      supply: supply, demand: [Double](repeating: 0, count: supply.count), on: network.network)
    var demand = state.unmet
    let cut = try raise(
      &state, from: &demand,
      to: network.demand(plan.demand, in: cell..<cell + 1, shares: shares[0]), supply,
      days: plan.grid.cells[cell], &scratch)
    guard state.unmet.reduce(0, +) > ShortageModel.negligibleHours else { return .init() }

    var lines: [TiedLine] = order.compactMap { line in
      let node = network.nodeOfLine[line]
      let project = plan.demand.lines[line].project
      let hours = shares[0][project] * plan.demand.hours(of: line, in: cell)
      guard cut.component[node] >= 0, hours > 0 else { return nil }
      return TiedLine(line: line, project: project, node: node, hours: hours)
    }
    /// Where each project's first line stands, and the flow before it.
    var starts: [Int: (position: Int, flow: PrioritisedFlow)] = [:]
    var flow = PrioritisedFlow(supply: supply, on: handover)
    for position in lines.indices {
      let project = lines[position].project
      if starts[project] == nil { starts[project] = (position, flow) }
      lines[position].served = flow.serve(lines[position].hours, at: lines[position].node)
    }
    var part = ProjectTies.Part()
    for line in lines where line.hours - line.served > ShortageModel.negligibleHours {
      part.shortHours.append((line.line, line.hours - line.served))
    }
    let reaching = Set(network.supplyNodes(reaching: lines.map(\.node)))
    for project in plan.demand.projects.indices {
      let extra = released.extra(without: project, in: cell).filter { reaching.contains($0.node) }
      if extra.isEmpty {
        guard let start = starts[project] else { continue }
        gains(without: project, lines, from: start.position, start.flow, to: &part)
      } else {
        var more = supply
        for (node, hours) in extra { more[node] += hours }
        let flow = PrioritisedFlow(supply: more, on: handover)
        gains(without: project, lines, from: 0, flow, to: &part)
      }
    }
    return part
  }

  /// Serves the other projects' lines from a position on, as far as some are short.
  private func gains(
    without project: Int, _ lines: [TiedLine], from start: Int, _ flow: PrioritisedFlow,
    to part: inout ProjectTies.Part
  ) {
    let last = lines.lastIndex {
      $0.project != project && $0.hours - $0.served > ShortageModel.negligibleHours
    }
    guard let last, last >= start else { return }
    var flow = flow
    for line in lines[start...last] where line.project != project {
      let gain = flow.serve(line.hours, at: line.node) - line.served
      if gain > ShortageModel.negligibleHours {
        part.gains.append(.init(without: project, line: line.line, hours: gain))
      }
    }
  }
}
