internal import LinearAlgebra

/// How a cell's border rows meet its dense rows: few of them each (a window draws on the pools of one
/// skill), in groups of the same dense rows; or many (a budget).
struct FrontPlan: Sendable {
  /// Border rows with so many dense rows that dense algebra pays.
  private(set) var wide: [Int32] = []
  /// The others, ascending, in groups of equal dense rows: `groupStart` into `narrow`, and for each group
  /// its dense rows, `groupRows[groupRowStart[g]..<groupRowStart[g + 1]]`.
  private(set) var narrow: [Int32] = []
  private(set) var groupStart: [Int32] = [0]
  private(set) var groupRowStart: [Int32] = [0]
  private(set) var groupRows: [Int32] = []

  /// More dense rows than this are many.
  private static let narrowLimit = 12

  init(couplingStart: [Int32], couplingRow: [Int32]) {
    for k in 0..<max(0, couplingStart.count - 1) {
      let rows = couplingRow[Int(couplingStart[k])..<Int(couplingStart[k + 1])]
      guard !rows.isEmpty else { continue }
      guard rows.count <= FrontPlan.narrowLimit else {
        wide.append(Int32(k))
        continue
      }
      let last = groupRows[Int(groupRowStart.dropLast().last ?? 0)...]
      if groupStart.count > 1, last.elementsEqual(rows) {
        groupStart[groupStart.count - 1] += 1
      } else {
        groupStart.append(groupStart[groupStart.count - 1] + 1)
        groupRows += rows
        groupRowStart.append(Int32(groupRows.count))
      }
      narrow.append(Int32(k))
    }
  }
}

extension Cell {
  /// Adds C − G S⁻¹ Gᵀ to the lower triangle of the leaf's front, where S are the dense rows' normal
  /// equations, G their couplings with the border rows, and C those among border rows.
  ///
  /// Wide rows go through L⁻¹Gᵀ and dense products. Narrow ones need only the few entries of S⁻¹ that
  /// their dense rows pick: five multiplications a pair instead of one for each dense row.
  mutating func addToFront(_ front: inout [Double], size: Int, _ scratch: inout Scratch) {
    for k in pair.indices {
      let (i, j) = (Int(shape.pairFirst[k]), Int(shape.pairSecond[k]))
      front[Int(shape.frontPlace[i]) + Int(shape.frontPlace[j]) * size] += pair[k]
    }
    let m = shape.denseCount
    let plan = shape.frontPlan
    guard m > 0 else { return }
    if !plan.wide.isEmpty {
      addWide(&front, size: size, &scratch)
    }
    guard !plan.narrow.isEmpty else { return }
    if scratch.inverse.count < m * m {
      scratch.inverse = [Double](repeating: 0, count: m * m)
      scratch.sums = [Double](repeating: 0, count: max(m, shape.borderCount))
    }
    if scratch.sums.count < max(m, shape.borderCount) {
      scratch.sums = [Double](repeating: 0, count: max(m, shape.borderCount))
    }
    if scratch.packed.count < coupling.count {
      scratch.packed = [Double](repeating: 0, count: coupling.count)
    }
    for k in 0..<(m * m) { scratch.inverse[k] = schur[k] }
    Dense.invertCholesky(&scratch.inverse, Dense.Place(leading: m), order: m)
    for j in 0..<m { for i in (j + 1)..<max(m, j + 1) { scratch.inverse[j + i * m] = scratch.inverse[i + j * m] } }
    FrontKernels.pack(shape, coupling: coupling, packed: &scratch.packed)
    if scratch.vector.count < m { scratch.vector = [Double](repeating: 0, count: m) }
    FrontKernels.narrow(
      shape, inverse: scratch.inverse, packed: scratch.packed, product: &scratch.vector,
      sums: &scratch.sums, front: &front, size: size)
  }

  /// Wide rows among themselves, and with the narrow ones.
  private func addWide(_ front: inout [Double], size: Int, _ scratch: inout Scratch) {
    let m = shape.denseCount
    let plan = shape.frontPlan
    let count = plan.wide.count
    let place = Dense.Place(leading: m)
    if scratch.wide.count < m * count {
      scratch.wide = [Double](repeating: 0, count: m * count)
      scratch.wideTransposed = scratch.wide
    }
    if scratch.wideProduct.count < count * count {
      scratch.wideProduct = [Double](repeating: 0, count: count * count)
    }
    FrontKernels.fillWide(shape, coupling: coupling, wide: &scratch.wide)
    Dense.solveLower(schur, place, order: m, &scratch.wide, columns: count)
    Dense.rankUpdate(
      &scratch.wideProduct, Dense.Place(leading: count), order: count, alpha: 1, scratch.wide,
      place, inner: m, transposed: true, beta: 0)
    for (j, column) in plan.wide.enumerated() {
      let base = Int(shape.frontPlace[Int(column)]) * size
      for i in j..<count {
        front[Int(shape.frontPlace[Int(plan.wide[i])]) + base] -= scratch.wideProduct[i + j * count]
      }
    }
    guard !plan.narrow.isEmpty else { return }
    Dense.solveLower(schur, place, order: m, transposed: true, &scratch.wide, columns: count)
    for j in 0..<count {
      for i in 0..<m { scratch.wideTransposed[j + i * count] = scratch.wide[i + j * m] }
    }
    if scratch.sums.count < count { scratch.sums = [Double](repeating: 0, count: count) }
    FrontKernels.mixed(
      shape, coupling: coupling, transposed: scratch.wideTransposed, sums: &scratch.sums,
      front: &front, size: size)
  }
}
