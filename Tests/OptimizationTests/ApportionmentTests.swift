import Testing
import TestSupport

@testable import Optimization

@Suite("Apportionment")
struct ApportionmentTests {
  /// What the solver promises, relative.
  private static let tolerance = 1e-7

  private typealias Piece = ApportionmentProgram.Piece
  private typealias Program = ApportionmentProgram

  private func part(_ group: Int?, _ row: Int, limit: Double) -> Program.Part {
    Program.Part(group: group, limit: limit, uses: [.init(row: row, amount: 1)])
  }

  /// Two groups share ten; the steeper pieces are filled first.
  private func shared() -> Program {
    Program(
      groups: [
        .init(pieces: [Piece(width: 4, slope: 5), Piece(width: 20, slope: 1)]),
        .init(pieces: [Piece(width: 5, slope: 3), Piece(width: 20, slope: 2)]),
      ],
      parts: [part(0, 0, limit: 10), part(1, 0, limit: 10)], rows: [.init(limit: 10)])
  }

  @Test("the steepest pieces are taken first, and the price is the slope of the last")
  func greedy() throws {
    let solution = try ApportionmentSolver().solve(shared())
    #expect(solution.status == .solved)
    #expect(abs(solution.parts[0] - 4) < Self.tolerance)
    #expect(abs(solution.parts[1] - 6) < Self.tolerance)
    #expect(abs(solution.proof.objective - (20 + 15 + 2)) < Self.tolerance)
    #expect(abs(solution.rowPrices[0] - 2) < Self.tolerance)
    #expect(solution.face.isTight == [true])
    #expect(solution.face.fullPieces == [1, 1] && solution.face.openPieces == [0, 1])
  }

  @Test("what starts within a group comes before its pieces, whatever it is worth")
  func start() throws {
    var program = shared()
    program.groups[0].start = 7
    program.groups[0].value = 1
    let solution = try ApportionmentSolver().solve(program)
    #expect(abs(solution.parts[0] - 10) < Self.tolerance || solution.parts[0] > 7)
    #expect(abs(solution.proof.objective - (1 + 15)) < Self.tolerance)
  }

  @Test("equal and independent risks are shared equally, as the closed form says")
  func variance() throws {
    // Maximise 3a + 3b − ½ λ σ² (9a² + 9b²) with a + b ≤ 2: one each.
    var program = Program(
      groups: [
        .init(pieces: [Piece(width: 2, slope: 3)]), .init(pieces: [Piece(width: 2, slope: 3)]),
      ], parts: [part(0, 0, limit: 2), part(1, 0, limit: 2)], rows: [.init(limit: 2)])
    program.risk = .init(deviations: [0.5, 0.5], correlations: [], aversion: 0.4)
    let solution = try ApportionmentSolver().solve(program)
    #expect(abs(solution.parts[0] - 1) < Self.tolerance)
    #expect(abs(solution.proof.objective - (6 - 0.5 * 0.4 * 0.25 * 18)) < Self.tolerance)
    // λ σ² 9 a = 3 without a limit: a = 3 ÷ (0.4 × 0.25 × 9) = 10 ÷ 3.
    program.groups[0].pieces[0].width = 100
    program.groups[1].pieces[0].width = 100
    program.parts[0].limit = 100
    program.parts[1].limit = 100
    program.rows[0].limit = 1_000
    let free = try ApportionmentSolver().solve(program)
    #expect(abs(free.parts[0] - 10.0 / 3) < Self.tolerance * 100)
    #expect(abs(free.proof.objective - 10) < Self.tolerance * 100)
  }

  @Test("a hedge is worth money: the variance of opposite values cancels")
  func hedge() throws {
    // Fully opposed values of equal spread: 3a + 2b − ½ λ (3a·½ − 2b·½)², a + b = 5 → 3a = 2b at λ → ∞.
    var program = Program(
      groups: [
        .init(pieces: [Piece(width: 5, slope: 3)]), .init(pieces: [Piece(width: 5, slope: 2)]),
      ], parts: [part(0, 0, limit: 5), part(1, 0, limit: 5)], rows: [.init(limit: 5)])
    program.risk = .init(
      deviations: [0.5, 0.5], correlations: [.init(0, 1, -1)], aversion: 1e6)
    let solution = try ApportionmentSolver().solve(program)
    #expect(abs(solution.parts[0] - 2) < 1e-4 && abs(solution.parts[1] - 3) < 1e-4)
  }

  @Test("equations hold, and what is wanted is missed as little as may be")
  func equation() throws {
    // Two parts that want 1 and 5 must add up to 4 in their group: ½(a − 1)² + ½·3(b − 5)², a + b = 4.
    let program = Program(
      groups: [.init(start: 4, pieces: [])],
      parts: [
        Program.Part(group: 0, limit: 10, wanted: 1, pull: 1),
        Program.Part(group: 0, limit: 10, wanted: 5, pull: 3),
        Program.Part(group: nil, limit: 9, uses: [.init(row: 0, amount: 2)]),
      ], rows: [.init(limit: 4, isExact: true)])
    let solution = try ApportionmentSolver().solve(program)
    // a = 1 − d, b = 5 − d ⁄ 3 with d + d ⁄ 3 = 2 would need a < 0: a = 0, b = 4.
    #expect(abs(solution.parts[0]) < Self.tolerance)
    #expect(abs(solution.parts[1] - 4) < Self.tolerance)
    #expect(abs(solution.parts[2] - 2) < Self.tolerance)
    #expect(abs(solution.proof.objective + 2) < Self.tolerance)
    #expect(abs(solution.proof.relativeGap) < Self.tolerance)
  }

  @Test("nothing to choose is an answer; numbers without meaning are refused")
  func hostile() throws {
    #expect(try ApportionmentSolver().solve(Program()).proof.objective == 0)
    for slope in [Double.nan, 4] {
      let program = Program(
        groups: [.init(pieces: [Piece(width: 1, slope: 3), Piece(width: 1, slope: slope)])])
      #expect(throws: InteriorPointError.self) { try ApportionmentSolver().solve(program) }
    }
    var program = shared()
    program.risk = .init(
      deviations: [0.1, 0.1], correlations: [.init(0, 1, 2)], aversion: 1)
    let twice = program
    #expect(throws: InteriorPointError.self) { try ApportionmentSolver().solve(twice) }
  }

  @Test("correlations that contradict each other are refused")
  func contradiction() throws {
    var program = shared()
    program.groups.append(program.groups[0])
    program.parts.append(part(2, 0, limit: 10))
    program.risk = .init(
      deviations: [0.1, 0.1, 0.1],
      correlations: [.init(0, 1, 0.9), .init(1, 2, 0.9), .init(0, 2, -0.9)], aversion: 1)
    let changed = program
    #expect(throws: InteriorPointError.invalidInput("the correlations")) {
      try ApportionmentSolver().solve(changed)
    }
  }

  @Test("what cannot be held ends with a residual that says so")
  func infeasible() throws {
    var program = shared()
    program.groups[0].start = 20
    let solution = try ApportionmentSolver().solve(program)
    #expect(solution.status != .solved && solution.proof.residual > 0.1)
  }

  @Test("a cancelled solve says so")
  func cancelled() throws {
    let solver = ApportionmentSolver(options: InteriorPointOptions(isCancelled: { true }))
    #expect(try solver.solve(shared()).status == .cancelled)
    let short = ApportionmentSolver(options: InteriorPointOptions(iterationLimit: 2))
    #expect(try short.solve(shared()).status == .iterationLimit)
  }

  @Test("random programmes end with a proof of 1e-7", arguments: 1...200)
  func random(seed: Int) throws {
    let solution = try ApportionmentSolver().solve(Self.random(seed: UInt64(seed)))
    #expect(
      solution.proof.residual < Self.tolerance && abs(solution.proof.relativeGap) < Self.tolerance,
      "\(solution.status) \(solution.iterations) \(solution.proof.residual) \(solution.proof.objective) \(solution.proof.bound)"
    )
  }

  /// Groups × periods with carry-over, a limit on all, and risk in two of three.
  private static func random(seed: UInt64) -> Program {
    var random = SplitMix64(seed)
    func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &random) }
    let groups = Int.random(in: 1...12, using: &random)
    let periods = Int.random(in: 1...8, using: &random)
    let size = pow10(Int.random(in: 0...7, using: &random))
    var program = Program()
    for _ in 0..<groups {
      var slope = number(1...8)
      var pieces: [Piece] = []
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        pieces.append(Piece(width: size * number(0...3), slope: slope.rounded()))
        slope *= number(0.2...1)
      }
      program.groups.append(.init(pieces: pieces))
    }
    for period in 0..<periods {
      program.rows.append(.init(limit: size * number(0.1...4)))
      for group in 0..<groups {
        program.parts.append(
          Program.Part(
            group: group, limit: size * number(0...4),
            uses: [.init(row: period, amount: 1)]))
      }
    }
    for period in 1..<periods where number(0...1) < 0.5 {
      program.parts.append(
        Program.Part(
          group: nil, limit: size * 4,
          uses: [.init(row: period - 1, amount: 1), .init(row: period, amount: -1)]))
    }
    program.rows.append(.init(limit: 30 * size * number(0.1...4)))
    for index in program.parts.indices where program.parts[index].group != nil {
      program.parts[index].uses.append(
        .init(row: program.rows.count - 1, amount: 40 * number(0...1)))
    }
    if seed % 3 != 0 {
      var risk = Program.Risk(
        deviations: (0..<groups).map { _ in number(0...0.6) }, correlations: [],
        aversion: number(0...2) / size)
      for group in 1..<max(2, groups) where group < groups {
        risk.correlations.append(
          Program.Correlation(group - 1, group, number(-0.5...0.5)))
      }
      program.risk = risk
    }
    return program
  }

  private static func pow10(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { value, _ in value * 10 }
  }
}
