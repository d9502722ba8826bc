/// Numbers as plans write them, for whoever reads them elsewhere.
public enum PlanNumber {
  /// Money: `12M`, `150k`, `2,500,000`, with a point as decimal sign; nil where the text is none.
  public static func money(_ text: String) -> Double? {
    var bytes = Array(text.utf8)
    return bytes.withUnsafeMutableBufferPointer { buffer in
      NumberText.parse(UnsafeBufferPointer(buffer), decimal: .point)
    }.flatMap { $0.isPercent || !$0.value.isFinite ? nil : $0.value }
  }
}
