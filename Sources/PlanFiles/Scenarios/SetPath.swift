import PlanModel

/// A path of the verb `set`, taken apart.
struct SetPath {
  /// Which rows of a table are meant.
  enum Rows {
    case id(String)
    /// All that meet the conditions.
    case conditions([(column: String, value: String)])
  }

  /// What the path leads to.
  enum Target {
    case settings([String])
    case rows(PlanTable, Rows, column: String)
  }

  let target: Target

  /// Takes a key apart: `projects.crm.priority`, `plan.target_utilisation`,
  /// `demand[project=crm, skill=ux].fte`.
  init(_ entry: YAMLNode.Entry, file: String) throws(Diagnostic) {
    let path = entry.key
    func fault(_ message: String, _ mend: String? = nil) -> Diagnostic {
      Diagnostic(
        .unknownPath, file: file, line: entry.line, column: entry.column, field: "set",
        value: path, message,
        expected: "as projects.crm.priority, plan.run_work or demand[project=crm, skill=ux].fte",
        suggestion: mend)
    }
    let head = path.prefix { $0 != "." && $0 != "[" }
    let rest = path.dropFirst(head.count)
    if head == "plan" {
      let keys = rest.dropFirst().split(separator: ".", omittingEmptySubsequences: false).map(
        String.init)
      guard rest.first == ".", keys.count <= 3, !keys.contains(""), keys.first != "governance"
      else {
        throw fault("the path names no value of plan.yaml")
      }
      target = .settings(keys)
      return
    }
    guard let table = PlanTable(rawValue: TableHeader.normalised(String(head))) else {
      let names = PlanTable.allCases.map(\.rawValue) + ["plan"]
      throw fault(
        "there is no table '\(shown(String(head)))'",
        PlanModel.suggestion(for: head.lowercased(), among: names))
    }
    if rest.first == "[" {
      guard let (conditions, end) = SetPath.conditions(rest.dropFirst()), end.first == ".",
        end.count > 1
      else { throw fault("the conditions of the path cannot be read") }
      target = .rows(
        table, .conditions(conditions), column: TableHeader.normalised(String(end.dropFirst())))
      return
    }
    guard rest.first == ".", let dot = rest.lastIndex(of: "."), dot > rest.startIndex else {
      throw fault("the path names no row and column")
    }
    let id = rest[rest.index(after: rest.startIndex)..<dot]
    let column = TableHeader.normalised(String(rest[rest.index(after: dot)...]))
    guard !id.isEmpty, !column.isEmpty else { throw fault("the path names no row and column") }
    guard table.hasIds else {
      throw fault(
        "rows of '\(table.rawValue)' have no id",
        "write conditions, as \(table.rawValue)[…=…].\(column)")
    }
    target = .rows(table, .id(String(id)), column: column)
  }

  /// `project=crm, skill="a, b"]` and what follows; nil where it is no list of conditions.
  private static func conditions(
    _ text: Substring
  ) -> (conditions: [(column: String, value: String)], rest: Substring)? {
    var rest = text
    var conditions: [(String, String)] = []
    while true {
      guard let equals = rest.firstIndex(of: "=") else { return nil }
      let column = TableHeader.normalised(String(rest[..<equals]))
      guard !column.isEmpty else { return nil }
      rest = rest[rest.index(after: equals)...].drop { $0 == " " }
      var value = ""
      if let quote = rest.first, quote == "\"" || quote == "'" {
        rest = rest.dropFirst()
        guard let end = rest.firstIndex(of: quote) else { return nil }
        value = String(rest[..<end])
        rest = rest[rest.index(after: end)...].drop { $0 == " " }
      } else {
        let word = rest.prefix { $0 != "," && $0 != "]" }
        value = String(ListText.trimmed(word))
        rest = rest.dropFirst(word.count)
      }
      conditions.append((column, value))
      switch rest.first {
      case ",": rest = rest.dropFirst()
      case "]": return (conditions, rest.dropFirst())
      default: return nil
      }
    }
  }
}
