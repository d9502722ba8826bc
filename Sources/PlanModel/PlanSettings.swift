public import WorkCalendar

/// plan.yaml: what holds for the whole plan.
public struct PlanSettings: Hashable, Sendable, Codable {
  /// How long it takes until a hire is productive.
  public struct Hiring: Hashable, Sendable, Codable {
    /// Calendar days from opening to accepted offer.
    public var timeToFillDays: Int
    /// Calendar days from accepted offer to first day.
    public var noticeDays: Int
    /// Weeks from first day to full productivity.
    public var rampUpWeeks: Double
    /// Productivity on the first day, 0 to 1.
    public var rampUpFrom: Double

    /// Lead times, each 0 where it is not given.
    public init(
      timeToFillDays: Int = 0, noticeDays: Int = 0, rampUpWeeks: Double = 0, rampUpFrom: Double = 0
    ) {
      self.timeToFillDays = timeToFillDays
      self.noticeDays = noticeDays
      self.rampUpWeeks = rampUpWeeks
      self.rampUpFrom = rampUpFrom
    }

    /// Calendar days from the decision to the first day.
    public var daysToFirstDay: Int { timeToFillDays + noticeDays }

    /// Calendar days from the decision to full productivity. Rounding: ramp-up to whole days, up.
    public var leadTimeDays: Int {
      daysToFirstDay + Int((rampUpWeeks * 7).rounded(.up))
    }
  }

  /// The utilisations at which colours change.
  public struct Thresholds: Hashable, Sendable, Codable {
    /// From here a cell is amber.
    public var amber: Double
    /// From here a cell is red.
    public var red: Double

    /// By default amber from 85 %, red from 100 %.
    public init(amber: Double = 0.85, red: Double = 1) {
      self.amber = amber
      self.red = red
    }
  }

  /// The version of the format.
  public var format: Int
  /// As people call it.
  public var name: String?
  /// The day on which the plan is true; nil: the day of the run.
  public var asOf: Day?
  /// nil: the first day of demand that counts.
  public var starts: Day?
  /// nil: the last day of demand that counts, unless `quarters` is given.
  public var ends: Day?
  /// Fiscal quarters from that of `starts`.
  public var quarters: Int?
  /// As SEK or EUR; nil: not named.
  public var currency: String?
  /// When the fiscal year begins.
  public var fiscalYear: FiscalYear
  /// Of the plan's standard week.
  public var hoursPerDay: Double
  /// Of the plan's standard week.
  public var workdays: WorkingWeek
  /// Share of the time left after run work that may be planned.
  public var targetUtilisation: Double
  /// Share of the time kept for the business as usual.
  public var runWork: Double
  /// Lead times; nil: not known.
  public var hiring: Hiring?
  /// The utilisations at which colours change.
  public var thresholds: Thresholds
  /// Mode and rules; nil where the plan has none.
  public var governance: Governance?

  /// The settings of a plan without plan.yaml.
  public init() {
    format = 1
    fiscalYear = .calendarYear
    hoursPerDay = 8
    workdays = .mondayToFriday
    targetUtilisation = 1
    runWork = 0
    thresholds = Thresholds()
  }
}

/// How strict the PMO is, and by which rules.
public struct Governance: Hashable, Sendable, Codable {
  /// The kinds of PMO.
  public enum Mode: String, Sendable, Codable, CaseIterable {
    case advisory
    case supportive
    case controlling
    case directive
  }

  /// A rule over results, as it is written.
  public struct Rule: Hashable, Sendable, Codable {
    /// What a violation weighs.
    public enum Severity: String, Sendable, Codable, CaseIterable {
      case advice
      case gate
      case hard
    }

    /// Where the row stands.
    public var origin: RowOrigin
    /// Unique in its table.
    public var id: String
    /// What a violation weighs.
    public var severity: Severity
    /// What it is about: project, person, initiative, …
    public var subject: String
    /// Which of them; nil: all.
    public var condition: String?
    /// What must hold.
    public var requirement: String
    /// The reason, in words.
    public var why: String?
    /// Who answers for it.
    public var owner: String?
    /// What to do about a violation.
    public var repair: String?

    /// A rule that holds for every subject.
    public init(
      id: String, severity: Severity, subject: String, requirement: String,
      origin: RowOrigin = .none
    ) {
      self.origin = origin
      self.id = id
      self.severity = severity
      self.subject = subject
      self.requirement = requirement
    }
  }

  /// How strict the PMO is.
  public var mode: Mode
  /// In the order of plan.yaml.
  public var rules: [Rule]

  /// A mode with its rules.
  public init(mode: Mode, rules: [Rule] = []) {
    self.mode = mode
    self.rules = rules
  }
}
