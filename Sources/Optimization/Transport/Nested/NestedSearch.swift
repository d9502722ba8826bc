/// A nested flow under way in one part: what flows, what is left, and how far supply is.
///
/// Each node (a pool in a cell, or a window) has a *label*: a lower bound on the number of steps from it
/// to supply that is left, `unreachable` where none can be reached any more. A step takes hours away from
/// who has them now: a type's hours from another of its pools, a pool's from a window, a window's from
/// another of its cells. Hours move along steps that lower the label by exactly one; so labels only grow,
/// also from one demand to the next, and searching all demands costs little more than searching one.
///
/// Source: Goldberg & Tarjan, J. ACM 35 (1988) 921–940, doi:10.1145/48014.61051 (labels); Ahuja & Orlin,
/// Naval Research Logistics 38 (1991) 413–430 (augmenting along them).
struct NestedSearch {
  static let unreachable = Int32.max
  /// What sums and differences of amounts may round by, relative to the largest of them.
  static let rounding = 1e-13
  /// How many nodes a search for supply from one node may look at.
  static let patience = 64

  let network: NestedNetwork
  let cellCount: Int
  /// Amounts up to this are nothing, while the search is under way: too little to matter at any price.
  let negligible: Double

  /// By cell and slot, then by cell and pool arc, then by window and its cells.
  var flow: [Double]
  /// By cell and slot, where direct arcs have limits; else empty.
  let slotLimit: [Double]
  /// By cell and type: hours that nothing uses and nobody has claimed as idle.
  var free: [Double]
  /// By cell and type: all hours.
  let hours: [Double]
  /// By cell and pool, then by window.
  var label: [Int32]
  var cursor: [Int32]
  /// A lower bound on the steps to supply, by the last search from the node alone.
  var distance: [Int32]
  /// Looks at the graph since all labels were made exact, and how many look at all of it.
  var work = 0
  let graphSize: Int

  // Windows: the pool, the entries of `flow`, and for each entry cell and limit.
  let windowPool: [Int32]
  let windowFirst: [Int32]
  let entryCell: [Int32]
  let entryWindow: [Int32]
  let entryLimit: [Double]
  /// By cell and pool the entries of windows that may be served there.
  let nodeEntryFirst: [Int32]
  let nodeEntries: [Int32]

  private var stack: [Step] = []
  var queue: [Int32] = []
  var seen: [Int32]
  var round: Int32 = 0

  /// Hours move from the entry `less` of the flow to the entry `more`, -1 for neither.
  private struct Step {
    var node: Int32
    var more: Int32
    var less: Int32
    var capacity: Double
  }

  var poolNodeCount: Int { cellCount * network.poolCount }
  var arcBase: Int { cellCount * network.slotCount }
  var entryBase: Int { cellCount * (network.slotCount + network.arcCount) }

  /// Nothing flows.
  init(_ problem: PooledTransport, part: NestedPart, on network: NestedNetwork) {
    self.network = network
    cellCount = part.cells.count
    let (cells, types) = (part.cells.count, network.typeCount)
    var free = [Double](repeating: 0, count: cells * types)
    for supply in problem.supplies.indices {
      let type = Int(network.typeOfSupply[supply])
      for (local, cell) in part.cells.enumerated() {
        free[local * types + type] += problem.supplyHours[supply * problem.cellCount + Int(cell)]
      }
    }
    self.free = free
    hours = free

    var windowPool: [Int32] = []
    var windowFirst: [Int32] = [0]
    var entryCell: [Int32] = []
    var entryWindow: [Int32] = []
    var entryLimit: [Double] = []
    for (index, demand) in part.windows.enumerated() {
      windowPool.append(network.demandPool[Int(demand)])
      if case .window(let range, let total, let limits) = problem.demands[Int(demand)].amount {
        for (local, cell) in part.cells.enumerated() where range.contains(Int(cell)) {
          let limit = min(limits[Int(cell) - range.lowerBound], total)
          guard limit > 0 else { continue }
          entryCell.append(Int32(local))
          entryWindow.append(Int32(index))
          entryLimit.append(limit)
        }
      }
      windowFirst.append(Int32(entryCell.count))
    }
    self.windowPool = windowPool
    self.windowFirst = windowFirst
    self.entryCell = entryCell
    self.entryWindow = entryWindow
    self.entryLimit = entryLimit
    let pools = network.poolCount
    let nodeOfEntry = entryCell.indices.map {
      entryCell[$0] * Int32(pools) + windowPool[Int(entryWindow[$0])]
    }
    nodeEntryFirst = NestedNetwork.offsets(of: nodeOfEntry, count: cells * pools)
    var next = nodeEntryFirst
    var nodeEntries = [Int32](repeating: 0, count: entryCell.count)
    for entry in nodeOfEntry.indices {
      let node = Int(nodeOfEntry[entry])
      nodeEntries[Int(next[node])] = Int32(entry)
      next[node] += 1
    }
    self.nodeEntries = nodeEntries

    flow = [Double](
      repeating: 0, count: cells * (network.slotCount + network.arcCount) + entryCell.count)
    var slotLimit: [Double] = []
    if !problem.directArcs.isEmpty {
      slotLimit = [Double](repeating: .infinity, count: cells * network.slotCount)
      for slot in 0..<network.slotCount where network.slotDirect[slot] >= 0 {
        let arc = problem.directArcs[Int(network.slotDirect[slot])]
        for (local, cell) in part.cells.enumerated() {
          let inside = arc.cells.contains(Int(cell))
          slotLimit[local * network.slotCount + slot] =
            inside ? arc.limitHours[Int(cell) - arc.cells.lowerBound] : 0
        }
      }
    }
    self.slotLimit = slotLimit
    let nodes = cells * pools + part.windows.count
    label = [Int32](repeating: 1, count: nodes)
    cursor = [Int32](repeating: 0, count: nodes)
    distance = [Int32](repeating: 0, count: nodes)
    graphSize = nodes + cells * (network.slotCount + 2 * network.arcCount) + 2 * entryCell.count
    seen = [Int32](repeating: 0, count: nodes)
    let supplied = free.reduce(0, max)
    let asked = max(part.leaves.reduce(0) { max($0, $1.hours) }, entryLimit.reduce(0, max))
    negligible = 1e-9 * NestedSearch.rounding * min(supplied, asked)
    relabelAll()
  }

  /// Serves as much of `amount` at a node as can be, without taking from demands served before.
  ///
  /// Stops early when the node's label exceeds `bound`.
  /// - Returns: what is served, at most `amount`.
  mutating func serve(
    _ amount: Double, at root: Int, bound: Int32 = NestedSearch.unreachable - 1
  ) -> Double {
    guard label[root] <= bound, amount > negligible else { return 0 }
    var wanted = amount
    var node = root
    stack.removeAll(keepingCapacity: true)
    while wanted > negligible {
      if advance(from: &node, wanted: &wanted, root: root) { continue }
      relabel(node)
      if let step = stack.popLast() {
        node = Int(step.node)
      } else {
        // Labels would creep up for ever where supply is out of reach for good.
        if label[root] > distance[root] { probe(from: root) }
        if work > graphSize { relabelAll() }
        guard label[root] <= bound else { break }
      }
    }
    return amount - wanted
  }

  /// Takes one step towards supply from `node`, or takes the supply that is there.
  ///
  /// - Returns: whether there was a step to take.
  private mutating func advance(from node: inout Int, wanted: inout Double, root: Int) -> Bool {
    let height = label[node]
    guard height != NestedSearch.unreachable else { return false }
    let network = network
    let tiny = negligible
    guard node < poolNodeCount else {
      let window = node - poolNodeCount
      let (first, end) = (Int(windowFirst[window]), Int(windowFirst[window + 1]))
      var index = first + Int(cursor[node])
      while index < end {
        let next = Int(entryCell[index]) * network.poolCount + Int(windowPool[window])
        if label[next] == height - 1 {
          let room = entryLimit[index] - flow[entryBase + index]
          if room > tiny {
            stack.append(
              Step(
                node: Int32(node), more: Int32(entryBase + index), less: -1, capacity: room))
            cursor[node] = Int32(index - first)
            node = next
            return true
          }
        }
        index += 1
      }
      cursor[node] = Int32(end - first)
      return false
    }
    let cell = node / network.poolCount
    let pool = node - cell * network.poolCount
    let poolFirst = Int(network.poolFirst[pool])
    let slotEnd = Int(network.poolFirst[pool + 1])
    let slotBase = cell * network.slotCount
    let typeBase = cell * network.typeCount
    let nodeBase = cell * network.poolCount
    var position = Int(cursor[node])
    let limited = !slotLimit.isEmpty
    if height == 1 {
      while poolFirst + position < slotEnd {
        let slot = Int(network.poolSlots[poolFirst + position])
        let left = free[typeBase + Int(network.slotType[slot])]
        if left > tiny {
          let room = limited ? slotLimit[slotBase + slot] - flow[slotBase + slot] : .infinity
          if room > tiny {
            cursor[node] = Int32(position)
            take(
              min(left, room), through: slotBase + slot,
              of: typeBase + Int(network.slotType[slot]), node: &node, wanted: &wanted)
            return true
          }
        }
        position += 1
      }
      cursor[node] = Int32(position)
      return false
    }
    position = max(position, Int(network.poolFirstShared[pool]) - poolFirst)
    while poolFirst + position < slotEnd {
      let slot = Int(network.poolSlots[poolFirst + position])
      let room = limited ? slotLimit[slotBase + slot] - flow[slotBase + slot] : .infinity
      if room > tiny {
        let type = Int(network.slotType[slot])
        for other in Int(network.typeFirst[type])..<Int(network.typeFirst[type + 1]) {
          let held = flow[slotBase + other]
          let next = nodeBase + Int(network.slotPool[other])
          if held > tiny, label[next] == height - 1, other != slot {
            stack.append(
              Step(
                node: Int32(node), more: Int32(slotBase + slot), less: Int32(slotBase + other),
                capacity: min(room, held)))
            cursor[node] = Int32(position)
            node = next
            return true
          }
        }
      }
      position += 1
    }
    let slots = slotEnd - poolFirst
    let linkFirst = Int(network.linkFirst[pool])
    let leaving = Int(network.linkFirstLeaving[pool])
    let linkCount = Int(network.linkFirst[pool + 1]) - linkFirst
    while position < slots + linkCount {
      let link = linkFirst + position - slots
      let arc = Int(network.links[link])
      let index = arcBase + cell * network.arcCount + arc
      let enters = link < leaving
      let next = nodeBase + Int(enters ? network.arcFrom[arc] : network.arcTo[arc])
      let room = enters ? .infinity : flow[index]
      if label[next] == height - 1, room > tiny {
        stack.append(
          Step(
            node: Int32(node), more: enters ? Int32(index) : -1, less: enters ? -1 : Int32(index),
            capacity: room))
        cursor[node] = Int32(position)
        node = next
        return true
      }
      position += 1
    }
    let entryFirst = Int(nodeEntryFirst[node])
    let entryCount = Int(nodeEntryFirst[node + 1]) - entryFirst
    while position < slots + linkCount + entryCount {
      let entry = Int(nodeEntries[entryFirst + position - slots - linkCount])
      let held = flow[entryBase + entry]
      let next = poolNodeCount + Int(entryWindow[entry])
      if held > tiny, label[next] == height - 1 {
        stack.append(
          Step(node: Int32(node), more: -1, less: Int32(entryBase + entry), capacity: held))
        cursor[node] = Int32(position)
        node = next
        return true
      }
      position += 1
    }
    cursor[node] = Int32(position)
    return false
  }

  /// Moves free hours of a type through a slot along the whole path, and goes back to the first step
  /// that this has used up.
  private mutating func take(
    _ most: Double, through slot: Int, of type: Int, node: inout Int, wanted: inout Double
  ) {
    var amount = min(most, wanted)
    for step in stack { amount = min(amount, step.capacity) }
    var used = -1
    for index in stack.indices {
      let step = stack[index]
      if step.more >= 0 { flow[Int(step.more)] += amount }
      if step.less >= 0 { flow[Int(step.less)] -= amount }
      stack[index].capacity -= amount
      if used < 0, stack[index].capacity <= negligible { used = index }
    }
    flow[slot] += amount
    free[type] -= amount
    wanted -= amount
    if used >= 0 {
      node = Int(stack[used].node)
      stack.removeLast(stack.count - used)
    }
  }
}
