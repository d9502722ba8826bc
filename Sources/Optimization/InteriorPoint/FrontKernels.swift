/// The loops that add a cell to its leaf's front. Indices come from the ``CellShape`` and its
/// ``FrontPlan``: rows below the number of dense rows, places below the size of the front.
enum FrontKernels {
  /// Gᵀ of the wide rows, dense, a column each.
  static func fillWide(_ shape: CellShape, coupling: [Double], wide: inout [Double]) {
    let m = shape.denseCount
    let (start, row) = (shape.couplingStart.span, shape.couplingRow.span)
    let coupling = coupling.span
    let rows = shape.frontPlan.wide.span
    var wide = wide.mutableSpan
    for k in 0..<(m * rows.count) { wide[unchecked: k] = 0 }
    for j in 0..<rows.count {
      let border = Int(rows[unchecked: j])
      for e in Int(start[unchecked: border])..<Int(start[unchecked: border + 1]) {
        wide[unchecked: Int(row[unchecked: e]) &+ j &* m] = coupling[unchecked: e]
      }
    }
  }

  /// G of the narrow rows, group by group, the rows of a group side by side for each dense row.
  static func pack(_ shape: CellShape, coupling: [Double], packed: inout [Double]) {
    let plan = shape.frontPlan
    var offset = 0
    for group in 0..<(plan.groupStart.count - 1) {
      let first = Int(plan.groupStart[group])
      let count = Int(plan.groupStart[group + 1]) - first
      let width = Int(plan.groupRowStart[group + 1] - plan.groupRowStart[group])
      for k in 0..<count {
        let start = Int(shape.couplingStart[Int(plan.narrow[first + k])])
        for r in 0..<width { packed[offset + r * count + k] = coupling[start + r] }
      }
      offset += count * width
    }
  }

  /// Wide rows with narrow ones; `transposed` is S⁻¹Gᵀ of the wide rows, transposed.
  static func mixed(
    _ shape: CellShape, coupling: [Double], transposed: [Double], sums: inout [Double],
    front: inout [Double], size: Int
  ) {
    let plan = shape.frontPlan
    let (start, row, places) = (
      shape.couplingStart.span, shape.couplingRow.span, shape.frontPlace.span
    )
    let (narrow, wide) = (plan.narrow.span, plan.wide.span)
    let (coupling, transposed) = (coupling.span, transposed.span)
    var sums = sums.mutableSpan
    var front = front.mutableSpan
    let count = wide.count
    for n in 0..<narrow.count {
      let border = Int(narrow[unchecked: n])
      for j in 0..<count { sums[unchecked: j] = 0 }
      for e in Int(start[unchecked: border])..<Int(start[unchecked: border + 1]) {
        let a = coupling[unchecked: e]
        let base = Int(row[unchecked: e]) &* count
        for j in 0..<count { sums[unchecked: j] += a * transposed[unchecked: base &+ j] }
      }
      let place = Int(places[unchecked: border])
      for j in 0..<count {
        let other = Int(places[unchecked: Int(wide[unchecked: j])])
        let index = place > other ? place &+ other &* size : other &+ place &* size
        front[unchecked: index] -= sums[unchecked: j]
      }
    }
  }

  /// Narrow rows with each other; `inverse` is S⁻¹, both triangles.
  static func narrow(
    _ shape: CellShape, inverse: [Double], packed: [Double], product: inout [Double],
    sums: inout [Double], front: inout [Double], size: Int
  ) {
    let plan = shape.frontPlan
    let m = shape.denseCount
    let (narrow, groupStart) = (plan.narrow.span, plan.groupStart.span)
    let (rowStart, rows, places) = (
      plan.groupRowStart.span, plan.groupRows.span, shape.frontPlace.span
    )
    let (inverse, packed) = (inverse.span, packed.span)
    var product = product.mutableSpan
    var sums = sums.mutableSpan
    var front = front.mutableSpan
    let groups = groupStart.count - 1
    var offset = 0
    for group in 0..<groups {
      let first = Int(groupStart[unchecked: group])
      let count = Int(groupStart[unchecked: group + 1]) - first
      let dense = Int(rowStart[unchecked: group])
      let width = Int(rowStart[unchecked: group + 1]) - dense
      for j in 0..<count {
        // S⁻¹ g for row j of the group.
        for i in 0..<m { product[unchecked: i] = 0 }
        for r in 0..<width {
          let g = packed[unchecked: offset &+ r &* count &+ j]
          let base = Int(rows[unchecked: dense &+ r]) &* m
          for i in 0..<m { product[unchecked: i] += g * inverse[unchecked: base &+ i] }
        }
        let base = Int(places[unchecked: Int(narrow[unchecked: first &+ j])]) &* size
        var otherOffset = offset
        var from = j
        for other in group..<groups {
          let start = Int(groupStart[unchecked: other])
          let number = Int(groupStart[unchecked: other + 1]) - start
          let otherDense = Int(rowStart[unchecked: other])
          let otherWidth = Int(rowStart[unchecked: other + 1]) - otherDense
          if otherWidth == 1 {
            let t = product[unchecked: Int(rows[unchecked: otherDense])]
            for k in from..<number {
              let place = Int(places[unchecked: Int(narrow[unchecked: start &+ k])])
              front[unchecked: place &+ base] -= t * packed[unchecked: otherOffset &+ k]
            }
          } else {
            let t = product[unchecked: Int(rows[unchecked: otherDense])]
            for k in from..<number {
              sums[unchecked: k] = t * packed[unchecked: otherOffset &+ k]
            }
            for r in 1..<otherWidth {
              let t = product[unchecked: Int(rows[unchecked: otherDense &+ r])]
              let start = otherOffset &+ r &* number
              for k in from..<number { sums[unchecked: k] += t * packed[unchecked: start &+ k] }
            }
            for k in from..<number {
              let place = Int(places[unchecked: Int(narrow[unchecked: start &+ k])])
              front[unchecked: place &+ base] -= sums[unchecked: k]
            }
          }
          otherOffset &+= number &* otherWidth
          from = 0
        }
      }
      offset += count * width
    }
  }
}
