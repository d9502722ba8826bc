import Foundation
import Headroom
import HeadroomReport
import PlanFiles
import TestSupport
import Testing
import WorkCalendar

/// Holds the answers of `bottlenecks` against the independent computation in Tests/Oracle.
///
/// `HEADROOM_PYTHON` names a Python with the packages of Tests/Oracle/requirements.txt; without it
/// the tests are skipped. `HEADROOM_ORACLE_SEEDS` names other seeds, as `8,9,10`.
@Suite("The independent computation", .enabled(if: Oracle.isThere, "HEADROOM_PYTHON is not set"))
struct OracleTests {
  @Test("agrees with examples computed by hand")
  func byHand() throws {
    let run = try Oracle.run("test_oracle.py", [])
    #expect(run.status == 0, "\(run.output)")
  }

  @Test("agrees with every number of 500 random plans", arguments: Oracle.seeds)
  func randomPlans(seed: Int) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "headroom-oracle-\(seed)-\(ProcessInfo.processInfo.processIdentifier)")
    let plans = folder.appending(path: "plans")
    let answers = folder.appending(path: "answers")
    try FileManager.default.createDirectory(at: answers, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let written = try Oracle.run(
      "random_plans.py", ["--seed", "\(seed)", "--count", "500", plans.path])
    try #require(written.status == 0, "\(written.output)")
    let names = try FileManager.default.contentsOfDirectory(atPath: plans.path).sorted()
    #expect(names.count == 500)

    // The linear programmes run beside ours.
    let expected = folder.appending(path: "oracle.jsonl")
    let oracle = try Oracle.start(
      "oracle.py", names.map { plans.appending(path: $0).path }, output: expected)
    let today = try day("2026-11-24")
    for name in names {
      let plan = try PlanReader.read(folder: plans.appending(path: name).path).plan
      let answer = try await Bottlenecks.answer(Bottlenecks.Request(plan: plan, today: today))
      let file = answers.appending(path: "\(name).json")
      try Data(JSONDocument(answer).text.utf8).write(to: file)
    }
    oracle.waitUntilExit()
    try #require(oracle.terminationStatus == 0)
    let compared = try Oracle.run("check_answer.py", [expected.path, answers.path])
    #expect(compared.status == 0, "\(compared.output)")
  }
}

/// The programs in Tests/Oracle.
enum Oracle {
  private static let environment = ProcessInfo.processInfo.environment
  private static let python = environment["HEADROOM_PYTHON"]

  /// Whether there is a Python with the packages; where not, a line says so.
  static let isThere: Bool = {
    let script = "import highspy, numpy, yaml"
    guard let python else {
      print("skipped: the independent computation (HEADROOM_PYTHON is not set)")
      return false
    }
    guard let run = try? finish(process(python, ["-c", script])), run.status == 0 else {
      print("skipped: the independent computation (\(python) lacks numpy, PyYAML or highspy)")
      return false
    }
    return true
  }()

  static let seeds: [Int] =
    environment["HEADROOM_ORACLE_SEEDS"]?.split(separator: ",").compactMap { Int($0) } ?? [7]

  private static var folder: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Oracle")
  }

  /// Runs a program to its end.
  static func run(
    _ name: String, _ arguments: [String]
  ) throws -> (status: Int32, output: String) {
    try finish(process(python ?? "", [folder.appending(path: name).path] + arguments))
  }

  /// Starts a program whose output goes to a file.
  static func start(_ name: String, _ arguments: [String], output: URL) throws -> Process {
    let process = process(python ?? "", [folder.appending(path: name).path] + arguments)
    try Data().write(to: output)
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    return process
  }

  private static func process(_ program: String, _ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    return process
  }

  /// Output and errors together, as they come.
  private static func finish(_ process: Process) throws -> (status: Int32, output: String) {
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
