/// The named baseline: Project Server's rule. By priority, first come first served, out if short in any
/// period.
///
/// Must-haves and pins are served first, in the order's own order; then each candidate in turn is chosen
/// in its first option (its planned start) if everything that it uses is still there, everything that it
/// needs has been chosen before it, and nothing chosen excludes it. Groups that come together are served
/// together when their first member's turn comes.
public struct SelectionBaseline: Sendable, Hashable {
  /// For each candidate its option, nil for left out.
  public var chosen: [Int?]
  /// The sum of the chosen options' values.
  public var value: Double
  /// For each candidate that was left out for want of a resource the first such resource.
  public var shortResource: [Int: Int]
  /// Candidates that had to be chosen and were not, for want of a resource or by the logic.
  public var unmetDemands: [Int]

  /// Serves candidates in an order.
  ///
  /// - Parameter order: candidates, the most important first; those that are not named come last.
  /// - Throws: where the problem's numbers mean nothing.
  public init(_ problem: SelectionProblem, order: [Int]) throws(SelectionInputError) {
    try problem.validate()
    let count = problem.candidates.count
    for candidate in order where !(0..<count).contains(candidate) {
      throw .unknownCandidate(candidate)
    }
    chosen = [Int?](repeating: nil, count: count)
    value = 0
    shortResource = [:]
    unmetDemands = []
    var isNamed = [Bool](repeating: false, count: count)
    var turns: [Int] = []
    for candidate in order + Array(0..<count) where !isNamed[candidate] {
      isNamed[candidate] = true
      turns.append(candidate)
    }
    let forced = turns.filter { Self.isForced(problem.candidates[$0].demand) }
    var left = problem.capacities
    // A must-have may need one that comes after it: forced ones get two rounds.
    for candidate in forced + forced + turns where chosen[candidate] == nil {
      serve(candidate, problem, &left)
    }
    unmetDemands = forced.filter { chosen[$0] == nil }
  }

  private static func isForced(_ demand: SelectionProblem.Demand) -> Bool {
    switch demand {
    case .mustHave, .pinned: true
    case .free, .out: false
    }
  }

  private mutating func serve(
    _ candidate: Int, _ problem: SelectionProblem, _ left: inout [Double]
  ) {
    // All that come together with the candidate.
    var bundle = [candidate]
    var index = 0
    while index < bundle.count {
      for group in problem.includes where group.contains(bundle[index]) {
        for member in group where !bundle.contains(member) { bundle.append(member) }
      }
      index += 1
    }
    var options: [Int: Int] = [:]
    var rest = left
    for member in bundle where chosen[member] == nil {
      let content = problem.candidates[member]
      guard content.demand != .out, !content.options.isEmpty else { return }
      var option = 0
      if case .pinned(let pin) = content.demand { option = pin }
      options[member] = option
      for use in content.options[option].uses {
        let resource = Int(use.resource)
        rest[resource] -= use.amount
        guard rest[resource] >= -1e-9 * (1 + problem.capacities[resource]) else {
          shortResource[candidate] = resource
          return
        }
      }
    }
    func isIn(_ other: Int) -> Bool { chosen[other] != nil || options[other] != nil }
    for pair in problem.requires where options[pair.candidate] != nil && !isIn(pair.needed) {
      return
    }
    for group in problem.excludes where Set(group.filter(isIn)).count > 1 { return }
    left = rest
    for member in bundle {
      guard let option = options[member] else { continue }
      chosen[member] = option
      shortResource[member] = nil
      value += problem.candidates[member].options[option].value
    }
  }
}
