import PlanModel
import WorkCalendar

/// What a plan would lack or contradict with a pitch in it: ids, windows, the horizon.
struct PitchChecks {
  private let pitch: Pitch
  private let roles: [(node: YAMLNode, path: String)]
  private let node: YAMLNode
  private let file: String

  /// - Parameters:
  ///   - roles: the items of the file, one for each row of the pitch's demand.
  ///   - node: the file's content.
  init(_ pitch: Pitch, _ roles: [(node: YAMLNode, path: String)], _ node: YAMLNode, file: String) {
    (self.roles, self.node, self.file) = (roles, node, file)
    // The plan's files hold none of the rows: the line alone tells where one stands.
    var placed = pitch
    placed.project.origin = RowOrigin(file: -1, line: Int32(clamping: node.line))
    for (index, role) in zip(placed.demand.indices, roles) {
      placed.demand[index].origin = RowOrigin(file: -1, line: Int32(clamping: role.node.line))
    }
    self.pitch = placed
  }

  /// Each at the role or the key that it is about, else where the pitch begins.
  func errors(in plan: Plan, _ today: Day) -> [Diagnostic] {
    var changed = plan
    do throws(ChangeFault) {
      _ = try Change.add(pitch.rows).apply(to: &changed, today: today)
    } catch {
      let kind = DiagnosticKind(rawValue: error.kind.rawValue) ?? .changeImpossible
      return [
        Diagnostic(
          kind, file: file, line: node.line, column: node.column, field: error.field,
          value: error.value, error.message, expected: error.expected,
          suggestion: wayOut(of: error, in: plan))
      ]
    }
    return PlanChecks.errors(after: plan, changed, today: today).map(placed)
  }

  private func placed(_ error: Diagnostic) -> Diagnostic {
    var placed = error
    var place = node
    if error.file == nil, let line = error.line {
      if let role = roles.first(where: { $0.node.line == line }) {
        let entry = error.field.flatMap { role.node.entry($0) }
        place = entry?.value ?? role.node
        placed.field = error.field.map { "\(role.path).\($0)" } ?? role.path
      } else if let entry = error.field.flatMap({ node.entry($0) }) {
        place = entry.value
      }
    }
    (placed.file, placed.line, placed.column) = (file, place.line, place.column)
    return placed
  }

  /// What to do about an id that the plan has: a pitch that was applied is a project of the plan.
  private func wayOut(of error: ChangeFault, in plan: Plan) -> String {
    guard let project = plan.projects.first(where: { $0.id == error.value }) else {
      return "give it another id"
    }
    let index = Int(project.origin.file)
    let place =
      plan.files.indices.contains(index)
      ? " in \(plan.files[index]) on line \(project.origin.line)" : ""
    return """
      '\(project.id)' stands\(place): if that is this pitch, applied, 'headroom brief' tells of the project \
      and nothing is left to take in; else give the pitch another id
      """
  }
}
