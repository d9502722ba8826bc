import PlanModel

extension PlanChecks {
  /// Teams, managers and dependencies may not lead back to themselves.
  mutating func checkCycles() {
    checkCycles(
      plan.teams.compactMap { row in row.parent.map { (row.id, $0, row.origin) } }, "parent",
      "the parents of teams lead back")
    checkCycles(
      plan.people.compactMap { row in row.manager.map { (row.id, $0, row.origin) } }, "manager",
      "the managers lead back")
    checkCycles(
      plan.dependencies.map { ($0.predecessor, $0.successor, $0.origin) }, "successor",
      "the dependencies lead back")
  }

  /// Reports each circle once, at the row that closes it.
  ///
  /// - Complexity: linear in the edges; no recursion, so that long chains cannot overflow the stack.
  private mutating func checkCycles(
    _ edges: [(from: String, to: String, origin: RowOrigin)], _ column: String, _ message: String
  ) {
    let sources = edges.map { Int(state.symbols.intern($0.from)) }
    let targets = edges.map { Int(state.symbols.intern($0.to)) }
    let links = Links(from: sources, nodes: state.symbols.texts.count)
    var isDone = [Bool](repeating: false, count: state.symbols.texts.count)
    /// By node: its place on the path, from 0; -1 where it is not on it.
    var place = [Int](repeating: -1, count: isDone.count)
    for start in sources where !isDone[start] {
      var path = [(node: start, next: links.starts[start])]
      place[start] = 0
      while let last = path.last {
        guard last.next < links.starts[last.node + 1] else {
          isDone[last.node] = true
          place[last.node] = -1
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let edge = links.edges[last.next]
        let node = targets[edge]
        if place[node] >= 0 {
          let names = path[place[node]...].map { state.symbols[Int32(truncatingIfNeeded: $0.node)] }
          error(
            .cycle, at: edges[edge].origin, column,
            "\(message): \(PlanChecks.circle(names))", suggestion: "remove one of these links")
        } else if !isDone[node] {
          place[node] = path.count
          path.append((node, links.starts[node]))
        }
      }
    }
  }

  /// The edges that leave each node, in the order in which they were given.
  private struct Links {
    /// By node: where its edges begin in ``edges``; one more at the end.
    var starts: [Int]
    /// The edges, node by node.
    var edges: [Int]

    init(from sources: [Int], nodes: Int) {
      starts = [Int](repeating: 0, count: nodes + 1)
      for node in sources { starts[node + 1] += 1 }
      for node in 0..<nodes { starts[node + 1] += starts[node] }
      var next = starts
      edges = [Int](repeating: 0, count: sources.count)
      for (edge, node) in sources.enumerated() {
        edges[next[node]] = edge
        next[node] += 1
      }
    }
  }

  /// `a → b → a`, from the name that is first by the alphabet; long ones with a gap.
  private static func circle(_ names: [String]) -> String {
    let first = names.indices.min { names[$0] < names[$1] } ?? 0
    var turned = Array(names[first...] + names[..<first]).map(shown)
    if let name = turned.first { turned.append(name) }
    if turned.count > 12 {
      turned = turned.prefix(6) + ["… (\(turned.count - 12) more)"] + turned.suffix(6)
    }
    return turned.joined(separator: " → ")
  }
}
