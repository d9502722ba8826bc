import Foundation
import PlanFiles
import TestSupport

/// Spoils the files of small plans, the same way for the same seed.
struct PlanMutator {
  private var random: SplitMix64
  private let corpus: [[PlanFile]]

  init(seed: UInt64, corpus: [[PlanFile]]) {
    random = SplitMix64(seed)
    self.corpus = corpus
  }

  /// Small plans with a row of every table, and those of Scenarios/errors.
  static let corpus: [[PlanFile]] =
    [everyTable.map { PlanFile(name: $0.key, text: $0.value) }.sorted { $0.name < $1.name }]
    + ErrorScenario.all.compactMap { try? PlanFolder.files(of: $0.path.path) }
    .filter { !$0.isEmpty && $0.allSatisfy { $0.bytes.count < 4000 } }

  /// The next spoiled plan.
  mutating func next() -> [PlanFile] {
    var files = random.next(in: 0...1) == 0 ? someTables() : pick(corpus)
    if random.next(in: 0...9) == 0 {
      let index = random.next(in: 0...files.count - 1)
      files[index].bytes = (0..<random.next(in: 0...200)).map { _ in byte() }
      return files
    }
    for _ in 0..<random.next(in: 1...4) {
      let index = random.next(in: 0...files.count - 1)
      spoil(&files[index].bytes)
    }
    return files
  }

  /// The tables that every plan needs, and some of the others.
  private mutating func someTables() -> [PlanFile] {
    let needed = ["plan.yaml", "people.csv", "demand.csv"]
    return corpus[0].filter { needed.contains($0.name) || random.next(in: 0...5) == 0 }
  }

  private mutating func pick<Element>(_ all: [Element]) -> Element {
    all[random.next(in: 0...all.count - 1)]
  }

  private mutating func byte() -> UInt8 {
    random.next(in: 0...2) == 0
      ? UInt8(truncatingIfNeeded: random.next(in: 0...255))
      : pick(Array(",;\t\"\n\r# :-.'%[]{}&*!|>0159aAkM\u{FEFF}é".utf8))
  }

  private mutating func range(_ bytes: [UInt8], most: Int) -> Range<Int> {
    let start = random.next(in: 0...bytes.count)
    return start..<min(bytes.count, start + random.next(in: 0...most))
  }

  private mutating func spoil(_ bytes: inout [UInt8]) {
    switch random.next(in: 0...8) {
    case 0: bytes.removeLast(random.next(in: 0...bytes.count))
    case 1: if !bytes.isEmpty { bytes[random.next(in: 0...bytes.count - 1)] = byte() }
    case 2: bytes.insert(byte(), at: random.next(in: 0...bytes.count))
    case 3: bytes.removeSubrange(range(bytes, most: 20))
    case 4:
      let part = Array(bytes[range(bytes, most: 60)])
      bytes.insert(contentsOf: part, at: random.next(in: 0...bytes.count))
    case 5:
      let other = pick(pick(corpus)).bytes
      bytes.insert(contentsOf: other[range(other, most: 80)], at: random.next(in: 0...bytes.count))
    default: replaceCell(&bytes)
    }
  }

  /// Puts a text that readers stumble over in the place of a word.
  private mutating func replaceCell(_ bytes: inout [UInt8]) {
    let ends = Set(",;\n\t:{}[] ".utf8)
    let start = random.next(in: 0...bytes.count)
    let first = bytes[..<start].lastIndex(where: ends.contains).map { $0 + 1 } ?? 0
    let last = bytes[first...].firstIndex(where: ends.contains) ?? bytes.count
    bytes.replaceSubrange(first..<last, with: pick(Self.words).utf8)
  }

  private static let words = [
    "", "NaN", "inf", "-inf", "-1", "-0", "1e308", "1e400", "9223372036854775808",
    "-9223372036854775809", "99999999999999999999999999", "0.000000000000000000000000001", "1e-400",
    "0,5", "1.250", "1'000'000", "50%", "-50%", "1.5M", "999999999999k", "٣", "0001-01-01",
    "9999-12-31", "10000-01-01", "2027-02-30", "2027-W53", "2026-W53", "0001-W01", "9999-Q4",
    "9999",
    "2027-Q5", "01/02/2027", "Feb-27", "*", "@ann", "ann:9", "a:1; a:2", "#", "\"", "\"\"", "''",
    "\u{0}", "\u{202E}", "e\u{301}", "null", "~", "yes", "- - - -", "&a", "*a", "!!binary", "|",
    ">",
    "? ", "\r", "\n", "\n\n", "run", "ann", "atlas", "x_y", "columns",
    String(repeating: "x", count: 300),
  ]

  /// A row of every table, in several ways of writing.
  private static let everyTable = [
    "plan.yaml": """
    headroom: 1
    name: All of it
    as_of: 2027-01-04
    currency: SEK
    fiscal_year: { starts: july, named_by: start }
    calendar: { hours_per_day: 7.5, workdays: mon-fri }
    target_utilisation: 0.85
    run_work: 10%
    hiring: { time_to_fill_days: 45, notice_days: 60, ramp_up_weeks: 13, ramp_up_from: 0.25 }
    thresholds: { amber: 0.85, red: 1.0 }
    governance:
      mode: controlling
      rules:
        - { id: owned, severity: gate, for: project, require: owner, why: "each has one" }
    unit: { demand: fte, assignments: percent }
    columns: { people: { Emp no: id, Grade: ignore } }

    """,
    "people.csv": """
    Emp no;Name;Team;Location;Role;Skills;FTE;Cost per hour;Grade;note
    ann;"Ann; the first";core;Oslo;dev;swift:4;0,8;81,5;A;x
    bob;Bob;sub;;ux;"ux:2;sql";;;B;
    """,
    "absences.csv":
      "person,from,to,fraction,days\nann,2027-02-01,2027-02-12,,5\n*,2027-03-01,2027-03-01,50%,\n",
    "locations.csv": "id,hours_per_day,workdays\r\nOslo,7.5,sun-thu\r\n",
    "holidays.csv": "date,name,location,hours\n2027-01-06,,,\n2027-W13,Easter,Oslo,4\n",
    "teams.csv": "id,parent,lead,run_work,target_utilisation\ncore,,ann,20%,\nsub,core,bob,,0.9\n",
    "hires.csv":
      "id\tskills\tcount\tstart\tstatus\tramp_up_weeks\nh1\tswift\t2\t2027-02-01\tapproved\t6\n",
    "pools.csv": "id,skills,max_fte,cost_per_hour\nagency,ux,3,95\n",
    "goals.csv": "id,weight\ngrow,2\n",
    "initiatives.csv":
      "id,goal,value,floor,cap,curve\nshop,grow,3M,100k,2M,\"0:0; 1M:3M; 2M:4M\"\nlab,,,,,\n",
    "budgets.csv": "initiative,2027-Q1,2027-Q2\nshop,100k,1.5M\n",
    "projects.csv":
      "id,name,initiative,status,probability,priority,start,finish,cost_of_delay\natlas,Atlas,shop,active,,1,2027-01-04,2027-06-30,20k\ncrm,,,pitch,40%,2,2027-02,2027-03,\n",
    "logic.csv": "project,type,other\natlas,requires,crm\n",
    "risk.csv": "a,b,correlation\nshop,lab,0.3\n",
    "tasks.csv": "id,project,start,finish,percent_complete\nt1,atlas,2027-01-04,2027-02-28,50\n",
    "dependencies.csv": "predecessor,successor,type,lag_days\nt1,crm,SS,-2\n",
    "demand.csv":
      "project,task,skill,person,team,level,from,to,effort_days,effort_low,effort_high,profile,flexible\natlas,t1,swift,,core,2,,,30,20,50,bell,no\ncrm,,,ann,,,,,10,,,front,yes\n",
    "demand-wide.csv": "project,skill,2027-01,Feb-27,2027-03-01\natlas,ux,1,0.5,\ncrm,sql,,,2\n",
    "assignments.csv":
      "# who is where\nperson,project,skill,from,to,percent,booking\nann,atlas,swift,2027-01-04,2027-02-28,50,hard\n,crm,ux,2027-02-01,2027-02-28,20%,soft\n",
    "kpis.csv": "id,goal,value,target,better\nnps,grow,-12,30,up\n",
    "actuals.csv": "person,project,date,hours\nann,atlas,2027-01-04,7\nbob,run,2027-01-05,3.5\n",
    "estimates.csv": "task,project,estimate_hours,actual_hours\nt1,atlas,40,55\n",
  ]
}
