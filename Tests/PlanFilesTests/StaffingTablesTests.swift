import PlanModel
import TestSupport
import Testing

@testable import PlanFiles

@Suite("Tables of people who change")
struct StaffingTablesTests {
  /// Two people of a team, and the tables that are given.
  private func files(_ tables: [String: String]) -> [PlanFile] {
    let plan = [
      "plan.yaml": "as_of: 2027-01-04\n",
      "people.csv": "id,team,skills\nann,core,ux:4\nbob,core,sql\n",
      "teams.csv": "id,name\ncore,Core\nweb,Web\n",
      "demand.csv": "project,skill,from,to,fte\natlas,ux,2027-03-01,2027-05-31,1\n",
      "pools.csv": "id,skills,max_fte,cost_per_day\nnorth,ux:3,2,800\n",
    ]
    return plan.merging(tables) { $1 }.map { PlanFile(name: $0.key, text: $0.value) }
  }

  @Test("each row is what the verb of the same name makes, defaults among it")
  func rows() throws {
    let plan = try PlanReader.read(
      files: files([
        "contracts.csv": """
        id,pool,skills,fte,from,to,cost_per_hour
        n,north,,1.5,2027-03,2027-04,
        s,,ux:5,1,2027-03-01,2027-03-05,90

        """,
        "training.csv": "person,skill,ready,days\nbob,ux,2027-03-08,2.5\n",
        "moves.csv": "person,team,on\nbob,Web,2027-04\n",
        "attrition.csv": "rate,skill\n8%,ux\n",
      ])
    ).plan
    #expect(plan.contracts.map(\.id) == ["n", "s"])
    #expect(plan.contracts[0].days == (try days("2027-03-01", "2027-04-30")))
    #expect(plan.filled(plan.contracts[0]).skills == [SkillLevel("ux", 3)])
    #expect(plan.filled(plan.contracts[0]).cost == CostRate(amount: 800, per: .day))
    #expect(plan.filled(plan.contracts[1]).cost == CostRate(amount: 90, per: .hour))
    #expect(plan.trainings.map(\.skill) == [SkillLevel("ux", 3)])
    #expect(plan.moves.map(\.team) == ["web"])
    #expect(plan.attritions[0].start(in: plan.settings) == (try day("2027-01-04")))
    // They are part of what the plan says.
    let without = try PlanReader.read(files: files([:])).plan
    #expect(plan.fingerprint != without.fingerprint)
    let again = try PlanReader.read(files: PlanWriter.files(for: plan)).plan
    #expect(again.fingerprint == plan.fingerprint)
  }

  @Test(
    "what is wrong is named at its cell",
    arguments: [
      ("contracts.csv", "id,pool,fte,from,to\nx,nort,1,2027-03,2027-03\n", "unknown-reference"),
      ("contracts.csv", "id,pool,fte,from,to\nann,north,1,2027-03,2027-03\n", "duplicate-id"),
      ("contracts.csv", "id,skills,fte,from,to\nx,ux,nan,2027-03,2027-03\n", "not-a-number"),
      ("contracts.csv", "id,skills,fte,from,to\nx,ux,1,2027-04,2027-03\n", "end-before-start"),
      ("contracts.csv", "id,fte,from,to\nx,1,2027-03,2027-03\n", "contract-holder"),
      ("training.csv", "person,skill,ready\nbo,ux,2027-03-08\n", "unknown-reference"),
      ("training.csv", "person,skill,ready,days\nbob,ux,2027-03-08,1e9\n", "not-a-number"),
      ("training.csv", "person,skill,ready,days\nbob,ux,2027-03-08,4000\n", "number-out-of-range"),
      (
        "training.csv", "person,skill,ready\nbob,ux,2027-03-08\nbob,ux,2027-03-08\n",
        "duplicate-row"
      ),
      ("moves.csv", "person,team,on\nbob,wep,2027-03-08\n", "unknown-reference"),
      ("moves.csv", "person,team,on\nbob,web,2027-03\nbob,core,2027-03-01\n", "duplicate-row"),
      ("attrition.csv", "rate\n8%\n8%\n", "duplicate-row"),
      ("attrition.csv", "rate,skill\n8%,uxx\n", "unknown-reference"),
      ("attrition.csv", "rate\n108%\n", "number-out-of-range"),
    ])
  func errors(table: String, text: String, id: String) throws {
    let errors = #expect(throws: PlanErrors.self) {
      try PlanReader.read(files: files([table: text]))
    }
    let found = (errors?.diagnostics ?? []).filter { $0.severity == .error }
    #expect(found.map(\.id) == [id], "\(found.map(\.text))")
    #expect(found.first?.file == table && found.first?.line != nil)
    #expect(found.first?.column != nil || id == "contract-holder")
  }

  @Test(
    "what is worth a look is a warning",
    arguments: [
      ("contracts.csv", "id,pool,fte,from,to\nx,north,3,2027-03,2027-03\n", "pool-exceeded"),
      ("contracts.csv", "id,skills,fte,from,to\nx,rust,1,2027-03,2027-03\n", "skill-not-asked"),
      ("training.csv", "person,skill,level,ready\nann,ux,2,2027-03-08\n", "change-without-effect"),
      ("training.csv", "person,skill,ready\nbob,xu,2027-03-08\n", "skill-not-asked"),
      ("moves.csv", "person,team,on\nbob,core,2027-03-08\n", "change-without-effect"),
    ])
  func warnings(table: String, text: String, id: String) throws {
    let read = try PlanReader.read(files: files([table: text]))
    #expect(read.warnings.map(\.id) == [id] && read.warnings[0].severity == .warning)
    #expect(read.warnings[0].file == table && read.warnings[0].line == 2)
  }

  @Test("attrition needs a day from which it counts")
  func since() throws {
    let files = files(["attrition.csv": "rate,since\n8%,\n", "plan.yaml": "currency: EUR\n"])
    let errors = #expect(throws: PlanErrors.self) { try PlanReader.read(files: files) }
    #expect(errors?.diagnostics.map(\.id) == ["missing-value"])
  }
}
