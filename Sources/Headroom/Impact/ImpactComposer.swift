import PlanCompiler
import PlanModel
import WorkCalendar

/// Takes somebody out of an allocation, and tells who takes over.
struct ImpactComposer {
  let request: Impact.Request
  private let staffed: StaffedPlan
  let takeover: Takeover
  /// The same as if there were money for whoever takes over; nil without budgets.
  private let unlimited: Takeover?
  private var plan: CompiledPlan { staffed.plan }

  /// A project and a skill that it asks.
  private struct Key: Hashable {
    let project: String
    let skill: String
  }

  /// Hours of less than this are the rounding of the solver.
  private static let leastHours = 0.01

  /// - Parameter without: the plan without the person from the day on, over the same days.
  init(request: Impact.Request, staffed: StaffedPlan, without: CompiledPlan) {
    self.request = request
    self.staffed = staffed
    let left = Takeover.HoursLeft(of: request.person, in: without.supply)
    func withdrawn(budgets: Bool) -> Takeover {
      var takeover = Takeover(
        staffed.allocation, stability: AllocationModel.Options(today: request.today).stability,
        budgets: budgets)
      var left = left
      let units = staffed.plan.supply.units
      for unit in units.indices where units[unit].isPerson(request.person) {
        takeover.withdraw(unit: unit, leaving: &left)
      }
      return takeover
    }
    takeover = withdrawn(budgets: true)
    unlimited = staffed.plan.plan.budgets.isEmpty ? nil : withdrawn(budgets: false)
  }

  func answer() -> Impact.Answer {
    let work = work()
    let uncovered = uncovered()
    let bought = bought()
    let points = singlePoints()
    let hours = uncovered.reduce(0) { $0 + $1.hours }
    let loss = uncovered.reduce(0) { $0 + $1.loss }
    let free = withoutBudgets(loss)
    return Impact.Answer(
      plan: PlanIdentity(request.plan, today: request.today),
      summary: sentence(work, uncovered, bought, hours, loss, points), person: request.person,
      from: request.from, work: work, uncovered: uncovered, uncoveredHours: hours, loss: loss,
      moves: MoveFinder(takeover, of: plan).moves().filter {
        $0.hours >= Self.leastHours && $0.person != request.person
      }, bought: bought, singlePoints: points, hoursWithoutBudgets: free?.hours,
      lossWithoutBudgets: free?.loss, isProven: staffed.isProven)
  }

  private func key(_ line: Int) -> Key {
    let line = plan.demand.lines[line]
    return Key(project: plan.demand.projects[line.project].id, skill: line.skill)
  }

  /// What the person does from the day on.
  private func work() -> [Impact.WorkRow] {
    var hours: [Key: Double] = [:]
    for (line, withdrawn) in takeover.withdrawnHours.enumerated() {
      hours[key(line), default: 0] += withdrawn
    }
    return hours.map { Impact.WorkRow(project: $0.project, skill: $0.skill, hours: $1) }
      .filter { $0.hours >= Self.leastHours }
      .sorted { ($1.hours, $0.project, $0.skill) < ($0.hours, $1.project, $1.skill) }
  }

  /// What stays undone more than with them.
  private func uncovered() -> [Impact.UncoveredRow] {
    var hours: [Key: (hours: Double, price: Double)] = [:]
    for (line, undone) in takeover.undoneHours.enumerated() where undone > 0 {
      let price = plan.hourPrices[plan.demand.lines[line].project]
      hours[key(line), default: (0, price)].hours += undone
    }
    return hours.filter { $0.value.hours >= Self.leastHours }.map {
      Impact.UncoveredRow(
        project: $0.project, skill: $0.skill, hours: $1.hours, loss: $1.hours * $1.price)
    }.sorted { ($1.loss, $0.project, $0.skill) < ($0.loss, $1.project, $1.skill) }
  }

  /// What would stay undone with money for everybody, where that is less.
  private func withoutBudgets(_ loss: Double) -> (hours: Double, loss: Double)? {
    guard let undone = unlimited?.undoneHours else { return nil }
    let free = undone.enumerated().reduce(0) {
      $0 + $1.element * plan.hourPrices[plan.demand.lines[$1.offset].project]
    }
    guard loss - free > 1e-6 * (1 + loss) else { return nil }
    return (undone.reduce(0, +), free)
  }

  /// Overtime and contractors' hours that come in.
  private func bought() -> [Impact.BoughtRow] {
    struct Seller: Hashable {
      let kind: AllocationModel.Kind
      let source: Int
      let key: Key
    }
    var hours: [Seller: Double] = [:]
    for change in takeover.changes where change.kind == .overtime || change.kind == .contract {
      let seller = Seller(kind: change.kind, source: change.source, key: key(change.line))
      hours[seller, default: 0] += change.hours
    }
    return hours.filter { $0.value >= Self.leastHours }.map { seller, hours in
      let units = plan.supply.units
      let (id, pay) =
        seller.kind == .contract
        ? (
          plan.plan.pools[seller.source].id,
          plan.plan.pools[seller.source].cost?.perHour(in: plan.plan.settings)
        )
        : (
          units[seller.source].id,
          plan.rate(of: units[seller.source]).map { $0 * AllocationModel.overtimeFactor }
        )
      return Impact.BoughtRow(
        kind: seller.kind == .contract ? .contract : .overtime, id: id,
        project: seller.key.project, skill: seller.key.skill, hours: hours,
        cost: pay.map { $0 * hours })
    }.sorted {
      ($1.hours, $0.id, $0.project, $0.skill) < ($0.hours, $1.id, $1.project, $1.skill)
    }
  }

  /// What only the person may serve, of the people who are there then.
  private func singlePoints() -> [Impact.SinglePoint] {
    let cells = plan.grid.cells.indices.filter { plan.grid.cells[$0].last >= request.from }
    let model = staffed.allocation.model
    let units = plan.supply.units
    let own = units.indices.filter { units[$0].isPerson(request.person) }
    let others = units.indices.filter { unit in
      !units[unit].isPerson(request.person)
        && cells.contains { plan.supply.plannableHours[unit * staffed.cellCount + $0] > 0 }
    }
    return plan.demand.lines.indices.compactMap { number -> Impact.SinglePoint? in
      let line = plan.demand.lines[number]
      let asked = cells.reduce(0) {
        $0 + shareWithout($1) * staffed.tally.demandHours[number * staffed.cellCount + $1]
      }
      guard asked >= Self.leastHours, own.contains(where: { model.mayServe($0, line: number) }),
        !others.contains(where: { model.mayServe($0, line: number) }),
        model.contractors(forLine: number).isEmpty
      else { return nil }
      let level = if case .skill(_, let level) = line.need { level } else { 0 }
      return Impact.SinglePoint(
        project: plan.demand.projects[line.project].id, skill: line.skill, level: level,
        demandHours: asked)
    }
  }

  /// The share of a cell's working time that lies on or after the first day without them.
  private func shareWithout(_ cell: Int) -> Double {
    let days = plan.grid.cells[cell]
    guard days.first < request.from else { return 1 }
    let calendar = PlanCalendars(plan.plan).standard
    let all = days.days.reduce(0) { $0 + calendar.hours(on: $1) }
    let left = days.days.reduce(0) { $1 < request.from ? $0 : $0 + calendar.hours(on: $1) }
    return all > 0 ? left / all : 0
  }

  private func sentence(
    _ work: [Impact.WorkRow], _ uncovered: [Impact.UncoveredRow], _ bought: [Impact.BoughtRow],
    _ hours: Double, _ loss: Double, _ points: [Impact.SinglePoint]
  ) -> String {
    let person = request.plan.people.first { $0.id == request.person }
    let name = person?.name ?? request.person
    let all = work.reduce(0) { $0 + $1.hours }
    guard all > 0 else { return "\(name) has no work from \(request.from) on: nothing breaks." }
    guard all >= 0.5 else {
      return "\(name) has less than an hour of work from \(request.from) on: nothing breaks."
    }
    let money = request.plan.settings.currency.map { " \($0)" } ?? ""
    let alone =
      points.isEmpty
      ? ""
      : " Nobody else can do \(Set(points.map(\.skill)).sorted().joined(separator: ", "))."
    let more = told(bought, money)
    guard let worst = uncovered.first else {
      return
        "\(name)'s \(grouped(all)) h from \(request.from) on can all be covered.\(more)\(alone)"
    }
    return """
      Without \(name), \(grouped(hours)) h stay undone from \(request.from) on, of \
      \(grouped(all)) h; they are worth \(grouped(loss))\(money). \
      \(worst.project) loses most: \(grouped(worst.hours)) h of \(worst.skill).\(more)\(alone)
      """
  }

  /// What comes in for money, in a sentence; empty where nothing does.
  private func told(_ bought: [Impact.BoughtRow], _ money: String) -> String {
    let hours = bought.reduce(0) { $0 + $1.hours }
    guard hours >= 0.5 else { return "" }
    let kinds = [(Impact.Purchase.overtime, "overtime"), (.contract, "contractors")].filter {
      kind in bought.contains { $0.kind == kind.0 }
    }.map(\.1)
    let costs = bought.map(\.cost)
    let cost =
      costs.contains(nil) ? "" : ", for \(grouped(costs.reduce(0) { $0 + ($1 ?? 0) }))\(money)"
    return " \(grouped(hours)) h of \(listed(kinds)) come in\(cost)."
  }
}
