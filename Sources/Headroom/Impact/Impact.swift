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
    let staffed = try await StaffedPlan(
      request.plan, today: request.today, basis: request.basis)
    var plan = request.plan
    let release = Change.release(Change.Release(.person(request.person), on: request.from - 1))
    do throws(ChangeFault) {
      _ = try release.apply(to: &plan, today: request.today)
    } catch {
      throw RequestError([
        RequestError.unusable(
          "--from", "\(request.from)",
          expected: error.expected.map { "\($0): \(error.message)" } ?? error.message)
      ])
    }
    let without = await CompiledPlan(plan, horizon: staffed.plan.grid.horizon)
    let composer = ImpactComposer(request: request, staffed: staffed, without: without)
    // Nobody else may do more than they can, with or without the person.
    let verifier = AllocationVerifier(
      plan: request.plan, basis: { request.basis.share(of: $0) }, today: request.today)
    _ = try Allocate.valid(verifier.findings(rows: composer.takeover.rows, claimed: nil))
    return composer.answer()
  }
}
