/// A branch-and-bound search over a ``SelectionModel``, that can be continued in portions.
///
/// Best bound first with plunging: after a branch the better child is evaluated at once from the basis at
/// hand, the other is stored. A node is evaluated by ``KernelSimplex``; its bound is then computed afresh
/// from the multipliers alone, as the certificate's checker does, and everything that the search
/// concludes (pruning, options struck out) follows from that number or from the rows themselves. An error
/// of the simplex method can cost time, not truth.
///
/// Deterministic: depends on the model, the cutoffs given and the numbers of nodes.
struct SelectionTree: Sendable {
  let model: SelectionModel
  let firstOption: [Int]
  var simplex: KernelSimplex
  var store: SelectionNodeStore
  var certificate = SelectionCertificate()
  let keepsCertificate: Bool
  /// Nodes with a bound below this are worth nothing.
  var cutoff: Double
  /// A better solution must be better by this.
  let granularity: Double
  var bestValue = -Double.infinity
  /// For each group the chosen column; −1 for none.
  var bestChoice: [Int32] = []
  var nodeCount = 0
  /// The largest bound among nodes that were given up without proof.
  var abandonedBound = -Double.infinity
  /// The node at hand, not in the store.
  var current: Current?
  var pseudoCosts: SelectionPseudoCosts
  /// A child is entered at once where its bound is at least this share of the way from the cutoff to the
  /// best bound: 0 goes down to the end, 1 is best bound first.
  var plunge = 0.0
  /// The relaxation's point is rounded with exchanges at one of so many nodes.
  private static let thoroughEvery = 64

  // Of the node evaluated last.
  var nodeBound = 0.0
  var nodeObjective = 0.0
  var terms: [Double]
  var groupBest: [Double]
  var dualRows: [Double]
  var leastUse: [Double]
  var rounding: SelectionRounding
  /// Steps of the simplex method that were spent on trials of branches.
  var trialStepCount = 0
  /// No more is done when ``allWork`` has reached it.
  var workLimit = Double.infinity

  /// A node that is evaluated next, its state being in the simplex.
  struct Current: Sendable {
    var bound: Double
    var parent: Int32
    var side: UInt8
    var parentObjective: Double
    var branch: SelectionBranch?
    var distance: Double
  }

  init(
    _ model: SelectionModel, firstOption: [Int], cutoff: Double, granularity: Double,
    pseudoCosts: SelectionPseudoCosts, keepsCertificate: Bool
  ) {
    self.model = model
    self.firstOption = firstOption
    self.cutoff = cutoff
    self.granularity = granularity
    self.keepsCertificate = keepsCertificate
    simplex = KernelSimplex(model)
    store = SelectionNodeStore(model)
    self.pseudoCosts = pseudoCosts
    terms = [Double](repeating: 0, count: model.columnCount)
    groupBest = [Double](repeating: 0, count: model.groupCount)
    dualRows = [Double](repeating: 0, count: model.rowCount)
    leastUse = dualRows
    rounding = SelectionRounding(model)
    current = Current(
      bound: .infinity, parent: -1, side: 0, parentObjective: .infinity, branch: nil, distance: 0)
  }

  /// The search of what is left of a problem after another tree's root.
  init(continuing root: SelectionTree, with model: SelectionModel) {
    self.init(
      model, firstOption: root.firstOption, cutoff: root.cutoff, granularity: root.granularity,
      pseudoCosts: root.pseudoCosts, keepsCertificate: root.keepsCertificate)
    certificate = root.certificate
    current?.bound = root.nodeBound
    guard keepsCertificate else { return }
    let last = certificate.nodeCount - 1
    certificate.branchCandidate[last] = SelectionCertificate.unbranched
    current?.parent = Int32(last)
  }

  /// Evaluates the root without branching on it.
  mutating func evaluateRoot() {
    guard let node = current else { return }
    nodeCount += 1
    if evaluate(node) {
      current?.bound = nodeBound
    } else {
      current = nil
    }
  }

  /// Strikes out anew after a better solution was found elsewhere.
  ///
  /// - Returns: whether something is left to search.
  mutating func strikeOutAtRoot() -> Bool {
    if nodeBound >= cutoff {
      strikeOut()
      if propagate() { return true }
    }
    current = nil
    return false
  }

  /// Says that only solutions worth at least so much are wanted.
  mutating func raiseCutoff(to value: Double) { cutoff = max(cutoff, value) }

  /// Says that nothing is allowed, which the rows alone show.
  mutating func markInfeasible() {
    current = nil
    if keepsCertificate { _ = certificate.addNode(parent: -1, side: 0) }
  }

  /// Whether nothing is left to search.
  var isFinished: Bool { current == nil && store.isEmpty }

  /// No solution within the model that has not been found is worth more.
  var openBound: Double {
    max(current?.bound ?? -.infinity, store.bestBound ?? -.infinity, abandonedBound)
  }

  /// Evaluates up to so many nodes.
  mutating func run(nodes: Int, isStopped: () -> Bool) {
    let last = nodeCount + nodes
    while nodeCount < last, !isFinished, allWork < workLimit {
      if nodeCount & 15 == 0, isStopped() { return }
      guard let node = current ?? takeStored() else { return }
      current = nil
      nodeCount += 1
      guard evaluate(node) else { continue }
      guard let branch = chooseBranch(isStopped: isStopped) else { continue }
      split(by: branch)
    }
  }

  private mutating func takeStored() -> Current? {
    while let node = store.pop() {
      store.restore(node, into: &simplex, model)
      guard node.bound >= cutoff else { continue }
      apply(node.branch, side: node.side)
      return Current(
        bound: node.bound, parent: node.parent, side: node.side, parentObjective: .infinity,
        branch: nil, distance: 0)
    }
    return nil
  }

  /// Bounds the node in the simplex and strikes out what it can.
  ///
  /// - Returns: whether something of it is left to search.
  private mutating func evaluate(_ node: Current) -> Bool {
    var parent = node.parent
    var side = node.side
    for round in 0..<8 {
      let outcome = simplex.solve(
        model, cutoff: cutoff - model.baseValue - 1e-6 * max(1, abs(cutoff)),
        maximumSteps: steps(atMost: parent < 0 ? 100_000 : 2_000))
      nodeObjective = model.baseValue + simplex.objective(model)
      bound(outcome)
      if round == 0, let branch = node.branch, outcome != .stalled {
        pseudoCosts.learn(
          branch, side: side, gain: node.parentObjective - max(nodeObjective, cutoff),
          distance: node.distance, model)
      }
      let number = record(parent: parent, side: side)
      parent = number
      side = 0
      guard nodeBound >= cutoff else { return false }
      strikeOut()
      guard propagate() else { return false }
      if outcome == .optimal {
        if let value = rounding.improve(
          simplex, terms: terms, model, thorough: round == 0 && nodeCount % Self.thoroughEvery == 1,
          lookLimit: Double(rounding.lookCount) + workLimit - allWork),
          value > bestValue
        {
          accept(rounding.choice, value)
        }
        guard nodeBound >= cutoff else { return false }
      }
      if !cutsOffPoint() || round == 7 { return true }
      if keepsCertificate {
        certificate.branchCandidate[Int(number)] = SelectionCertificate.unbranched
      }
    }
    return true
  }

  private mutating func accept(_ choice: [Int32], _ value: Double) {
    bestValue = value
    bestChoice = choice
    cutoff = max(cutoff, value + granularity)
  }

  /// Writes the node with its multipliers into the certificate.
  private mutating func record(parent: Int32, side: UInt8) -> Int32 {
    guard keepsCertificate else { return 0 }
    let number = certificate.addNode(parent: parent, side: side)
    for row in 0..<model.rowCount where dualRows[row] > 0 {
      certificate.addMultiplier(dualRows[row] / model.rowScale[row], row: model.rowSource[row])
    }
    return number
  }

  /// Stores one child, and makes the other the current node.
  private mutating func split(by choice: SelectionPseudoCosts.Choice) {
    let branch = choice.branch
    let number = Int32(certificate.nodeCount - 1)
    if keepsCertificate {
      let candidate = Int(model.groupCandidate[Int(branch.group)])
      certificate.branchCandidate[Int(number)] = Int32(candidate)
      if branch.split >= 0 {
        let column = Int(model.groupFirst[Int(branch.group)]) + Int(branch.split)
        certificate.branchSplit[Int(number)] = Int16(
          Int(model.columnOption[column]) - firstOption[candidate])
      }
    }
    let bounds = [childBound(branch, side: 0), childBound(branch, side: 1)]
    let first: UInt8 = choice.prefersOne ? 1 : 0
    let top = max(store.bestBound ?? -.infinity, nodeBound)
    for side in [1 - first, first] {
      let bound = bounds[Int(side)]
      guard bound >= cutoff else { continue }
      if side == first, bound >= cutoff + plunge * (top - cutoff) {
        apply(branch, side: side)
        current = Current(
          bound: bound, parent: number, side: side, parentObjective: nodeObjective, branch: branch,
          distance: side == 0 ? choice.distanceZero : choice.distanceOne)
      } else {
        store.push(
          bound: bound, parent: number, side: side, branch: branch, simplex, model)
      }
    }
  }

  /// The bound of a child by the node's own multipliers.
  private func childBound(_ branch: SelectionBranch, side: UInt8) -> Double {
    let group = Int(branch.group)
    let first = Int(model.groupFirst[group])
    let end = Int(model.groupFirst[group + 1])
    var best = -Double.infinity
    if !simplex.isRequired(group, of: model), branch.split >= 0 || side == 0 { best = 0 }
    for column in first..<end where simplex.bound[column] != KernelSimplex.Bound.zero {
      if branch.split < 0 {
        if side == 0 { continue }
      } else if (column - first > Int(branch.split)) == (side == 0) {
        continue
      }
      best = max(best, terms[column])
    }
    return nodeBound - groupBest[group] + best
  }

  /// Applies one side of a branch to the simplex.
  mutating func apply(_ branch: SelectionBranch, side: UInt8) {
    let group = Int(branch.group)
    let first = Int(model.groupFirst[group])
    let end = Int(model.groupFirst[group + 1])
    if branch.split < 0 {
      if side == 0 {
        for column in first..<end { simplex.bound[column] = KernelSimplex.Bound.zero }
      } else {
        simplex.requireGroup(group, of: model)
      }
    } else {
      for column in first..<end where (column - first > Int(branch.split)) == (side == 0) {
        simplex.bound[column] = KernelSimplex.Bound.zero
      }
    }
    settle(group)
  }

  /// Fixes the only column left of a group that must be chosen.
  ///
  /// - Returns: false where none is left.
  @discardableResult
  mutating func settle(_ group: Int) -> Bool {
    guard simplex.isRequired(group, of: model) else { return true }
    let columns = Int(model.groupFirst[group])..<Int(model.groupFirst[group + 1])
    var only = -1
    for column in columns where simplex.bound[column] != KernelSimplex.Bound.zero {
      if only >= 0 { return true }
      only = column
    }
    guard only >= 0 else { return false }
    simplex.bound[only] = KernelSimplex.Bound.one
    return true
  }

  /// The branch on which the node at hand is split; nil where a solution settles it.
  private mutating func chooseBranch(isStopped: () -> Bool) -> SelectionPseudoCosts.Choice? {
    if let choice = strongBranch(isStopped: isStopped) { return choice }
    // Nothing is fractional, yet the bound is not reached: the first open decision.
    for group in 0..<model.groupCount {
      let first = Int(model.groupFirst[group])
      let open = (first..<Int(model.groupFirst[group + 1]))
        .filter { simplex.bound[$0] != KernelSimplex.Bound.zero }
      if open.isEmpty { continue }
      let isRequired = simplex.isRequired(group, of: model)
      if isRequired, open.count == 1 { continue }
      let split = isRequired ? Int16(open[0] - first) : -1
      return SelectionPseudoCosts.Choice(
        branch: SelectionBranch(group: Int32(group), split: split), distanceZero: 1,
        distanceOne: 1, prefersOne: true)
    }
    // All is decided, yet rounding errors hide whether the solution is allowed: its bound stands.
    abandonedBound = max(abandonedBound, nodeBound)
    return nil
  }
}
