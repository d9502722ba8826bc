/// The course of a solve: presolve, root, then the tree and the searches for better solutions in turn.
struct SelectionSearch: Sendable {
  let problem: SelectionProblem
  let rows: SelectionRows
  /// After presolve.
  private(set) var domain: SelectionDomain
  let unit: SelectionUnit
  private(set) var tree: SelectionTree
  private var neighbourhood: SelectionNeighbourhood
  private(set) var bestValue = -Double.infinity
  /// For each candidate the chosen option's number in it; −1 for none.
  private var bestChoice: [Int32] = []
  private var dominated: [SelectionCertificate.Domination] = []
  private var nodesBefore = 0
  /// The work outside of the tree at hand: of the tree before it, of neighbourhoods.
  private var workElsewhere = 0.0
  private let workLimit: Double
  private let isPlain: Bool
  private var hasRoot = false
  /// What the tree's model was made of.
  private var treeDomain: SelectionDomain

  /// - Parameters:
  ///   - isPlain: without searches for better solutions, for questions of feasibility.
  ///   - workLimit: see ``SelectionSolver/work``.
  init(
    _ problem: SelectionProblem, keepsCertificate: Bool, isPlain: Bool = false,
    workLimit: Double = .infinity
  ) {
    self.problem = problem
    self.workLimit = workLimit
    self.isPlain = isPlain
    rows = SelectionRows(problem)
    domain = SelectionDomain(problem)
    dominated = domain.strikeDominated(problem)
    treeDomain = domain
    unit = SelectionUnit(problem)
    let model = SelectionModel(problem, rows: rows, within: domain)
    tree = SelectionTree(
      model, firstOption: domain.firstOption, cutoff: unit.leastValue - unit.step,
      granularity: unit.granularity,
      pseudoCosts: SelectionPseudoCosts(candidateCount: problem.candidates.count),
      keepsCertificate: keepsCertificate)
    neighbourhood = SelectionNeighbourhood(candidateCount: problem.candidates.count)
    if model.isInfeasible { tree.markInfeasible() }
  }

  var isFinished: Bool { tree.isFinished }
  var nodeCount: Int { nodesBefore + tree.nodeCount }
  /// What was done so far, in the unit of ``SelectionSolver/work``.
  var work: Double { workElsewhere + tree.allWork }
  private var isOutOfWork: Bool { work >= workLimit }
  var certificateByteCount: Int { tree.certificate.byteCount }

  /// What the tree proves so far.
  var bound: Double {
    let open = unit.rounded(tree.openBound)
    let floor = bestValue.isFinite ? bestValue : unit.leastValue - unit.step
    // Where values have no unit, nodes are given up within the tolerance of the best value.
    let slack = bestValue.isFinite && !unit.isExact ? unit.granularity : 0
    return max(open, floor + slack)
  }

  /// Evaluates some nodes, and improves the solution where that is due.
  mutating func advance(nodes: Int, isStopped: () -> Bool) {
    if !hasRoot {
      hasRoot = true
      tree.workLimit = workLimit
      tree.evaluateRoot()
      adopt(tree, within: treeDomain)
      guard !tree.isFinished, !isPlain else { return }
      neighbourhood.look(at: tree, candidateCount: problem.candidates.count)
      if bestValue.isFinite { improveAtRoot(isStopped: isStopped) }
      compact()
      return
    }
    let before = tree.work
    tree.workLimit = workLimit - workElsewhere
    tree.run(nodes: max(1, nodes), isStopped: isStopped)
    adopt(tree, within: treeDomain)
    guard !tree.isFinished, !isPlain, bestValue.isFinite else { return }
    neighbourhood.earn(tree.work - before)
    while neighbourhood.isDue, !isOutOfWork, !isStopped() {
      guard improve(isStopped: isStopped) else { return }
    }
  }

  /// Goes on with what the root has left open, as a smaller model.
  private mutating func compact() {
    tree.raiseCutoff(to: bestValue + unit.granularity)
    guard tree.strikeOutAtRoot() else { return }
    for column in 0..<tree.model.columnCount
    where tree.simplex.bound[column] == KernelSimplex.Bound.zero {
      treeDomain.allowed[Int(tree.model.columnOption[column])] = false
    }
    for group in 0..<tree.model.groupCount
    where tree.simplex.isRequired(group, of: tree.model) {
      treeDomain.must[Int(tree.model.groupCandidate[group])] = true
    }
    nodesBefore = tree.nodeCount
    workElsewhere += tree.allWork
    tree = SelectionTree(
      continuing: tree, with: SelectionModel(problem, rows: rows, within: treeDomain))
  }

  /// Searches neighbourhoods before the tree grows: a good solution strikes much out at the root.
  private mutating func improveAtRoot(isStopped: () -> Bool) {
    var failures = 0
    neighbourhood.lend()
    while neighbourhood.isDue, failures < 30, !isOutOfWork, !isStopped() {
      let before = bestValue
      guard improve(isStopped: isStopped) else { return }
      failures = bestValue > before ? 0 : failures + 1
    }
  }

  /// Searches one neighbourhood of the best solution.
  ///
  /// - Returns: false where there is nothing to search.
  mutating func improve(isStopped: () -> Bool) -> Bool {
    guard bestValue.isFinite, problem.candidates.count > 1 else { return false }
    let free = neighbourhood.choose(around: bestChoice)
    var part = domain
    for candidate in problem.candidates.indices where !free[candidate] {
      part.fix(candidate, to: bestChoice[candidate] < 0 ? nil : Int(bestChoice[candidate]))
    }
    let model = SelectionModel(problem, rows: rows, within: part)
    var search = SelectionTree(
      model, firstOption: domain.firstOption, cutoff: bestValue + unit.granularity,
      granularity: unit.granularity, pseudoCosts: tree.pseudoCosts, keepsCertificate: false)
    search.plunge = SelectionNeighbourhood.plunge
    search.workLimit = workLimit - work
    if !model.isInfeasible { search.run(nodes: SelectionNeighbourhood.nodes, isStopped: isStopped) }
    workElsewhere += search.allWork
    tree.pseudoCosts = search.pseudoCosts
    neighbourhood.learn(
      improved: search.bestValue > bestValue, finished: search.isFinished, work: search.work)
    adopt(search, within: part)
    tree.raiseCutoff(to: bestValue + unit.granularity)
    return true
  }

  /// Takes a better solution over from the tree of a domain.
  private mutating func adopt(_ search: SelectionTree, within part: SelectionDomain) {
    guard search.bestValue > bestValue else { return }
    var choice = [Int32](repeating: -1, count: problem.candidates.count)
    // What the model does not hold was decided before.
    for candidate in problem.candidates.indices where part.must[candidate] {
      for (number, option) in part.options(of: candidate).enumerated() where part.allowed[option] {
        choice[candidate] = Int32(number)
      }
    }
    for (group, column) in search.bestChoice.enumerated() {
      let candidate = Int(search.model.groupCandidate[group])
      choice[candidate] =
        column < 0
        ? -1 : search.model.columnOption[Int(column)] - Int32(domain.firstOption[candidate])
    }
    bestValue = search.bestValue
    bestChoice = choice
  }

  /// What the best allowed options are worth if no row binds.
  private var freeBound: Double {
    var sum = 0.0
    for (candidate, content) in problem.candidates.enumerated() {
      var best = domain.must[candidate] ? -Double.infinity : 0
      for (number, option) in content.options.enumerated()
      where domain.allowed[domain.firstOption[candidate] + number] {
        best = max(best, option.value)
      }
      sum += best
    }
    return sum
  }

  /// The answer so far.
  func answer(isStopped: () -> Bool) -> SelectionAnswer {
    var certificate = tree.certificate
    certificate.dominated = dominated
    var bound = bound
    if certificate.nodeCount == 0 {
      // Stopped before the root: without multipliers every candidate's best option counts.
      _ = certificate.addNode(parent: -1, side: 0)
      bound = min(bound, freeBound)
    }
    certificate.bound = bound
    let hasSolution = bestValue.isFinite
    let status: SelectionAnswer.Status
    if isFinished, !hasSolution {
      status = .infeasible(SelectionConflict(of: problem, isStopped: isStopped))
    } else if isFinished || bestValue >= bound {
      status = .optimal
    } else {
      status = hasSolution ? .stopped : .unknown
    }
    return SelectionAnswer(
      status: status, chosen: bestChoice.map { $0 < 0 ? nil : Int($0) }, value: bestValue,
      bound: bound, certificate: certificate, nodeCount: nodeCount, work: work)
  }
}
