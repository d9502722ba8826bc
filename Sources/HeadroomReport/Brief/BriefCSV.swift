public import Headroom

/// The answer of `brief` as a table: a row for each thing that is missing.
public struct BriefCSV {
  private let answer: Brief.Answer

  /// A table of `answer`.
  public init(_ answer: Brief.Answer) { self.answer = answer }

  /// Header and rows.
  public var text: String {
    var csv = CSVText(["project", "missing", "text"])
    for row in answer.missing { csv.add([answer.project, row.what, row.text]) }
    return csv.text
  }
}
