import Foundation
import Testing

/// Which of our targets a target may import: the table of layers.
private let mayImport: [String: Set<String>] = [
  "COpenBLAS": [],
  "Randomness": [],
  "Parallelism": [],
  "WorkCalendar": [],
  "Terminal": [],
  "LinearAlgebra": ["COpenBLAS"],
  "PlanModel": ["WorkCalendar"],
  "Optimization": ["LinearAlgebra", "Parallelism"],
  "PlanFiles": ["PlanModel", "WorkCalendar"],
  "PlanCompiler": [
    "PlanModel", "WorkCalendar", "Optimization", "LinearAlgebra", "Parallelism", "Randomness",
  ],
  "Headroom": [
    "PlanCompiler", "PlanModel", "WorkCalendar", "Optimization", "LinearAlgebra", "Parallelism",
    "Randomness",
  ],
  "HeadroomReport": ["Headroom", "PlanModel", "WorkCalendar", "Terminal"],
  "HeadroomCLI": [
    "Headroom", "PlanFiles", "PlanModel", "WorkCalendar", "HeadroomReport", "Terminal",
  ],
]

@Suite("The house")
struct LayersTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every Swift file below Sources/ with the target it belongs to.
  private static func sources() throws -> [(target: String, file: URL)] {
    let folder = root.appending(path: "Sources")
    let targets = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return targets.flatMap { target -> [(String, URL)] in
      let files = FileManager.default.enumerator(
        at: folder.appending(path: target), includingPropertiesForKeys: nil)
      return (files?.allObjects as? [URL] ?? [])
        .filter { $0.pathExtension == "swift" }.map { (target, $0) }
    }
  }

  @Test("a target imports only what the table of layers allows")
  func importsFollowTheTable() throws {
    let files = try Self.sources()
    #expect(files.count > 50)
    let pattern =
      /^\s*(?:@\w+\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:struct|class|enum|protocol|func|var|typealias)\s+)?(\w+)/
    for (target, file) in files {
      let allowed = try #require(mayImport[target], "\(target) has no row in the table of layers")
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        guard let match = line.firstMatch(of: pattern) else { continue }
        let module = String(match.1)
        guard mayImport[module] != nil else { continue }
        #expect(
          allowed.contains(module), "\(file.lastPathComponent) of \(target) imports \(module)")
      }
    }
  }

  @Test("no source file holds what could trap on a user's data, or work left for later")
  func nothingTrapsOnUserData() throws {
    for (_, file) in try Self.sources() {
      let text = try String(contentsOf: file, encoding: .utf8)
      for word in ["try!", " as! ", "fatalError(", "TODO", "FIXME"] {
        #expect(!text.contains(word), "\(file.lastPathComponent) holds \(word)")
      }
    }
  }
}
