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

  /// Subtracts the products of wide rows among themselves.
  static func addWide(_ shape: CellShape, product: [Double], front: inout [Double], size: Int) {
    let (wide, places, product) = (
      shape.frontPlan.wide.span, shape.frontPlace.span, product.span
    )
    var front = front.mutableSpan
    let count = wide.count
    for j in 0..<count {
      let base = Int(places[unchecked: Int(wide[unchecked: j])]) &* size
      for i in j..<count {
        let place = Int(places[unchecked: Int(wide[unchecked: i])])
        front[unchecked: place &+ base] -= product[unchecked: i &+ j &* count]
      }
    }
  }

  /// The lower triangle of a square matrix.
  static func copyTriangle(_ a: [Double], to b: inout [Double], order m: Int) {
    let a = a.span
    var b = b.mutableSpan
    for j in 0..<m {
      for k in (j &+ j &* m)..<(m &+ j &* m) { b[unchecked: k] = a[unchecked: k] }
    }
  }

  /// Copies the lower triangle to the upper, by tiles.
  static func mirror(_ a: inout [Double], order m: Int) {
    var a = a.mutableSpan
    let tile = 16
    for top in stride(from: 0, to: m, by: tile) {
      for left in stride(from: 0, through: top, by: tile) {
        for i in top..<min(m, top + tile) {
          for j in left..<min(i, left + tile) {
            a[unchecked: j &+ i &* m] = a[unchecked: i &+ j &* m]
          }
        }
      }
    }
  }

  /// b := aᵀ, by tiles.
  static func transpose(_ a: [Double], rows: Int, columns: Int, to b: inout [Double]) {
    let a = a.span
    var b = b.mutableSpan
    let tile = 16
    for top in stride(from: 0, to: rows, by: tile) {
      for left in stride(from: 0, to: columns, by: tile) {
        for i in top..<min(rows, top + tile) {
          for j in left..<min(columns, left + tile) {
            b[unchecked: j &+ i &* columns] = a[unchecked: i &+ j &* rows]
          }
        }
      }
    }
  }

  /// G of the narrow rows, group by group, the rows of a group side by side for each dense row.
  static func pack(_ shape: CellShape, coupling: [Double], packed: inout [Double]) {
    let plan = shape.frontPlan
    let (narrow, groups, places) = (
      plan.narrow.span, plan.groupOfNarrow.span, shape.frontPlace.span
    )
    let (groupPlace, groupCount, packedStart) = (
      plan.groupPlace.span, plan.groupCount.span, plan.packedStart.span
    )
    let (start, coupling) = (shape.couplingStart.span, coupling.span)
    var packed = packed.mutableSpan
    for k in 0..<Int(packedStart[unchecked: packedStart.count - 1]) { packed[unchecked: k] = 0 }
    for n in 0..<narrow.count {
      let border = Int(narrow[unchecked: n])
      let group = Int(groups[unchecked: n])
      let stride = Int(FrontPlan.padded(groupCount[unchecked: group]))
      var place =
        Int(packedStart[unchecked: group])
        + Int(places[unchecked: border] - groupPlace[unchecked: group])
      for e in Int(start[unchecked: border])..<Int(start[unchecked: border + 1]) {
        packed[unchecked: place] = coupling[unchecked: e]
        place &+= stride
      }
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
  ///
  /// Groups are written four rows at a time: a group's padding subtracts 0 from rows behind it, the rows
  /// before the diagonal belong to the upper triangle, which nothing reads; the front has room for four
  /// more numbers at its end.
  static func narrow(
    _ shape: CellShape, inverse: [Double], packed: [Double], product: inout [Double],
    front: inout [Double], size: Int
  ) {
    let plan = shape.frontPlan
    let m = shape.denseCount
    let (narrow, groupOfNarrow, places) = (
      plan.narrow.span, plan.groupOfNarrow.span, shape.frontPlace.span
    )
    let (groupPlace, groupCount, packedStart) = (
      plan.groupPlace.span, plan.groupCount.span, plan.packedStart.span
    )
    let (rowStart, rows) = (plan.groupRowStart.span, plan.groupRows.span)
    let (inverse, packed) = (inverse.span, packed.span)
    var product = product.mutableSpan
    var front = front.mutableSpan
    let groups = groupPlace.count
    for n in 0..<narrow.count {
      let group = Int(groupOfNarrow[unchecked: n])
      let place = Int(places[unchecked: Int(narrow[unchecked: n])])
      let base = place &* size
      let own = place &- Int(groupPlace[unchecked: group])
      // S⁻¹ g.
      let dense = Int(rowStart[unchecked: group])
      let stride = Int(FrontPlan.padded(groupCount[unchecked: group]))
      for i in 0..<m { product[unchecked: i] = 0 }
      for r in 0..<(Int(rowStart[unchecked: group + 1]) - dense) {
        let g = packed[unchecked: Int(packedStart[unchecked: group]) &+ r &* stride &+ own]
        let column = Int(rows[unchecked: dense &+ r]) &* m
        for i in 0..<m { product[unchecked: i] += g * inverse[unchecked: column &+ i] }
      }
      var from = own & ~3
      for other in group..<groups {
        let start = Int(packedStart[unchecked: other])
        let stride = Int(FrontPlan.padded(groupCount[unchecked: other]))
        let first = Int(rowStart[unchecked: other])
        let last = Int(rowStart[unchecked: other + 1])
        let target = base &+ Int(groupPlace[unchecked: other])
        var k = from
        while k < stride {
          var sum = SIMD4<Double>()
          var packedPlace = start &+ k
          for r in first..<last {
            sum += product[unchecked: Int(rows[unchecked: r])] * packed.four(packedPlace)
            packedPlace &+= stride
          }
          front[unchecked: target &+ k] -= sum[0]
          front[unchecked: target &+ k &+ 1] -= sum[1]
          front[unchecked: target &+ k &+ 2] -= sum[2]
          front[unchecked: target &+ k &+ 3] -= sum[3]
          k &+= 4
        }
        from = 0
      }
    }
  }
}
