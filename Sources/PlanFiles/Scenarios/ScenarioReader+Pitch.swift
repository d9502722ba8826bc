import PlanModel

extension ScenarioReading {
  /// A pitch's file adds its rows to the plan, as a pitch.
  mutating func read(pitch node: YAMLNode, file: String) -> String? {
    guard
      let pitch = PitchReader.read(node, file: file, of: plan, today: today, &diagnostics)
    else {
      // Whether the plan has the project already is asked of a pitch with errors as well.
      if let id = node.entry("id")?.value.scalar { addedProjects.append(id) }
      return nil
    }
    for rows in pitch.rows.singleRows {
      apply(
        ChangeReader.Item(
          change: .add(rows), line: node.line, column: node.column, path: "pitch", entries: []),
        file: file)
    }
    return pitch.project.name ?? pitch.project.id
  }
}
