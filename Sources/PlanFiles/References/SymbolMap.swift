/// Values by the number of a text in ``Symbols``.
struct SymbolMap<Value: Sendable>: Sendable {
  /// The numbers that have a value, in the order in which they got it.
  private(set) var symbols: [Int32] = []
  private var values: [Value] = []
  /// By number: 1 + the place of its value; 0 where it has none.
  private var places: [Int32] = []

  /// No values.
  init() {}

  /// The value of a number; nil where it has none. A value is never taken away.
  subscript(symbol: Int32) -> Value? {
    let index = Int(symbol)
    guard index < places.count, places[index] > 0 else { return nil }
    return values[Int(places[index]) - 1]
  }

  /// Gives the number that value.
  mutating func set(_ symbol: Int32, to value: Value) {
    let index = Int(symbol)
    if index >= places.count {
      // Numbers come in order: room is made for as many again.
      let more = max(index + 1 - places.count, places.count, 256)
      places.append(contentsOf: repeatElement(0, count: more))
    }
    if places[index] > 0 {
      values[Int(places[index]) - 1] = value
    } else {
      symbols.append(symbol)
      values.append(value)
      places[index] = Int32(truncatingIfNeeded: values.count)
    }
  }
}
