import PlanCompiler
import PlanModel

/// Rules out plans by groups: a change of an item never helps more than taking the item away does, where all
/// rules only gain by that (``ReadRule/onlyGains(hasBudgets:)``).
extension RepairSearch {
  /// Whether that holds for the rules and for all options.
  var canRelax: Bool {
    let hasBudgets = !base.plan.budgets.isEmpty
    let options = space.items.joined()
    return book.rules.allSatisfy { $0.onlyGains(hasBudgets: hasBudgets) }
      && options.allSatisfy { $0.kind != .budget }
  }

  /// How many more groups may be looked at: at most as many as half of the plans.
  private var probeRoom: Int { min(room, mostTries / 2 - probed) }

  /// The items of which one alone may help, as far as is known.
  var hopeful: [Int] {
    space.items.indices.filter { item in !helpless.contains { $0.contains(item) } }
  }

  /// Whether no change of some items, or of a part of them, helps; false also where it is not known.
  mutating func isRuledOut(
    _ items: [Int], _ mayHelp: ([Bool]) -> Bool
  ) async throws(RequestError) -> Bool {
    let group = Set(items)
    if helpless.contains(where: { group.isSubset(of: $0) }) { return true }
    guard probeRoom > 0, !isInterrupted else { return false }
    let met = try await met(with: items.map { .cut(space.items[$0][0].subject) })
    isInterrupted = Task.isCancelled
    guard let met, !isInterrupted else { return false }
    probed += 1
    guard !mayHelp(met) else { return false }
    helpless.append(group)
    if items.count == space.items.count { most = met }
    return true
  }

  /// The sets of so many items that are not ruled out; nil where there are too many to look at.
  mutating func openSets(
    of count: Int, _ mayHelp: ([Bool]) -> Bool
  ) async throws(RequestError) -> [[Int]]? {
    if count == 1 { return try await openItems(mayHelp) }
    guard setCount(of: count) <= Double(probeRoom) else { return nil }
    var open: [[Int]] = []
    for set in sets(of: count) where !(try await isRuledOut(set, mayHelp)) { open.append(set) }
    return isInterrupted ? nil : open
  }

  /// The single items that are not ruled out, found by halving the groups that may help.
  private mutating func openItems(
    _ mayHelp: ([Bool]) -> Bool
  ) async throws(RequestError) -> [[Int]]? {
    var open: [[Int]] = []
    var groups = [Array(space.items.indices)]
    while let group = groups.popLast() {
      if group.count < space.items.count || group.count == 1 {
        guard probeRoom > 0, !isInterrupted else { return nil }
        if try await isRuledOut(group, mayHelp) { continue }
      }
      guard group.count > 1 else {
        open.append(group)
        continue
      }
      // The first half is looked at first: the items that stand first promise most.
      groups.append(Array(group[(group.count / 2)...]))
      groups.append(Array(group[..<(group.count / 2)]))
    }
    return isInterrupted ? nil : open
  }

  private func setCount(of count: Int) -> Double {
    (0..<count).reduce(1.0) { $0 * Double(space.items.count - $1) / Double($1 + 1) }
  }

  private func sets(of count: Int) -> [[Int]] {
    var found: [[Int]] = []
    func add(_ chosen: [Int], from first: Int) {
      guard chosen.count < count else {
        found.append(chosen)
        return
      }
      for item in first..<space.items.count { add(chosen + [item], from: item + 1) }
    }
    add([], from: 0)
    return found
  }
}
