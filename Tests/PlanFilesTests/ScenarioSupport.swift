import Foundation
import PlanModel
import TestSupport
import Testing
import WorkCalendar

@testable import PlanFiles

/// A plan with a row in most tables, to which scenarios are applied.
func scenarioPlan() throws -> Plan {
  let texts = [
    "plan.yaml": """
    headroom: 1
    as_of: 2027-01-01
    run_work: 0.1
    hiring: { time_to_fill_days: 45, notice_days: 60 }
    fiscal_year: { starts: july, named_by: end }

    """,
    "people.csv": """
    id,name,team,role,skills,start
    p1,Ann Berg,core,dev,backend:4,
    p2,Bo Dahl,web,dev,ux:2,2026-05-01

    """,
    "teams.csv": "id,name,parent\ncore,Core services,\nweb,Web,core\n",
    "locations.csv": "id\noslo\n",
    "initiatives.csv": "id,name\ngrow,Grow\n",
    "budgets.csv": "initiative,period,amount\ngrow,2027-Q3,1M\n",
    "projects.csv": """
    id,name,initiative,status,priority,start,finish
    atlas,The Atlas,grow,active,1,2027-01-04,2027-03-31
    crm,CRM,grow,tentative,2,2027-02-01,2027-06-30
    crm.v2,CRM again,grow,pitch,3,2027-02-01,2027-06-30

    """,
    "tasks.csv": "id,project,start,finish\nbuild,atlas,2027-01-04,2027-02-28\n",
    "pools.csv": "id,skills,max_fte,cost_per_hour\nnorth,backend:3,2,90\n",
    "demand.csv": """
    project,skill,level,from,to,fte
    atlas,backend,3,,,1
    crm,ux,2,,,0.5
    crm,backend,3,,,1.5

    """,
  ]
  return try PlanReader.read(files: texts.map { PlanFile(name: $0.key, text: $0.value) }).plan
}

/// Scenario files of these texts, by name without suffix.
func library(_ texts: [String: String]) -> ScenarioLibrary {
  ScenarioLibrary(files: texts.map { PlanFile(name: $0.key + ".yaml", text: $0.value) })
}

/// Reads scenarios against ``scenarioPlan()``.
func readScenarios(
  _ arguments: [String], inline: [String] = [], _ texts: [String: String] = [:]
) throws -> [ReadScenario] {
  try ScenarioReader.read(
    arguments, inline: inline, in: library(texts), of: try scenarioPlan(),
    today: try day("2027-01-01"))
}

/// The errors of scenarios; none where they are right.
func scenarioErrors(
  _ arguments: [String], inline: [String] = [], _ texts: [String: String] = [:]
) throws -> [Diagnostic] {
  do {
    _ = try readScenarios(arguments, inline: inline, texts)
    return []
  } catch let error as PlanErrors {
    return error.diagnostics
  }
}

/// The plan after changes that a file lists.
func planAfter(_ changes: String) throws -> Plan {
  try readScenarios(["x"], ["x": "changes:\n" + changes])[0].plan
}

/// The errors of changes that a file lists.
func changeErrors(_ changes: String) throws -> [Diagnostic] {
  try scenarioErrors(["x"], ["x": "changes:\n" + changes])
}
