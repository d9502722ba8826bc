import FoundationEssentials
public import PlanModel

/// The folder of a plan on disk.
public enum PlanFolder {
  /// The files of a plan's folder that belong to the plan, by name; subfolders are left alone.
  ///
  /// A replacement of several files that was interrupted is completed first
  /// (``replace(_:by:in:)``), and one that goes on is waited for: the files are all old or all new.
  ///
  /// - Throws: a folder or file that cannot be read, or is too large; sizes are looked at first.
  public static func files(of folder: String) throws(PlanErrors) -> [PlanFile] {
    while true {
      try FolderReplacement.finish(in: folder)
      guard let lock = FolderLock(folder, forWriting: false) else {
        throw PlanErrors([FolderReplacement.busy(folder)])
      }
      defer { lock.release() }
      // Another may have been interrupted before the lock was there.
      if !FolderReplacement.isUnfinished(folder) { return try unlockedFiles(of: folder) }
    }
  }

  /// The files, whoever else may be writing them.
  static func unlockedFiles(of folder: String) throws(PlanErrors) -> [PlanFile] {
    try requireFolder(folder)
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      throw PlanErrors([unreadable(folder, "the folder '\(shown(folder))' cannot be read")])
    }
    var files: [PlanFile] = []
    var errors: [Diagnostic] = []
    for name in names where FileRole(name: name) != .other {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      do throws(Diagnostic) {
        if let file = try read(name, path) { files.append(file) }
      } catch {
        errors.append(error)
      }
    }
    guard errors.isEmpty else { throw PlanErrors(errors) }
    return files
  }

  /// - Throws: a path at which there is no folder.
  static func requireFolder(_ folder: String) throws(PlanErrors) {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else {
      throw PlanErrors([unreadable(folder, "there is no folder '\(shown(folder))'")])
    }
    guard isFolder else {
      throw PlanErrors([unreadable(folder, "'\(shown(folder))' is a file, a plan is a folder")])
    }
  }

  /// A file that is no part of a plan, by its path; it bears its name without the folder.
  ///
  /// - Throws: a file that is not there, cannot be read or is too large.
  public static func file(_ path: String) throws(PlanErrors) -> PlanFile {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    do throws(Diagnostic) {
      if let file = try read(name, path) { return file }
    } catch {
      throw PlanErrors([error])
    }
    throw PlanErrors([Diagnostic(.fileUnreadable, file: name, "it is a folder, not a file")])
  }

  /// A file's bytes; nil for a folder.
  static func read(_ name: String, _ path: String) throws(Diagnostic) -> PlanFile? {
    var isFolder = false
    let manager = FileManager.default
    if manager.fileExists(atPath: path, isDirectory: &isFolder), isFolder { return nil }
    do {
      let attributes = try manager.attributesOfItem(atPath: path)
      if let size = attributes[.size] as? UInt64, size > UInt64(PlanReader.largestFile) {
        throw tooLarge(name, size)
      }
      return PlanFile(name: name, bytes: [UInt8](try Data(contentsOf: URL(filePath: path))))
    } catch let error as Diagnostic {
      throw error
    } catch {
      throw Diagnostic(
        .fileUnreadable, file: name, "the file cannot be read",
        suggestion: "check that it is there and may be read")
    }
  }

  private static func unreadable(_ folder: String, _ message: String) -> Diagnostic {
    Diagnostic(
      .folderUnreadable, value: folder, message,
      expected: "a folder with people.csv and demand.csv or assignments.csv")
  }

  static func tooLarge(_ name: String, _ size: UInt64) -> Diagnostic {
    Diagnostic(
      .fileTooLarge, file: name, "the file has \(size) bytes",
      expected: "at most \(PlanReader.largestFile) bytes",
      suggestion: "split the table over files, as demand.csv and demand-2.csv")
  }
}
