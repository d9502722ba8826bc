extension SliceSearch {
  /// Pairs of a work whose givers have idle hours of one price swap those until they have whole days.
  mutating func preferWhole(_ day: Int64) {
    var idleOf = [Int32](repeating: -1, count: giverCount)
    for arc in pairArcCount..<tail.count { idleOf[Int(tail[arc])] = Int32(arc) }
    var pairs: [Int32: [Int]] = [:]
    for arc in 0..<pairArcCount where amount[arc] > 0 && idleOf[Int(tail[arc])] >= 0 {
      pairs[head[arc], default: []].append(arc)
    }
    for node in pairs.keys.sorted() {
      let arcs = pairs[node] ?? []
      for (place, arc) in arcs.enumerated() where amount[arc] % day != 0 {
        let idle = Int(idleOf[Int(tail[arc])])
        let over = amount[arc] % day
        for other in arcs[(place + 1)...] where amount[other] % day != 0 {
          let otherIdle = Int(idleOf[Int(tail[other])])
          guard head[idle] == head[otherIdle] else { continue }
          let up = day - over
          let least = max(charges.smallAmount, 1)
          if amount[idle] >= up, amount[other] - up >= least {
            swap(up, from: other, otherIdle, to: arc, idle)
            break
          }
          if amount[otherIdle] >= over, amount[arc] - over >= least {
            swap(over, from: arc, idle, to: other, otherIdle)
            break
          }
        }
      }
    }
  }
}
