/// Names for what a ``PooledTransport`` numbers; the writer of its program joins them.
public struct TransportNames: Sendable {
  /// The name of a supply.
  public var supply: @Sendable (Int) -> String
  /// The name of a pool.
  public var pool: @Sendable (Int) -> String
  /// The name of a demand.
  public var demand: @Sendable (Int) -> String
  /// The name of a cell.
  public var cell: @Sendable (Int) -> String
  /// The name of a money group.
  public var group: @Sendable (Int) -> String
  /// The name of a money period.
  public var period: @Sendable (Int) -> String

  /// Names by closures; s3, p3, d3, t3, g3, q3 where none is given.
  public init(
    supply: @escaping @Sendable (Int) -> String = { "s\($0)" },
    pool: @escaping @Sendable (Int) -> String = { "p\($0)" },
    demand: @escaping @Sendable (Int) -> String = { "d\($0)" },
    cell: @escaping @Sendable (Int) -> String = { "t\($0)" },
    group: @escaping @Sendable (Int) -> String = { "g\($0)" },
    period: @escaping @Sendable (Int) -> String = { "q\($0)" }
  ) {
    self.supply = supply
    self.pool = pool
    self.demand = demand
    self.cell = cell
    self.group = group
    self.period = period
  }
}

extension TransportProgram {
  /// Names of rows and columns, as `use|anna|backend@90|W12`: what happens, who, to what, when.
  public func names(_ names: TransportNames = TransportNames()) -> BlockNames {
    let labels = ProgramLabels(program: self, names: names)
    return BlockNames(
      diagonalRow: { labels.row(labels.program.cells[$0].diagonalRows[$1], $0) },
      denseRow: { labels.row(labels.program.cells[$0].denseRows[$1], $0) },
      borderRow: { labels.borderRow($0) }, column: { labels.column($0, $1) },
      borderColumn: { labels.borderColumn($0) })
  }
}

/// Writes names.
private struct ProgramLabels: Sendable {
  let program: TransportProgram
  let names: TransportNames

  func node(_ node: Int32, _ t: Int) -> String {
    let cell = program.cells[t]
    let pool = names.pool(Int(cell.nodePool[Int(node)]))
    let rate = cell.nodeRate[Int(node)]
    return rate < 0 ? pool : "\(pool)@\(program.rates[Int(rate)])"
  }

  func row(_ row: TransportProgram.Row, _ t: Int) -> String {
    let cell = names.cell(t)
    let index = Int(row.index)
    return switch row.kind {
    case .supply: "supply|\(names.supply(index))|\(cell)"
    case .node: "pool|\(node(row.index, t))|\(cell)"
    case .demand: "demand|\(names.demand(index))|\(cell)"
    case .limit: "limit|\(names.demand(index))|\(cell)"
    }
  }

  func column(_ t: Int, _ c: Int) -> String {
    let column = program.cells[t].columns[c]
    let cell = names.cell(t)
    let a = Int(column.a)
    switch column.kind {
    case .supplied:
      let to = program.form == .direct ? names.demand(Int(column.b)) : node(column.b, t)
      return "use|\(names.supply(a))|\(to)|\(cell)"
    case .spare: return "spare|\(names.supply(a))|\(cell)"
    case .direct: return "direct|\(a)|\(cell)"
    case .served: return "serve|\(names.demand(a))|\(node(column.b, t))|\(cell)"
    case .short: return "short|\(names.demand(a))|\(cell)"
    case .unlimited: return "room|\(names.demand(a))|\(cell)"
    case .moved: return "move|\(node(column.a, t))|\(node(column.b, t))|\(cell)"
    }
  }

  func borderRow(_ row: Int) -> String {
    switch program.borderRows[row] {
    case .window(let demand): "work|\(names.demand(Int(demand)))"
    case .budget(let group, let period):
      "budget|\(names.group(Int(group)))|\(names.period(Int(period)))"
    }
  }

  func borderColumn(_ column: Int) -> String {
    switch program.borderColumns[column] {
    case .short(let demand): "short|\(names.demand(Int(demand)))"
    case .spare(let group, let period):
      "unspent|\(names.group(Int(group)))|\(names.period(Int(period)))"
    case .carried(let group, let period):
      "carried|\(names.group(Int(group)))|\(names.period(Int(period)))"
    }
  }
}
