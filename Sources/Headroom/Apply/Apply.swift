public import PlanModel
public import WorkCalendar

/// What a scenario or an answer changes in the plan's files, and whether it may be written.
///
/// The engine knows no files: whoever asks has found the edit, and writes it where the answer allows.
public enum Apply: Verb {
  /// The question.
  public struct Request: Codable, Sendable {
    /// The plan as it is.
    public var plan: Plan
    /// The day of the run.
    public var today: Day
    /// What is to be written.
    public var source: Source
    /// Whether it may become what it is to be, and what that is.
    public var ruling: Ruling
    /// What happens to the files.
    public var differences: [PlanDifference]
    /// Whether it is to be written, not only shown.
    public var isWanted: Bool
    /// With whom it is agreed, or why, that what the team has filled in is replaced; nil: with nobody.
    public var agreed: String?

    /// Asks about differences that a source makes.
    public init(
      plan: Plan, today: Day, source: Source, ruling: Ruling, differences: [PlanDifference],
      isWanted: Bool, agreed: String? = nil
    ) {
      self.plan = plan
      self.today = today
      self.source = source
      self.ruling = ruling
      self.differences = differences
      self.isWanted = isWanted
      self.agreed = agreed
    }
  }

  /// Where the changes come from.
  public struct Source: Codable, Sendable, Hashable {
    /// What it is.
    public enum Kind: String, Codable, Sendable, Hashable, CaseIterable {
      /// A scenario of `whatif`, or changes as text.
      case scenario
      /// An answer of `allocate`, as JSON or as the table that `--csv` writes.
      case allocation
      /// An answer of `balance --select` as JSON.
      case selection
    }

    /// What it is.
    public var kind: Kind
    /// The scenario's name, or the file's.
    public var name: String
    /// What it is, in words; null where it has none.
    @Nullable public var title: String?
    /// What is taken from it, a sentence each.
    public var taken: [String]
    /// What is not, a sentence each.
    public var leftOut: [String]

    /// A source of which all is taken.
    public init(_ kind: Kind, name: String, title: String? = nil) {
      self.kind = kind
      self.name = name
      self._title = Nullable(wrappedValue: title)
      taken = []
      leftOut = []
    }
  }

  /// Answers the request.
  public static func answer(_ request: Request) async throws(RequestError) -> Answer {
    let obstacles = request.ruling.obstacles + agreements(request)
    let files = files(of: request.differences)
    let decision = Decision(obstacles)
    let isWritten = decision == .allowed && request.isWanted && !files.isEmpty
    var answer = Answer(
      plan: PlanIdentity(request.plan, today: request.today), summary: "",
      source: request.source, mode: request.plan.settings.governance?.mode, decision: decision,
      obstacles: obstacles, repair: request.ruling.repair.map(\.text), agreed: request.agreed,
      isAllowed: decision == .allowed, isWritten: isWritten,
      replaced: request.differences.count { $0.old != nil && $0.kind != .rowRemoved },
      fingerprintAfter: request.ruling.plan.fingerprint, files: files,
      changes: request.differences.map(Change.init))
    answer.summary = ApplySentence(answer, isWanted: request.isWanted).text
    return answer
  }

  /// In supportive mode what the team has filled in, where nobody says that it agrees: by what it is about.
  private static func agreements(_ request: Request) -> [Obstacle] {
    let plan = request.plan
    let isGoverned =
      plan.settings.governance != nil || plan.initiatives.contains { $0.mode != nil }
    guard request.agreed == nil, isGoverned else { return [] }
    let held = HeldSubjects(plan)
    let places = GovernedPlaces(plan)
    var replaced: [GovernedSubject: Int] = [:]
    for difference in request.differences where difference.old != nil {
      let subject = places.subject(of: difference)
      // Without governance of its own the plan asks nobody.
      guard held.mode(subject) == .supportive, subject != .plan || plan.settings.governance != nil
      else { continue }
      replaced[subject, default: 0] += 1
    }
    return replaced.sorted { $0.key < $1.key }.map { subject, count in
      Obstacle(
        .agreement, .supportive, "\(subject)",
        """
        \(counted(count, "entry", "entries")) about \(subject) that the team has made \
        would be replaced: agree on it
        """)
    }
  }

  /// What happens to each file, by name.
  private static func files(of differences: [PlanDifference]) -> [FileRow] {
    var rows: [String: FileRow] = [:]
    for difference in differences {
      var row =
        rows[difference.file]
        ?? FileRow(
          file: difference.file, isNew: false, cells: 0, rowsAdded: 0, rowsRemoved: 0,
          columnsAdded: 0)
      switch difference.kind {
      case .cell, .key: row.cells += 1
      case .rowAdded: row.rowsAdded += 1
      case .rowRemoved: row.rowsRemoved += 1
      case .columnAdded: row.columnsAdded += 1
      case .fileAdded:
        row.isNew = true
        // Its first line is the header.
        let lines = difference.new?.split(separator: "\n").count ?? 1
        row.rowsAdded += max(0, lines - 1)
      }
      rows[difference.file] = row
    }
    return rows.values.sorted { $0.file < $1.file }
  }
}
