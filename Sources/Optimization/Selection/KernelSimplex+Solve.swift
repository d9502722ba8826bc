extension KernelSimplex {
  /// A basic variable outside its bounds.
  private struct Leaving {
    /// A place in `basic`, or −1.
    var place = -1
    /// A row whose slack is basic, where `place` is −1.
    var row = -1
    /// How far the variable lies outside.
    var distance = 0.0
    /// Whether it lies below its lower bound.
    var isBelow = false
    /// The bound that it violates.
    var target = 0.0
  }

  /// Steps until the basis is optimal, the relaxation infeasible, or its bound below `cutoff`.
  mutating func solve(_ model: SelectionModel, cutoff: Double, maximumSteps: Int) -> Outcome {
    moveFixedColumns(model)
    var steps = 0
    while true {
      if stepsSinceFactor >= 100 { refactor(model) }
      if objective(model) < cutoff { return .cutoff }
      let leaving = chooseLeaving(model)
      if leaving.distance == 0 { return .optimal }
      guard steps < maximumSteps else { return .stalled }
      steps += 1
      totalSteps += 1
      computePivotRow(leaving, model)
      guard let entering = chooseEntering(leaving, model) else {
        for row in 0..<model.rowCount {
          ray[row] = leaving.isBelow ? rowOfInverse[row] : -rowOfInverse[row]
        }
        clearPivotRow(leaving)
        // A proof from a drifted kernel is not to be trusted: once more from a fresh one.
        if stepsSinceFactor > 0 {
          refactor(model)
          continue
        }
        return .infeasible
      }
      if entering.size < 1e-5, stepsSinceFactor > 0 {
        clearPivotRow(leaving)
        refactor(model)
        continue
      }
      applyFlips(model)
      step(leaving, entering, model)
      stepsSinceFactor += 1
    }
  }

  mutating func refactor(_ model: SelectionModel) {
    load(basic: basic, tight: tight, model)
  }

  /// Moves non-basic columns to the bounds at which they have been fixed since the last solve.
  private mutating func moveFixedColumns(_ model: SelectionModel) {
    flips.removeAll(keepingCapacity: true)
    for column in 0..<model.columnCount where bound[column] != Bound.free {
      guard basicPlace[column] < 0, atOne[column] != (bound[column] == Bound.one) else { continue }
      flips.append(Int32(column))
    }
    applyFlips(model)
  }

  /// Moves the non-basic columns of `flips` to their other bounds, and all values with them.
  private mutating func applyFlips(_ model: SelectionModel) {
    guard !flips.isEmpty else { return }
    Flat.clear(&change)
    for flip in flips {
      let column = Int(flip)
      let direction = atOne[column] ? -1.0 : 1.0
      atOne[column].toggle()
      nonbasicValue += direction * model.cost[column]
      model.add(column, times: direction, to: &change)
    }
    Flat.add(change, times: 1, to: &activity)
    // `byTight` still holds the row of the inverse.
    for index in 0..<size { column[index] = change[Int(tight[index])] }
    for place in 0..<size {
      let sum = Flat.dot(inverse, at: place * stride, column, count: size)
      guard sum != 0 else { continue }
      basicValue[place] -= sum
      model.add(Int(basic[place]), times: -sum, to: &activity)
    }
  }

  private func chooseLeaving(_ model: SelectionModel) -> Leaving {
    var best = Leaving()
    best.distance = 0
    var most = Self.primalTolerance
    for place in 0..<size {
      let value = basicValue[place]
      let state = bound[Int(basic[place])]
      let low = state == Bound.one ? 1.0 : 0
      let high = state == Bound.zero ? 0.0 : 1
      if low - value > most {
        most = low - value
        best = Leaving(place: place, distance: most, isBelow: true, target: low)
      } else if value - high > most {
        most = value - high
        best = Leaving(place: place, distance: most, isBelow: false, target: high)
      }
    }
    let activity = activity.span
    let limit = model.limit.span
    let place = tightPlace.span
    for row in 0..<model.rowCount {
      let excess = activity[row] - limit[row]
      if excess > most {
        guard place[row] < 0 else { continue }
        most = excess
        best = Leaving(row: row, distance: most, isBelow: true)
      } else if -excess > most, isEquality[row], place[row] < 0 {
        most = -excess
        best = Leaving(row: row, distance: most, isBelow: false)
      }
    }
    return best
  }

  /// The leaving variable's row of the inverse (`rowOfInverse`, by row) and of the tableau (`pivotRow`,
  /// by column).
  private mutating func computePivotRow(_ leaving: Leaving, _ model: SelectionModel) {
    for index in 0..<size { byTight[index] = 0 }
    if leaving.place >= 0 {
      for index in 0..<size { byTight[index] = inverse[leaving.place * stride + index] }
    } else {
      rowOfInverse[leaving.row] = 1
      for entry in Int(model.rowFirst[leaving.row])..<Int(model.rowFirst[leaving.row + 1]) {
        let place = Int(basicPlace[Int(model.rowColumn[entry])])
        guard place >= 0 else { continue }
        Flat.add(
          inverse, at: place * stride, times: -model.rowValue[entry], to: &byTight, count: size)
      }
    }
    Flat.clear(&pivotRow)
    for index in 0..<size {
      let row = Int(tight[index])
      let factor = byTight[index]
      rowOfInverse[row] = factor
      if factor != 0 { model.subtract(row, times: -factor, from: &pivotRow) }
    }
    if leaving.row >= 0 { model.subtract(leaving.row, times: -1, from: &pivotRow) }
  }

  private mutating func clearPivotRow(_ leaving: Leaving) {
    for row in tight { rowOfInverse[Int(row)] = 0 }
    if leaving.row >= 0 { rowOfInverse[leaving.row] = 0 }
  }

  /// The long-step ratio test: passes breakpoints of boxed columns (they will flip) as long as the
  /// dual objective still falls.
  ///
  /// - Returns: the variable that enters; nil where none does, so nothing is feasible.
  private mutating func chooseEntering(_ leaving: Leaving, _ model: SelectionModel) -> Breakpoint? {
    breakpoints.removeAll(keepingCapacity: true)
    flips.removeAll(keepingCapacity: true)
    let sign = leaving.isBelow ? -1.0 : 1.0
    Self.gather(pivotRow, reduced, bound, basicPlace, atOne, sign: sign, into: &breakpoints)
    for row in tight where !isEquality[Int(row)] {
      let entry = sign * rowOfInverse[Int(row)]
      guard entry > Self.pivotTolerance else { continue }
      breakpoints.append(
        Breakpoint(ratio: max(0, multiplier[Int(row)]) / entry, size: entry, variable: ~row))
    }
    var slope = leaving.distance
    while !breakpoints.isEmpty {
      var least = Double.infinity
      for point in breakpoints { least = min(least, point.ratio) }
      var chosen = -1
      for (index, point) in breakpoints.enumerated() where point.ratio <= least + 1e-9 {
        if chosen < 0 || point.size > breakpoints[chosen].size { chosen = index }
      }
      let point = breakpoints[chosen]
      if point.variable >= 0 { slope -= point.size }
      if point.variable < 0 || slope <= Self.primalTolerance { return point }
      flips.append(point.variable)
      breakpoints.swapAt(chosen, breakpoints.count - 1)
      breakpoints.removeLast()
    }
    return nil
  }

  /// Collects the columns whose reduced costs the dual step drives to 0.
  private static func gather(
    _ pivotRow: [Double], _ reduced: [Double], _ bound: [UInt8], _ basicPlace: [Int32],
    _ atOne: [Bool], sign: Double, into breakpoints: inout [Breakpoint]
  ) {
    let alpha = pivotRow.span
    let costs = reduced.span
    let state = bound.span
    let place = basicPlace.span
    let isOne = atOne.span
    // All five arrays have n entries.
    for column in 0..<alpha.count {
      let entry = sign * alpha[unchecked: column]
      guard abs(entry) > pivotTolerance, state[unchecked: column] == Bound.free,
        place[unchecked: column] < 0, (entry > 0) != isOne[unchecked: column]
      else { continue }
      breakpoints.append(
        Breakpoint(
          ratio: abs(costs[unchecked: column]) / abs(entry), size: abs(entry),
          variable: Int32(column)))
    }
  }

  /// Exchanges the leaving and the entering variable.
  private mutating func step(_ leaving: Leaving, _ entering: Breakpoint, _ model: SelectionModel) {
    let enteringColumn = Int(entering.variable)
    let enteringRow = Int(~entering.variable)
    let isColumn = entering.variable >= 0
    let pivot = isColumn ? pivotRow[enteringColumn] : rowOfInverse[enteringRow]
    // Duals.
    let ratio =
      isColumn
      ? abs(reduced[enteringColumn]) / abs(pivot) : max(0, multiplier[enteringRow]) / abs(pivot)
    let dualStep = leaving.isBelow ? ratio : -ratio
    if dualStep != 0 {
      Flat.add(pivotRow, times: -dualStep, to: &reduced)
      for row in tight { multiplier[Int(row)] += dualStep * rowOfInverse[Int(row)] }
      if leaving.row >= 0 { multiplier[leaving.row] += dualStep }
    }
    // The entering variable's column of the tableau.
    for place in 0..<size { column[place] = 0 }
    if isColumn {
      for entry in Int(
        model.columnFirst[enteringColumn])..<Int(model.columnFirst[enteringColumn + 1])
      {
        let index = Int(tightPlace[Int(model.columnRow[entry])])
        guard index >= 0 else { continue }
        let value = model.columnValue[entry]
        for place in 0..<size { column[place] += value * inverse[place * stride + index] }
      }
    } else {
      let index = Int(tightPlace[enteringRow])
      for place in 0..<size { column[place] = inverse[place * stride + index] }
    }
    // Primal values.
    let current =
      leaving.place >= 0
      ? basicValue[leaving.place] : model.limit[leaving.row] - activity[leaving.row]
    let primalStep = (current - leaving.target) / pivot
    if primalStep != 0 {
      if isColumn { model.add(enteringColumn, times: primalStep, to: &activity) }
      for place in 0..<size where column[place] != 0 {
        let move = -primalStep * column[place]
        basicValue[place] += move
        model.add(Int(basic[place]), times: move, to: &activity)
      }
    }
    var enteringValue = primalStep
    if isColumn, atOne[enteringColumn] {
      enteringValue += 1
      nonbasicValue -= model.cost[enteringColumn]
      atOne[enteringColumn] = false
    }
    // The kernel.
    switch (leaving.place >= 0, isColumn) {
    case (true, true):
      replaceColumn(leaving.place)
      drop(basicAt: leaving.place, toOne: leaving.target == 1, model)
      basic[leaving.place] = Int32(enteringColumn)
      basicPlace[enteringColumn] = Int32(leaving.place)
      basicValue[leaving.place] = enteringValue
    case (false, true):
      border(pivot)
      basic.append(Int32(enteringColumn))
      tight.append(Int32(leaving.row))
      basicValue.append(enteringValue)
      basicPlace[enteringColumn] = Int32(size)
      tightPlace[leaving.row] = Int32(size)
      size += 1
    case (true, false):
      removeFromKernel(leaving.place, Int(tightPlace[enteringRow]), model, leaving.target == 1)
      rowOfInverse[enteringRow] = 0
    case (false, false):
      let index = Int(tightPlace[enteringRow])
      replaceRow(index)
      rowOfInverse[enteringRow] = 0
      tightPlace[enteringRow] = -1
      tight[index] = Int32(leaving.row)
      tightPlace[leaving.row] = Int32(index)
    }
    if isColumn { reduced[enteringColumn] = 0 } else { multiplier[enteringRow] = 0 }
    clearPivotRow(leaving)
  }

  private mutating func drop(basicAt place: Int, toOne: Bool, _ model: SelectionModel) {
    let column = Int(basic[place])
    basicPlace[column] = -1
    atOne[column] = toOne
    if toOne { nonbasicValue += model.cost[column] }
  }

  /// The kernel's inverse after the column at `place` gave way to the one whose tableau column is
  /// `column`.
  private mutating func replaceColumn(_ place: Int) {
    let scale = 1 / column[place]
    let from = place * stride
    for index in 0..<size { inverse[from + index] *= scale }
    for row in 0..<size where row != place && column[row] != 0 {
      Flat.add(
        partAt: from, times: -column[row], toPartAt: row * stride, count: size, of: &inverse)
    }
  }

  /// The inverse with one more row and column; −w stands in `rowOfInverse`, the new column's image in
  /// `column`.
  private mutating func border(_ pivot: Double) {
    grow(to: size + 1)
    let scale = 1 / pivot
    let last = size * stride
    for index in 0..<size { inverse[last + index] = byTight[index] * scale }
    for place in 0..<size {
      Flat.add(
        partAt: last, times: -column[place], toPartAt: place * stride, count: size, of: &inverse)
      inverse[place * stride + size] = -column[place] * scale
    }
    inverse[size * stride + size] = scale
  }

  /// The inverse without the basic column at `place` and the tight row at `index`.
  private mutating func removeFromKernel(
    _ place: Int, _ index: Int, _ model: SelectionModel, _ toOne: Bool
  ) {
    let scale = 1 / inverse[place * stride + index]
    for row in 0..<size where row != place {
      let factor = inverse[row * stride + index] * scale
      guard factor != 0 else { continue }
      Flat.add(
        partAt: place * stride, times: -factor, toPartAt: row * stride, count: size, of: &inverse)
    }
    drop(basicAt: place, toOne: toOne, model)
    tightPlace[Int(tight[index])] = -1
    // The last row and column take the free places.
    let last = size - 1
    if place != last {
      for other in 0..<size { inverse[place * stride + other] = inverse[last * stride + other] }
      basic[place] = basic[last]
      basicValue[place] = basicValue[last]
      basicPlace[Int(basic[place])] = Int32(place)
    }
    if index != last {
      for row in 0..<last { inverse[row * stride + index] = inverse[row * stride + last] }
      tight[index] = tight[last]
      tightPlace[Int(tight[index])] = Int32(index)
    }
    basic.removeLast()
    basicValue.removeLast()
    tight.removeLast()
    size -= 1
  }

  /// The inverse after the tight row at `index` gave way to the one whose −w stands in `rowOfInverse`.
  private mutating func replaceRow(_ index: Int) {
    let pivot = -rowOfInverse[Int(tight[index])]
    let scale = 1 / pivot
    for place in 0..<size {
      let from = place * stride
      let factor = inverse[from + index] * scale
      guard factor != 0 else { continue }
      for other in 0..<size { inverse[from + other] += factor * byTight[other] }
      inverse[from + index] = factor
    }
  }
}
