import Optimization
public import WorkCalendar

extension ShortageModel {
  /// For each span what is short on the first basis when its hours are pooled: what no shifting within
  /// the span mends.
  ///
  /// - Throws: ``Refuted`` where a flow and its cut disagree.
  public func structuralHours(in spans: [Grid.Span]) throws(Refuted) -> [Double] {
    var scratch = MaximumFlow.Scratch(for: network.network)
    var hours: [Double] = []
    for span in spans { hours.append(try pooledShortage(in: span, &scratch).first ?? 0) }
    return hours
  }
}
