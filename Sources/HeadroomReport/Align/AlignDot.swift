public import Headroom

/// The links between teams as a graph in the language of Graphviz: an arrow from the team that is waited
/// for to the team that waits, its label the waiting hours and those at risk.
public struct AlignDot {
  private let answer: Align.Answer

  /// A graph of `answer`.
  public init(_ answer: Align.Answer) { self.answer = answer }

  /// The graph; links at risk are red and the thicker the more hours are.
  public var text: String {
    var lines = ["digraph teams {", "  rankdir=LR;", "  node [shape=box];"]
    for team in Set(answer.links.flatMap { [$0.from, $0.to] }).sorted() {
      lines.append("  \(Self.quoted(team));")
    }
    let most = answer.links.map(\.hoursAtRisk).max() ?? 0
    for link in answer.links {
      var label = "\(Numbers.hours(link.waitingHours)) wait"
      var look = ""
      if link.hoursAtRisk > 0 {
        label += ", \(Numbers.hours(link.hoursAtRisk)) at risk"
        look =
          ", color=red, penwidth=\(Numbers.fixed(1 + 3 * link.hoursAtRisk / most, decimals: 1))"
      }
      lines.append(
        "  \(Self.quoted(link.from)) -> \(Self.quoted(link.to)) [label=\(Self.quoted(label))\(look)];"
      )
    }
    return (lines + ["}"]).map { $0 + "\n" }.joined()
  }

  /// A name in quotes, as Graphviz reads it.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for letter in text.unicodeScalars {
      switch letter {
      case "\"", "\\": quoted += "\\" + String(letter)
      case "\u{A0}": quoted += " "
      case "\n", "\r": quoted += " "
      default: quoted.unicodeScalars.append(letter)
      }
    }
    return quoted + "\""
  }
}
