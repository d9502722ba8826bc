import PlanModel
import WorkCalendar

/// One thing that can be bought, and the change that it is.
struct Remedy {
  let kind: Staff.PackageKind
  let skill: SkillLevel
  var count: Double
  var person: String?
  var pool: String?
  var team: String?
  let from: Day
  var to: Day?
  /// The hours within the horizon that one of `count` is paid for.
  let paidHours: Double
  /// The last day of the decision.
  let decideBy: Day
  /// An hour's cost as the plan writes it; nil: not known.
  var costPerHour: Double?
  /// The days of training.
  var days = 0.0
  /// The skills of overtime.
  var skills: [SkillLevel] = []
  var hiring: PlanSettings.Hiring?

  /// The hours within the horizon that all of them are paid for.
  var hours: Double { paidHours * count }

  var cost: Double? { costPerHour.map { $0 * hours } }

  /// In which order remedies are told: what must be decided first comes first.
  var order: (Day, String, String, String) {
    (decideBy, kind.rawValue, skill.skill, person ?? pool ?? team ?? "")
  }

  var change: Change? {
    switch kind {
    case .hire:
      var hire = Hire(id: "", start: from)
      hire.skills = [skill]
      hire.count = Int(count)
      hire.team = team
      hire.rampUpWeeks = hiring?.rampUpWeeks
      hire.rampUpFrom = hiring?.rampUpFrom
      hire.cost = costPerHour.map { CostRate(amount: $0, per: .hour) }
      return .hire(hire)
    case .contract:
      guard let days = to.flatMap({ DayRange(from, $0) }) else { return nil }
      return .contract(Contract(pool: pool, fte: count, days: days))
    case .train:
      guard let person else { return nil }
      return .train(Training(person: person, skill: skill, ready: from, days: days))
    case .overtime:
      guard let days = to.flatMap({ DayRange(from, $0) }) else { return nil }
      return .contract(
        Contract(
          skills: skills, cost: CostRate(amount: costPerHour ?? 0, per: .hour), fte: count,
          days: days))
    }
  }

  /// As a scenario writes it: `hire: { skills: "sre:4", count: 2, start: 2027-03-01 }`.
  var text: String {
    func list(_ skills: [SkillLevel]) -> String {
      "\"" + skills.map { "\($0.skill):\($0.level)" }.joined(separator: "; ") + "\""
    }
    var parts: [String] = []
    switch kind {
    case .hire:
      parts = ["skills: \(list([skill]))", "count: \(Int(count))", "start: \(from)"]
      if let team { parts.append("team: \(quotedYAML(team))") }
      if let hiring {
        parts.append("ramp_up_weeks: \(short(hiring.rampUpWeeks))")
        parts.append("ramp_up_from: \(short(hiring.rampUpFrom))")
      }
      if let costPerHour { parts.append("cost_per_hour: \(short(costPerHour))") }
      return "hire: { \(parts.joined(separator: ", ")) }"
    case .contract:
      parts = ["pool: \(quotedYAML(pool ?? ""))", "fte: \(short(count))"]
    case .train:
      return """
        train: { person: \(quotedYAML(person ?? "")), skill: \(quotedYAML(skill.skill)), level: \(skill.level), \
        ready: \(from), days: \(short(days)) }
        """
    case .overtime:
      parts = [
        "skills: \(list(skills))", "cost_per_hour: \(short(costPerHour ?? 0))",
        "fte: \(short(count))",
      ]
    }
    parts.append("from: \(from)")
    if let to { parts.append("to: \(to)") }
    return "contract: { \(parts.joined(separator: ", ")) }"
  }

  /// Six decimals at most, without zeros at the end.
  private func short(_ value: Double) -> String {
    var text = plain(value, decimals: 6)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}

/// A thing of which some can be bought, or one of several things that exclude one another.
struct RemedyChoice {
  /// One of each thing, and how many of it can be bought at most.
  var things: [(one: Remedy, most: Int)]

  /// Up to so many of a thing each number is an option; above, numbers a tenth apart, and the most.
  private static let mostCounted = 40

  /// The options: nothing first, then each thing once, twice and so on.
  var options: [(thing: Int, times: Int)?] {
    [nil]
      + things.indices.flatMap { thing in
        Self.numbers(to: things[thing].most).map { (thing, $0) }
      }
  }

  private static func numbers(to most: Int) -> [Int] {
    var numbers = Array(1...max(1, min(most, mostCounted)))
    while let last = numbers.last, last < most { numbers.append(min(most, last + last / 10)) }
    return numbers
  }

  /// Some of a thing as one remedy.
  func remedy(_ option: (thing: Int, times: Int)) -> Remedy {
    var remedy = things[option.thing].one
    // To a millionth, so that steps of a tenth add up.
    remedy.count = (remedy.count * Double(option.times) * 1e6).rounded() / 1e6
    return remedy
  }
}
