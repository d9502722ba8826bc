import Optimization
import TestSupport
import Testing

@Suite("Minimum-cost flows by the network simplex method")
struct NetworkSimplexTests {
  typealias Arc = NetworkSimplex.Arc

  /// Checks a flow and its proof from the data alone: balance, bounds, and the sign of each reduced cost.
  private func check(
    _ solution: NetworkSimplex.Solution, supply: [Int64], arcs: [Arc]
  ) {
    var balance = supply
    for (arc, amount) in zip(arcs, solution.amounts) {
      #expect(amount >= 0 && amount <= arc.capacity)
      balance[Int(arc.from)] -= amount
      balance[Int(arc.to)] += amount
      let reduced =
        arc.cost + solution.potentials[Int(arc.from)] - solution.potentials[Int(arc.to)]
      if amount < arc.capacity { #expect(reduced >= 0) }
      if amount > 0 { #expect(reduced <= 0) }
    }
    #expect(balance.allSatisfy { $0 == 0 })
  }

  /// Whether some arcs hold no cycle.
  private func isForest(_ arcs: [Arc], nodeCount: Int) -> Bool {
    var leader = Array(0..<nodeCount)
    func find(_ node: Int) -> Int { leader[node] == node ? node : find(leader[node]) }
    for arc in arcs {
      let (one, other) = (find(Int(arc.from)), find(Int(arc.to)))
      if one == other { return false }
      leader[one] = other
    }
    return true
  }

  @Test(
    "random networks: complementary slackness holds, and arcs between their bounds are a forest")
  func random() {
    var optimal = 0
    for seed in 0..<600 {
      var random = SplitMix64(UInt64(seed))
      let nodes = random.next(in: 1...12)
      // Amounts of 0 and equal ones often: degenerate bases.
      var supply = (0..<nodes).map { _ in Int64(random.next(in: -3...3)) * 2 }
      supply[0] -= supply.reduce(0, +)
      let arcs = (0..<random.next(in: 0...50)).map { _ in
        Arc(
          from: Int32(random.next(in: 0...nodes - 1)), to: Int32(random.next(in: 0...nodes - 1)),
          cost: Int64(random.next(in: -1...6)),
          capacity: random.next(in: 0...2) == 0
            ? NetworkSimplex.unlimited : Int64(random.next(in: 0...5)) * 2)
      }
      let solution = NetworkSimplex.solve(supply: supply, arcs: arcs)
      guard solution.status == .optimal else { continue }
      optimal += 1
      check(solution, supply: supply, arcs: arcs)
      let between = zip(arcs, solution.amounts).filter { $0.1 > 0 && $0.1 < $0.0.capacity }
      #expect(isForest(between.map(\.0), nodeCount: nodes))
    }
    #expect(optimal > 150)
  }

  @Test("a transportation problem has the cost of its published optimum")
  func transportation() {
    // Hillier & Lieberman, Introduction to Operations Research, 7th ed., §8.1: P&T Company, $152,535.
    let cost: [[Int64]] = [[464, 513, 654, 867], [352, 416, 690, 791], [995, 682, 388, 685]]
    let supply: [Int64] = [75, 125, 100, -80, -65, -70, -85]
    let arcs = cost.enumerated().flatMap { plant, row in
      row.enumerated().map { Arc(from: Int32(plant), to: Int32(3 + $0.offset), cost: $0.element) }
    }
    let solution = NetworkSimplex.solve(supply: supply, arcs: arcs)
    #expect(solution.status == .optimal)
    #expect(solution.objective(of: arcs) == 152_535)
    check(solution, supply: supply, arcs: arcs)
  }

  @Test("assignments, where each basis is degenerate, cost what the best of all permutations costs")
  func assignments() {
    func best(_ cost: [[Int64]], from row: Int, taken: Int) -> Int64 {
      guard row < cost.count else { return 0 }
      return cost.indices.filter { taken & (1 << $0) == 0 }
        .map { cost[row][$0] + best(cost, from: row + 1, taken: taken | 1 << $0) }.min() ?? 0
    }
    for seed in 0..<60 {
      var random = SplitMix64(UInt64(seed))
      let size = random.next(in: 1...6)
      let cost = (0..<size).map { _ in (0..<size).map { _ in Int64(random.next(in: 0...4)) } }
      let arcs = cost.enumerated().flatMap { row, costs in
        costs.enumerated().map {
          Arc(from: Int32(row), to: Int32(size + $0.offset), cost: $0.element)
        }
      }
      let supply = (0..<2 * size).map { Int64($0 < size ? 1 : -1) }
      let solution = NetworkSimplex.solve(supply: supply, arcs: arcs)
      #expect(solution.objective(of: arcs) == Double(best(cost, from: 0, taken: 0)))
    }
  }

  @Test("an assignment of 200 with equal costs ends")
  func highlyDegenerate() {
    let size = 200
    let arcs = (0..<size).flatMap { row in
      (0..<size).map { Arc(from: Int32(row), to: Int32(size + $0), cost: Int64((row * $0) % 3)) }
    }
    let supply = (0..<2 * size).map { Int64($0 < size ? 1 : -1) }
    let solution = NetworkSimplex.solve(supply: supply, arcs: arcs)
    #expect(solution.status == .optimal)
    check(solution, supply: supply, arcs: arcs)
  }

  @Test("the shortest path round a grid is its length")
  func shortestPath() {
    // A unit from one corner of an n × n grid to the other takes 2 (n − 1) steps.
    let size: Int32 = 12
    var arcs: [Arc] = []
    for row in 0..<size {
      for column in 0..<size {
        let node = row * size + column
        if column + 1 < size { arcs.append(Arc(from: node, to: node + 1, cost: 1)) }
        if row + 1 < size { arcs.append(Arc(from: node, to: node + size, cost: 1)) }
      }
    }
    var supply = [Int64](repeating: 0, count: Int(size * size))
    supply[0] = 1
    supply[Int(size * size) - 1] = -1
    let solution = NetworkSimplex.solve(supply: supply, arcs: arcs)
    #expect(solution.objective(of: arcs) == 22)
  }

  @Test("what cannot flow is infeasible, what pays without end is unbounded")
  func statuses() {
    let arc = Arc(from: 0, to: 1, cost: 1, capacity: 1)
    #expect(NetworkSimplex.solve(supply: [2, -2], arcs: [arc]).status == .infeasible)
    #expect(NetworkSimplex.solve(supply: [1, 1], arcs: [arc]).status == .infeasible)
    let ring = [Arc(from: 0, to: 1, cost: -2), Arc(from: 1, to: 0, cost: 1)]
    #expect(NetworkSimplex.solve(supply: [0, 0], arcs: ring).status == .unbounded)
    #expect(NetworkSimplex.solve(supply: [], arcs: []).status == .optimal)
  }

  @Test("a limited ring of negative cost is filled, as is a loop")
  func negativeCosts() {
    let arcs = [
      Arc(from: 0, to: 1, cost: -2, capacity: 5), Arc(from: 1, to: 0, cost: 1),
      Arc(from: 1, to: 1, cost: -1, capacity: 3),
    ]
    let solution = NetworkSimplex.solve(supply: [0, 0], arcs: arcs)
    #expect(solution.amounts == [5, 5, 3])
  }
}
