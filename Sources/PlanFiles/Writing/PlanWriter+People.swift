import PlanModel
import WorkCalendar

extension PlanWriter {
  static func addPeople(_ plan: Plan, to files: inout WrittenFiles) {
    TableWriter.add(
      "people", plan.people, to: &files,
      [
        .text("id", required: true, \.id), .text("name", \.name), .text("team", \.team),
        .text("location", \.location), .text("role", \.role), .skills("skills", \.skills),
        .number("fte", default: 1, \.fte), .day("start", \.start), .day("end", \.end),
      ] + ColumnWriter.rates(\.cost) + [
        .share("run_work", \.runWork), .share("target_utilisation", \.targetUtilisation),
        .number("max_overtime_hours", \.maxOvertimeHours), .text("manager", \.manager),
      ])
    addAbsences(plan.absences, to: &files)
    TableWriter.add(
      "locations", plan.locations, to: &files,
      [
        .text("id", required: true, \.id), .number("hours_per_day", \.hoursPerDay),
        ColumnWriter("workdays", \.workdays) { $0.text($1.description) },
      ])
    TableWriter.add(
      "holidays", plan.holidays, to: &files,
      [
        .day("date", required: true, \.date), .text("name", \.name), .text("location", \.location),
        .number("hours", default: 0, \.hours),
      ])
    TableWriter.add(
      "teams", plan.teams, to: &files,
      [
        .text("id", required: true, \.id), .text("name", \.name), .text("parent", \.parent),
        .text("lead", \.lead), .share("run_work", \.runWork),
        .share("target_utilisation", \.targetUtilisation),
      ])
    addHires(plan.hires, to: &files)
    TableWriter.add(
      "pools", plan.pools, to: &files,
      [
        .text("id", required: true, \.id), .skills("skills", \.skills),
        .number("max_fte", required: true, \.maxFTE),
      ] + ColumnWriter.rates(\.cost) + [
        .number("lead_time_days") { $0.leadTimeDays.map(Double.init) },
        .number("min_weeks", \.minWeeks),
      ])
  }

  private static func addAbsences(_ absences: [Absence], to files: inout WrittenFiles) {
    TableWriter.add(
      "absences", absences, to: &files,
      [
        .text("person", required: true) { $0.person ?? "*" },
        .day("from", required: true, \.days.first), .day("to", required: true, \.days.last),
        .share("fraction", default: 1) { row in
          if case .fraction(let share) = row.amount { share } else { nil }
        },
        .number("days") { row in
          if case .days(let days) = row.amount { days } else { nil }
        },
        .text("kind", \.kind),
      ])
  }

  private static func addHires(_ hires: [Hire], to files: inout WrittenFiles) {
    TableWriter.add(
      "hires", hires, to: &files,
      [
        .text("id", required: true, \.id), .text("role", \.role), .skills("skills", \.skills),
        .number("count", default: 1) { Double($0.count) },
        .day("start", required: true, \.start), .day("start_latest", \.startLatest),
        .share("probability", default: 1, \.probability),
        .number("ramp_up_weeks", \.rampUpWeeks), .share("ramp_up_from", \.rampUpFrom),
        .text("location", \.location), .text("team", \.team),
      ] + ColumnWriter.rates(\.cost) + [.word("status", default: .planned, \.status)])
  }
}
