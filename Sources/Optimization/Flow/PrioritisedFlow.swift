/// Who is served first: demands in an order, each as far as those before it leave room.
///
/// The total served is the maximum, and so is that of every prefix of the order: the sets of demands
/// that can be served together form a polymatroid, on which the greedy order is optimal.
///
/// Invariant: where a source feeds a node, the rows of its other nodes have that node's bit. A bit may
/// stand where nothing is left to hand over; a search that meets one clears it and begins again.
///
/// Accuracy: as ``MaximumFlow``.
/// Source: J. Edmonds, "Submodular functions, matroids, and certain polyhedra" (1970); N. Megiddo,
/// Mathematical Programming 7 (1974) 97–107, doi:10.1007/BF01585506.
public struct PrioritisedFlow: Sendable {
  /// How a search came to a node: from which, and by which arc; ``byHandover`` where a source joins
  /// the two.
  private struct Step {
    var from: Int32
    var arc: Int32
  }
  private static let byHandover = Int32.max

  private let graph: HandoverGraph
  private var flow: [Double]
  private var supplyLeft: [Double]
  /// For each inner node the first arc of its givers whose source may have supply left.
  private var nextGiver: [Int32]
  /// A bit for each inner node that supply may still reach.
  private var open: [UInt64]
  /// The rows of the graph: whose supply may be taken over.
  private var rows: [UInt64]
  private var unseen: [UInt64]
  private var steps: [Step]
  private var queue: [Int32]
  /// How many nodes the last search has reached.
  private var reached = 0

  /// Nothing is served yet.
  ///
  /// Shapes: `supply` has an entry for each node of the network, 0 for those that are no sources.
  public init(supply: [Double], on graph: HandoverGraph) {
    precondition(supply.count == graph.network.nodeCount)
    precondition(graph.nodes.allSatisfy { supply[Int($0)] == 0 }, "only sources have supply")
    self.graph = graph
    flow = [Double](repeating: 0, count: graph.network.arcCount)
    supplyLeft = supply
    nextGiver = Array(graph.firstGiver.dropLast())
    open = [UInt64](repeating: .max, count: graph.wordCount)
    rows = [UInt64](repeating: 0, count: Int(graph.rowStart[graph.innerCount]))
    unseen = open
    steps = [Step](repeating: Step(from: -1, arc: 0), count: graph.innerCount)
    queue = [Int32](repeating: 0, count: graph.innerCount)
  }

  /// Serves as much of `amount` at `node` as can be, without taking from demands served before.
  ///
  /// - Returns: what is served, at most `amount`.
  /// - Complexity: a search over the inner nodes for each saturated path; nothing where no supply can
  ///   reach the node.
  public mutating func serve(_ amount: Double, at node: Int) -> Double {
    let root = Int(graph.numbers[node])
    guard root >= 0 else { return 0 }
    var wanted = amount
    while wanted > MaximumFlow.negligible, open[root / 64] & (1 << UInt64(root % 64)) != 0 {
      let last = Self.findSupply(
        for: root, in: graph, flow: flow, supplyLeft: supplyLeft, open: open, rows: rows,
        nextGiver: &nextGiver, unseen: &unseen, steps: &steps, queue: &queue, reached: &reached)
      guard let last else {
        for inner in queue[..<reached] { open[Int(inner) / 64] &= ~(1 << UInt64(inner % 64)) }
        break
      }
      guard let room = room(upTo: wanted, through: last, from: root) else { continue }
      let taken = take(upTo: room, into: last)
      // A path too thin to count must not be found for ever.
      guard taken > 0 else { break }
      pass(taken, through: last, from: root)
      wanted -= taken
    }
    return amount - wanted
  }

  /// Searches against the arcs, along those that carry flow, and from neighbour to neighbour, for a
  /// node that a source with supply enters; nil if there is none.
  private static func findSupply(
    for root: Int, in graph: HandoverGraph, flow flows: [Double], supplyLeft supplies: [Double],
    open: [UInt64], rows bits: [UInt64], nextGiver givers: inout [Int32],
    unseen unseenNodes: inout [UInt64], steps: inout [Step], queue nodes: inout [Int32],
    reached: inout Int
  ) -> Int? {
    let flow = flows.span
    let supplyLeft = supplies.span
    let rows = bits.span
    let tails = graph.network.tails.span
    let rowStart = graph.rowStart.span
    let rowWord = graph.rowWord.span
    let firstGiver = graph.firstGiver.span
    let giverArc = graph.giverArc.span
    let firstStep = graph.firstStep.span
    let stepNode = graph.stepNode.span
    let stepArc = graph.stepArc.span
    var nextGiver = givers.mutableSpan
    var unseen = unseenNodes.mutableSpan
    var step = steps.mutableSpan
    var queue = nodes.mutableSpan
    for word in open.indices { unseen[word] = open[word] }
    queue[0] = Int32(root)
    unseen[root / 64] &= ~(1 << UInt64(root % 64))
    var tail = 1
    var head = 0
    defer { reached = tail }
    while head < tail {
      let node = Int(queue[head])
      head += 1
      // Supply never comes back, so the cursor never turns.
      let end = firstGiver[node + 1]
      while nextGiver[node] < end {
        let source = Int(tails[Int(giverArc[Int(nextGiver[node])])])
        if supplyLeft[source] > MaximumFlow.negligible { return node }
        nextGiver[node] += 1
      }
      let first = Int(rowStart[node])
      for index in first..<Int(rowStart[node + 1]) {
        let word = Int(rowWord[node]) + index - first
        var found = rows[index] & unseen[word]
        unseen[word] &= ~found
        while found != 0 {
          let other = word * 64 + found.trailingZeroBitCount
          found &= found - 1
          step[other] = Step(from: Int32(node), arc: byHandover)
          queue[tail] = Int32(other)
          tail += 1
        }
      }
      for link in Int(firstStep[node])..<Int(firstStep[node + 1]) {
        let other = Int(stepNode[link])
        guard unseen[other / 64] & (1 << UInt64(other % 64)) != 0 else { continue }
        let arc = Int(stepArc[link])
        guard arc >= 0 || flow[~arc] > MaximumFlow.negligible else { continue }
        unseen[other / 64] &= ~(1 << UInt64(other % 64))
        step[other] = Step(from: Int32(node), arc: stepArc[link])
        queue[tail] = Int32(other)
        tail += 1
      }
    }
    return nil
  }

  /// How much may pass along the path that was found; nil if it leads over a bit with nothing behind
  /// it, which is cleared.
  private mutating func room(upTo wanted: Double, through last: Int, from root: Int) -> Double? {
    var room = wanted
    var node = last
    while node != root {
      let step = steps[node]
      let taker = Int(step.from)
      if step.arc == Self.byHandover {
        let held = eachGiver(to: taker, insteadOf: node, upTo: room) { _, _, _ in }
        guard held > 0 else {
          let word = Int(graph.rowStart[taker]) + node / 64 - Int(graph.rowWord[taker])
          rows[word] &= ~(1 << UInt64(node % 64))
          return nil
        }
        room = min(room, held)
      } else if step.arc < 0 {
        room = min(room, flow[Int(~step.arc)])
      }
      node = taker
    }
    return room
  }

  /// What sources give to `giver` and may give to `taker` instead, up to an amount, source by source.
  @discardableResult
  private func eachGiver(
    to taker: Int, insteadOf giver: Int, upTo amount: Double,
    _ body: (_ from: Int, _ to: Int, _ amount: Double) -> Void
  ) -> Double {
    let network = graph.network
    let (takerNode, giverNode) = (graph.nodes[taker], graph.nodes[giver])
    func count(_ node: Int) -> Int32 { graph.firstGiver[node + 1] - graph.firstGiver[node] }
    let fewer = count(taker) < count(giver) ? taker : giver
    var held = 0.0
    for index in Int(graph.firstGiver[fewer])..<Int(graph.firstGiver[fewer + 1]) {
      let arc = Int(graph.giverArc[index])
      let source = Int(network.tails[arc])
      var (to, from) = (-1, -1)
      for link in Int(network.firstLeaving[source])..<Int(network.firstLink[source + 1]) {
        let leaving = Int(~network.linkArc[link])
        if network.linkNode[link] == takerNode { to = leaving }
        if network.linkNode[link] == giverNode, from < 0 || flow[from] <= MaximumFlow.negligible {
          from = leaving
        }
      }
      // Of parallel arcs each is looked at once.
      if fewer == giver { from = arc } else if to != arc { continue }
      guard to >= 0, from >= 0, flow[from] > MaximumFlow.negligible else { continue }
      let part = min(amount - held, flow[from])
      body(from, to, part)
      held += part
      if held >= amount { break }
    }
    return held
  }

  /// Takes from the sources that enter a node.
  private mutating func take(upTo room: Double, into last: Int) -> Double {
    var taken = 0.0
    while room - taken > MaximumFlow.negligible, nextGiver[last] < graph.firstGiver[last + 1] {
      let arc = Int(graph.giverArc[Int(nextGiver[last])])
      let source = Int(graph.network.tails[arc])
      let amount = min(room - taken, supplyLeft[source])
      if amount > MaximumFlow.negligible {
        supplyLeft[source] -= amount
        flow[arc] += amount
        taken += amount
        offer(last, by: source)
      }
      if supplyLeft[source] <= MaximumFlow.negligible { nextGiver[last] += 1 }
    }
    return taken
  }

  /// Sets the bit of a node in the rows of the other nodes that the source may feed.
  private mutating func offer(_ node: Int, by source: Int) {
    let network = graph.network
    for link in Int(network.firstLeaving[source])..<Int(network.firstLink[source + 1]) {
      let other = Int(graph.numbers[Int(network.linkNode[link])])
      guard other != node else { continue }
      let word = Int(graph.rowStart[other]) + node / 64 - Int(graph.rowWord[other])
      rows[word] |= 1 << UInt64(node % 64)
    }
  }

  /// Sends an amount along the path that was found, from the node that has it to the root.
  private mutating func pass(_ amount: Double, through last: Int, from root: Int) {
    var node = last
    while node != root {
      let step = steps[node]
      let taker = Int(step.from)
      if step.arc == Self.byHandover {
        var moves: [(from: Int, to: Int, amount: Double)] = []
        eachGiver(to: taker, insteadOf: node, upTo: amount) { moves.append(($0, $1, $2)) }
        for move in moves {
          flow[move.from] -= move.amount
          flow[move.to] += move.amount
          offer(taker, by: Int(graph.network.tails[move.to]))
        }
      } else if step.arc < 0 {
        flow[Int(~step.arc)] -= amount
      } else {
        flow[Int(step.arc)] += amount
      }
      node = taker
    }
  }
}
