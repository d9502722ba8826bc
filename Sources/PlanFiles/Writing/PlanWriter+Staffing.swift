import PlanModel
import WorkCalendar

extension PlanWriter {
  static func addStaffing(_ plan: Plan, to files: inout WrittenFiles) {
    TableWriter.add(
      "contracts", plan.contracts, to: &files,
      [
        .text("id", required: true, \.id), .text("pool", \.pool), .skills("skills", \.skills),
        .number("fte", required: true, \.fte), .day("from", required: true, \.days.first),
        .day("to", required: true, \.days.last),
      ] + ColumnWriter.rates(\.cost))
    TableWriter.add(
      "training", plan.trainings, to: &files,
      [
        .text("person", required: true, \.person), .text("skill", required: true, \.skill.skill),
        .number("level", default: Double(SkillLevel.defaultLevel)) { Double($0.skill.level) },
        .day("ready", required: true, \.ready), .number("days", default: 0, \.days),
      ])
    TableWriter.add(
      "moves", plan.moves, to: &files,
      [
        .text("person", required: true, \.person), .text("team", required: true, \.team),
        .day("on", required: true, \.on),
      ])
    TableWriter.add(
      "attrition", plan.attritions, to: &files,
      [
        .share("rate", required: true, \.rate), .text("skill", \.skill), .text("team", \.team),
        .day("since", \.since),
      ])
  }
}
