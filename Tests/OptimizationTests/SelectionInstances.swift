import Optimization
import TestSupport

/// Small random problems, and their optimum by trying everything.
enum SelectionInstances {
  /// A random problem with all kinds of logic and demands, whole numbers or decimals.
  static func random(seed: UInt64) -> SelectionProblem {
    var random = SplitMix64(seed)
    let isWhole = random.next(in: 0...2) > 0
    func amount(_ range: ClosedRange<Int>) -> Double {
      let whole = Double(random.next(in: range))
      return isWhole ? whole : whole + Double(random.next(in: 0...999)) / 1000 / 7
    }
    let count = random.next(in: 1...7)
    let resources = random.next(in: 0...4)
    var problem = SelectionProblem(
      capacities: (0..<resources).map { _ in amount(0...(6 * count)) })
    for _ in 0..<count {
      var options: [SelectionProblem.Option] = []
      for _ in 0..<random.next(in: 0...6) % 4 {
        var uses: [SelectionProblem.Use] = []
        for resource in 0..<resources where random.next(in: 0...2) > 0 {
          uses.append(.init(resource: Int32(resource), amount: amount(0...9)))
        }
        options.append(
          .init(value: amount(random.next(in: 0...9) == 0 ? -5...5 : 1...30), uses: uses))
      }
      var demand = SelectionProblem.Demand.free
      switch random.next(in: 0...14) {
      case 0: demand = .mustHave
      case 1: demand = .out
      case 2:
        if !options.isEmpty { demand = .pinned(option: random.next(in: 0...options.count - 1)) }
      default: break
      }
      problem.candidates.append(.init(options: options, demand: demand))
    }
    for _ in 0..<random.next(in: 0...2) {
      problem.requires.append(
        .init(candidate: random.next(in: 0...count - 1), needed: random.next(in: 0...count - 1)))
    }
    if random.next(in: 0...3) == 0 {
      problem.includes.append(
        (0..<random.next(in: 2...3)).map { _ in random.next(in: 0...count - 1) })
    }
    for _ in 0..<random.next(in: 0...2) {
      problem.excludes.append(
        (0..<random.next(in: 2...3)).map { _ in random.next(in: 0...count - 1) })
    }
    return problem
  }

  /// A knapsack with several rows, of medium hardness.
  static func knapsack(items: Int, rows: Int, seed: UInt64) -> SelectionProblem {
    var random = SplitMix64(seed)
    var weights = [[Int]](repeating: [], count: rows)
    for row in 0..<rows { weights[row] = (0..<items).map { _ in random.next(in: 1...100) } }
    var problem = SelectionProblem(capacities: weights.map { Double($0.reduce(0, +) / 2) })
    for item in 0..<items {
      let uses = (0..<rows).map {
        SelectionProblem.Use(resource: Int32($0), amount: Double(weights[$0][item]))
      }
      let value = uses.reduce(0) { $0 + $1.amount } / Double(rows) + Double(random.next(in: 0...50))
      problem.candidates.append(.init(options: [.init(value: value.rounded(), uses: uses)]))
    }
    return problem
  }

  /// The best value of all choices; nil where none is allowed.
  static func bestValue(_ problem: SelectionProblem) -> Double? {
    var chosen = [Int?](repeating: nil, count: problem.candidates.count)
    var best: Double?
    func descend(_ candidate: Int) {
      guard candidate < chosen.count else {
        guard isAllowed(chosen, problem) else { return }
        let value = zip(problem.candidates, chosen)
          .reduce(0.0) { sum, pair in sum + (pair.1.map { pair.0.options[$0].value } ?? 0) }
        best = max(best ?? value, value)
        return
      }
      for option in [nil] + problem.candidates[candidate].options.indices.map(Optional.some) {
        chosen[candidate] = option
        descend(candidate + 1)
      }
      chosen[candidate] = nil
    }
    descend(0)
    return best
  }

  private static func isAllowed(_ chosen: [Int?], _ problem: SelectionProblem) -> Bool {
    for (candidate, option) in zip(problem.candidates, chosen) {
      switch candidate.demand {
      case .free: continue
      case .mustHave: if option == nil { return false }
      case .pinned(let pin): if option != pin { return false }
      case .out: if option != nil { return false }
      }
    }
    for (resource, capacity) in problem.capacities.enumerated() {
      var used = 0.0
      for (candidate, option) in zip(problem.candidates, chosen) {
        guard let option else { continue }
        for use in candidate.options[option].uses where Int(use.resource) == resource {
          used += use.amount
        }
      }
      if used > capacity + 1e-9 { return false }
    }
    let isIn = chosen.map { $0 != nil }
    return problem.requires.allSatisfy { !isIn[$0.candidate] || isIn[$0.needed] }
      && problem.includes.allSatisfy { group in Set(group.map { isIn[$0] }).count == 1 }
      && problem.excludes.allSatisfy { group in Set(group).filter { isIn[$0] }.count <= 1 }
  }
}
