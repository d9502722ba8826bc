import FoundationEssentials
public import PlanModel

extension PlanFolder {
  /// Where a plan's templates lie, within its folder.
  static let templatesFolder = "templates"

  /// The templates of a plan by name of their file without suffix, sorted; none where it has no folder of
  /// them.
  ///
  /// - Throws: a plan's folder that is not there, a template that cannot be read or is too large.
  public static func templates(
    of folder: String
  ) throws(PlanErrors) -> [(name: String, text: String)] {
    try requireFolder(folder)
    let root = (folder.hasSuffix("/") ? folder : folder + "/") + templatesFolder
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    var templates: [(name: String, text: String)] = []
    for file in names.sorted() {
      guard let name = ScenarioLibrary.name(ofFile: file) else { continue }
      let bytes = try PlanFolder.file("\(root)/\(file)").bytes
      templates.append((name, String(decoding: bytes, as: UTF8.self)))
    }
    return templates
  }
}
