import PlanModel
import WorkCalendar

/// Reads a verb with its parameters. Source: PLAN §5.
struct ChangeReader {
  /// A change, with the places of its parameters.
  struct Item {
    let change: Change
    /// From 1.
    let line: Int
    /// In characters, from 1.
    let column: Int
    /// What leads to it, as `changes[2].delay`.
    let path: String
    let entries: [YAMLNode.Entry]
  }

  let file: String
  let path: String
  private let verb: YAMLNode.Entry
  /// What is still to be read: the verb once; each row of `add`, each path of `set`.
  private var pending: [Part] = []
  private var isFresh = true

  /// A part of the verb's parameters that is a change by itself.
  private struct Part {
    var path: String
    var entry: YAMLNode.Entry
    var table: PlanTable?
  }

  init(_ verb: YAMLNode.Entry, at path: String, file: String) {
    self.verb = verb
    self.file = file
    self.path = "\(path).\(verb.key)"
    pending = [Part(path: self.path, entry: verb)]
  }

  /// The next change; nil after the last. What is wrong is reported and passed over.
  mutating func next(_ plan: Plan, _ diagnostics: inout DiagnosticList) -> Item? {
    if isFresh {
      isFresh = false
      guard Change.verbs.contains(verb.key) else {
        pending = []
        diagnostics.error {
          Diagnostic(
            .unknownVerb, file: file, line: verb.line, column: verb.column, field: path,
            value: verb.key, "there is no verb '\(shown(verb.key))'",
            expected: "one of \(Change.verbs.joined(separator: ", "))",
            suggestion: suggestion(for: verb.key, among: Change.verbs))
        }
        return nil
      }
      if verb.key == "set" || verb.key == "add" { unfold(&diagnostics) }
    }
    while !pending.isEmpty {
      let part = pending.removeFirst()
      let change: Change? =
        switch verb.key {
        case "add": row(part, plan, &diagnostics).map(Change.add)
        case "set": PathEdit.read(part.entry, file: file, plan: plan, &diagnostics)
        default: parameters(part.entry, plan, &diagnostics)
        }
      guard let change else { continue }
      var entries: [YAMLNode.Entry] = []
      if case .mapping(let found) = part.entry.value.content { entries = found }
      let place =
        verb.key == "set" ? (part.entry.line, part.entry.column) : (verb.line, verb.column)
      return Item(
        change: change, line: place.0, column: place.1, path: part.path, entries: entries)
    }
    return nil
  }

  /// Each path of `set` and each row of `add` is a change.
  private mutating func unfold(_ diagnostics: inout DiagnosticList) {
    pending = []
    guard case .mapping(let entries) = verb.value.content, !entries.isEmpty else {
      diagnostics.error {
        Diagnostic(
          .changeForm, file: file, line: verb.value.line, column: verb.value.column, field: path,
          value: verb.value.scalar, "'\(verb.key)' is \(verb.value.form)",
          expected: verb.key == "set"
            ? "paths with values, as projects.crm.priority: 1"
            : "a table with a row, or with a list of rows")
      }
      return
    }
    for entry in entries {
      guard verb.key == "add" else {
        pending.append(Part(path: path, entry: entry))
        continue
      }
      guard let table = PlanTable(rawValue: TableHeader.normalised(entry.key)) else {
        let names = PlanTable.allCases.map(\.rawValue)
        diagnostics.error {
          Diagnostic(
            .unknownTable, file: file, line: entry.line, column: entry.column, field: path,
            value: entry.key, "there is no table '\(shown(entry.key))'",
            expected: "one of \(names.joined(separator: ", "))",
            suggestion: suggestion(for: entry.key.lowercased(), among: names))
        }
        continue
      }
      var rows = [entry.value]
      if case .sequence(let items) = entry.value.content { rows = items }
      for row in rows {
        var part = Part(path: "\(path).\(table.rawValue)", entry: entry, table: table)
        part.entry.value = row
        pending.append(part)
      }
    }
  }

  private func row(
    _ part: Part, _ plan: Plan, _ diagnostics: inout DiagnosticList
  ) -> Plan? {
    guard let table = part.table else { return nil }
    return RowText(part.entry.value, of: table, at: part.path, file: file)?
      .read(plan, &diagnostics) ?? nil
  }

  private func parameters(
    _ entry: YAMLNode.Entry, _ plan: Plan, _ diagnostics: inout DiagnosticList
  ) -> Change? {
    var node = entry.value
    if ["cancel", "win", "lose"].contains(entry.key), node.scalar != nil, !node.isNull {
      // A project alone needs no name of its parameter.
      let project = YAMLNode.Entry(
        key: "project", line: node.line, column: node.column, value: node)
      node = YAMLNode(.mapping([project]), line: node.line, column: node.column)
    }
    let before = diagnostics.errorCount
    var parameters = Parameters(node, of: entry, at: path, file: file, plan: plan, &diagnostics)
    let change = parameters.change(&diagnostics)
    return diagnostics.errorCount == before ? change : nil
  }
}

extension ChangeReader.Item {
  /// A finding about a parameter, at its place.
  func diagnostic(
    _ fault: ChangeFault, _ kind: DiagnosticKind, _ severity: Diagnostic.Severity, _ file: String
  ) -> Diagnostic {
    let entry = fault.field.flatMap { field in entries.first { $0.key == field } }
    return Diagnostic(
      id: kind.rawValue, severity: severity, file: file, line: entry?.value.line ?? line,
      column: entry?.value.column ?? column,
      field: fault.field.map { entry == nil ? path : "\(path).\($0)" } ?? path,
      value: (entry?.value.scalar ?? fault.value).map(shown), message: fault.message,
      expected: fault.expected, suggestion: fault.suggestion)
  }

  /// An error of the whole plan, at the change that has made it.
  func placed(_ error: Diagnostic, _ file: String) -> Diagnostic {
    var placed = error
    if let name = error.file, let row = error.line {
      placed.message = "after this change \(error.message) (\(name), line \(row))"
    } else {
      placed.message = "after this change \(error.message)"
    }
    (placed.file, placed.line, placed.column, placed.field) = (file, line, column, path)
    return placed
  }
}
