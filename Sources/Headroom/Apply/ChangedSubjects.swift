import PlanModel

/// What a row of a plan is about, for the mode in which it is held.
enum GovernedSubject: Hashable, Comparable, CustomStringConvertible, Sendable {
  /// No project and no initiative.
  case plan
  case initiative(String)
  case project(String)

  var description: String {
    switch self {
    case .plan: "the plan"
    case .initiative(let id): "initiative \(id)"
    case .project(let id): "project \(id)"
    }
  }
}

extension HeldSubjects {
  func mode(_ subject: GovernedSubject) -> Governance.Mode {
    switch subject {
    case .plan: mode
    case .initiative(let id): mode(ofInitiative: id)
    case .project(let id): mode(ofProject: id)
    }
  }
}

extension Plan {
  /// Every row with what it is about, those of projects first, then those of initiatives; the settings are
  /// no row.
  func governedRows() -> [(subject: GovernedSubject, row: any PlanRow)] {
    var rows: [(GovernedSubject, any PlanRow)] = []
    rows += projects.map { (.project($0.id), $0) }
    rows += logic.map { (.project($0.project), $0) }
    rows += tasks.map { (.project($0.project), $0) }
    let projectOfTask = Dictionary(
      tasks.map { ($0.id, $0.project) }, uniquingKeysWith: { first, _ in first })
    rows += dependencies.map { (.project(projectOfTask[$0.successor] ?? $0.successor), $0) }
    rows += demand.map { (.project($0.project), $0) }
    rows += assignments.map { (.project($0.project), $0) }
    rows += kpis.map { ($0.project.map(GovernedSubject.project) ?? .plan, $0) }
    rows += actuals.map { (.project($0.project), $0) }
    rows += estimates.map { row in
      let project = row.project ?? row.task.flatMap { projectOfTask[$0] }
      return (project.map(GovernedSubject.project) ?? .plan, row)
    }
    rows += initiatives.map { (.initiative($0.id), $0) }
    rows += budgets.map { (.initiative($0.initiative), $0) }
    rows += risk.map { (.initiative($0.a), $0) }
    let others: [[any PlanRow]] = [
      people, absences, locations, holidays, teams, hires, pools, contracts, trainings, moves,
      attritions, goals,
    ]
    rows += others.joined().map { (.plan, $0) }
    return rows
  }
}

/// What the rows of a plan's files are about.
struct GovernedPlaces {
  private let files: [String]
  private var subjects: [RowOrigin: GovernedSubject] = [:]

  init(_ plan: Plan) {
    files = plan.files
    for (subject, row) in plan.governedRows() where row.origin.line > 0 {
      // A row that only others name has the place of the first of them, which comes before it.
      if subjects[row.origin] == nil { subjects[row.origin] = subject }
    }
  }

  /// What a difference is about; the plan where it is about no row that was there before.
  func subject(of difference: PlanDifference) -> GovernedSubject {
    guard let line = difference.line, let file = files.firstIndex(of: difference.file) else {
      return .plan
    }
    let origin = RowOrigin(
      file: Int32(truncatingIfNeeded: file), line: Int32(truncatingIfNeeded: line))
    return subjects[origin] ?? .plan
  }
}

/// What a change of a plan touches.
struct ChangedSubjects {
  /// By kind and name.
  let all: [GovernedSubject]
  /// Projects with a pin, of which something but the pin changes; by id.
  let pinned: [String]

  init(_ before: Plan, _ after: Plan) {
    func counts(_ plan: Plan) -> [Content: Int] {
      Dictionary(
        plan.governedRows().map { (Content(subject: $0.subject, hash: $0.row.content), 1) },
        uniquingKeysWith: +)
    }
    let (old, new) = (counts(before), counts(after))
    var touched = Set(
      Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }.map(\.subject))
    var settings = (Plan(), Plan())
    (settings.0.settings, settings.1.settings) = (before.settings, after.settings)
    if settings.0.fingerprint != settings.1.fingerprint { touched.insert(.plan) }
    all = touched.sorted()

    let pins = Set(before.projects.filter { $0.pin != nil }.map(\.id))
    // The pin itself may be taken off or put on.
    func unpinned(_ plan: Plan) -> Plan {
      var plan = plan
      for index in plan.projects.indices { plan.projects[index].pin = nil }
      return plan
    }
    guard touched.contains(where: { pins.contains($0) }) else {
      pinned = []
      return
    }
    let rest = ChangedSubjects(unpinned(before), unpinned(after))
    pinned = pins.filter { rest.all.contains(.project($0)) }.sorted()
  }

  /// What a row says, and what it is about.
  private struct Content: Hashable {
    var subject: GovernedSubject
    var hash: ContentHash
  }
}

extension Set<String> {
  fileprivate func contains(_ subject: GovernedSubject) -> Bool {
    if case .project(let id) = subject { contains(id) } else { false }
  }
}
