/// A point of the interior: what is chosen, and the prices. In the units of ``ApportionmentArrays``.
struct ApportionmentPoint {
  /// Values within 0 and their upper limits, with the price of either.
  struct Boxed {
    var value: [Double]
    let upper: [Double]
    var atZero: [Double]
    var atLimit: [Double]

    init(_ value: [Double], upper: [Double]) {
      self.value = value
      self.upper = upper
      atZero = [Double](repeating: 1, count: value.count)
      atLimit = atZero
    }

    /// What Newton's system has on its diagonal.
    var diagonal: [Double] {
      value.indices.map {
        atZero[$0] / value[$0] + atLimit[$0] / (upper[$0] - value[$0])
      }
    }

    /// Σ price × distance.
    var complementarity: Double {
      value.indices.reduce(0) {
        $0 + atZero[$1] * value[$1] + atLimit[$1] * (upper[$1] - value[$1])
      }
    }
  }

  var parts: Boxed
  var pieces: Boxed
  var groupPrice: [Double]
  /// By row; an equation has neither slack nor a sign.
  var slack: [Double]
  var rowPrice: [Double]

  /// A start well inside: what groups begin with is spread over their parts, and half their pieces.
  init(_ program: ApportionmentArrays) {
    var count = [Double](repeating: 0, count: program.groupCount)
    for group in program.group where group >= 0 { count[group] += 1 }
    let halves = program.width.map { $0 / 2 }
    var wanted = program.start
    for group in 0..<program.groupCount {
      for index in program.pieceStart[group]..<program.pieceStart[group + 1] {
        wanted[group] += halves[index]
      }
    }
    var values = program.upper.map { $0 / 2 }
    for index in values.indices where program.group[index] >= 0 {
      let group = program.group[index]
      let share = wanted[group] / max(1, count[group])
      values[index] = min(values[index], max(share, 0.1 * values[index]))
    }
    parts = Boxed(values, upper: program.upper)
    pieces = Boxed(halves, upper: program.width)
    groupPrice = [Double](repeating: 0.5, count: program.groupCount)
    var left = program.limit
    for index in values.indices {
      for use in program.useStart[index]..<program.useStart[index + 1] {
        left[program.useRow[use]] -= program.useAmount[use] * values[index]
      }
    }
    slack = zip(left, program.isExact).map { $1 ? 0 : max($0, 0.1) }
    rowPrice = program.isExact.map { $0 ? 0 : 1 }
  }

  /// How many products of a price and a distance there are.
  var complementarityCount: Int {
    2 * (parts.value.count + pieces.value.count) + slack.count
  }

  /// Σ price × distance.
  var complementarity: Double {
    var sum = parts.complementarity + pieces.complementarity
    for (slack, price) in zip(slack, rowPrice) where slack > 0 { sum += slack * price }
    return sum
  }
}
