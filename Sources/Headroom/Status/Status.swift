public import PlanModel
public import WorkCalendar

/// What has changed since a snapshot: change → effect → who answers → by when to decide.
public enum Status: Verb {
  /// The question.
  public struct Request: Codable, Sendable {
    /// The plan as it is.
    public var plan: Plan
    /// The day of the run.
    public var today: Day
    /// The plan's history, in any order.
    public var snapshots: [Snapshot.Answer]
    /// The snapshot to compare with is the last that is not after this day; nil: the last of all.
    public var since: Day?

    /// Asks what has changed.
    public init(plan: Plan, today: Day, snapshots: [Snapshot.Answer], since: Day? = nil) {
      self.plan = plan
      self.today = today
      self.snapshots = snapshots
      self.since = since
    }
  }

  /// Answers the request.
  ///
  /// - Throws: `no-snapshot` where the history has none of that time, and what `bottlenecks` throws.
  public static func answer(_ request: Request) async throws(RequestError) -> Answer {
    let known = request.snapshots.sorted(by: Snapshot.precedes)
    guard let first = known.first else { throw RequestError([Snapshot.none]) }
    let old = known.last { row in request.since.map { row.plan.asOf <= $0 } ?? true }
    guard let old else {
      throw RequestError([
        Diagnostic(
          id: RequestFault.noSnapshot.rawValue, severity: .error, field: "--since",
          value: request.since?.description, message: "the plan's history has no snapshot so old",
          expected: "a day on or after \(first.plan.asOf), or last")
      ])
    }
    let now = try await Snapshot.answer(
      Snapshot.Request(plan: request.plan, today: request.today))
    return StatusComposer(old, now, plan: request.plan).answer
  }
}
