public import PlanModel
import WorkCalendar

/// Writes a whole plan as the files of a folder.
///
///     for file in PlanWriter.files(for: plan) { print(file.name) }   // plan.yaml, people.csv, …
///
/// Only tables with rows, and only columns that some row uses, are written; of the tables that every
/// plan needs at least the header. Reading the files gives
/// a plan of the same fingerprint; wide rows stand in a file for each grain (`demand-month.csv`).
/// Edge cases: wide cells whose days are no named period become long rows with `from` and `to`.
/// Hours worked over days that are no named period become a row for each day.
///
/// Source: PLAN §1 to §3; RFC 4180 for the tables.
/// - Complexity: proportional to the bytes that are written.
public enum PlanWriter {
  /// plan.yaml first, then the tables.
  public static func files(for plan: Plan) -> [PlanFile] {
    var files = [PlanFile(name: "plan.yaml", bytes: Array(SettingsText.yaml(plan.settings).utf8))]
    files += tables(of: plan)
    if plan.people.isEmpty { files.append(PlanFile(name: "people.csv", text: "id\n")) }
    if plan.demand.isEmpty, plan.assignments.isEmpty {
      files.append(PlanFile(name: "demand.csv", text: "project,skill,from,to,fte\n"))
    }
    return files
  }

  /// The tables that have rows.
  ///
  /// - Parameter withDefaults: every column, and in each cell what holds by default as well.
  static func tables(of plan: Plan, withDefaults: Bool = false) -> [PlanFile] {
    var written = WrittenFiles(withDefaults: withDefaults)
    addPeople(plan, to: &written)
    addStaffing(plan, to: &written)
    addPortfolio(plan, to: &written)
    addWork(plan, to: &written)
    return written.files
  }
}
