/// The rows of a ``SelectionProblem`` as a search sees them, all as Σ a·x ≤ b over the options x.
///
/// The numbering is part of ``SelectionCertificate``'s format: resources; then each entry of `requires`
/// (candidate − needed ≤ 0); then for each group of `includes` its members in a ring (member − next
/// member ≤ 0); then the groups of `excludes` (sum ≤ 1).
///
/// Shapes: `candidateSums` lists for each row past the resources the candidates whose options all have
/// the same coefficient.
struct SelectionRows {
  let resourceCount: Int
  /// For each logic row: candidate and coefficient.
  let candidateSums: [[(candidate: Int, coefficient: Double)]]
  let logicLimits: [Double]

  init(_ problem: SelectionProblem) {
    resourceCount = problem.capacities.count
    var sums: [[(candidate: Int, coefficient: Double)]] = []
    var limits: [Double] = []
    for pair in problem.requires {
      sums.append([(pair.candidate, 1), (pair.needed, -1)])
      limits.append(0)
    }
    for group in problem.includes {
      for (index, member) in group.enumerated() {
        sums.append([(member, 1), (group[(index + 1) % group.count], -1)])
        limits.append(0)
      }
    }
    for group in problem.excludes {
      // A candidate that is named twice is still one.
      sums.append(Set(group).sorted().map { ($0, 1) })
      limits.append(1)
    }
    candidateSums = sums
    logicLimits = limits
  }
}

/// Which options of which candidates may still be chosen.
struct SelectionDomain: Sendable {
  /// For each option, numbered through all candidates.
  var allowed: [Bool]
  /// For each candidate whether it must be chosen.
  var must: [Bool]
  /// For each candidate the number of its first option; one more at the end.
  let firstOption: [Int]

  init(_ problem: SelectionProblem) {
    var first = [0]
    for candidate in problem.candidates {
      first.append(first[first.count - 1] + candidate.options.count)
    }
    firstOption = first
    allowed = [Bool](repeating: true, count: first[first.count - 1])
    must = [Bool](repeating: false, count: problem.candidates.count)
    for (index, candidate) in problem.candidates.enumerated() {
      let options = first[index]..<first[index + 1]
      switch candidate.demand {
      case .free: break
      case .mustHave: must[index] = true
      case .pinned(let option):
        must[index] = true
        for other in options where other != first[index] + option { allowed[other] = false }
      case .out: for other in options { allowed[other] = false }
      }
    }
  }

  func options(of candidate: Int) -> Range<Int> {
    firstOption[candidate]..<firstOption[candidate + 1]
  }

  /// Lets only the option of `chosen` (nil: none) be chosen.
  mutating func fix(_ candidate: Int, to chosen: Int?) {
    must[candidate] = chosen != nil
    for (number, option) in options(of: candidate).enumerated() where number != chosen {
      allowed[option] = false
    }
  }
}

/// What is left of a ``SelectionProblem`` within a domain, as flat arrays: columns are the allowed options
/// of undecided candidates (*groups*), rows are those that can still bind.
///
/// Every row is divided by its `rowScale`, its largest coefficient. Each group with several columns has
/// a row of its own (Σ ≤ 1, `rowSource` −1), since its columns' bounds alone do not say it.
///
/// Shapes: n columns, m rows; sparse both by row and by column; `dense` is m × n by row where more than
/// half of the entries are not zero, otherwise empty.
struct SelectionModel: Sendable {
  var columnCount = 0
  var rowCount = 0
  var groupCount = 0
  /// What the decided candidates are worth.
  var baseValue = 0.0
  var isInfeasible = false

  var cost: [Double] = []
  var columnOption: [Int32] = []
  var columnGroup: [Int32] = []
  var groupFirst: [Int32] = [0]
  var groupCandidate: [Int32] = []
  var groupMust: [Bool] = []
  /// The group's own row; −1 where it has one column.
  var groupRow: [Int32] = []

  var limit: [Double] = []
  var rowScale: [Double] = []
  /// The row of ``SelectionRows``; −1 for a group's own row.
  var rowSource: [Int32] = []

  var rowFirst: [Int32] = []
  var rowColumn: [Int32] = []
  var rowValue: [Double] = []
  var columnFirst: [Int32] = []
  var columnRow: [Int32] = []
  var columnValue: [Double] = []
  var dense: [Double] = []

  /// Relative tolerance of limits, for sums of decimals.
  static let tolerance = 1e-9
}

extension SelectionModel {
  /// The model of a problem within a domain.
  ///
  /// - Complexity: the problem's entries.
  init(_ problem: SelectionProblem, rows: SelectionRows, within domain: SelectionDomain) {
    self.init()
    let sourceCount = rows.resourceCount + rows.logicLimits.count
    var limits = problem.capacities + rows.logicLimits
    var entries = [[(column: Int, value: Double)]](repeating: [], count: sourceCount)
    var logicOf = [[(row: Int, coefficient: Double)]](
      repeating: [], count: problem.candidates.count)
    for (index, sum) in rows.candidateSums.enumerated() {
      for (candidate, coefficient) in sum {
        logicOf[candidate].append((rows.resourceCount + index, coefficient))
      }
    }
    for (candidate, content) in problem.candidates.enumerated() {
      let first = domain.firstOption[candidate]
      let open = content.options.indices.filter { domain.allowed[first + $0] }
      if open.isEmpty {
        if domain.must[candidate] { isInfeasible = true }
        continue
      }
      let decided = domain.must[candidate] && open.count == 1
      for number in open {
        let option = content.options[number]
        if decided { baseValue += option.value } else { addColumn(option.value, first + number) }
        let column = columnCount - 1
        for use in option.uses where use.amount != 0 {
          let row = Int(use.resource)
          if decided {
            limits[row] -= use.amount
          } else if let last = entries[row].last, last.column == column {
            entries[row][entries[row].count - 1].value += use.amount
          } else {
            entries[row].append((column, use.amount))
          }
        }
        for (row, coefficient) in logicOf[candidate] {
          if decided {
            limits[row] -= coefficient
          } else if let last = entries[row].last, last.column == column {
            entries[row][entries[row].count - 1].value += coefficient
          } else {
            entries[row].append((column, coefficient))
          }
        }
      }
      if !decided { closeGroup(candidate, must: domain.must[candidate]) }
    }
    for row in 0..<sourceCount {
      addRow(entries[row].filter { $0.value != 0 }, limit: limits[row], source: row)
    }
    for group in 0..<groupCount {
      let columns = Int(groupFirst[group])..<Int(groupFirst[group + 1])
      groupRow.append(-1)
      guard columns.count > 1 else { continue }
      groupRow[group] = Int32(rowCount)
      append(row: columns.map { ($0, 1) }, limit: 1, source: -1)
    }
    finish()
  }

  private mutating func addColumn(_ value: Double, _ option: Int) {
    cost.append(value)
    columnOption.append(Int32(option))
    columnGroup.append(Int32(groupCount))
    columnCount += 1
  }

  private mutating func closeGroup(_ candidate: Int, must: Bool) {
    groupFirst.append(Int32(columnCount))
    groupCandidate.append(Int32(candidate))
    groupMust.append(must)
    groupCount += 1
  }

  /// Keeps a row that can bind: one whose largest sum over the groups exceeds its limit.
  private mutating func addRow(
    _ entries: [(column: Int, value: Double)], limit: Double, source: Int
  ) {
    var most = 0.0
    var least = 0.0
    var index = 0
    while index < entries.count {
      let group = Int(columnGroup[entries[index].column])
      let size = Int(groupFirst[group + 1] - groupFirst[group])
      var high = -Double.infinity
      var low = Double.infinity
      var count = 0
      while index < entries.count, Int(columnGroup[entries[index].column]) == group {
        high = max(high, entries[index].value)
        low = min(low, entries[index].value)
        count += 1
        index += 1
      }
      if count < size || !groupMust[group] {
        high = max(high, 0)
        low = min(low, 0)
      }
      most += high
      least += low
    }
    let slack = Self.tolerance * (1 + abs(limit))
    if least > limit + slack { isInfeasible = true }
    if most > limit + slack { append(row: entries, limit: limit, source: source) }
  }

  private mutating func append(
    row entries: [(column: Int, value: Double)], limit: Double, source: Int
  ) {
    let scale = entries.reduce(0) { max($0, abs($1.value)) }
    rowFirst.append(Int32(rowColumn.count))
    for (column, value) in entries {
      rowColumn.append(Int32(column))
      rowValue.append(value / scale)
    }
    self.limit.append(limit / scale)
    rowScale.append(scale)
    rowSource.append(Int32(source))
    rowCount += 1
  }

  private mutating func finish() {
    rowFirst.append(Int32(rowColumn.count))
    columnFirst = [Int32](repeating: 0, count: columnCount + 1)
    for column in rowColumn { columnFirst[Int(column) + 1] += 1 }
    for column in 0..<columnCount { columnFirst[column + 1] += columnFirst[column] }
    var next = columnFirst
    columnRow = [Int32](repeating: 0, count: rowColumn.count)
    columnValue = [Double](repeating: 0, count: rowColumn.count)
    for row in 0..<rowCount {
      for entry in Int(rowFirst[row])..<Int(rowFirst[row + 1]) {
        let column = Int(rowColumn[entry])
        columnRow[Int(next[column])] = Int32(row)
        columnValue[Int(next[column])] = rowValue[entry]
        next[column] += 1
      }
    }
    guard rowColumn.count * 2 > rowCount * columnCount else { return }
    dense = [Double](repeating: 0, count: rowCount * columnCount)
    for row in 0..<rowCount {
      for entry in Int(rowFirst[row])..<Int(rowFirst[row + 1]) {
        dense[row * columnCount + Int(rowColumn[entry])] = rowValue[entry]
      }
    }
  }
}
