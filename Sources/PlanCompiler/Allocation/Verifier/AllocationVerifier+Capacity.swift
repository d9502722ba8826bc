import PlanModel
import WorkCalendar

extension AllocationVerifier {
  /// What somebody can do. Source: PLAN §4, "Skills".
  ///
  /// A person whose team or skills change has a phase for each span of days. In a cell in which two of
  /// them meet either is enough.
  struct Ability {
    /// Days on which somebody's skills and team are the same.
    private struct Phase {
      let days: DayRange
      /// Levels by skill, the role among them.
      let levels: [String: Int]
      let team: String?
    }

    private let phases: [Phase]
    /// The person's id; nil of hires and pools.
    let person: String?
    let teams: TeamTree

    /// Somebody who stays as they are.
    init(_ skills: [SkillLevel], team: String?, _ teams: TeamTree) {
      let always = DayRange(.earliest).union(DayRange(.latest))
      phases = [Phase(days: always, levels: Self.levels(skills), team: team)]
      person = nil
      self.teams = teams
    }

    init(_ person: Person, _ workforce: Workforce) {
      phases = workforce.spans.spans(of: person).map {
        Phase(days: $0.days, levels: Self.levels($0.skills), team: $0.team)
      }
      self.person = person.id
      teams = workforce.teams
    }

    private static func levels(_ skills: [SkillLevel]) -> [String: Int] {
      Dictionary(skills.map { ($0.skill, $0.level) }, uniquingKeysWith: max)
    }

    /// Whether it is the same on all days.
    var isConstant: Bool { phases.count == 1 }

    /// Whether they may serve a line in their free hours, on some of the days.
    func mayServe(_ line: Line, on days: DayRange?) -> Bool {
      switch line.need {
      case .person(let asked): asked == person
      case .skill(let skill, let level):
        phases(on: days).contains {
          ($0.levels[skill].map { $0 >= level } ?? false) && isIn(line.team, $0)
        }
      }
    }

    /// Whether hours that one of their bookings holds may serve a line of its project.
    func mayServe(_ line: Line, from booking: Holding, on days: DayRange?) -> Bool {
      guard booking.project == line.project, booking.task == nil || booking.task == line.task
      else { return false }
      guard let booked = booking.skill else { return mayServe(line, on: days) }
      return switch line.need {
      case .person(let asked): asked == person && booked == "@" + asked
      case .skill(let skill, _):
        booked == skill && phases(on: days).contains { isIn(line.team, $0) }
      }
    }

    private func phases(on days: DayRange?) -> [Phase] {
      guard let days, !isConstant else { return phases }
      return phases.filter { $0.days.overlaps(days) }
    }

    private func isIn(_ asked: String?, _ phase: Phase) -> Bool {
      asked.map { teams.contains($0, member: phase.team) } ?? true
    }
  }

  /// The hours that a person, a hire or a pool of contractors has, by cell.
  struct Capacity {
    let giver: AllocationRow.Giver
    let ability: Ability
    /// Contract hours less absence.
    let net: [Double]
    /// Plannable hours that no hard booking holds.
    let free: [Double]
    /// What hard bookings hold.
    var held: [Holding] = []
    /// What soft bookings hold of the free hours.
    var wished: [Holding] = []
    /// The most hours above the contract in an ISO week.
    var overtimeOfWeek = 0.0
    /// Hours that can be bought.
    var contract: [Double]

    /// Somebody without bookings.
    init(_ giver: AllocationRow.Giver, _ ability: Ability, _ days: WorkingDays, _ cells: Cells) {
      self.giver = giver
      self.ability = ability
      net = cells.sums(of: days.net, from: days.span.first)
      free = cells.sums(of: days.plannable, from: days.span.first)
      contract = [Double](repeating: 0, count: cells.count)
    }

    /// A person with their bookings.
    init(_ person: Person, _ verifier: AllocationVerifier) {
      let (cells, bookings) = (verifier.cells, verifier.bookings)
      let hard = bookings.hard[person.id, default: []]
      let soft = bookings.soft[person.id, default: []]
      let span = cells.span(with: bookings.reach(of: hard + soft, cells.horizon))
      let days = verifier.workforce.days(of: person, span)
      let plannable = cells.sums(of: days.plannable, from: span.first)
      held = bookings.holdings(of: hard, days, limit: plannable, cells)
      var free = plannable
      for booking in held {
        for cell in free.indices { free[cell] = max(0, free[cell] - booking.hours[cell]) }
      }
      self.free = free
      wished = bookings.holdings(of: soft, days, limit: free, cells)
      giver = .person(person.id)
      ability = Ability(person, verifier.workforce)
      net = cells.sums(of: days.net, from: span.first)
      overtimeOfWeek = person.maxOvertimeHours ?? 0
      contract = [Double](repeating: 0, count: cells.count)
    }

    /// Contractors, from the day on which they can be there.
    init(_ pool: Pool, _ verifier: AllocationVerifier) {
      let cells = verifier.cells
      let span = cells.span(with: [])
      self.init(
        .pool(pool.id), Ability(pool.skills, team: nil, verifier.workforce.teams),
        WorkingDays(span: span), cells)
      let first = verifier.asOf + (pool.leadTimeDays ?? 0)
      var hours = verifier.workforce.standardDays(span).net
      for (index, day) in span.days.enumerated() {
        // What a contract has taken of the pool cannot be bought a second time.
        let taken = verifier.plan.contracts.filter { $0.pool == pool.id && $0.days.contains(day) }
          .reduce(0) { $0 + $1.fte }
        hours[index] *= day < first ? 0 : max(0, pool.maxFTE - taken)
      }
      contract = cells.sums(of: hours, from: span.first)
    }
  }
}
