extension SideSimplex {
  /// Lets a node that gave nothing give some hours by an arc to the root, with which it begins.
  mutating func give(_ amount: Double, at node: Int32, idling arc: Int) {
    // The arc hangs the node first: what hung there before carries nothing, for the node gave nothing.
    if place[arc] != 0 {
      let link = Int(tree.links[Int(node)].arc)
      let stale = extras(through: link)
      place[link] = 1
      flow[link] = 0
      place[arc] = 0
      tree.exchange(linkOf: node, hanging: node, by: self.link(of: arc, at: node))
      renew(stale)
      beginVersion()
    }
    balance[Int(node)] = amount
    flow[arc] = amount
  }

  /// Opens an arc that was closed.
  mutating func open(_ arc: Int, to amount: Double) { capacity[arc] = amount }

  /// Σ cost × flow; the rows' own columns cost nothing at an optimum.
  var objective: Double {
    var sum = 0.0
    for arc in flow.indices where flow[arc] != 0 { sum += flow[arc] * cost[arc] }
    return sum
  }
}
