import PlanModel
import Randomness
import WorkCalendar

extension PlanGenerator {
  /// Projects with status, dates and weights: a quarter tentative or pitched.
  mutating func addProjects() {
    var stream = stream("projects")
    let count = request.projects
    let order = stream.permutation(of: count)
    let tentative = (count + 1) / 4
    let resting = count / 25
    let pitches = Set(order.prefix(tentative * 2 / 5))
    let open = Set(order.prefix(tentative))
    let still = Set(order.dropFirst(tentative).prefix(resting))
    let nouns = Catalogue.projectNouns.count
    let names = Catalogue.projectAdjectives.count * nouns
    let nameOrder = stream.permutation(of: names)
    for index in 0..<count {
      let name = nameOrder[index % names]
      let round = index / names
      let words = [Catalogue.projectAdjectives[name / nouns], Catalogue.projectNouns[name % nouns]]
      var project = Project(
        id: words.map { $0.lowercased() }.joined(separator: "-")
          + (round == 0 ? "" : "-\(round + 1)")
      )
      project.name = words.joined(separator: " ") + (round == 0 ? "" : " \(round + 1)")
      let days = drawDays(index, &stream)
      projectDays.append(days)
      if open.contains(index) {
        project.status = pitches.contains(index) ? .pitch : .tentative
        project.probability =
          Double(stream.integer(in: pitches.contains(index) ? 2...10 : 8...18)) / 20
      } else if still.contains(index) {
        project.status = stream.choice([.onHold: 2, .done: 1, .cancelled: 1])
      } else {
        project.status = days.first == horizon.first && stream.happens(0.8) ? .active : .committed
      }
      date(&project, days, &stream)
      weigh(&project, &stream)
      plan.projects.append(project)
    }
  }

  /// Days within the horizon: some projects are under way when it begins, some go on after it. Starts
  /// spread evenly, so that no quarter of a small plan is without work.
  private func drawDays(_ index: Int, _ stream: inout RandomStream) -> DayRange {
    let weeks = request.weeks
    guard request.projects > 1, weeks > 4 else { return horizon }
    let mean = min(36, 0.6 * Double(weeks))
    let length = LogNormalDistribution(mean: mean, sigma: 0.5).draw(from: &stream)
    let duration = max(3, min(weeks, Int(length.rounded())))
    let (earliest, latest) = (-duration / 2, weeks - min(duration, 3 + duration / 2))
    let place = evenPlace(index)
    let start = earliest + Int((place * Double(latest - earliest + 1)).rounded(.down))
    let first = horizon.first + 7 * max(0, min(start, weeks - 3))
    let last = min(horizon.last, horizon.first + (7 * max(start + duration, 3) - 1))
    return DayRange(first, max(last, min(first + 20, horizon.last))) ?? horizon
  }

  private func date(_ project: inout Project, _ days: DayRange, _ stream: inout RandomStream) {
    if project.status == .active {
      project.start = request.asOf - stream.integer(in: 14...150)
    } else if project.status == .pitch {
      project.earliestStart = days.first
    } else {
      project.start = days.first
    }
    project.finish = days.last
    if stream.happens(0.3) { project.deadline = days.last + 7 * stream.integer(in: 0...6) }
  }

  private func weigh(_ project: inout Project, _ stream: inout RandomStream) {
    project.priority = Double(stream.integer(in: 1...max(3, min(20, request.projects))))
    project.mustHave = stream.happens(0.05)
    if stream.happens(0.4) {
      let money = LogNormalDistribution(mean: 8_000, sigma: 0.8).draw(from: &stream)
      project.costOfDelay = max(100, (money / 100).rounded() * 100)
    }
    let value = LogNormalDistribution(mean: 900_000, sigma: 0.8).draw(from: &stream)
    project.value = (value / 1000).rounded() * 1000
    if stream.happens(0.95) {
      project.owner = plan.people[stream.integer(below: request.people)].id
    }
    project.manager = plan.people[stream.integer(below: request.people)].id
  }

  /// Phases one after the other and a milestone at the end, for a third of the longer projects.
  mutating func addTasks() {
    var stream = stream("tasks")
    for (index, project) in plan.projects.enumerated() {
      let first = plan.tasks.count
      let days = projectDays[index]
      let weeks = days.count / 7
      if weeks >= 6, stream.happens(0.35) {
        let count = stream.integer(in: 2...Catalogue.phases.count)
        for phase in 0..<count {
          var task = ProjectTask(id: "\(project.id)-\(phase + 1)", project: project.id)
          task.name = Catalogue.phases[Catalogue.phases.count - count + phase]
          task.kind = .phase
          task.start = days.first + 7 * (weeks * phase / count)
          task.finish =
            phase == count - 1 ? days.last : days.first + (7 * (weeks * (phase + 1) / count) - 1)
          if phase > 0, let before = plan.tasks.last {
            plan.dependencies.append(Dependency(predecessor: before.id, successor: task.id))
          }
          plan.tasks.append(task)
        }
        tasksOfProject.append(first..<plan.tasks.count)
        addMilestone(project, days.last, after: plan.tasks.count - 1)
      } else {
        tasksOfProject.append(first..<first)
      }
    }
  }

  private mutating func addMilestone(_ project: Project, _ day: Day, after task: Int) {
    var milestone = ProjectTask(id: "\(project.id)-live", project: project.id)
    milestone.name = "Live"
    milestone.kind = .milestone
    milestone.finish = day
    plan.dependencies.append(
      Dependency(predecessor: plan.tasks[task].id, successor: milestone.id))
    plan.tasks.append(milestone)
  }
}
