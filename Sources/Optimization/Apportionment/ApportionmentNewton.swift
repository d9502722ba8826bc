import LinearAlgebra

/// Newton's system of an interior-point iteration, reduced to the rows.
///
/// Parts and pieces are eliminated as diagonals; each group then couples only its own price π with what risk
/// takes off its next unit of value, w = H dv; both go next, by group where values are not correlated, by
/// a matrix of the correlated groups' size where they are. What is left is a dense matrix of the rows' size:
///
///     S = A D⁻¹ Aᵀ + slack ⁄ price − Cᵀ (β⁻¹ + β⁻¹ F M F β⁻¹) C,  C = B D⁻¹ Aᵀ
///
/// with A the uses, B the groups' sums, D the parts' diagonal, β, F and K sums over a group's parts and
/// pieces, and M = (H⁻¹ + K − F² β⁻¹)⁻¹.
/// Source: Wright, *Primal-Dual Interior-Point Methods*, 1997, ch. 11, doi:10.1137/1.9781611971453.
///
/// - Complexity: (groups + correlated) × rows² + rows³ ⁄ 3 + correlated³, and the uses.
struct ApportionmentNewton {
  private let program: ApportionmentArrays
  private let rowCount: Int
  private let coupledCount: Int
  /// 1 ÷ the diagonal, by part and by piece.
  private var part: [Double]
  private var piece: [Double]
  /// By group: β, F and F ÷ β, K − F² ÷ β; and M where it is not correlated.
  private var beta: [Double]
  private var risky: [Double]
  private var curve: [Double]
  private var own: [Double]
  /// C: groups × rows.
  private var link: [Double]
  /// (groups + correlated) × rows: what is taken off the rows' matrix.
  private var stack: [Double]
  private var schur: [Double]
  /// The factor of I + Uᵀ (K − F² ÷ β) U.
  private var inner: [Double]
  private var scratch: [Double] = []

  /// A pivot this small against its diagonal belongs to a row that depends on others.
  private static let dependence = 1e-13

  init(_ program: ApportionmentArrays) {
    self.program = program
    rowCount = program.rowCount
    coupledCount = program.coupled.count
    part = [Double](repeating: 0, count: program.partCount)
    piece = [Double](repeating: 0, count: program.pieceCount)
    beta = [Double](repeating: 0, count: program.groupCount)
    risky = beta
    curve = beta
    own = beta
    link = [Double](repeating: 0, count: program.groupCount * rowCount)
    stack = [Double](repeating: 0, count: (program.groupCount + coupledCount) * rowCount)
    schur = [Double](repeating: 0, count: rowCount * rowCount)
    inner = [Double](repeating: 0, count: coupledCount * coupledCount)
  }

  /// A right-hand side or a direction: by part, piece, group and row.
  struct Vectors {
    var part: [Double]
    var piece: [Double]
    var group: [Double]
    var row: [Double]
  }

  /// Takes the matrix of a point.
  ///
  /// - Parameters:
  ///   - parts: the diagonal by part. pieces: by piece. rows: slack ÷ price by row, 0 for an equation.
  /// - Throws: `numericalFailure` where numbers have lost their meaning.
  mutating func factor(
    parts: [Double], pieces: [Double], rows: [Double]
  ) throws(FactorizationError) {
    for index in part.indices { part[index] = 1 / parts[index] }
    for index in piece.indices { piece[index] = 1 / pieces[index] }
    sumGroups()
    sumRows(rows)
    try factorCoupled()
    let count = program.groupCount
    let height = count + coupledCount
    let isCoupled = Set(program.coupled)
    for row in 0..<rowCount {
      for group in 0..<count {
        let share = isCoupled.contains(group) ? 0 : risky[group] * risky[group] * own[group]
        stack[group + row * height] =
          link[group + row * count] * (1 / beta[group] + share).squareRoot()
      }
    }
    if coupledCount > 0 { stackCoupled(height) }
    Dense.rankUpdate(
      &schur, Dense.Place(leading: rowCount), order: rowCount, alpha: -1, stack,
      Dense.Place(leading: height), inner: height, transposed: true, beta: 1)
    _ = Dense.eliminate(
      &schur, order: rowCount, pivots: rowCount, tolerance: Self.dependence, scratch: &scratch)
  }

  private mutating func sumGroups() {
    for group in beta.indices {
      var (e, f, k) = (0.0, 0.0, 0.0)
      for index in program.pieceStart[group]..<program.pieceStart[group + 1] {
        let slope = program.slope[index]
        e += piece[index]
        f += slope * piece[index]
        k += slope * slope * piece[index]
      }
      beta[group] = e
      risky[group] = f
      curve[group] = k
    }
    for index in part.indices where program.group[index] >= 0 {
      beta[program.group[index]] += part[index]
    }
    for group in beta.indices {
      if !(beta[group] > 0) { beta[group] = 1 }
      let f = risky[group]
      risky[group] = f / beta[group]
      curve[group] = max(0, curve[group] - f * risky[group])
      own[group] = program.ownRisk[group] / (1 + curve[group] * program.ownRisk[group])
    }
  }

  private mutating func sumRows(_ slack: [Double]) {
    for index in schur.indices { schur[index] = 0 }
    for index in link.indices { link[index] = 0 }
    for row in 0..<rowCount { schur[row * (rowCount + 1)] = slack[row] }
    let count = program.groupCount
    for index in part.indices {
      let uses = program.useStart[index]..<program.useStart[index + 1]
      let group = program.group[index]
      for one in uses {
        let row = program.useRow[one]
        let amount = program.useAmount[one] * part[index]
        if group >= 0 { link[group + row * count] += amount }
        for other in uses where program.useRow[other] >= row {
          schur[program.useRow[other] + row * rowCount] += amount * program.useAmount[other]
        }
      }
    }
  }

  /// I + Uᵀ (K − F² ÷ β) U.
  private mutating func factorCoupled() throws(FactorizationError) {
    let count = coupledCount
    guard count > 0 else { return }
    var scaled = program.root
    for (place, group) in program.coupled.enumerated() {
      let factor = curve[group].squareRoot()
      for column in 0..<count { scaled[place + column * count] *= factor }
    }
    for index in inner.indices { inner[index] = 0 }
    for place in 0..<count { inner[place * (count + 1)] = 1 }
    let place = Dense.Place(leading: count)
    Dense.rankUpdate(
      &inner, place, order: count, alpha: 1, scaled, place, inner: count, transposed: true, beta: 1)
    try Dense.factorCholesky(&inner, place, order: count)
  }

  /// The lower part of the stack: L⁻¹ Uᵀ F β⁻¹ C of the correlated groups.
  private mutating func stackCoupled(_ height: Int) {
    let (count, groups) = (coupledCount, program.groupCount)
    var scaled = [Double](repeating: 0, count: count * rowCount)
    for row in 0..<rowCount {
      for (place, group) in program.coupled.enumerated() {
        scaled[place + row * count] = risky[group] * link[group + row * groups]
      }
    }
    var lower = [Double](repeating: 0, count: count * rowCount)
    let place = Dense.Place(leading: count)
    Dense.multiply(
      &lower, place, rows: count, columns: rowCount, inner: count, program.root, place,
      aTransposed: true, scaled, place, beta: 0)
    Dense.solveLower(inner, place, order: count, &lower, columns: rowCount)
    for row in 0..<rowCount {
      for place in 0..<count {
        stack[groups + place + row * height] = lower[place + row * count]
      }
    }
  }

  /// M t.
  private func damped(_ t: [Double]) -> [Double] {
    var result = zip(own, t).map { $0 * $1 }
    let count = coupledCount
    guard count > 0 else { return result }
    let place = Dense.Place(leading: count)
    var middle = [Double](repeating: 0, count: count)
    let mine = program.coupled.map { t[$0] }
    Dense.multiply(
      program.root, place, rows: count, columns: count, transposed: true, mine, beta: 0, &middle)
    Dense.solveLower(inner, place, order: count, &middle)
    Dense.solveLower(inner, place, order: count, transposed: true, &middle)
    var outer = mine
    Dense.multiply(program.root, place, rows: count, columns: count, middle, beta: 0, &outer)
    for (place, group) in program.coupled.enumerated() { result[group] = outer[place] }
    return result
  }

  /// The direction for a right-hand side.
  func solve(_ side: Vectors) -> Vectors {
    let groups = program.groupCount
    var (price, value) = (side.group, [Double](repeating: 0, count: groups))
    var rows = side.row.map { -$0 }
    for index in part.indices {
      let step = part[index] * side.part[index]
      if program.group[index] >= 0 { price[program.group[index]] -= step }
      for use in program.useStart[index]..<program.useStart[index + 1] {
        rows[program.useRow[use]] += program.useAmount[use] * step
      }
    }
    for group in 0..<groups {
      for index in program.pieceStart[group]..<program.pieceStart[group + 1] {
        let step = piece[index] * side.piece[index]
        price[group] += step
        value[group] += program.slope[index] * step
      }
      value[group] -= risky[group] * price[group]
    }
    let first = damped(value)
    let moved = (0..<groups).map { price[$0] / beta[$0] - risky[$0] * first[$0] }
    let place = Dense.Place(leading: groups)
    Dense.multiply(
      link, place, rows: groups, columns: rowCount, transposed: true, moved, beta: 1, &rows)
    let square = Dense.Place(leading: rowCount)
    Dense.solveLower(schur, square, order: rowCount, &rows)
    Dense.solveLower(schur, square, order: rowCount, transposed: true, &rows)
    var linked = [Double](repeating: 0, count: groups)
    Dense.multiply(link, place, rows: groups, columns: rowCount, rows, beta: 0, &linked)
    let pull = damped((0..<groups).map { value[$0] - risky[$0] * linked[$0] })
    return direction(side, price, linked, pull, rows)
  }

  private func direction(
    _ side: Vectors, _ price: [Double], _ linked: [Double], _ pull: [Double], _ rows: [Double]
  ) -> Vectors {
    var step = side
    step.row = rows
    for group in price.indices {
      let change = (price[group] + linked[group]) / beta[group] - risky[group] * pull[group]
      step.group[group] = change
      for index in program.pieceStart[group]..<program.pieceStart[group + 1] {
        step.piece[index] =
          piece[index] * (side.piece[index] - program.slope[index] * pull[group] - change)
      }
    }
    for index in part.indices {
      var change = side.part[index]
      let group = program.group[index]
      if group >= 0 { change += step.group[group] }
      for use in program.useStart[index]..<program.useStart[index + 1] {
        change -= program.useAmount[use] * rows[program.useRow[use]]
      }
      step.part[index] = part[index] * change
    }
    return step
  }
}
