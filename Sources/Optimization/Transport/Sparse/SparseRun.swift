/// The cells of a ``SparseUses``, one after the other, with what is remembered between them.
struct SparseRun {
  private let sparse: SparseUses
  private let uses: [TransportSolution.Use]
  private let planned: [SparseUses.Slice]
  private let layout: SparseLayout
  /// Works that get no more than this in a cell get nothing.
  private let dustHours: Double

  // What is remembered. -2: never; -1: before the first cell.
  /// For each pair the last cell in which it was served.
  private var lastOfPair: [Int32]
  /// For each person the last cell in which they had hours.
  private var lastOfPerson: [Int32]
  /// For each line the last cell in which it was served.
  private var lastOfLine: [Int32]
  /// For each pair and line the last cell for which it is planned.
  private var plannedPair: [Int32]
  private var plannedLine: [Int32]
  /// By group and money period what may be spent besides what the solution spends in the cells to come.
  private var savedMoney: [Double]

  /// A pair's cost in the search.
  static let pairPoints = 1000.0

  init(_ sparse: SparseUses, _ solution: TransportSolution, planned: [SparseUses.Slice]) {
    self.sparse = sparse
    self.planned = planned
    layout = sparse.layout
    var solution = solution
    if sparse.options.evensWindows {
      solution.uses = EvenWindows(sparse.problem, fullHours: sparse.options.fullHours)
        .evened(solution.uses, planned: planned)
    }
    uses = solution.uses
    dustHours = Self.dust(of: solution, in: sparse.problem, layout)
    lastOfPair = [Int32](repeating: -2, count: layout.pairKeys.count)
    lastOfPerson = [Int32](repeating: -1, count: layout.personCount)
    lastOfLine = [Int32](repeating: -2, count: layout.lineCount)
    plannedPair = lastOfPair
    plannedLine = lastOfLine
    savedMoney = MoneyRows.unspent(by: solution, in: sparse.problem)
  }

  /// The largest amount such that all that are no larger are together worth less than 3 × 10⁻⁸ of the
  /// objective: what an interior solution leaves where it means nothing.
  private static func dust(
    of solution: TransportSolution, in problem: PooledTransport, _ layout: SparseLayout
  ) -> Double {
    var small: [(hours: Double, price: Double)] = []
    var hours = [Double](repeating: 0, count: layout.lineOfWork.count)
    var touched: [Int32] = []
    var cell: Int32 = -1
    func flush() {
      for work in touched {
        if hours[Int(work)] < 1e-3 {
          let demand = layout.demandsOfWork[Int(work)][0]
          small.append((hours[Int(work)], problem.demands[Int(demand)].pricePerHour + 1))
        }
        hours[Int(work)] = 0
      }
      touched.removeAll(keepingCapacity: true)
    }
    for use in solution.uses {
      if use.cell != cell { flush() }
      cell = use.cell
      let work = layout.work(demand: use.demand, directArc: use.directArc)
      if hours[Int(work)] == 0 { touched.append(work) }
      hours[Int(work)] += use.hours
    }
    flush()
    small.sort { $0 < $1 }
    var left = 3e-8 * (1 + abs(solution.objective))
    var dust = 0.0
    for item in small {
      left -= item.hours * item.price
      if left < 0 { break }
      dust = item.hours
    }
    return dust
  }

  mutating func slices(
    before: [(person: Int32, line: Int32)]
  ) -> [SparseUses.Slice] {
    for (person, line) in before {
      guard let pair = layout.pair(person: person, line: line) else { continue }
      lastOfPair[pair] = -1
      lastOfLine[Int(line)] = -1
    }
    var result: [SparseUses.Slice] = []
    result.reserveCapacity(uses.count)
    var builder = SparseCell.Builder(layout)
    var (firstUse, firstPlanned) = (0, 0)
    for cell in 0..<sparse.problem.cellCount {
      var lastUse = firstUse
      while lastUse < uses.count, uses[lastUse].cell == cell { lastUse += 1 }
      var lastPlanned = firstPlanned
      while lastPlanned < planned.count, planned[lastPlanned].cell <= cell { lastPlanned += 1 }
      let known = planned[firstPlanned..<lastPlanned]
      let problem = builder.cell(
        cell, uses: uses[firstUse..<lastUse], dustHours: dustHours, givers: sparse.givers,
        problem: sparse.problem)
      let start = result.count
      if problem.isMet(by: known, layout: layout, problem: sparse.problem, givers: sparse.givers) {
        result += known
      } else {
        note(known, in: cell)
        solve(problem, into: &result)
      }
      remember(result[start...], in: cell, present: problem.present)
      (firstUse, firstPlanned) = (lastUse, lastPlanned)
    }
    return result
  }

  private mutating func note(_ planned: ArraySlice<SparseUses.Slice>, in cell: Int) {
    for slice in planned {
      guard sparse.givers.indices.contains(Int(slice.giver)) else { continue }
      let work = layout.work(demand: slice.demand, directArc: slice.directArc)
      guard let arc = layout.arc(giver: slice.giver, work: work) else { continue }
      plannedPair[Int(layout.pair[arc])] = Int32(cell)
      plannedLine[Int(layout.lineOfWork[Int(work)])] = Int32(cell)
    }
  }

  private mutating func remember(
    _ slices: ArraySlice<SparseUses.Slice>, in cell: Int, present: [Int32]
  ) {
    for giver in present { lastOfPerson[Int(sparse.givers[Int(giver)].person)] = Int32(cell) }
    for slice in slices {
      let work = layout.work(demand: slice.demand, directArc: slice.directArc)
      lastOfLine[Int(layout.lineOfWork[Int(work)])] = Int32(cell)
      guard let arc = layout.arc(giver: slice.giver, work: work) else { continue }
      lastOfPair[Int(layout.pair[arc])] = Int32(cell)
    }
  }

  /// What pairs of a cell cost.
  private func charges(of problem: SparseCell) -> SliceCharges {
    let cell = Int32(problem.cell)
    let count = problem.tail.count
    var charges = SliceCharges(arcCount: count, pairCount: layout.pairKeys.count)
    charges.sharesPairs = layout.sharesPairs
    let begun = Int64(Self.pairPoints)
    let handedOver = begun + Int64(Self.pairPoints * sparse.options.handOver)
    for arc in 0..<problem.pairArcCount {
      let number = Int(problem.arc[arc])
      let pair = Int(layout.pair[number])
      let giver = problem.givers[Int(problem.tail[arc])]
      let person = Int(sparse.givers[Int(giver)].person)
      let line = Int(layout.lineOfWork[Int(layout.work[number])])
      let continues =
        plannedPair[pair] == cell
        || lastOfPair[pair] != -2 && lastOfPair[pair] == lastOfPerson[person]
      let isServed = lastOfLine[line] == cell - 1 && cell > -1 || plannedLine[line] == cell
      charges.charge[arc] = continues || !isServed ? begun : handedOver
      charges.perHour[arc] = Int64(layout.misfit[number])
      charges.pair[arc] = Int32(pair)
    }
    let options = sparse.options
    if problem.cell < options.fullHours.count {
      charges.smallAmount = FineHours.units(
        options.smallShare * options.fullHours[problem.cell], .down)
      charges.smallCharge = Int64(Self.pairPoints * options.small)
    }
    return charges
  }

  private mutating func solve(_ whole: SparseCell, into result: inout [SparseUses.Slice]) {
    guard whole.pairArcCount > 0 else { return }
    var problem = whole
    var charges = charges(of: whole)
    if let restricted = whole.restricted(charges, below: Int64(Self.pairPoints) + 1) {
      problem = restricted
      charges = self.charges(of: restricted)
    }
    let money = MoneyRows(problem, sparse.problem, layout, sparse.givers, saved: savedMoney)
    var search = SliceSearch(
      problem, charges, money, amounts: problem.cheapestAmounts(charges) ?? problem.start)
    if !money.isEmpty {
      if !search.repairMoney() {
        search = SliceSearch(problem, charges, money, amounts: problem.start)
      }
      search.purify()
    }
    search.run()
    if sparse.options.dayHours > 0 {
      search.preferWhole(FineHours.units(sparse.options.dayHours, .toNearestOrAwayFromZero))
    }
    // Cycles of very unlike weights may round to more money than there is: then nothing changes here.
    let amounts = money.allows(search.amount) ? search.amount : problem.start
    money.save(amounts, of: problem, in: &savedMoney)
    problem.append(amounts, to: &result, layout: layout)
  }
}

/// Hours as whole numbers of 2⁻³⁰ hours: sums and differences are exact.
enum FineHours {
  static let perHour = Double(1 << 30)

  static func units(_ hours: Double, _ rule: FloatingPointRoundingRule) -> Int64 {
    Int64((min(hours, 1e9) * perHour).rounded(rule))
  }

  static func hours(_ units: Int64) -> Double { Double(units) / perHour }
}
