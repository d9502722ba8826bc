/// Recomputes what a ``SelectionCertificate`` claims, in plain loops over the problem's own numbers; shares
/// no code with the solver.
///
/// - Complexity: nodes × (the problem's entries + options).
public struct SelectionCertificateChecker: Sendable {
  /// Why a certificate does not hold.
  public enum Failure: Error, Hashable, Sendable {
    /// The arrays do not fit together, or name what does not exist.
    case malformed(node: Int)
    /// A multiplier is negative or NaN.
    case multiplier(node: Int)
    /// An option is not needless as claimed.
    case domination(index: Int)
    /// A leaf's bound is larger than what is claimed.
    case leaf(node: Int, bound: Double)
  }

  private struct Row {
    var limit: Double
    /// By option.
    var entries: [(option: Int, amount: Double)]
  }

  private let problem: SelectionProblem
  private let certificate: SelectionCertificate
  private var rows: [Row] = []
  private var firstOption: [Int] = [0]
  private var values: [Double] = []
  /// By option: rows and amounts.
  private var uses: [[(row: Int, amount: Double)]] = []
  private var allowsNothing: [Bool] = []
  private var isAllowed: [Bool] = []
  /// Solutions worth at most this are of no interest.
  private var threshold = 0.0

  /// Checks a certificate.
  ///
  /// - Returns: the bound that it proves: no solution of `problem` is worth more.
  /// - Throws: the first node that does not prove what it should.
  public static func provenBound(
    of problem: SelectionProblem, by certificate: SelectionCertificate
  ) throws(Failure) -> Double {
    var checker = SelectionCertificateChecker(problem, certificate)
    try checker.strikeDominated()
    try checker.walk()
    return certificate.bound
  }

  private init(_ problem: SelectionProblem, _ certificate: SelectionCertificate) {
    self.problem = problem
    self.certificate = certificate
    for candidate in problem.candidates {
      for option in candidate.options { values.append(option.value) }
      firstOption.append(values.count)
      var allowed = [Bool](repeating: true, count: candidate.options.count)
      var canBeOut = true
      switch candidate.demand {
      case .free: break
      case .mustHave: canBeOut = false
      case .pinned(let option):
        canBeOut = false
        for other in allowed.indices where other != option { allowed[other] = false }
      case .out: for other in allowed.indices { allowed[other] = false }
      }
      allowsNothing.append(canBeOut)
      isAllowed += allowed
      uses += candidate.options.map { $0.uses.map { (Int($0.resource), $0.amount) } }
    }
    rows = problem.capacities.map { Row(limit: $0, entries: []) }
    func addLogic(_ terms: [(Int, Double)], limit: Double) {
      for (candidate, amount) in terms {
        for option in firstOption[candidate]..<firstOption[candidate + 1] {
          uses[option].append((rows.count, amount))
        }
      }
      rows.append(Row(limit: limit, entries: []))
    }
    for pair in problem.requires {
      addLogic([(pair.candidate, 1), (pair.needed, -1)], limit: 0)
    }
    for group in problem.includes {
      for place in group.indices {
        addLogic([(group[place], 1), (group[(place + 1) % group.count], -1)], limit: 0)
      }
    }
    for group in problem.excludes {
      var once: [Int] = []
      for member in group where !once.contains(member) { once.append(member) }
      addLogic(once.map { ($0, 1) }, limit: 1)
    }
    for option in uses.indices {
      for (row, amount) in uses[option] {
        if let last = rows[row].entries.last, last.option == option {
          rows[row].entries[rows[row].entries.count - 1].amount += amount
        } else {
          rows[row].entries.append((option, amount))
        }
      }
    }
    threshold = certificate.bound + 1e-9 * (1 + abs(certificate.bound))
    if let unit = Self.unit(values) { threshold = certificate.bound + unit * (1 - 1e-7) }
  }

  /// The largest number of which all values are whole multiples, if they are decimals of up to four places.
  private static func unit(_ values: [Double]) -> Double? {
    for digits in 0...4 {
      var scale = 1.0
      for _ in 0..<digits { scale *= 10 }
      var divisor = 0.0
      var isWhole = true
      for value in values {
        let scaled = abs(value) * scale
        if scaled >= 1e12 || abs(scaled - scaled.rounded()) > 1e-9 * max(1, scaled * 1e-3) {
          isWhole = false
          break
        }
        var other = scaled.rounded()
        while other != 0 {
          (divisor, other) = (other, divisor.truncatingRemainder(dividingBy: other))
        }
      }
      if isWhole { return max(1, divisor) / scale }
    }
    return nil
  }

  private mutating func strikeDominated() throws(Failure) {
    for (index, claim) in certificate.dominated.enumerated() {
      guard problem.candidates.indices.contains(claim.candidate) else {
        throw .domination(index: index)
      }
      let options = problem.candidates[claim.candidate].options
      let first = firstOption[claim.candidate]
      guard options.indices.contains(claim.option), options.indices.contains(claim.by),
        claim.by != claim.option, isAllowed[first + claim.by],
        options[claim.by].value >= options[claim.option].value
      else { throw .domination(index: index) }
      for resource in problem.capacities.indices {
        func use(_ option: Int) -> Double {
          options[option].uses.reduce(0) { $1.resource == resource ? $0 + $1.amount : $0 }
        }
        guard use(claim.by) <= use(claim.option) else { throw .domination(index: index) }
      }
      isAllowed[first + claim.option] = false
    }
    // Whoever makes another needless must be left itself.
    for (index, claim) in certificate.dominated.enumerated()
    where !isAllowed[firstOption[claim.candidate] + claim.by] {
      throw .domination(index: index)
    }
  }

  // MARK: The tree

  /// A node that is still to be visited, with what is allowed in it.
  private struct Visit {
    var node: Int
    var isAllowed: [Bool]
    var allowsNothing: [Bool]
    /// The node whose multipliers hold here.
    var prices: Int
  }

  private func walk() throws(Failure) {
    let count = certificate.parent.count
    guard count > 0, certificate.firstMultiplier.count == count + 1, certificate.parent[0] == -1,
      certificate.side.count == count, certificate.branchCandidate.count == count,
      certificate.branchSplit.count == count
    else { throw .malformed(node: 0) }
    var child = [Int](repeating: -1, count: 2 * count)
    for node in 1..<max(1, count) {
      let parent = Int(certificate.parent[node])
      guard parent >= 0, parent < node, certificate.side[node] < 2 else {
        throw .malformed(node: node)
      }
      child[2 * parent + Int(certificate.side[node])] = node
    }
    var stack = [Visit(node: 0, isAllowed: isAllowed, allowsNothing: allowsNothing, prices: 0)]
    while var visit = stack.popLast() {
      let node = visit.node
      visit.prices = node
      let bound = try settle(&visit)
      if bound <= threshold { continue }
      let branch = Int(certificate.branchCandidate[node])
      if branch == Int(SelectionCertificate.unbranched), child[2 * node] >= 0 {
        visit.node = child[2 * node]
        stack.append(visit)
        continue
      }
      guard problem.candidates.indices.contains(branch) else {
        throw .leaf(node: node, bound: bound)
      }
      for side in 0..<2 {
        var next = visit
        restrict(&next, branch, split: Int(certificate.branchSplit[node]), side: side)
        next.node = child[2 * node + side]
        if next.node >= 0 {
          stack.append(next)
        } else {
          // Not searched any further: its parent's multipliers must do.
          let bound = try settle(&next)
          guard bound <= threshold else { throw .leaf(node: node, bound: bound) }
        }
      }
    }
  }

  private func restrict(_ visit: inout Visit, _ candidate: Int, split: Int, side: Int) {
    let options = firstOption[candidate]..<firstOption[candidate + 1]
    if split < 0 {
      if side == 0 {
        for option in options { visit.isAllowed[option] = false }
      } else {
        visit.allowsNothing[candidate] = false
      }
    } else {
      for (number, option) in options.enumerated() where (number > split) == (side == 0) {
        visit.isAllowed[option] = false
      }
    }
  }

  /// Strikes out what no longer fits and what is worth nothing, until nothing changes.
  ///
  /// - Returns: L(y) over what is left; −∞ where nothing is.
  private func settle(_ visit: inout Visit) throws(Failure) -> Double {
    var terms = values
    var base = 0.0
    for entry in certificate.firstMultiplier[
      visit.prices]..<certificate
      .firstMultiplier[visit.prices + 1]
    {
      let row = Int(certificate.multiplierRow[entry])
      let multiplier = certificate.multiplier[entry]
      guard rows.indices.contains(row) else { throw .malformed(node: visit.prices) }
      guard multiplier >= 0, multiplier.isFinite else { throw .multiplier(node: visit.prices) }
      if multiplier == 0 { continue }
      base += multiplier * rows[row].limit
      for (option, amount) in rows[row].entries { terms[option] -= multiplier * amount }
    }
    while true {
      var bound = base
      var best = [Double](repeating: 0, count: problem.candidates.count)
      for candidate in best.indices {
        best[candidate] = visit.allowsNothing[candidate] ? 0 : -Double.infinity
        for option in firstOption[candidate]..<firstOption[candidate + 1]
        where visit.isAllowed[option] {
          best[candidate] = max(best[candidate], terms[option])
        }
        bound += best[candidate]
      }
      if bound <= threshold { return bound }
      var changed = false
      for candidate in best.indices {
        let rest = bound - best[candidate]
        for option in firstOption[candidate]..<firstOption[candidate + 1]
        where visit.isAllowed[option] && rest + terms[option] <= threshold {
          visit.isAllowed[option] = false
          changed = true
        }
        if visit.allowsNothing[candidate], rest <= threshold {
          visit.allowsNothing[candidate] = false
          changed = true
        }
      }
      guard let struck = strikeUnfit(&visit) else { return -.infinity }
      if !changed, !struck { return bound }
    }
  }

  /// Strikes out what exceeds a row even beside the least that the others can take.
  ///
  /// - Returns: whether something was struck out; nil where a row cannot hold at all.
  private func strikeUnfit(_ visit: inout Visit) -> Bool? {
    var changed = false
    for row in rows where row.limit.isFinite {
      let limit = row.limit + 1e-9 * (1 + abs(row.limit))
      // The least of each candidate in this row.
      var least: [(candidate: Int, amount: Double, range: Range<Int>)] = []
      var sum = 0.0
      var entry = 0
      var candidate = 0
      while entry < row.entries.count {
        while firstOption[candidate + 1] <= row.entries[entry].option { candidate += 1 }
        let start = entry
        var low = Double.infinity
        var open = 0
        while entry < row.entries.count, row.entries[entry].option < firstOption[candidate + 1] {
          if visit.isAllowed[row.entries[entry].option] {
            low = min(low, row.entries[entry].amount)
            open += 1
          }
          entry += 1
        }
        var all = 0
        for option in firstOption[candidate]..<firstOption[candidate + 1]
        where visit.isAllowed[option] {
          all += 1
        }
        if visit.allowsNothing[candidate] || open < all { low = min(low, 0) }
        if low == .infinity { return nil }
        least.append((candidate, low, start..<entry))
        sum += low
      }
      if sum > limit { return nil }
      for (candidate, low, range) in least {
        if visit.allowsNothing[candidate], sum - low > limit {
          visit.allowsNothing[candidate] = false
          changed = true
        }
        for index in range where sum - low + row.entries[index].amount > limit {
          if visit.isAllowed[row.entries[index].option] {
            visit.isAllowed[row.entries[index].option] = false
            changed = true
          }
        }
      }
    }
    return changed
  }
}
