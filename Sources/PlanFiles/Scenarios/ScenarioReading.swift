import PlanModel
import WorkCalendar

/// A scenario while it is read: the plan so far, and what was found.
struct ScenarioReading {
  private let library: ScenarioLibrary
  let today: Day
  private(set) var plan: Plan
  private var scenario = Scenario(name: "")
  private var titles: [String] = []
  /// Ids of the projects that its changes add, also where the plan has them already.
  var addedProjects: [String] = []
  var diagnostics = DiagnosticList()

  init(_ plan: Plan, library: ScenarioLibrary, today: Day) {
    self.plan = plan
    self.library = library
    self.today = today
  }

  var result: ReadScenario {
    var scenario = scenario
    scenario.title = titles.isEmpty ? nil : titles.joined(separator: "; ")
    return ReadScenario(scenario: scenario, plan: plan, warnings: diagnostics.warnings)
  }

  // MARK: Files

  /// A name, a path, or several of them with `+`.
  mutating func read(argument: String) {
    let parts =
      library.path(of: argument) != nil
      ? [argument]
      : argument.split(separator: "+", omittingEmptySubsequences: false).map(String.init)
    scenario.name = parts.map(ScenarioReading.name(of:)).joined(separator: "+")
    for part in parts {
      guard let path = library.path(of: part) else {
        diagnostics.error { library.unknown(part) }
        continue
      }
      if let title = read(file: path, within: [], from: nil) { titles.append(title) }
    }
  }

  /// What a scenario is called: a path by its file.
  private static func name(of argument: String) -> String {
    let file = argument.split(separator: "/").last.map(String.init) ?? argument
    return ScenarioLibrary.name(ofFile: file) ?? argument
  }

  /// Reads a file after the one that it extends; its title.
  ///
  /// - Parameter chain: the files that extend it, outermost first.
  private mutating func read(
    file path: ScenarioPath, within chain: [ScenarioPath],
    from place: (file: String, entry: YAMLNode.Entry)?
  ) -> String? {
    let file = path.text
    func report(_ kind: DiagnosticKind, _ message: String, _ expected: String?) {
      diagnostics.error {
        Diagnostic(
          kind, file: place?.file ?? file, line: place?.entry.value.line,
          column: place?.entry.value.column, field: place.map { _ in "extends" },
          value: place?.entry.value.scalar, message, expected: expected)
      }
    }
    if let index = chain.firstIndex(of: path) {
      let circle = (chain[index...] + [path]).map { shown($0.text) }.joined(separator: " → ")
      report(.scenarioCycle, "the scenarios extend one another: \(circle)", "an end to the chain")
      return nil
    }
    guard chain.count < ScenarioReader.deepest else {
      report(
        .scenarioTooLong, "more than \(ScenarioReader.deepest) files extend one another", nil)
      return nil
    }
    switch library.load(path) {
    case .failure(let error):
      guard place != nil else {
        diagnostics.error { error }
        return nil
      }
      let names = library.names.map { $0 + ".yaml" }
      diagnostics.error {
        Diagnostic(
          .scenarioNotFound, file: place?.file, line: place?.entry.value.line,
          column: place?.entry.value.column, field: "extends", value: place?.entry.value.scalar,
          error.message, expected: "a file beside this one",
          suggestion: suggestion(for: place?.entry.value.scalar ?? "", among: names))
      }
    case .success(let bytes):
      do throws(Diagnostic) {
        guard let node = try YAMLNode.parse(bytes, file: file) else {
          diagnostics.error {
            Diagnostic(
              .missingKey, file: file, line: 1, field: "changes", "the file is empty",
              expected: "name, extends, changes")
          }
          return nil
        }
        return read(node, path, within: chain)
      } catch {
        diagnostics.error { error }
      }
    }
    return nil
  }

  private mutating func read(
    _ node: YAMLNode, _ path: ScenarioPath, within chain: [ScenarioPath]
  ) -> String? {
    let file = path.text
    if PitchReader.isPitch(node) { return read(pitch: node, file: file) }
    var map = YAMLMap(node, at: "", file: file, &diagnostics)
    guard case .mapping = node.content else { return nil }
    let title = map.text("name", &diagnostics)
    let base = map.entry("extends")
    if let text = map.text("extends", &diagnostics), let base {
      _ = read(
        file: library.path(extending: text, from: path), within: chain + [path],
        from: (file, base))
    }
    if let changes = map.entry("changes") {
      if case .sequence(let items) = changes.value.content {
        for (index, item) in items.enumerated() {
          read(item, at: "changes[\(index)]", file: file)
        }
      } else {
        map.error(
          .wrongType, changes, "'changes' is \(changes.value.form), not a list",
          expected: "a list of changes, as - cancel: { project: atlas }", &diagnostics)
      }
    } else if base == nil {
      diagnostics.error {
        Diagnostic(
          .missingKey, file: file, line: node.line, column: node.column, field: "changes",
          "the scenario has neither 'changes' nor 'extends'", suggestion: "add 'changes'")
      }
    }
    map.finish(&diagnostics)
    return title
  }

  // MARK: Inline

  /// Reads a text of `--inline`.
  mutating func read(inline text: String, number: Int?) {
    scenario.name = number.map { "inline \($0)" } ?? "inline"
    titles = [shown(text)]
    var inline = InlineText(text)
    take(&inline)
  }

  /// Reads a step of a sweep; nil is the plan as it is.
  mutating func read(step text: String?, named name: String) {
    scenario.name = name
    guard let text else { return }
    titles = [shown(text)]
    var inline = InlineText(text)
    take(&inline)
  }

  private mutating func take(_ inline: inout InlineText) {
    for node in inline.changes() { read(node, at: "inline", file: InlineText.file) }
    for error in inline.errors { diagnostics.error { error } }
  }

  // MARK: Changes

  /// Reads the changes of an item and applies each of them to the plan so far.
  private mutating func read(_ item: YAMLNode, at path: String, file: String) {
    guard case .mapping(let entries) = item.content, let entry = entries.first else {
      diagnostics.error {
        Diagnostic(
          .changeForm, file: file, line: item.line, column: item.column, field: path,
          value: item.scalar, "the item is \(item.isNull ? "nothing" : item.form), not a change",
          expected: "a verb with its parameters, as cancel: { project: atlas }")
      }
      return
    }
    for other in entries.dropFirst() {
      diagnostics.error {
        Diagnostic(
          .changeForm, file: file, line: other.line, column: other.column, field: path,
          value: other.key, "the item has a second verb, '\(shown(other.key))'",
          suggestion: "begin a new item with - for each verb")
      }
    }
    var reader = ChangeReader(entry, at: path, file: file)
    while let change = reader.next(plan, &diagnostics) { apply(change, file: file) }
  }

  mutating func apply(_ read: ChangeReader.Item, file: String) {
    guard scenario.changes.count < ScenarioReader.mostChanges else {
      if scenario.changes.count == ScenarioReader.mostChanges {
        scenario.changes.append(PlacedChange(read.change))
        report(
          read, file,
          ChangeFault(
            .changeImpossible, "the scenario has more than \(ScenarioReader.mostChanges) changes"),
          as: .scenarioTooLong)
      }
      return
    }
    if case .add(let rows) = read.change { addedProjects += rows.projects.map(\.id) }
    var changed = plan
    do throws(ChangeFault) {
      for note in try read.change.apply(to: &changed, today: today) { warn(read, file, note) }
    } catch {
      report(read, file, error, as: DiagnosticKind(rawValue: error.kind.rawValue))
      return
    }
    let before = diagnostics.errorCount
    for error in PlanChecks.errors(after: plan, changed, today: today) {
      diagnostics.error { read.placed(error, file) }
    }
    guard diagnostics.errorCount == before else { return }
    plan = changed
    scenario.changes.append(
      PlacedChange(
        read.change, origin: ChangeOrigin(file: file, line: read.line, column: read.column)))
  }

  private mutating func report(
    _ read: ChangeReader.Item, _ file: String, _ fault: ChangeFault, as kind: DiagnosticKind?
  ) {
    diagnostics.error { read.diagnostic(fault, kind ?? .changeImpossible, .error, file) }
  }

  private mutating func warn(_ read: ChangeReader.Item, _ file: String, _ note: ChangeFault) {
    diagnostics.warning {
      read.diagnostic(
        note, DiagnosticKind(rawValue: note.kind.rawValue) ?? .changeWithoutEffect, .warning, file)
    }
  }
}
