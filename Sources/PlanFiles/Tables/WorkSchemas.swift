import PlanModel
import WorkCalendar

/// The tables about tasks and work that has been done.
enum WorkSchemas {
  static let tasks = TableSchema<ProjectTask, ProjectTask>(
    .tasks, blank: { ProjectTask(id: "", project: "", origin: $0) },
    columns: [
      Column.id { $0.id = $1 }.required,
      Column.reference("project", to: .projects) { $0.project = $1 }.required,
      .text("name") { $0.name = $1 },
      .choice("kind", ProjectTask.Kind.self) { $0.kind = $1 },
      .day("start", .first) { $0.start = $1 },
      .day("finish", .last) { $0.finish = $1 },
      .number("duration_days", .amount) { $0.durationDays = $1 },
      .day("not_before", .first) { $0.notBefore = $1 },
      .day("not_after", .last) { $0.notAfter = $1 },
      .number("percent_complete", completion) { $0.percentComplete = $1 },
    ]
  ) { row, reader in
    reader.checkOrder(row.start, row.finish, "finish", "start")
    reader.checkOrder(row.notBefore, row.notAfter, "not_after", "not_before")
  }

  private static let completion = NumberRule(
    form: .percent, range: 0...1, expected: "a percentage from 0 to 100, as 50 or 50%")

  static let dependencies = TableSchema<Dependency, Dependency>(
    .dependencies, blank: { Dependency(predecessor: "", successor: "", origin: $0) },
    columns: [
      Column.word("predecessor") { $0.predecessor = $1 }.required,
      Column.word("successor") { $0.successor = $1 }.required,
      .choice("type", Dependency.Kind.self) { $0.kind = $1 },
      .number("lag_days", .lag) { $0.lagDays = $1 },
    ]
  ) { row, reader in
    row.predecessor = reader.taskOrProject(row.predecessor, "predecessor")
    row.successor = reader.taskOrProject(row.successor, "successor")
    if !reader.failed, row.predecessor == row.successor {
      reader.error(
        .selfReference, "successor", "the row ties '\(row.successor)' to itself",
        suggestion: "name another task or project, or remove the row")
    }
  }

  /// The cells of an actual.
  struct ActualDraft: Sendable {
    var row: Actual
    var days: [(column: String, days: DayRange)] = []
  }

  static let actuals = TableSchema<ActualDraft, Actual>(
    .actuals,
    blank: {
      ActualDraft(row: Actual(project: "", days: DayRange(.earliest), hours: 0, origin: $0))
    },
    columns: [
      .reference("person", to: .people) { $0.row.person = $1 },
      .word("role") { $0.row.role = $1 },
      .reference("team", to: .teams) { $0.row.team = $1 },
      Column.reference("project", to: .projects, besides: Actual.run) { $0.row.project = $1 }
        .required,
      .word("task") { $0.row.task = $1 },
      Column(name: "date", cell: .days { $0.days.append(("date", $1)) }),
      Column(name: "period", cell: .days { $0.days.append(("period", $1)) }),
      Column.number("hours", .amount) { $0.row.hours = $1 }.required,
    ]
  ) { draft, reader, rows in
    draft.row.task = reader.task(draft.row.task, of: draft.row.project)
    if draft.days.count != 1 {
      reader.error(
        .actualDate, draft.days.isEmpty ? "date" : "period",
        draft.days.isEmpty
          ? "the row has neither a date nor a period" : "the row has both a date and a period",
        expected: "one of 'date' and 'period'")
    }
    guard !reader.failed, let days = draft.days.first?.days else { return }
    draft.row.days = days
    rows.append(draft.row)
  }

  /// The cells of an estimate.
  static let estimates = TableSchema<Estimate, Estimate>(
    .estimates, blank: { Estimate(estimateHours: 0, origin: $0) },
    columns: [
      .word("task") { $0.task = $1 },
      .reference("project", to: .projects) { $0.project = $1 },
      .word("type") { $0.type = $1 },
      .reference("team", to: .teams) { $0.team = $1 },
      Column.number("estimate_hours", .amount) { $0.estimateHours = $1 }.required,
      .number("actual_hours", .amount) { $0.actualHours = $1 },
      .day("finished", .last) { $0.finished = $1 },
    ]
  ) { row, reader in
    if row.task == nil, row.project == nil {
      reader.error(
        .estimateSubject, "task", "the row names neither a task nor a project",
        suggestion: "fill one of them")
    }
  }
}

extension RowReader {
  /// The id of the task that a cell of the column `task` means; nil for nil.
  mutating func task(_ text: String?, of project: String) -> String? {
    guard let text, state.references.isPresent(.tasks) else { return text }
    let projectSymbol = state.symbols.intern(project)
    switch state.tasks.task(state.symbols.intern(text), of: projectSymbol) {
    case .id(let id): return state.symbols[id]
    case .ambiguous:
      error(
        .ambiguousReference, "task",
        "several tasks of '\(shown(project))' bear the name '\(shown(text))'",
        suggestion: "write the id")
    case .unknown:
      guard state.references.isWhole(.tasks) else { return text }
      error(
        .unknownReference, "task",
        "the project '\(shown(project))' has no task with the id or name '\(shown(text))'",
        expected: "an id or unique name of one of its tasks in tasks.csv",
        suggestion: suggestion(for: text, among: taskIds(of: projectSymbol))
          ?? "add the task to tasks.csv")
    }
    return nil
  }

  /// The ids of the project's tasks by the alphabet; of all tasks for nil.
  private func taskIds(of project: Int32?) -> [String] {
    state.tasks.ids(of: project).map { state.symbols[$0] }.sorted()
  }

  /// The id of the task or project that a cell of a dependency means.
  mutating func taskOrProject(_ text: String, _ column: String) -> String {
    let symbol = state.symbols.intern(text)
    let task = state.tasks.task(symbol)
    let project = state.references.known(symbol, in: .projects)
    switch (task, project) {
    case (.id(let id), .unknown), (.unknown, .id(let id)): return state.symbols[id]
    case (.unknown, .unknown):
      if state.references.isPresent(.tasks), !state.references.isWhole(.tasks) { return text }
      if !state.references.isPresent(.projects), !state.references.isPresent(.tasks) {
        let origin = RowOrigin(file: source.file, line: source.csv.rowLines[row])
        _ = state.references.resolve(symbol, in: .projects, origin: origin)
        return text
      }
      let near =
        nearestName(to: text, among: taskIds(of: nil))
        ?? state.references.suggestion(for: symbol, in: .projects, symbols: state.symbols)
      error(
        .unknownReference, column,
        "no task and no project has the id or name '\(shown(text))'",
        expected: "an id or unique name of tasks.csv or projects.csv",
        suggestion: near.map { suggestion(of: $0) })
    default:
      error(
        .ambiguousReference, column, "several tasks or projects are called '\(shown(text))'",
        suggestion: "give tasks ids that no other task or project has")
    }
    return text
  }
}
