import Optimization

/// Splits the money of a ``FundingModel``.
///
/// The sets of skills whose people bind are too many to list: an optimum is sought, the sets that it asks too
/// much of are added as limits, and so on until there are none. Each round's bound holds for the plan.
struct FundingSolver {
  let model: FundingModel
  /// The limits of people found so far.
  private(set) var cuts: [FundingCut] = []

  init(_ model: FundingModel) { self.model = model }

  /// So many rounds of limits at most.
  private static let roundLimit = 200
  /// What an optimum may miss, relative; what one may miss that is only drawn; and one that limits of people
  /// will replace.
  static let (tolerance, drawnTolerance, roughTolerance) = (1e-9, 1e-7, 1e-5)
  /// Amounts nearer than this to the plan's, relative to the largest, are the plan's.
  private static let dust = 1e-7
  /// Where a second allocation is worth less than the first by more than this, relative, it is not taken.
  private static let lostValue = 1e-8

  /// The best allocation, as near to the plan as one may be.
  mutating func best(_ terms: FundingTerms) throws(Funding.Failure) -> Funding {
    try checkFloors(terms)
    _ = try optimum(terms, Self.roughTolerance)
    for _ in 0..<Self.roundLimit {
      let (first, optimum) = try optimum(terms, Self.tolerance)
      let chosen = try nearest(first, optimum)
      let funding = Funding(model, first, parts: chosen, optimum: optimum)
      if !addCuts(brokenBy: funding.amounts) { return funding }
    }
    throw .notSolved
  }

  /// The most that can be reached, to a tolerance, and the expected value there.
  mutating func most(
    _ terms: FundingTerms, _ tolerance: Double
  ) throws(Funding.Failure) -> (objective: Double, value: Double) {
    try checkFloors(terms)
    let proof = try optimum(terms, tolerance).optimum.proof
    return (proof.objective, proof.values.reduce(0, +))
  }

  /// An optimum within what people can do.
  private mutating func optimum(
    _ terms: FundingTerms, _ tolerance: Double
  ) throws(Funding.Failure) -> (program: FundingProgram, optimum: ApportionmentSolution) {
    for _ in 0..<Self.roundLimit {
      let program = FundingProgram(model, terms, cuts)
      let optimum = try solve(program.program, tolerance)
      if !addCuts(brokenBy: program.amounts(of: optimum.parts)) { return (program, optimum) }
    }
    throw .notSolved
  }

  /// Refuses floors that money and people cannot pay for.
  private mutating func checkFloors(_ terms: FundingTerms) throws(Funding.Failure) {
    let isPlan = terms == FundingTerms(model.ledger)
    if isPlan, model.isPlanWithinBounds { return }
    for _ in 0..<Self.roundLimit {
      let program = FundingProgram(model, terms, cuts)
      var floors = program.program
      floors.risk = nil
      let starts = floors.groups.map(\.start)
      guard starts.contains(where: { $0 > 0 }) else { return }
      floors.groups = starts.map { .init(pieces: [.init(width: $0, slope: 1)]) }
      let solution = try solve(floors, Self.drawnTolerance)
      guard !addCuts(brokenBy: program.amounts(of: solution.parts)) else { continue }
      let all = starts.reduce(0, +)
      guard all - solution.proof.objective > Self.dust * all else { return }
      let missing = model.ledger.initiatives.indices.compactMap { item in
        let missing = starts[item] - solution.proof.values[item]
        return missing > Self.dust * all
          ? (initiative: model.ledger.initiatives[item].id, amount: missing) : nil
      }
      throw .floors(missing)
    }
    throw .notSolved
  }

  /// Of the allocations that are as good the one nearest to the plan.
  private func nearest(
    _ program: FundingProgram, _ optimum: ApportionmentSolution
  ) throws(Funding.Failure) -> [Double] {
    for keepsSums in program.program.risk == nil ? [false, true] : [true] {
      let nearest = program.nearest(to: optimum, keepsSums: keepsSums)
      guard
        let found = try? ApportionmentSolver(
          options: InteriorPointOptions(tolerance: Self.tolerance)
        ).solve(nearest)
      else { continue }
      let largest = nearest.parts.map(\.wanted).max() ?? 0
      let parts = nearest.parts.indices.map { index in
        let value = program.part(index, of: found, at: optimum, keepsSums: keepsSums)
        let wanted = nearest.parts[index].wanted
        return nearest.parts[index].pull > 0 && abs(value - wanted) <= Self.dust * largest
          ? wanted : value
      }
      let proof = ApportionmentProof(
        program.program, parts: parts, groupPrices: optimum.groupPrices,
        rowPrices: optimum.rowPrices)
      let lost = optimum.proof.objective - proof.objective
      if proof.residual <= FundingVerifier.tolerance,
        lost <= Self.lostValue * (1 + abs(optimum.proof.objective))
      {
        return parts
      }
    }
    return optimum.parts
  }

  private func solve(
    _ program: ApportionmentProgram, _ tolerance: Double
  ) throws(Funding.Failure) -> ApportionmentSolution {
    let solution: ApportionmentSolution
    do throws(InteriorPointError) {
      solution = try ApportionmentSolver(
        options: InteriorPointOptions(tolerance: tolerance)
      ).solve(program)
    } catch {
      throw error == .invalidInput("the correlations") ? .correlations : .notSolved
    }
    guard solution.proof.residual <= max(tolerance, FundingVerifier.tolerance) else {
      throw .notSolved
    }
    return solution
  }

  /// Adds the limits that an allocation breaks; false where it breaks none.
  private mutating func addCuts(brokenBy amounts: [[Double]]) -> Bool {
    let before = cuts.count
    for excess in model.labour.excesses(of: model.byInitiative(amounts)) {
      let sets = excess.components.count > 1 ? [excess.nodes] + excess.components : [excess.nodes]
      for nodes in sets {
        let cut = FundingCut(span: excess.span, nodes: nodes)
        if !cuts.contains(cut) { cuts.append(cut) }
      }
    }
    return cuts.count > before
  }
}
