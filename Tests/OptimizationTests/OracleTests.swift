import Foundation
import Optimization
import TestSupport
import Testing

@Suite("The oracle")
struct OracleTests {
  /// Relative difference of two optima.
  private let agreement = 1e-7

  @Test(
    "HiGHS finds the same optimum of both forms from the MPS that is written",
    .enabled(if: Oracle.isThere, "HEADROOM_PYTHON is not set"))
  func optimum() async throws {
    let folder = try temporaryFolder("mps")
    defer { try? FileManager.default.removeItem(at: folder) }
    var files: [URL] = []
    var ours: [Double] = []
    for seed in 100..<140 {
      var random = RandomTransport(seed: seed)
      let problem = random.problem()
      let program = try problem.program(form: seed % 2 == 0 ? .compact : .direct)
      let file = folder.appending(path: "\(seed).mps")
      try Data(MPSWriter(program.program, names: program.names()).bytes()).write(to: file)
      files.append(file)
      ours.append(try await problem.solved(program).solution.objective)
    }
    let optima = try Oracle.optima(of: files)
    try #require(optima.count == ours.count, "one optimum for each model")
    for (ours, theirs) in zip(ours, optima) {
      let theirs = try #require(theirs)
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
