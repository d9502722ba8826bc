import Optimization
import PlanCompiler
import PlanModel
import WorkCalendar

/// Ranks who can take on the work.
struct FindComposer {
  let request: Find.Request
  let staffed: StaffedPlan
  /// Who would leave other work is priced exactly for so many candidates, the best first.
  private let mostPriced: Int
  /// By cell what the work needs.
  private let needed: [Double]

  private var plan: CompiledPlan { staffed.plan }
  private var months: [Grid.Span] {
    plan.grid.spans(by: .month, in: plan.plan.settings.fiscalYear)
  }
  /// Hours of less than this are the rounding of the solver.
  private static let leastHours = 0.01

  /// A candidate, and what the work would take of theirs.
  private struct Offer {
    var candidate: Find.Candidate
    let claim: Claim
    /// By line the hours that they would leave.
    let left: [Int: Double]
  }

  /// - Parameter staffed: over the days of the request at least.
  init(request: Find.Request, staffed: StaffedPlan, mostPriced: Int = 15) {
    (self.request, self.staffed, self.mostPriced) = (request, staffed, mostPriced)
    let calendar = PlanCalendars(staffed.plan.plan).standard
    needed = staffed.plan.grid.cells.map { cell in
      let days = cell.intersection(request.days)?.days
      return request.fte * (days?.reduce(0) { $0 + calendar.hours(on: $1) } ?? 0)
    }
  }

  func answer() async throws(RequestError) -> Find.Answer {
    let candidates = try await candidates()
    let reason = candidates.contains { isWhole($0) } ? nil : whyNobody(candidates)
    return Find.Answer(
      plan: PlanIdentity(request.plan, today: request.today),
      summary: sentence(candidates, reason) + whatIsUnknown, skill: request.skill.skill,
      level: request.skill.level, fte: request.fte, from: request.days.first,
      to: request.days.last, neededHours: needed.reduce(0, +), unknownFrom: unknownFrom,
      candidates: candidates,
      reason: reason)
  }

  /// Who fits, the best first.
  func candidates() async throws(RequestError) -> [Find.Candidate] {
    try await priced().sorted { rank($0) < rank($1) }
  }

  private func isWhole(_ candidate: Find.Candidate) -> Bool {
    candidate.missingHours < Self.leastHours
  }

  /// Those who give all first; what they lack, what it costs others, whether they leave any work, then
  /// the closest level.
  private func rank(_ row: Find.Candidate) -> (Double, Double, Int, Int, Double, String) {
    (
      isWhole(row) ? 0 : row.missingHours, row.displacedCost,
      row.displacedHours < Self.leastHours ? 0 : 1, row.level - request.skill.level,
      row.costPerHour ?? 0, row.giver + row.id
    )
  }

  /// The candidates; where they would leave other work, with what it costs: by solving again, or along
  /// chains where that would take too long.
  private func priced() async throws(RequestError) -> [Find.Candidate] {
    var offers = (people() + pools()).sorted { rank($0.candidate) < rank($1.candidate) }
    let dear = offers.indices.filter { !offers[$0].candidate.isExact }.prefix(mostPriced)
    let stability = AllocationModel.Options(today: request.today).stability
    let chains = staffed.isLarge ? Takeover(staffed.allocation, stability: stability) : nil
    for index in dear {
      if let chains {
        reprice(&offers[index], chains.cost(of: offers[index].claim))
        continue
      }
      let cost: ClaimCost?
      do {
        cost = try await staffed.allocation.model.cost(
          of: offers[index].claim, beside: staffed.allocation.solution)
      } catch {
        throw RequestError([Allocate.unsolved("\(error)")])
      }
      if let cost { reprice(&offers[index], cost) }
    }
    return offers.map(\.candidate)
  }

  private func reprice(_ offer: inout Offer, _ cost: ClaimCost) {
    var lost: [Int: Double] = [:]
    for (line, hours) in cost.lostHours.enumerated() where abs(hours) > Self.leastHours {
      lost[plan.demand.lines[line].project, default: 0] += hours
    }
    offer.candidate.displaced = displaced(lost.filter { $0.value > Self.leastHours })
    offer.candidate.displacedCost =
      cost.money > 1e-7 * (1 + abs(staffed.allocation.solution.objective)) ? cost.money : 0
    offer.candidate.handOvers = offer.left.count {
      $0.value - max(0, cost.lostHours[$0.key]) > Self.leastHours
    }
    (offer.candidate.isTakenOver, offer.candidate.isExact) = (true, cost.isExact)
  }

  private func displaced(_ lost: [Int: Double]) -> [Find.Displaced] {
    let prices = plan.hourPrices
    return lost.keys.sorted().map { key in
      Find.Displaced(
        project: plan.demand.projects[key].id, hours: lost[key] ?? 0, hourPrice: prices[key],
        cost: (lost[key] ?? 0) * prices[key])
    }.sorted { ($1.cost, $0.project) < ($0.cost, $1.project) }
  }

  // MARK: People

  private func people() -> [Offer] {
    let given = Dictionary(
      grouping: staffed.allocation.pieces.filter { $0.kind == .free || $0.kind == .wished },
      by: \.source)
    let groups = plan.supply.unitsOfGivers
    return groups.indices.filter { $0 == groups[$0].lowerBound }.compactMap {
      candidate(Array(groups[$0]), given)
    }
  }

  private func candidate(
    _ units: [Int], _ given: [Int: [Allocation.Piece]]
  ) -> Offer? {
    let able = units.filter {
      (plan.supply.units[$0].level(of: request.skill.skill) ?? 0) >= request.skill.level
    }
    guard let first = able.first,
      let level = plan.supply.units[first].level(of: request.skill.skill)
    else { return nil }
    let pieces = able.flatMap { given[$0] ?? [] }
    var free = [Double](repeating: 0, count: staffed.cellCount)
    for unit in able {
      for cell in free.indices {
        free[cell] += plan.supply.freeHours[unit * staffed.cellCount + cell]
      }
    }
    for piece in pieces { free[piece.cell] -= piece.hours }
    // What the solver's rounding leaves is nothing.
    free = free.map { $0 < Self.leastHours ? 0 : $0 }
    let (name, team, pay, giver) = describe(plan.supply.units[first])
    return offer(
      id: plan.supply.units[first].id, giver: giver, name: name, team: team, level: level, pay: pay,
      free: free, pieces: pieces, units: able)
  }

  private func describe(
    _ unit: SupplyUnit
  ) -> (name: String?, team: String?, pay: CostRate?, giver: String) {
    switch unit.source {
    case .person(let index):
      (plan.plan.people[index].name, unit.team, plan.plan.people[index].cost, "person")
    case .hire(let index): (nil, unit.team, plan.plan.hires[index].cost, "hire")
    case .contract(let index):
      (nil, nil, plan.plan.filled(plan.plan.contracts[index]).cost, "contract")
    }
  }

  /// - Parameter units: whose free hours the work may take.
  private func offer(
    id: String, giver: String, name: String?, team: String?, level: Int, pay: CostRate?,
    free: [Double], pieces: [Allocation.Piece], units: [Int]
  ) -> Offer {
    let needed = needed
    var lacking = zip(needed, free).map { max(0, $0 - $1) }
    let freeHours = zip(needed, lacking).reduce(0) { $0 + $1.0 - $1.1 }
    // The cheapest work gives way first.
    var lost: [Int: Double] = [:]
    var left: [Int: Double] = [:]
    let prices = plan.hourPrices
    let project = { (piece: Allocation.Piece) in plan.demand.lines[piece.line].project }
    for piece in pieces.sorted(by: {
      ($0.cell, prices[project($0)], $0.line) < ($1.cell, prices[project($1)], $1.line)
    }) {
      let taken = min(piece.hours, lacking[piece.cell])
      guard taken > Self.leastHours else { continue }
      lacking[piece.cell] -= taken
      lost[project(piece), default: 0] += taken
      left[piece.line, default: 0] += taken
    }
    let displaced = displaced(lost)
    let displacedHours = displaced.reduce(0) { $0 + $1.hours }
    let rate = pay?.perHour(in: plan.plan.settings)
    let candidate = Find.Candidate(
      id: id, giver: giver, name: name, team: team, level: level, freeHours: freeHours,
      displacedHours: displacedHours, missingHours: lacking.reduce(0, +),
      months: months.map { span in
        let standard = plan.standardHours(in: span.cells)
        return Find.MonthFTE(
          period: span.period,
          freeFTE: standard > 0 ? free[span.cells].reduce(0, +) / standard : nil)
      }, costPerHour: rate, cost: rate.map { $0 * (freeHours + displacedHours) },
      handOvers: left.count, displaced: displaced,
      displacedCost: displaced.reduce(0) { $0 + $1.cost }, isTakenOver: displaced.isEmpty,
      isExact: displaced.isEmpty)
    return Offer(
      candidate: candidate,
      claim: Claim(units: units, hours: zip(needed, lacking).map { max(0, $0 - $1) }), left: left)
  }

  // MARK: Contractors

  private func pools() -> [Offer] {
    let asOf = plan.plan.settings.asOf ?? request.today
    let calendar = PlanCalendars(plan.plan).standard
    return plan.plan.pools.enumerated().compactMap { index, pool -> Offer? in
      guard
        pool.holds(request.skill),
        let level = pool.skills.first(where: { $0.skill == request.skill.skill })?.level
      else { return nil }
      let first = asOf + (pool.leadTimeDays ?? 0)
      var free = plan.grid.cells.map { cell in
        cell.days.reduce(0) { $1 < first ? $0 : $0 + pool.maxFTE * calendar.hours(on: $1) }
      }
      for piece in staffed.allocation.pieces
      where piece.kind == .contract && piece.source == index {
        free[piece.cell] = max(0, free[piece.cell] - piece.hours)
      }
      return offer(
        id: pool.id, giver: "pool", name: nil, team: nil, level: level, pay: pool.cost,
        free: free, pieces: [], units: [])
    }
  }

  // MARK: Words

  private var what: String { "\(request.skill.skill):\(request.skill.level)" }

  private func sentence(_ candidates: [Find.Candidate], _ reason: String?) -> String {
    if let reason { return reason }
    guard let best = candidates.first else { return "" }
    let whole = candidates.count { isWhole($0) }
    let expense =
      if best.displacedHours < Self.leastHours {
        "out of free time"
      } else if let loser = best.displaced.first {
        "\(grouped(best.displacedHours)) h of it at the expense of \(loser.project)"
      } else {
        "\(grouped(best.displacedHours)) h of it from work that others take over"
      }
    return """
      \(best.name ?? best.id) fits best for \(plain(request.fte)) FTE of \(what): all \
      \(grouped(needed.reduce(0, +))) h, \(expense). \
      \(counted(whole, "candidate", "candidates")) can give all of it.
      """
  }

  private var unknownFrom: Day? {
    let sources = DemandSources(request.plan, windows: PlanWindows(request.plan))
    guard let last = request.plan.horizon(sources)?.last, last < request.days.last
    else { return nil }
    return max(request.days.first, last + 1)
  }

  private var plainFTE: String {
    request.fte == request.fte.rounded() ? grouped(request.fte) : plain(request.fte)
  }

  private var whatIsUnknown: String {
    unknownFrom.map { " The plan knows of no work from \($0) on: people look free then." } ?? ""
  }

  /// One person gives one FTE: who is asked for more can only come closest.
  private func whyNobodyAlone(_ candidates: [Find.Candidate], closest: Find.Candidate) -> String {
    let all = candidates.reduce(0) { $0 + $1.freeHours }
    return """
      Nobody alone can give \(plainFTE) FTE of \(what), \(grouped(needed.reduce(0, +))) h: \
      \(closest.name ?? closest.id) comes closest with \
      \(grouped(closest.freeHours + closest.displacedHours)) h. \
      \(counted(candidates.count, "candidate has", "candidates together have")) \(grouped(all)) h free.
      """
  }

  private func whyNobody(_ candidates: [Find.Candidate]) -> String {
    guard let best = candidates.first else {
      return (plan.whyNobodyHolds(request.skill) ?? "Nobody holds \(what)") + "."
    }
    if request.fte > 1 { return whyNobodyAlone(candidates, closest: best) }
    return """
      Nobody can give all of \(plain(request.fte)) FTE of \(what): \(best.name ?? best.id) comes closest and \
      lacks \(grouped(best.missingHours)) of \
      \(grouped(needed.reduce(0, +))) h to absence, run work and hard bookings.
      """
  }
}
