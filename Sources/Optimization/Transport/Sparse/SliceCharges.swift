/// What the arcs of a ``SparseCell`` cost, in thousandths of a pair. Idle arcs cost nothing.
struct SliceCharges {
  /// Parts of a point in ``difference(_:from:to:)``: a unit of an amount at a point an hour is one.
  static let perPoint: Int64 = 1 << 30

  /// For each arc what it costs that it carries anything, unless another arc of its pair does.
  var charge: [Int64]
  /// For each arc what an hour costs.
  var perHour: [Int64]
  /// For each arc its pair; -1 for an idle arc.
  var pair: [Int32]
  /// Whether a pair may have several arcs.
  var sharesPairs = false
  /// Less than this is small; 0: nothing is.
  var smallAmount: Int64 = 0
  /// What a small amount costs besides.
  var smallCharge: Int64 = 0
  /// For each pair the number of its arcs that carry something; empty unless pairs have several arcs.
  var active: [Int16]

  private let pairCount: Int

  init(arcCount: Int, pairCount: Int) {
    charge = [Int64](repeating: 0, count: arcCount)
    perHour = charge
    pair = [Int32](repeating: -1, count: arcCount)
    active = []
    self.pairCount = pairCount
  }

  /// Counts the arcs of each pair that carry something.
  mutating func count(_ amounts: [Int64]) {
    guard sharesPairs else { return }
    active = [Int16](repeating: 0, count: pairCount)
    for (arc, amount) in amounts.enumerated() where amount > 0 && pair[arc] >= 0 {
      active[Int(pair[arc])] += 1
    }
  }

  /// Notes that an arc carries another amount.
  mutating func change(_ arc: Int, from old: Int64, to new: Int64) {
    guard sharesPairs, pair[arc] >= 0, (old > 0) != (new > 0) else { return }
    active[Int(pair[arc])] += new > 0 ? 1 : -1
  }

  /// What it costs more that an arc carries `new` in place of `old`, in ``perPoint`` parts of a point:
  /// exact, for sums of rounded parts could seem to gain all the way round.
  @inline(__always)
  func difference(_ arc: Int, from old: Int64, to new: Int64) -> Int64 {
    guard pair[arc] >= 0 else { return 0 }
    var points: Int64 = 0
    if (old > 0) != (new > 0) {
      let others = sharesPairs ? active[Int(pair[arc])] - (old > 0 ? 1 : 0) : 0
      if others == 0 { points = new > 0 ? charge[arc] : -charge[arc] }
    }
    if smallAmount > 0 {
      if new > 0, new < smallAmount { points += smallCharge }
      if old > 0, old < smallAmount { points -= smallCharge }
    }
    return points * Self.perPoint + perHour[arc] * (new - old)
  }
}
