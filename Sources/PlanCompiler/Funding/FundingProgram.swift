import Optimization
import PlanModel

/// A ``FundingModel`` under some terms as a programme of numbers, with the way back.
struct FundingProgram {
  /// What a part is.
  enum Meaning: Hashable {
    /// Money of a line in a period.
    case money(line: Int, period: Int)
    /// Money of a source that waits for the next period.
    case carried
    /// Money of a source that is taken away.
    case withdrawn(source: Int, period: Int)
  }

  private(set) var program: ApportionmentProgram
  private(set) var meanings: [Meaning] = []
  /// By source and period the row of its money; nil for past periods.
  private(set) var sourceRows: [[Int?]] = []
  /// By limit of the terms its row.
  private(set) var limitRows: [Int] = []
  private let model: FundingModel
  private let terms: FundingTerms
  private var ledger: FundingLedger { model.ledger }

  init(_ model: FundingModel, _ terms: FundingTerms, _ cuts: [FundingCut]) {
    self.model = model
    self.terms = terms
    program = ApportionmentProgram()
    if model.aversion > 0 { program.risk = model.risk }
    addGroups()
    sourceRows = addSources()
    limitRows = terms.limits.map { add(limit: max(0, $0.amount - model.ledger.spent(under: $0))) }
    addMoney(addLabour(cuts))
  }

  /// Money that is spent already: of past periods.
  private func spent(on item: Int) -> Double {
    zip(ledger.initiatives[item].planned, ledger.isPast).reduce(0) {
      $0 + ($1.1 ? $1.0 : 0)
    }
  }

  private mutating func addGroups() {
    for (number, item) in ledger.initiatives.enumerated() {
      guard let curve = item.curve else {
        program.groups.append(.init(pieces: []))
        continue
      }
      let spent = spent(on: number)
      let first = max(spent, curve.least)
      var pieces: [ApportionmentProgram.Piece] = []
      var at = first
      for point in curve.points where point.money > at && at < curve.most {
        let end = min(point.money, curve.most)
        let rise = curve.value(of: end) - curve.value(of: at)
        pieces.append(.init(width: end - at, slope: rise / (end - at)))
        at = end
      }
      program.groups.append(
        .init(
          start: first - spent, value: curve.value(of: first), pieces: Self.concave(pieces)))
    }
  }

  /// Slopes computed by differences may rise in their last bits where a curve is straight.
  private static func concave(
    _ pieces: [ApportionmentProgram.Piece]
  ) -> [ApportionmentProgram.Piece] {
    var last = Double.infinity
    return pieces.map { piece in
      last = min(last, piece.slope)
      return .init(width: piece.width, slope: last)
    }
  }

  /// The money of a source in a period under the terms.
  private func money(of source: Int, in period: Int) -> Double {
    terms.scale[source][period]
      * (ledger.lapsing[source][period] + ledger.carried[source][period])
  }

  /// What may be spent of a source in a period at most.
  private func available(of source: Int, in period: Int) -> Double {
    (0..<period).reduce(money(of: source, in: period)) { sum, before in
      ledger.isPast[before]
        ? sum : sum + terms.scale[source][before] * ledger.carried[source][before]
    }
  }

  /// By source and period its row; nil for past periods.
  private mutating func addSources() -> [[Int?]] {
    var withdrawals = ledger.periods.map { _ in [Int]() }
    let rows = ledger.sources.indices.map { source in
      addSource(source, &withdrawals)
    }
    guard terms.cut > 0 else { return rows }
    for (period, parts) in withdrawals.enumerated() where !parts.isEmpty {
      let all = ledger.sources.indices.reduce(0) { $0 + money(of: $1, in: period) }
      let row = add(limit: -terms.cut * all)
      for part in parts { program.parts[part].uses.append(.init(row: row, amount: -1)) }
    }
    return rows
  }

  private mutating func addSource(_ source: Int, _ withdrawals: inout [[Int]]) -> [Int?] {
    let carries = ledger.carried[source].contains { $0 > 0 }
    var waiting: Int?
    return ledger.periods.indices.map { period in
      guard !ledger.isPast[period] else { return nil }
      let row = add(limit: money(of: source, in: period))
      if let waiting { program.parts[waiting].uses.append(.init(row: row, amount: -1)) }
      if terms.cut > 0 {
        withdrawals[period].append(program.parts.count)
        add(
          .withdrawn(source: source, period: period),
          .init(
            group: nil, limit: available(of: source, in: period),
            uses: [.init(row: row, amount: 1)]))
      }
      guard carries, period + 1 < ledger.periods.count else { return row }
      // Only money that is carried over may wait.
      let own = terms.scale[source][period] * ledger.carried[source][period]
      let gate = add(limit: own)
      if let waiting { program.parts[waiting].uses.append(.init(row: gate, amount: -1)) }
      waiting = program.parts.count
      add(
        .carried,
        .init(
          group: nil, limit: available(of: source, in: period),
          uses: [.init(row: row, amount: 1), .init(row: gate, amount: 1)]))
      return row
    }
  }

  /// By limited period its rows with what a unit of each initiative's money takes of them.
  private mutating func addLabour(_ cuts: [FundingCut]) -> [[(row: Int, uses: [Double])]] {
    var rows = model.labour.periods.map { _ in [(row: Int, uses: [Double])]() }
    for cut in cuts {
      let nodes = Set(cut.nodes)
      let row = add(limit: model.labour.limit(of: cut.nodes, in: cut.span))
      rows[cut.span].append(
        (row, ledger.initiatives.indices.map { model.labour.use(of: nodes, by: $0, in: cut.span) }))
    }
    return rows
  }

  private mutating func addMoney(_ labour: [[(row: Int, uses: [Double])]]) {
    var spans = [Int?](repeating: nil, count: ledger.periods.count)
    for (span, period) in model.labour.periods.enumerated() { spans[period] = span }
    let room = ledger.initiatives.indices.map { item in
      max(0, (ledger.initiatives[item].curve?.most ?? 0) - spent(on: item))
    }
    for (number, line) in ledger.lines.enumerated() {
      for period in ledger.periods.indices {
        guard let row = sourceRows[line.source][period] else { continue }
        var part = ApportionmentProgram.Part(
          group: line.initiative,
          limit: min(room[line.initiative], available(of: line.source, in: period)),
          uses: [.init(row: row, amount: 1)])
        if let span = spans[period] {
          for limit in labour[span] where limit.uses[line.initiative] > 0 {
            part.uses.append(.init(row: limit.row, amount: limit.uses[line.initiative]))
          }
        }
        for (limit, row) in zip(terms.limits, limitRows)
        where limit.counts(ledger.sources[line.source]) {
          part.uses.append(.init(row: row, amount: 1))
        }
        add(.money(line: number, period: period), part)
      }
    }
  }

  private mutating func add(limit: Double) -> Int {
    program.rows.append(.init(limit: limit))
    return program.rows.count - 1
  }

  private mutating func add(_ meaning: Meaning, _ part: ApportionmentProgram.Part) {
    meanings.append(meaning)
    program.parts.append(part)
  }

  /// The plan's amount of a line in a period.
  func plannedAmount(_ line: Int, _ period: Int) -> Double { ledger.lines[line].amounts[period] }

  /// The amounts by line and period: those of past periods are the plan's.
  func amounts(of parts: [Double]) -> [[Double]] {
    var amounts = ledger.lines.map { line in
      zip(line.amounts, ledger.isPast).map { $1 ? $0 : 0 }
    }
    for (meaning, value) in zip(meanings, parts) {
      if case .money(let line, let period) = meaning { amounts[line][period] = value }
    }
    return amounts
  }

  /// What is taken away, by source and period.
  func withdrawn(of parts: [Double]) -> [[Double]] {
    var amounts = ledger.sources.map { _ in ledger.periods.map { _ in 0.0 } }
    for (meaning, value) in zip(meanings, parts) {
      if case .withdrawn(let source, let period) = meaning { amounts[source][period] = value }
    }
    return amounts
  }
}
