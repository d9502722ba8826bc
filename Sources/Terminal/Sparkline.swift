/// A row of values as a row of bars, one column each.
///
///     sparkline([0, 1, 2, 4])   // "▁▃▅█"
///
/// The lowest bar is 0 and the highest the largest value; negative values count as 0, what is not
/// finite as a gap.
public func sparkline(_ values: [Double]) -> String {
  let bars = Array("▁▂▃▄▅▆▇█")
  let largest = values.filter(\.isFinite).max() ?? 0
  return String(
    values.map { value -> Character in
      guard value.isFinite else { return " " }
      guard largest > 0, value > 0 else { return bars[0] }
      let index = Int((value / largest * Double(bars.count - 1)).rounded())
      return bars[min(bars.count - 1, max(0, index))]
    })
}
