public import Headroom
internal import WorkCalendar

/// The answer of `trend` as a table: a row for each number and each finish date at each point.
public struct TrendCSV {
  private let answer: Trend.Answer

  /// A table of `answer`.
  public init(_ answer: Trend.Answer) { self.answer = answer }

  /// Header and rows.
  public var text: String {
    var csv = CSVText(["as_of", "label", "measure", "of", "value"])
    for (index, point) in answer.points.enumerated() {
      let head = [point.asOf.description, point.isNow ? "now" : point.label ?? ""]
      for series in answer.series {
        guard let value = series.values[index] else { continue }
        csv.add(head + [series.measure.rawValue, series.of ?? "", Numbers.exact(value)])
      }
      for row in answer.finishes {
        guard let day = row.days[index] else { continue }
        csv.add(head + ["finish", row.project, day.description])
      }
    }
    return csv.text
  }
}
