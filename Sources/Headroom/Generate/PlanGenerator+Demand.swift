import PlanModel
import Randomness
import WorkCalendar

extension PlanGenerator {
  /// Rows of every project with skill, level, team and days; the hours are relative so far.
  mutating func draftDemand() {
    var stream = stream("demand")
    let draw = SkillDraw(skillCount: skillCount)
    let people = peopleByTeam()
    // Enough rows to tell people apart: a plan of many people in few projects has larger projects; and
    // several for each skill.
    let projects = Double(request.projects)
    let mean = max(
      6, 0.8 * Double(request.people) / projects, min(12, 6 * Double(skillCount) / projects))
    let rowCount = LogNormalDistribution(mean: mean, sigma: 0.35)
    let projectSize = LogNormalDistribution(mean: 1, sigma: 0.4)
    let rowSize = LogNormalDistribution(mean: 1, sigma: 0.7)
    for project in plan.projects.indices {
      let size = projectSize.draw(from: &stream)
      for _ in 0..<max(3, Int(rowCount.draw(from: &stream).rounded())) {
        var row = DemandDraft(
          project: project, skill: draw.skill(&stream),
          level: stream.choice([1: 0.22, 2: 0.33, 3: 0.29, 4: 0.11, 5: 0.05]),
          days: projectDays[project], saysDays: true,
          unit: rows.isEmpty ? .days : stream.choice([.fte: 0.45, .days: 0.48, .hours: 0.07]),
          profile: stream.choice([.even: 0.5, .front: 0.15, .back: 0.15, .bell: 0.2]), hours: 0)
        if people.count > 1, stream.happens(0.18) { bind(&row, to: people, &stream) }
        place(&row, &stream)
        row.hours = size * rowSize.draw(from: &stream) * Double(row.days.count) * scope(row)
        rows.append(row)
      }
    }
  }

  /// Binds the row to a team, or its department, one of whom can do the work.
  private func bind(_ row: inout DemandDraft, to people: [[Int]], _ stream: inout RandomStream) {
    guard let members = stream.element(of: people), let person = stream.element(of: members),
      let held = stream.element(of: skills[person])
    else { return }
    let team = teamOfPerson[person]
    row.team = stream.happens(0.6) ? departmentOfTeam[team] ?? team : team
    row.skill = held.skill
    row.level = min(row.level, held.level)
  }

  /// What one team or department alone is asked is less than what anyone may do.
  private func scope(_ row: DemandDraft) -> Double {
    guard let team = row.team else { return 1 }
    return team < plan.teams.count - leafTeamCount ? 0.6 : 0.25
  }

  /// The people of each team that has any.
  private func peopleByTeam() -> [[Int]] {
    var people = [[Int]](repeating: [], count: plan.teams.count)
    for (person, team) in teamOfPerson.enumerated() { people[team].append(person) }
    return people.filter { !$0.isEmpty }
  }

  /// A task's days, the whole project's, or a part of it.
  private func place(_ row: inout DemandDraft, _ stream: inout RandomStream) {
    let tasks = tasksOfProject[row.project]
    if !tasks.isEmpty {
      let task = stream.integer(in: tasks.lowerBound...tasks.upperBound - 1)
      guard let first = plan.tasks[task].start, let last = plan.tasks[task].finish,
        let days = DayRange(first, last)
      else { return }
      (row.task, row.days, row.saysDays) = (task, days, false)
    } else if stream.happens(0.45) {
      // A project that has begun says a start before the horizon.
      row.saysDays = plan.projects[row.project].status == .active
    } else {
      let whole = projectDays[row.project]
      let weeks = whole.count / 7
      guard weeks > 2 else { return }
      let length = stream.integer(in: max(2, weeks / 3)...weeks)
      let first = whole.first + 7 * stream.integer(in: 0...weeks - length)
      row.days = DayRange(first, min(whole.last, first + (7 * length - 1))) ?? whole
    }
  }

  /// Changes rows that nobody can serve: drops the team, lowers the level, at last asks another skill.
  mutating func mendDemand() {
    var best = [[Int]](
      repeating: [Int](repeating: 0, count: skillCount), count: plan.teams.count + 1)
    for person in skills.indices {
      for held in skills[person] {
        for scope in [0] + teams(of: person).map({ $0 + 1 }) {
          best[scope][held.skill] = max(best[scope][held.skill], held.level)
        }
      }
    }
    let fallback = best[0].indices.max { best[0][$0] < best[0][$1] } ?? 0
    for index in rows.indices {
      if let team = rows[index].team {
        if best[team + 1][rows[index].skill] >= rows[index].level { continue }
        rows[index].team = nil
      }
      if best[0][rows[index].skill] == 0 { rows[index].skill = fallback }
      rows[index].level = min(rows[index].level, best[0][rows[index].skill])
    }
  }
}
