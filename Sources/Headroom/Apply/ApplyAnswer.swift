public import PlanModel

extension Apply {
  /// What changes in the plan's files.
  public struct Answer: Codable, Sendable, Hashable {
    /// `headroom.apply/1`.
    public var schema = "headroom.apply/1"
    /// The plan before.
    public var plan: PlanIdentity
    /// The answer in a sentence or two.
    public var summary: String
    /// Where the changes come from.
    public var source: Source
    /// How strict the plan is run; null where it does not say.
    @Nullable public var mode: Governance.Mode?
    /// What is decided about the change.
    public var decision: Decision
    /// What stands in its way.
    public var obstacles: [Obstacle]
    /// In directive mode what repairs the plan after the change, and is written with it.
    public var repair: [String]
    /// With whom it is agreed, or why, that what the team has filled in is replaced; null: with nobody.
    @Nullable public var agreed: String?
    /// Whether the plan may be written.
    public var isAllowed: Bool
    /// Whether the files have been written.
    public var isWritten: Bool
    /// How many cells and keys had another text, not none.
    public var replaced: Int
    /// The fingerprint of the plan after the changes.
    public var fingerprintAfter: String
    /// The files that change, by name.
    public var files: [FileRow]
    /// Everything that changes, by file and line.
    public var changes: [Change]
  }

  /// What is decided about a change: the gravest of what stands in its way.
  public enum Decision: String, Codable, Sendable, Hashable, CaseIterable {
    /// It may be written.
    case allowed
    /// Supportive mode: the team is to agree first.
    case unagreed
    /// Advisory mode: it is shown, not written.
    case advised
    /// A gate or hard rule fails, or a project with a pin would change.
    case rejected
    /// Directive mode: it is proven that the hard rules cannot be met.
    case impossible

    init(_ obstacles: [Obstacle]) {
      let decisions = obstacles.map { obstacle -> Decision in
        switch obstacle.kind {
        case .agreement: .unagreed
        case .advised: .advised
        case .pinned, .rule: .rejected
        case .impossible: .impossible
        }
      }
      self = Decision.allCases.last { decisions.contains($0) } ?? .allowed
    }
  }

  /// What happens to a file.
  public struct FileRow: Codable, Sendable, Hashable {
    /// Its name within the plan's folder.
    public var file: String
    /// Whether it was not there before.
    public var isNew: Bool
    /// Cells, of plan.yaml keys, that get another text.
    public var cells: Int
    /// Rows that come in.
    public var rowsAdded: Int
    /// Rows that go.
    public var rowsRemoved: Int
    /// Columns that come in.
    public var columnsAdded: Int
  }

  /// Something that changes.
  public struct Change: Codable, Sendable, Hashable {
    /// What happens.
    public var kind: PlanDifference.Kind
    /// The file's name within the plan's folder.
    public var file: String
    /// The line before the change; null for what is new.
    @Nullable public var line: Int?
    /// What the row is about; null where it is about no row.
    @Nullable public var row: String?
    /// The column, or the key of plan.yaml; null where it is about a whole row or file.
    @Nullable public var column: String?
    /// The text before; null where there was none.
    @Nullable public var old: String?
    /// The text after; null where there is none.
    @Nullable public var new: String?

    init(_ difference: PlanDifference) {
      kind = difference.kind
      file = difference.file
      _line = Nullable(wrappedValue: difference.line)
      _row = Nullable(wrappedValue: difference.row)
      _column = Nullable(wrappedValue: difference.column)
      _old = Nullable(wrappedValue: difference.old)
      _new = Nullable(wrappedValue: difference.new)
    }
  }
}
