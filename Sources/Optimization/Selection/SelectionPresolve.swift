extension SelectionDomain {
  /// Strikes out options that another allowed option of the same candidate makes needless.
  ///
  /// - Returns: what was struck out, and for which option.
  mutating func strikeDominated(_ problem: SelectionProblem) -> [SelectionCertificate.Domination] {
    var result: [SelectionCertificate.Domination] = []
    for (candidate, content) in problem.candidates.enumerated() where content.options.count > 1 {
      let first = firstOption[candidate]
      let uses = content.options.map { option in
        option.uses.reduce(into: [Int32: Double]()) { $0[$1.resource, default: 0] += $1.amount }
      }
      for option in content.options.indices where allowed[first + option] {
        for other in content.options.indices where other != option && allowed[first + other] {
          guard content.options[other].value >= content.options[option].value,
            uses[other].allSatisfy({ $0.value <= uses[option][$0.key, default: 0] })
          else { continue }
          allowed[first + option] = false
          result.append(.init(candidate: candidate, option: option, by: other))
          break
        }
      }
    }
    // What made another option needless may have been struck out later: name what is left.
    var by: [Int: Int] = [:]
    for entry in result { by[firstOption[entry.candidate] + entry.option] = entry.by }
    for index in result.indices {
      let first = firstOption[result[index].candidate]
      while let next = by[first + result[index].by] { result[index].by = next }
    }
    return result
  }
}

/// The common unit of a problem's values: any two solutions' values differ by a multiple of it.
struct SelectionUnit: Sendable {
  /// The unit; where there is none, the share of the largest value below which nothing is told apart.
  let step: Double
  /// Whether all values are whole multiples of a power of ten's fraction.
  let isExact: Bool
  /// No solution is worth less than this.
  let leastValue: Double

  init(_ problem: SelectionProblem) {
    var largest = 0.0
    var least = 0.0
    for candidate in problem.candidates {
      least += candidate.options.reduce(0) { min($0, $1.value) }
      for option in candidate.options { largest = max(largest, abs(option.value)) }
    }
    leastValue = least
    for scale in [1.0, 10, 100, 1000, 10000] {
      var divisor = 0
      let isWhole = problem.candidates.allSatisfy { candidate in
        candidate.options.allSatisfy { option in
          let scaled = option.value * scale
          let whole = scaled.rounded()
          // Sums of so large numbers would not be exact.
          guard abs(whole) < 1e12, abs(scaled - whole) <= 1e-9 * max(1, abs(scaled) * 1e-3)
          else { return false }
          divisor = Self.greatestCommonDivisor(divisor, Int(abs(whole)))
          return true
        }
      }
      if isWhole {
        step = Double(max(1, divisor)) / scale
        isExact = true
        return
      }
    }
    step = max(largest, 1e-300) * SelectionSolver.relativeTolerance
    isExact = false
  }

  /// A better solution is better by at least this: a little less than the unit, for rounding errors.
  var granularity: Double { isExact ? step * (1 - 1e-6) : step }

  /// The largest value that a solution with at most this bound can have.
  func rounded(_ bound: Double) -> Double {
    guard isExact, bound.isFinite else { return bound }
    return ((bound / step) + 1e-6).rounded(.down) * step
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    var (x, y) = (a, b)
    while y != 0 { (x, y) = (y, x % y) }
    return x
  }
}
