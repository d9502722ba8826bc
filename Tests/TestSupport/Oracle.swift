public import Foundation

/// The programs in Tests/Oracle.
public enum Oracle {
  private static let environment = ProcessInfo.processInfo.environment
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A Python with the packages of Tests/Oracle/requirements.txt, as HEADROOM_PYTHON names it.
  private static let python =
    environment["HEADROOM_PYTHON"] ?? root.appending(path: ".build/oracle/bin/python").path

  /// Whether there is such a Python; where not, a line says so.
  public static let isThere: Bool = {
    let script = "import highspy, numpy, yaml"
    guard let run = try? finish(process(python, ["-c", script])), run.status == 0 else {
      print("skipped: HEADROOM_PYTHON names no Python with numpy, PyYAML and highspy")
      return false
    }
    return true
  }()

  /// Whether that Python has Clarabel as well; where not, a line says so.
  public static let hasClarabel: Bool = {
    guard let run = try? finish(process(python, ["-c", "import clarabel, numpy, scipy"])),
      run.status == 0
    else {
      print("skipped: HEADROOM_PYTHON names no Python with clarabel, numpy and scipy")
      return false
    }
    return true
  }()

  /// The seeds of HEADROOM_ORACLE_SEEDS, as `8,9,10`.
  public static let seeds: [Int] =
    environment["HEADROOM_ORACLE_SEEDS"]?.split(separator: ",").compactMap { Int($0) } ?? [7]

  /// Runs a program to its end.
  public static func run(
    _ name: String, _ arguments: [String]
  ) throws -> (status: Int32, output: String) {
    try finish(process(python, [path(of: name)] + arguments))
  }

  /// Starts a program whose output goes to a file.
  public static func start(_ name: String, _ arguments: [String], output: URL) throws -> Process {
    let process = process(python, [path(of: name)] + arguments)
    try Data().write(to: output)
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    return process
  }

  /// The optimum that HiGHS finds of each MPS file; nil where it finds none.
  public static func optima(of files: [URL]) throws -> [Double?] {
    try objectives(run("solve_mps.py", files.map(\.path)))
  }

  /// The optimum that Clarabel finds of each question of money; nil where it finds none.
  public static func balances(of files: [URL]) throws -> [Double?] {
    try objectives(run("solve_balance.py", files.map(\.path)))
  }

  private static func objectives(_ run: (status: Int32, output: String)) -> [Double?] {
    // Solvers greet on their own lines.
    run.output.split(separator: "\n").filter { $0.hasPrefix("objective ") }
      .map { Double($0.dropFirst("objective ".count)) }
  }

  private static func path(of program: String) -> String {
    root.appending(path: "Tests/Oracle").appending(path: program).path
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

/// A folder of its own for what a test writes.
public func temporaryFolder(_ name: String) throws -> URL {
  let folder = FileManager.default.temporaryDirectory
    .appending(path: "headroom-\(name)-\(ProcessInfo.processInfo.processIdentifier)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  return folder
}
