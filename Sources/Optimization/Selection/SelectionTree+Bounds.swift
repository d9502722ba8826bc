extension SelectionTree {
  /// Computes the node's bound from the multipliers, by the definition in ``SelectionCertificate``.
  mutating func bound(_ outcome: KernelSimplex.Outcome) {
    for row in 0..<model.rowCount {
      dualRows[row] = model.rowSource[row] < 0 ? 0 : max(0, simplex.multiplier[row])
    }
    lagrange()
    guard outcome == .infeasible, nodeBound >= cutoff else { return }
    // Along the ray the bound falls without end; a long way may lose digits, so the way is doubled.
    var way = 1.0
    for _ in 0..<60 {
      for row in 0..<model.rowCount where model.rowSource[row] >= 0 {
        dualRows[row] = max(0, simplex.multiplier[row] + way * simplex.ray[row])
      }
      lagrange()
      if nodeBound < cutoff { return }
      way *= 2
    }
  }

  /// L(y) for `dualRows`.
  private mutating func lagrange() {
    model.price(dualRows, into: &terms)
    var sum = model.baseValue
    for row in 0..<model.rowCount where dualRows[row] != 0 {
      sum += dualRows[row] * model.limit[row]
    }
    for group in 0..<model.groupCount {
      var best = simplex.isRequired(group, of: model) ? -Double.infinity : 0
      for column in Int(model.groupFirst[group])..<Int(model.groupFirst[group + 1])
      where simplex.bound[column] != KernelSimplex.Bound.zero && terms[column] > best {
        best = terms[column]
      }
      groupBest[group] = best
      sum += best
    }
    nodeBound = sum
  }

  /// Strikes out what cannot be part of a better solution, by the bound with it.
  mutating func strikeOut() {
    let room = cutoff - nodeBound
    for group in 0..<model.groupCount {
      let least = groupBest[group] + room
      let columns = Int(model.groupFirst[group])..<Int(model.groupFirst[group + 1])
      var changed = false
      for column in columns
      where simplex.bound[column] == KernelSimplex.Bound.free && terms[column] < least {
        simplex.bound[column] = KernelSimplex.Bound.zero
        changed = true
      }
      if least > 0, !simplex.isRequired(group, of: model) {
        simplex.requireGroup(group, of: model)
        changed = true
      }
      if changed { settle(group) }
    }
  }

  /// Strikes out options that no longer fit into some row beside what must be chosen.
  ///
  /// - Returns: false where the rows contradict what must be chosen.
  mutating func propagate() -> Bool {
    // In a dense model single columns are small beside the limits until few are left.
    if !model.dense.isEmpty {
      var free = 0
      for column in 0..<model.columnCount where simplex.bound[column] == KernelSimplex.Bound.free {
        free += 1
      }
      if free > 30 { return true }
    }
    for _ in 0..<3 {
      var changed = false
      for row in 0..<model.rowCount where model.rowSource[row] >= 0 {
        guard let struck = propagate(row) else { return false }
        if struck { changed = true }
      }
      if !changed { return true }
    }
    return true
  }

  /// One row of ``propagate()``: nil where it cannot hold, else whether something was struck out.
  private mutating func propagate(_ row: Int) -> Bool? {
    let first = Int(model.rowFirst[row])
    let end = Int(model.rowFirst[row + 1])
    let limit = model.limit[row] + SelectionModel.tolerance * (1 + abs(model.limit[row]))
    var least = 0.0
    var largest = 0.0
    var entry = first
    while entry < end {
      let group = Int(model.columnGroup[Int(model.rowColumn[entry])])
      let (low, high, next) = range(at: entry, end: end, group)
      least += low
      largest = max(largest, high - low)
      entry = next
    }
    if least > limit { return nil }
    guard least + largest > limit else { return false }
    var changed = false
    entry = first
    while entry < end {
      let group = Int(model.columnGroup[Int(model.rowColumn[entry])])
      let (low, high, next) = range(at: entry, end: end, group)
      if least - low + high > limit {
        // Leaving it out counts 0 in this row.
        if least - low > limit, !simplex.isRequired(group, of: model) {
          simplex.requireGroup(group, of: model)
          changed = true
        }
        for index in entry..<next where least - low + model.rowValue[index] > limit {
          let column = Int(model.rowColumn[index])
          guard simplex.bound[column] != KernelSimplex.Bound.zero else { continue }
          simplex.bound[column] = KernelSimplex.Bound.zero
          changed = true
        }
        if !settle(group) { return nil }
      }
      entry = next
    }
    return changed
  }

  /// The least and the largest coefficient that a group's allowed choices have in a row, and where the
  /// next group's entries begin.
  @inline(__always)
  private func range(
    at start: Int, end: Int, _ group: Int
  ) -> (low: Double, high: Double, next: Int) {
    var low = Double.infinity
    var high = -Double.infinity
    var entry = start
    var open = 0
    let last = model.groupFirst[group + 1]
    while entry < end, model.rowColumn[entry] < last {
      if simplex.bound[Int(model.rowColumn[entry])] != KernelSimplex.Bound.zero {
        low = min(low, model.rowValue[entry])
        high = max(high, model.rowValue[entry])
        open += 1
      }
      entry += 1
    }
    // Being left out, or a column without an entry, counts 0.
    if !simplex.isRequired(group, of: model)
      || (open < Int(last - model.groupFirst[group]) && open < openCount(group))
    {
      low = min(low, 0)
      high = max(high, 0)
    }
    return (low, high, entry)
  }

  private func openCount(_ group: Int) -> Int {
    var count = 0
    for column in Int(model.groupFirst[group])..<Int(model.groupFirst[group + 1])
    where simplex.bound[column] != KernelSimplex.Bound.zero {
      count += 1
    }
    return count
  }

  /// Whether what was struck out excludes the point of the relaxation.
  func cutsOffPoint() -> Bool {
    for place in 0..<simplex.size {
      let column = Int(simplex.basic[place])
      let value = simplex.basicValue[place]
      if simplex.bound[column] == KernelSimplex.Bound.zero, value > 1e-6 { return true }
      if simplex.bound[column] == KernelSimplex.Bound.one, value < 1 - 1e-6 { return true }
    }
    for column in 0..<model.columnCount where simplex.basicPlace[column] < 0 {
      switch simplex.bound[column] {
      case KernelSimplex.Bound.zero: if simplex.atOne[column] { return true }
      case KernelSimplex.Bound.one: if !simplex.atOne[column] { return true }
      default: break
      }
    }
    for group in 0..<model.groupCount {
      let row = Int(model.groupRow[group])
      if row >= 0, simplex.isEquality[row], simplex.activity[row] < 1 - 1e-6 { return true }
    }
    return false
  }
}
