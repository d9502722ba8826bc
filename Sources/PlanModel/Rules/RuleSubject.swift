/// What a rule can be about; the raw value is what `for` says.
public enum RuleSubject: String, Sendable, Codable, CaseIterable {
  /// Every project that is not done or cancelled.
  case project
  /// Every person.
  case person
  /// Every initiative.
  case initiative
  /// Every goal.
  case goal
  /// The plan as a whole.
  case plan
  /// Every bottleneck to come of the confirmed work, by quarter, as `bottlenecks` tells them.
  case bottleneck
  /// Every fiscal quarter to come.
  case quarter

  /// The type of a value.
  public enum ValueType: String, Sendable {
    case number
    case text
    case day = "date"
    case truth = "yes or no"
  }

  /// A field of a subject.
  public struct Field: Hashable, Sendable {
    /// As rules write it.
    public var name: String
    /// What it holds.
    public var type: ValueType
    /// It has a value in each week of the horizon, and stands within a function.
    public var isWeekly: Bool
  }

  /// In the order of the documentation.
  public var fields: [Field] {
    switch self {
    case .project:
      Self.fields(
        text: [
          "id", "name", "status", "initiative", "owner", "manager", "sponsor", "budget_owner",
          "gate",
        ],
        number: [
          "priority", "probability", "value", "cost_of_delay", "budget", "milestones",
          "demand_hours",
          "short_hours", "spent",
        ], day: ["start", "finish", "deadline", "must_finish"], truth: ["must_have"])
    case .person:
      Self.fields(
        text: ["id", "name", "team", "team.lead", "role", "location", "manager"],
        number: ["fte", "skills"], day: ["start", "end"],
        weekly: ["utilisation", "booked_hours", "plannable_hours", "free_hours"])
    case .initiative:
      Self.fields(
        text: ["id", "name", "goal", "owner", "budget_owner"],
        number: [
          "value", "floor", "cap", "budget", "projects", "demand_hours", "short_hours", "spent",
        ])
    case .goal:
      Self.fields(
        text: ["id", "name", "owner"],
        number: [
          "weight", "value", "budget", "projects", "demand_hours", "short_hours", "spent",
        ])
    case .plan:
      Self.fields(
        text: ["name"],
        number: [
          "people", "projects", "value", "budget", "demand_hours", "short_hours", "spent",
          "plannable_hours", "utilisation", "bottlenecks",
        ])
    case .bottleneck:
      Self.fields(
        text: ["id", "period", "kind"],
        number: ["missing_fte", "missing_hours", "hires_needed", "holders"], day: ["decide_by"],
        truth: ["decide_by_passed"])
    case .quarter:
      Self.fields(
        text: ["id"],
        number: [
          "number", "probability", "missing_hours", "missing_fte", "exposure_hours",
          "exposure_fte",
        ], day: ["start", "end"])
    }
  }

  private static func fields(
    text: [String], number: [String], day: [String] = [], truth: [String] = [],
    weekly: [String] = []
  ) -> [Field] {
    text.map { Field(name: $0, type: .text, isWeekly: false) }
      + number.map { Field(name: $0, type: .number, isWeekly: false) }
      + day.map { Field(name: $0, type: .day, isWeekly: false) }
      + truth.map { Field(name: $0, type: .truth, isWeekly: false) }
      + weekly.map { Field(name: $0, type: .number, isWeekly: true) }
  }
}
