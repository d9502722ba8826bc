import Foundation
import Testing

@Suite("docs/planning-round.md")
struct PlanningRoundTests {
  /// A command of the document, and the runs of lines that stand under it: the first begins its output.
  struct Step {
    var words: [String]
    var parts: [[String]]
  }

  /// The commands of the document in their order. A line `…` stands for lines that are left out.
  static func steps() throws -> [Step] {
    let text = String(
      decoding: try Data(contentsOf: Program.root.appending(path: "docs/planning-round.md")),
      as: UTF8.self)
    var steps: [Step] = []
    var isInside = false
    for line in text.components(separatedBy: "\n") {
      if line.hasPrefix("```") {
        isInside = line == "```console"
      } else if isInside, line.hasPrefix("$ headroom ") {
        steps.append(Step(words: words(line.dropFirst("$ headroom ".count)), parts: [[]]))
      } else if isInside, let step = steps.indices.last {
        if line == "…" {
          steps[step].parts.append([])
        } else {
          steps[step].parts[steps[step].parts.count - 1].append(line)
        }
      }
    }
    return steps
  }

  /// The words of a command line; a word with spaces stands in quotes.
  static func words(_ line: some StringProtocol) -> [String] {
    String(line).components(separatedBy: "\"").enumerated().flatMap { number, part in
      number % 2 == 1 ? [part] : part.split(separator: " ").map(String.init)
    }
  }

  /// Whether some lines stand in others without a gap, from a place on; where they end.
  static func end(of part: [String], in lines: ArraySlice<String>) -> Int? {
    guard !part.isEmpty else { return lines.startIndex }
    return lines.indices.first { lines[$0...].starts(with: part) }.map { $0 + part.count }
  }

  @Test("every command of the round, in its order, prints what stands under it")
  func round() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(
      at: Program.root.appending(path: "Scenarios/scaleup"),
      to: folder.appending(path: "scaleup"))
    let steps = try Self.steps()
    let verbs = Set(steps.compactMap(\.words.first))
    #expect(
      verbs.isSuperset(of: [
        "check", "bottlenecks", "intake", "whatif", "balance", "staff", "apply", "snapshot",
        "status", "brief",
      ]))
    for step in steps {
      let result = try Program.run(step.words, in: folder)
      let command = step.words.joined(separator: " ")
      #expect(result.status == 0, "\(command): \(result.errors)")
      let lines = result.output.components(separatedBy: "\n")
      #expect(lines.starts(with: step.parts[0]), "\(command)")
      var place = step.parts[0].count
      for part in step.parts.dropFirst() {
        let end = Self.end(of: part, in: lines[place...])
        #expect(end != nil, "\(command): \(part.joined(separator: "\n"))")
        place = end ?? place
      }
    }
  }
}
