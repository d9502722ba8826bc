public import PlanModel
public import WorkCalendar

/// How shortage, finish dates and budgets have moved between snapshots and the plan as it is.
public enum Trend: Verb {
  /// The question.
  public struct Request: Codable, Sendable {
    /// The plan as it is.
    public var plan: Plan
    /// The day of the run.
    public var today: Day
    /// The plan's history, in any order.
    public var snapshots: [Snapshot.Answer]

    /// Asks how a plan has moved.
    public init(plan: Plan, today: Day, snapshots: [Snapshot.Answer]) {
      self.plan = plan
      self.today = today
      self.snapshots = snapshots
    }
  }

  /// Answers the request.
  ///
  /// - Throws: `no-snapshot` where the history is empty, and what `bottlenecks` throws.
  public static func answer(_ request: Request) async throws(RequestError) -> Answer {
    guard !request.snapshots.isEmpty else { throw RequestError([Snapshot.none]) }
    let now = try await Snapshot.answer(
      Snapshot.Request(plan: request.plan, today: request.today))
    var rows = request.snapshots.sorted(by: Snapshot.precedes)
    // A plan that has not changed since its last snapshot is that snapshot.
    let isSame = rows.last.map { $0.plan.fingerprint == now.plan.fingerprint } ?? false
    if !isSame { rows.append(now) }
    return TrendComposer(rows, now: now, hasNow: !isSame).answer
  }
}

extension Snapshot {
  /// In order of time; those of one day by label, the one without first.
  public static func precedes(_ left: Answer, _ right: Answer) -> Bool {
    (left.plan.asOf, left.label ?? "") < (right.plan.asOf, right.label ?? "")
  }

  /// The history is empty.
  static var none: Diagnostic {
    Diagnostic(
      id: RequestFault.noSnapshot.rawValue, severity: .error,
      message: "the plan has no history yet",
      suggestion: "keep a snapshot whenever the plan is decided on: headroom snapshot PLAN")
  }
}
