import FoundationEssentials
public import PlanModel

extension PlanFolder {
  /// The folder within a plan's that keeps its snapshots; it is no part of the plan.
  public static let historyName = "history"

  /// The files of a plan's history, by name; none where the plan has no such folder.
  ///
  /// - Throws: each file that cannot be read; it is called as `history/2026-11-23.json`.
  public static func history(of folder: String) throws(PlanErrors) -> [PlanFile] {
    let history = path(of: historyName, in: folder)
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: history)) ?? []).sorted()
    var files: [PlanFile] = []
    var errors: [Diagnostic] = []
    for name in names where name.hasSuffix(".json") && !name.hasPrefix(".") {
      do throws(Diagnostic) {
        if let file = try read("\(historyName)/\(name)", path(of: name, in: history)) {
          files.append(file)
        }
      } catch {
        errors.append(error)
      }
    }
    guard errors.isEmpty else { throw PlanErrors(errors) }
    return files
  }

  /// Writes a file to a plan's history.
  ///
  /// - Throws: a file that is there already where `overwriting` is false, or that cannot be written.
  public static func keep(
    _ file: PlanFile, inHistoryOf folder: String, overwriting: Bool
  ) throws(PlanErrors) {
    let history = path(of: historyName, in: folder)
    if !overwriting, Disk.hasEntry(path(of: file.name, in: history)) {
      throw PlanErrors([
        Diagnostic(
          .fileExists, file: "\(historyName)/\(file.name)",
          "the history has a snapshot of that day already",
          suggestion: "give this one a --label, or replace the other with --overwrite")
      ])
    }
    try write(files: [file], to: history, overwriting: overwriting)
  }

  /// Adds a row to the history's table of what was agreed on: as_of, what was applied, with whom or why, and
  /// the plan's fingerprints before and after.
  ///
  /// - Throws: a table that cannot be read or written.
  public static func addAgreement(
    _ row: [String], inHistoryOf folder: String
  ) throws(PlanErrors) {
    let history = path(of: historyName, in: folder)
    let name = "agreed.csv"
    var cells = CellWriter()
    do throws(Diagnostic) {
      let place = path(of: name, in: history)
      let known = Disk.hasEntry(place) ? try read("\(historyName)/\(name)", place)?.bytes : nil
      let bytes = known ?? Array("as_of,applied,agreed,before,after\n".utf8)
      for byte in bytes { cells.byte(byte) }
      if bytes.last != 0x0A { cells.raw("\n") }
    } catch {
      throw PlanErrors([error])
    }
    for (index, text) in row.enumerated() {
      if index > 0 { cells.raw(",") }
      cells.text(text)
    }
    cells.raw("\n")
    try write(files: [PlanFile(name: name, bytes: cells.bytes)], to: history, overwriting: true)
  }
}
