/// A distribution of numbers, given by its quantile function.
///
/// Every draw takes exactly one uniform number, so streams stay in step whatever is drawn.
public protocol Distribution: Sendable {
  /// What is drawn.
  associatedtype Value
  /// The value that is not exceeded with probability `p`, 0 < p < 1.
  func quantile(_ p: Double) -> Value
}

extension Distribution {
  /// A draw: the quantile of one uniform number.
  public func draw(from stream: inout RandomStream) -> Value { quantile(stream.uniform()) }
}
