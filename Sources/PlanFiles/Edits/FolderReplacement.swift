import FoundationEssentials
import PlanModel

/// Several files of a folder, replaced all at once.
///
/// The new files are written to a folder within the plan's, and brought to the disk. Then a record that names
/// them comes in, in one step: from here on they count. They are put in their places, and the record goes.
/// Whoever finds a record completes what it says; what lies there without one never counted.
struct FolderReplacement {
  /// The folder within the plan's; its name begins with a point, so that it is no part of a plan.
  static let folderName = ".headroom-write"
  private static let recordName = "record"
  /// The first and the last line of a record.
  private static let (opening, closing) = ("headroom-write 1", "end")

  private let folder: String
  private let staging: String
  private var record: String { PlanFolder.path(of: Self.recordName, in: staging) }

  private init(_ folder: String) {
    self.folder = folder
    staging = PlanFolder.path(of: Self.folderName, in: folder)
  }

  // MARK: Replacing

  /// Replaces files of a folder on which the caller holds the lock.
  ///
  /// - Throws: what cannot be written; then the folder is as it was.
  static func replace(_ files: [PlanFile], in folder: String) throws(PlanErrors) {
    let replacement = FolderReplacement(folder)
    replacement.removeStaging()
    guard let name = replacement.stage(files) else { return try replacement.complete() }
    replacement.removeStaging()
    throw PlanErrors([
      Diagnostic(
        .writeFailed, file: name, "the file cannot be written; the plan is as it was",
        suggestion: "check the disk's space and the folder's permissions")
    ])
  }

  /// Writes the new files and the record; the name of what cannot be written, nil where all could.
  private func stage(_ files: [PlanFile]) -> String? {
    guard Disk.make(folder: staging) else { return Self.folderName }
    for file in files {
      let mode = Disk.mode(of: PlanFolder.path(of: file.name, in: folder))
      guard Disk.writeNew(PlanFolder.path(of: file.name, in: staging), file.bytes, mode: mode)
      else { return file.name }
    }
    let lines = [Self.opening] + files.map(\.name) + [Self.closing]
    let text = lines.map { $0 + "\n" }.joined()
    let draft = record + ".tmp"
    guard Disk.writeNew(draft, Array(text.utf8)), Disk.sync(folder: staging),
      Disk.sync(folder: folder), Disk.move(draft, to: record)
    else { return Self.folderName }
    // The record counts already, so that a failure here would undo nothing.
    _ = Disk.sync(folder: staging)
    return nil
  }

  // MARK: Completing

  /// Completes a replacement that was interrupted, where there is one.
  ///
  /// - Throws: a record that cannot be read, or files that cannot be put in their places.
  static func finish(in folder: String) throws(PlanErrors) {
    guard isUnfinished(folder) else { return }
    guard let lock = FolderLock(folder, forWriting: true) else {
      throw PlanErrors([busy(folder)])
    }
    defer { lock.release() }
    try finishLocked(in: folder)
  }

  /// The same for who holds the lock already.
  static func finishLocked(in folder: String) throws(PlanErrors) {
    if isUnfinished(folder) { try FolderReplacement(folder).complete() }
  }

  /// Whether a replacement counts that is not in its place yet.
  static func isUnfinished(_ folder: String) -> Bool {
    Disk.hasEntry(FolderReplacement(folder).record)
  }

  private func complete() throws(PlanErrors) {
    guard let names = names() else {
      throw PlanErrors([
        unfinished(
          "its record cannot be read",
          "bring the folder back from git or a copy, then remove \(Self.folderName)")
      ])
    }
    for name in names {
      let staged = PlanFolder.path(of: name, in: staging)
      // What is not there any more is in its place already.
      guard Disk.hasEntry(staged) else { continue }
      guard Disk.move(staged, to: PlanFolder.path(of: name, in: folder)) else {
        throw PlanErrors([
          unfinished(
            "\(shown(name)) cannot be put in its place",
            "make the folder writable and run the command again, which completes it")
        ])
      }
    }
    // The record goes when the disk has the names of all files.
    guard Disk.sync(folder: folder) else {
      throw PlanErrors([
        unfinished(
          "the disk does not take the files' names",
          "check the disk and run the command again, which completes it")
      ])
    }
    removeStaging()
  }

  /// The files of a record; nil where it is none.
  private func names() -> [String]? {
    guard let data = try? Data(contentsOf: URL(filePath: record)) else { return nil }
    let lines = String(decoding: data, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
    guard lines.count >= 2, lines.first == Self.opening, lines.last == Self.closing,
      !lines.contains(where: { $0.contains("/") })
    else { return nil }
    return Array(lines.dropFirst().dropLast())
  }

  /// Removes the record first: what lies there without one does not count.
  private func removeStaging() {
    guard Disk.hasEntry(staging) else { return }
    Disk.removeEntry(record)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: staging)) ?? []
    for name in names { Disk.removeEntry(PlanFolder.path(of: name, in: staging)) }
    Disk.removeEntry(staging)
  }

  // MARK: Errors

  private func unfinished(_ message: String, _ mend: String) -> Diagnostic {
    Diagnostic(
      .writeUnfinished, file: Self.folderName + "/" + Self.recordName,
      "a change of the plan's files was interrupted, and \(message)", suggestion: mend)
  }

  /// Another holds the folder for too long.
  static func busy(_ folder: String) -> Diagnostic {
    Diagnostic(
      .folderUnreadable, value: folder, "another program holds the folder '\(shown(folder))'",
      suggestion: "wait for it, or end it")
  }
}
