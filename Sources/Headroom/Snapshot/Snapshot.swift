public import PlanModel
public import WorkCalendar

/// The key results of a plan on a day, small enough to keep: what `trend` and `status` compare.
public enum Snapshot: Verb {
  /// The question.
  public struct Request: Codable, Sendable {
    /// The plan.
    public var plan: Plan
    /// The day of the run: the plan's as_of where it names none.
    public var today: Day
    /// What tells it from others of the same day; nil: nothing.
    public var label: String?

    /// Asks for the key results of a plan.
    public init(plan: Plan, today: Day, label: String? = nil) {
      self.plan = plan
      self.today = today
      self.label = label
    }
  }

  /// Letters of a label at most.
  private static let longestLabel = 40

  /// Answers the request.
  ///
  /// - Throws: `unusable-option` for a label that cannot be part of a file's name, and what `bottlenecks`
  ///   throws.
  public static func answer(_ request: Request) async throws(RequestError) -> Answer {
    if let label = request.label, !isUsable(label) {
      throw RequestError([
        RequestError.unusable(
          "--label", "'\(label.prefix(longestLabel))'",
          expected: "letters, digits, - and _, at most \(longestLabel)")
      ])
    }
    switch await Study.result(of: request.plan, today: request.today) {
    case .failure(let error): throw error
    case .success(let study): return SnapshotComposer(study, request).answer
    }
  }

  private static func isUsable(_ label: String) -> Bool {
    let letters = label.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    return letters && (1...longestLabel).contains(label.utf8.count)
  }
}
