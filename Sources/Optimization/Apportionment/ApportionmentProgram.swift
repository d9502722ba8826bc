/// Money, or anything else that can be divided, split over groups whose value rises ever more slowly.
///
/// Maximise Σ value of the groups − Σ ½ pull × (part − wanted)² − ½ vᵀ H v, where v are the groups' values,
/// so that
///
///     Σ parts of a group = the group's start + what its pieces take, in order,
///     Σ amount × part ≤ limit (or = limit) for each row, 0 ≤ part ≤ its limit.
///
/// Units: parts, starts, widths and limits in one unit (money), values in another; slopes are value a unit of
/// money, pulls value a unit of money squared.
public struct ApportionmentProgram: Sendable, Hashable {
  /// A stretch of a group's value curve.
  public struct Piece: Sendable, Hashable {
    /// How much it takes, not negative.
    public var width: Double
    /// The value of each unit, at most that of the piece before it.
    public var slope: Double

    /// A stretch.
    public init(width: Double, slope: Double) {
      self.width = width
      self.slope = slope
    }
  }

  /// What is valued by its sum.
  public struct Group: Sendable, Hashable {
    /// What its parts add up to before the first piece; exactly that where it has no pieces.
    public var start: Double
    /// Its value there.
    public var value: Double
    /// The curve from there on; it ends with the last piece.
    public var pieces: [Piece]

    /// A group that begins at a sum and a value.
    public init(start: Double = 0, value: Double = 0, pieces: [Piece]) {
      self.start = start
      self.value = value
      self.pieces = pieces
    }
  }

  /// What is chosen.
  public struct Part: Sendable, Hashable {
    /// The group that it counts in; nil for none.
    public var group: Int?
    /// The most that it may be.
    public var limit: Double
    /// What it would be by itself.
    public var wanted: Double
    /// How dear it is to be anything else; 0: not at all.
    public var pull: Double
    /// What each unit takes of rows, each row once.
    public var uses: [Use]

    /// A part.
    public init(
      group: Int?, limit: Double, wanted: Double = 0, pull: Double = 0, uses: [Use] = []
    ) {
      self.group = group
      self.limit = limit
      self.wanted = wanted
      self.pull = pull
      self.uses = uses
    }
  }

  /// What a unit of a part takes of a row.
  public struct Use: Sendable, Hashable {
    /// The row.
    public var row: Int
    /// How much, of either sign.
    public var amount: Double

    /// A use of a row.
    public init(row: Int, amount: Double) {
      self.row = row
      self.amount = amount
    }
  }

  /// A limit on sums of parts.
  public struct Row: Sendable, Hashable {
    /// The most; or the sum itself.
    public var limit: Double
    /// Whether the sum is neither more nor less.
    public var isExact: Bool

    /// A limit.
    public init(limit: Double, isExact: Bool = false) {
      self.limit = limit
      self.isExact = isExact
    }
  }

  /// The correlation of two groups' values.
  public struct Correlation: Sendable, Hashable {
    /// A group.
    public var first: Int
    /// Another.
    public var second: Int
    /// −1 to 1.
    public var value: Double

    /// A correlation.
    public init(_ first: Int, _ second: Int, _ value: Double) {
      self.first = first
      self.second = second
      self.value = value
    }
  }

  /// What uncertain values cost: H = aversion × D R D, with D the deviations and R the correlations.
  public struct Risk: Sendable, Hashable {
    /// For each group the standard deviation of its value, as a share of it.
    public var deviations: [Double]
    /// Each pair once; others are not correlated.
    public var correlations: [Correlation]
    /// Not negative; units: 1 ÷ value.
    public var aversion: Double

    /// A charge for risk.
    public init(deviations: [Double], correlations: [Correlation], aversion: Double) {
      self.deviations = deviations
      self.correlations = correlations
      self.aversion = aversion
    }

    /// The variance of the sum of values.
    public func variance(of values: [Double]) -> Double {
      var sum = 0.0
      for (value, share) in zip(values, deviations) { sum += (value * share) * (value * share) }
      for pair in correlations {
        sum +=
          2 * pair.value * deviations[pair.first] * values[pair.first]
          * deviations[pair.second] * values[pair.second]
      }
      return sum
    }
  }

  /// What is valued.
  public var groups: [Group]
  /// What is chosen.
  public var parts: [Part]
  /// What limits it.
  public var rows: [Row]
  /// nil: values are taken as they are.
  public var risk: Risk?

  /// A program.
  public init(groups: [Group] = [], parts: [Part] = [], rows: [Row] = [], risk: Risk? = nil) {
    self.groups = groups
    self.parts = parts
    self.rows = rows
    self.risk = risk
  }

  /// Refuses what has no meaning: NaN, infinity, a negative width or limit, a rising slope, an index
  /// out of range.
  func validate() throws(InteriorPointError) {
    func refuse(_ what: String, unless isFine: Bool) throws(InteriorPointError) {
      guard isFine else { throw .invalidInput(what) }
    }
    for (number, group) in groups.enumerated() {
      try refuse("group \(number)", unless: group.start.isFinite && group.value.isFinite)
      var last = Double.infinity
      for piece in group.pieces {
        try refuse(
          "a piece of group \(number)",
          unless: piece.width >= 0 && piece.width.isFinite && piece.slope.isFinite
            && piece.slope <= last)
        last = piece.slope
      }
    }
    for (number, part) in parts.enumerated() {
      try refuse(
        "part \(number)",
        unless: part.limit >= 0 && part.limit.isFinite && part.wanted.isFinite
          && part.pull >= 0 && part.pull.isFinite && part.group.map(groups.indices.contains) ?? true
          && part.uses.allSatisfy { rows.indices.contains($0.row) && $0.amount.isFinite })
    }
    try refuse("a row", unless: rows.allSatisfy(\.limit.isFinite))
    guard let risk else { return }
    try refuse(
      "the risk",
      unless: risk.deviations.count == groups.count && risk.aversion >= 0
        && risk.aversion.isFinite && risk.deviations.allSatisfy { $0 >= 0 && $0.isFinite }
        && risk.correlations.allSatisfy {
          groups.indices.contains($0.first) && groups.indices.contains($0.second)
            && $0.first != $0.second && abs($0.value) <= 1
        })
  }
}
