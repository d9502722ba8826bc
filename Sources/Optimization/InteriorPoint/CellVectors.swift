/// The loops over columns that touch no row. Letters as in ``Cell``; `boundedColumn` of a ``CellShape``
/// holds indices of columns, so they need no check.
enum CellVectors {
  /// a := a + t b.
  static func add(_ a: inout [Double], _ b: [Double], times t: Double) {
    let b = b.span
    var a = a.mutableSpan
    for k in 0..<min(a.count, b.count) { a[unchecked: k] += t * b[unchecked: k] }
  }

  /// a := 0.
  static func clear(_ a: inout [Double]) {
    var a = a.mutableSpan
    for k in 0..<a.count { a[unchecked: k] = 0 }
  }

  /// Σ a b, in four interleaved sums.
  static func product(_ a: [Double], _ b: [Double]) -> Double {
    let (a, b) = (a.span, b.span)
    var sum = SIMD4<Double>()
    let whole = a.count & ~3
    for k in stride(from: 0, to: whole, by: 4) {
      sum +=
        a.four(k)
        * b.four(k)
    }
    var total = sum.sum()
    for k in whole..<a.count { total += a[unchecked: k] * b[unchecked: k] }
    return total
  }

  /// The larger, or NaN where `b` is.
  @inline(__always) static func larger(_ a: Double, _ b: Double) -> Double { b <= a ? a : b }

  /// The largest |c − Aᵀy − s + w|, with h = c − Aᵀy.
  static func dualResidual(
    _ shape: CellShape, h: [Double], s: [Double], w: [Double], scratch: inout [Double],
    largest: inout Double
  ) {
    let (h, s, w, bounded) = (h.span, s.span, w.span, shape.boundedColumn.span)
    var residual = scratch.mutableSpan
    for k in 0..<residual.count { residual[unchecked: k] = h[unchecked: k] - s[unchecked: k] }
    for k in 0..<bounded.count {
      residual[unchecked: Int(bounded[unchecked: k])] += w[unchecked: k]
    }
    var best = SIMD4<Double>()
    let whole = residual.count & ~3
    for k in stride(from: 0, to: whole, by: 4) {
      let r = residual.four(k)
      let size = r.replacing(with: -r, where: r .< 0)
      best.replace(with: size, where: .!(size .<= best))
    }
    for k in 0..<4 { largest = larger(largest, best[k]) }
    for k in whole..<residual.count { largest = larger(largest, abs(residual[unchecked: k])) }
  }

  /// θ = 1 ÷ (s/x + w/v), e = −s, g = −w.
  static func affine(
    _ shape: CellShape, x: [Double], s: [Double], v: [Double], w: [Double], theta: inout [Double],
    e: inout [Double], g: inout [Double]
  ) {
    let (x, s, v, w, bounded) = (x.span, s.span, v.span, w.span, shape.boundedColumn.span)
    var theta = theta.mutableSpan
    var e = e.mutableSpan
    var g = g.mutableSpan
    for c in 0..<theta.count {
      theta[unchecked: c] = x[unchecked: c] / s[unchecked: c]
      e[unchecked: c] = -s[unchecked: c]
    }
    for k in 0..<bounded.count {
      let c = Int(bounded[unchecked: k])
      theta[unchecked: c] = 1 / (1 / theta[unchecked: c] + w[unchecked: k] / v[unchecked: k])
      g[unchecked: k] = -w[unchecked: k]
    }
  }

  /// e := target/x − s − share Δx Δs/x and the like of g; h keeps h + e − g.
  static func correct(
    _ shape: CellShape, x: [Double], s: [Double], v: [Double], w: [Double], dx: [Double],
    ds: [Double], dw: [Double], target: Double, share: Double, e: inout [Double],
    g: inout [Double], h: inout [Double]
  ) {
    let (x, s, v, w, bounded) = (x.span, s.span, v.span, w.span, shape.boundedColumn.span)
    let (dx, ds, dw) = (dx.span, ds.span, dw.span)
    var e = e.mutableSpan
    var g = g.mutableSpan
    var h = h.mutableSpan
    for c in 0..<e.count {
      let wanted =
        (target - share * dx[unchecked: c] * ds[unchecked: c]) / x[unchecked: c] - s[unchecked: c]
      h[unchecked: c] += e[unchecked: c] - wanted
      e[unchecked: c] = wanted
    }
    for k in 0..<bounded.count {
      let c = Int(bounded[unchecked: k])
      let wanted =
        (target + share * dx[unchecked: c] * dw[unchecked: k]) / v[unchecked: k] - w[unchecked: k]
      h[unchecked: c] += wanted - g[unchecked: k]
      g[unchecked: k] = wanted
    }
  }

  /// Adds to e and g what brings the products after steps of these lengths back between a tenth and ten
  /// times `target`; h follows.
  static func centre(
    _ shape: CellShape, x: [Double], s: [Double], v: [Double], w: [Double], dx: [Double],
    ds: [Double], dw: [Double], target: Double, primal: Double, dual: Double, e: inout [Double],
    g: inout [Double], h: inout [Double]
  ) {
    let (x, s, v, w, bounded) = (x.span, s.span, v.span, w.span, shape.boundedColumn.span)
    let (dx, ds, dw) = (dx.span, ds.span, dw.span)
    var e = e.mutableSpan
    var g = g.mutableSpan
    var h = h.mutableSpan
    let (low, high) = (0.1 * target, 10 * target)
    for c in 0..<e.count {
      let product =
        (x[unchecked: c] + primal * dx[unchecked: c]) * (s[unchecked: c] + dual * ds[unchecked: c])
      let change = wanted(product, low, high) / x[unchecked: c]
      e[unchecked: c] += change
      h[unchecked: c] -= change
    }
    for k in 0..<bounded.count {
      let c = Int(bounded[unchecked: k])
      let product =
        (v[unchecked: k] - primal * dx[unchecked: c]) * (w[unchecked: k] + dual * dw[unchecked: k])
      let change = wanted(product, low, high) / v[unchecked: k]
      g[unchecked: k] += change
      h[unchecked: c] += change
    }
  }

  /// What is added to a product to bring it into the range, at least −high.
  @inline(__always) private static func wanted(
    _ product: Double, _ low: Double, _ high: Double
  ) -> Double {
    if product < low { return low - product }
    if product > high { return product > 2 * high ? -high : high - product }
    return 0
  }

  /// Δs = e − (s/x) Δx, Δw = g + (w/v) Δx, with the ratios and sums that step lengths need.
  static func slackSteps(
    _ shape: CellShape, x: [Double], s: [Double], v: [Double], w: [Double], e: [Double],
    g: [Double], dx: [Double], ds: inout [Double], dw: inout [Double], tally: inout Tally
  ) {
    let (x, s, v, w, bounded) = (x.span, s.span, v.span, w.span, shape.boundedColumn.span)
    let (e, g, dx) = (e.span, g.span, dx.span)
    var ds = ds.mutableSpan
    var dw = dw.mutableSpan
    var (primal, dual) = (SIMD4<Double>(), SIMD4<Double>())
    var (first, second, both) = (SIMD4<Double>(), SIMD4<Double>(), SIMD4<Double>())
    let whole = x.count & ~3
    for c in stride(from: 0, to: whole, by: 4) {
      let x4 = x.four(c)
      let s4 = s.four(c)
      let d4 = dx.four(c)
      let e4 = e.four(c)
      let ratio = d4 / x4
      let slack = e4 - s4 * ratio
      let slackRatio = slack / s4
      primal.replace(with: -ratio, where: .!(-ratio .<= primal))
      dual.replace(with: -slackRatio, where: .!(-slackRatio .<= dual))
      first += s4 * d4
      second += x4 * slack
      both += d4 * slack
      for k in 0..<4 { ds[unchecked: c + k] = slack[k] }
    }
    var (primalRatio, dualRatio) = (0.0, 0.0)
    for k in 0..<4 {
      primalRatio = larger(primalRatio, primal[k])
      dualRatio = larger(dualRatio, dual[k])
    }
    var sums = SIMD3(first.sum(), second.sum(), both.sum())
    for c in whole..<x.count {
      let ratio = dx[unchecked: c] / x[unchecked: c]
      let slack = e[unchecked: c] - s[unchecked: c] * ratio
      ds[unchecked: c] = slack
      primalRatio = larger(primalRatio, -ratio)
      dualRatio = larger(dualRatio, -slack / s[unchecked: c])
      sums += SIMD3(
        s[unchecked: c] * dx[unchecked: c], x[unchecked: c] * slack, dx[unchecked: c] * slack)
    }
    for k in 0..<bounded.count {
      let step = -dx[unchecked: Int(bounded[unchecked: k])]
      let ratio = step / v[unchecked: k]
      let slack = g[unchecked: k] - w[unchecked: k] * ratio
      dw[unchecked: k] = slack
      primalRatio = larger(primalRatio, -ratio)
      dualRatio = larger(dualRatio, -slack / w[unchecked: k])
      sums += SIMD3(w[unchecked: k] * step, v[unchecked: k] * slack, step * slack)
    }
    tally.primalRatio = primalRatio
    tally.dualRatio = dualRatio
    tally.primalChange = sums.x
    tally.dualChange = sums.y
    tally.secondChange = sums.z
  }
}

extension Span<Double> {
  /// The four elements from `index` on, which must exist.
  @inline(__always) func four(_ index: Int) -> SIMD4<Double> {
    SIMD4(
      self[unchecked: index], self[unchecked: index &+ 1], self[unchecked: index &+ 2],
      self[unchecked: index &+ 3])
  }
}

extension MutableSpan<Double> {
  /// The four elements from `index` on, which must exist.
  @inline(__always) func four(_ index: Int) -> SIMD4<Double> {
    SIMD4(
      self[unchecked: index], self[unchecked: index &+ 1], self[unchecked: index &+ 2],
      self[unchecked: index &+ 3])
  }
}
