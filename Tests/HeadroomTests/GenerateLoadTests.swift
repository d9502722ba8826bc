import Headroom
import PlanModel
import Testing
import WorkCalendar

@Suite("The load of generated plans")
struct GenerateLoadTests {
  /// Rounding of amounts, 4 hours in all, and bookings of no demand of their own.
  private static let tolerance = 0.01

  @Test("Confirmed demand ÷ plannable capacity is the load", arguments: GenerateTests.requests)
  func load(_ request: Generate.Request) throws {
    let plan = try Generate.answer(request).plan
    let load = confirmedHours(plan) / plannableHours(plan)
    #expect(abs(load - request.load) < Self.tolerance)
  }

  /// What no shifting within a quarter mends, beyond what the quarter asks above all that everybody can
  /// give: scarce skills and people who may serve little in it. As a share of the demand.
  private static let mostMismatch = 0.08
  /// What is short, of any kind, as a share of the demand.
  private static let mostShort = 0.2

  @Test("What is asked is what people can do", arguments: GenerateTests.requests)
  func matched(_ request: Generate.Request) async throws {
    let plan = try Generate.answer(request).plan
    var question = Bottlenecks.Request(plan: plan, today: request.asOf)
    question.basis = .confirmed
    question.prices = .none
    let answer = try await Bottlenecks.answer(question)
    let demand = answer.shortage.reduce(0) { $0 + $1.demandHours }
    let mismatch = zip(answer.shortage, answer.capacity).reduce(0) {
      $0 + $1.0.structuralHours - max(0, $1.0.demandHours - $1.1.plannableHours)
    }
    // Above that the people are too few, whatever they can do.
    if request.load < 1 {
      #expect(mismatch <= Self.mostMismatch * demand)
      #expect(answer.shortage.reduce(0) { $0 + $1.shortHours } <= Self.mostShort * demand)
    }
    // And yet there is something to find, in every plan.
    #expect(answer.ranked.contains { $0.kind == .structural })
  }

  private func confirmedHours(_ plan: Plan) -> Double {
    let windows = PlanWindows(plan)
    let sources = DemandSources(plan, windows: windows)
    let standard = PlanCalendars(plan).standard
    func hours(_ fte: Double, _ days: DayRange?) -> Double {
      fte * (days?.days.reduce(0) { $0 + standard.hours(on: $1) } ?? 0)
    }
    var sum = 0.0
    for row in plan.demand where sources.status(of: row.project).isConfirmed {
      switch row.amount {
      case .fte(let fte): sum += hours(fte, windows.days(of: row))
      case .effortDays(let days): sum += days * 8
      case .effortHours(let amount): sum += amount
      case .wide: Issue.record("no wide rows")
      }
    }
    for row in plan.assignments
    where sources.isDemand(row) && sources.status(of: row.project).isConfirmed {
      if case .fte(let fte) = row.amount { sum += hours(fte, windows.days(of: row)) }
    }
    return sum
  }

  /// Day by day as PLAN §4 says it, without shortcuts.
  private func plannableHours(_ plan: Plan) -> Double {
    let calendars = PlanCalendars(plan)
    let tree = TeamTree(plan)
    guard let horizon = plan.horizon(DemandSources(plan, windows: PlanWindows(plan))) else {
      return 0
    }
    let everyone = plan.absences.filter { $0.person == nil }
    let absences = Dictionary(grouping: plan.absences) { $0.person ?? "*" }
    var sum = 0.0
    for person in plan.people {
      let calendar = calendars.calendar(of: person.location)
      let employed = { (day: Day) in
        (person.start.map { $0 <= day } ?? true) && (person.end.map { day <= $0 } ?? true)
      }
      let away = (everyone + (absences[person.id] ?? [])).map { row in
        switch row.amount {
        case .fraction(let share): return (row.days, share)
        case .days(let days):
          let working = row.days.days.count { employed($0) && calendar.hours(on: $0) > 0 }
          return (row.days, min(1, days / Double(max(1, working))))
        }
      }
      let factor =
        person.fte * (1 - tree.runWork(own: person.runWork, team: person.team))
        * tree.targetUtilisation(own: person.targetUtilisation, team: person.team)
      for day in horizon.days where employed(day) {
        let absent = away.lazy.filter { $0.0.contains(day) }.map(\.1).max() ?? 0
        sum += calendar.hours(on: day) * (1 - absent) * factor
      }
    }
    for hire in plan.hires where hire.counts {
      let calendar = calendars.calendar(of: hire.location)
      let factor =
        Double(hire.count) * (1 - tree.runWork(own: nil, team: hire.team))
        * tree.targetUtilisation(own: nil, team: hire.team)
      let from = hire.rampUpFrom ?? 0
      for day in horizon.days where day >= hire.start {
        let weeks = hire.rampUpWeeks ?? 0
        let ramp = min(1, from + (1 - from) * Double(day - hire.start) / (7 * weeks))
        let absent = everyone.contains { $0.days.contains(day) } ? 0.0 : 1.0
        sum += calendar.hours(on: day) * factor * ramp * absent
      }
    }
    return sum
  }
}
