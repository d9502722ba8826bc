// How far supply is: steps of the residual graph, forward and back, and the labels that follow.
extension NestedSearch {
  /// Whether supply that is left enters the node at once.
  func hasFreeSupply(at node: Int) -> Bool {
    // Labels are lower bounds: whoever is at supply has the label 1.
    guard node < poolNodeCount, label[node] == 1 else { return false }
    let cell = node / network.poolCount
    let pool = node - cell * network.poolCount
    let slotBase = cell * network.slotCount
    for index in Int(network.poolFirst[pool])..<Int(network.poolFirst[pool + 1]) {
      let slot = Int(network.poolSlots[index])
      if free[cell * network.typeCount + Int(network.slotType[slot])] > negligible,
        hasRoom(slotBase + slot)
      {
        return true
      }
    }
    return false
  }

  func hasRoom(_ slot: Int) -> Bool {
    slotLimit.isEmpty || slotLimit[slot] - flow[slot] > negligible
  }

  /// The nodes from which `node` could take hours, some of them more than once.
  @inline(__always)
  func visitGivers(to node: Int, _ body: (Int) -> Void) {
    let tiny = negligible
    guard node < poolNodeCount else {
      let window = node - poolNodeCount
      for entry in Int(windowFirst[window])..<Int(windowFirst[window + 1])
      where entryLimit[entry] - flow[entryBase + entry] > tiny {
        body(Int(entryCell[entry]) * network.poolCount + Int(windowPool[window]))
      }
      return
    }
    let cell = node / network.poolCount
    let pool = node - cell * network.poolCount
    let nodeBase = cell * network.poolCount
    let slotBase = cell * network.slotCount
    for index in Int(network.poolFirstShared[pool])..<Int(network.poolFirst[pool + 1]) {
      let slot = Int(network.poolSlots[index])
      guard hasRoom(slotBase + slot) else { continue }
      let type = Int(network.slotType[slot])
      for other in Int(network.typeFirst[type])..<Int(network.typeFirst[type + 1])
      where other != slot && flow[slotBase + other] > tiny {
        body(nodeBase + Int(network.slotPool[other]))
      }
    }
    let flowBase = arcBase + cell * network.arcCount
    for link in Int(network.linkFirst[pool])..<Int(network.linkFirst[pool + 1]) {
      let arc = Int(network.links[link])
      if link < Int(network.linkFirstLeaving[pool]) {
        body(nodeBase + Int(network.arcFrom[arc]))
      } else if flow[flowBase + arc] > tiny {
        body(nodeBase + Int(network.arcTo[arc]))
      }
    }
    for index in Int(nodeEntryFirst[node])..<Int(nodeEntryFirst[node + 1])
    where flow[entryBase + Int(nodeEntries[index])] > tiny {
      body(poolNodeCount + Int(entryWindow[Int(nodeEntries[index])]))
    }
  }

  /// The nodes that could take hours from `node`, some of them more than once.
  @inline(__always)
  func visitTakers(from node: Int, _ body: (Int) -> Void) {
    let tiny = negligible
    guard node < poolNodeCount else {
      let window = node - poolNodeCount
      for entry in Int(windowFirst[window])..<Int(windowFirst[window + 1])
      where flow[entryBase + entry] > tiny {
        body(Int(entryCell[entry]) * network.poolCount + Int(windowPool[window]))
      }
      return
    }
    let cell = node / network.poolCount
    let pool = node - cell * network.poolCount
    let nodeBase = cell * network.poolCount
    let slotBase = cell * network.slotCount
    for index in Int(network.poolFirstShared[pool])..<Int(network.poolFirst[pool + 1]) {
      let slot = Int(network.poolSlots[index])
      guard flow[slotBase + slot] > tiny else { continue }
      let type = Int(network.slotType[slot])
      for other in Int(network.typeFirst[type])..<Int(network.typeFirst[type + 1])
      where other != slot && hasRoom(slotBase + other) {
        body(nodeBase + Int(network.slotPool[other]))
      }
    }
    let flowBase = arcBase + cell * network.arcCount
    for link in Int(network.linkFirst[pool])..<Int(network.linkFirst[pool + 1]) {
      let arc = Int(network.links[link])
      if link >= Int(network.linkFirstLeaving[pool]) {
        body(nodeBase + Int(network.arcTo[arc]))
      } else if flow[flowBase + arc] > tiny {
        body(nodeBase + Int(network.arcFrom[arc]))
      }
    }
    for index in Int(nodeEntryFirst[node])..<Int(nodeEntryFirst[node + 1]) {
      let entry = Int(nodeEntries[index])
      if entryLimit[entry] - flow[entryBase + entry] > tiny {
        body(poolNodeCount + Int(entryWindow[entry]))
      }
    }
  }

  /// Raises a node's label to one more than the least of those from which it could take hours.
  mutating func relabel(_ node: Int) {
    guard label[node] != NestedSearch.unreachable else { return }
    cursor[node] = 0
    var least = NestedSearch.unreachable
    var looks = 1
    visitGivers(to: node) {
      least = min(least, label[$0])
      looks += 1
    }
    work += looks
    let raised = least == NestedSearch.unreachable ? least : least + 1
    // Labels only grow; amounts at the edge of nothing must not turn them back.
    self.label[node] = max(raised, self.label[node] + 1)
  }

  /// Makes all labels exact, from the supply that is left.
  mutating func relabelAll() {
    work = 0
    var labels = [Int32](repeating: NestedSearch.unreachable, count: label.count)
    var waiting = queue
    queue = []
    waiting.removeAll(keepingCapacity: true)
    for node in 0..<poolNodeCount where hasFreeSupply(at: node) {
      labels[node] = 1
      waiting.append(Int32(node))
    }
    var head = 0
    while head < waiting.count {
      let node = Int(waiting[head])
      head += 1
      let next = labels[node] + 1
      visitTakers(from: node) { taker in
        if labels[taker] == NestedSearch.unreachable {
          labels[taker] = next
          waiting.append(Int32(taker))
        }
      }
    }
    label = labels
    queue = waiting
    for node in cursor.indices { cursor[node] = 0 }
  }

  /// Measures how far supply is from `root`; where none is within its reach, there will be none any more
  /// for all that the search has met. Gives up after `patience` nodes: ``relabelAll()`` tells as well.
  mutating func probe(from root: Int) {
    round += 1
    var waiting = queue
    queue = []
    waiting.removeAll(keepingCapacity: true)
    waiting.append(Int32(root))
    var seen = self.seen
    self.seen = []
    seen[root] = round
    var distance: Int32 = 1
    var levelEnd = 1
    var head = 0
    var found = false
    while head < waiting.count {
      if head == levelEnd {
        levelEnd = waiting.count
        distance += 1
      }
      let node = Int(waiting[head])
      if head == NestedSearch.patience || hasFreeSupply(at: node) {
        found = true
        break
      }
      head += 1
      visitGivers(to: node) { giver in
        if seen[giver] != round, label[giver] != NestedSearch.unreachable {
          seen[giver] = round
          waiting.append(Int32(giver))
        }
      }
    }
    self.seen = seen
    if found {
      self.distance[root] = max(distance, label[root])
    } else {
      for node in waiting { label[Int(node)] = NestedSearch.unreachable }
    }
    queue = waiting
  }
}
