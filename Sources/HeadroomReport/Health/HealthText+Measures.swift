internal import Headroom
internal import Terminal
internal import WorkCalendar

extension HealthText {
  mutating func writeGates() {
    guard !answer.gates.isEmpty else { return }
    page.heading("Stage gates")
    for gate in answer.gates {
      page.add("\(gate.gate):".printable, indent: "- ", hanging: "  ")
      if gate.criteria.isEmpty {
        page.add(
          "no criteria; a rule of plan.yaml with `where: gate = '\(gate.gate)'` sets one".printable,
          indent: "    ", hanging: "      ")
      }
      for criterion in gate.criteria {
        page.add(
          "\(criterion.rule): \(criterion.requirement)".printable, indent: "    ",
          hanging: "      ")
      }
      for project in gate.projects.prefix(Self.rowLimit) where !gate.criteria.isEmpty {
        let outcome =
          project.passes ? "passes" : "does not meet \(project.unmet.joined(separator: ", "))"
        page.add("\(project.project) \(outcome)".printable, indent: "    ", hanging: "      ")
      }
      writeRest(gate.projects.count)
    }
  }

  mutating func writeMilestones() {
    let open = answer.milestones.filter { $0.state != .reached }
    guard !open.isEmpty else { return }
    page.heading("Milestones not yet reached")
    var table = TextTable([
      .init("day"), .init("milestone", limit: 24), .init("project", limit: 20), .init("state"),
    ])
    for row in open.prefix(Self.rowLimit) {
      let style: Style? = row.state == .missed ? .red : row.state == .endangered ? .amber : nil
      table.add([
        .init(row.day?.description ?? "no day"), .init(row.milestone), .init(row.project),
        .init(row.state.rawValue, style: style),
      ])
    }
    page.add(table)
    writeRest(open.count)
  }

  mutating func writeKPIs() {
    guard !answer.kpis.isEmpty else { return }
    page.heading("KPIs")
    var table = TextTable([
      .init("KPI", limit: 20), .init("value", .right), .init("target", .right), .init("state"),
      .init("of", limit: 16), .init("formula", limit: 24),
    ])
    for row in answer.kpis.prefix(2 * Self.rowLimit) {
      table.add([
        .init(row.kpi), .init(row.value.map(Self.short) ?? "none"),
        .init(row.target.map(Self.short) ?? "none"),
        .init(row.state.rawValue, style: row.state == .missed ? .red : nil),
        .init(row.project ?? row.goal ?? "the plan"), .init(row.formula ?? ""),
      ])
    }
    page.add(table)
  }

  /// A measure as people read it: three decimals below 100 where it is not whole.
  private static func short(_ value: Double) -> String {
    let isWhole = value.rounded() == value || abs(value) >= 100
    return Numbers.fixed(value, decimals: isWhole ? 0 : 3)
  }
}
