public import WorkCalendar

/// A small commented plan to begin with: it runs as it stands and shows one bottleneck.
///
///     let files = StarterPlan.answer(.init(today: today)).files   // plan.yaml, people.csv, …
///
/// Seven people and three projects over the two quarters after `today`; design (`ux`) is short of
/// people in the first of them.
/// plan.yaml says every default that changes a number, so that none is hidden (PLAN §1).
public enum StarterPlan {
  /// For when the plan is written.
  public struct Request: Hashable, Sendable, Codable {
    /// The plan is true on this day and begins with the next calendar quarter.
    public var today: Day

    /// A plan that begins after that day.
    public init(today: Day) { self.today = today }
  }

  /// The files, plan.yaml first.
  public struct Answer: Hashable, Sendable, Codable {
    /// What was written, as a sentence.
    public let summary: String
    /// The files of the plan's folder.
    public let files: [TextFile]
  }

  /// A file of text.
  public struct TextFile: Hashable, Sendable, Codable {
    /// The name within the plan's folder.
    public let name: String
    /// The content, in lines that end in a line feed.
    public let text: String
  }

  /// Writes the plan. The same day gives the same bytes.
  public static func answer(_ request: Request) -> Answer {
    let dates = StarterDates(today: request.today)
    let files = [
      TextFile(name: "plan.yaml", text: settings(dates)),
      TextFile(name: "people.csv", text: people),
      TextFile(name: "projects.csv", text: projects(dates)),
      TextFile(name: "demand.csv", text: demand(dates)),
      TextFile(name: "assignments.csv", text: assignments(dates)),
      TextFile(name: "absences.csv", text: absences(dates)),
      TextFile(name: "training.csv", text: training(dates)),
      TextFile(name: "contracts.csv", text: contracts(dates)),
      TextFile(name: "holidays.csv", text: holidays(dates)),
    ]
    return Answer(
      summary: "A starter plan of 7 people and 3 projects from \(dates.starts) to \(dates.ends).",
      files: files)
  }
}

/// The days that the starter plan names.
struct StarterDates {
  let today: Day
  let starts: Day
  /// Last day of the first quarter.
  let middle: Day
  let ends: Day

  init(today: Day) {
    self.today = today
    let first = Period(of: today, grain: .quarter, in: .calendarYear).next(in: .calendarYear)
    starts = first.days(in: .calendarYear).first
    middle = first.days(in: .calendarYear).last
    ends = first.next(in: .calendarYear).days(in: .calendarYear).last
  }

  /// The Monday of the week that lies that many weeks after the start.
  func monday(_ week: Int) -> Day { (starts + (7 * week + 6)).startOfWeek }
}
