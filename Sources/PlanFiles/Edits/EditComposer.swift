import PlanModel
import WorkCalendar

/// Finds the edit after which the files of a plan say what another plan says.
///
/// Rows are the same where they stand on the same line (``RowOrigin``); of a row that has become several the
/// first takes its place. Only cells that differ are set; a column that a file lacks is added to it, and new
/// rows go where the table has its long rows.
struct EditComposer {
  let before: Plan
  let after: Plan
  let source: PlanSource
  /// Tables without a file whose every row is to be written.
  var wholeTables: Set<PlanTable> = []

  private(set) var changes: [PlanEdit.Change] = []
  /// Rows of files that are new.
  private var newRows = Plan()
  private var addedColumns: Set<PlanEdit.Change> = []
  /// By table: what new long rows are put beside.
  private var neighbours: [PlanTable: Neighbours] = [:]

  /// The long files of a table.
  private struct Neighbours {
    var first: SourceTable?
    /// By project, person or initiative: the file with its last row.
    var byKey: [String: SourceTable] = [:]
  }

  /// Tables whose rows are there when others name them, though no file holds them.
  static let implied: Set<PlanTable> = [.projects, .teams, .locations, .initiatives, .goals]

  init(before: ReadPlan, after: Plan) {
    self.before = before.plan
    self.after = after
    source = before.source
  }

  /// The edit.
  /// - Throws: a row that no file could hold.
  mutating func compose() throws(Diagnostic) -> PlanEdit {
    for table in PlanTable.allCases { try compose(table) }
    addFiles()
    changes += SettingsDifference.changes(from: before.settings, to: after.settings)
    return PlanEdit(changes)
  }

  // MARK: Rows

  private mutating func compose(_ table: PlanTable) throws(Diagnostic) {
    let hasFile = source.tables.contains { $0.table == table }
    guard hasFile else {
      let isWritten = !Self.implied.contains(table) || wholeTables.contains(table)
      if isWritten {
        for index in 0..<after.rowCount(of: table) { try add(index, of: table, near: nil) }
      }
      return
    }
    let old = before.rows(of: table)
    let new = after.rows(of: table)
    var places: [RowOrigin: [Int]] = [:]
    for (index, row) in new.enumerated() { places[row.origin, default: []].append(index) }
    var index = 0
    while index < old.count {
      let origin = old[index].origin
      var end = index + 1
      while end < old.count, old[end].origin == origin { end += 1 }
      let rows = places.removeValue(forKey: origin) ?? []
      if old[index..<end].map(\.content) != rows.map({ new[$0].content }) {
        try change(Array(index..<end), to: rows, of: table, at: origin)
      }
      index = end
    }
    for (index, row) in new.enumerated() where places[row.origin] != nil {
      try add(index, of: table, near: nil)
    }
  }

  /// A line that says something else now.
  private mutating func change(
    _ old: [Int], to new: [Int], of table: PlanTable, at origin: RowOrigin
  ) throws(Diagnostic) {
    guard let file = source.table(file: origin.file) else { return }
    guard !file.header.isWide || new.isEmpty else {
      try changeWide(old, to: new, of: table, at: origin, in: file)
      return
    }
    let rows = new.flatMap { longRows(of: after.row($0, of: table), table) }
    guard let first = rows.first, let last = old.first else {
      changes.append(.removeRow(row: origin))
      return
    }
    try set(
      cells(of: first, table, withDefaults: true),
      from: cells(of: before.row(last, of: table), table, withDefaults: true),
      used: cells(of: first, table), at: origin, in: file)
    for row in rows.dropFirst() { try place(row, of: table, near: file) }
  }

  /// A plan for each row; a wide one as long rows.
  private func longRows(of row: Plan, _ table: PlanTable) -> [Plan] {
    let rows = row.unfolded(hoursPerDay: after.settings.hoursPerDay)
    return (0..<rows.rowCount(of: table)).map { rows.row($0, of: table) }
  }

  /// The cells of a plan's only row.
  func cells(
    of row: Plan, _ table: PlanTable, withDefaults: Bool = false
  ) throws(Diagnostic) -> [(name: String, text: String)] {
    if let cells = PlanRows.cells(of: row, table, after.settings, withDefaults: withDefaults) {
      return cells
    }
    throw Diagnostic(
      .changeUnwritable, "a row of '\(table.rawValue)' is about days that are no named period",
      suggestion: "change it by hand")
  }

  /// Sets the cells of a row that differ.
  ///
  /// - Parameter used: those that would not hold without being written.
  mutating func set(
    _ new: [(name: String, text: String)], from old: [(name: String, text: String)],
    used: [(name: String, text: String)], at origin: RowOrigin, in file: SourceTable
  ) {
    for cell in new where old.first(where: { $0.name == cell.name })?.text != cell.text {
      if file.index(ofColumn: cell.name) == nil {
        guard used.contains(where: { $0.name == cell.name && !$0.text.isEmpty }) else { continue }
        addColumn(cell.name, to: file)
      }
      let text = written(cell.text, in: cell.name, of: file)
      changes.append(.setCell(row: origin, column: cell.name, text: text))
    }
  }

  /// A number as the file writes them.
  func written(_ text: String, in column: String, of file: SourceTable) -> String {
    let isNumeric =
      TableCatalogue.rules(file.table).numeric.contains(column) || Period(parsing: column) != nil
    guard isNumeric, source.decimals[file.file] == .comma else { return text }
    return String(text.map { $0 == "." ? "," : $0 })
  }

  private mutating func addColumn(_ name: String, to file: SourceTable) {
    let change = PlanEdit.Change.addColumn(file: file.name, column: name)
    if addedColumns.insert(change).inserted { changes.append(change) }
  }

  mutating func append(_ change: PlanEdit.Change) { changes.append(change) }

  // MARK: New rows

  /// Adds a row of `after`, a wide one as long rows.
  ///
  /// - Parameter near: the file of the row that it was part of.
  mutating func add(_ index: Int, of table: PlanTable, near: SourceTable?) throws(Diagnostic) {
    let row = after.row(index, of: table)
    if let budget = row.budgets.first, addCell(of: budget) { return }
    for row in longRows(of: row, table) { try place(row, of: table, near: near) }
  }

  /// Adds a long row to a file, or to those that are new.
  private mutating func place(
    _ row: Plan, of table: PlanTable, near: SourceTable?
  ) throws(Diagnostic) {
    let file =
      near.flatMap { $0.header.isWide ? nil : $0 }
      ?? longFile(of: table, with: row.rows(of: table).first?.sortKey)
    guard let file, let placed = file.placed(try cells(of: row, table)) else {
      newRows.append(row)
      return
    }
    for cell in placed where file.index(ofColumn: cell.column) == nil {
      addColumn(cell.column, to: file)
    }
    let cells = placed.map {
      PlanEdit.Cell(column: $0.column, text: written($0.text, in: $0.column, of: file))
    }
    changes.append(.addRow(file: file.name, cells: cells))
  }

  /// The file for new long rows: the one with the last row of the same project, person or initiative, else
  /// the first.
  private mutating func longFile(of table: PlanTable, with key: String?) -> SourceTable? {
    let known = neighbours[table] ?? neighbours(of: table)
    neighbours[table] = known
    return key.flatMap { known.byKey[$0] } ?? known.first
  }

  private func neighbours(of table: PlanTable) -> Neighbours {
    let files = source.tables.filter { $0.table == table && !$0.header.isWide }
    var found = Neighbours(first: files.first)
    // One file needs no choice.
    guard files.count > 1 else { return found }
    for row in before.rows(of: table) {
      if let file = files.first(where: { $0.file == row.origin.file }) {
        found.byKey[row.sortKey] = file
      }
    }
    return found
  }

  /// The files of rows that no file takes.
  private mutating func addFiles() {
    var rows = newRows
    rows.settings = after.settings
    for file in PlanWriter.tables(of: rows) {
      guard case .table(let table) = FileRole(name: file.name) else { continue }
      let own = source.tables.filter { $0.table == table }
      var name = file.name
      var number = 2
      if !own.isEmpty, own.allSatisfy(\.header.isWide) { name = "\(table.rawValue)-long.csv" }
      while source.files.contains(where: { $0.name.lowercased() == name }) {
        name = "\(table.rawValue)-\(number).csv"
        number += 1
      }
      changes.append(.addFile(name: name, text: String(decoding: file.bytes, as: UTF8.self)))
    }
  }
}

extension SourceTable {
  /// The cells of a new row by the columns of the file; nil where its id would have no place.
  fileprivate func placed(
    _ cells: [(name: String, text: String)]
  ) -> [(column: String, text: String)]? {
    var placed = cells.filter { !$0.text.isEmpty }.map { (column: $0.name, text: $0.text) }
    guard table.hasIds, header.index(of: "id") == nil else { return placed }
    // The name is the id.
    guard let id = placed.first(where: { $0.column == "id" })?.text else { return nil }
    guard placed.allSatisfy({ $0.column != "name" || $0.text == id }) else { return nil }
    placed.removeAll { $0.column == "id" || $0.column == "name" }
    return [(column: "name", text: id)] + placed
  }
}
