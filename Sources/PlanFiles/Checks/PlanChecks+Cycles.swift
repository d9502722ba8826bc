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
    var next: [String: [Int]] = [:]
    for (index, edge) in edges.enumerated() { next[edge.from, default: []].append(index) }
    var isDone: Set<String> = []
    for start in edges.map(\.from) where !isDone.contains(start) {
      var path = [(node: start, edge: 0)]
      var place = [start: 0]
      while let last = path.last {
        let out = next[last.node] ?? []
        guard last.edge < out.count else {
          isDone.insert(last.node)
          place[last.node] = nil
          path.removeLast()
          continue
        }
        path[path.count - 1].edge += 1
        let edge = edges[out[last.edge]]
        if let first = place[edge.to] {
          let names = path[first...].map(\.node)
          error(
            .cycle, at: edge.origin, column,
            "\(message): \(PlanChecks.circle(names))", suggestion: "remove one of these links")
        } else if !isDone.contains(edge.to) {
          place[edge.to] = path.count
          path.append((edge.to, 0))
        }
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
