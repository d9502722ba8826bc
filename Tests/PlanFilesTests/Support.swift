import PlanFiles
import PlanModel

/// A plan in a few lines: each file's name with its text.
func files(_ texts: [String: String]) -> [PlanFile] {
  texts.map { PlanFile(name: $0.key, text: $0.value) }
}

/// The smallest plan, with some of its files replaced or added.
func smallPlan(_ texts: [String: String] = [:]) -> [PlanFile] {
  files(
    [
      "people.csv": "id,role\np1,dev\np2,ux\n",
      "demand.csv": "project,skill,from,to,fte\natlas,dev,2027-01-04,2027-03-31,1\n",
    ].merging(texts) { $1 })
}

/// The plan of those files.
func plan(_ texts: [String: String]) throws -> Plan {
  try PlanReader.read(files: smallPlan(texts)).plan
}

/// The errors of those files; none where they are a plan.
func errors(_ texts: [String: String]) -> [Diagnostic] {
  errors(smallPlan(texts))
}

/// The errors of those files; none where they are a plan.
func errors(_ files: [PlanFile]) -> [Diagnostic] {
  do {
    _ = try PlanReader.read(files: files)
    return []
  } catch {
    return error.diagnostics
  }
}

/// Each error as `file:line:column id`.
func places(_ texts: [String: String]) -> [String] { errors(texts).map(place) }

/// An error as `file:line:column id`.
func place(_ error: Diagnostic) -> String {
  let line = error.line.map { ":\($0)" } ?? ""
  let column = error.column.map { ":\($0)" } ?? ""
  return "\(error.file ?? "plan")\(line)\(column) \(error.id)"
}
