public import PlanModel
public import WorkCalendar

/// A realistic plan out of a seed, of any size: to try Headroom on, and to measure it by.
///
///     let request = Generate.Request(people: 120, projects: 24, weeks: 78, load: 0.9, seed: 7)
///     let plan = try Generate.answer(request).plan
///
/// What it promises, for plans of at least 5 people: skills of Zipf frequency, 1 to 4 a person (2.2
/// on average); at least 80 % of the people are the only ones who may serve exactly the demand that
/// they may serve; 90 % hang together through shared skills; a third have bookings; a quarter of the
/// projects are tentative or pitched. Numbers, names and firms are invented; holidays are real.
public enum Generate {
  /// What to generate.
  public struct Request: Hashable, Sendable, Codable {
    /// 1 to 100,000.
    public var people: Int
    /// 1 to 10,000.
    public var projects: Int
    /// Length of the horizon, 1 to 1,040.
    public var weeks: Int
    /// Confirmed demand ÷ plannable capacity over the horizon, 0 to 10; quarters vary around it.
    public var load: Double
    /// The same request gives the same plan.
    public var seed: UInt64
    /// The plan starts with the first calendar quarter after it. Not the day of the run by default,
    /// so that a seed gives the same plan on every day.
    public var asOf: Day

    /// The day on which generated plans are true unless another is asked: 2026-11-23.
    public static let defaultAsOf = Day(number: 20_780)

    /// A plan of that size.
    public init(
      people: Int, projects: Int, weeks: Int, load: Double = 0.9, seed: UInt64 = 1,
      asOf: Day = Request.defaultAsOf
    ) {
      self.people = people
      self.projects = projects
      self.weeks = weeks
      self.load = load
      self.seed = seed
      self.asOf = asOf
    }
  }

  /// The plan.
  public struct Answer: Hashable, Sendable, Codable {
    /// A sentence on its size.
    public let summary: String
    /// Its rows have no origin.
    public let plan: Plan
  }

  /// Why a request cannot be met.
  public enum Failure: Error, Hashable, Sendable, Codable {
    /// The number of people is not within the limits.
    case people(Int, allowed: ClosedRange<Int>)
    /// The number of projects is not within the limits.
    case projects(Int, allowed: ClosedRange<Int>)
    /// The number of weeks is not within the limits.
    case weeks(Int, allowed: ClosedRange<Int>)
    /// The load is not within the limits, or no number.
    case load(Double, allowed: ClosedRange<Double>)
    /// The plan would begin or end outside the years 2 to 9990.
    case asOf(Day)
  }

  /// Generates the plan.
  ///
  /// - Complexity: proportional to people × days of the horizon.
  /// - Throws: ``Failure`` where a number is out of its range.
  public static func answer(_ request: Request) throws(Failure) -> Answer {
    let (people, projects, weeks) = (1...100_000, 1...10_000, 1...1_040)
    guard people.contains(request.people) else {
      throw .people(request.people, allowed: people)
    }
    guard projects.contains(request.projects) else {
      throw .projects(request.projects, allowed: projects)
    }
    guard weeks.contains(request.weeks) else { throw .weeks(request.weeks, allowed: weeks) }
    guard (0...10).contains(request.load) else { throw .load(request.load, allowed: 0...10) }
    guard (2...9960).contains(request.asOf.civil.year) else { throw .asOf(request.asOf) }
    var generator = PlanGenerator(request)
    let plan = generator.generate()
    let summary =
      "\(plan.people.count) people, \(plan.projects.count) projects and "
      + "\(plan.demand.count) demands over \(request.weeks) weeks, seed \(request.seed)."
    return Answer(summary: summary, plan: plan)
  }
}

extension Generate.Failure: CustomStringConvertible {
  /// What was asked and what is allowed.
  public var description: String {
    switch self {
    case .people(let value, let allowed): "people: \(value); expected \(allowed)"
    case .projects(let value, let allowed): "projects: \(value); expected \(allowed)"
    case .weeks(let value, let allowed): "weeks: \(value); expected \(allowed)"
    case .load(let value, let allowed): "load: \(value); expected a number of \(allowed)"
    case .asOf(let day): "as_of: \(day); expected a year from 2 to 9960"
    }
  }
}

extension Generate.Failure {
  /// The failure as every verb tells what it cannot answer.
  public var asRequestError: RequestError {
    RequestError([
      Diagnostic(
        id: RequestFault.unusableOption.rawValue, severity: .error,
        message: "cannot generate: \(self)")
    ])
  }
}
