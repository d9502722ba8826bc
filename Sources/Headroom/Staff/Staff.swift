public import PlanModel
public import WorkCalendar

/// Whom to hire, contract and train, and who works longer, so that the structural shortage of the
/// quarters to come is closed at little cost.
///
/// Remedies come one by one, each time the one that costs least for an hour of shortage that it takes
/// away; in the end those that the others make needless are taken out again. Pooled maximum flows of the
/// plan with the remedies say what is closed (``Bottlenecks``: structural hours).
public enum Staff: Verb {
  /// The question.
  public struct Request: Codable, Sendable {
    /// The plan.
    public var plan: Plan
    /// The day of the run: the plan's as_of where it names none.
    public var today: Day
    /// How many quarters to come.
    public var quarters: Int

    /// Asks for the confirmed work of four quarters.
    public init(plan: Plan, today: Day, quarters: Int = 4) {
      self.plan = plan
      self.today = today
      self.quarters = quarters
    }
  }

  /// The most quarters that can be asked for.
  public static let mostQuarters = 40
  /// Working days of training for a level of a skill.
  public static let trainingDaysPerLevel = 10.0
  /// A quarter that lacks less is closed.
  public static let leastHours = 1.0

  /// Answers the request.
  public static func answer(_ request: Request) async throws(RequestError) -> Answer {
    guard (1...mostQuarters).contains(request.quarters) else {
      throw RequestError([
        RequestError.unusable(
          "--quarters", "\(request.quarters)", expected: "1 to \(mostQuarters)")
      ])
    }
    var search = try await StaffSearch(request)
    try await search.run()
    return try await HireListComposer(search).answer()
  }
}
