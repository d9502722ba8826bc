internal import FoundationEssentials

/// Paths as files name them that lie in another folder.
enum RelativePath {
  /// The path of a file as another file sees it from its folder.
  static func of(_ path: String, from file: String) -> String {
    let target = parts(of: path)
    let folder = parts(of: file).dropLast()
    let shared = zip(target, folder).prefix { $0 == $1 }.count
    return (folder.dropFirst(shared).map { _ in ".." } + target.dropFirst(shared))
      .joined(separator: "/")
  }

  /// The names that lead from the root to a path.
  private static func parts(of path: String) -> [String] {
    let absolute =
      path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    var parts: [String] = []
    for part in absolute.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
    }
    return parts
  }
}
