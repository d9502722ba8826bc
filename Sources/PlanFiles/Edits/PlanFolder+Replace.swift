public import PlanModel

extension PlanFolder {
  /// Replaces files of a plan's folder, all at once: an interrupted write leaves the old plan or the new one,
  /// and whoever reads sees one of them.
  ///
  ///     let files = try read.source.applying(edit)
  ///     try PlanFolder.replace(read.source.files, by: files, in: folder)
  ///
  /// Only files whose bytes differ are written; they keep their permissions.
  ///
  /// - Parameters:
  ///   - old: the plan's files as they were read.
  ///   - new: the files to be; those of `old` that they leave out stay.
  /// - Returns: the names of the files that were written.
  /// - Throws: a file that has changed since it was read, or that cannot be written; then the folder is as
  ///   it was.
  @discardableResult
  public static func replace(
    _ old: [PlanFile], by new: [PlanFile], in folder: String
  ) throws(PlanErrors) -> [String] {
    let changed = new.filter { !old.contains($0) }.sorted { $0.name < $1.name }
    guard !changed.isEmpty else { return [] }
    guard let lock = FolderLock(folder, forWriting: true) else {
      throw PlanErrors([FolderReplacement.busy(folder)])
    }
    defer { lock.release() }
    try FolderReplacement.finishLocked(in: folder)
    var errors = try differences(from: old, in: folder)
    for file in changed { errors += obstacles(to: file, in: folder) }
    guard errors.isEmpty else { throw PlanErrors(errors) }
    try FolderReplacement.replace(changed, in: folder)
    return changed.map(\.name)
  }

  /// What has changed in the folder since the files were read.
  private static func differences(
    from old: [PlanFile], in folder: String
  ) throws(PlanErrors) -> [Diagnostic] {
    let now = try unlockedFiles(of: folder)
    let names = Set((old + now).map(\.name)).sorted()
    return names.filter { name in
      old.first { $0.name == name } != now.first { $0.name == name }
    }.map { name in
      Diagnostic(
        .planChanged, file: name, "the file has changed since it was read; nothing was written",
        suggestion: "run the command again")
    }
  }

  /// Why a file cannot be replaced.
  private static func obstacles(to file: PlanFile, in folder: String) -> [Diagnostic] {
    let path = path(of: file.name, in: folder)
    let message: String
    if file.name.isEmpty || file.name.contains(where: { "/\n\r\r\n".contains($0) }) {
      message = "the name is no file name within the folder"
    } else if Disk.hasEntry(path), Disk.mode(of: path) == nil {
      message = "it is a link or no file"
    } else if Disk.hasEntry(path), !Disk.mayWrite(path) {
      message = "the file may not be written"
    } else {
      return []
    }
    return [
      Diagnostic(
        .writeFailed, file: file.name, message + "; nothing was written",
        suggestion: "put a file there that may be written")
    ]
  }
}
