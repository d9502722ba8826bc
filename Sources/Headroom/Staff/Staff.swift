public import PlanModel
public import WorkCalendar

/// Whom to hire, contract and train, and who works longer, so that the structural shortage of the
/// quarters to come is closed at least cost.
///
/// An integer programme over whole people: each set of work that is short in a quarter (a minimum cut of
/// its pooled flow) needs as many hours as it lacks, of whatever may serve any of it. Its rows come in as
/// they are broken; the answer says whether it is proven, or how far it can be from the least cost. Where
/// everything that can be bought leaves some hours, no more than those remain. Where a pay is not known,
/// the plan's mean pay stands for it in the comparison. Pooled maximum flows of the plan with the
/// packages say what is closed (``Bottlenecks``: structural hours).
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
