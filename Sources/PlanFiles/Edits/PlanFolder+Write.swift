import FoundationEssentials
public import PlanModel

extension PlanFolder {
  /// Writes files to a folder, which is made where it is missing.
  ///
  /// Each file is written beside its place, brought to the disk, and put in its place in one step:
  /// whoever reads sees the old file or the new one, never a part.
  ///
  /// - Throws: one error for all files that are there already where `overwriting` is false (then nothing
  ///   is written), or one for each that cannot be written.
  public static func write(
    files: [PlanFile], to folder: String, overwriting: Bool = false
  ) throws(PlanErrors) {
    let manager = FileManager.default
    func path(_ file: PlanFile) -> String { PlanFolder.path(of: file.name, in: folder) }
    var errors: [Diagnostic] = []
    for file in files where file.name.contains("/") || file.name.isEmpty {
      errors.append(
        Diagnostic(.writeFailed, file: file.name, "the name is no file name within the folder"))
    }
    if !overwriting {
      let existing = files.map(\.name).filter { manager.fileExists(atPath: folder + "/" + $0) }
      if let first = existing.first {
        errors.append(
          Diagnostic(
            .fileExists, file: existing.count == 1 ? first : nil,
            existing.count == 1
              ? "the file exists already"
              : "\(existing.count) of the files exist already: \(existing.joined(separator: ", "))",
            suggestion: "write to another folder, or ask for it to be written over"))
      }
    }
    guard errors.isEmpty else { throw PlanErrors(errors) }
    do {
      try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw PlanErrors([
        Diagnostic(
          .writeFailed, value: folder, "the folder '\(shown(folder))' cannot be made",
          suggestion: "look for a file of that name, and check the permissions of the folder above")
      ])
    }
    for file in files {
      guard replace(path(file), with: file.bytes, overwriting: overwriting) else {
        errors.append(
          Diagnostic(
            .writeFailed, file: file.name, "the file cannot be written",
            suggestion: "check the disk's space and the folder's permissions"))
        continue
      }
    }
    guard errors.isEmpty else { throw PlanErrors(errors) }
  }

  /// Puts a file in its place in one step; false where that fails, the old file untouched.
  private static func replace(_ path: String, with bytes: [UInt8], overwriting: Bool) -> Bool {
    let temporary = "\(path).\(Disk.processNumber).tmp"
    guard Disk.writeNew(temporary, bytes) else { return false }
    guard overwriting else { return Disk.moveNew(temporary, to: path) }
    guard Disk.move(temporary, to: path) else {
      Disk.removeEntry(temporary)
      return false
    }
    return true
  }

  /// The path of a file of a folder.
  static func path(of name: String, in folder: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }
}
