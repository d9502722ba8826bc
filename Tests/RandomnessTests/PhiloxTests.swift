import Randomness
import Testing

@Suite("Random streams")
struct PhiloxTests {
  struct KnownAnswer: Sendable {
    let counter: SIMD4<UInt32>
    let key: SIMD2<UInt32>
    let words: SIMD4<UInt32>
  }

  /// Source: Random123, tests/kat_vectors, "philox4x32 10".
  static let knownAnswers = [
    KnownAnswer(
      counter: SIMD4(repeating: 0), key: SIMD2(repeating: 0),
      words: SIMD4(0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8)),
    KnownAnswer(
      counter: SIMD4(repeating: .max), key: SIMD2(repeating: .max),
      words: SIMD4(0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD)),
    KnownAnswer(
      counter: SIMD4(0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344),
      key: SIMD2(0xA409_3822, 0x299F_31D0),
      words: SIMD4(0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1)),
  ]

  @Test("Philox gives the published words", arguments: knownAnswers)
  func philox(_ known: KnownAnswer) {
    #expect(Philox4x32.block(counter: known.counter, key: known.key) == known.words)
  }

  @Test("A stream is determined by its seed and name")
  func determined() {
    var first = RandomStream(seed: 1, stream: "a")
    var second = RandomStream(seed: 1, stream: "a")
    var named = RandomStream(seed: 1, stream: "b")
    var seeded = RandomStream(seed: 2, stream: "a")
    let words = (0..<8).map { _ in first.next() }
    #expect(words == (0..<8).map { _ in second.next() })
    #expect(words != (0..<8).map { _ in named.next() })
    #expect(words != (0..<8).map { _ in seeded.next() })
    #expect(Set(words).count == 8)
  }

  @Test("Uniform numbers lie strictly within 0 and 1 and have mean ½ and variance 1⁄12")
  func uniform() {
    var stream = RandomStream(seed: 3, stream: 0)
    let draws = (0..<100_000).map { _ in stream.uniform() }
    let mean = draws.reduce(0, +) / 100_000
    let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 100_000
    #expect(draws.allSatisfy { $0 > 0 && $0 < 1 })
    #expect(abs(mean - 0.5) < 0.005)  // Five standard errors.
    #expect(abs(variance - 1.0 / 12) < 0.002)
  }

  @Test("Integers below a bound are equally likely")
  func integers() {
    var stream = RandomStream(seed: 4, stream: 0)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[stream.integer(below: 7)] += 1 }
    #expect(counts.allSatisfy { abs($0 - 10_000) < 500 })  // Five standard deviations.
    #expect((0..<50).allSatisfy { _ in (2...4).contains(stream.integer(in: 2...4)) })
  }

  @Test("A permutation holds each integer once")
  func permutation() {
    var stream = RandomStream(seed: 5, stream: 0)
    let order = stream.permutation(of: 100)
    #expect(order.sorted() == Array(0..<100))
    #expect(order != Array(0..<100))
    #expect(stream.permutation(of: 0).isEmpty)
  }
}
