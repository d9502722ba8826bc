import Headroom
import HeadroomReport
import Parallelism
import PlanFiles
import PlanModel
import TestSupport
import Testing
import WorkCalendar

/// A small random plan with a pitch, and what `intake` says of them computed once more from shortages of
/// plans that are written out one by one: nothing of `intake` takes part.
private struct Office: Sendable {
  var plan = Plan()
  let pitch: Pitch
  let pitchText: String
  private static let first = "2027-03-01"
  static let today = "2027-02-15"
  static let weekCount = 10

  init(seed: UInt64) throws {
    var random = SplitMix64(seed)
    let start = try day(Self.first)
    plan.settings.asOf = try day(Self.today)
    (plan.settings.starts, plan.settings.ends) = (start, start + (7 * Self.weekCount - 1))
    for index in 0..<random.next(in: 3...5) {
      var person = Person(id: "p\(index)")
      let own = random.next(in: 0...2)
      person.skills = [SkillLevel("s\(own)", random.next(in: 2...4))]
      if random.next(in: 0...1) == 0 {
        person.skills.append(SkillLevel("s\((own + 1) % 3)", random.next(in: 2...4)))
      }
      person.cost = CostRate(amount: 50, per: .hour)
      if random.next(in: 0...3) == 0 { person.maxOvertimeHours = 8 }
      plan.people.append(person)
    }
    for index in 0..<random.next(in: 2...4) {
      var project = Project(id: "c\(index)")
      project.costOfDelay = Double(1000 + 977 * random.next(in: 1...9) + index)
      if random.next(in: 0...2) == 0 { project.value = Double(random.next(in: 5...90)) * 1000 }
      plan.projects.append(project)
      let week = random.next(in: 0...5)
      let length = random.next(in: 1...4)
      for skill in 0..<random.next(in: 1...2) {
        var row = Demand(
          project: project.id,
          need: .skill("s\((index + skill) % 3)", level: random.next(in: 2...3)),
          amount: .fte(Double(random.next(in: 1...4)) / 2))
        (row.from, row.to) = (start + 7 * week, start + (7 * (week + length) - 1))
        plan.demand.append(row)
      }
    }
    if random.next(in: 0...1) == 0 {
      var pool = Pool(id: "agency", maxFTE: Double(random.next(in: 1...3)))
      pool.skills = [SkillLevel("s\(random.next(in: 0...2))", 4)]
      pool.cost = CostRate(amount: 90, per: .hour)
      plan.pools = [pool]
    }
    let length = random.next(in: 2...4)
    let asked = start + 7 * random.next(in: 0...2)
    var roles = ""
    for _ in 0..<random.next(in: 1...2) {
      let fte = Double(random.next(in: 1...4)) / 2
      roles += "  - { skill: s\(random.next(in: 0...2)), level: 2, fte: \(fte) }\n"
    }
    pitchText =
      "id: new\nstart: \(asked)\nfinish: \(asked + (7 * length - 1))\ncost_of_delay: 1500\n"
      + "value: 40000\nroles:\n\(roles)"
    pitch = try PitchReader.read(
      PlanFile(name: "pitch.yaml", text: pitchText), of: plan, today: day(Self.today)
    ).pitch
  }

  var today: Day { get throws { try day(Self.today) } }

  /// The pitch as committed work, some weeks later.
  func rows(later weeks: Int = 0) -> Plan {
    var rows = pitch.rows(status: .committed)
    for index in rows.demand.indices {
      rows.demand[index].from = (rows.demand[index].from ?? pitch.project.start).map {
        $0 + 7 * weeks
      }
      rows.demand[index].to = (rows.demand[index].to ?? pitch.project.finish).map { $0 + 7 * weeks }
    }
    return rows
  }

  /// Hours that are asked and that are short in each week.
  func shortage(_ plan: Plan) async throws -> [(asked: Double, short: Double)] {
    var request = Bottlenecks.Request(plan: plan, today: try today)
    request.grain = .week
    let rows = try await Bottlenecks.answer(request).shortage.filter { $0.basis == .confirmed }
    return rows.map { ($0.demandHours, $0.shortHours) }
  }

  func shortHours(_ plan: Plan) async throws -> Double {
    try await shortage(plan).reduce(0) { $0 + $1.short }
  }

  /// The plan with other demand.
  func asking(_ rows: [Demand], in plan: Plan) -> Plan {
    var plan = plan
    plan.demand = rows
    return plan
  }

  /// Rows in the order of their hour prices, the dearest first: cost of delay ÷ mean hours a week.
  func inOrder(_ rows: [Demand], first: String? = nil) async throws -> [Demand] {
    var price: [String: Double] = [:]
    for project in Set(rows.map(\.project)) {
      let own = rows.filter { $0.project == project }
      let hours = try await shortage(asking(own, in: plan.with(rows: self.rows())))
        .reduce(0) { $0 + $1.asked }
      let begins = own.compactMap(\.from).min() ?? .earliest
      let ends = own.compactMap(\.to).max() ?? .latest
      let weeks = max(1, Double(ends - begins + 1) / 7)
      let cost =
        project == "new" ? 1500 : plan.projects.first { $0.id == project }?.costOfDelay ?? 0
      price[project] = project == first ? .infinity : cost / (hours / weeks)
    }
    return rows.sorted {
      let (left, right) = (price[$0.project] ?? 0, price[$1.project] ?? 0)
      return left == right ? $0.key < $1.key : left > right
    }
  }

  /// What each row is served in each week where each takes what those before it leave.
  func served(_ rows: [Demand], in plan: Plan) async throws -> [[Double]] {
    var before = [Double](repeating: 0, count: Self.weekCount)
    var served: [[Double]] = []
    for count in 1...rows.count {
      let now = try await shortage(asking(Array(rows.prefix(count)), in: plan))
        .map { $0.asked - $0.short }
      served.append(zip(now, before).map { $0 - $1 })
      before = now
    }
    return served
  }

  /// The hours that are served of rows, as rows of a week each.
  func promise(_ rows: [Demand]) async throws -> [Demand] {
    let start = try day(Self.first)
    return zip(rows, try await served(rows, in: plan)).flatMap { row, weeks in
      weeks.enumerated().filter { $0.element > 1e-9 }.map { week, hours in
        var part = Demand(project: row.project, need: row.need, amount: .effortHours(hours))
        (part.from, part.to) = (start + 7 * week, start + (7 * week + 6))
        return part
      }
    }
  }
}

extension Plan {
  fileprivate func with(rows: Plan) -> Plan {
    var plan = self
    plan.append(rows)
    return plan
  }
}

extension Demand {
  fileprivate var key: String { "\(project) \(need)" }
}

@Suite("Intake against shortages of plans written out one by one")
struct IntakeBruteForceTests {
  private static let tolerance = 1e-6

  @Test(
    "starts, displaced hours and every way to make it fit are what the plans themselves say",
    arguments: 1...40 as ClosedRange<UInt64>)
  func holds(seed: UInt64) async throws {
    let office = try Office(seed: seed)
    let request = Intake.Request(
      plan: office.plan, today: try office.today, pitch: office.pitch)
    let answer = try await Intake.answer(request)
    try await checkStarts(answer, office)
    guard !answer.asked.fits else { return }
    try await checkDisplaced(answer, office)
    let costs = answer.ways.map { $0.cost ?? .infinity }
    #expect(costs == costs.sorted())
    for number in answer.ways.indices { try await checkWay(number, answer, office) }
  }

  private func checkStarts(_ answer: Intake.Answer, _ office: Office) async throws {
    let alone = try await office.shortHours(office.plan)
    for (weeks, start) in answer.starts.enumerated() {
      let with = try await office.shortHours(office.plan.with(rows: office.rows(later: weeks)))
      #expect(abs(start.addedShortHours - (with - alone)) < Self.tolerance)
    }
    #expect(answer.earliest == answer.starts.first { $0.addedShortHours < 0.01 })
  }

  private func checkDisplaced(_ answer: Intake.Answer, _ office: Office) async throws {
    let others = try await office.inOrder(office.plan.demand)
    let all = try await office.inOrder(office.plan.demand + office.rows().demand, first: "new")
    let plan = office.plan.with(rows: office.rows())
    var lost: [String: Double] = [:]
    for (rows, sign) in [(others, 1.0), (all, -1.0)] {
      for (row, weeks) in zip(rows, try await office.served(rows, in: plan)) {
        lost[row.project, default: 0] += sign * weeks.reduce(0, +)
      }
    }
    lost["new"] = nil
    let displaced = Dictionary(
      uniqueKeysWithValues: answer.displaced.map { ($0.project, $0.hours) })
    for (project, hours) in lost {
      #expect(abs((displaced[project] ?? 0) - hours) < 0.011, "\(project)")
    }
  }

  private func checkWay(_ number: Int, _ answer: Intake.Answer, _ office: Office) async throws {
    let way = answer.ways[number]
    let text = try #require(IntakeScenario(answer, way: number + 1, pitch: "pitch.yaml")?.text)
    let library = ScenarioLibrary(files: [
      PlanFile(name: "way.yaml", text: text), PlanFile(name: "pitch.yaml", text: office.pitchText),
    ])
    let changed = try #require(
      try ScenarioReader.read(["way"], in: library, of: office.plan, today: office.today).first
    ).plan
    let new = changed.demand.filter { $0.project == "new" }
    let gone = Set(changed.projects.filter { $0.status == .cancelled }.map(\.id))
    let waiting: Set<String> =
      way.kind == .wait
      ? Set(way.changes.compactMap { $0.split(separator: "\"").dropFirst().first.map(String.init) })
      : []
    let promise = try await office.promise(try await office.inOrder(office.plan.demand))
    let kept = promise.filter { !gone.contains($0.project) && !waiting.contains($0.project) }
    let broken = try await office.shortHours(office.asking(new + kept, in: changed))
    #expect(broken < 0.011, "\(way.kind) \(way.text)")
    #expect(new.compactMap(\.from).min() ?? way.start == way.start)
    guard !waiting.isEmpty else { return }
    let moved = changed.demand.filter { waiting.contains($0.project) }
    let before = office.plan.demand.filter { waiting.contains($0.project) }
    let asked = try await office.shortage(office.asking(before, in: office.plan))
      .reduce(0) { $0 + $1.asked }
    let behind = try await office.shortage(office.asking(new + kept + moved, in: changed))
    let done =
      behind.reduce(0) { $0 + $1.asked - $1.short }
      - (try await office.shortage(office.asking(new + kept, in: changed))
        .reduce(0) { $0 + $1.asked - $1.short })
    let today = promise.filter { waiting.contains($0.project) }
    let doneToday = try await office.shortage(office.asking(today, in: office.plan))
      .reduce(0) { $0 + $1.asked }
    #expect(done > doneToday - 0.021 && done < asked + Self.tolerance)
  }
}
