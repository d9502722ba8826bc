/// Successive cheapest paths in a residual graph, between a pool and the end.
///
/// Reduced by *potentials* (the cheapest cost between each node and the end) all costs are at least 0 and
/// those along cheapest paths are 0, so that a search looks at little. Everything that a change does is
/// undone at the end of it.
///
/// Source: Ahuja, Magnanti & Orlin, *Network Flows* (1993), §9.7; Edmonds & Karp, J. ACM 19 (1972)
/// 248–264, doi:10.1145/321694.321699.
struct CheapestPaths {
  /// Which way hours go.
  enum Direction: Sendable {
    /// From the pool to the end: more hours.
    case away
    /// From the end to the pool: fewer hours.
    case toward
  }

  let graph: ResidualGraph
  let direction: Direction
  private var room: [Double]
  /// The cheapest cost between each node and the end; infinite without a path.
  private var potential: [Double]
  /// About how many steps of no reduced cost are left to the end: where a search turns first.
  private var steps: [Int32]

  // Of the current search.
  private var distance: [Double]
  private var reachedBy: [Int32]
  private var touched: [Int32] = []
  private var near: [[Int32]]
  private var nearest = 0
  private var far = DistanceHeap()

  // Of the current change, to be undone.
  private var pushed: [Int32] = []
  private var raised: [(node: Int32, before: Double)] = []
  private var delayed: [(node: Int32, before: Int32)] = []

  /// Steps from this number on are all alike.
  private static let manySteps: Int32 = 255

  /// The unchanged graph with its potentials, as ``potentials(of:_:)`` gives them.
  init(_ graph: ResidualGraph, potentials: [Double], _ direction: Direction) {
    self.graph = graph
    self.direction = direction
    room = graph.room
    potential = potentials
    steps = CheapestPaths.steps(of: graph, potentials, direction)
    near = [[Int32]](repeating: [], count: Int(CheapestPaths.manySteps) + 1)
    distance = [Double](repeating: .infinity, count: graph.nodeCount)
    reachedBy = [Int32](repeating: -1, count: graph.nodeCount)
  }

  /// What so many hours at pool nodes, one after the other, change in all.
  ///
  /// - Parameter below: paths that cost as much or more are not taken.
  /// - Returns: the change of the objective, and the hours that found a path.
  mutating func change(_ changes: [(node: Int, hours: Double)], below: Double)
    -> (cost: Double, hours: Double)
  {
    var total = (cost: 0.0, hours: 0.0)
    for change in changes {
      var left = change.hours
      while left > graph.negligible, potential[change.node] < below - graph.free {
        guard let hours = augment(from: change.node, upTo: left, below: below) else { break }
        total.cost += hours * potential[change.node]
        total.hours += hours
        left -= hours
      }
    }
    for arc in pushed {
      room[Int(arc)] = graph.room[Int(arc)]
      room[Int(arc) ^ 1] = graph.room[Int(arc) ^ 1]
    }
    for step in raised.reversed() { potential[Int(step.node)] = step.before }
    for step in delayed.reversed() { steps[Int(step.node)] = step.before }
    delayed.removeAll(keepingCapacity: true)
    pushed.removeAll(keepingCapacity: true)
    raised.removeAll(keepingCapacity: true)
    return total
  }

  /// The arc of the residual graph that a search crosses when it looks from a node along `arc`.
  @inline(__always)
  private func crossed(_ arc: Int) -> Int { direction == .away ? arc : arc ^ 1 }

  private func cost(_ arc: Int) -> Double {
    arc & 1 == 0 ? graph.cost[arc >> 1] : -graph.cost[arc >> 1]
  }

  /// Sends hours along a cheapest path between a node and the end, and makes the potentials exact again.
  ///
  /// - Returns: the hours; nil if no path below that cost is left.
  private mutating func augment(from root: Int, upTo most: Double, below: Double) -> Double? {
    guard let length = search(from: root) else { return nil }
    if length > 0 {
      for node in touched {
        let gap = length - distance[Int(node)]
        guard gap > 0 else { continue }
        raised.append((node, potential[Int(node)]))
        potential[Int(node)] += gap
      }
    }
    guard potential[root] < below - graph.free else { return nil }
    var hours = most
    var node = ResidualGraph.end
    var count: Int32 = 0
    while node != root {
      let arc = Int(reachedBy[node])
      hours = min(hours, room[crossed(arc)])
      node = start(of: arc)
      count = min(count + 1, CheapestPaths.manySteps)
      if length > 0 {
        // The way out of a region that had none: later searches turn to it first.
        delayed.append((Int32(node), steps[node]))
        steps[node] = count
      }
    }
    node = ResidualGraph.end
    while node != root {
      let arc = Int(reachedBy[node])
      room[crossed(arc)] -= hours
      room[crossed(arc) ^ 1] += hours
      pushed.append(Int32(crossed(arc)))
      node = start(of: arc)
    }
    return hours
  }

  private func start(of arc: Int) -> Int {
    Int(arc & 1 == 0 ? graph.tail[arc >> 1] : graph.head[arc >> 1])
  }

  private func finish(of arc: Int) -> Int {
    Int(arc & 1 == 0 ? graph.head[arc >> 1] : graph.tail[arc >> 1])
  }

  /// Searches from a node for the end by reduced costs; among nodes of one cost those first that seem
  /// nearest to the end, and a node that turns out to be further than it seemed is known so afterwards.
  ///
  /// - Returns: the reduced length of the cheapest path; nil without one.
  private mutating func search(from root: Int) -> Double? {
    for node in touched { distance[Int(node)] = .infinity }
    touched.removeAll(keepingCapacity: true)
    for bucket in near.indices where !near[bucket].isEmpty {
      near[bucket].removeAll(keepingCapacity: true)
    }
    far.removeAll()
    distance[root] = 0
    touched.append(Int32(root))
    enqueue(root)
    var level = 0.0
    while true {
      let node: Int
      if let next = dequeue() {
        node = next
      } else if let next = far.popLeast() {
        node = Int(next.node)
        guard next.distance <= distance[node] else { continue }
        level = next.distance
      } else {
        return nil
      }
      if node == ResidualGraph.end { return level }
      let here = potential[node]
      var fewest = CheapestPaths.manySteps
      for index in Int(graph.arcFirst[node])..<Int(graph.arcFirst[node + 1]) {
        let arc = Int(graph.arcs[index])
        guard room[crossed(arc)] > graph.negligible else { continue }
        let other = finish(of: arc)
        let there = potential[other]
        guard there < .infinity else { continue }
        let reduced = cost(crossed(arc)) + there - here
        let isFree = reduced <= graph.free
        if isFree { fewest = min(fewest, steps[other]) }
        let length = isFree ? level : level + reduced
        guard length < distance[other] else { continue }
        if distance[other] == .infinity { touched.append(Int32(other)) }
        distance[other] = length
        reachedBy[other] = Int32(arc)
        if length <= level {
          // Nothing can be nearer than the end at this level.
          if other == ResidualGraph.end { return level }
          enqueue(other)
        } else {
          far.insert(Int32(other), at: length)
        }
      }
      if fewest + 1 > steps[node], steps[node] < CheapestPaths.manySteps {
        delayed.append((Int32(node), steps[node]))
        steps[node] = fewest < CheapestPaths.manySteps ? fewest + 1 : fewest
      }
    }
  }

  private mutating func enqueue(_ node: Int) {
    let bucket = Int(steps[node])
    near[bucket].append(Int32(node))
    nearest = min(nearest, bucket)
  }

  private mutating func dequeue() -> Int? {
    while nearest < near.count {
      if let node = near[nearest].popLast() { return Int(node) }
      nearest += 1
    }
    return nil
  }

  /// The steps of no reduced cost between each node and the end.
  private static func steps(of graph: ResidualGraph, _ potential: [Double], _ direction: Direction)
    -> [Int32]
  {
    var steps = [Int32](repeating: manySteps, count: graph.nodeCount)
    steps[ResidualGraph.end] = 0
    var waiting = [Int32(ResidualGraph.end)]
    var first = 0
    while first < waiting.count {
      let node = Int(waiting[first])
      first += 1
      for index in Int(graph.arcFirst[node])..<Int(graph.arcFirst[node + 1]) {
        let arc = Int(graph.arcs[index])
        let crossed = direction == .away ? arc ^ 1 : arc
        let pair = arc >> 1
        let other = Int(arc & 1 == 0 ? graph.head[pair] : graph.tail[pair])
        guard steps[other] == manySteps, graph.room[crossed] > graph.negligible,
          potential[other] < .infinity
        else { continue }
        let cost = crossed & 1 == 0 ? graph.cost[pair] : -graph.cost[pair]
        guard cost + potential[node] - potential[other] <= graph.free else { continue }
        steps[other] = min(steps[node] + 1, manySteps - 1)
        waiting.append(Int32(other))
      }
    }
    return steps
  }

  /// The cheapest cost between each node and the end; nil if there is a cycle of negative cost, so that
  /// the solution behind the graph is not optimal.
  static func potentials(of graph: ResidualGraph, _ direction: Direction) -> [Double]? {
    var potential = [Double](repeating: .infinity, count: graph.nodeCount)
    potential[ResidualGraph.end] = 0
    var far = DistanceHeap()
    far.insert(Int32(ResidualGraph.end), at: 0)
    var looks = 0
    while let next = far.popLeast() {
      let node = Int(next.node)
      guard next.distance <= potential[node] else { continue }
      looks += 1
      guard looks <= 64 * graph.nodeCount + 64 else { return nil }
      for index in Int(graph.arcFirst[node])..<Int(graph.arcFirst[node + 1]) {
        let arc = Int(graph.arcs[index])
        // Against the arcs that a search from a pool crosses.
        let crossed = direction == .away ? arc ^ 1 : arc
        guard graph.room[crossed] > graph.negligible else { continue }
        let pair = arc >> 1
        let other = Int(arc & 1 == 0 ? graph.head[pair] : graph.tail[pair])
        let length = next.distance + (crossed & 1 == 0 ? graph.cost[pair] : -graph.cost[pair])
        guard length < potential[other] - graph.free else { continue }
        guard other != ResidualGraph.end else { return nil }
        potential[other] = length
        far.insert(Int32(other), at: length)
      }
    }
    return potential
  }
}
