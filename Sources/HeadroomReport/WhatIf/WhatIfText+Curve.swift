internal import Headroom
internal import Terminal

extension WhatIfText {
  // MARK: The curve of a sweep

  /// The shortage by the swept number: a picture with the knee in it, and a row for each step.
  mutating func writeCurve() {
    guard let curve = answer.curve else { return }
    page.heading("Short hours by \(curve.parameter)")
    let points = curve.points.map { (x: $0.value, y: $0.shortHours) }
    if let first = points.first, let last = points.last, last.x > first.x,
      let high = points.map(\.y).max(), high > 0
    {
      var plot = Plot(across: first.x...last.x, up: 0...high, width: page.width)
      plot.line(through: points)
      for point in points {
        plot.mark(point.x == curve.knee ? "O" : "*", at: point)
      }
      let lines = plot.lines(
        across: curve.parameter.printable, shortNumber, up: "hours"
      ) { Numbers.fixed($0) }
      for line in lines { page.add(verbatim: line) }
      page.space()
    }
    var table = TextTable([
      .init("value", .right), .init("short hours", .right), .init("change", .right),
      .init("pay and delay", .right), .init(""),
    ])
    var before: Double?
    for point in curve.points {
      let change = before.map { point.shortHours - $0 }
      before = point.shortHours
      table.add([
        .init(shortNumber(point.value)), .init(Numbers.fixed(point.shortHours)),
        .init(change.map { Self.signed($0) { Numbers.fixed($0) } } ?? ""),
        .init(point.extraCost.map { Self.signed($0, Self.money) } ?? "-"),
        .init(point.value == curve.knee ? "O knee" : "", style: .bold),
      ])
    }
    page.add(table)
    let currency = answer.plan.currency.map { " in \($0)" } ?? ""
    page.add(
      "change: against the step before; pay and delay: beyond the plan as it is\(currency)"
        + (curve.knee == nil ? "." : "; knee: the step furthest below the straight line."))
  }

  // MARK: What no other beats

  /// The base and the scenarios in the respects asked for: a picture of the first two, and a row for each.
  mutating func writeFrontier() {
    guard let frontier = answer.pareto else { return }
    page.heading("By \(Words.list(frontier.respects.map(\.rawValue))): what no other beats")
    let marks = Self.marks(frontier.points.count)
    writeScatter(frontier, marks)
    var table = TextTable(
      [.init(""), .init("scenario", limit: Self.nameLimit)]
        + frontier.respects.map { .init($0.rawValue, .right) } + [.init("beaten by", limit: 24)])
    for (mark, point) in zip(marks, frontier.points) {
      let isBest = point.dominatedBy.isEmpty
      table.add(
        [.init(String(mark)), .init(point.scenario, style: isBest ? .bold : .dim)]
          + point.values.map { .init(Self.text($0)) }
          + [.init(Words.list(point.dominatedBy, limit: 1), style: .dim)])
    }
    page.add(table)
    page.add(
      "Compared with it: hours pushed beyond the horizon (shortage), people whose pay is not known (cost)."
    )
  }

  /// The first two respects as a picture: better is left and below, or right of a value.
  private mutating func writeScatter(_ frontier: WhatIf.Frontier, _ marks: [Character]) {
    guard frontier.respects.count > 1 else { return }
    let points = zip(marks, frontier.points).compactMap { mark, point in
      point.values[0].value.flatMap { x in
        point.values[1].value.map { (mark: mark, x: x, y: $0, isBest: point.dominatedBy.isEmpty) }
      }
    }
    guard let left = points.map(\.x).min(), let right = points.map(\.x).max(), right > left,
      let low = points.map(\.y).min(), let high = points.map(\.y).max(), high > low
    else { return }
    var plot = Plot(across: left...right, up: low...high, width: page.width)
    // Those that nothing beats last: where two fall together they are seen.
    for point in points.filter({ !$0.isBest }) + points.filter(\.isBest) {
      plot.mark(point.mark, at: (point.x, point.y))
    }
    let lines = plot.lines(
      across: frontier.respects[0].rawValue, Self.axis(frontier.respects[0]),
      up: frontier.respects[1].rawValue, Self.axis(frontier.respects[1]))
    for line in lines { page.add(verbatim: line) }
    page.space()
  }

  /// `o` for the base, then letters; `+` where they have run out.
  private static func marks(_ count: Int) -> [Character] {
    let letters = Array("abcdefghijklmnpqrstuvwxyzABCDEFGHIJKLMNPQRSTUVWXYZ")
    return (0..<count).map { $0 == 0 ? "o" : $0 <= letters.count ? letters[$0 - 1] : "+" }
  }

  private static func axis(_ respect: WhatIf.Respect) -> (Double) -> String {
    switch respect {
    case .cost, .delay, .value: money
    case .shortage: { Numbers.fixed($0) }
    case .people: { Numbers.fixed($0, decimals: 1) }
    case .budget: { Numbers.fixed($0 * 100) + "%" }
    }
  }

  private static func text(_ measure: WhatIf.Measure) -> String {
    measure.value.map(axis(measure.respect)) ?? "-"
  }

  /// A difference with its sign; `=` for nothing.
  static func signed(_ difference: Double, _ text: (Double) -> String) -> String {
    let number = text(difference)
    let isNothing = !number.contains { $0 >= "1" && $0 <= "9" }
    return isNothing ? "=" : difference > 0 ? "+" + number : number
  }
}
