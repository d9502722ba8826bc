/// How hours get from a type to a pool: any way is as good as any other, for pool arcs cost nothing.
struct PoolRoutes: Sendable {
  /// For each target pool and each pool that leads there the first arc on the way; -1 at the target.
  private var toward: [Int32: [Int32: Int32]] = [:]

  /// Finds the ways to all pools that demands draw on.
  init(on network: NestedNetwork) {
    for target in Set(network.demandPool) where target >= 0 {
      var ways: [Int32: Int32] = [target: -1]
      var waiting = [target]
      while let pool = waiting.popLast() {
        for link in Int(network.linkFirst[Int(pool)])..<Int(network.linkFirstLeaving[Int(pool)]) {
          let arc = network.links[link]
          let from = network.arcFrom[Int(arc)]
          guard ways[from] == nil else { continue }
          ways[from] = arc
          waiting.append(from)
        }
      }
      toward[target] = ways
    }
  }

  /// The slot and the pool arcs by which a type's hours reach a pool; nil if they do not.
  func route(from type: Int32, to target: Int32, directArc: Int32, _ network: NestedNetwork)
    -> (slot: Int, arcs: [Int32])?
  {
    let slots = Int(network.typeFirst[Int(type)])..<Int(network.typeFirst[Int(type) + 1])
    if directArc >= 0 {
      return slots.first { network.slotDirect[$0] == directArc }.map { ($0, []) }
    }
    guard let ways = toward[target] else { return nil }
    var best: Int?
    for slot in slots where network.slotDirect[slot] < 0 {
      guard ways[network.slotPool[slot]] != nil else { continue }
      best = slot
      if network.slotPool[slot] == target { break }
    }
    guard let slot = best else { return nil }
    var arcs: [Int32] = []
    var pool = network.slotPool[slot]
    while let arc = ways[pool], arc >= 0 {
      arcs.append(arc)
      pool = network.arcTo[Int(arc)]
    }
    return (slot, arcs)
  }
}
