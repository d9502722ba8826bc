public import PlanModel
public import WorkCalendar

/// A person, a row of hires that count, or a contract: what supplies hours.
///
/// A person whose team or skills change on some day is several units, one for each
/// `PersonSpan`: each has the person's hours of its days alone.
public struct SupplyUnit: Sendable {
  /// Where a unit comes from.
  public enum Source: Sendable, Hashable {
    /// An index of `Plan.people` in canonical order.
    case person(Int)
    /// An index of `Plan.hires` in canonical order.
    case hire(Int)
    /// An index of `Plan.contracts` in canonical order.
    case contract(Int)
  }

  /// Where it comes from.
  public let source: Source
  /// A person's, hire's or contract's id.
  public let id: String
  /// How many people it is.
  public let headcount: Int
  /// A team's id.
  public let team: String?
  /// A person's own role.
  public let role: String?
  /// Skills and role, sorted by name.
  public let skills: [SkillLevel]
  /// The days on which it is so.
  public let days: DayRange

  /// Whether it is that person, or a part of their time.
  public func isPerson(_ id: String) -> Bool {
    if case .person = source { self.id == id } else { false }
  }

  /// The level at which the unit holds a skill or role; nil where it does not.
  public func level(of skill: String) -> Int? { skills.first { $0.skill == skill }?.level }
}

/// Hours of a person that a project has booked, by cell.
public struct BookedHours: Sendable {
  /// An index of ``CompiledSupply/units``.
  public let unit: Int
  /// A project's id.
  public let project: String
  /// A task's id; nil: the whole project.
  public let task: String?
  /// The skill that the booking names.
  public let skill: String?
  /// The cells that `asked` and `held` cover.
  public let cells: Range<Int>
  /// As the rows ask, by cell.
  public let asked: [Double]
  /// What of it the person can give: scaled down pro rata where their bookings exceed their plannable
  /// hours.
  public internal(set) var held: [Double]
  /// What of them lies outside the horizon, as the rows ask.
  public let outsideHours: Double
}
