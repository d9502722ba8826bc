public import PlanModel
public import WorkCalendar

/// Can we take this on? The earliest start of new work that adds no shortage to committed work, what it
/// costs, who could do it, and what must give way where it has to start earlier.
///
/// New work fits where the shortage of the confirmed work and of the new work together, week by week and
/// exact, is no larger than that of the confirmed work alone.
public enum Intake: Verb {
  /// The question.
  public struct Request: Codable, Sendable {
    /// The plan.
    public var plan: Plan
    /// The day of the run: the plan's as_of where it names none.
    public var today: Day
    /// The new work; its id is none of the plan's projects'.
    public var pitch: Pitch

    /// Asks whether a plan can take a pitch on.
    public init(plan: Plan, today: Day, pitch: Pitch) {
      self.plan = plan
      self.today = today
      self.pitch = pitch
    }
  }

  /// The last start that is tried: so many weeks after the first.
  public static let mostWeeks = 156
  /// Hours of shortage below this are the rounding of sums.
  public static let leastHours = 0.01
  /// So many ways to make it fit are told.
  public static let mostWays = 3

  /// Answers the request.
  ///
  /// - Throws: `unusable-pitch` where the pitch asks for no work, or ends before the plan begins.
  public static func answer(_ request: Request) async throws(RequestError) -> Answer {
    let study = try await IntakeStudy(request)
    var displacement = IntakeDisplacement.none
    var ways: [Way] = []
    if !study.fits(0) {
      displacement = try await IntakeDisplacement(study)
      ways = try await IntakeWays(study, displacement)?.cheapest() ?? []
    }
    return try await IntakeComposer(study: study, displacement: displacement, ways: ways).answer()
  }
}
