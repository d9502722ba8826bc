import PlanCompiler
import PlanModel
import WorkCalendar

/// Puts together what the plan's goals, owners and ties say.
struct AlignComposer: Sendable {
  let request: Align.Request
  let study: TiedWork

  /// Hours of less than this are not worth a row.
  static let leastHours = 0.5

  var plan: Plan { study.plan.plan }
  var asOf: Day { plan.settings.asOf ?? request.today }

  /// The projects that count on the basis, by id.
  var projects: [Project] {
    zip(study.plan.demand.projects, study.shares).filter { $1 > 0 }.map(\.0)
  }

  func answer() -> Align.Answer {
    let goals = goals()
    let orphans = orphans()
    let couplings = couplings()
    let points = singlePoints()
    let gaps = ownershipGaps()
    let graph = TeamGraph(study)
    let days = study.plan.grid.horizon.flatMap { DayRange(max($0.first, asOf), $0.last) }
    return Align.Answer(
      plan: PlanIdentity(request.plan, today: request.today),
      summary: sentence(goals, orphans, couplings), basis: request.basis, days: days,
      goals: goals, orphans: orphans, couplings: couplings, moneyNote: moneyNote,
      singlePoints: points, ownershipGaps: gaps, links: graph.links,
      dependenciesWithoutTeam: graph.withoutTeam)
  }

  private var moneyNote: String? {
    guard study.money == nil else { return nil }
    return plan.budgets.isEmpty
      ? "the plan has no budgets" : "nobody's pay is known, so no hour has a price"
  }

  private func couplings() -> [Align.Coupling] {
    let servers = study.soleServers
    var tally = CouplingTally()
    for gain in study.people.gains {
      let line = study.plan.demand.lines[gain.line]
      let without = study.plan.demand.projects[gain.without].id
      if let person = servers[gain.line] {
        tally.add(.person, without, study.project(of: gain.line), gain.hours, through: person)
      } else {
        tally.add(.skills, without, study.project(of: gain.line), gain.hours, through: line.skill)
      }
    }
    for gain in study.money?.gains ?? [] {
      let without = study.plan.demand.projects[gain.without]
      tally.add(
        .budget, without.id, study.project(of: gain.line), gain.hours,
        through: without.initiative ?? "")
    }
    return tally.couplings.filter { $0.hours >= Self.leastHours }
  }

  private func singlePoints() -> [Align.SinglePoint] {
    struct Key: Hashable {
      var person: String
      var skill: String
      var team: String?
    }
    var points: [Key: Align.SinglePoint] = [:]
    for (number, server) in study.soleServers.enumerated() {
      guard let server, study.lineHours[number] >= Self.leastHours else { continue }
      let line = study.plan.demand.lines[number]
      let level = if case .skill(_, let level) = line.need { level } else { 0 }
      let key = Key(person: server, skill: line.skill, team: line.team)
      var point =
        points[key]
        ?? Align.SinglePoint(
          person: server, skill: line.skill, level: level, team: line.team, projects: [],
          demandHours: 0)
      point.level = min(point.level, level)
      point.demandHours += study.lineHours[number]
      let project = study.project(of: number)
      if !point.projects.contains(project) { point.projects.append(project) }
      points[key] = point
    }
    return points.values.sorted {
      ($1.demandHours, $0.person, $0.skill, $0.team ?? "")
        < ($0.demandHours, $1.person, $1.skill, $1.team ?? "")
    }
  }
}

/// Adds up what pairs of projects gain from one another.
private struct CouplingTally {
  private struct Key: Hashable {
    var kind: Align.Coupling.Kind
    /// In order of the alphabet.
    var pair: [String]
  }

  private struct Sum {
    /// What the second of the pair gains, and the first.
    var gains = [0.0, 0.0]
    var through: [String: Double] = [:]
  }

  private var sums: [Key: Sum] = [:]

  mutating func add(
    _ kind: Align.Coupling.Kind, _ without: String, _ gainer: String, _ hours: Double,
    through: String
  ) {
    let isFirst = without < gainer
    let key = Key(kind: kind, pair: isFirst ? [without, gainer] : [gainer, without])
    sums[key, default: Sum()].gains[isFirst ? 0 : 1] += hours
    sums[key, default: Sum()].through[through, default: 0] += hours
  }

  /// The most hours first.
  var couplings: [Align.Coupling] {
    sums.map { key, sum in
      let isTurned = sum.gains[1] > sum.gains[0]
      return Align.Coupling(
        kind: key.kind, first: key.pair[isTurned ? 1 : 0], second: key.pair[isTurned ? 0 : 1],
        hours: sum.gains[0] + sum.gains[1], secondGainsHours: sum.gains[isTurned ? 1 : 0],
        firstGainsHours: sum.gains[isTurned ? 0 : 1],
        through: sum.through.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key))
    }.sorted {
      ($1.hours, $0.first, $0.second, $0.kind.rawValue)
        < ($0.hours, $1.first, $1.second, $1.kind.rawValue)
    }
  }
}
