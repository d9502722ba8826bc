/// What a choice breaks.
public enum SelectionViolation: Hashable, Sendable {
  /// The choice does not have one entry for each candidate.
  case wrongCount(found: Int, expected: Int)
  /// A candidate is chosen in an option that it does not have.
  case unknownOption(candidate: Int, option: Int)
  /// A candidate is not as its demand asks.
  case demand(candidate: Int)
  /// More of a resource is used than there is.
  case capacity(resource: Int, used: Double, capacity: Double)
  /// A chosen candidate lacks one that it needs.
  case requires(index: Int)
  /// Some, but not all, of a group are chosen.
  case includes(index: Int)
  /// Several of a group are chosen.
  case excludes(index: Int)
}

/// Checks a choice against a problem's own numbers; shares no code with the solver.
///
/// Accuracy: sums of whole numbers are exact up to 2^53; otherwise use may exceed a capacity by one part
/// in 10^9.
public enum SelectionChecker {
  /// Everything that a choice breaks; empty where it is allowed.
  ///
  /// - Parameter chosen: for each candidate its option, nil for left out.
  public static func violations(
    of chosen: [Int?], in problem: SelectionProblem
  ) -> [SelectionViolation] {
    guard chosen.count == problem.candidates.count else {
      return [.wrongCount(found: chosen.count, expected: problem.candidates.count)]
    }
    var found: [SelectionViolation] = []
    var used = [Double](repeating: 0, count: problem.capacities.count)
    for (index, candidate) in problem.candidates.enumerated() {
      switch candidate.demand {
      case .free: break
      case .mustHave: if chosen[index] == nil { found.append(.demand(candidate: index)) }
      case .pinned(let option):
        if chosen[index] != option { found.append(.demand(candidate: index)) }
      case .out: if chosen[index] != nil { found.append(.demand(candidate: index)) }
      }
      guard let option = chosen[index] else { continue }
      guard option >= 0, option < candidate.options.count else {
        found.append(.unknownOption(candidate: index, option: option))
        continue
      }
      for use in candidate.options[option].uses { used[Int(use.resource)] += use.amount }
    }
    for (resource, capacity) in problem.capacities.enumerated() {
      if used[resource] > capacity + 1e-9 * (1 + capacity) {
        found.append(.capacity(resource: resource, used: used[resource], capacity: capacity))
      }
    }
    for (index, pair) in problem.requires.enumerated() {
      if chosen[pair.candidate] != nil, chosen[pair.needed] == nil {
        found.append(.requires(index: index))
      }
    }
    for (index, group) in problem.includes.enumerated() {
      let count = group.filter { chosen[$0] != nil }.count
      if count != 0, count != group.count { found.append(.includes(index: index)) }
    }
    for (index, group) in problem.excludes.enumerated() {
      if Set(group.filter { chosen[$0] != nil }).count > 1 { found.append(.excludes(index: index)) }
    }
    return found
  }

  /// The sum of the chosen options' values.
  public static func value(of chosen: [Int?], in problem: SelectionProblem) -> Double {
    var sum = 0.0
    for (candidate, option) in zip(problem.candidates, chosen) {
      if let option, candidate.options.indices.contains(option) {
        sum += candidate.options[option].value
      }
    }
    return sum
  }
}
