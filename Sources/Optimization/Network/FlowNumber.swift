/// The numbers of a flow, costs and amounts: whole, or floating-point.
protocol FlowNumber: SignedNumeric, Comparable, Sendable {
  /// The capacity of an arc without limit.
  static var unlimited: Self { get }

  /// sign × (cost + tail − head), where nothing overflows.
  static func reduced(_ sign: Self, _ cost: Self, _ tail: Self, _ head: Self) -> Self
}

extension Int64: FlowNumber {
  static var unlimited: Int64 { NetworkSimplex.unlimited }

  @inline(__always) static func reduced(
    _ sign: Int64, _ cost: Int64, _ tail: Int64, _ head: Int64
  ) -> Int64 { sign &* (cost &+ tail &- head) }
}

extension Double: FlowNumber {
  static var unlimited: Double { .infinity }

  @inline(__always) static func reduced(
    _ sign: Double, _ cost: Double, _ tail: Double, _ head: Double
  ) -> Double { sign * (cost + tail - head) }
}
