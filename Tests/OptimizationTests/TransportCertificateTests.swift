import Optimization
import TestSupport
import Testing

@Suite("Certificates of transport")
struct TransportCertificateTests {
  /// A problem of everything but costs on direct arcs, with its solution and a feasible dual.
  static func solved(seed: UInt64) async throws -> (
    problem: PooledTransport, solution: TransportSolution, dual: TransportDual
  ) {
    let problem = TransportInstances(cheapDemands: true).instance(seed: seed)
    let (solution, dual) = try await NestedFlows.optimum(of: problem)
    return (problem, solution, dual)
  }

  @Test("hours left out, doubled, or given to whom no path leads are noticed", arguments: 0..<40)
  func perturbed(seed: Int) async throws {
    let (problem, solution, dual) = try await Self.solved(seed: UInt64(seed))
    func proves(_ uses: [TransportSolution.Use]) -> Bool {
      NestedFlowsTests.proves(
        TransportSolution(uses: uses, dual: dual, of: problem).certificate)
    }
    guard
      let most = solution.uses.indices.max(by: {
        solution.uses[$0].hours < solution.uses[$1].hours
      })
    else { return }
    #expect(proves(solution.uses))

    var doubled = solution.uses
    doubled[most].hours *= 3
    #expect(!proves(doubled))

    let use = solution.uses[most]
    let gain =
      problem.demands[Int(use.demand)].pricePerHour
      - problem.supplies[Int(use.supply)].costPerHour
    if gain * use.hours > 1e-3 {
      var fewer = solution.uses
      fewer.remove(at: most)
      #expect(!proves(fewer))
    }

    var stranger = problem
    stranger.supplies.append(PooledTransport.Supply(costPerHour: 0, moneyPerHour: 0))
    stranger.supplyHours += [Double](repeating: 1000, count: problem.cellCount)
    var stolen = solution.uses
    stolen[most].supply = Int32(problem.supplies.count)
    stolen[most].directArc = -1
    var longer = dual
    longer.supplyRents += [Double](repeating: 0, count: problem.cellCount)
    #expect(
      !NestedFlowsTests.proves(
        TransportSolution(uses: stolen, dual: longer, of: stranger).certificate))
  }

  @Test("prices that are not feasible, and prices of another problem, prove nothing")
  func wrongPrices() async throws {
    var (problem, solution, dual) = try await Self.solved(seed: 3)
    #expect(dual.violation(of: problem) <= NestedFlowsTests.tolerance)
    problem.supplyHours = problem.supplyHours.map { $0 / 2 }
    solution = TransportSolution(uses: solution.uses, dual: dual, of: problem)
    #expect(!NestedFlowsTests.proves(solution.certificate))
    for index in dual.supplyRents.indices { dual.supplyRents[index] = -1 }
    #expect(dual.violation(of: problem) >= 1)
  }

  @Test("the bound of any feasible prices is below the optimum", arguments: 0..<40)
  func weakDuality(seed: Int) async throws {
    let (problem, solution, _) = try await Self.solved(seed: UInt64(seed))
    var random = SplitMix64(UInt64(seed))
    var dual = TransportDual(of: problem)
    for cell in 0..<problem.cellCount {
      for pool in 0..<problem.poolCount {
        dual.poolPrices[cell * problem.poolCount + pool] = Double(random.next(in: 0...80))
      }
      for _ in 0..<problem.poolCount {
        for arc in problem.poolArcs {
          let (from, to) = (Int(arc.from), Int(arc.to))
          dual.poolPrices[cell * problem.poolCount + to] = min(
            dual.poolPrices[cell * problem.poolCount + to],
            dual.poolPrices[cell * problem.poolCount + from])
        }
      }
      for arc in problem.supplyArcs {
        let rent = Int(arc.from) * problem.cellCount + cell
        dual.supplyRents[rent] = max(
          dual.supplyRents[rent],
          dual.poolPrices[cell * problem.poolCount + Int(arc.to)]
            - problem.supplies[Int(arc.from)].costPerHour)
      }
    }
    #expect(dual.violation(of: problem) == 0)
    #expect(dual.bound(of: problem) <= solution.objective * (1 + 1e-12))
  }
}
