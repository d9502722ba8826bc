import Foundation
import Optimization
import Testing

@Suite("The oracle")
struct OracleTests {
  /// Relative difference of two optima.
  private let agreement = 1e-7

  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A Python that has highspy, as HEADROOM_PYTHON names it.
  private var python: String? {
    let path =
      ProcessInfo.processInfo.environment["HEADROOM_PYTHON"]
      ?? Self.root.appending(path: ".build/oracle/bin/python").path
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }

  @Test("HiGHS finds the same optimum of both forms from the MPS that is written")
  func optimum() async throws {
    guard let python else {
      print("skipped: HEADROOM_PYTHON names no Python with highspy")
      return
    }
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "headroom-oracle-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var files: [String] = []
    var ours: [Double] = []
    for seed in 100..<140 {
      var random = RandomTransport(seed: seed)
      let problem = random.problem()
      let program = try problem.program(form: seed % 2 == 0 ? .compact : .direct)
      let file = folder.appending(path: "\(seed).mps")
      try Data(MPSWriter(program.program, names: program.names()).bytes()).write(to: file)
      files.append(file.path)
      ours.append(try await problem.solved(program).solution.objective)
    }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: python)
    process.arguments =
      [Self.root.appending(path: "Tests/Oracle/solve_mps.py").path] + files
    process.standardOutput = output
    try process.run()
    let text = String(
      decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    // HiGHS greets on its own lines.
    let lines = text.split(separator: "\n").filter { $0.hasPrefix("objective ") }
      .map { $0.dropFirst("objective ".count) }
    try #require(lines.count == ours.count, "one line for each model")
    for (line, ours) in zip(lines, ours) {
      let theirs = try #require(Double(line), "\(line) is no objective")
      #expect(abs(ours - theirs) <= agreement * (1 + abs(theirs)))
    }
  }

  @Test("a model is written in free MPS, in the names that are given")
  func text() throws {
    var problem = PooledTransport(cellCount: 1)
    problem.poolCount = 1
    problem.supplies = [PooledTransport.Supply(costPerHour: 2, moneyPerHour: 2)]
    problem.supplyHours = [3]
    problem.supplyArcs = [PooledTransport.Arc(from: 0, to: 0)]
    problem.demands = [
      PooledTransport.Demand(
        pool: 0, pricePerHour: 10, group: nil, amount: .perCell(cells: 0..<1, hours: [5]))
    ]
    let program = try problem.program(form: .compact)
    let names = program.names(
      TransportNames(
        supply: { _ in "Anna B" }, pool: { _ in "backend" }, demand: { _ in "Atlas" },
        cell: { _ in "W1" }))
    let text = String(
      decoding: MPSWriter(program.program, names: names).bytes(name: "tiny"), as: UTF8.self)
    #expect(
      text == """
        NAME tiny
        ROWS
         N cost
         E pool|backend|W1
        COLUMNS
         use|Anna_B|backend|W1 cost 2.0
         use|Anna_B|backend|W1 pool|backend|W1 1.0
         serve|Atlas|backend|W1 cost -10.0
         serve|Atlas|backend|W1 pool|backend|W1 -1.0
        RHS
         side cost -50.0
        BOUNDS
         UP bound use|Anna_B|backend|W1 3.0
         UP bound serve|Atlas|backend|W1 5.0
        ENDATA

        """)
  }
}
