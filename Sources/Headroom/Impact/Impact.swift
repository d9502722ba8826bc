import PlanCompiler
public import PlanModel
public import WorkCalendar

/// What breaks when somebody leaves.
public enum Impact: Verb {
  /// The question.
  public struct Request: Codable, Sendable {
    /// The plan.
    public var plan: Plan
    /// The day of the run: the plan's as_of where it names none.
    public var today: Day
    /// Which work counts.
    public var basis: Basis
    /// Who leaves.
    public var person: String
    /// The first day without them.
    public var from: Day

    /// Asks what breaks in the confirmed work.
    public init(plan: Plan, today: Day, person: String, from: Day) {
      self.plan = plan
      self.today = today
      self.basis = .confirmed
      self.person = person
      self.from = from
    }
  }

  /// Answers the request.
  public static func answer(_ request: Request) async throws(RequestError) -> Answer {
    guard request.plan.people.contains(where: { $0.id == request.person }) else {
      let known = Set(request.plan.people.map(\.id))
      throw RequestError([
        Diagnostic(
          id: RequestFault.unusableOption.rawValue, severity: .error, field: "--remove",
          value: request.person, message: "the plan has no person '\(request.person)'",
          expected: "the id of one of the plan's \(known.count) people",
          suggestion: suggestion(for: request.person, among: known))
      ])
    }
    let before = try await StaffedPlan(
      request.plan, today: request.today, basis: request.basis)
    // Everybody else stays where they are as far as that costs nothing.
    var plan = before.fedBack
    let release = Change.release(Change.Release(.person(request.person), on: request.from - 1))
    do throws(ChangeFault) {
      _ = try release.apply(to: &plan, today: request.today)
    } catch {
      throw RequestError([
        RequestError.unusable("--from", "\(request.from)", expected: error.message)
      ])
    }
    let after = try await StaffedPlan(
      plan, today: request.today, basis: request.basis, horizon: before.plan.grid.horizon)
    return ImpactComposer(request: request, before: before, after: after).answer()
  }
}
