/// Maximum flows from supplies to demands over uncapacitated arcs.
///
/// The method is Dinic's: phases of a breadth-first search from all unmet demand against the arcs,
/// and a blocking flow along shortest paths.
///
/// Accuracy: amounts of at most ``negligible`` are nothing; so the flow falls short of the maximum by
/// at most ``negligible`` for each node.
/// Source: E. A. Dinic, Soviet Math. Doklady 11 (1970) 1277–1280; Ahuja, Magnanti & Orlin, *Network
/// Flows* (1993), §7.5.
public enum MaximumFlow {
  /// Amounts up to this are nothing.
  public static let negligible = 1e-9

  /// Space that a search needs, kept between searches. Shapes: one entry for each node.
  public struct Scratch: Sendable {
    /// Steps from the nearest root; ``unreached`` where the search has not come.
    var level: [Int32]
    /// The next link to try.
    var cursor: [Int32]
    /// The nodes in the order in which the search found them, roots first.
    var queue: [Int32]
    var rootCount = 0
    /// The current path, its root first: each node with the link by which it is left.
    var path: [(node: Int32, link: Int32)] = []

    static let unreached: Int32 = -1

    /// Space for one network.
    public init(for network: FlowNetwork) {
      level = [Int32](repeating: Scratch.unreached, count: network.nodeCount)
      cursor = [Int32](repeating: 0, count: network.nodeCount)
      queue = [Int32](repeating: 0, count: network.nodeCount)
    }
  }

  /// Raises the flow of `state` to a maximum, from whatever flows already.
  ///
  /// - Returns: the amount that was added.
  /// - Complexity: arcs × phases for the searches; at most as many phases as nodes, in practice a few.
  @discardableResult
  public static func augment(
    _ state: inout FlowState, on network: FlowNetwork, using scratch: inout Scratch
  ) -> Double {
    var added = 0.0
    while let target = findLevels(
      of: state, on: network, &scratch.level, &scratch.cursor, &scratch.queue, &scratch.rootCount)
    {
      var progress = 0.0
      for index in 0..<scratch.rootCount {
        let root = Int(scratch.queue[index])
        progress += block(
          from: root, target: target, on: network, wanted: &state.unmet[root], flow: &state.flow,
          supplyLeft: &state.supplyLeft, level: &scratch.level, cursor: &scratch.cursor,
          path: &scratch.path)
      }
      added += progress
      // A phase that moves nothing has met amounts too small to count.
      guard progress > 0 else { break }
    }
    return added
  }

  /// Breadth-first levels from all unmet demand.
  ///
  /// - Returns: the level of the nearest supply that is left; nil if none is within reach.
  private static func findLevels(
    of state: FlowState, on network: FlowNetwork, _ levels: inout [Int32],
    _ cursors: inout [Int32], _ nodes: inout [Int32], _ rootCount: inout Int
  ) -> Int32? {
    let flow = state.flow.span
    let supplyLeft = state.supplyLeft.span
    let unmet = state.unmet.span
    let firstLink = network.firstLink.span
    let linkNode = network.linkNode.span
    let linkArc = network.linkArc.span
    var level = levels.mutableSpan
    var cursor = cursors.mutableSpan
    var queue = nodes.mutableSpan
    var tail = 0
    for node in 0..<network.nodeCount {
      level[node] = Scratch.unreached
      guard unmet[node] > negligible else { continue }
      level[node] = 0
      cursor[node] = firstLink[node]
      queue[tail] = Int32(node)
      tail += 1
    }
    rootCount = tail
    var head = 0
    var target = Int32.max
    while head < tail {
      let node = Int(queue[head])
      head += 1
      let next = level[node] + 1
      // Supply at the level of `target` is enough: longer paths wait for the next phase.
      guard next <= target else { break }
      for link in Int(firstLink[node])..<Int(firstLink[node + 1]) {
        let other = Int(linkNode[link])
        guard level[other] == Scratch.unreached else { continue }
        let arc = Int(linkArc[link])
        guard arc >= 0 || flow[~arc] > negligible else { continue }
        level[other] = next
        cursor[other] = firstLink[other]
        if supplyLeft[other] > negligible { target = next }
        queue[tail] = Int32(other)
        tail += 1
      }
    }
    return target == .max ? nil : target
  }

  /// Sends what it can from supplies at level `target` to what the root wants, along paths whose level
  /// grows by one with each step.
  private static func block(
    from root: Int, target: Int32, on network: FlowNetwork, wanted: inout Double,
    flow flows: inout [Double], supplyLeft supplies: inout [Double], level levels: inout [Int32],
    cursor cursors: inout [Int32], path: inout [(node: Int32, link: Int32)]
  ) -> Double {
    let firstLink = network.firstLink.span
    let linkNode = network.linkNode.span
    let linkArc = network.linkArc.span
    var flow = flows.mutableSpan
    var supplyLeft = supplies.mutableSpan
    var level = levels.mutableSpan
    var cursor = cursors.mutableSpan
    var added = 0.0
    var node = root
    path.removeAll(keepingCapacity: true)
    search: while wanted > negligible {
      if level[node] == target, supplyLeft[node] > negligible {
        var amount = min(wanted, supplyLeft[node])
        for step in path {
          let arc = Int(linkArc[Int(step.link)])
          if arc < 0 { amount = min(amount, flow[~arc]) }
        }
        for step in path {
          let arc = Int(linkArc[Int(step.link)])
          if arc < 0 { flow[~arc] -= amount } else { flow[arc] += amount }
        }
        supplyLeft[node] -= amount
        wanted -= amount
        added += amount
        path.removeAll(keepingCapacity: true)
        node = root
        continue
      }
      if level[node] < target {
        let end = firstLink[node + 1]
        while cursor[node] < end {
          let link = Int(cursor[node])
          let other = Int(linkNode[link])
          let arc = Int(linkArc[link])
          if level[other] == level[node] + 1, arc >= 0 || flow[~arc] > negligible {
            path.append((Int32(node), Int32(link)))
            node = other
            continue search
          }
          cursor[node] += 1
        }
      }
      // A dead end: no later path of this phase comes here.
      level[node] = Scratch.unreached
      guard let step = path.popLast() else { break }
      node = Int(step.node)
      cursor[node] += 1
    }
    return added
  }
}
