import PlanModel
import WorkCalendar

/// A column of a table: its name, and how a row's cell is written.
struct ColumnWriter<Row> {
  let name: String
  /// Whether the column is written though no row uses it.
  let isRequired: Bool
  /// Whether the row has a cell there.
  let isUsed: (Row) -> Bool
  /// Writes the cell of a row that has one.
  let write: (Row, inout CellWriter) -> Void

  /// A column whose cell is empty where the value is nil.
  init<Value>(
    _ name: String, required: Bool = false, _ value: @escaping (Row) -> Value?,
    _ write: @escaping (inout CellWriter, Value) -> Void
  ) {
    self.name = name
    isRequired = required
    isUsed = { value($0) != nil }
    self.write = { row, cells in
      if let value = value(row) { write(&cells, value) }
    }
  }
}

extension ColumnWriter {
  static func text(
    _ name: String, required: Bool = false, _ value: @escaping (Row) -> String?
  ) -> Self {
    Self(name, required: required, value) { $0.text($1) }
  }

  static func number(
    _ name: String, required: Bool = false, _ value: @escaping (Row) -> Double?
  ) -> Self {
    Self(name, required: required, value) { $0.number($1) }
  }

  static func share(_ name: String, _ value: @escaping (Row) -> Double?) -> Self {
    Self(name, value) { $0.share($1) }
  }

  static func day(
    _ name: String, required: Bool = false, _ value: @escaping (Row) -> Day?
  ) -> Self {
    Self(name, required: required, value) { $0.day($1) }
  }

  /// A yes that is no by default.
  static func yes(_ name: String, _ value: @escaping (Row) -> Bool) -> Self {
    Self(name, { value($0) ? true : nil }, { $0.yes($1) })
  }

  /// A word that has a default.
  static func word<Word: RawRepresentable & Equatable>(
    _ name: String, required: Bool = false, default byDefault: Word? = nil,
    _ value: @escaping (Row) -> Word?
  ) -> Self where Word.RawValue == String {
    Self(
      name, required: required,
      { row in
        let word = value(row)
        return word == byDefault ? nil : word
      }, { $0.text($1.rawValue) })
  }

  static func skills(_ name: String, _ value: @escaping (Row) -> [SkillLevel]) -> Self {
    Self(
      name,
      { row in
        let skills = value(row)
        return skills.isEmpty ? nil : skills
      }, { $0.skills($1) })
  }

  /// The four columns of a rate.
  static func rates(_ value: @escaping (Row) -> CostRate?) -> [Self] {
    CostRate.Unit.allCases.map { unit in
      number("cost_per_\(unit.rawValue)") { row in
        guard let rate = value(row), rate.per == unit else { return nil }
        return rate.amount
      }
    }
  }
}

/// A table in CSV: only the columns that some row uses, and those that every such table has.
enum TableWriter {
  /// Adds the table to the files unless it is empty.
  static func add<Row>(
    _ name: String, _ rows: [Row], to files: inout [PlanFile], _ columns: [ColumnWriter<Row>]
  ) {
    guard !rows.isEmpty else { return }
    let used = columns.filter { $0.isRequired || rows.contains(where: $0.isUsed) }
    var cells = CellWriter()
    for (index, column) in used.enumerated() {
      if index > 0 { cells.raw(",") }
      cells.text(column.name)
    }
    cells.raw("\n")
    for row in rows {
      for (index, column) in used.enumerated() {
        if index > 0 { cells.raw(",") }
        column.write(row, &cells)
      }
      cells.raw("\n")
    }
    files.append(PlanFile(name: "\(name).csv", bytes: cells.bytes))
  }
}
