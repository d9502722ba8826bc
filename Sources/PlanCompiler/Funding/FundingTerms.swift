public import PlanModel

/// The most that may be spent in all periods, what is spent already included.
public struct FundingLimit: Sendable, Hashable {
  /// Of money of this kind; nil: of all.
  public var kind: Budget.Kind?
  /// Money.
  public var amount: Double

  /// A limit on money of a kind, or on all of it.
  public init(kind: Budget.Kind?, amount: Double) {
    self.kind = kind
    self.amount = amount
  }

  /// Whether money of a source counts.
  func counts(_ source: FundingLedger.Source) -> Bool { kind == nil || source.kind == kind }
}

/// Under which money an allocation is sought.
public struct FundingTerms: Sendable, Hashable {
  /// By source and period: by what the plan's money is multiplied.
  var scale: [[Double]]
  /// The share of each period's money that is taken away, from whichever source.
  var cut: Double
  /// What may be spent at most, besides.
  var limits: [FundingLimit]

  init(
    _ ledger: FundingLedger, scale: Double = 1, cut: Double = 0, limits: [FundingLimit] = []
  ) {
    self.scale = ledger.sources.map { _ in ledger.periods.map { _ in scale } }
    self.cut = cut
    self.limits = limits
  }
}

/// A limit that people set: the hours that initiatives may ask of a set of demand nodes in a period.
struct FundingCut: Sendable, Hashable {
  /// A limited period of the ``FundingLabour``.
  var span: Int
  /// Sorted.
  var nodes: [Int]
}
