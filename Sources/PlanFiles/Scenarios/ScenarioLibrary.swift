import FoundationEssentials
import PlanModel

/// Where a scenario's file is.
struct ScenarioPath: Hashable, Sendable {
  /// From the plan's folder, or else from where the command runs.
  var isInPlan: Bool
  /// As findings name it.
  var text: String
}

/// Where scenarios are found: the files of a plan's `whatif` folder, and any other file by its path.
public struct ScenarioLibrary: Sendable {
  /// The folder within a plan's.
  static let folder = "whatif"

  /// The scenarios of the `whatif` folder by name, sorted.
  public let names: [String]
  /// The bytes of a file.
  let load: @Sendable (ScenarioPath) -> Result<[UInt8], Diagnostic>

  /// The scenarios of files in memory, as `freeze.yaml`: those of the `whatif` folder.
  public init(files: [PlanFile]) {
    names = files.compactMap { ScenarioLibrary.name(ofFile: $0.name) }.sorted()
    let bytes = Dictionary(
      files.map { (ScenarioLibrary.folder + "/" + $0.name, $0.bytes) },
      uniquingKeysWith: { first, _ in first })
    load = { path in
      bytes[path.text].map { .success($0) } ?? .failure(ScenarioLibrary.missing(path.text))
    }
  }

  /// The scenarios of a plan's folder on disk.
  public init(planFolder: String) {
    let root = planFolder.hasSuffix("/") ? planFolder : planFolder + "/"
    let found = (try? FileManager.default.contentsOfDirectory(atPath: root + Self.folder)) ?? []
    names = found.compactMap { ScenarioLibrary.name(ofFile: $0) }.sorted()
    load = { path in
      ScenarioLibrary.bytes(of: path.isInPlan ? root + path.text : path.text, shown: path.text)
    }
  }

  private static func bytes(of path: String, shown name: String) -> Result<[UInt8], Diagnostic> {
    let manager = FileManager.default
    var isFolder = false
    guard manager.fileExists(atPath: path, isDirectory: &isFolder), !isFolder else {
      return .failure(missing(name))
    }
    if let size = try? manager.attributesOfItem(atPath: path)[.size] as? UInt64,
      size > UInt64(YAMLScan.largestFile)
    {
      return .failure(
        Diagnostic(
          .fileTooLarge, file: name, "the file has \(size) bytes",
          expected: "at most \(YAMLScan.largestFile) bytes"))
    }
    guard let data = try? Data(contentsOf: URL(filePath: path)) else {
      return .failure(
        Diagnostic(
          .fileUnreadable, file: name, "the file cannot be read",
          suggestion: "check that it is there and may be read"))
    }
    return .success([UInt8](data))
  }

  /// The name of a scenario's file; nil where it is none.
  static func name(ofFile file: String) -> String? {
    for suffix in [".yaml", ".yml"] where file.hasSuffix(suffix) && !file.hasPrefix(".") {
      return String(file.dropLast(suffix.count))
    }
    return nil
  }

  private static func missing(_ path: String) -> Diagnostic {
    Diagnostic(.scenarioNotFound, file: path, "there is no file '\(shown(path))'")
  }

  /// The path that an argument means: a name of the `whatif` folder, or a path as it stands.
  func path(of argument: String) -> ScenarioPath? {
    if names.contains(argument) { return whatifPath(argument) }
    if let name = ScenarioLibrary.name(ofFile: argument), names.contains(name) {
      return whatifPath(name)
    }
    let path = ScenarioPath(isInPlan: false, text: argument)
    guard argument.contains("/") || ScenarioLibrary.name(ofFile: argument) != nil,
      case .success = load(path)
    else { return nil }
    return path
  }

  private func whatifPath(_ name: String) -> ScenarioPath {
    let path = ScenarioPath(isInPlan: true, text: "\(ScenarioLibrary.folder)/\(name).yaml")
    if case .success = load(path) { return path }
    return ScenarioPath(isInPlan: true, text: "\(ScenarioLibrary.folder)/\(name).yml")
  }

  /// The path of the file that another file extends, seen from that one's folder.
  func path(extending text: String, from path: ScenarioPath) -> ScenarioPath {
    let file = text.split(separator: "/").last.map(String.init) ?? text
    let named = ScenarioLibrary.name(ofFile: file) == nil ? text + ".yaml" : text
    guard !named.hasPrefix("/") else { return ScenarioPath(isInPlan: false, text: named) }
    var parts = path.text.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .map(String.init)
    for part in named.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != "..", !last.isEmpty {
        parts.removeLast()
      } else {
        parts.append(String(part))
      }
    }
    return ScenarioPath(isInPlan: path.isInPlan, text: parts.joined(separator: "/"))
  }

  /// Why a scenario of the `whatif` folder does not count: the plan has its projects already.
  func applied(_ name: String, adding projects: [String]) -> Diagnostic {
    let file = whatifPath(name).text
    let ids = projects.map { "'\(shown($0))'" }.joined(separator: ", ")
    return Diagnostic(
      .changeWithoutEffect, severity: .warning, file: file,
      "left out: the plan has \(projects.count == 1 ? "project" : "projects") \(ids) already",
      suggestion: "delete \(file), or move it out of \(ScenarioLibrary.folder)/")
  }

  /// Why an argument means nothing.
  func unknown(_ argument: String) -> Diagnostic {
    let near = nearestName(to: argument, among: names)
    return Diagnostic(
      .scenarioNotFound, field: "scenario", value: argument,
      "there is no scenario '\(shown(argument))'",
      expected: names.isEmpty
        ? "a path: the plan has no whatif folder with scenarios"
        : "a path, or one of \(names.prefix(20).joined(separator: ", "))",
      suggestion: near.map { "write '\($0)' if that is meant" })
  }
}
