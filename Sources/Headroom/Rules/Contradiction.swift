/// The smallest set of rules that no plan meets together.
struct Contradiction: Sendable {
  /// Indices of the rules, rising.
  let rules: [Int]

  /// Looks at sets of one rule, then of two, and so on; of the same size the first by index.
  ///
  /// - Parameter met: for each plan which of the rules it meets; every plan that there is.
  /// - Returns: nil where some plan meets all of them.
  /// - Complexity: sets up to the size of the answer × plans.
  init?(_ met: [[Bool]]) {
    let count = met.first?.count ?? 0
    guard !met.contains(where: { $0.allSatisfy { $0 } }) else { return nil }
    // A rule that every plan meets is never needed.
    let rules = (0..<count).filter { rule in met.contains { !$0[rule] } }
    for size in 1...max(1, rules.count) {
      if let set = Self.sets(of: rules, size).first(where: { set in
        !met.contains { plan in set.allSatisfy { plan[$0] } }
      }) {
        self.rules = set
        return
      }
    }
    return nil
  }

  private static func sets(of rules: [Int], _ size: Int) -> [[Int]] {
    guard size > 0 else { return [[]] }
    return rules.indices.flatMap { index in
      sets(of: Array(rules[(index + 1)...]), size - 1).map { [rules[index]] + $0 }
    }
  }
}
