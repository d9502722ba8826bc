/// A stream of random numbers that a seed and a stream's name or index determine.
///
///     var stream = RandomStream(seed: 7, stream: "people")
///     let share = stream.uniform()   // the same in every run
///
/// A value: a copy continues on its own. Streams of one seed are independent of each other, so
/// chance used in one place never moves what happens in another.
///
/// Source: ``Philox4x32`` with the seed as key; the upper half of the counter is the stream.
public struct RandomStream: RandomNumberGenerator, Sendable, Hashable {
  private let key: SIMD2<UInt32>
  private let stream: UInt64
  private var blockIndex: UInt64 = 0
  private var spare: UInt64?

  /// The stream of that index.
  public init(seed: UInt64, stream: UInt64) {
    key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    self.stream = stream
  }

  /// The stream of that name: its index is the name's 64-bit FNV-1a hash.
  public init(seed: UInt64, stream name: String) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    self.init(seed: seed, stream: hash)
  }

  /// The next 64 bits. Two of a block's four words make a number, the lower word first.
  public mutating func next() -> UInt64 {
    if let spare {
      self.spare = nil
      return spare
    }
    let words = Philox4x32.block(
      counter: SIMD4(
        UInt32(truncatingIfNeeded: blockIndex), UInt32(truncatingIfNeeded: blockIndex >> 32),
        UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32)),
      key: key)
    blockIndex &+= 1
    spare = UInt64(words[3]) << 32 | UInt64(words[2])
    return UInt64(words[1]) << 32 | UInt64(words[0])
  }

  /// A number strictly between 0 and 1: one of the 2⁵² midpoints of a uniform grid.
  public mutating func uniform() -> Double {
    (Double(next() >> 12) + 0.5) * 0x1p-52
  }

  /// Whether something of that probability happens.
  public mutating func happens(_ probability: Double) -> Bool { uniform() < probability }

  /// An integer of 0..<bound, each equally likely. `bound` must be positive.
  ///
  /// Source: Lemire, "Fast random integer generation in an interval" (2019), doi:10.1145/3230636.
  public mutating func integer(below bound: Int) -> Int {
    precondition(bound > 0, "an interval has at least one integer")
    let range = UInt64(bound)
    var product = next().multipliedFullWidth(by: range)
    if product.low < range {
      let threshold = (0 &- range) % range
      while product.low < threshold { product = next().multipliedFullWidth(by: range) }
    }
    return Int(product.high)
  }

  /// An integer of the range, each equally likely.
  public mutating func integer(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + integer(below: range.count)
  }

  /// An element, each equally likely; nil where there is none.
  public mutating func element<Element>(of elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[integer(below: elements.count)]
  }

  /// The integers 0..<count in random order.
  ///
  /// Source: Durstenfeld, "Algorithm 235: random permutation" (1964), doi:10.1145/364520.364540.
  public mutating func permutation(of count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, integer(below: last + 1))
    }
    return order
  }
}
