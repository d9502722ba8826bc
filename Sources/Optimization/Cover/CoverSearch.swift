/// Finds the cheapest choice of options that breaks no row, by cutting planes.
///
/// The rows that are known make a ``SelectionProblem``, whose bound no choice undercuts; the rows that
/// its solution breaks come in, until it breaks none or costs what the best choice so far costs. The
/// best choice comes of mending each solution, the cheapest hour first, and of taking out what is
/// needless.
///
/// Deterministic: no clock is asked. Source of the method: J. F. Benders, Numerische Mathematik 4 (1962)
/// 238–252, doi:10.1007/BF01386316.
public struct CoverSearch: Sendable {
  /// Costs are told apart down to this share of the dearest option's.
  public static let relativeTolerance = 1e-6

  /// For each candidate what each of its options costs; the first is to leave it out.
  public let costs: [[Double]]
  /// Nodes of the search tree in each round at most.
  public var nodesInRound = 4_000
  /// The work of the searches of all rounds together at most (``SelectionSolver/work``); nil: no limit.
  /// Where it is used up, the search ends with the best choice so far and what is proven of it.
  public var work: Double?
  /// Rounds at most.
  public var mostRounds = 60

  /// What sums of amounts round to: a row that lacks less is kept.
  public static let tolerance = 1e-6
  /// Changes of one choice at most while it is mended.
  fileprivate static let mostSteps = 5_000

  /// Prepares the candidates. Each has an option at least; costs are finite and not negative.
  public init(costs: [[Double]]) { self.costs = costs }

  /// Searches.
  ///
  /// - Parameter broken: the rows that a choice breaks; each must be broken by it, and hold for every
  ///   choice that breaks none.
  /// - Returns: nil where no choice was found that breaks no row.
  public func solve(_ broken: ([Int]) -> [CoverRow]) -> CoverAnswer? {
    var run = Run(self)
    return run.solve(broken)
  }

  fileprivate func cost(_ chosen: [Int]) -> Double {
    zip(costs, chosen).reduce(0) { $0 + $1.0[$1.1] }
  }
}

/// The rows so far, and the best choice.
private struct Run {
  private let search: CoverSearch
  private var rows: [CoverRow] = []
  private var known: Set<CoverRow> = []
  private var best: (chosen: [Int], cost: Double)?
  private var bound = 0.0
  private var work = 0.0

  init(_ search: CoverSearch) { self.search = search }

  mutating func solve(_ broken: ([Int]) -> [CoverRow]) -> CoverAnswer? {
    var chosen = search.costs.map { _ in 0 }
    for _ in 0..<search.mostRounds {
      let new = broken(chosen)
      guard take(new) else {
        // Nothing is broken, or only what rounds: the choice is the cheapest.
        offer(chosen)
        break
      }
      if let mended = mended(chosen, broken) { offer(pruned(mended, broken)) }
      guard let answer = master() else { break }
      bound = max(bound, answer.bound)
      if isDone { break }
      if let most = search.work, work >= most {
        // The work is used up: the choice is one where it breaks nothing.
        if broken(answer.chosen).isEmpty { offer(answer.chosen) }
        break
      }
      chosen = answer.chosen
    }
    return best.map {
      CoverAnswer(
        chosen: $0.chosen, cost: $0.cost, bound: min(bound, $0.cost), isProven: isDone)
    }
  }

  private var isDone: Bool {
    guard let best else { return false }
    let dearest = search.costs.joined().max() ?? 0
    return best.cost - bound <= CoverSearch.relativeTolerance * (1 + max(dearest, best.cost))
  }

  private mutating func offer(_ chosen: [Int]) {
    let cost = search.cost(chosen)
    if let best, best.cost <= cost { return }
    best = (chosen, cost)
  }

  /// - Returns: whether there was any that was not known.
  private mutating func take(_ new: [CoverRow]) -> Bool {
    let fresh = new.filter { known.insert($0).inserted }
    rows += fresh
    return !fresh.isEmpty
  }

  /// Raises a choice until it breaks nothing, each time by what costs least for what is lacking.
  private mutating func mended(_ start: [Int], _ broken: ([Int]) -> [CoverRow]) -> [Int]? {
    var chosen = start
    var steps = 0
    while true {
      while let row = rows.max(by: { $0.missing(chosen) < $1.missing(chosen) }),
        row.missing(chosen) > CoverSearch.tolerance
      {
        steps += 1
        guard steps < CoverSearch.mostSteps, raise(&chosen, for: row) else { return nil }
      }
      let new = broken(chosen)
      guard !new.isEmpty else { return chosen }
      guard take(new) else { return nil }
    }
  }

  private func raise(_ chosen: inout [Int], for row: CoverRow) -> Bool {
    let missing = row.missing(chosen)
    var best: (score: Double, candidate: Int, option: Int)?
    for part in row.parts {
      let now = chosen[part.candidate]
      let costs = search.costs[part.candidate]
      for option in part.amounts.indices where costs[option] >= costs[now] {
        let gain = min(missing, part.amounts[option] - part.amounts[now])
        guard gain > 0 else { continue }
        let score = (costs[option] - costs[now]) / gain
        if let best, best.score <= score { continue }
        best = (score, part.candidate, option)
      }
    }
    guard let best else { return false }
    chosen[best.candidate] = best.option
    return true
  }

  /// Lowers the dearest first, as far as nothing is broken.
  private mutating func pruned(_ start: [Int], _ broken: ([Int]) -> [CoverRow]) -> [Int] {
    var chosen = start
    let order = chosen.indices.filter { chosen[$0] > 0 }.sorted {
      (search.costs[$1][chosen[$1]], $0) < (search.costs[$0][chosen[$0]], $1)
    }
    for candidate in order {
      let costs = search.costs[candidate]
      let cheaper = costs.indices.filter { costs[$0] < costs[chosen[candidate]] }.sorted {
        (costs[$0], $0) < (costs[$1], $1)
      }
      for option in cheaper {
        var tried = chosen
        tried[candidate] = option
        guard rows.allSatisfy({ $0.missing(tried) <= CoverSearch.tolerance }) else { continue }
        let new = broken(tried)
        guard new.isEmpty else {
          _ = take(new)
          continue
        }
        chosen = tried
        break
      }
    }
    return chosen
  }

  /// The cheapest choice under the rows so far, and what none undercuts.
  ///
  /// A selection takes resources and is worth what it saves: each candidate that has one option which
  /// brings most to every row is left at that, or goes down from it; the others must choose.
  private mutating func master() -> (chosen: [Int], bound: Double)? {
    var amounts = [[Int: [Double]]](repeating: [:], count: search.costs.count)
    for (number, row) in rows.enumerated() {
      for part in row.parts { amounts[part.candidate][number] = part.amounts }
    }
    var problem = SelectionProblem(capacities: rows.map { -$0.least })
    var optionsOf: [[Int]] = []
    var top: [Int?] = []
    var whole = 0.0
    for (candidate, costs) in search.costs.enumerated() {
      let mine = amounts[candidate].sorted { $0.key < $1.key }
      let most = mine.map { $0.value.max() ?? 0 }
      for (entry, most) in zip(mine, most) { problem.capacities[entry.key] += most }
      let isMost = { (option: Int) in zip(mine, most).allSatisfy { $0.value[option] >= $1 } }
      let full = costs.indices.filter(isMost).min { (costs[$0], $0) < (costs[$1], $1) }
      let options = costs.indices.filter { option in
        full.map { costs[option] < costs[$0] } ?? true
      }
      let start = full.map { costs[$0] } ?? 0
      whole += start
      top.append(full)
      optionsOf.append(options)
      problem.candidates.append(
        SelectionProblem.Candidate(
          options: options.map { option in
            SelectionProblem.Option(
              value: start - costs[option],
              uses: zip(mine, most).compactMap { entry, most in
                let less = most - entry.value[option]
                return less > 0
                  ? SelectionProblem.Use(resource: Int32(entry.key), amount: less) : nil
              })
          }, demand: full == nil ? .mustHave : .free))
    }
    // What rounds below nothing is nothing; a row that nothing reaches has no solution.
    for index in problem.capacities.indices where problem.capacities[index] < 0 {
      guard problem.capacities[index] > -CoverSearch.tolerance else { return nil }
      problem.capacities[index] = 0
    }
    guard
      let answer = try? SelectionSolver(
        nodes: search.nodesInRound, work: search.work.map { $0 - work }
      ).solve(problem)
    else { return nil }
    work += answer.work
    guard answer.chosen.count == search.costs.count else { return nil }
    let chosen = answer.chosen.indices.map { candidate in
      answer.chosen[candidate].map { optionsOf[candidate][$0] } ?? top[candidate] ?? 0
    }
    return (chosen, whole - answer.bound)
  }
}
