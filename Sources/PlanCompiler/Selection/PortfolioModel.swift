import Optimization
public import PlanModel
public import WorkCalendar

/// A plan's pitches and tentative projects as a selection problem.
///
/// Resources are the budgets, and sets of skills in a quarter that ``JointCapacity`` names. There are too
/// many sets to list: those of single demand nodes stand here from the beginning, others are added when a
/// choice breaks them, until none does. Projects outside the choice that the logic names are candidates
/// that are pinned: confirmed and done ones in, others out.
public struct PortfolioModel: Sendable {
  /// What a resource of the problem is.
  enum Resource: Hashable, Sendable {
    case money(Int)
    case people(span: Int, nodes: [Int])
    case order(PortfolioOrder)
  }

  /// The pitches and tentative projects, sorted by id.
  public let candidates: [PortfolioCandidate]
  /// The plan as it was given.
  let plan: Plan
  let today: Day
  let compiled: CompiledPlan
  let capacity: JointCapacity
  let money: PortfolioMoney
  /// By candidate and option: an index of the compiled projects.
  let projectOf: [[Int]]
  /// By compiled project and quarter: the hours that it asks of demand nodes.
  private let work: [[[(node: Int, hours: Double)]]]
  /// Names in the logic beside the candidates.
  let outsiders: [String]
  private(set) var resources: [Resource] = []
  private(set) var problem: SelectionProblem

  /// Compiles a plan.
  ///
  /// - Parameter latestDelay: a candidate starts at most so many quarters after its planned start.
  public init(_ plan: Plan, today: Day, latestDelay: Int) async {
    let canonical = plan.canonical()
    let found = PortfolioCandidates(canonical, today: today, latestDelay: latestDelay)
    let compiled = await CompiledPlan(found.expanded, horizon: found.horizon)
    self.plan = canonical
    self.today = today
    self.compiled = compiled
    candidates = found.candidates
    let spans = compiled.grid.spans(by: .quarter, in: plan.settings.fiscalYear)
    capacity = JointCapacity(compiled, spans: spans)
    money = PortfolioMoney(compiled, rates: MeanPay(compiled).rates(of: compiled.demand))
    projectOf = candidates.map { $0.options.compactMap { compiled.indexOfProject[$0.id] } }
    work = Self.work(compiled, capacity)
    let own = Set(candidates.map(\.project.id))
    outsiders = Set(plan.logic.flatMap { [$0.project, $0.other] }).subtracting(own).sorted()
    problem = SelectionProblem(capacities: [])
    addCandidates()
    addLogic()
    for (number, envelope) in money.envelopes.enumerated() {
      let uses = uses { candidate, project in
        money.use(of: envelope, by: project, of: candidates[candidate].project.initiative)
      }
      add(.money(number), capacity: envelope.left, uses)
    }
    addOrders()
    addSingleNodes()
  }

  private static func work(
    _ plan: CompiledPlan, _ capacity: JointCapacity
  ) -> [[[(node: Int, hours: Double)]]] {
    var work = [[[(node: Int, hours: Double)]]](
      repeating: [[(node: Int, hours: Double)]](repeating: [], count: capacity.spans.count),
      count: plan.demand.projects.count)
    for (line, node) in capacity.network.nodeOfLine.enumerated() {
      let project = plan.demand.lines[line].project
      for (number, span) in capacity.spans.enumerated() {
        let hours = span.cells.reduce(0) { $0 + plan.demand.hours(of: line, in: $1) }
        if hours > 0 { work[project][number].append((node, hours)) }
      }
    }
    return work
  }

  private mutating func addCandidates() {
    for candidate in candidates {
      let project = candidate.project
      let demand: SelectionProblem.Demand =
        project.pin == .out ? .out : project.mustHave || project.pin == .in ? .mustHave : .free
      problem.candidates.append(
        .init(options: candidate.options.map { .init(value: $0.value, uses: []) }, demand: demand))
    }
    let status = Dictionary(
      plan.projects.map { ($0.id, $0.status) }, uniquingKeysWith: { first, _ in first })
    for name in outsiders {
      let state = status[name] ?? .committed
      problem.candidates.append(
        .init(
          options: [.init(value: 0, uses: [])],
          demand: state.isKept ? .mustHave : .out))
    }
  }

  private mutating func addLogic() {
    let names = candidates.map(\.project.id) + outsiders
    let index = Dictionary(
      names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    for row in plan.logic {
      guard let one = index[row.project], let other = index[row.other] else { continue }
      switch row.kind {
      case .requires: problem.requires.append(.init(candidate: one, needed: other))
      case .includes: problem.includes.append([one, other])
      case .excludes: problem.excludes.append([one, other])
      }
    }
  }

  /// An order forbids pairs of starts. For each delay of the successor one limit allows one of two things: that
  /// it starts so early, or that the predecessor starts too late for that. Confirmed projects stay where
  /// they are.
  private mutating func addOrders() {
    let sources = DemandSources(plan, windows: PlanWindows(plan))
    let index = Dictionary(
      candidates.enumerated().map { ($1.project.id, $0) }, uniquingKeysWith: { first, _ in first })
    for order in PortfolioOrder.all(in: plan, sources) {
      let (before, after) = (index[order.predecessor], index[order.successor])
      func isFixed(_ project: String) -> Bool { sources.status(of: project).isConfirmed }
      guard before != nil || isFixed(order.predecessor), after != nil || isFixed(order.successor),
        before != nil || after != nil
      else { continue }
      for delay in after.map({ candidates[$0].options.map(\.level) }) ?? [0] {
        let uses = candidates.enumerated().map { number, candidate in
          candidate.options.map { option in
            let isEarly = number == after && option.level <= delay
            let isLate = number == before && option.level > delay - order.steps
            return isEarly || isLate ? 1.0 : 0
          }
        }
        let fixed = (after == nil ? 1.0 : 0) + (before == nil && 0 > delay - order.steps ? 1 : 0)
        // Where one side cannot be, the other is free.
        let sides = [after, before].compactMap(\.self).filter { side in
          uses[side].contains { $0 > 0 }
        }
        guard Double(sides.count) + fixed > 1 else { continue }
        add(.order(order), capacity: 1 - fixed, uses)
      }
    }
  }

  private mutating func addSingleNodes() {
    for span in capacity.spans.indices {
      let asked = Set(projectOf.joined().flatMap { work[$0][span].map(\.node) }).sorted()
      for node in asked { addPeople(span: span, nodes: [node]) }
    }
  }

  /// Adds the limit of a set of demand nodes in a quarter; false where the problem has it already.
  @discardableResult
  mutating func addPeople(span: Int, nodes: [Int]) -> Bool {
    let resource = Resource.people(span: span, nodes: nodes)
    guard !resources.contains(resource) else { return false }
    let isIn = Set(nodes)
    let uses = uses { _, project in
      work[project][span].reduce(0) { $0 + (isIn.contains($1.node) ? $1.hours : 0) }
    }
    add(resource, capacity: capacity.limit(of: nodes, in: span), uses)
    return true
  }

  /// What each candidate's options take of a resource.
  private func uses(
    _ use: (_ candidate: Int, _ project: Int) -> Double
  ) -> [[Double]] {
    projectOf.enumerated().map { candidate, projects in projects.map { use(candidate, $0) } }
  }

  private mutating func add(_ resource: Resource, capacity: Double, _ uses: [[Double]]) {
    let number = Int32(resources.count)
    resources.append(resource)
    problem.capacities.append(capacity)
    for (candidate, amounts) in uses.enumerated() {
      for (option, amount) in amounts.enumerated() where amount > 0 {
        problem.candidates[candidate].options[option].uses.append(
          .init(resource: number, amount: amount))
      }
    }
  }

  /// The sets of skills that a choice asks too much of, quarter by quarter; empty where it fits.
  ///
  /// - Parameter chosen: for each candidate its option, nil for left out.
  func excesses(of chosen: [Int?]) -> [JointCapacity.Excess] {
    let projects = projects(of: chosen)
    return capacity.spans.indices.compactMap { span in
      capacity.excess(of: projects.flatMap { work[$0][span] }, in: span)
    }
  }

  private func projects(of chosen: [Int?]) -> [Int] {
    zip(projectOf, chosen).compactMap { projects, option in option.map { projects[$0] } }
  }

  /// The hours of an option within the horizon.
  public func hours(of candidate: Int, option: Int) -> Double {
    work[projectOf[candidate][option]].reduce(0) { $0 + $1.reduce(0) { $0 + $1.hours } }
  }

  /// What a candidate costs in all; nil where it is not known.
  public func cost(of candidate: Int) -> Double? { money.totals[projectOf[candidate][0]] }

  /// The standard hours of the horizon.
  public var standardHours: Double { compiled.standardHours.reduce(0, +) }
}
