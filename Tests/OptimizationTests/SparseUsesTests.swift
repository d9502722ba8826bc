import Optimization
import TestSupport
import Testing

@Suite("Few pairs on the optimal face")
struct SparseUsesTests {
  /// Sums of a few hundred amounts that are rounded to 2⁻³⁰ hours.
  private static let tolerance = 1e-5

  @Test(
    "random problems: cost, hours, money and limits stay, and each cell is a forest but for money",
    arguments: 0..<300)
  func random(seed: Int) {
    let instance = SparseInstance(seed: UInt64(seed))
    let sparse = SparseUses(
      instance.problem, givers: instance.givers, lines: instance.lines, options: instance.options)
    let slices = sparse.slices(of: instance.solution)
    instance.check(slices, tolerance: Self.tolerance)
  }

  @Test("odd rates and budgets that all bind: a forest and at most a pair more for each budget")
  func boundMoney() {
    let (people, lines, groups) = (40, 30, 9)
    var problem = PooledTransport(cellCount: 1)
    problem.poolCount = 1
    problem.groupCount = groups
    problem.moneyPeriodCount = 1
    problem.moneyPeriod = [0]
    problem.carriesOver = [Bool](repeating: false, count: groups)
    for person in 0..<people {
      let rate = 41 + Double(person * 37 % 101) / 7
      problem.supplies.append(PooledTransport.Supply(costPerHour: rate, moneyPerHour: rate))
      problem.supplyArcs.append(PooledTransport.Arc(from: Int32(person), to: 0))
      problem.supplyHours.append(Double(lines))
    }
    problem.budgets = [Double](repeating: 0, count: groups)
    var uses: [TransportSolution.Use] = []
    for line in 0..<lines {
      problem.demands.append(
        PooledTransport.Demand(
          pool: 0, pricePerHour: 500, group: Int32(line % groups),
          amount: .perCell(cells: 0..<1, hours: [Double(people)])))
    }
    // Everyone works an hour on everything.
    for person in 0..<people {
      for line in 0..<lines {
        uses.append(
          TransportSolution.Use(
            cell: 0, supply: Int32(person), demand: Int32(line), directArc: -1, hours: 1))
        problem.budgets[line % groups] += problem.supplies[person].moneyPerHour
      }
    }
    let slices = SparseUses(problem).slices(of: transportSolution(of: uses, in: problem))
    #expect(slices.count <= people + lines - 1 + groups)
    var spent = [Double](repeating: 0, count: groups)
    for slice in slices {
      spent[Int(slice.demand) % groups] +=
        slice.hours * problem.supplies[Int(slice.giver)].moneyPerHour
    }
    for (spent, budget) in zip(spent, problem.budgets) { #expect(spent <= budget + 1e-3) }
    #expect(abs(slices.reduce(0) { $0 + $1.hours } - Double(people * lines)) < 1e-6)
  }

  @Test("pieces that are fed back stay as they are, byte for byte", arguments: 0..<100)
  func idempotent(seed: Int) {
    let instance = SparseInstance(seed: UInt64(seed))
    let sparse = SparseUses(
      instance.problem, givers: instance.givers, lines: instance.lines, options: instance.options)
    let slices = sparse.slices(of: instance.solution)
    #expect(sparse.slices(of: instance.solution, planned: slices) == slices)
    // Its own uses as the optimum, too.
    let uses = slices.map {
      TransportSolution.Use(
        cell: $0.cell, supply: instance.givers[Int($0.giver)].supply, demand: $0.demand,
        directArc: $0.directArc, hours: $0.hours)
    }
    let staffed = transportSolution(of: uses, in: instance.problem)
    #expect(sparse.slices(of: staffed, planned: slices) == slices)
  }

  @Test("supplies as givers: the solution keeps objective and proof", arguments: 0..<100)
  func solutions(seed: Int) {
    let instance = SparseInstance(seed: UInt64(seed))
    let sparse = SparseUses(instance.problem)
    let solution = sparse.solution(from: instance.solution)
    #expect(
      abs(solution.objective - instance.solution.objective)
        <= 1e-7 * (1 + abs(instance.solution.objective)))
    #expect(solution.certificate == instance.solution.certificate)
    #expect(solution.uses.count <= instance.solution.uses.count)
    #expect(sparse.solution(from: solution, planned: solution.uses).uses == solution.uses)
  }

  @Test("the same bytes from many tasks at once")
  func manyTasks() async {
    let instance = SparseInstance(seed: 7)
    let sparse = SparseUses(
      instance.problem, givers: instance.givers, lines: instance.lines, options: instance.options)
    let expected = sparse.slices(of: instance.solution)
    await withTaskGroup(of: [SparseUses.Slice].self) { group in
      for _ in 0..<8 { group.addTask { sparse.slices(of: instance.solution) } }
      for await slices in group { #expect(slices == expected) }
    }
  }

  /// Three people of one skill and price, 32 hours each in each cell; lines with constant hours.
  private func team(_ hours: [[Double]], people: Int = 3) -> (
    PooledTransport, [SparseUses.Giver]
  ) {
    let cells = hours[0].count
    var problem = PooledTransport(cellCount: cells)
    problem.poolCount = 1
    problem.supplies = [PooledTransport.Supply(costPerHour: 1, moneyPerHour: 1)]
    problem.supplyHours = [Double](repeating: 32 * Double(people), count: cells)
    problem.supplyArcs = [PooledTransport.Arc(from: 0, to: 0)]
    problem.demands = hours.map {
      PooledTransport.Demand(
        pool: 0, pricePerHour: 100, group: nil, amount: .perCell(cells: 0..<cells, hours: $0))
    }
    let givers = (0..<people).map {
      SparseUses.Giver(
        supply: 0, person: Int32($0), cells: 0..<cells,
        hours: [Double](repeating: 32, count: cells))
    }
    return (problem, givers)
  }

  @Test("whoever serves a line goes on with it: three lines of three people have no hand-over")
  func memory() {
    let (problem, givers) = team(
      [[32, 32, 32, 32], [20, 20, 20, 20], [32, 30, 28, 32]].map { $0.map(Double.init) })
    var options = SparseUses.Options()
    options.fullHours = [32, 32, 32, 32]
    let sparse = SparseUses(problem, givers: givers, lines: [0, 1, 2], options: options)
    let slices = sparse.slices(of: transportOptimum(problem))
    let measures = StaffingMeasures(
      of: slices, givers: givers, lines: [0, 1, 2], fullHours: options.fullHours)
    #expect(measures.assignments == 12)
    #expect(measures.linesPerPersonWeek == 1)
    #expect(measures.handOvers == 0)
  }

  @Test("pairs of the time before the first cell go on")
  func before() {
    let (problem, givers) = team([[32], [32], [32]])
    let sparse = SparseUses(problem, givers: givers, lines: [0, 1, 2])
    let slices = sparse.slices(
      of: transportOptimum(problem), before: [(2, 0), (0, 1), (1, 2)].map { ($0.0, $0.1) })
    #expect(slices.map { [$0.giver, $0.demand] } == [[0, 1], [1, 2], [2, 0]])
  }

  @Test("two people on a line have whole days where idle hours allow it")
  func wholeDays() {
    let (problem, givers) = team([[45]], people: 2)
    var options = SparseUses.Options()
    options.dayHours = 8
    let sparse = SparseUses(problem, givers: givers, lines: [0], options: options)
    let slices = sparse.slices(of: transportOptimum(problem))
    #expect(slices.count == 2)
    #expect(slices.contains { $0.hours.truncatingRemainder(dividingBy: 8) == 0 })
  }

  @Test("between equal costs an hour goes where it fits")
  func misfit() {
    let (problem, givers) = team([[32], [32]], people: 2)
    let sparse = SparseUses(problem, givers: givers, lines: [0, 1]) { giver, demand in
      giver == demand ? 5 : 0
    }
    let slices = sparse.slices(of: transportOptimum(problem))
    #expect(slices.map { [$0.giver, $0.demand] } == [[0, 1], [1, 0]])
  }

  @Test("nothing used gives nothing")
  func empty() {
    let problem = PooledTransport(cellCount: 3)
    let solution = transportSolution(of: [], in: problem)
    #expect(SparseUses(problem).slices(of: solution).isEmpty)
    #expect(SparseUses(problem).solution(from: solution).uses.isEmpty)
  }
}
