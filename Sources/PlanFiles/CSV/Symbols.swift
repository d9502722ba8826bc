/// Texts by number: equal texts have one number and share one String.
///
/// Texts that differ only in how an accent is encoded are equal, as they are to String.
struct Symbols: Sendable {
  /// A spelling of a text.
  private struct Slot {
    var hash: UInt32 = 0
    /// -1 where the slot is free.
    var symbol: Int32 = -1
    var start: UInt32 = 0
    var count: UInt32 = 0
  }

  private var slots: [Slot]
  private var used = 0
  private var spellings: [UInt8] = []
  private var accented: [String: Int32] = [:]
  /// The texts by number.
  private(set) var texts: [String] = []

  /// No text.
  init() { slots = [Slot](repeating: Slot(), count: 1024) }

  /// The text of a number.
  subscript(symbol: Int32) -> String { texts[Int(symbol)] }

  /// The number of a text, a new one where it was not seen before.
  mutating func intern(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
    let hash = Symbols.hash(text)
    let mask = slots.count - 1
    var place = Int(hash) & mask
    while true {
      let slot = slots[place]
      if slot.symbol < 0 { return insert(text, hash: hash, at: place) }
      if slot.hash == hash, isSpelled(slot, text) {
        return slot.symbol
      }
      place = (place + 1) & mask
    }
  }

  /// The number of a text, a new one where it was not seen before.
  mutating func intern(_ text: String) -> Int32 {
    var text = text
    return text.withUTF8 { intern($0) }
  }

  /// Eight bytes at a time, mixed by a multiplication each; the last ones overlap.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let count = text.count
    var hash = UInt64(count) &* 0x9E37_79B9_7F4A_7C15
    var index = 0
    while index &+ 8 < count {
      hash = (hash ^ text.word(at: index, as: UInt64.self)) &* 0xBF58_476D_1CE4_E5B9
      hash ^= hash >> 32
      index &+= 8
    }
    var rest: UInt64 = 0
    if count >= 8 {
      rest = text.word(at: count &- 8, as: UInt64.self)
    } else if count >= 4 {
      rest =
        UInt64(text.word(at: 0, as: UInt32.self)) << 32
        | UInt64(text.word(at: count &- 4, as: UInt32.self))
    } else {
      for byte in text { rest = rest << 8 | UInt64(byte) }
    }
    hash = (hash ^ rest) &* 0x94D0_49BB_1331_11EB
    return UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
  }

  private func isSpelled(_ slot: Slot, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = Int(slot.start)..<Int(slot.start) + Int(slot.count)
    return spellings.withUnsafeBufferPointer {
      text.hasBytes(of: UnsafeBufferPointer(rebasing: $0[range]))
    }
  }

  private mutating func insert(
    _ text: UnsafeBufferPointer<UInt8>, hash: UInt32, at place: Int
  ) -> Int32 {
    let string = String(decoding: text, as: UTF8.self)
    var symbol = Int32(truncatingIfNeeded: texts.count)
    if text.contains(where: { $0 >= 0x80 }) {
      if let known = accented[string] { symbol = known } else { accented[string] = symbol }
    }
    if Int(symbol) == texts.count { texts.append(string) }
    slots[place] = Slot(
      hash: hash, symbol: symbol, start: UInt32(truncatingIfNeeded: spellings.count),
      count: UInt32(truncatingIfNeeded: text.count))
    spellings.append(contentsOf: text)
    used += 1
    if used * 2 > slots.count { grow() }
    return symbol
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 2)
    for slot in old where slot.symbol >= 0 {
      var place = Int(slot.hash) & (slots.count - 1)
      while slots[place].symbol >= 0 { place = (place + 1) & (slots.count - 1) }
      slots[place] = slot
    }
  }
}
