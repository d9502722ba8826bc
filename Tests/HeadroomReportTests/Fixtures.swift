import FoundationEssentials
import Headroom

@testable import HeadroomReport

/// Answers for the tests, built as JSON: what a report shows is what the document says.
enum Fixtures {
  struct Set {
    var skills: [String]
    var period: Int
    var basis = "confirmed"
    var kind = "structural"
    /// Missing FTE.
    var fte: Double
    var projects: [(String, Double, Double)] = []
    var core: [String]?
    var holders = 8
    var passed = false
    var utilisation = 1.31
    /// What one more FTE saves.
    var worth: Double?
  }

  static let hoursPerPeriod = 480.0

  static let quarters = [
    "2026-Q4", "2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4", "2028-Q1", "2028-Q2", "2028-Q3",
    "2028-Q4", "2029-Q1", "2029-Q2", "2029-Q3",
  ]

  private static func json(_ text: String) -> String { "\"\(text)\"" }
  private static func list(_ texts: [String]) -> String {
    "[" + texts.joined(separator: ",") + "]"
  }
  private static func start(_ index: Int) -> String {
    let quarter = quarters[index]
    let month = ["01-01", "04-01", "07-01", "10-01"][(Int(quarter.suffix(1)) ?? 1) - 1]
    return quarter.prefix(4) + "-" + month
  }
  private static func end(_ index: Int) -> String {
    let quarter = quarters[index]
    let month = ["03-31", "06-30", "09-30", "12-31"][(Int(quarter.suffix(1)) ?? 1) - 1]
    return quarter.prefix(4) + "-" + month
  }

  /// `headroom[skill]` is supply − demand in FTE of each period, on a supply of 10.
  static func answer(
    summary: String, periods count: Int, past: Int = 0,
    headroom: [(String, [Double])], sets: [Set] = [], hiring: Bool = true,
    nearest: [(String, Int, Double, Double)] = [], trust: String = "B",
    reasons: [String] = ["4 projects without estimates"], unestimated: [String] = [],
    expectedFTE: [Double] = [], allFTE: [Double] = [],
    people: [(String, String)] = []
  ) throws -> Bottlenecks.Answer {
    let range = 0..<count
    let periods = range.map {
      "{\"period\":\(json(quarters[$0])),\"from\":\(json(start($0))),\"to\":\(json(end($0))),\"standardHours\":\(hoursPerPeriod),\"past\":\($0 < past)}"
    }
    let capacity = range.map {
      "{\"period\":\(json(quarters[$0])),\"grossHours\":28800,\"netHours\":25920,\"plannableHours\":19200,\"freeHours\":14400}"
    }
    let skills = headroom.flatMap { skill, values in
      values.enumerated().map { index, value in
        "{\"skill\":\(json(skill)),\"period\":\(json(quarters[index])),\"basis\":\"confirmed\",\"demandHours\":\((10 - value) * hoursPerPeriod),\"demandFTE\":\(10 - value),\"plannableFTE\":10,\"headroomFTE\":\(value)}"
      }
    }
    var shortage: [String] = []
    for basis in ["confirmed", "expected", "all"] {
      for index in range {
        var fte = sets.filter { $0.period == index && $0.basis == basis }.reduce(0) { $0 + $1.fte }
        if basis == "expected", index < expectedFTE.count { fte = expectedFTE[index] }
        if basis == "all", index < allFTE.count { fte = allFTE[index] }
        shortage.append(
          "{\"period\":\(json(quarters[index])),\"basis\":\(json(basis)),\"demandHours\":20000,\"servedHours\":\(20000 - fte * hoursPerPeriod),\"shortHours\":\(fte * hoursPerPeriod),\"structuralHours\":0}"
        )
      }
    }
    func common(_ set: Set) -> String {
      let core = (set.core ?? set.skills).enumerated().map {
        "{\"skill\":\(json($0.element)),\"missingHours\":\(100 - $0.offset)}"
      }
      let projects = set.projects.map {
        "{\"project\":\(json($0.0)),\"demandHours\":\($0.1),\"shortHours\":\($0.2)}"
      }
      let decide = hiring ? json(set.passed ? "2026-10-05" : "2026-12-14") : "null"
      let passed = hiring ? "\(set.passed)" : "null"
      let worth = set.basis == "confirmed" ? set.worth : nil
      return
        "\"skills\":\(list(set.skills.map(json))),\"core\":\(list(core)),\"period\":\(json(quarters[set.period])),\"basis\":\(json(set.basis)),\"kind\":\(json(set.kind)),\"missingHours\":\(set.fte * hoursPerPeriod),\"structuralHours\":\(set.kind == "timing" ? 0 : set.fte * hoursPerPeriod),\"missingFTE\":\(set.fte),\"peakFTE\":\(set.fte * 1.5),\"hiresNeeded\":\(set.fte * 1.2),\"firstDay\":\(json(start(set.period))),\"worstWeek\":\"2027-W19\",\"decideBy\":\(decide),\"decideByPassed\":\(passed),\"projects\":\(list(projects)),\"holders\":\(set.holders),\"hireSkill\":\(worth == nil ? "null" : json(set.skills[0])),\"valuePerFTE\":\(worth.map { "\($0)" } ?? "null")"
    }
    let bottlenecks = sets.map { "{\(common($0)),\"demandHours\":4000,\"supplyHours\":3000}" }
    let ranked = sets.filter { $0.fte >= 0.1 }.sorted { $0.fte > $1.fte }.map {
      "{\(common($0)),\"sets\":1,\"allSkills\":\(list($0.skills.sorted().map(json))),\"sharedStructuralHours\":\($0.kind == "timing" ? 0 : $0.fte * hoursPerPeriod),\"utilisation\":\($0.holders == 0 ? "null" : "\($0.utilisation)"),\"past\":\($0.period < past)}"
    }
    let misses = nearest.map {
      "{\"skill\":\(json($0.0)),\"period\":\(json(quarters[$0.1])),\"basis\":\"confirmed\",\"headroomFTE\":\($0.2),\"utilisation\":\($0.3)}"
    }
    let text = """
      {"schema":"headroom.bottlenecks/1","plan":{"name":"Scaleup","asOf":"2026-11-23",
      "asOfIsDayOfRun":false,"currency":null,"fingerprint":"f00d"},"summary":\(json(summary)),
      "periods":\(list(periods)),"capacity":\(list(capacity)),"skills":\(list(skills)),
      "shortage":\(list(shortage)),"bottlenecks":\(list(bottlenecks)),"ranked":\(list(ranked)),
      "nearest":\(list(misses)),"ignored":{"projectsWithoutEstimates":\(list(unestimated.map(json))),
      "shareOfProjects":0.07,"hoursOutsideHorizon":0,"restingProjects":[],"overBookedHours":0,"bookedWithoutWorkHours":0},
      "trust":{"grade":\(json(trust)),"reasons":\(list(reasons.map(json)))},
      "thresholds":{"amber":0.85,"red":1},"knowsHiringTimes":\(hiring),"headlineBasis":"confirmed",
      "people":\(list(people.map { "{\"id\":\(json($0.0)),\"name\":\(json($0.1))}" })),"pricing":"computed","prices":[]}
      """
    return try JSONDecoder().decode(Bottlenecks.Answer.self, from: Data(text.utf8))
  }

  static func mock() throws -> Bottlenecks.Answer {
    try answer(
      summary:
        "Data engineering is short in 2027-Q2: 6.2 FTE. Decide on hiring by 2026-12-14.",
      periods: 6,
      headroom: [
        ("data-eng", [-0.4, -2.1, -6.2, -4.0, -1.1, 0.8]), ("ml", [1, 0.2, 1.5, 2, 0.3, 2]),
        ("ux", [1.2, 0.9, 1.3, 2, 2.5, 3]), ("bi", [4, 4.5, 5, 5, 6, 6]),
      ],
      sets: [
        Set(skills: ["data-eng"], period: 0, fte: 0.4),
        Set(skills: ["data-eng"], period: 1, fte: 2.1, passed: true),
        Set(
          skills: ["data-eng"], period: 2, fte: 6.2,
          projects: [("Atlas", 1488, 900), ("CRM", 960, 0)], worth: 41_200),
        Set(skills: ["data-eng", "ml"], period: 2, fte: 3.9, projects: [("Atlas", 1200, 1200)]),
        Set(skills: ["data-eng"], period: 3, fte: 4.0, worth: 0.2),
        Set(skills: ["data-eng"], period: 4, kind: "timing", fte: 1.1),
        Set(skills: ["ux"], period: 1, fte: 0.05),
      ],
      unestimated: ["Nova", "Orion", "Pax", "Quill"],
      expectedFTE: [0.6, 2.9, 11.4, 5.2, 1.9, 0], allFTE: [0.9, 4.4, 14, 7.1, 3, 0.4])
  }

  static func calm() throws -> Bottlenecks.Answer {
    try answer(
      summary: "No bottleneck: confirmed work fits in all 4 quarters.", periods: 4, past: 1,
      headroom: [("ux", [1, 0.8, 0.4, 3]), ("copy", [5, 5, 5, 5])],
      nearest: [("ux", 2, 0.4, 0.96), ("ux", 1, 0.8, 0.92)], trust: "A", reasons: [])
  }

  static func empty() throws -> Bottlenecks.Answer {
    try answer(
      summary: "Nothing is demanded: the plan has no demand that counts.", periods: 0,
      headroom: [], trust: "D", reasons: ["no demand"])
  }

  static func large() throws -> Bottlenecks.Answer {
    let skills = (1...30).map { "skill number \($0) with a long name" }
    let sets = (0..<30).map { index in
      Set(
        skills: [skills[index % 15]], period: index % 12, fte: 12.5 + Double(index),
        projects: [("A project whose name is very long indeed, longer than a line", 500, 100)])
    }
    return try answer(
      summary: "Thirty sets of skills are short, skill number 1 with a long name most of all.",
      periods: 12, past: 2,
      headroom: skills.enumerated().map { offset, skill in
        (skill, (0..<12).map { Double(offset) - 3 + Double($0) / 4 })
      }, sets: sets, hiring: false)
  }

  static func wide() throws -> Bottlenecks.Answer {
    let twelve = (1...12).map { "技能第\($0)番目" }
    return try answer(
      summary: "技能第1番目 is short in 2027-Q1.", periods: 3,
      headroom: twelve.map { ($0, [-1, -2, 1]) } + [("@p017", [-0.3, 1, 1])],
      sets: [
        Set(
          skills: twelve, period: 1, fte: 130.25, projects: [("プロジェクト", 800, 400)],
          core: ["技能第1番目", "技能第2番目"]),
        Set(skills: ["@p017"], period: 0, fte: 0.3, holders: 1),
        Set(skills: ["cobol"], period: 0, fte: 0.2, holders: 0),
      ])
  }

  static func all() throws -> [Bottlenecks.Answer] {
    [try mock(), try calm(), try empty(), try large(), try wide()]
  }
}
