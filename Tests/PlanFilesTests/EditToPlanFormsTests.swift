import PlanFiles
import PlanModel
import TestSupport
import Testing
import WorkCalendar

/// How the edit to another plan looks in the files.
@Suite("The edit to another plan, in the files' own ways")
struct EditToPlanFormsTests {
  /// The texts of the files after changes given as text; only those that are new or other.
  private func written(
    _ texts: [String: String], _ changes: String
  ) throws -> [String: String] {
    let read = try PlanReader.read(files: smallPlan(texts))
    let today = try day("2027-01-01")
    let scenario = try #require(
      try ScenarioReader.read(
        [], inline: [changes], in: ScenarioLibrary(files: []), of: read.plan, today: today
      ).first)
    let edit = try read.edit(to: scenario.plan, by: scenario.scenario, today: today)
    let files = try read.source.applying(edit).filter { !read.source.files.contains($0) }
    return Dictionary(
      uniqueKeysWithValues: files.map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) })
  }

  @Test("a column that a file lacks is added behind the others, whatever its line ends and quotes")
  func column() throws {
    let projects = "# ours\r\nid;name\r\n\"atlas\"; The Atlas \r\n\r\ncrm;\"C;R;M\""
    #expect(
      try written(["projects.csv": projects], "win crm; cancel atlas") == [
        "projects.csv":
          "# ours\r\nid;name;status\r\n\"atlas\"; The Atlas ;cancelled\r\n\r\ncrm;\"C;R;M\";"
      ])
  }

  @Test("numbers have the file's decimal sign, in quotes where it separates the cells too")
  func decimals() throws {
    let demand = "project,skill,from,to,fte\natlas,dev,2027-01-04,2027-03-31,\"1,25\"\n"
    #expect(
      try written(["demand.csv": demand], "scale atlas by 0.5") == [
        "demand.csv": "project,skill,from,to,fte\natlas,dev,2027-01-04,2027-03-31,\"0,625\"\n"
      ])
  }

  @Test("what others only name gets a file of its own when it is to say more")
  func implied() throws {
    #expect(
      try written([:], "set projects.atlas.priority = 1") == [
        "projects.csv": "id,priority\natlas,1\n"
      ])
  }

  @Test("a new row ends as the file's lines do, and takes the columns that it needs")
  func newRow() throws {
    let hires = "id\tstart\nh1\t2027-05-03"
    #expect(
      try written(["hires.csv": hires], "hire 2 dev from 2027-03-01") == [
        "hires.csv":
          "id\tstart\trole\tcount\tstatus\nh1\t2027-05-03\t\t\t\nhire-dev-1\t2027-03-01\tdev\t2\tapproved"
      ])
  }

  @Test("people without ids are told by their names")
  func names() throws {
    let people = "Name,Role\nAnn,dev\nBo,ux\n"
    #expect(
      try written(["people.csv": people], "add people id=Cy name=Cy role=dev") == [
        "people.csv": "Name,Role\nAnn,dev\nBo,ux\nCy,dev\n"
      ])
    #expect(
      try written(["people.csv": people], "add people id=cy name=Cy role=dev") == [
        "people-2.csv": "id,name,role\ncy,Cy,dev\n"
      ])
  }

  @Test("money of a wide table goes into its cells, and what has no column into long rows")
  func budgets() throws {
    let budgets = "initiative,2027-Q1,2027-Q2\ngrow,1M,\n"
    #expect(
      try written(
        ["budgets.csv": budgets], "budget grow 2027-Q1 by +10%; budget grow 2027-Q2 amount=5000")
        == ["budgets.csv": "initiative,2027-Q1,2027-Q2\ngrow,1100000,5000\n"])
    #expect(
      try written(["budgets.csv": budgets], "budget grow 2027-Q4 amount=7000")
        == ["budgets-long.csv": "initiative,period,amount\ngrow,2027-Q4,7000\n"])
  }

  @Test("a wide row moves to long rows in a second file, and its cells are emptied")
  func wide() throws {
    let demand = """
      project,skill,unit,Mar-27,Apr-27,note
      atlas,dev,fte,1,0.5,keep
      crm,ux,fte,,2,

      """
    #expect(
      try written(["demand.csv": demand], "delay atlas by 1 week") == [
        "demand.csv": """
        project,skill,unit,Mar-27,Apr-27,note
        atlas,dev,fte,,,keep
        crm,ux,fte,,2,

        """,
        "demand-long.csv": """
        project,skill,from,to,fte
        atlas,dev,2027-03-08,2027-04-07,1
        atlas,dev,2027-04-08,2027-05-07,0.5

        """,
      ])
    #expect(
      try written(["demand.csv": demand], "scale crm by 0.5")["demand.csv"]
        == demand.replacing("crm,ux,fte,,2,", with: "crm,ux,fte,,1,"))
  }

  @Test(
    "a key of plan.yaml is set where it stands, in its mapping, or at the end",
    arguments: [
      ("run_work: 0.1 # kept\n", "plan.run_work = 0.2", "run_work: 0.2 # kept\n"),
      ("{ run_work: 0.1 }", "plan.run_work = 0.2", "{ run_work: 0.2 }"),
      ("as_of: 2027-01-01", "plan.run_work = 0.2", "as_of: 2027-01-01\nrun_work: 0.2"),
      (
        "\u{FEFF}hiring: { notice_days: 60 } # ours\r\n", "plan.hiring.time_to_fill_days = 30",
        "\u{FEFF}hiring: { time_to_fill_days: 30, notice_days: 60 } # ours\r\n"
      ),
      (
        "hiring:\n    notice_days: 60\nrun_work: 0\n", "plan.hiring.ramp_up_weeks = 8",
        "hiring:\n    ramp_up_weeks: 8\n    notice_days: 60\nrun_work: 0\n"
      ),
      ("calendar:\n", "plan.calendar.hours_per_day = 7.5", "calendar: { hours_per_day: 7.5 }\n"),
      ("name: 'It''s'\n", "plan.name = \"B: c\"", "name: \"B: c\"\n"),
    ])
  func keys(before: String, change: String, after: String) throws {
    #expect(try written(["plan.yaml": before], "set \(change)") == ["plan.yaml": after])
  }
}
