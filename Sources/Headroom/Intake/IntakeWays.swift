import PlanCompiler
import PlanModel
import WorkCalendar

/// The ways to make new work fit that does not fit as asked. Each is tried on the plan, and told only
/// where there is room (``IntakeRoom``).
struct IntakeWays {
  private let study: IntakeStudy
  private let displacement: IntakeDisplacement
  let room: IntakeRoom

  /// Scopes that are tried, the largest first.
  private static let scopes = (1..<20).reversed().map { Double($0) / 20 }
  /// Weeks by which the new work waits where people are bought besides, the fewest first.
  private static let waits = [4, 13]

  init?(_ study: IntakeStudy, _ displacement: IntakeDisplacement) async {
    guard let plan = displacement.plan,
      let room = await IntakeRoom(
        plan, pitch: study.request.pitch.project.id, today: study.request.today)
    else { return nil }
    (self.study, self.displacement, self.room) = (study, displacement, room)
  }

  /// The cheapest way of each kind, and where there are too few kinds the next cheapest; those whose cost
  /// is not known come last.
  func cheapest() async throws(RequestError) -> [Intake.Way] {
    var ways = [later(), await smaller()].compactMap(\.self)
    let all = Set(Staff.PackageKind.allCases)
    let best = try await bought(all, start: 0)
    if let best { ways.append(best.way) }
    for start in Self.waits where start < study.earliest ?? study.windows.count {
      if let purchase = try await bought(all, start: start) { ways.append(purchase.way) }
    }
    ways += await IntakeOthers(room, displacement.competing, study).ways()
    if let best, Set(ways.map(\.kind)).count < Intake.mostWays {
      ways += try await otherPurchases(than: best)
    }
    // Ways stand in the order of their kinds; a sort by cost alone keeps it where costs are equal.
    let sorted = ways.enumerated().sorted {
      ($0.element.cost ?? .infinity, $0.offset) < ($1.element.cost ?? .infinity, $1.offset)
    }
    var kinds: Set<Intake.Way.Kind> = []
    let first = sorted.filter { kinds.insert($0.element.kind).inserted }
    let rest = sorted.filter { row in !first.contains { $0.offset == row.offset } }
    return (first + rest).prefix(Intake.mostWays).sorted {
      ($0.element.cost ?? .infinity, $0.offset) < ($1.element.cost ?? .infinity, $1.offset)
    }.map(\.element)
  }

  // MARK: The new work itself

  private func later() -> Intake.Way? {
    guard let earliest = study.earliest else { return nil }
    return Intake.Way(
      kind: .later, text: "start \(waited(earliest))", cost: cost(ofWaiting: earliest),
      start: study.windows[earliest].first, finish: study.windows[earliest].last,
      changes: study.delay(toStart: earliest))
  }

  private func smaller() async -> Intake.Way? {
    let added = await study.added(atScopes: Self.scopes)
    guard let index = added.firstIndex(where: { $0 < Intake.leastHours }) else { return nil }
    let scope = Self.scopes[index]
    let value =
      study.request.pitch.project.value
      ?? room.plan.hourPrices[room.pitch] * room.plan.demand.projectHours[room.pitch]
    return Intake.Way(
      kind: .smaller, text: "do \(plain(100 * scope, decimals: 0)) % of it",
      cost: value * (1 - scope), start: study.windows[0].first, finish: study.windows[0].last,
      changes: study.delay(toStart: 0) + [
        "scale: { project: \(quotedYAML(id)), factor: \(plain(scope, decimals: 2)) }"
      ])
  }

  // MARK: More people

  /// Purchases of some kinds alone; what the best mix consists of already is no other way.
  private func otherPurchases(
    than best: Purchase
  ) async throws(RequestError) -> [Intake.Way] {
    var ways: [Intake.Way] = []
    let mixes: [Set<Staff.PackageKind>] = [[.contract], [.hire], [.train, .overtime]]
    for kinds in mixes where !best.kinds.isSubset(of: kinds) {
      if let purchase = try await bought(kinds, start: 0) { ways.append(purchase.way) }
    }
    return ways
  }

  /// A way, and what it buys.
  private typealias Purchase = (way: Intake.Way, kinds: Set<Staff.PackageKind>)

  private func bought(
    _ kinds: Set<Staff.PackageKind>, start: Int
  ) async throws(RequestError) -> Purchase? {
    let plan =
      start == 0
      ? room.plan
      : await CompiledPlan(
        try study.planWithPitch(start: start), horizon: room.plan.grid.horizon)
    let window = study.windows[start]
    let spans = plan.grid.spans(by: .quarter, in: plan.plan.settings.fiscalYear).compactMap {
      span in
      span.days.intersection(window).map {
        Grid.Span(period: span.period, days: $0, cells: plan.grid.cells(in: $0))
      }
    }
    let goal = PurchaseGoal(
      spans: spans, kinds: kinds,
      leastHours: Intake.leastHours / Double(2 * max(1, spans.count)), step: 0.1, project: id
    ) { [room] plan in await room.lacking(plan, in: spans) }
    var search = await PurchaseSearch(plan, today: study.request.today, goal)
    try await search.run()
    let changes = search.remedies.compactMap(\.change)
    guard !search.remedies.isEmpty, changes.count == search.remedies.count,
      let changed = await room.changed(by: changes, plan.plan), await room.isIn(changed)
    else { return nil }
    let costs = search.remedies.map(\.cost)
    let money = costs.contains(nil) ? nil : costs.reduce(0) { $0 + ($1 ?? 0) }
    let words = listed(search.remedies.map(\.words))
    let way = Intake.Way(
      kind: start == 0 ? .buy : .laterAndBuy,
      text: start == 0 ? words : "start \(waited(start)), and \(words)",
      cost: money.map { $0 + cost(ofWaiting: start) }, start: window.first, finish: window.last,
      changes: study.delay(toStart: start) + search.remedies.map(\.text))
    return (way, Set(search.remedies.map(\.kind)))
  }

  // MARK: Words and numbers

  private var id: String { study.request.pitch.project.id }

  private func waited(_ weeks: Int) -> String {
    "\(counted(weeks, "week", "weeks")) later, on \(study.windows[weeks].first)"
  }

  private func cost(ofWaiting weeks: Int) -> Double {
    room.weeklyCost(of: room.pitch) * Double(weeks)
  }
}

extension Remedy {
  /// `2 people hired for sre:4 from 2027-03-01`.
  fileprivate var words: String {
    let what = "\(skill.skill):\(skill.level)"
    switch kind {
    case .hire: return "hire \(counted(Int(count), "person", "people")) for \(what) from \(from)"
    case .contract:
      return "contract \(plain(count)) FTE of \(pool ?? what) from \(from)"
        + (to.map { " to \($0)" } ?? "")
    case .train: return "train \(person ?? "somebody") in \(what) by \(from)"
    case .overtime: return "let \(person ?? "somebody") work longer from \(from)"
    }
  }
}
