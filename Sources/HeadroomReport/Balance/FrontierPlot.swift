internal import Headroom

/// The most value by budget as a picture of characters, with the plan's own budgets in it.
struct FrontierPlot {
  private let answer: BudgetBalance.Answer
  private let width: Int
  private static let height = 10
  /// Columns of the labels at the left.
  private static let margin = 9

  init(_ answer: BudgetBalance.Answer, width: Int) {
    self.answer = answer
    self.width = max(20, width - Self.margin - 2)
  }

  /// Its lines; none where there are fewer than two points to draw.
  var lines: [String] {
    let points = answer.frontier
    guard let first = points.first, let last = points.last, last.budget > first.budget,
      last.value > 0
    else { return [] }
    let low = min(first.value, answer.baseValue)
    let high = max(last.value, answer.baseValue)
    // A level line has no picture.
    guard high - low > 1e-6 * high else { return [] }
    func row(_ value: Double) -> Int {
      let share = min(1, max(0, (value - low) / (high - low)))
      return Int((share * Double(Self.height - 1)).rounded())
    }
    func column(_ money: Double) -> Int {
      let share = (money - first.budget) / (last.budget - first.budget)
      return min(width - 1, max(0, Int((share * Double(width - 1)).rounded())))
    }
    var canvas = [[Character]](
      repeating: [Character](repeating: " ", count: width), count: Self.height)
    for place in 0..<width {
      let money =
        first.budget + (last.budget - first.budget) * Double(place) / Double(width - 1)
      canvas[row(value(at: money))][place] = "·"
    }
    for point in points { canvas[row(point.value)][column(point.budget)] = "*" }
    canvas[row(answer.baseValue)][column(answer.budget)] = "o"
    var lines: [String] = []
    for height in (0..<Self.height).reversed() {
      let label =
        height == Self.height - 1 ? shortMoney(high) : height == 0 ? shortMoney(low) : ""
      lines.append(Self.label(label) + " │" + trimmed(canvas[height]))
    }
    lines.append(Self.label("value") + " └" + String(repeating: "─", count: width))
    let (left, right) = (shortMoney(first.budget), shortMoney(last.budget))
    let middle = "budget"
    let gap = max(1, width - left.count - right.count - middle.count)
    lines.append(
      Self.label("") + "  " + left + String(repeating: " ", count: gap / 2) + middle
        + String(repeating: " ", count: gap - gap / 2) + right)
    return lines
  }

  private func value(at money: Double) -> Double {
    for (before, after) in zip(answer.frontier, answer.frontier.dropFirst())
    where money <= after.budget {
      let share = (money - before.budget) / (after.budget - before.budget)
      return before.value + share * (after.value - before.value)
    }
    return answer.frontier.last?.value ?? 0
  }

  private func trimmed(_ row: [Character]) -> String {
    var row = row
    while row.last == " " { row.removeLast() }
    return String(row)
  }

  private static func label(_ text: String) -> String {
    String(repeating: " ", count: max(0, margin - text.count)) + text
  }
}
