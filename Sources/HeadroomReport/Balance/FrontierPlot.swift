internal import Headroom

/// The most value by budget as a picture of characters, with the plan's own budgets in it.
struct FrontierPlot {
  private let answer: BudgetBalance.Answer
  private let width: Int

  init(_ answer: BudgetBalance.Answer, width: Int) {
    self.answer = answer
    self.width = width
  }

  /// Its lines; none where there are fewer than two points to draw.
  var lines: [String] {
    let points = answer.frontier.map { (x: $0.budget, y: $0.value) }
    guard let first = points.first, let last = points.last, last.x > first.x, last.y > 0 else {
      return []
    }
    let low = min(first.y, answer.baseValue)
    let high = max(last.y, answer.baseValue)
    // A level line has no picture.
    guard high - low > 1e-6 * high else { return [] }
    var plot = Plot(across: first.x...last.x, up: low...high, width: width)
    plot.line(through: points)
    for point in points { plot.mark("*", at: point) }
    plot.mark("o", at: (answer.budget, answer.baseValue))
    return plot.lines(across: "budget", shortMoney, up: "value", shortMoney)
  }
}
