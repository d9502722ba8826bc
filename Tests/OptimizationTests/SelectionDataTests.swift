import Foundation
import Optimization
import TestSupport
import Testing

@Suite("Selection on public instances", .enabled(if: SlowTests.areWanted))
struct SelectionDataTests {
  /// The folder of benchmark sets; nil, with a printed line, where there is none.
  private static let folder: URL? = {
    let beside = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data")
    let named = ProcessInfo.processInfo.environment["HEADROOM_DATA"].map { URL(filePath: $0) }
    let folder = (named ?? beside).appending(path: "selection")
    if FileManager.default.fileExists(atPath: folder.path) { return folder }
    print("skipped: no benchmark sets at \(folder.path) (set HEADROOM_DATA)")
    return nil
  }()

  @Test("the seven R&D selections of Petersen 1967 have the optima stated in their file")
  func petersen() throws {
    guard let folder = Self.folder else { return }
    let text = try String(contentsOf: folder.appending(path: "mkp/mknap1.txt"), encoding: .utf8)
    var words = text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }[...]
    func take(_ count: Int) -> [Double] {
      defer { words = words.dropFirst(count) }
      return Array(words.prefix(count))
    }
    for _ in 0..<Int(take(1)[0]) {
      let head = take(3)
      let count = Int(head[0])
      let values = take(count)
      let weights = (0..<Int(head[1])).map { _ in take(count) }
      var problem = SelectionProblem(capacities: take(weights.count))
      for (item, value) in values.enumerated() {
        let uses = weights.indices.map {
          SelectionProblem.Use(resource: Int32($0), amount: weights[$0][item])
        }
        problem.candidates.append(.init(options: [.init(value: value, uses: uses)]))
      }
      let answer = try SelectionSolver().solve(problem)
      #expect(answer.status == .optimal)
      #expect(abs(answer.value - head[2]) < 1e-6)
      _ = try SelectionCertificateChecker.provenBound(of: problem, by: answer.certificate)
    }
  }

  /// The format "selection-1", as far as it is needed.
  private struct Portfolio: Decodable {
    struct Skill: Decodable {
      let id: String
      let capacity: [Double]
    }
    struct Start: Decodable {
      let quarter: Int
      let value: Double
    }
    struct Project: Decodable {
      let id: String
      let mustHave: Bool
      let starts: [Start]
      let cost: [Double]
      let demand: [String: [Double]]
    }
    let quarters: Int
    let budget: [Double]
    let skills: [Skill]
    let projects: [Project]
    let requires: [[String]]
    let excludes: [[String]]

    var problem: SelectionProblem {
      var problem = SelectionProblem(capacities: budget + skills.flatMap(\.capacity))
      for project in projects {
        let options = project.starts.map { start in
          var uses: [SelectionProblem.Use] = []
          for (kind, profile) in ([project.cost] + skills.map { project.demand[$0.id] ?? [] })
            .enumerated()
          {
            for (offset, amount) in profile.enumerated() {
              let resource = kind * quarters + start.quarter - 1 + offset
              uses.append(.init(resource: Int32(resource), amount: amount))
            }
          }
          return SelectionProblem.Option(value: start.value, uses: uses)
        }
        problem.candidates.append(
          .init(options: options, demand: project.mustHave ? .mustHave : .free))
      }
      let number = { (id: String) in projects.firstIndex { $0.id == id } ?? -1 }
      problem.requires = requires.map { .init(candidate: number($0[0]), needed: number($0[1])) }
      problem.excludes = excludes.map { $0.map(number) }
      return problem
    }
  }

  /// Optima proved by HiGHS 1.16.0 (best_known.csv beside the instances).
  @Test(
    "easy portfolios have the optima that another solver proved",
    arguments: [("easy01", 6869.0), ("easy03", 7198), ("easy07", 9747)])
  func easyPortfolios(name: String, optimum: Double) throws {
    guard let folder = Self.folder else { return }
    let data = try Data(contentsOf: folder.appending(path: "portfolio/\(name).json"))
    let problem = try JSONDecoder().decode(Portfolio.self, from: data).problem
    let answer = try SelectionSolver(nodes: 5_000).solve(problem)
    #expect(answer.status == .optimal)
    #expect(answer.value == optimum)
    #expect(SelectionChecker.violations(of: answer.chosen, in: problem).isEmpty)
    #expect(
      try SelectionCertificateChecker.provenBound(of: problem, by: answer.certificate) == optimum)
    let byValue = problem.candidates.indices.sorted {
      (problem.candidates[$0].options.first?.value ?? 0)
        > (problem.candidates[$1].options.first?.value ?? 0)
    }
    let baseline = try SelectionBaseline(problem, order: byValue)
    #expect(baseline.value < optimum)
  }
}
