import Optimization
import PlanCompiler
import PlanModel
import WorkCalendar

/// Puts the numbers of an allocation into an answer.
struct AllocateComposer: Sendable {
  let request: Allocate.Request
  let solved: AllocationSolver.Solved
  /// The same optimum, handed out in order.
  let inOrder: Allocation
  let check: AllocationVerifier.Report
  let isInterrupted: Bool
  private let allocation: Allocation
  private let tally: AllocationTally
  private let spans: [Grid.Span]

  private var model: AllocationModel { allocation.model }
  private var plan: CompiledPlan { allocation.model.plan }
  private var cellCount: Int { plan.grid.cells.count }

  init(
    request: Allocate.Request, solved: AllocationSolver.Solved, inOrder: Allocation,
    check: AllocationVerifier.Report, isInterrupted: Bool, spans: [Grid.Span]
  ) {
    self.request = request
    self.solved = solved
    self.inOrder = inOrder
    self.check = check
    self.isInterrupted = isInterrupted
    self.spans = spans
    allocation = solved.allocation
    tally = AllocationTally(solved.allocation)
  }

  /// Whether work of a skill stays undone in a period.
  func isShort(_ skill: String, in span: Int) -> Bool {
    plan.demand.lines.indices.contains {
      plan.demand.lines[$0].skill == skill
        && sum(tally.shortHours, row: $0, spans[span].cells) > ShortageModel.negligibleHours
    }
  }

  /// The answer; `found` is nil where prices would have taken too long.
  func answer(prices found: [SkillPrices.Price]?) -> Allocate.Answer {
    let prices = (found ?? []).map(Allocate.PriceRow.init)
    let projects = projectRows()
    let objective = solved.isProven ? allocation.objective : check.objective
    let certificate = allocation.solution.certificate
    let asOf = plan.plan.settings.asOf ?? request.today
    let staff = StaffComposer(allocation, spans: spans)
    return Allocate.Answer(
      plan: PlanIdentity(request.plan, today: request.today),
      summary: AllocateSentence(
        basis: request.basis, projects: projects, currency: request.plan.settings.currency,
        isInterrupted: isInterrupted
      ).text,
      basis: request.basis,
      objective: Allocate.Objective(
        total: objective.total, shortage: objective.shortage, staffing: objective.staffing,
        friction: objective.friction),
      certificate: Allocate.Certificate(
        primalResidual: certificate.primalResidual, dualResidual: certificate.dualResidual,
        relativeGap: certificate.relativeGap),
      model: Allocate.Model(
        method: solved.method.rawValue, form: solved.form?.rawValue,
        iterations: solved.iterations, isProven: solved.isProven,
        isInterrupted: isInterrupted,
        supplies: model.problem.supplies.count,
        hubs: model.problem.poolCount, demands: model.problem.demands.count, cells: cellCount),
      check: Allocate.PlanCheck(
        rows: allocation.pieces.count, largestExcessHours: check.largestExcessHours,
        largestExcessMoney: check.largestExcessMoney,
        objective: check.objective.total),
      periods: spans.map {
        Bottlenecks.PeriodRow(
          period: $0.period, from: $0.days.first, to: $0.days.last,
          standardHours: plan.standardHours(in: $0.cells), past: $0.days.last < asOf)
      },
      projects: projects, skills: skillRows(prices), budgets: budgetRows(), prices: prices,
      pricesAreLeftOut: found == nil, pricesAreLeast: (found ?? []).contains(where: \.nextIsLeast),
      staffing: Allocate.StaffingChange(
        before: Allocate.StaffingRow(inOrder), after: Allocate.StaffingRow(allocation)),
      staff: staff.rows(), weeks: staff.weekRows, people: staff.people(),
      moves: MoveFinder(allocation, tally).moves(), bookings: staff.keptBookings(),
      assignments: assignments())
  }

  private func sum(_ hours: [Double], row: Int, _ cells: Range<Int>) -> Double {
    hours[(row * cellCount + cells.lowerBound)..<(row * cellCount + cells.upperBound)]
      .reduce(0, +)
  }

  private func projectRows() -> [Allocate.ProjectRow] {
    var lines = [[Int]](repeating: [], count: plan.demand.projects.count)
    for (number, line) in plan.demand.lines.enumerated() { lines[line.project].append(number) }
    let why = ShortWork(allocation, tally)
    let rows = plan.demand.projects.indices.compactMap { index -> Allocate.ProjectRow? in
      let project = plan.demand.projects[index]
      let all = 0..<cellCount
      let demand = lines[index].reduce(0) { $0 + sum(tally.demandHours, row: $1, all) }
      guard demand > 0 else { return nil }
      let short = lines[index].reduce(0) { $0 + tally.shortOfLine[$1] }
      let finding = why.finding(of: lines[index])
      let firstShort = all.first { cell in
        lines[index].contains {
          tally.shortHours[$0 * cellCount + cell] > ShortageModel.negligibleHours
        }
      }
      return Allocate.ProjectRow(
        project: project.id, name: project.name, demandHours: demand,
        servedHours: max(0, demand - short), shortHours: short, cost: tally.costOfProject[index],
        firstShortWeek: firstShort.map { week(of: $0) }, hourPrice: plan.hourPrices[index],
        loss: short * plan.hourPrices[index], cause: finding?.cause, reason: finding?.reason,
        shortSkill: finding?.skill)
    }
    return rows.sorted { ($1.loss, $0.project) < ($0.loss, $1.project) }
  }

  private func week(of cell: Int) -> Period {
    Period(of: plan.grid.cells[cell].first, grain: .week, in: plan.plan.settings.fiscalYear)
  }

  private func skillRows(_ prices: [Allocate.PriceRow]) -> [Allocate.SkillRow] {
    let lines = plan.demand.lines
    let names = Set(lines.lazy.filter { model.shares[$0.project] > 0 }.map(\.skill)).sorted()
    let number = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    var priceOf: [String: [Period: Double]] = [:]
    for row in prices { priceOf[row.skill, default: [:]][row.period] = row.valuePerFTE }
    return spans.flatMap { span in
      var demand = [Double](repeating: 0, count: names.count)
      var served = demand
      var short = demand
      var idle = demand
      for (index, line) in lines.enumerated() {
        guard let skill = number[line.skill] else { continue }
        demand[skill] += sum(tally.demandHours, row: index, span.cells)
        served[skill] += sum(tally.servedHours, row: index, span.cells)
        short[skill] += sum(tally.shortHours, row: index, span.cells)
      }
      for (index, unit) in plan.supply.units.enumerated() {
        var held = unit.skills.compactMap { number[$0.skill] }
        if case .person = unit.source, let own = number["@" + unit.id] { held.append(own) }
        guard !held.isEmpty else { continue }
        let hours = sum(tally.idleHours, row: index, span.cells)
        for skill in held { idle[skill] += hours }
      }
      return names.indices.map {
        Allocate.SkillRow(
          skill: names[$0], period: span.period, demandHours: demand[$0], usedHours: served[$0],
          shortHours: short[$0], idleHours: idle[$0], price: priceOf[names[$0]]?[span.period])
      }
    }
  }

  private func budgetRows() -> [Allocate.BudgetRow] {
    let periods = model.problem.moneyPeriodCount
    var short = [Double](repeating: 0, count: model.problem.budgets.count)
    for (index, line) in plan.demand.lines.enumerated() {
      guard let initiative = plan.demand.projects[line.project].initiative,
        let group = model.initiatives.firstIndex(of: initiative)
      else { continue }
      for (number, span) in model.moneyPeriods.enumerated() {
        short[group * periods + number] += sum(tally.shortHours, row: index, span.cells)
      }
    }
    return model.initiatives.indices.flatMap { group in
      model.moneyPeriods.indices.map { period in
        let entry = group * periods + period
        let budget = model.problem.budgets[entry]
        let available = model.available(group: group, period: period, spent: tally.spent)
        return Allocate.BudgetRow(
          initiative: model.initiatives[group], period: model.moneyPeriods[period].period,
          budget: budget.isFinite ? budget : nil,
          carriedOver: available.isFinite && budget.isFinite ? available - budget : 0,
          spent: tally.spent[entry], shortHours: short[entry],
          priceOfBudget: solved.budgetPrices[entry])
      }
    }
  }

  private func assignments() -> [Allocate.Assignment] {
    allocation.pieces.map { piece in
      let line = plan.demand.lines[piece.line]
      let cell = plan.grid.cells[piece.cell]
      let (id, giver) = allocation.giver(of: piece).named
      return Allocate.Assignment(
        person: id, giver: giver, hoursOf: piece.kind.name,
        project: plan.demand.projects[line.project].id, task: line.task, skill: line.skill,
        week: week(of: piece.cell), from: cell.first, to: cell.last, hours: piece.hours)
    }
  }
}

extension AllocationRow.Giver {
  /// The id, and what it is the id of.
  var named: (id: String, kind: String) {
    switch self {
    case .person(let id): (id, "person")
    case .hire(let id): (id, "hire")
    case .pool(let id): (id, "pool")
    case .contract(let id): (id, "contract")
    }
  }
}

extension AllocationModel.Kind {
  /// As answers name it.
  var name: String {
    switch self {
    case .free: "free"
    case .booked: "booked"
    case .wished: "wished"
    case .overtime: "overtime"
    case .contract: "contract"
    }
  }
}
