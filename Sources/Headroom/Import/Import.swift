public import PlanModel
public import WorkCalendar

/// A plan from hours that were worked: who is there, what they can give, and the work that goes on.
///
/// The rules, with as_of the last day with hours, and N = ``Request/recentWeeks``:
/// 1. *People*: everyone in the table. Who has no hours in the last ``absentWeeks`` weeks has left: their
///    last day is the last one with hours.
/// 2. *Capacity*: a person's FTE is the mean of their hours over the weeks in which they worked, among
///    the last N weeks up to their last day, ÷ the standard week. It is what they record, not their
///    contract.
/// 3. *Team and role*: those of most of a person's hours in these weeks; without roles the team is the
///    role: its members do its work.
/// 4. *Projects*: one with hours in the last ``activeWeeks`` weeks goes on, any other is done.
/// 5. *Demand*: for each project that goes on and each role its hours in the last N weeks ÷ N, each
///    week from the day after as_of to the end of the last quarter. The hours of those who have left
///    are in it.
/// 6. *Bookings*: for the next N weeks people stay on projects that go on, each with their hours there
///    in the last N weeks ÷ N a week (hard). So nobody is over-booked, and what they do not book is what
///    the weeks without hours leave free.
/// 7. *Run work*: a person's share of business as usual in the hours of rule 2, and for the plan that of
///    all hours of the last N weeks.
///
/// What was worked fits what people gave, so work that goes on is short only where people have left; new
/// work is added to demand.csv.
///
/// Rounding: capacity up and work down, to a thousandth of an FTE and a hundredth of an hour, so that
/// rounding makes nothing short.
///
/// Weeks are blocks of seven days that end on as_of. Hours of a row over several days are spread evenly
/// over its days from monday to friday, or over all where there are none.
public enum Import: Verb {
  /// Weeks in which a project must have hours to go on.
  public static let activeWeeks = 4
  /// Weeks without hours after which a person counts as gone; longer than a holiday.
  public static let absentWeeks = 6

  /// The question.
  public struct Request: Codable, Sendable {
    /// Who worked when, on what.
    public var rows: [Actual]
    /// The plan's name.
    public var name: String?
    /// Hours of a full-time day.
    public var hoursPerDay: Double
    /// How many weeks tell what people can give and what projects ask for: 1 to 520.
    public var recentWeeks: Int
    /// How many whole quarters after as_of the work is carried forward: 1 to 40.
    public var quarters: Int
    /// Whether people stay booked on what they do now.
    public var books: Bool

    /// Asks for two quarters from thirteen weeks.
    public init(
      rows: [Actual], name: String? = nil, hoursPerDay: Double = 8, recentWeeks: Int = 13,
      quarters: Int = 2, books: Bool = true
    ) {
      self.rows = rows
      self.name = name
      self.hoursPerDay = hoursPerDay
      self.recentWeeks = recentWeeks
      self.quarters = quarters
      self.books = books
    }
  }

  /// The plan, and what it was made of.
  public struct Answer: Codable, Sendable {
    /// A sentence or two.
    public var summary: String
    /// Its rows have no origin.
    public var plan: Plan
    /// The last day with hours.
    public var asOf: Day
    /// Everyone in the table.
    public var people: Int
    /// Those who have not left.
    public var peopleThere: Int
    /// All projects of the table.
    public var projects: Int
    /// Those that go on.
    public var projectsGoingOn: Int
    /// The mean hours of a person in a week with hours.
    public var hoursPerPersonWeek: Double
  }

  /// Makes the plan.
  ///
  /// - Complexity: rows × days of their windows.
  public static func answer(_ request: Request) throws(RequestError) -> Answer {
    var problems: [Diagnostic] = []
    if !(1...520).contains(request.recentWeeks) {
      problems.append(
        .unusable("--recent-weeks", "\(request.recentWeeks)", expected: "1 to 520"))
    }
    if !(1...40).contains(request.quarters) {
      problems.append(.unusable("--quarters", "\(request.quarters)", expected: "1 to 40"))
    }
    let worked = request.rows.filter { $0.hours > 0 }
    let last = worked.map(\.days.last).max()
    if last == nil {
      problems.append(
        Diagnostic(
          id: "nothing-to-import", severity: .error, message: "the table holds no hours",
          expected: "at least one row with hours within the filter",
          suggestion: "look at the mapping's filter and its column of hours"))
    }
    guard problems.isEmpty, let last else { throw RequestError(problems) }
    return HistoryPlan(request, worked, asOf: last).answer()
  }
}

extension Diagnostic {
  /// An option of `import` whose value cannot be used.
  fileprivate static func unusable(
    _ option: String, _ value: String, expected: String
  ) -> Diagnostic {
    RequestError.unusable(option, value, expected: expected)
  }
}
