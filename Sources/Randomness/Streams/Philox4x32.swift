/// The counter-based generator Philox4x32-10: a bijection of 128-bit counters for each 64-bit key.
///
///     Philox4x32.block(counter: SIMD4(0, 0, 0, 0), key: SIMD2(0, 0))[0]   // 0x6627E8D5
///
/// A block depends on its counter and key alone, so any part of a sequence can be had at once.
///
/// Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3" (2011),
/// doi:10.1145/2063384.2063405.
public enum Philox4x32 {
  private static let multipliers: (UInt32, UInt32) = (0xD251_1F53, 0xCD9E_8D57)
  /// The golden ratio and √3 − 1, as Weyl increments of the key.
  private static let increments = SIMD2<UInt32>(0x9E37_79B9, 0xBB67_AE85)
  private static let rounds = 10

  /// Four random words.
  public static func block(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    var words = counter
    var key = key
    for _ in 0..<rounds {
      let first = multipliers.0.multipliedFullWidth(by: words[0])
      let second = multipliers.1.multipliedFullWidth(by: words[2])
      words = SIMD4(
        second.high ^ words[1] ^ key[0], second.low, first.high ^ words[3] ^ key[1], first.low)
      key = key &+ increments
    }
    return words
  }
}
