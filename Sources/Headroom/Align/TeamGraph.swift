import PlanCompiler
import PlanModel
import WorkCalendar

/// Which team's work waits for which.
///
/// The teams of a task or project are those that its demand rows name and those of the people who are
/// booked on it; where there are none, that of its manager, else of its owner. A task without rows of its
/// own has the teams of its project. Where the same teams do both, no team waits for another.
struct TeamGraph {
  /// The most hours at risk first, then the most that wait.
  private(set) var links: [Align.TeamLink] = []
  /// Dependencies of which one end has no team.
  private(set) var withoutTeam = 0

  private let study: TiedWork
  private let dates: WorkDates
  private var teams: [WorkDates.Work: Set<String>] = [:]

  private typealias Work = WorkDates.Work

  init(_ study: TiedWork) {
    self.study = study
    let plan = study.plan.plan
    dates = WorkDates(study.plan)
    gatherTeams(plan)
    connect(plan)
  }

  private mutating func gatherTeams(_ plan: Plan) {
    let teamOf = Dictionary(
      plan.people.compactMap { person in person.team.map { (person.id, $0) } },
      uniquingKeysWith: { first, _ in first })
    func add(_ team: String, _ project: String, _ task: String?, _ teams: inout [Work: Set<String>])
    {
      teams[Work(project: project), default: []].insert(team)
      if let task { teams[Work(project: project, task: task), default: []].insert(team) }
    }
    for row in plan.demand {
      if let team = row.team { add(team, row.project, row.task, &teams) }
      if case .person(let person) = row.need, let team = teamOf[person] {
        add(team, row.project, row.task, &teams)
      }
    }
    for row in plan.assignments {
      if case .person(let person) = row.holder, let team = teamOf[person] {
        add(team, row.project, row.task, &teams)
      }
    }
    for project in plan.projects where teams[Work(project: project.id)] == nil {
      let lead = [project.manager, project.owner].compactMap { $0.flatMap { teamOf[$0] } }.first
      if let lead { add(lead, project.id, nil, &teams) }
    }
  }

  private func teams(of work: Work) -> [String] {
    (teams[work] ?? teams[Work(project: work.project)] ?? []).sorted()
  }

  private mutating func connect(_ plan: Plan) {
    struct Key: Hashable {
      var from: String
      var to: String
    }
    var found: [Key: [Align.WaitingWork]] = [:]
    for row in plan.dependencies {
      let (before, after) = (dates.work(row.predecessor), dates.work(row.successor))
      guard [before, after].allSatisfy({ study.plan.sources.status(of: $0.project).counts })
      else { continue }
      let (givers, takers) = (teams(of: before), teams(of: after))
      if givers.isEmpty || takers.isEmpty { withoutTeam += 1 }
      guard givers != takers else { continue }
      let waiting = waitingWork(row, before, after)
      for from in givers {
        for to in takers where to != from {
          found[Key(from: from, to: to), default: []].append(waiting)
        }
      }
    }
    links = found.map { key, rows in
      Align.TeamLink(
        from: key.from, to: key.to, waitingHours: rows.reduce(0) { $0 + $1.waitingHours },
        hoursAtRisk: rows.reduce(0) { $0 + $1.hoursAtRisk },
        dependencies: rows.sorted {
          ($1.hoursAtRisk, $1.waitingHours, $0.predecessor, $0.successor)
            < ($0.hoursAtRisk, $0.waitingHours, $1.predecessor, $1.successor)
        })
    }.sorted {
      ($1.hoursAtRisk, $1.waitingHours, $0.from, $0.to)
        < ($0.hoursAtRisk, $0.waitingHours, $1.from, $1.to)
    }
  }

  private func waitingWork(
    _ row: Dependency, _ before: Work, _ after: Work
  ) -> Align.WaitingWork {
    let waiting = hours(of: after).demand
    let (demand, short) = hours(of: before)
    let slack = dates.slackDays(of: row)
    let share = slack.map { $0 < 0 } == true ? 1 : demand > 0 ? short / demand : 0
    return Align.WaitingWork(
      predecessor: row.predecessor, successor: row.successor, type: row.kind.rawValue,
      slackDays: slack, waitingHours: waiting, hoursAtRisk: waiting * share)
  }

  /// What a task or project asks, and what of it stays undone; of a task without demand of its own the
  /// part of its project's that lies on its days.
  private func hours(of work: Work) -> (demand: Double, short: Double) {
    if let task = work.task {
      if let own = study.hours(of: work.project, task: task) { return own }
      let days = dates.days(of: work)
      if let start = days.start, let finish = days.finish,
        let window = DayRange(start, finish)
      {
        return study.hours(of: work.project, on: window)
      }
    }
    return study.hours(of: work.project)
  }
}
