import WorkCalendar

/// A 64-bit number computed from values, the same in every run and on every machine.
///
/// Source: FNV-1a (Fowler, Noll, Vo) over the values' bytes, finished by the mixer of SplitMix64
/// (Steele, Lea, Flood 2014, doi:10.1145/2660193.2660195). It is no cryptographic hash.
public struct ContentHash: Hashable, Sendable {
  /// The number so far.
  public private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The hash of nothing.
  public init() {}

  /// The hash of the parts in their order.
  init<each Part: ContentPart>(_ part: repeat each Part) {
    feed(repeat each part)
    finish()
  }

  /// Takes in the parts in their order.
  mutating func feed<each Part: ContentPart>(_ part: repeat each Part) {
    repeat (each part).feed(&self)
  }

  /// Takes in 64 bits.
  @inline(__always)
  mutating func combine(_ bits: UInt64) {
    value = (value ^ bits) &* 0x0000_0100_0000_01B3
    value ^= value >> 29
  }

  private mutating func finish() {
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    value ^= value >> 31
  }
}

/// A value that a ``ContentHash`` can take in.
protocol ContentPart {
  func feed(_ hash: inout ContentHash)
}

extension String: ContentPart {
  func feed(_ hash: inout ContentHash) {
    for byte in utf8 { hash.combine(UInt64(byte)) }
    hash.combine(0xFF)  // A byte that UTF-8 never holds ends the text.
  }
}

extension Double: ContentPart {
  /// Zero has one form.
  func feed(_ hash: inout ContentHash) { hash.combine((self == 0 ? 0 : self).bitPattern) }
}

extension Int: ContentPart {
  func feed(_ hash: inout ContentHash) { hash.combine(UInt64(bitPattern: Int64(self))) }
}

extension Bool: ContentPart {
  func feed(_ hash: inout ContentHash) { hash.combine(self ? 1 : 2) }
}

extension Day: ContentPart {
  func feed(_ hash: inout ContentHash) { Int(number).feed(&hash) }
}

extension DayRange: ContentPart {
  func feed(_ hash: inout ContentHash) {
    first.feed(&hash)
    last.feed(&hash)
  }
}

extension WorkingWeek: ContentPart {
  func feed(_ hash: inout ContentHash) { hash.combine(UInt64(mask)) }
}

extension Period: ContentPart {
  func feed(_ hash: inout ContentHash) { description.feed(&hash) }
}

extension Optional: ContentPart where Wrapped: ContentPart {
  func feed(_ hash: inout ContentHash) {
    switch self {
    case .none: hash.combine(0xFE)
    case .some(let wrapped):
      hash.combine(0xFD)
      wrapped.feed(&hash)
    }
  }
}

extension Array: ContentPart where Element: ContentPart {
  func feed(_ hash: inout ContentHash) {
    count.feed(&hash)
    for element in self { element.feed(&hash) }
  }
}

extension ContentPart where Self: RawRepresentable, RawValue == String {
  func feed(_ hash: inout ContentHash) { rawValue.feed(&hash) }
}
