internal import LinearAlgebra

/// How a cell's border rows meet its dense rows: few of them each (a window draws on the pools of one
/// skill), in groups of the same dense rows; or many (a budget).
struct FrontPlan: Sendable {
  /// Border rows with many dense rows, ascending.
  private(set) var wide: [Int32] = []
  /// The others, ascending, with their groups.
  private(set) var narrow: [Int32] = []
  private(set) var groupOfNarrow: [Int32] = []
  /// Places of a group in the front: `groupPlace[g]..<groupPlace[g] + groupCount[g]`, rows of other cells
  /// among them.
  private(set) var groupPlace: [Int32] = []
  private(set) var groupCount: [Int32] = []
  /// The dense rows of a group, `groupRows[groupRowStart[g]..<groupRowStart[g + 1]]`.
  private(set) var groupRowStart: [Int32] = [0]
  private(set) var groupRows: [Int32] = []
  /// Where a group's packed couplings begin: its rows side by side, to a multiple of four, for each dense
  /// row.
  private(set) var packedStart: [Int32] = [0]

  /// More dense rows than this are many.
  private static let narrowLimit = 12

  init(denseCount: Int, couplingStart: [Int32], couplingRow: [Int32], frontPlace: [Int32]) {
    let widths = (0..<frontPlace.count).map { Int(couplingStart[$0 + 1] - couplingStart[$0]) }
    let limit = FrontPlan.paysNarrow(denseCount, widths) ? FrontPlan.narrowLimit : 0
    for k in 0..<frontPlace.count where widths[k] > 0 {
      let rows = couplingRow[Int(couplingStart[k])..<Int(couplingStart[k + 1])]
      guard rows.count <= limit else {
        wide.append(Int32(k))
        continue
      }
      let last = groupPlace.count - 1
      let gap = last < 0 ? 0 : frontPlace[k] - groupPlace[last] - groupCount[last]
      if last >= 0, gap <= 8, groupRows[Int(groupRowStart[last])...].elementsEqual(rows) {
        groupCount[last] += gap + 1
      } else {
        groupPlace.append(frontPlace[k])
        groupCount.append(1)
        groupRows += rows
        groupRowStart.append(Int32(groupRows.count))
      }
      narrow.append(Int32(k))
      groupOfNarrow.append(Int32(groupPlace.count - 1))
    }
    for group in groupPlace.indices {
      let width = groupRowStart[group + 1] - groupRowStart[group]
      packedStart.append(packedStart[group] + width * FrontPlan.padded(groupCount[group]))
    }
  }

  /// The multiple of four that is not below.
  static func padded(_ count: Int32) -> Int32 { (count + 3) & ~3 }

  /// Whether the inverse of the dense rows and a few multiplications a pair cost less than dense algebra
  /// over all rows.
  private static func paysNarrow(_ denseCount: Int, _ widths: [Int]) -> Bool {
    let m = Double(denseCount)
    var (narrow, wide, entries) = (0.0, 0.0, 0.0)
    for width in widths {
      if width > narrowLimit {
        wide += 1
      } else if width > 0 {
        narrow += 1
        entries += Double(width)
      }
    }
    guard narrow > 0 else { return false }
    let all = narrow + wide
    let dense = all * m * m / 2 + all * all * m / 2
    let split =
      m * m * m * 1.2 + wide * m * m + wide * wide * m / 2
      + 3 * entries * (m + narrow / 2 + wide)
    return split < dense
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
    }
    let packed = Int(plan.packedStart[plan.packedStart.count - 1])
    if scratch.packed.count < packed {
      scratch.packed = [Double](repeating: 0, count: packed)
    }
    FrontKernels.copyTriangle(schur, to: &scratch.inverse, order: m)
    Dense.invertCholesky(&scratch.inverse, Dense.Place(leading: m), order: m)
    FrontKernels.mirror(&scratch.inverse, order: m)
    FrontKernels.pack(shape, coupling: coupling, packed: &scratch.packed)
    if scratch.sums.count < m { scratch.sums = [Double](repeating: 0, count: m) }
    FrontKernels.narrow(
      shape, inverse: scratch.inverse, packed: scratch.packed, product: &scratch.sums,
      front: &front, size: size)
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
    FrontKernels.addWide(shape, product: scratch.wideProduct, front: &front, size: size)
    guard !plan.narrow.isEmpty else { return }
    Dense.solveLower(schur, place, order: m, transposed: true, &scratch.wide, columns: count)
    FrontKernels.transpose(
      scratch.wide, rows: m, columns: count, to: &scratch.wideTransposed)
    if scratch.sums.count < count { scratch.sums = [Double](repeating: 0, count: count) }
    FrontKernels.mixed(
      shape, coupling: coupling, transposed: scratch.wideTransposed, sums: &scratch.sums,
      front: &front, size: size)
  }
}
