import PlanModel
import WorkCalendar

/// A column of a table: its name, and how a row's cell is written.
struct ColumnWriter<Row> {
  let name: String
  /// Whether the column is written though no row uses it.
  let isRequired: Bool
  /// Whether the row has a cell there.
  let isUsed: (Row) -> Bool
  /// Writes the cell of a row that has a value, be it the default.
  let write: (Row, inout CellWriter) -> Void

  /// A column whose cell is empty where the value is nil, and need not be written where it is the
  /// default.
  init<Value>(
    _ name: String, required: Bool = false, _ value: @escaping (Row) -> Value?,
    isDefault: @escaping (Value) -> Bool = { _ in false },
    _ write: @escaping (inout CellWriter, Value) -> Void
  ) {
    self.name = name
    isRequired = required
    isUsed = { row in value(row).map { !isDefault($0) } ?? false }
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
    _ name: String, required: Bool = false, default byDefault: Double? = nil,
    _ value: @escaping (Row) -> Double?
  ) -> Self {
    Self(name, required: required, value, isDefault: { $0 == byDefault }) { $0.number($1) }
  }

  static func share(
    _ name: String, required: Bool = false, default byDefault: Double? = nil,
    _ value: @escaping (Row) -> Double?
  ) -> Self {
    Self(name, required: required, value, isDefault: { $0 == byDefault }) { $0.share($1) }
  }

  static func day(
    _ name: String, required: Bool = false, _ value: @escaping (Row) -> Day?
  ) -> Self {
    Self(name, required: required, value) { $0.day($1) }
  }

  /// A yes that is no by default.
  static func yes(_ name: String, _ value: @escaping (Row) -> Bool) -> Self {
    Self(name, { value($0) }, isDefault: { !$0 }, { $0.yes($1) })
  }

  /// A word that has a default.
  static func word<Word: RawRepresentable & Equatable>(
    _ name: String, required: Bool = false, default byDefault: Word? = nil,
    _ value: @escaping (Row) -> Word?
  ) -> Self where Word.RawValue == String {
    Self(
      name, required: required, value, isDefault: { $0 == byDefault }, { $0.text($1.rawValue) })
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

/// The tables that have been written so far.
struct WrittenFiles {
  var files: [PlanFile] = []
  /// Whether every column is written, and in each cell what holds by default as well.
  var withDefaults = false
}

/// A table in CSV: only the columns that some row uses, and those that every such table has.
enum TableWriter {
  /// Adds the table to the files unless it is empty.
  static func add<Row>(
    _ name: String, _ rows: [Row], to files: inout WrittenFiles, _ columns: [ColumnWriter<Row>]
  ) {
    guard !rows.isEmpty else { return }
    let used = columns.filter {
      files.withDefaults || $0.isRequired || rows.contains(where: $0.isUsed)
    }
    var cells = CellWriter()
    for (index, column) in used.enumerated() {
      if index > 0 { cells.raw(",") }
      cells.text(column.name)
    }
    cells.raw("\n")
    for row in rows {
      for (index, column) in used.enumerated() {
        if index > 0 { cells.raw(",") }
        if files.withDefaults || column.isUsed(row) { column.write(row, &cells) }
      }
      cells.raw("\n")
    }
    files.files.append(PlanFile(name: "\(name).csv", bytes: cells.bytes))
  }
}
