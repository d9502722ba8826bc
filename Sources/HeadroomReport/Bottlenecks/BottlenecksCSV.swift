public import Headroom
internal import WorkCalendar

/// The answer of `bottlenecks` as a table: a row for each binding set of each period and basis.
public struct BottlenecksCSV {
  private let answer: Bottlenecks.Answer

  /// A table of `answer`.
  public init(_ answer: Bottlenecks.Answer) { self.answer = answer }

  /// Header and rows.
  public var text: String {
    var csv = CSVText([
      "basis", "period", "skills", "kind", "missing_hours", "structural_hours", "missing_fte",
      "peak_fte", "hires_needed", "worst_week", "first_day", "decide_by", "decide_by_passed",
      "holders", "demand_hours", "supply_hours", "core", "projects", "hire_skill", "value_per_fte",
    ])
    for set in answer.bottlenecks {
      let projects = set.projects.map { "\($0.project) \(Numbers.exact($0.demandHours))" }
      csv.add([
        set.basis.rawValue, set.period.description, set.skills.joined(separator: " + "),
        set.kind.rawValue, Numbers.exact(set.missingHours), Numbers.exact(set.structuralHours),
        set.missingFTE.map(Numbers.exact) ?? "", set.peakFTE.map(Numbers.exact) ?? "",
        set.hiresNeeded.map(Numbers.exact) ?? "", set.worstWeek.description,
        set.firstDay.description, set.decideBy?.description ?? "",
        set.decideByPassed.map { $0 ? "yes" : "no" } ?? "", String(set.holders),
        Numbers.exact(set.demandHours), Numbers.exact(set.supplyHours),
        set.core.map(\.skill).joined(separator: " + "), projects.joined(separator: "; "),
        set.hireSkill ?? "", set.valuePerFTE.map(Numbers.exact) ?? "",
      ])
    }
    return csv.text
  }
}
