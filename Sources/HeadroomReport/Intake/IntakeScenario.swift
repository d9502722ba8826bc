public import Headroom

/// The new work as committed work, by one of the ways to make it fit, as a scenario of the plan: the file
/// that `whatif` and `apply` read.
public struct IntakeScenario {
  private let answer: Intake.Answer
  private let way: Intake.Way?
  private let pitch: String

  /// A scenario.
  ///
  /// - Parameters:
  ///   - way: counted from 1; 0: as asked, at the expense of others where it does not fit. nil where there
  ///     is no such way.
  ///   - pitch: the path of the pitch's file, seen from the scenario's folder.
  public init?(_ answer: Intake.Answer, way: Int, pitch: String) {
    guard (0...answer.ways.count).contains(way) else { return nil }
    self.answer = answer
    self.way = way > 0 ? answer.ways[way - 1] : nil
    self.pitch = pitch
  }

  /// The file.
  public var text: String {
    let name = answer.name ?? answer.project
    let title = way.map { "\(name): \($0.text)" } ?? name
    let changes =
      ["win: { project: \(quotedYAML(answer.project)) }"]
      + (way?.changes ?? answer.askedChanges)
    return "name: \(quotedYAML(title))\nextends: \(quotedYAML(pitch))\nchanges:\n"
      + changes.map { "  - \($0)\n" }.joined()
  }
}
