/// A small seeded generator for tests: the same numbers in every run.
///
/// Source: Steele, Lea & Flood (2014), doi:10.1145/2660193.2660195.
public struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  /// A stream of its own for each seed.
  public init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// A whole number of the range.
  public mutating func next(in range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &self)
  }
}
