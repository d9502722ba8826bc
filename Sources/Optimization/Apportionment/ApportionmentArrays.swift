import LinearAlgebra

/// An ``ApportionmentProgram`` as flat arrays, scaled so that sums, slopes and uses are about 1; without the
/// parts and pieces that can only be 0.
struct ApportionmentArrays {
  /// Units of money and of value in which the arrays count.
  let money: Double
  let value: Double

  /// The parts' places in the program, and by part: group (−1 for none), limit, what is wanted
  /// and how much.
  private(set) var partOf: [Int] = []
  private(set) var group: [Int] = []
  private(set) var upper: [Double] = []
  private(set) var wanted: [Double] = []
  private(set) var pull: [Double] = []
  /// The uses of part p stand in `useStart[p]..<useStart[p + 1]`.
  private(set) var useStart: [Int] = [0]
  private(set) var useRow: [Int] = []
  private(set) var useAmount: [Double] = []

  /// By group its start; its pieces stand in `pieceStart[g]..<pieceStart[g + 1]`.
  private(set) var start: [Double] = []
  private(set) var pieceStart: [Int] = [0]
  private(set) var width: [Double] = []
  private(set) var slope: [Double] = []
  /// A piece's place among its group's.
  private(set) var pieceOf: [Int] = []
  /// By group its value before the first piece.
  private(set) var value0: [Double] = []

  /// By row; `rowScale` is what its uses were divided by.
  private(set) var limit: [Double] = []
  private(set) var isExact: [Bool] = []
  private(set) var rowScale: [Double] = []

  /// H by group, for groups that are correlated with none.
  private(set) var ownRisk: [Double]
  /// The others, and the lower factor U with U Uᵀ = H of them.
  private(set) var coupled: [Int] = []
  private(set) var root: [Double] = []

  var groupCount: Int { start.count }
  var partCount: Int { group.count }
  var pieceCount: Int { width.count }
  var rowCount: Int { limit.count }

  /// Less than so much of a unit is nothing.
  private static let dust = 1e-12
  /// What makes correlations definite that are only just so.
  private static let lift = 1e-12

  /// - Throws: `invalidInput` where the correlations contradict each other.
  init(_ program: ApportionmentProgram) throws(InteriorPointError) {
    let money = Self.largestSum(of: program)
    let slopes = program.groups.flatMap { $0.pieces.map { abs($0.slope) } }
    let steepest = (slopes + program.parts.map { $0.pull * money }).max() ?? 0
    let slopeScale = steepest > 0 ? steepest : 1
    self.money = money
    value = money * slopeScale
    ownRisk = [Double](repeating: 0, count: program.groups.count)
    rowScale = [Double](repeating: 0, count: program.rows.count)
    for part in program.parts {
      for use in part.uses { rowScale[use.row] = max(rowScale[use.row], abs(use.amount)) }
    }
    rowScale = rowScale.map { $0 > 0 ? $0 : 1 }
    limit = zip(program.rows, rowScale).map { $0.limit / ($1 * money) }
    isExact = program.rows.map(\.isExact)
    for (number, part) in program.parts.enumerated() where part.limit > Self.dust * money {
      partOf.append(number)
      group.append(part.group ?? -1)
      upper.append(part.limit / money)
      wanted.append(part.wanted / money)
      pull.append(part.pull * money / slopeScale)
      for use in part.uses where use.amount != 0 {
        useRow.append(use.row)
        useAmount.append(use.amount / rowScale[use.row])
      }
      useStart.append(useRow.count)
    }
    for group in program.groups {
      start.append(group.start / money)
      value0.append(group.value / value)
      for (place, piece) in group.pieces.enumerated() where piece.width > Self.dust * money {
        width.append(piece.width / money)
        slope.append(piece.slope / slopeScale)
        pieceOf.append(place)
      }
      pieceStart.append(width.count)
    }
    if let risk = program.risk, risk.aversion > 0 { try addRisk(risk) }
  }

  /// The most that a group can hold, by its pieces and by what rows leave for its parts; 1 where that is 0.
  private static func largestSum(of program: ApportionmentProgram) -> Double {
    var hasLimit = program.rows.map { $0.limit >= 0 }
    for part in program.parts {
      for use in part.uses where use.amount < 0 { hasLimit[use.row] = false }
    }
    var sums = [Double](repeating: 0, count: program.groups.count)
    for part in program.parts {
      guard let group = part.group else { continue }
      sums[group] += part.uses.reduce(part.limit) { most, use in
        hasLimit[use.row] && use.amount > 0
          ? min(most, program.rows[use.row].limit / use.amount) : most
      }
    }
    for (number, group) in program.groups.enumerated() {
      let widest = abs(group.start) + group.pieces.reduce(0) { $0 + $1.width }
      sums[number] = min(sums[number], widest)
    }
    let largest = sums.max() ?? 0
    return largest > 0 ? largest : 1
  }

  private mutating func addRisk(
    _ risk: ApportionmentProgram.Risk
  ) throws(InteriorPointError) {
    let factors = risk.deviations.map { $0 * (risk.aversion * value).squareRoot() }
    ownRisk = factors.map { $0 * $0 }
    var isCoupled = [Bool](repeating: false, count: groupCount)
    for pair in risk.correlations where pair.value != 0 {
      isCoupled[pair.first] = true
      isCoupled[pair.second] = true
    }
    coupled = (0..<groupCount).filter { isCoupled[$0] }
    guard !coupled.isEmpty else { return }
    var placeOf = [Int](repeating: -1, count: groupCount)
    for (place, group) in coupled.enumerated() { placeOf[group] = place }
    let count = coupled.count
    var correlations = Matrix(rowCount: count, columnCount: count)
    for place in 0..<count { correlations[place, place] = 1 + Self.lift }
    for pair in risk.correlations {
      let (a, b) = (placeOf[pair.first], placeOf[pair.second])
      guard a >= 0, b >= 0 else { continue }
      correlations[max(a, b), min(a, b)] = pair.value
    }
    do throws(FactorizationError) {
      root = try correlations.choleskyFactored().values
    } catch {
      throw .invalidInput("the correlations")
    }
    for (place, group) in coupled.enumerated() {
      ownRisk[group] = 0
      for column in 0..<count { root[place + column * count] *= factors[group] }
    }
  }

  /// H q, by group.
  func riskPull(of q: [Double]) -> [Double] {
    var pull = zip(ownRisk, q).map { $0 * $1 }
    let count = coupled.count
    guard count > 0 else { return pull }
    var inner = [Double](repeating: 0, count: count)
    let own = coupled.map { q[$0] }
    let place = Dense.Place(leading: count)
    Dense.multiply(
      root, place, rows: count, columns: count, transposed: true, own, beta: 0, &inner)
    var outer = own
    Dense.multiply(root, place, rows: count, columns: count, inner, beta: 0, &outer)
    for (place, group) in coupled.enumerated() { pull[group] = outer[place] }
    return pull
  }
}
