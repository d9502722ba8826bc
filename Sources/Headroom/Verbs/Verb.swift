public import PlanModel
public import WorkCalendar

/// A question that Headroom answers: a request in, an answer out, both plain values.
///
/// Command line, server and sweep are thin around it: whoever can send a request and read an answer
/// can ask.
public protocol Verb {
  /// The question.
  associatedtype Request: Codable & Sendable
  /// The answer.
  associatedtype Answer: Codable & Sendable

  /// Answers the request.
  ///
  /// The same request gives the same answer on any number of threads.
  ///
  /// - Throws: ``RequestError`` where the request names what the plan does not have.
  static func answer(_ request: Request) async throws(RequestError) -> Answer
}

/// A request that cannot be answered: an option names something that the plan does not have, or a
/// number is out of its range.
public struct RequestError: Error, Hashable, Sendable, Codable {
  /// What is wrong with it.
  public let diagnostics: [Diagnostic]

  /// One or more findings.
  public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}

/// Which plan an answer speaks of.
public struct PlanIdentity: Hashable, Sendable, Codable {
  /// The plan's name; nil where it has none.
  @Nullable public var name: String?
  /// The day on which the plan is taken as true.
  public let asOf: Day
  /// Whether `asOf` is the day of the run because the plan names none.
  public let asOfIsDayOfRun: Bool
  /// nil where the plan names none.
  @Nullable public var currency: String?
  /// `Plan.fingerprint` of PlanModel.
  public let fingerprint: String

  /// The identity of a plan on the day of the run.
  public init(_ plan: Plan, today: Day) {
    self._name = Nullable(wrappedValue: plan.settings.name)
    self.asOf = plan.settings.asOf ?? today
    self.asOfIsDayOfRun = plan.settings.asOf == nil
    self._currency = Nullable(wrappedValue: plan.settings.currency)
    self.fingerprint = plan.fingerprint
  }
}

/// A value that is written as `null` where it is missing, so that a document always has the key.
@propertyWrapper
public struct Nullable<Value: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
  /// The value; nil for `null`.
  public var wrappedValue: Value?

  /// Wraps a value.
  public init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

  /// Reads a value or `null`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    wrappedValue = container.decodeNil() ? nil : try container.decode(Value.self)
  }

  /// Writes the value or `null`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let wrappedValue {
      try container.encode(wrappedValue)
    } else {
      try container.encodeNil()
    }
  }
}

/// Which work counts. Source: PLAN §4, "Status".
public enum Basis: String, Sendable, Codable, CaseIterable {
  /// Committed and active projects.
  case confirmed
  /// Confirmed, and tentative ones and pitches × probability.
  case expected
  /// Tentative ones and pitches at full size: the exposure.
  case all
}

/// Does some work to its end, though the task that waits for it is cancelled.
///
/// - Throws: what the work throws.
func uninterrupted<Value: Sendable>(
  _ work: @escaping @Sendable () async throws(RequestError) -> Value
) async throws(RequestError) -> Value {
  let task = Task { () async -> Result<Value, RequestError> in
    do throws(RequestError) {
      return .success(try await work())
    } catch {
      return .failure(error)
    }
  }
  return try await task.value.get()
}
