import PlanModel
import WorkCalendar

extension PlanWriter {
  static func addPortfolio(_ plan: Plan, to files: inout WrittenFiles) {
    TableWriter.add(
      "goals", plan.goals, to: &files,
      [
        .text("id", required: true, \.id), .text("name", \.name), .number("weight", \.weight),
        .text("owner", \.owner),
      ])
    TableWriter.add(
      "initiatives", plan.initiatives, to: &files,
      [
        .text("id", required: true, \.id), .text("name", \.name), .text("goal", \.goal),
        .text("owner", \.owner), .text("budget_owner", \.budgetOwner), .number("value", \.value),
        .share("sd", \.sd), .number("floor", \.floor), .number("cap", \.cap),
        .text("curve") { $0.curve.isEmpty ? nil : curve($0.curve) }, .word("mode", \.mode),
      ])
    TableWriter.add(
      "budgets", plan.budgets, to: &files,
      [
        .text("initiative", required: true, \.initiative),
        ColumnWriter("period", \.period) { $0.text($1.description) },
        .number("amount", required: true, \.amount), .word("kind", \.kind),
        .yes("carry_over", \.carryOver), .text("fund", \.fund),
      ])
    addProjects(plan.projects, to: &files)
    TableWriter.add(
      "logic", plan.logic, to: &files,
      [
        .text("project", required: true, \.project), .word("type", required: true, { $0.kind }),
        .text("other", required: true, \.other),
      ])
    TableWriter.add(
      "risk", plan.risk, to: &files,
      [
        .text("a", required: true, \.a), .text("b", required: true, \.b),
        .number("correlation", required: true, \.correlation),
      ])
    TableWriter.add(
      "kpis", plan.kpis, to: &files,
      [
        .text("id", required: true, \.id), .text("name", \.name), .text("goal", \.goal),
        .text("project", \.project), .text("unit", \.unit), .number("value", \.value),
        .text("formula", \.formula), .number("target", \.target), .word("better", \.better),
      ])
  }

  private static func addProjects(_ projects: [Project], to files: inout WrittenFiles) {
    TableWriter.add(
      "projects", projects, to: &files,
      [
        .text("id", required: true, \.id), .text("name", \.name),
        .text("initiative", \.initiative), .text("owner", \.owner), .text("manager", \.manager),
        .text("sponsor", \.sponsor), .word("status", default: .committed, \.status),
        .share("probability", default: 1, \.probability),
        .number("priority", \.priority), .yes("must_have", \.mustHave), .word("pin", \.pin),
        .day("earliest_start", \.earliestStart), .day("start", \.start), .day("finish", \.finish),
        .day("deadline", \.deadline), .day("must_finish", \.mustFinish), .number("value", \.value),
        .number("cost_of_delay", \.costOfDelay), .number("budget", \.budget), .text("gate", \.gate),
      ])
  }

  /// `0:0; 1000000:3000000`.
  private static func curve(_ points: [Initiative.CurvePoint]) -> String {
    points.map { point in
      var cells = CellWriter()
      cells.number(point.money)
      cells.raw(":")
      cells.number(point.value)
      return String(decoding: cells.bytes, as: UTF8.self)
    }.joined(separator: "; ")
  }
}
