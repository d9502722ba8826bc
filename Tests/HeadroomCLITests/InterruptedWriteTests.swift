import Foundation
import PlanFiles
import TestSupport
import Testing

/// Writes that are killed, and writes for which the disk has no room.
@Suite("Interrupted writes", .serialized)
struct InterruptedWriteTests {
  /// 1,000 where HEADROOM_SLOW_TESTS is set.
  private static let count = SlowTests.areWanted ? 1000 : 60
  private static let staging = ".headroom-write"
  private static let changes =
    "delay summer by 11 weeks; hire 2 design from 2027-03-01; set plan.run_work = 0.2"

  /// The files of a plan without the plan's reader, by name.
  private func files(_ folder: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where name.hasSuffix(".csv") || name.hasSuffix(".yaml") {
      files[name] = try Data(contentsOf: folder.appending(path: name))
    }
    return files
  }

  /// A plan of its own whose files are those.
  private func restore(_ files: [String: Data], to folder: URL) throws {
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, data) in files { try data.write(to: folder.appending(path: name)) }
  }

  private func process(_ plan: URL, shell: String? = nil) throws -> Process {
    let process = Process()
    let words = ["apply", plan.path, "--inline", Self.changes, "--yes"]
    if let shell {
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments = ["-c", shell, "sh", try Program.executable().path] + words
    } else {
      process.executableURL = try Program.executable()
      process.arguments = words
    }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    return process
  }

  @Test("a write that is killed at any point leaves the old plan or the new one")
  func killed() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let plan = folder.appending(path: "plan")
    let old = try files(Program.root.appending(path: "Scenarios/studio"))
    try restore(old, to: plan)
    let whole = try process(plan)
    try whole.run()
    whole.waitUntilExit()
    #expect(whole.terminationStatus == 0)
    let new = try files(plan)
    #expect(new != old && Set(new.keys) == Set(old.keys).union(["hires.csv"]))

    var random = SplitMix64(42)
    var ends = (old: 0, new: 0, completed: 0)
    for _ in 0..<Self.count {
      try restore(old, to: plan)
      let process = try process(plan)
      try process.run()
      // Most are killed while they write, half of these when the new plan has come to count.
      let staging = plan.appending(path: Self.staging).path
      let (mark, most) =
        switch random.next(in: 0...9) {
        case 0: (plan.path, 60_000)
        case 1...4: (staging, 12_000)
        default: (staging + "/record", 400)
        }
      while process.isRunning, access(mark, F_OK) != 0 {}
      usleep(UInt32(random.next(in: 0...most)))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let found = try files(plan)
      // Whoever reads next completes the write, or sees that it never counted.
      let read = try PlanFolder.files(of: plan.path)
      let seen = Dictionary(uniqueKeysWithValues: read.map { ($0.name, Data($0.bytes)) })
      #expect(seen == old || seen == new)
      #expect(try files(plan) == seen)
      if found != seen { ends.completed += 1 }
      if seen == old { ends.old += 1 } else { ends.new += 1 }
    }
    print(
      "killed \(Self.count) writes: \(ends.old) left the old plan, \(ends.new) the new one,",
      "of which the next reader completed \(ends.completed)")
    #expect(ends.old > 0 && ends.new > 0 && ends.completed > 0)
  }

  @Test(
    "where the disk has no room the plan is as it was, and the error says so", arguments: [0, 1, 2])
  func fullDisk(blocks: Int) throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let plan = folder.appending(path: "plan")
    let old = try files(Program.root.appending(path: "Scenarios/studio"))
    try restore(old, to: plan)
    // No file may grow beyond so many blocks: a write fails in its midst, as on a full disk.
    let process = try process(
      plan, shell: "trap '' XFSZ; ulimit -f \(blocks); exec \"$@\"")
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 2)
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(text.contains("write-failed") && text.contains("the plan is as it was"))
    #expect(try files(plan) == old)
    #expect(!FileManager.default.fileExists(atPath: plan.appending(path: Self.staging).path))
  }

  @Test("a reader who comes while the plan is written sees one plan")
  func readers() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let plan = folder.appending(path: "plan")
    let old = try files(Program.root.appending(path: "Scenarios/studio"))
    try restore(old, to: plan)
    let process = try process(plan)
    try process.run()
    var seen: [[PlanFile]] = []
    while process.isRunning {
      let read = try PlanFolder.files(of: plan.path)
      if seen.last != read { seen.append(read) }
    }
    process.waitUntilExit()
    let read = try PlanFolder.files(of: plan.path)
    if seen.last != read { seen.append(read) }
    #expect(seen.count <= 2)
    #expect(process.terminationStatus == 0)
  }
}
