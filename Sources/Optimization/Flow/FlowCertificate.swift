/// What proves a maximum flow: it is a flow, and a cut is as small as it is large.
///
/// Computed in plain loops from the original amounts; shares no code with the solver.
/// Source: Ford & Fulkerson, Canadian J. Math. 8 (1956) 399–404, doi:10.4153/CJM-1956-045-5.
public struct FlowCertificate: Sendable {
  /// The largest amount by which a node gives more or less than it gets, or an amount is negative.
  public let violation: Double
  /// Demand that is not served.
  public let shortage: Double
  /// The demand of the cut's demand side less all supply that may reach it: no flow can be short by
  /// less.
  public let shortageOfCut: Double

  /// Whether the flow is one, and maximum, within `tolerance`.
  public func holds(within tolerance: Double) -> Bool {
    violation <= tolerance && abs(shortage - shortageOfCut) <= tolerance
  }

  /// Checks a flow against the amounts that it was made for, and a cut against the network.
  ///
  /// Shapes: `supply` and `demand` have an entry for each node; `isDemandSide` likewise.
  public init(
    of state: FlowState, supply: [Double], demand: [Double], isDemandSide: [Bool],
    on network: FlowNetwork
  ) {
    var balance = [Double](repeating: 0, count: network.nodeCount)
    var violation = 0.0
    for node in 0..<network.nodeCount {
      let used = supply[node] - state.supplyLeft[node]
      let served = demand[node] - state.unmet[node]
      balance[node] = used - served
      violation = max(violation, -used, -served, -state.supplyLeft[node], -state.unmet[node])
    }
    var reachable = isDemandSide
    for arc in 0..<network.arcCount {
      let (tail, head) = (Int(network.tails[arc]), Int(network.heads[arc]))
      balance[tail] -= state.flow[arc]
      balance[head] += state.flow[arc]
      violation = max(violation, -state.flow[arc])
    }
    // The supply that may reach the demand side, found against the arcs.
    var changed = true
    while changed {
      changed = false
      for arc in 0..<network.arcCount
      where reachable[Int(network.heads[arc])] && !reachable[Int(network.tails[arc])] {
        reachable[Int(network.tails[arc])] = true
        changed = true
      }
    }
    var cut = 0.0
    for node in 0..<network.nodeCount {
      violation = max(violation, abs(balance[node]))
      if isDemandSide[node] { cut += demand[node] }
      if reachable[node] { cut -= supply[node] }
    }
    self.violation = violation
    shortage = state.unmet.reduce(0, +)
    shortageOfCut = cut
  }
}
