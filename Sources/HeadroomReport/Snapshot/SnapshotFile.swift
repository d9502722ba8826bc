internal import FoundationEssentials
public import Headroom
internal import PlanModel

/// A file of a plan's history: a snapshot as the JSON document that `headroom snapshot --json` prints.
public enum SnapshotFile {
  /// The snapshot of a file's bytes.
  ///
  /// - Parameter name: what errors call the file.
  /// - Throws: `unusable-snapshot` for bytes that are none.
  public static func read(_ bytes: [UInt8], named name: String) throws(RequestError)
    -> Snapshot.Answer
  {
    let found = try? JSONDecoder().decode(Snapshot.Answer.self, from: Data(bytes))
    if let found, found.schema == "headroom.snapshot/1" { return found }
    throw RequestError([
      Diagnostic(
        id: RequestFault.unusableSnapshot.rawValue, severity: .error, file: name,
        message: "the file is no snapshot that this version can read",
        expected: "what headroom snapshot has written",
        suggestion: "bring it back from git, or move it out of the folder history")
    ])
  }
}
