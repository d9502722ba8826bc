internal import Parallelism

/// Sums over columns that place the starting point.
struct StartTally: Sendable {
  /// Least value of columns without bound, least reduced cost of them.
  var leastValue = Double.infinity
  var leastCost = Double.infinity
  /// Σ x s, Σ x and Σ s after the first shift.
  var product = 0.0
  var values = 0.0
  var slacks = 0.0

  mutating func add(_ other: StartTally) {
    leastValue = min(leastValue, other.leastValue)
    leastCost = min(leastCost, other.leastCost)
    product += other.product
    values += other.values
    slacks += other.slacks
  }
}

extension PartSolver {
  /// A point in the interior near the least-squares solutions of A x = b and Aᵀy ≈ c.
  ///
  /// Source: Mehrotra 1992, doi:10.1137/0802028, §7; bounded columns start inside their bounds.
  mutating func start() async {
    border.beginPrimal()
    await leaves.update(threads: options.threads) { _, leaf in
      for i in leaf.cells.indices { leaf.cells[i].beginPrimal() }
    }
    await factorise(fresh: false)
    await direct()
    border.beginDual()
    await leaves.update(threads: options.threads) { _, leaf in
      for i in leaf.cells.indices { leaf.cells[i].beginDual() }
    }
    await direct()
    var sums = border.endDual()
    for index in 0..<leaves.count {
      leaves.with(index) { leaf in
        for i in leaf.cells.indices { sums.add(leaf.cells[i].endDual()) }
      }
    }
    let firstValue = max(0, -1.5 * min(sums.leastValue, 0))
    let firstSlack = max(0, -1.5 * min(sums.leastCost, 0))
    var shifted = border.shift(value: firstValue, slack: firstSlack)
    for index in 0..<leaves.count {
      leaves.with(index) { leaf in
        for i in leaf.cells.indices {
          shifted.add(leaf.cells[i].shift(value: firstValue, slack: firstSlack))
        }
      }
    }
    let least = 1e-4
    let value = max(least, shifted.slacks > 0 ? 0.5 * shifted.product / shifted.slacks : 1)
    let slack = max(least, shifted.values > 0 ? 0.5 * shifted.product / shifted.values : 1)
    _ = border.shift(value: value, slack: slack)
    for index in 0..<leaves.count {
      leaves.with(index) { leaf in
        for i in leaf.cells.indices {
          _ = leaf.cells[i].shift(value: value, slack: slack)
          leaf.cells[i].settle()
        }
      }
    }
    await advance(primal: 0, dual: 0)
  }
}

extension Cell {
  /// The least-squares problem of the values: Δx will be the x of least Σ x² (and Σ (u − x)²) with A x = b.
  mutating func beginPrimal() {
    for c in x.indices { (x[c], s[c], theta[c]) = (0, 0, 1) }
    for k in v.indices { (v[k], w[k]) = (1, 0) }
    evaluate()
    for c in x.indices { (x[c], s[c], h[c], e[c]) = (1, 1, 0, 0) }
    for (k, c) in shape.boundedColumn.enumerated() {
      theta[Int(c)] = 0.5
      h[Int(c)] = -shape.upper[k]
      (v[k], w[k], g[k]) = (1, 1, 0)
    }
  }

  /// The least-squares problem of the prices: Δx will be −θ (c − Aᵀy).
  mutating func beginDual() {
    for c in x.indices {
      x[c] = dx[c]
      h[c] = shape.cost[c]
    }
    for k in localResidual.indices { localResidual[k] = 0 }
    for k in diagonalResidual.indices { diagonalResidual[k] = 0 }
  }

  /// Takes the prices and the reduced costs.
  mutating func endDual() -> StartTally {
    localPrice = localStep
    diagonalPrice = diagonalStep
    for c in x.indices { s[c] = -dx[c] / theta[c] }
    var sums = StartTally()
    var bounded = 0
    for c in x.indices {
      if bounded < v.count, Int(shape.boundedColumn[bounded]) == c {
        bounded += 1
        continue
      }
      sums.leastValue = min(sums.leastValue, x[c])
      sums.leastCost = min(sums.leastCost, s[c])
    }
    for (k, c) in shape.boundedColumn.enumerated() {
      let reduced = s[Int(c)]
      s[Int(c)] = max(0, reduced)
      w[k] = max(0, -reduced)
      x[Int(c)] = min(max(x[Int(c)], 0.1 * shape.upper[k]), 0.9 * shape.upper[k])
      v[k] = shape.upper[k] - x[Int(c)]
    }
    return sums
  }

  /// Adds to values without bound and to slacks.
  mutating func shift(value: Double, slack: Double) -> StartTally {
    var sums = StartTally()
    var bounded = 0
    for c in x.indices {
      s[c] += slack
      if bounded < v.count, Int(shape.boundedColumn[bounded]) == c {
        w[bounded] += slack
        sums.product += v[bounded] * w[bounded]
        sums.values += v[bounded]
        sums.slacks += w[bounded]
        bounded += 1
      } else {
        x[c] += value
      }
      sums.product += x[c] * s[c]
      sums.values += x[c]
      sums.slacks += s[c]
    }
    return sums
  }

  /// Forgets the directions of the start.
  mutating func settle() {
    for k in localStep.indices { localStep[k] = 0 }
    for k in diagonalStep.indices { diagonalStep[k] = 0 }
  }
}

extension BorderState {
  mutating func beginPrimal() {
    residual = side
    for c in columns.indices { (x[c], s[c], theta[c], h[c], e[c]) = (1, 1, 1, 0, 0) }
  }

  mutating func beginDual() {
    for k in residual.indices { residual[k] = 0 }
    for (c, column) in columns.enumerated() {
      x[c] = dx[c]
      h[c] = column.cost
    }
  }

  mutating func endDual() -> StartTally {
    price = step
    var sums = StartTally()
    for c in columns.indices {
      s[c] = -dx[c] / theta[c]
      sums.leastValue = min(sums.leastValue, x[c])
      sums.leastCost = min(sums.leastCost, s[c])
    }
    return sums
  }

  mutating func shift(value: Double, slack: Double) -> StartTally {
    var sums = StartTally()
    for c in columns.indices {
      x[c] += value
      s[c] += slack
      sums.product += x[c] * s[c]
      sums.values += x[c]
      sums.slacks += s[c]
    }
    return sums
  }
}
