import Headroom
import PlanModel
import TestSupport
import Testing
import WorkCalendar

/// What the words of an answer promise, held against its numbers.
@Suite("What bottlenecks promise")
struct BottleneckPromisesTests {
  /// People with one letter a skill, who work 40 hours in each of the weeks that begin on 1, 8 and 15
  /// March 2027, and hours of skills by week from 0.
  private func plan(_ people: [String: String], _ demand: [(Int, String, Double)]) throws -> Plan {
    var plan = Plan()
    plan.settings.asOf = try day("2026-11-23")
    plan.settings.starts = try day("2027-03-01")
    plan.settings.ends = try day("2027-03-21")
    plan.people = people.keys.sorted().map { id in
      var person = Person(id: id)
      person.skills = (people[id] ?? "").map { SkillLevel(String($0)) }
      return person
    }
    for (week, skill, hours) in demand {
      var row = Demand(project: "p", need: .skill(skill, level: 1), amount: .effortHours(hours))
      row.from = try day("2027-03-01") + 7 * week
      row.to = row.from.map { $0 + 6 }
      plan.demand.append(row)
    }
    return plan
  }

  private func answer(
    _ plan: Plan, _ change: (inout Bottlenecks.Request) -> Void = { _ in }
  ) async throws -> Bottlenecks.Answer {
    var request = Bottlenecks.Request(plan: plan, today: try day("2026-11-24"))
    change(&request)
    return try await Bottlenecks.answer(request)
  }

  @Test("two sets that shifting mends one by one are not promised to mend together")
  func together() async throws {
    // Ann has 120 hours for 65 of x and 95 of y; each alone would fit.
    let plan = try plan(["ann": "xy"], [(0, "x", 65), (1, "y", 70), (2, "y", 25)])
    let answer = try await answer(plan) { $0.basis = .confirmed }
    #expect(answer.bottlenecks.map(\.kind) == [.timing, .timing])
    #expect(answer.shortage.map(\.structuralHours) == [40])
    #expect(answer.ranked.map(\.sharedStructuralHours) == [40, 40])
    #expect(
      answer.summary.hasSuffix("but with all else that is short then, 40 of 55 h stay missing."))
  }

  @Test("what is short of other people takes nothing from the promise that shifting mends")
  func apart() async throws {
    let plan = try plan(["ann": "x", "bob": "z"], [(0, "x", 65), (0, "z", 200)])
    let answer = try await answer(plan) { $0.basis = .confirmed }
    let timing = try #require(answer.ranked.first { $0.skills == ["x"] })
    #expect(timing.kind == .timing && timing.sharedStructuralHours == 0)
    let structural = try #require(answer.ranked.first { $0.skills == ["z"] })
    #expect(structural.structuralHours == 80 && structural.sharedStructuralHours == 80)
  }

  @Test("merged sets do not count the same shortage twice")
  func nested() async throws {
    // Over three weeks a asks 260 of its holders' 240 hours, a and b together 320.
    let plan = try plan(
      ["ann": "a", "bob": "ab"], [(0, "a", 160), (1, "a", 100), (1, "b", 60)])
    let answer = try await answer(plan) { $0.basis = .confirmed }
    #expect(answer.bottlenecks.map(\.structuralHours).sorted() == [20, 80])
    #expect(answer.ranked.count == 1)
    #expect(answer.ranked.first?.missingHours == 160)
    #expect(answer.ranked.first?.structuralHours == 80)
    #expect(answer.shortage.map(\.structuralHours) == [80])
  }

  @Test("in any plan a finding claims no more than its period's hours bear out", arguments: 0..<60)
  func claims(seed: Int) async throws {
    var random = SplitMix64(UInt64(seed))
    let skills = ["a", "b", "c", "d", "e"]
    var people: [String: String] = [:]
    for person in 0..<6 {
      people["p\(person)"] = skills.shuffled(using: &random).prefix(2).joined()
    }
    let demand = (0..<14).map { _ in
      (
        Int.random(in: 0..<3, using: &random), skills[Int.random(in: 0..<5, using: &random)],
        Double(Int.random(in: 10...90, using: &random))
      )
    }
    let answer = try await answer(try plan(people, demand)) { $0.prices = .none }
    for finding in answer.ranked {
      let period = try #require(
        answer.shortage.first { $0.period == finding.period && $0.basis == finding.basis })
      let limit = period.structuralHours + 1e-6
      #expect(finding.structuralHours <= limit)
      #expect(finding.structuralHours <= finding.missingHours + 1e-6)
      #expect(finding.structuralHours <= finding.sharedStructuralHours + 1e-6)
      #expect(finding.sharedStructuralHours <= limit)
      #expect((finding.kind == .timing) == (finding.structuralHours == 0))
    }
    // What one finding alone misses of a period is exactly what pooling leaves.
    for period in answer.shortage where period.shortHours > 0 {
      let findings = answer.ranked.filter {
        $0.period == period.period && $0.basis == period.basis
      }
      guard findings.count == 1, findings[0].sets > 1,
        abs(findings[0].missingHours - period.shortHours) < 1e-6
      else { continue }
      #expect(abs(findings[0].structuralHours - period.structuralHours) < 1e-6)
    }
  }

  @Test("sets of one quarter that share two thirds of the smaller one's skills are told as one")
  func overlapping() async throws {
    let people = ["ann": "abc", "bob": "bcd"]
    let answer = try await answer(
      try plan(
        people,
        [(0, "a", 50), (0, "b", 50), (0, "c", 50), (1, "b", 50), (1, "c", 50), (1, "d", 50)])
    ) { $0.basis = .confirmed }
    #expect(answer.bottlenecks.map(\.skills) == [["a", "b", "c"], ["b", "c", "d"]])
    #expect(answer.ranked.map(\.sets) == [2])
    #expect(answer.ranked.first?.allSkills == ["a", "b", "c", "d"])
  }

  @Test("what is too small for a bottleneck is named with its hours, not denied")
  func small() async throws {
    var plan = try plan(["ann": "xy"], [(0, "x", 43), (1, "y", 41)])
    let two = try await answer(plan)
    #expect(
      two.summary == """
        No bottleneck of 0.1 FTE or more in this plan on confirmed work; 4 h are missing in 2 small \
        ones, most of it in x, 2027-Q1.
        """)
    plan.demand.removeLast()
    let one = try await answer(plan)
    #expect(one.summary.hasSuffix("; 3 h are missing in a small one: x in 2027-Q1."))
  }

  @Test("a period outside the horizon is an error that names the horizon and the nearest period")
  func outside() async throws {
    let plan = try plan(["ann": "x"], [(0, "x", 50)])
    for (period, nearest) in [("2030-Q1", "2027-Q1"), ("2026-12", "2027-Q1")] {
      let error = await #expect(throws: RequestError.self) {
        try await answer(plan) {
          $0.within = Period(parsing: period)
          if period == "2026-12" { $0.grain = .month }
        }
      }
      let fault = try #require(error?.diagnostics.first)
      #expect(fault.id == RequestFault.outsideHorizon.rawValue && fault.value == period)
      #expect(fault.expected == "a period within 2027-03-01 to 2027-03-21")
      let expected = period == "2026-12" ? "2027-03" : nearest
      #expect(fault.suggestion == "the nearest is \(expected)")
    }
  }

  @Test("a period shorter than the grain is an error, not the answer for a longer one")
  func finer() async throws {
    let plan = try plan(["ann": "x"], [(0, "x", 50)])
    let error = await #expect(throws: RequestError.self) {
      try await answer(plan) { $0.within = Period(parsing: "2027-W10") }
    }
    #expect(error?.diagnostics.first?.expected == "a quarter or longer, or --by week")
    let week = try await answer(plan) {
      $0.within = Period(parsing: "2027-W10")
      $0.grain = .week
    }
    #expect(week.periods.map(\.period.description) == ["2027-W10"])
  }

  @Test("a plan that has ended says so")
  func ended() async throws {
    var plan = try plan(["ann": "x"], [(0, "x", 50)])
    plan.settings.asOf = try day("2027-06-01")
    #expect(
      try await answer(plan).summary == """
        The plan ended on 2027-03-21, before its as_of, 2027-06-01: nothing is to come; 10 h are \
        missing before that.
        """)
  }

  @Test("hours booked on days without work are counted among what is ignored")
  func lost() async throws {
    var plan = try plan(["ann": "x"], [(0, "x", 10)])
    // Saturday and Sunday; then a week of which Monday is one of five working days.
    for (from, to) in [("2027-03-06", "2027-03-07"), ("2027-03-06", "2027-03-08")] {
      var booking = Booking(holder: .person("ann"), project: "p", amount: .hours(16))
      booking.from = try day(from)
      booking.to = try day(to)
      plan.assignments.append(booking)
    }
    #expect(try await answer(plan).ignored.bookedWithoutWorkHours == 16)
    let request = Check.Request(plan: plan, today: try day("2026-11-24"))
    let found = try await Check.answer(request).warnings.filter {
      $0.id == Check.Finding.bookingWithoutHours.rawValue
    }
    #expect(
      found.map(\.message) == [
        "ann is booked on p for 16.0 hours from 2027-03-06 to 2027-03-07, but does not work then"
      ])
  }

  @Test("people are called by name: with the id where two share it, by id where there is none")
  func names() async throws {
    var plan = try plan(["1": "x", "2": "y", "3": "z"], [(0, "x", 10), (0, "y", 9), (0, "z", 8)])
    plan.people[0].name = "Eva Lind"
    plan.people[1].name = "Eva Lind"
    var names = PersonNames(plan.people)
    #expect(["1", "2", "3"].map { names.label($0) } == ["Eva Lind (1)", "Eva Lind (2)", "3"])
    plan.people[1].name = "Jon Ek"
    names = PersonNames(plan.people)
    #expect(["@1", "@3", "x"].map { names.label(skill: $0) } == ["Eva Lind", "@3", "x"])
    let check = try await Check.answer(Check.Request(plan: plan, today: try day("2026-11-24")))
    let single = check.warnings.filter { $0.id == Check.Finding.singleHolder.rawValue }
    #expect(
      single.map(\.message).sorted() == [
        "only 3 has z; p needs it", "only Eva Lind has x; p needs it",
        "only Jon Ek has y; p needs it",
      ])
    // Forty hours a week for 64 of work that only Eva may do.
    plan.demand[0].need = .person("1")
    plan.demand[0].amount = .effortHours(64)
    plan.settings.ends = try day("2027-03-07")
    let answer = try await answer(plan)
    #expect(answer.people.map(\.id) == ["1"] && answer.people.map(\.name) == ["Eva Lind"])
    #expect(
      answer.summary == "Eva Lind is asked for 0.6 FTE more than they can give in 2027-Q1.")
  }

  @Test("prices that rest on no money of the plan's are marked")
  func nominal() async throws {
    var plan = try plan(["ann": "x"], [(0, "x", 100)])
    #expect(try await answer(plan).pricing == .nominal)
    plan.projects = [Project(id: "p")]
    plan.projects[0].costOfDelay = 1000
    #expect(try await answer(plan).pricing == .computed)
  }
}
