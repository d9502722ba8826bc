/// What projects take from one another: each is taken out of the plan, and what the others gain is
/// counted.
public struct ProjectTies: Sendable {
  /// Hours of a line that are served only where a project is not there.
  public struct Gain: Sendable, Hashable {
    /// The project that is taken out: an index of ``CompiledDemand/projects``.
    public let without: Int
    /// The line that gains, of another project: an index of ``CompiledDemand/lines``.
    public let line: Int
    /// More than ``ShortageModel/negligibleHours`` in some cell or period.
    public let hours: Double
  }

  /// Sorted by project, then by line.
  public let gains: [Gain]
  /// For each line what is not served with every project there.
  public let shortHours: [Double]

  /// Adds the gains of parts of time, in their order.
  init(_ parts: [Part], lineCount: Int) {
    var sums: [Int: Double] = [:]
    var short = [Double](repeating: 0, count: lineCount)
    for part in parts {
      for gain in part.gains {
        sums[gain.without * lineCount + gain.line, default: 0] += gain.hours
      }
      for (line, hours) in part.shortHours { short[line] += hours }
    }
    gains = sums.sorted { $0.key < $1.key }.map { key, hours in
      Gain(without: key / lineCount, line: key % lineCount, hours: hours)
    }
    shortHours = short
  }

  /// Gains and short hours in one cell or period.
  struct Part: Sendable {
    var gains: [Gain] = []
    var shortHours: [(line: Int, hours: Double)] = []
  }
}
