/// A picture of characters over two axes: labels at the left, a line under it with the ends of the axis below.
struct Plot {
  // The numbers from left to right, and from bottom to top.
  let across: ClosedRange<Double>
  let up: ClosedRange<Double>
  /// Columns of the picture without its labels.
  let width: Int
  private var canvas: [[Character]]

  private static let height = 10
  /// Columns of the labels at the left.
  private static let margin = 9

  /// An empty picture that is so many columns wide, its labels included.
  init(across: ClosedRange<Double>, up: ClosedRange<Double>, width: Int) {
    self.across = across
    self.up = up
    self.width = max(20, width - Self.margin - 2)
    canvas = [[Character]](
      repeating: [Character](repeating: " ", count: self.width), count: Self.height)
  }

  /// Puts a mark on a point; one outside is put on the edge.
  mutating func mark(_ character: Character, at point: (x: Double, y: Double)) {
    canvas[Self.place(point.y, in: up, of: Self.height)][
      Self.place(point.x, in: across, of: width)] =
      character
  }

  /// Dots along the straight lines between points that ascend from left to right.
  mutating func line(through points: [(x: Double, y: Double)]) {
    for column in 0..<width {
      let share = Double(column) / Double(width - 1)
      let x = across.lowerBound + (across.upperBound - across.lowerBound) * share
      mark("·", at: (x, Self.height(at: x, of: points)))
    }
  }

  private static func height(at x: Double, of points: [(x: Double, y: Double)]) -> Double {
    for (before, after) in zip(points, points.dropFirst()) where x <= after.x {
      let share = after.x > before.x ? (x - before.x) / (after.x - before.x) : 0
      return before.y + share * (after.y - before.y)
    }
    return points.last?.y ?? 0
  }

  private static func place(_ value: Double, in range: ClosedRange<Double>, of count: Int) -> Int {
    let length = range.upperBound - range.lowerBound
    guard length > 0 else { return 0 }
    let share = min(1, max(0, (value - range.lowerBound) / length))
    return Int((share * Double(count - 1)).rounded())
  }

  /// The lines of the picture, top first; the axes are named and have their ends written with `text`.
  func lines(
    across name: String, _ text: (Double) -> String, up upName: String,
    _ upText: (Double) -> String
  ) -> [String] {
    var lines: [String] = []
    for height in (0..<Self.height).reversed() {
      let label =
        height == Self.height - 1
        ? upText(up.upperBound) : height == 0 ? upText(up.lowerBound) : ""
      lines.append(Self.label(label) + " │" + Self.trimmed(canvas[height]))
    }
    lines.append(Self.label(upName) + " └" + String(repeating: "─", count: width))
    let (left, right) = (text(across.lowerBound), text(across.upperBound))
    let name = String(name.prefix(max(0, width - left.count - right.count - 2)))
    let gap = max(1, width - left.count - right.count - name.count)
    lines.append(
      Self.label("") + "  " + left + String(repeating: " ", count: gap / 2) + name
        + String(repeating: " ", count: gap - gap / 2) + right)
    return lines
  }

  private static func trimmed(_ row: [Character]) -> String {
    var row = row
    while row.last == " " { row.removeLast() }
    return String(row)
  }

  private static func label(_ text: String) -> String {
    String(repeating: " ", count: max(0, margin - text.count)) + text
  }
}
