import PlanModel

/// The ids and names of a plan's tables, by which references are resolved.
struct References: Sendable {
  /// What a reference comes to.
  enum Resolution: Sendable {
    case id(Int32)
    case unknown
    case ambiguous
  }

  /// The ids and names of one table; numbers are those of ``Symbols``.
  private struct Names: Sendable {
    /// Whether the plan has a file of the table.
    var isPresent = false
    /// Whether all of its rows could be read.
    var isWhole = true
    var origins = SymbolMap<RowOrigin>()
    /// The id that bears a name; -1 where several do.
    var idOfName = SymbolMap<Int32>()
    /// By symbol, for speed: 0 not looked up, 1 + the id's symbol.
    var found: [Int32] = []
    var implied: [Int32: RowOrigin] = [:]
    var suggestions: [Int32: String?] = [:]
    var failed: Set<Int32> = []
  }

  private var tables = [Names](repeating: Names(), count: PlanTable.allCases.count)

  private static func ordinal(_ table: PlanTable) -> Int {
    switch table {
    case .people: 0
    case .absences: 1
    case .locations: 2
    case .holidays: 3
    case .teams: 4
    case .hires: 5
    case .pools: 6
    case .goals: 7
    case .initiatives: 8
    case .budgets: 9
    case .projects: 10
    case .logic: 11
    case .risk: 12
    case .tasks: 13
    case .dependencies: 14
    case .demand: 15
    case .assignments: 16
    case .kpis: 17
    case .actuals: 18
    case .estimates: 19
    case .contracts: 20
    case .training: 21
    case .moves: 22
    case .attrition: 23
    }
  }

  /// Tables that exist as far as others refer to them.
  static let impliedTables: [PlanTable] = [.projects, .teams, .locations, .initiatives, .goals]

  /// The plan has a file of the table.
  mutating func setPresent(_ table: PlanTable) {
    tables[References.ordinal(table)].isPresent = true
  }

  /// Rows of the table could not be read: what they define is not known.
  mutating func setIncomplete(_ table: PlanTable) {
    tables[References.ordinal(table)].isWhole = false
  }

  /// Whether the plan has a file of the table.
  func isPresent(_ table: PlanTable) -> Bool { tables[References.ordinal(table)].isPresent }

  /// Whether all rows of the table could be read.
  func isWhole(_ table: PlanTable) -> Bool { tables[References.ordinal(table)].isWhole }

  /// Takes in a row; returns the row that has the id already.
  mutating func define(
    _ id: Int32, name: Int32?, in table: PlanTable, origin: RowOrigin
  ) -> RowOrigin? {
    let index = References.ordinal(table)
    if let first = tables[index].origins[id] { return first }
    tables[index].origins.set(id, to: origin)
    if let name {
      let known = tables[index].idOfName[name] ?? id
      tables[index].idOfName.set(name, to: known == id ? id : -1)
    }
    return nil
  }

  /// The row of that id could not be used.
  mutating func setFailed(_ id: Int32, in table: PlanTable) {
    tables[References.ordinal(table)].failed.insert(id)
  }

  /// Whether the row of that id could not be used.
  func hasFailed(_ id: Int32, in table: PlanTable) -> Bool {
    tables[References.ordinal(table)].failed.contains(id)
  }

  /// The id that a reference means: an id, else one unique name; where the plan has no such table,
  /// the reference defines its row.
  mutating func resolve(_ symbol: Int32, in table: PlanTable, origin: RowOrigin) -> Resolution {
    let index = References.ordinal(table)
    let place = Int(symbol)
    if place < tables[index].found.count {
      let found = tables[index].found[place]
      if found > 0 { return .id(found - 1) }
    } else {
      tables[index].found.append(
        contentsOf: repeatElement(0, count: place + 1024 - tables[index].found.count))
    }
    let id: Int32
    if tables[index].origins[symbol] != nil {
      id = symbol
    } else if let named = tables[index].idOfName[symbol] {
      guard named >= 0 else { return .ambiguous }
      id = named
    } else if !tables[index].isPresent {
      if tables[index].implied[symbol] == nil { tables[index].implied[symbol] = origin }
      id = symbol
    } else if !tables[index].isWhole {
      id = symbol
    } else {
      return .unknown
    }
    tables[index].found[place] = id + 1
    return .id(id)
  }

  /// What a reference means among the rows that files or earlier references define.
  func known(_ symbol: Int32, in table: PlanTable) -> Resolution {
    let names = tables[References.ordinal(table)]
    if names.origins[symbol] != nil || names.implied[symbol] != nil { return .id(symbol) }
    if let named = names.idOfName[symbol] { return named >= 0 ? .id(named) : .ambiguous }
    return names.isPresent && !names.isWhole ? .id(symbol) : .unknown
  }

  /// The ids that references to an absent table have defined, with the first reference.
  func implied(_ table: PlanTable) -> [Int32: RowOrigin] {
    tables[References.ordinal(table)].implied
  }

  /// The id or name of the table that is nearest to a text.
  mutating func suggestion(for symbol: Int32, in table: PlanTable, symbols: Symbols) -> String? {
    let index = References.ordinal(table)
    if let known = tables[index].suggestions[symbol] { return known }
    // A table with very many wrong references would take long to search for each of them.
    guard tables[index].suggestions.count < 200 else { return nil }
    let names = tables[index]
    let candidates = [names.origins.symbols.sorted(), names.idOfName.symbols.sorted()]
      .joined().lazy.map { symbols[$0] }
    let near = nearestName(to: symbols[symbol], among: candidates)
    tables[index].suggestions[symbol] = .some(near)
    return near
  }
}
