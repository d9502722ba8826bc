public import PlanModel

/// Reads the files of a plan, and says all that is wrong with them at once.
///
///     let read = try PlanReader.read(folder: "Scenarios/studio")
///     read.plan.people.count
public enum PlanReader {
  /// A file of more bytes is refused.
  public static let largestFile = 512 << 20

  /// Reads the plan of a folder: plan.yaml and the tables in it; other files are left alone.
  ///
  /// - Throws: every error that was found, in order of place.
  public static func read(folder: String) throws(PlanErrors) -> ReadPlan {
    try read(files: PlanFolder.files(of: folder))
  }

  /// Reads a plan from memory.
  ///
  /// - Throws: every error that was found, in order of place.
  public static func read(files: [PlanFile]) throws(PlanErrors) -> ReadPlan {
    var reading = Reading(files)
    reading.read()
    guard !reading.state.diagnostics.hasErrors else { throw reading.state.diagnostics.errors }
    return ReadPlan(
      plan: reading.plan,
      warnings: reading.state.diagnostics.warnings,
      source: reading.source)
  }

  /// How many cells a table has in its well-formed rows, header included; they are found, not read.
  ///
  /// - Complexity: one pass over the bytes.
  public static func cellCount(of table: PlanFile) -> Int {
    var scanner = CSVScanner(bytes: table.bytes)
    return scanner.scan().starts.count
  }

  /// The columns of a table, for templates and help.
  public static func columns(of table: PlanTable) -> [String] { TableCatalogue.rules(table).names }
}

/// The steps from files to a plan.
private struct Reading {
  var plan = Plan()
  var state = ReadingState()
  var source: PlanSource
  private var settingsLines: [String: Int] = [:]
  private var settingsFile: String?

  /// Files by name, so that their order on disk changes nothing; those that are no part left out.
  init(_ files: [PlanFile]) {
    let parts = files.filter { FileRole(name: $0.name) != .other }.sorted { $0.name < $1.name }
    source = PlanSource(files: parts, tables: [])
    plan.files = parts.map(\.name)
  }

  mutating func read() {
    checkFiles()
    readSettings()
    scanTables()
    defineIds()
    for table in PlanTable.allCases where table != .dependencies { readRows(of: table) }
    readRows(of: .dependencies)
    addImpliedRows()
    (source.decimals, source.format) = (state.decimals, state.format)
    PlanChecks.run(
      plan, source, settingsFile: settingsFile, settingsLines: settingsLines, state: &state)
  }

  private mutating func checkFiles() {
    var seen: Set<String> = []
    for file in source.files where !seen.insert(file.name.lowercased()).inserted {
      state.diagnostics.error {
        Diagnostic(.duplicateFile, file: file.name, "the plan has two files of that name")
      }
    }
    var tables: Set<PlanTable> = []
    for file in source.files {
      switch FileRole(name: file.name) {
      case .table(let table):
        tables.insert(table)
        state.references.setPresent(table)
      case .unknownTable:
        state.diagnostics.error {
          let stem = String(file.name.dropLast(4)).lowercased()
          let names = PlanTable.allCases.map(\.rawValue)
          return Diagnostic(
            .unknownTable, file: file.name, value: file.name, "no table has that name",
            expected: "one of \(names.joined(separator: ", ")), with -… behind it for a part",
            suggestion: nearestName(to: stem, among: names).map { "name it \($0).csv" }
              ?? "move it to a folder of its own")
        }
      case .settings, .other: break
      }
    }
    func missing(_ message: String, _ mend: String) {
      state.diagnostics.error { Diagnostic(.missingTable, message, suggestion: mend) }
    }
    if !tables.contains(.people) {
      missing("the plan has no people.csv", "add people.csv with a column 'id' or 'name'")
      state.references.setIncomplete(.people)
    }
    if !tables.contains(.demand), !tables.contains(.assignments) {
      missing(
        "the plan has neither demand.csv nor assignments.csv", "add one of them")
    }
  }

  private mutating func readSettings() {
    let files = source.files.enumerated().filter { FileRole(name: $0.element.name) == .settings }
    guard let first = files.first else { return }
    for other in files.dropFirst() {
      state.diagnostics.error {
        Diagnostic(
          .duplicateFile, file: other.element.name,
          "the plan has two files of settings, this one and \(first.element.name)",
          suggestion: "keep one of them")
      }
    }
    let read = SettingsReader.read(
      first.element.bytes, file: first.element.name,
      fileIndex: Int32(truncatingIfNeeded: first.offset), &state.diagnostics)
    plan.settings = read.settings
    state.format = read.format
    settingsLines = read.lines
    settingsFile = first.element.name
  }

  private mutating func scanTables() {
    var tables: [SourceTable] = []
    for (index, file) in source.files.enumerated() {
      guard case .table(let table) = FileRole(name: file.name) else { continue }
      guard file.bytes.count <= PlanReader.largestFile else {
        state.diagnostics.error { PlanFolder.tooLarge(file.name, UInt64(file.bytes.count)) }
        state.references.setIncomplete(table)
        continue
      }
      var scanner = CSVScanner(bytes: file.bytes)
      let csv = scanner.scan()
      for fault in scanner.faults {
        state.diagnostics.error {
          Diagnostic(
            fault.kind, file: file.name, line: fault.line, column: fault.column,
            value: fault.value, fault.message, suggestion: fault.suggestion)
        }
      }
      state.diagnostics.countErrors(scanner.faultsLeftOut)
      if !scanner.faults.isEmpty { state.references.setIncomplete(table) }
      if csv.rowCount == 0, !scanner.faults.isEmpty { continue }
      let header = TableCatalogue.rules(table).read(
        csv, file: file.name, format: state.format, diagnostics: &state.diagnostics)
      guard let header else {
        state.references.setIncomplete(table)
        continue
      }
      tables.append(
        SourceTable(
          name: file.name, file: Int32(truncatingIfNeeded: index), table: table, csv: csv,
          header: header))
    }
    source = PlanSource(files: source.files, tables: tables)
  }

  /// Takes in the ids and names of all tables, before any reference is resolved.
  private mutating func defineIds() {
    for table in source.tables where table.table.hasIds && table.table != .tasks {
      defineIds(of: table)
    }
    // Tasks are told apart within their project, so projects come first.
    for table in source.tables where table.table == .tasks { defineIds(of: table) }
  }

  private mutating func defineIds(of table: SourceTable) {
    let nameColumn = table.header.index(of: "name")
    guard let idColumn = table.header.index(of: "id") ?? nameColumn else { return }
    let projectColumn = table.table == .tasks ? table.header.index(of: "project") : nil
    var twice: [(row: Int, id: Int32, first: RowOrigin)] = []
    table.csv.withCells { cells in
      for row in 1..<max(1, table.csv.rowCount) {
        let start = row * cells.columnCount
        let text = cells.text(start + idColumn)
        guard !text.isEmpty else { continue }
        let id = state.symbols.intern(text)
        let name = nameColumn.map { cells.text(start + $0) }.flatMap {
          $0.isEmpty ? nil : state.symbols.intern($0)
        }
        let project = projectColumn.map { state.symbols.intern(cells.text(start + $0)) }
        let origin = RowOrigin(file: table.file, line: table.csv.rowLines[row])
        if let first = define(id, name: name, project: project, in: table.table, origin) {
          twice.append((row, id, first))
        }
      }
    }
    for (row, id, first) in twice {
      let firstName = plan.files[Int(first.file)]
      state.diagnostics.error {
        table.diagnostic(
          .duplicateId, row: row, column: idColumn,
          "the \(table.table.noun) '\(shown(state.symbols[id]))' stands twice: in \(firstName) on line"
            + " \(first.line) and in \(table.name) on line \(table.csv.rowLines[row])",
          suggestion: "remove one of them or give it another id")
      }
    }
  }

  /// Takes in a row, a task within its project; returns the row that has the id already.
  private mutating func define(
    _ id: Int32, name: Int32?, project: Int32?, in table: PlanTable, _ origin: RowOrigin
  ) -> RowOrigin? {
    guard let project else {
      return state.references.define(id, name: name, in: table, origin: origin)
    }
    guard case .id(let found) = state.references.resolve(project, in: .projects, origin: origin)
    else { return nil }
    return state.tasks.define(id, name: name, project: found, origin: origin)
  }

  private mutating func readRows(of kind: PlanTable) {
    for table in source.tables where table.table == kind {
      TableCatalogue.read(table, into: &plan, state: &state)
    }
  }

  /// The rows that references to absent tables have defined, by id.
  private mutating func addImpliedRows() {
    func implied(_ table: PlanTable) -> [(id: String, origin: RowOrigin)] {
      state.references.implied(table).map { (state.symbols[$0.key], $0.value) }
        .sorted { $0.id < $1.id }
    }
    plan.projects += implied(.projects).map { Project(id: $0.id, origin: $0.origin) }
    plan.teams += implied(.teams).map { Team(id: $0.id, origin: $0.origin) }
    plan.locations += implied(.locations).map { Location(id: $0.id, origin: $0.origin) }
    plan.initiatives += implied(.initiatives).map { Initiative(id: $0.id, origin: $0.origin) }
    plan.goals += implied(.goals).map { Goal(id: $0.id, origin: $0.origin) }
  }
}
