public import PlanModel
public import WorkCalendar

extension AllocationVerifier {
  /// What a row of demand and an allocated hour have in common.
  public struct Line: Sendable, Hashable {
    /// A project's id.
    public var project: String
    /// A task's id; nil: the whole project.
    public var task: String?
    /// A skill at a level, or a person.
    public var need: Demand.Need
    /// Only that team and its sub-teams may serve it.
    public var team: String?

    /// A line by its four parts.
    public init(project: String, task: String?, need: Demand.Need, team: String?) {
      self.project = project
      self.task = task
      self.need = need
      self.team = team
    }
  }

  /// What an allocation must keep to.
  public enum Rule: Int, Sendable, Hashable, CaseIterable {
    /// Hours are a finite number, not negative.
    case hours
    /// The days are those of a cell: an ISO week, cut where a month ends and by the horizon.
    case cell
    /// The plan has that person, hire or pool.
    case knownGiver
    /// The plan has that project.
    case knownProject
    /// The plan asks for that, by a demand row or by a booking.
    case knownLine
    /// The project counts in the basis of the answer.
    case countedProject
    /// Skill at the level or above, team, named person.
    case eligibility
    /// Free hours: plannable less booked ones, none outside employment or when absent.
    case freeHours
    /// No more hours are called softly booked than soft bookings hold.
    case softlyBookedHours
    /// No more hours serve a project from its bookings than they hold for this task and skill.
    case bookedHours
    /// Overtime within the limit of the ISO week, and on weeks with net hours alone.
    case overtimeHours
    /// Contractors within their number, from the day on which they can be there.
    case contractHours
    /// No more than is asked, where and when it is asked.
    case demandedHours
    /// An initiative keeps to its budget.
    case budget
    /// The cost of shortage is as claimed.
    case shortage
    /// The cost of staffing is as claimed.
    case staffing
    /// The cost of friction is as claimed.
    case friction

    /// Whether it limits money; else it limits hours.
    public var isMoney: Bool { rawValue >= Rule.budget.rawValue }
  }

  /// A rule that an allocation breaks.
  public struct Violation: Sendable, Hashable {
    /// Which rule.
    public var rule: Rule
    /// Whose hours they are; nil where the rule is not about one of them.
    public var giver: AllocationRow.Giver?
    /// What they serve; nil where the rule is not about one line.
    public var line: Line?
    /// An initiative's or a project's id, where the rule is about one as a whole.
    public var subject: String?
    /// When; nil: throughout.
    public var days: DayRange?
    /// Hours, or money where ``Rule/isMoney``.
    public var found: Double
    /// In the unit of `found`; of the objective what was claimed.
    public var allowed: Double

    /// By how much the rule is broken.
    public var excess: Double { rule.isClaim ? abs(found - allowed) : found - allowed }
  }

  /// What a recheck found.
  public struct Report: Sendable, Hashable {
    /// Recomputed from the plan and the rows.
    public var objective: AllocationObjective
    /// By rule, then by name and day.
    public var violations: [Violation]
    /// The most hours by which a limit is passed, tolerated or not; at least 0.
    public var largestExcessHours: Double
    /// The most money by which a budget is passed or the objective differs, likewise.
    public var largestExcessMoney: Double

    /// Whether no rule is broken.
    public var isValid: Bool { violations.isEmpty }
  }
}

extension AllocationVerifier.Rule {
  /// Whether it compares with what was claimed.
  var isClaim: Bool { rawValue >= AllocationVerifier.Rule.shortage.rawValue }
}

extension AllocationVerifier.Violation: CustomStringConvertible {
  /// Who or what, when, what was found and what is allowed, as a sentence.
  public var description: String {
    let place = days.map { $0.count == 1 ? " on \($0.first)" : " from \($0.first) to \($0.last)" }
    let when = place ?? ""
    let who = giver.map(\.text) ?? "somebody"
    let work = line.map(\.text) ?? subject.map { "project \($0)" } ?? "the work"
    let (found, allowed) = (plain(found), plain(allowed))
    return switch rule {
    case .hours: "\(who) gives \(found) hours to \(work)\(when): not a number of hours."
    case .cell: "\(who) serves \(work)\(when): these are not the days of a cell of the grid."
    case .knownGiver: "The plan has no \(who), who gives \(found) hours to \(work)\(when)."
    case .knownProject: "The plan has no \(work), to which \(who) gives \(found) hours\(when)."
    case .knownLine:
      "The plan does not ask for \(work), to which \(who) gives \(found) hours\(when)."
    case .countedProject:
      "\(who) gives \(found) hours to \(work)\(when), which does not count in this basis."
    case .eligibility: "\(who) gives \(found) hours to \(work)\(when), but may not serve it."
    case .freeHours: "\(who) gives \(found) free hours\(when), and has \(allowed)."
    case .softlyBookedHours:
      "\(who) gives \(found) softly booked hours\(when), and has \(allowed)."
    case .bookedHours:
      "\(who) gives \(found) booked hours to \(work)\(when); its bookings hold \(allowed) for that."
    case .overtimeHours: "\(who) works \(found) hours of overtime\(when), and may \(allowed)."
    case .contractHours: "\(who) gives \(found) hours\(when), and has \(allowed)."
    case .demandedHours: "\(work) gets \(found) hours\(when), and asks \(allowed)."
    case .budget: "Initiative \(subject ?? "") spends \(found)\(when), and has \(allowed)."
    case .shortage: "The shortage costs \(found); \(allowed) was claimed."
    case .staffing: "The staffing costs \(found); \(allowed) was claimed."
    case .friction: "The friction costs \(found); \(allowed) was claimed."
    }
  }
}

extension AllocationVerifier.Violation {
  /// By rule, then by name and day.
  var sortKey: (Int, String, String, Int, Double) {
    (
      rule.rawValue, giver?.text ?? "", line?.text ?? subject ?? "",
      days.map { Int($0.first.number) } ?? .min, found
    )
  }
}

extension AllocationRow.Giver {
  /// As a sentence names it.
  var text: String {
    switch self {
    case .person(let id): "person \(id)"
    case .hire(let id): "hire \(id)"
    case .pool(let id): "pool \(id)"
    case .contract(let id): "contract \(id)"
    }
  }
}

extension AllocationVerifier.Line {
  /// As a sentence names it.
  var text: String {
    let asked =
      switch need {
      case .skill(let skill, let level): "\(skill):\(level)"
      case .person(let person): "@\(person)"
      }
    return "project \(project)" + (task.map { ", task \($0)" } ?? "") + ", \(asked)"
      + (team.map { " of team \($0)" } ?? "")
  }
}

/// A number with at most six decimals.
private func plain(_ number: Double) -> String {
  let rounded = (number * 1e6).rounded() / 1e6
  return rounded == rounded.rounded() && abs(rounded) < 1e15
    ? String(Int(rounded)) : String(rounded)
}
