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
    /// The plan that the files will then give.
    public var fingerprintAfter: String
    /// What happens to the files.
    public var differences: [PlanDifference]
    /// Whether it is to be written, not only shown.
    public var isWanted: Bool

    /// Asks about differences that a source makes.
    public init(
      plan: Plan, today: Day, source: Source, fingerprintAfter: String,
      differences: [PlanDifference], isWanted: Bool
    ) {
      self.plan = plan
      self.today = today
      self.source = source
      self.fingerprintAfter = fingerprintAfter
      self.differences = differences
      self.isWanted = isWanted
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
    let mode = request.plan.settings.governance?.mode
    let isAllowed = mode != .advisory
    let files = files(of: request.differences)
    let isWritten = isAllowed && request.isWanted && !files.isEmpty
    return Answer(
      plan: PlanIdentity(request.plan, today: request.today),
      summary: ApplySentence(request.source, files, mode: mode, isWritten: isWritten).text,
      source: request.source, mode: mode, isAllowed: isAllowed, isWritten: isWritten,
      replaced: request.differences.count { $0.old != nil && $0.kind != .rowRemoved },
      fingerprintAfter: request.fingerprintAfter, files: files,
      changes: request.differences.map(Change.init))
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
