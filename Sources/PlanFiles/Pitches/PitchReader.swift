public import PlanModel
public import WorkCalendar

/// A pitch that was read, and what somebody should look at.
public struct ReadPitch: Sendable {
  /// The pitch, its references resolved in the plan.
  public let pitch: Pitch
  /// In order of place.
  public let warnings: [Diagnostic]
}

/// Reads a pitch against a plan, and says all that is wrong with it at once.
///
///     let file = try PlanFolder.file("Scenarios/scaleup/pitches/radar.yaml")
///     let read = try PitchReader.read(file, of: plan, today: today)
public enum PitchReader {
  /// Reads a file.
  ///
  /// - Parameter today: the day on which the plan is true where it names none.
  /// - Throws: every error that was found, in order of place.
  public static func read(
    _ file: PlanFile, of plan: Plan, today: Day
  ) throws(PlanErrors) -> ReadPitch {
    var reading = PitchReading(file: file.name, plan: plan, today: today)
    let pitch = reading.read(file.bytes)
    guard let pitch, !reading.diagnostics.hasErrors else { throw reading.diagnostics.errors }
    return ReadPitch(pitch: pitch, warnings: reading.diagnostics.warnings)
  }

  /// Whether a file's content is a pitch, not the changes of a scenario.
  static func isPitch(_ node: YAMLNode) -> Bool { node.has("roles") && !node.has("changes") }

  /// Reads a file's content; nil where it has errors.
  static func read(
    _ node: YAMLNode, file: String, of plan: Plan, today: Day, _ diagnostics: inout DiagnosticList
  ) -> Pitch? {
    var reading = PitchReading(file: file, plan: plan, today: today)
    reading.diagnostics = diagnostics
    let pitch = reading.read(node)
    let isSound = reading.diagnostics.errorCount == diagnostics.errorCount
    diagnostics = reading.diagnostics
    return isSound ? pitch : nil
  }
}

/// A pitch while it is read.
private struct PitchReading {
  let file: String
  /// The plan, with what the pitch has named so far.
  var plan: Plan
  let today: Day
  var diagnostics = DiagnosticList()

  /// Columns of projects that the way of a pitch through the plan sets, not its file.
  private static let columnsOfThePlan: Set<String> = ["status", "must_have", "pin", "gate"]

  mutating func read(_ bytes: [UInt8]) -> Pitch? {
    do throws(Diagnostic) {
      guard let node = try YAMLNode.parse(bytes, file: file) else {
        missing("roles", line: 1, "the file is empty", "id, start, finish, roles")
        return nil
      }
      return read(node)
    } catch {
      diagnostics.error { error }
      return nil
    }
  }

  mutating func read(_ node: YAMLNode) -> Pitch? {
    var map = YAMLMap(node, at: "", file: file, &diagnostics)
    guard case .mapping(let entries) = node.content else { return nil }
    let columns = PlanReader.columns(of: .projects).filter { !Self.columnsOfThePlan.contains($0) }
    let cells = columns.compactMap { map.entry($0) }
    let project = self.project(cells, node)
    let before = plan
    let id = project?.id ?? "pitch"
    if !plan.projects.contains(where: { $0.id == id }) {
      plan.projects.append(project ?? Project(id: id))
    }
    var pitch = Pitch(project: project ?? Project(id: id), demand: [])
    pitch.file = file
    pitch.lines = Dictionary(entries.map { ($0.key, $0.line) }) { first, _ in first }
    pitch.goal = map.text("goal", &diagnostics)
    pitch.budgetOwner = map.text("budget_owner", &diagnostics)
    for item in items("deliverables", &map) {
      if let text = text(item) { pitch.deliverables.append(text) }
    }
    for (index, item) in items("milestones", &map).enumerated() {
      if let row = milestone(item.node, at: item.path, number: index + 1, of: id) {
        pitch.milestones.append(row)
      }
    }
    plan.tasks += pitch.milestones
    for (index, item) in items("kpis", &map).enumerated() {
      var cells = [("project", id)]
      if !item.node.has("id") { cells.append(("id", "\(id)-kpi-\(index + 1)")) }
      pitch.kpis += row(item, of: .kpis, adding: cells)?.kpis ?? []
    }
    for item in items("risks", &map) {
      if let risk = risk(item.node, at: item.path) { pitch.risks.append(risk) }
    }
    let roles = items("roles", &map)
    var names = ReadingState(of: plan)
    for item in roles {
      let rows = rowText(item, of: .demand, adding: [("project", id)])?.read(&names, &diagnostics)
      pitch.demand += rows?.demand ?? []
    }
    map.finish(&diagnostics)
    if roles.isEmpty, !diagnostics.hasErrors {
      missing(
        "roles", line: node.line, "the pitch asks for nobody",
        "a list, as - { skill: backend, fte: 1 }")
    }
    if !diagnostics.hasErrors {
      for error in PitchChecks(pitch, roles, node, file: file).errors(in: before, today) {
        diagnostics.error { error }
      }
    }
    return pitch
  }

  // MARK: Parts

  private mutating func project(_ cells: [YAMLNode.Entry], _ node: YAMLNode) -> Project? {
    guard cells.contains(where: { $0.key == "id" || $0.key == "name" }) else {
      missing("id", line: node.line, "the pitch has neither an id nor a name", "id: radar")
      return nil
    }
    let map = YAMLNode(.mapping(cells), line: node.line, column: node.column)
    return row((map, "pitch"), of: .projects, adding: [("status", "pitch")])?.projects.first
  }

  private mutating func row(
    _ item: (node: YAMLNode, path: String), of table: PlanTable, adding cells: [(String, String)]
  ) -> Plan? {
    rowText(item, of: table, adding: cells)?.read(plan, &diagnostics)
  }

  private func rowText(
    _ item: (node: YAMLNode, path: String), of table: PlanTable, adding cells: [(String, String)]
  ) -> RowText? {
    guard var text = RowText(item.node, of: table, at: item.path, file: file) else { return nil }
    // A row without cells of its own is an error that the reader tells.
    if case .mapping(let entries) = item.node.content, !entries.isEmpty {
      for (name, value) in cells { text.add(name, value) }
    }
    return text
  }

  private mutating func milestone(
    _ node: YAMLNode, at path: String, number: Int, of project: String
  ) -> ProjectTask? {
    var map = YAMLMap(node, at: path, file: file, &diagnostics)
    let name = required("name", &map, node)
    let date = map.value("date", .notADate, "a date, as 2027-03-01", &diagnostics) { Day($0) }
    if map.entry("date") == nil {
      missing("\(path).date", line: node.line, "the milestone has no date", "date: 2027-03-01")
    }
    map.finish(&diagnostics)
    guard let name, let date else { return nil }
    var row = ProjectTask(id: "\(project)-milestone-\(number)", project: project)
    (row.name, row.kind, row.start, row.finish) = (name, .milestone, date, date)
    return row
  }

  private mutating func risk(_ node: YAMLNode, at path: String) -> Pitch.Risk? {
    var map = YAMLMap(node, at: path, file: file, &diagnostics)
    let name = required("name", &map, node)
    let response = map.text("response", &diagnostics)
    let owner = map.text("owner", &diagnostics)
    map.finish(&diagnostics)
    return name.map { name in
      var risk = Pitch.Risk(name: name)
      (risk.response, risk.owner) = (response, owner)
      return risk
    }
  }

  // MARK: Forms

  /// The items of a list with their paths; an error where the value is no list.
  private mutating func items(
    _ key: String, _ map: inout YAMLMap
  ) -> [(node: YAMLNode, path: String)] {
    guard let entry = map.entry(key) else { return [] }
    guard case .sequence(let nodes) = entry.value.content else {
      map.error(
        .wrongType, entry, "'\(key)' is \(entry.value.form), not a list",
        expected: "a line with - for each", &diagnostics)
      return []
    }
    return nodes.enumerated().map { ($1, "\(key)[\($0)]") }
  }

  private mutating func text(_ item: (node: YAMLNode, path: String)) -> String? {
    if let text = item.node.scalar, !item.node.isNull { return text }
    diagnostics.error {
      Diagnostic(
        .wrongType, file: file, line: item.node.line, column: item.node.column, field: item.path,
        "the item is \(item.node.isNull ? "nothing" : item.node.form), not text", expected: "text")
    }
    return nil
  }

  private mutating func required(
    _ key: String, _ map: inout YAMLMap, _ node: YAMLNode
  ) -> String? {
    if map.entry(key) == nil {
      missing("\(map.path).\(key)", line: node.line, "'\(key)' is missing", "\(key): …")
    }
    return map.text(key, &diagnostics)
  }

  private mutating func missing(
    _ field: String, line: Int, _ message: String, _ expected: String
  ) {
    diagnostics.error {
      Diagnostic(.missingKey, file: file, line: line, field: field, message, expected: expected)
    }
  }
}
