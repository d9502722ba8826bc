import WorkCalendar

/// Changes of dates: delay, accelerate. Source: PLAN §5.
extension Plan {
  /// Moves demand, bookings and tasks of a project or task. Deadlines, earliest starts, must-finish and
  /// the limits of tasks stay; an end that was implied by one of them becomes the row's own.
  mutating func take(_ shift: Change.Shift, later: Bool) throws(ChangeFault) -> [ChangeFault] {
    let (project, task) = try subject(of: shift)
    let cutter = RowCutter(self)
    let move = DateShift(cutter: cutter, days: later ? shift.days : -shift.days)
    guard move.days != 0 else { return [] }
    for index in tasks.indices
    where tasks[index].project == project && (task == nil || tasks[index].id == task) {
      tasks[index].start = move.moved(tasks[index].start)
      tasks[index].finish = move.moved(tasks[index].finish)
    }
    if task == nil, let index = projects.firstIndex(where: { $0.id == project }) {
      projects[index].start = move.moved(projects[index].start)
      projects[index].finish = move.moved(projects[index].finish)
    }
    let windows = PlanWindows(self)
    for index in demand.indices
    where demand[index].project == project && (task == nil || demand[index].task == task) {
      let old = cutter.windows.days(of: demand[index])
      var row = move.moved(demand[index])
      if let old {
        let placed = move.placed(row, from: old)
        if windows.days(of: row) != DayRange(placed.from ?? old.first, placed.to ?? old.last) {
          row = placed
        }
      }
      demand[index] = row
    }
    for index in assignments.indices
    where assignments[index].project == project && (task == nil || assignments[index].task == task)
    {
      let old = cutter.windows.days(of: assignments[index])
      var row = move.moved(assignments[index])
      if let old {
        let placed = move.placed(row, from: old)
        if windows.days(of: row) != DayRange(placed.from ?? old.first, placed.to ?? old.last) {
          row = placed
        }
      }
      assignments[index] = row
    }
    return []
  }

  /// The project, and the task where only that is meant.
  private func subject(
    of shift: Change.Shift
  ) throws(ChangeFault) -> (project: String, task: String?) {
    let project = try projectNames.id(of: shift.project, field: "project")
    guard let text = shift.task else {
      guard let project else {
        throw ChangeFault(
          .changeImpossible, "the change names neither a project nor a task",
          expected: "one of 'project' and 'task'")
      }
      return (project, nil)
    }
    let rows = tasks.filter { project == nil || $0.project == project }
    let inProject = project.map { " of '\($0)'" } ?? ""
    let byId = rows.filter { $0.id == text }
    let found = byId.isEmpty ? rows.filter { $0.name == text } : byId
    if let task = found.first, found.count == 1 { return (task.project, task.id) }
    guard found.isEmpty else {
      throw ChangeFault(
        .ambiguousReference, field: "task", value: text,
        "several tasks\(inProject) are called '\(text)'",
        suggestion: project == nil ? "name the project too" : "write the id")
    }
    // Without a table of tasks a row's own word is a task.
    if let project,
      demand.contains(where: { $0.project == project && $0.task == text })
        || assignments.contains(where: { $0.project == project && $0.task == text })
    {
      return (project, text)
    }
    let near = nearestName(
      to: text, among: (rows.map(\.id) + rows.compactMap(\.name)).sorted())
    throw ChangeFault(
      .unknownReference, field: "task", value: text,
      "no task\(inProject) has the id or name '\(text)'",
      expected: "an id or unique name of tasks",
      suggestion: near.map { "write '\($0)' if that is meant" })
  }
}
