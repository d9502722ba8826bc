import PlanModel
import WorkCalendar

/// The tables about goals, money and projects.
enum PortfolioSchemas {
  static let goals = TableSchema<Goal, Goal>(
    .goals, blank: { Goal(id: "", origin: $0) },
    columns: [
      Column.id { $0.id = $1 }.required,
      .text("name") { $0.name = $1 },
      .number("weight", .amount) { $0.weight = $1 },
      .text("owner") { $0.owner = $1 },
    ])

  static let initiatives = TableSchema<Initiative, Initiative>(
    .initiatives, blank: { Initiative(id: "", origin: $0) },
    columns: [
      Column.id { $0.id = $1 }.required,
      .text("name") { $0.name = $1 },
      .reference("goal", to: .goals) { $0.goal = $1 },
      .text("owner") { $0.owner = $1 },
      .text("budget_owner") { $0.budgetOwner = $1 },
      .number("value", .money) { $0.value = $1 },
      .number("sd", .wideShare) { $0.sd = $1 },
      .number("floor", .money) { $0.floor = $1 },
      .number("cap", .money) { $0.cap = $1 },
      Column(name: "curve", cell: .curve { $0.curve = $1 }),
      .choice("mode", Governance.Mode.self) { $0.mode = $1 },
    ]
  ) { row, reader in
    if let floor = row.floor, let cap = row.cap, floor > cap {
      reader.error(
        .floorAboveCap, "floor", "the floor lies above the cap", expected: "a floor up to the cap")
    }
  }

  /// The cells of a budget row; a wide one holds several amounts.
  struct BudgetDraft: Sendable {
    var row: Budget
    var amount: Double?
    var isWide = false
    var cells: [(Period, Double)] = []
  }

  static let budgets = TableSchema<BudgetDraft, Budget>(
    .budgets,
    wide: WideCells(
      unit: { _ in nil }, isMoney: true,
      add: { draft, period, _, amount, _ in draft.cells.append((period, amount)) }),
    blank: {
      BudgetDraft(row: Budget(initiative: "", period: nil, amount: 0, origin: $0))
    },
    columns: [
      Column.reference("initiative", to: .initiatives) { $0.row.initiative = $1 }.required,
      Column(name: "period", cell: .period { $0.row.period = $1 }).narrow,
      Column.number("amount", .money) { $0.amount = $1 }.narrow.required,
      .choice("kind", Budget.Kind.self) { $0.row.kind = $1 },
      .flag("carry_over") { $0.row.carryOver = $1 },
      .text("fund") { $0.row.fund = $1 },
    ]
  ) { draft, reader, rows in
    if let amount = draft.amount {
      draft.row.amount = amount
      rows.append(draft.row)
    }
    for (period, amount) in draft.cells {
      draft.row.period = period
      draft.row.amount = amount
      rows.append(draft.row)
    }
  }

  static let projects = TableSchema<Project, Project>(
    .projects, blank: { Project(id: "", origin: $0) },
    columns: [
      Column.id { $0.id = $1 }.required,
      .text("name") { $0.name = $1 },
      .reference("initiative", to: .initiatives) { $0.initiative = $1 },
      .text("owner") { $0.owner = $1 },
      .text("manager") { $0.manager = $1 },
      .text("sponsor") { $0.sponsor = $1 },
      .choice("status", Project.Status.self) { $0.status = $1 },
      .number("probability", .share) { $0.probability = $1 },
      .number("priority", .amount) { $0.priority = $1 },
      .flag("must_have") { $0.mustHave = $1 },
      .choice("pin", Project.Pin.self) { $0.pin = $1 },
      .day("earliest_start", .first) { $0.earliestStart = $1 },
      .day("start", .first) { $0.start = $1 },
      .day("finish", .last) { $0.finish = $1 },
      .day("deadline", .last) { $0.deadline = $1 },
      .day("must_finish", .last) { $0.mustFinish = $1 },
      .number("value", .money) { $0.value = $1 },
      .number("cost_of_delay", .money) { $0.costOfDelay = $1 },
      .number("budget", .money) { $0.budget = $1 },
      .text("gate") { $0.gate = $1 },
    ]
  ) { row, reader in reader.checkOrder(row.start, row.finish, "finish", "start") }

  static let logic = TableSchema<ProjectLogic, ProjectLogic>(
    .logic, blank: { ProjectLogic(project: "", kind: .requires, other: "", origin: $0) },
    columns: [
      Column.reference("project", to: .projects) { $0.project = $1 }.required,
      Column.choice("type", ProjectLogic.Kind.self) { $0.kind = $1 }.required,
      Column.reference("other", to: .projects) { $0.other = $1 }.required,
    ]
  ) { row, reader in
    if row.project == row.other {
      reader.error(
        .selfReference, "other", "the row ties the project '\(row.project)' to itself",
        suggestion: "name another project, or remove the row")
    }
  }

  static let risk = TableSchema<RiskCorrelation, RiskCorrelation>(
    .risk, blank: { RiskCorrelation(a: "", b: "", correlation: 0, origin: $0) },
    columns: [
      Column.reference("a", to: .initiatives) { $0.a = $1 }.required,
      Column.reference("b", to: .initiatives) { $0.b = $1 }.required,
      Column.number("correlation", .correlation) { $0.correlation = $1 }.required,
    ]
  ) { row, reader in
    if row.a == row.b {
      reader.error(
        .selfReference, "b", "the row ties the initiative '\(row.a)' to itself",
        suggestion: "name another initiative, or remove the row")
    }
  }

  static let kpis = TableSchema<KPI, KPI>(
    .kpis, blank: { KPI(id: "", origin: $0) },
    columns: [
      Column.id { $0.id = $1 }.required,
      .text("name") { $0.name = $1 },
      .reference("goal", to: .goals) { $0.goal = $1 },
      .reference("project", to: .projects) { $0.project = $1 },
      .text("unit") { $0.unit = $1 },
      .number("value", .signed) { $0.value = $1 },
      .text("formula") { $0.formula = $1 },
      .number("target", .signed) { $0.target = $1 },
      .choice("better", KPI.Better.self) { $0.better = $1 },
    ]
  ) { row, reader in
    if row.value != nil, row.formula != nil {
      reader.error(
        .valueAndFormula, "formula", "the KPI has both a value and a formula",
        suggestion: "keep one of them")
    } else if let formula = row.formula {
      reader.check(formula, of: row.subject)
    }
  }
}

extension RowReader {
  /// Reports what is wrong with a formula.
  fileprivate mutating func check(_ formula: String, of subject: RuleSubject) {
    do throws(RuleFault) {
      _ = try RuleExpression(formula: formula, for: subject)
    } catch {
      self.error(
        DiagnosticKind(error.kind), "formula",
        "\(error.message), at character \(error.offset + 1) of the formula",
        expected: error.expected, suggestion: error.suggestion)
    }
  }
}
