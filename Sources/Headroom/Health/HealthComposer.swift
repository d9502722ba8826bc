import PlanCompiler
import PlanModel
import WorkCalendar

/// Puts the findings of ``ProjectHealth`` together.
struct HealthComposer: Sendable {
  private let request: Health.Request
  private let compiled: CompiledPlan
  private let results: RuleResults
  private let gates: GateCriteria
  private let formulas: [String: RuleExpression]

  init(_ request: Health.Request, _ compiled: CompiledPlan) async throws(RequestError) {
    self.request = request
    self.compiled = compiled
    gates = try GateCriteria(compiled.plan)
    var asked = gates.book.asked
    asked[.project, default: []].insert("spent")
    var formulas: [String: RuleExpression] = [:]
    for kpi in compiled.plan.kpis {
      guard let text = kpi.formula else { continue }
      do throws(RuleFault) {
        let formula = try RuleExpression(formula: text, for: kpi.subject)
        asked[kpi.subject, default: []].formUnion(formula.fields)
        formulas[kpi.id] = formula
      } catch {
        throw RuleBook.unreadable(kpi.id, error.message, field: "kpis.formula")
      }
    }
    self.formulas = formulas
    results = try await RuleResults(compiled, today: request.today, asked: asked)
  }

  private var plan: Plan { compiled.plan }

  func answer() -> Health.Answer {
    let cases = RuleCases(results: results)
    let asked = cases.cases(of: .project)
    let gateRows = gates.rows(plan.projects.filter(\.status.isConfirmed), asked)
    var unmet: [String: [String]] = [:]
    for project in gateRows.flatMap(\.projects) { unmet[project.project] = project.unmet }
    let health = ProjectHealth(
      plan: compiled, results: results, unmet: unmet, asOf: plan.settings.asOf ?? request.today)
    let projects = compiled.demand.projects.filter(\.status.isConfirmed).map { health.row($0) }
    let initiatives = InitiativeHealth(
      plan: compiled, results: results,
      cases: Dictionary(
        cases.cases(of: .initiative).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }),
      projects: projects
    ).rows
    return Health.Answer(
      plan: PlanIdentity(request.plan, today: request.today),
      summary: sentence(projects), projects: projects.sorted { Self.isWorse($0, $1) },
      initiatives: initiatives.sorted { ($1.level, $0.initiative) < ($0.level, $1.initiative) },
      gates: gateRows, milestones: health.milestones,
      kpis: plan.kpis.map { kpi($0, cases) })
  }

  private static func isWorse(_ left: Health.ProjectRow, _ right: Health.ProjectRow) -> Bool {
    (right.level, left.project) < (left.level, right.project)
  }

  /// A KPI with its value.
  private func kpi(_ kpi: KPI, _ cases: RuleCases) -> Health.KPIRow {
    var value = kpi.value
    if let formula = formulas[kpi.id] {
      let id = kpi.project ?? kpi.goal
      let subject = cases.cases(of: kpi.subject).first { id == nil || $0.id == id }
      value = (try? subject?.number(of: formula)) ?? nil
    }
    var state = Health.KPIRow.State.unknown
    if let value, let target = kpi.target, let better = kpi.better {
      state = (better == .up ? value >= target : value <= target) ? .met : .missed
    }
    let projectOwner = kpi.project.flatMap { id in plan.projects.first { $0.id == id }?.owner }
    let goalOwner = kpi.goal.flatMap { id in plan.goals.first { $0.id == id }?.owner }
    return Health.KPIRow(
      kpi: kpi.id, name: kpi.name, goal: kpi.goal, project: kpi.project, unit: kpi.unit,
      formula: kpi.formula, value: value, target: kpi.target, state: state,
      owner: projectOwner ?? goalOwner)
  }

  private func sentence(_ projects: [Health.ProjectRow]) -> String {
    guard !projects.isEmpty else { return "No project is committed or active." }
    let off = projects.filter { $0.level == .offTrack }
    let risky = projects.count { $0.level == .atRisk }
    guard let worst = off.first ?? projects.first(where: { $0.level == .atRisk }) else {
      return projects.count == 1
        ? "The only project is on track." : "All \(projects.count) projects are on track."
    }
    let reason = worst.reasons.first.map { "; \(worst.project): \($0.text)" } ?? ""
    return """
      \(off.count) of \(counted(projects.count, "project", "projects")) \
      \(off.count == 1 ? "is" : "are") off track, \(risky) at \
      risk, \(projects.count - off.count - risky) on track\(reason).
      """
  }
}
