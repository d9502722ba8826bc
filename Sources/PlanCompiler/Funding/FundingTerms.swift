/// Under which money an allocation is sought.
public struct FundingTerms: Sendable, Hashable {
  /// By source and period: by what the plan's money is multiplied.
  var scale: [[Double]]
  /// The share of each period's money that is taken away, from whichever source.
  var cut: Double

  init(_ ledger: FundingLedger, scale: Double = 1, cut: Double = 0) {
    self.scale = ledger.sources.map { _ in ledger.periods.map { _ in scale } }
    self.cut = cut
  }
}

/// A limit that people set: the hours that initiatives may ask of a set of demand nodes in a period.
struct FundingCut: Sendable, Hashable {
  /// A limited period of the ``FundingLabour``.
  var span: Int
  /// Sorted.
  var nodes: [Int]
}
