import PlanFiles
import PlanModel
import TestSupport
import Testing

@Suite("Edits of a plan's files")
struct PlanEditTests {
  private static let cells: [String: any KeyPath<Project, String?> & Sendable] = [
    "name": \.name, "owner": \.owner, "manager": \.manager, "sponsor": \.sponsor, "gate": \.gate,
  ]

  private func read(_ bytes: [UInt8]) throws -> ReadPlan {
    try PlanReader.read(
      files: smallPlan([
        "people.csv": "id,skills\nann,dev\n", "demand.csv": "project,skill,from,to,fte\n",
      ])
        + [PlanFile(name: "projects.csv", bytes: bytes)])
  }

  private func table(_ files: [PlanFile]) -> [UInt8] {
    files.first { $0.name == "projects.csv" }?.bytes ?? []
  }

  private func expect(_ plan: Plan, _ header: [String], _ rows: [[String]]) throws {
    try #require(plan.projects.count == rows.count)
    for (project, row) in zip(plan.projects, rows) {
      for (name, text) in zip(header, row) {
        guard let path = Self.cells[name] else { continue }
        #expect((project[keyPath: path] ?? "") == MessyTable.read(text), "\(name)")
      }
    }
  }

  @Test(
    "an empty edit leaves every byte, a set cell reads back, and no other byte changes",
    arguments: 0..<60)
  func messyTables(seed: Int) throws {
    for part in 0..<10 {
      let table = MessyTable(seed: UInt64(seed * 10 + part))
      var random = SplitMix64(UInt64(seed * 10 + part) &+ 1_000_000)
      let before = try read(table.bytes)
      try expect(before.plan, table.header, table.rows)
      #expect(try before.source.applying(PlanEdit()) == before.source.files)

      let row = random.next(in: 0...table.rows.count - 1)
      let name = MessyTable.columns[random.next(in: 0...MessyTable.columns.count - 1)]
      let column = try #require(table.header.firstIndex(of: name))
      let text = MessyTable.text(&random)
      let origin = before.plan.projects[row].origin
      let files = try before.source.applying(
        PlanEdit([.setCell(row: origin, column: name, text: text)]))
      let bytes = self.table(files)
      let cell = table.ranges[row][column]
      #expect(bytes.starts(with: table.bytes[..<cell.lowerBound]))
      #expect(bytes.reversed().starts(with: table.bytes[cell.upperBound...].reversed()))
      var rows = table.rows
      rows[row][column] = text
      try expect(try read(bytes).plan, table.header, rows)
    }
  }

  @Test("many cells are set at once, in any order of the changes", arguments: 0..<50)
  func manyCells(seed: Int) throws {
    let table = MessyTable(seed: UInt64(seed))
    var random = SplitMix64(UInt64(seed) &+ 2_000_000)
    let before = try read(table.bytes)
    var rows = table.rows
    var changes: [PlanEdit.Change] = []
    for (row, project) in before.plan.projects.enumerated() {
      for name in MessyTable.columns where random.next(in: 0...1) == 0 {
        let text = MessyTable.text(&random)
        rows[row][try #require(table.header.firstIndex(of: name))] = text
        changes.append(.setCell(row: project.origin, column: name, text: text))
      }
    }
    let edit = PlanEdit(changes.shuffled(using: &random))
    try expect(
      try read(self.table(before.source.applying(edit))).plan, table.header, rows)
  }
}
