/// A direction of an interior-point iteration: what changes, and the prices with it.
struct ApportionmentDirection {
  /// Of values within bounds.
  struct Boxed {
    var value: [Double]
    var atZero: [Double]
    var atLimit: [Double]
  }

  let parts: Boxed
  let pieces: Boxed
  private let groupPrice: [Double]
  private let rowPrice: [Double]
  private let slack: [Double]

  /// How far one may go, of what is chosen and of the prices.
  typealias Reach = (primal: Double, dual: Double)

  /// Solves Newton's system.
  ///
  /// - Parameters:
  ///   - target: what each product of price and distance shall become.
  ///   - before: the direction whose error of second order is corrected.
  init(
    _ newton: ApportionmentNewton, _ point: ApportionmentPoint, _ residuals: ApportionmentResiduals,
    target: Double, before: ApportionmentDirection?
  ) {
    let parts = Self.pulls(point.parts, target, before?.parts)
    let pieces = Self.pulls(point.pieces, target, before?.pieces)
    var slackPull = point.slack
    for row in slackPull.indices where point.slack[row] > 0 {
      let error = before.map { $0.slack[row] * $0.rowPrice[row] } ?? 0
      slackPull[row] = (target - error) / point.rowPrice[row] - point.slack[row]
    }
    func side(_ residual: [Double], _ pulls: Boxed) -> [Double] {
      residual.indices.map { pulls.atZero[$0] - pulls.atLimit[$0] - residual[$0] }
    }
    let step = newton.solve(
      ApportionmentNewton.Vectors(
        part: side(residuals.part, parts), piece: side(residuals.piece, pieces),
        group: residuals.group, row: zip(residuals.row, slackPull).map { $0 - $1 }))
    self.parts = Self.finished(point.parts, parts, step.part)
    self.pieces = Self.finished(point.pieces, pieces, step.piece)
    groupPrice = step.group
    rowPrice = step.row
    slack = slackPull.indices.map {
      point.slack[$0] > 0
        ? slackPull[$0] - point.slack[$0] / point.rowPrice[$0] * step.row[$0] : 0
    }
  }

  /// What prices would change by if values stood still.
  private static func pulls(
    _ point: ApportionmentPoint.Boxed, _ target: Double, _ before: Boxed?
  ) -> Boxed {
    var pulls = Boxed(value: [], atZero: point.atZero, atLimit: point.atLimit)
    for index in point.value.indices {
      let (value, room) = (point.value[index], point.upper[index] - point.value[index])
      let low = before.map { $0.value[index] * $0.atZero[index] } ?? 0
      let high = before.map { -$0.value[index] * $0.atLimit[index] } ?? 0
      pulls.atZero[index] = (target - low) / value - point.atZero[index]
      pulls.atLimit[index] = (target - high) / room - point.atLimit[index]
    }
    return pulls
  }

  private static func finished(
    _ point: ApportionmentPoint.Boxed, _ pulls: Boxed, _ step: [Double]
  ) -> Boxed {
    var all = pulls
    all.value = step
    for index in step.indices {
      let room = point.upper[index] - point.value[index]
      all.atZero[index] -= point.atZero[index] / point.value[index] * step[index]
      all.atLimit[index] += point.atLimit[index] / room * step[index]
    }
    return all
  }

  /// How far the direction leads until a bound, each at most 1; one length for both where `isJoint`.
  func reach(from point: ApportionmentPoint, isJoint: Bool) -> Reach {
    var (primal, dual) = (1.0, 1.0)
    func shorten(_ length: inout Double, _ value: Double, _ change: Double) {
      if value + length * change < 0 { length = -value / change }
    }
    for (own, change) in [(point.parts, parts), (point.pieces, pieces)] {
      for index in own.value.indices {
        shorten(&primal, own.value[index], change.value[index])
        shorten(&primal, own.upper[index] - own.value[index], -change.value[index])
        shorten(&dual, own.atZero[index], change.atZero[index])
        shorten(&dual, own.atLimit[index], change.atLimit[index])
      }
    }
    for row in slack.indices where point.slack[row] > 0 {
      shorten(&primal, point.slack[row], slack[row])
      shorten(&dual, point.rowPrice[row], rowPrice[row])
    }
    return isJoint ? (min(primal, dual), min(primal, dual)) : (primal, dual)
  }

  /// Σ price × distance behind a step.
  func complementarity(from point: ApportionmentPoint, _ steps: Reach) -> Double {
    var moved = point
    move(&moved, steps)
    return moved.complementarity
  }

  /// Goes.
  func move(_ point: inout ApportionmentPoint, _ steps: Reach) {
    func go(_ own: inout ApportionmentPoint.Boxed, _ change: Boxed) {
      for index in own.value.indices {
        own.value[index] += steps.primal * change.value[index]
        own.atZero[index] += steps.dual * change.atZero[index]
        own.atLimit[index] += steps.dual * change.atLimit[index]
      }
    }
    go(&point.parts, parts)
    go(&point.pieces, pieces)
    for index in groupPrice.indices { point.groupPrice[index] += steps.dual * groupPrice[index] }
    for row in slack.indices {
      point.slack[row] += steps.primal * slack[row]
      point.rowPrice[row] += steps.dual * rowPrice[row]
    }
  }
}
