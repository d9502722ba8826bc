import PlanModel

extension Check {
  /// A kind of warning; the raw value is its stable identifier, and the order is that of reports: what
  /// breaks the plan first, what tidies it last.
  public enum Finding: String, CaseIterable, Sendable {
    /// Nothing is demanded within the horizon.
    case noDemand = "no-demand"
    /// The plan does not say as of which day it is true.
    case noAsOf = "no-as-of"
    /// The plan was true more than ``Check/staleAfterDays`` days before the run.
    case stalePlan = "stale-plan"
    /// Nobody can do what is asked for.
    case unheldSkill = "unheld-skill"
    /// One person alone can do what is asked for.
    case singleHolder = "single-holder"
    /// Somebody is booked for more than they can give.
    case overBooked = "over-booked"
    /// A booking alone is more than the person has.
    case bookingAboveCapacity = "booking-above-capacity"
    /// The person is away during the booking.
    case bookingDuringLeave = "booking-during-leave"
    /// Hours are booked on days on which the person does not work.
    case bookingWithoutHours = "booking-without-hours"
    /// A booking is for a skill that the person does not hold.
    case bookedSkillNotHeld = "booked-skill-not-held"
    /// Somebody is booked on more than three projects at once.
    case tooManyProjects = "too-many-projects"
    /// A project gets less than a tenth of a person.
    case thinSlice = "thin-slice"
    /// Demand lies outside the horizon.
    case demandOutsideHorizon = "demand-outside-horizon"
    /// A task lies outside the horizon.
    case taskOutsideHorizon = "task-outside-horizon"
    /// A project that rests still has demand or bookings.
    case restingProject = "resting-project"
    /// A project asks for nothing.
    case projectWithoutEstimates = "project-without-estimates"
    /// Nobody answers for a project.
    case projectWithoutOwner = "project-without-owner"
    /// More than half of the projects have the first priority.
    case everythingFirst = "everything-first"

    /// What the findings of the kind have in common, as a heading.
    public var title: String {
      switch self {
      case .noDemand: "Nothing is asked for"
      case .noAsOf: "No date of the plan"
      case .stalePlan: "An old plan"
      case .unheldSkill: "Asked for, but nobody can do it"
      case .singleHolder: "One person alone can do it"
      case .overBooked: "Booked for more than they can give"
      case .bookingAboveCapacity: "Bookings larger than the person"
      case .bookingDuringLeave: "Booked while on leave"
      case .bookingWithoutHours: "Booked on days without work"
      case .bookedSkillNotHeld: "Booked for a skill they do not hold"
      case .tooManyProjects: "On too many projects at once"
      case .thinSlice: "Slices too thin to work in"
      case .demandOutsideHorizon: "Demand outside the horizon"
      case .taskOutsideHorizon: "Tasks outside the horizon"
      case .restingProject: "Resting projects with demand or bookings"
      case .projectWithoutEstimates: "Projects that ask for nothing"
      case .projectWithoutOwner: "Projects without an owner"
      case .everythingFirst: "Everything comes first"
      }
    }
  }

  /// So many findings of one kind.
  public struct Kind: Codable, Sendable, Hashable {
    /// The identifier that the findings share.
    public var id: String
    /// What they have in common, as a heading.
    public var title: String
    /// How many there are.
    public var count: Int
  }

  /// The kinds of the findings, in the order of ``Finding``; those of reading the files come first.
  static func kinds(_ warnings: [Diagnostic]) -> [Kind] {
    var counts: [String: Int] = [:]
    for warning in warnings { counts[warning.id, default: 0] += warning.count }
    let known = Finding.allCases.compactMap { finding in
      counts.removeValue(forKey: finding.rawValue).map {
        Kind(id: finding.rawValue, title: finding.title, count: $0)
      }
    }
    let more = counts.removeValue(forKey: Diagnostic.moreWarnings).map {
      Kind(id: Diagnostic.moreWarnings, title: "Not listed", count: $0)
    }
    return counts.sorted { $0.key < $1.key }
      .map { Kind(id: $0.key, title: "In the plan's files", count: $0.value) }
      + [more].compactMap { $0 } + known
  }
}
