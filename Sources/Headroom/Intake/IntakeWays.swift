import PlanCompiler
import PlanModel
import WorkCalendar

/// The ways to make new work fit that does not fit as asked. Each is told only where there is room
/// (``IntakeRoom``) in the plan with it, compiled anew.
struct IntakeWays {
  /// A way, with what it does to the plan.
  struct Found {
    var way: Intake.Way
    /// What changes besides the new work's own start and size.
    var changes: [Change] = []
    /// The start of the new work.
    var start = 0
    /// Ids of projects that wait.
    var waiting: [String] = []

    /// Whether it buys as another way does, starts no later and costs less.
    func beats(_ other: Found) -> Bool {
      let buys: Set<Intake.Way.Kind> = [.buy, .laterAndBuy]
      guard other.way.kind == .laterAndBuy, buys.contains(way.kind), let cost = way.cost,
        let theirs = other.way.cost
      else { return false }
      return way.start <= other.way.start && cost < theirs
    }
  }

  private let study: IntakeStudy
  private let displacement: IntakeDisplacement
  private let room: IntakeRoom

  /// Scopes that are tried, the largest first.
  private static let scopes = (1..<20).reversed().map { Double($0) / 20 }

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
    let purchases = await IntakePurchases(study, room, start: 0)
    let best = purchases.cheapest(of: all)
    if let best { ways.append(bought(best, start: 0)) }
    ways += await IntakeLater(study, room).ways(beside: ways.last?.way).map {
      bought($0.purchase, start: $0.start)
    }
    ways += await IntakeOthers(room, displacement.competing, study).ways()
    if let best, Set(ways.map(\.way.kind)).count < Intake.mostWays {
      ways += otherPurchases(purchases, than: best.remedies)
    }
    return try await told(ways)
  }

  /// The cheapest of each kind, then the next cheapest, as many as are told; what a plan compiled anew has
  /// no room for is none, nor is a later purchase that costs more than an earlier one.
  private func told(_ ways: [Found]) async throws(RequestError) -> [Intake.Way] {
    // Ways stand in the order of their kinds; a sort by cost alone keeps it where costs are equal.
    var sorted = Self.sorted(ways.filter { way in !ways.contains { $0.beats(way) } })
    var kinds: Set<Intake.Way.Kind> = []
    var first: [Found] = []
    var rest: [Found] = []
    while !sorted.isEmpty {
      let next = sorted.removeFirst()
      if kinds.insert(next.way.kind).inserted { first.append(next) } else { rest.append(next) }
    }
    var told: [Found] = []
    for found in first + rest where told.count < Intake.mostWays {
      if try await holds(found) { told.append(found) }
    }
    return Self.sorted(told).map(\.way)
  }

  private static func sorted(_ ways: [Found]) -> [Found] {
    ways.enumerated().sorted {
      ($0.element.way.cost ?? .infinity, $0.offset) < ($1.element.way.cost ?? .infinity, $1.offset)
    }.map(\.element)
  }

  private func holds(_ found: Found) async throws(RequestError) -> Bool {
    guard !found.changes.isEmpty else { return true }
    let plan = found.start == 0 ? nil : try study.planWithPitch(start: found.start)
    return await room.isIn(plan, with: found.changes, waiting: found.waiting)
  }

  // MARK: The new work itself

  private func later() -> Found? {
    guard let earliest = study.earliest else { return nil }
    return Found(
      way: Intake.Way(
        kind: .later, text: "start \(study.waited(earliest))",
        cost: room.cost(ofWaiting: earliest), start: study.windows[earliest].first,
        finish: study.windows[earliest].last, changes: study.delay(toStart: earliest)))
  }

  private func smaller() async -> Found? {
    let added = await study.added(atScopes: Self.scopes)
    guard let index = added.firstIndex(where: { $0 < Intake.leastHours }) else { return nil }
    let scope = Self.scopes[index]
    let value =
      study.request.pitch.project.value
      ?? room.hourPrices[room.pitch] * room.plan.demand.projectHours[room.pitch]
    let id = quotedYAML(study.request.pitch.project.id)
    return Found(
      way: Intake.Way(
        kind: .smaller, text: "do \(plain(100 * scope, decimals: 0)) % of it",
        cost: value * (1 - scope), start: study.windows[0].first, finish: study.windows[0].last,
        changes: study.delay(toStart: 0) + [
          "scale: { project: \(id), factor: \(plain(scope, decimals: 2)) }"
        ]))
  }

  // MARK: More people

  /// Purchases of some kinds alone; what the best mix consists of already is no other way.
  private func otherPurchases(_ purchases: IntakePurchases, than best: [Remedy]) -> [Found] {
    let mixes: [Set<Staff.PackageKind>] = [[.contract], [.hire], [.train, .overtime]]
    return mixes.filter { !$0.isSuperset(of: best.map(\.kind)) }.compactMap { kinds in
      purchases.cheapest(of: kinds).map { bought($0, start: 0) }
    }
  }

  private func longer(_ remedies: [Remedy]) -> [Intake.Longer] {
    remedies.compactMap { remedy in
      guard remedy.kind == .overtime, let person = remedy.person, let to = remedy.to else {
        return nil
      }
      return Intake.Longer(person: person, from: remedy.from, to: to, hours: remedy.hours)
    }.sorted { ($0.from, $1.hours, $0.person) < ($1.from, $0.hours, $1.person) }
  }

  private func bought(_ purchase: RemedyPurchase, start: Int) -> Found {
    let remedies = purchase.remedies
    let window = study.windows[start]
    let waiting = room.cost(ofWaiting: start)
    let words = RemedyWords(remedies, from: window.first).text
    return Found(
      way: Intake.Way(
        kind: start == 0 ? .buy : .laterAndBuy,
        text: start == 0 ? words : "start \(study.waited(start)), and \(words)",
        cost: remedies.cost.map { $0 + waiting },
        leastCost: remedies.cost == nil ? nil : purchase.leastCost.map { $0 + waiting },
        start: window.first, finish: window.last,
        changes: study.delay(toStart: start) + remedies.map(\.text), longer: longer(remedies)),
      changes: remedies.compactMap(\.change), start: start)
  }
}
