import PlanModel
import WorkCalendar

extension PlanWriter {
  static func addWork(_ plan: Plan, to files: inout WrittenFiles) {
    TableWriter.add(
      "tasks", plan.tasks, to: &files,
      [
        .text("id", required: true, \.id), .text("project", required: true, \.project),
        .text("name", \.name), .word("kind", default: .task, \.kind), .day("start", \.start),
        .day("finish", \.finish), .number("duration_days", \.durationDays),
        .day("not_before", \.notBefore), .day("not_after", \.notAfter),
        .share("percent_complete", \.percentComplete),
      ])
    TableWriter.add(
      "dependencies", plan.dependencies, to: &files,
      [
        .text("predecessor", required: true, \.predecessor),
        .text("successor", required: true, \.successor), .word("type", default: .fs, \.kind),
        .number("lag_days", default: 0, \.lagDays),
      ])
    addDemand(plan, to: &files)
    addAssignments(plan, to: &files)
    addActuals(plan, to: &files)
    TableWriter.add(
      "estimates", plan.estimates, to: &files,
      [
        .text("task", \.task), .text("project", \.project), .text("type", \.type),
        .text("team", \.team), .number("estimate_hours", required: true, \.estimateHours),
        .number("actual_hours", \.actualHours), .day("finished", \.finished),
      ])
  }

  private static func addDemand(_ plan: Plan, to files: inout WrittenFiles) {
    let split = WideSplit(
      plan.demand, in: plan.settings.fiscalYear, hoursPerDay: plan.settings.hoursPerDay)
    TableWriter.add(
      "demand", split.long, to: &files,
      demandColumns + [
        .day("from", \.from), .day("to", \.to),
        .number("fte") { if case .fte(let amount) = $0.amount { amount } else { nil } },
        .number("effort_days") {
          if case .effortDays(let amount) = $0.amount { amount } else { nil }
        },
        .number("effort_hours") {
          if case .effortHours(let amount) = $0.amount { amount } else { nil }
        },
      ] + demandOptions)
    for part in split.wide {
      TableWriter.add(
        "demand-\(part.grain.rawValue)", part.rows, to: &files,
        demandColumns + demandOptions + part.columns)
    }
  }

  private static var demandColumns: [ColumnWriter<Demand>] {
    [
      .text("project", required: true, \.project), .text("task", \.task),
      .text("skill") { if case .skill(let skill, _) = $0.need { skill } else { nil } },
      .number("level", default: 1) {
        if case .skill(_, let level) = $0.need { Double(level) } else { nil }
      },
      .text("person") { if case .person(let person) = $0.need { person } else { nil } },
      .text("team", \.team),
    ]
  }

  private static var demandOptions: [ColumnWriter<Demand>] {
    [
      .number("effort_low", \.effortLow), .number("effort_high", \.effortHigh),
      .word("profile", default: .even, \.profile), .yes("flexible", \.flexible),
      .number("min_fte", \.minFTE), .number("max_fte", \.maxFTE),
    ]
  }

  private static func addAssignments(_ plan: Plan, to files: inout WrittenFiles) {
    let split = WideSplit(
      plan.assignments, in: plan.settings.fiscalYear, hoursPerDay: plan.settings.hoursPerDay)
    TableWriter.add(
      "assignments", split.long, to: &files,
      bookingColumns + [
        .day("from", \.from), .day("to", \.to),
        .number("fte") { if case .fte(let amount) = $0.amount { amount } else { nil } },
        ColumnWriter(
          "percent", { if case .percent(let share) = $0.amount { share } else { nil } },
          { (cells: inout CellWriter, share: Double) in cells.percent(share) }),
        .number("hours_per_week") {
          if case .hoursPerWeek(let amount) = $0.amount { amount } else { nil }
        },
        .number("hours") { if case .hours(let amount) = $0.amount { amount } else { nil } },
        .word("booking", default: .hard, \.firmness),
      ])
    for part in split.wide {
      TableWriter.add(
        "assignments-\(part.grain.rawValue)", part.rows, to: &files,
        bookingColumns + [.word("booking", default: .hard, \.firmness)] + part.columns)
    }
  }

  private static var bookingColumns: [ColumnWriter<Booking>] {
    [
      .text("person", required: true) {
        if case .person(let person) = $0.holder { person } else { nil }
      },
      .text("project", required: true, \.project), .text("task", \.task), .text("skill", \.skill),
    ]
  }

  private static func addActuals(_ plan: Plan, to files: inout WrittenFiles) {
    let year = plan.settings.fiscalYear
    let rows = plan.actuals.flatMap { row -> [Actual] in
      guard row.days.count > 1, Period.named(row.days, in: year) == nil else { return [row] }
      return row.days.days.map { day in
        var part = row
        part.days = DayRange(day)
        part.hours = row.hours / Double(row.days.count)
        return part
      }
    }
    TableWriter.add(
      "actuals", rows, to: &files,
      [
        .text("person", \.person), .text("role", \.role), .text("team", \.team),
        .text("project", required: true, \.project), .text("task", \.task),
        .day("date") { $0.days.count == 1 ? $0.days.first : nil },
        .text("period") { Period.named($0.days, in: year)?.description },
        .number("hours", required: true, \.hours),
      ])
  }
}
