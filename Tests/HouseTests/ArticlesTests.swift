import Foundation
import Testing

@Suite("The articles of the targets")
struct ArticlesTests {
  private static let sources = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources")

  /// The targets that are written in Swift and can be imported.
  private static func targets() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: sources.path).sorted()
      .filter { $0 != "COpenBLAS" && $0 != "HeadroomCLI" }
  }

  /// All Swift files of a target in one text.
  private static func code(of target: String) throws -> String {
    let files = FileManager.default.enumerator(
      at: sources.appending(path: target), includingPropertiesForKeys: nil)
    return try (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
      .map { try String(contentsOf: $0, encoding: .utf8) }.joined()
  }

  @Test("every target has one, and every type that it lists is public there")
  func articlesAreTrue() throws {
    for target in try Self.targets() {
      let article = try String(
        contentsOf: Self.sources.appending(path: "\(target)/\(target).docc/\(target).md"),
        encoding: .utf8)
      #expect(article.hasPrefix("# ``\(target)``\n"))
      let types = Set(
        try Self.code(of: target)
          .matches(of: /public (?:final )?(?:struct|enum|protocol|class) (\w+)/)
          .map { String($0.1) })
      let listed = article.matches(of: /(?m)^- ``(\w+)``$/).map { String($0.1) }
      #expect(listed.count >= 2 && Set(listed).count == listed.count, "\(target)")
      #expect(Set(listed).subtracting(types).isEmpty, "\(target) has no such public types")
    }
  }
}
