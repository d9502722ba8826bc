import PlanModel

extension SettingsReader {
  /// The kind of PMO and its rules, each read as the language of rules has it.
  mutating func readGovernance(
    _ map: inout YAMLMap, _ fileIndex: Int32, _ diagnostics: inout DiagnosticList
  ) {
    guard var governance = map.map("governance", &diagnostics) else { return }
    let mode = governance.choice("mode", Governance.Mode.self, &diagnostics) ?? .supportive
    var rules: [Governance.Rule] = []
    if let entry = governance.entry("rules") {
      if case .sequence(let nodes) = entry.value.content {
        for (index, node) in nodes.enumerated() {
          let rule = rule(node, "governance.rules[\(index)]", fileIndex, &diagnostics)
          guard let rule else { continue }
          if let first = rules.first(where: { $0.id == rule.id }) {
            diagnostics.error {
              Diagnostic(
                .duplicateId, file: file, line: node.line, column: node.column,
                field: "governance.rules", value: rule.id,
                "the rule '\(shown(rule.id))' stands on line \(first.origin.line) as well",
                suggestion: "give each rule an id of its own")
            }
          }
          rules.append(rule)
        }
      } else {
        governance.error(
          .wrongType, entry, "'governance.rules' is \(entry.value.form), not a list",
          expected: "a list of rules", &diagnostics)
      }
    }
    governance.finish(&diagnostics)
    settings.governance = Governance(mode: mode, rules: rules)
  }

  private func rule(
    _ node: YAMLNode, _ path: String, _ fileIndex: Int32, _ diagnostics: inout DiagnosticList
  ) -> Governance.Rule? {
    var map = YAMLMap(node, at: path, file: file, &diagnostics)
    let id = map.text("id", &diagnostics)
    let severity = map.choice("severity", Governance.Rule.Severity.self, &diagnostics)
    let subject = map.choice("for", RuleSubject.self, &diagnostics)
    let requirement = condition("require", of: subject, &map, &diagnostics)
    for key in ["id", "severity", "for", "require"] where map.entry(key) == nil {
      diagnostics.error {
        Diagnostic(
          .missingKey, file: file, line: node.line, column: node.column, field: map.name(key),
          "the rule lacks '\(key)'", suggestion: "add '\(key)'")
      }
    }
    let origin = RowOrigin(file: fileIndex, line: Int32(clamping: node.line))
    var rule = Governance.Rule(
      id: id ?? "", severity: severity ?? .advice, subject: subject?.rawValue ?? "",
      requirement: requirement ?? "", origin: origin)
    rule.condition = condition("where", of: subject, &map, &diagnostics)
    rule.why = map.text("why", &diagnostics)
    rule.owner = map.text("owner", &diagnostics)
    rule.repair = map.text("repair", &diagnostics)
    map.finish(&diagnostics)
    return id != nil && severity != nil && subject != nil && requirement != nil ? rule : nil
  }

  /// The text of a rule, refused where it is none; nil where it is missing.
  private func condition(
    _ key: String, of subject: RuleSubject?, _ map: inout YAMLMap,
    _ diagnostics: inout DiagnosticList
  ) -> String? {
    guard let text = map.text(key, &diagnostics), let subject, let entry = map.entry(key) else {
      return nil
    }
    do throws(RuleFault) {
      _ = try RuleExpression(parsing: text, for: subject)
    } catch {
      var column = entry.value.column + error.offset
      if case .scalar(_, isQuoted: true) = entry.value.content { column += 1 }
      diagnostics.error {
        Diagnostic(
          DiagnosticKind(error.kind), file: file, line: entry.value.line, column: column,
          field: map.name(key), value: text, error.message, expected: error.expected,
          suggestion: error.suggestion)
      }
    }
    return text
  }
}

extension DiagnosticKind {
  /// The kind of finding that a faulty rule gives.
  init(_ kind: RuleFault.Kind) {
    switch kind {
    case .syntax: self = .ruleSyntax
    case .bracket: self = .ruleBracket
    case .field: self = .ruleField
    case .type: self = .ruleType
    case .zero: self = .ruleZero
    case .size: self = .ruleTooLong
    }
  }
}
