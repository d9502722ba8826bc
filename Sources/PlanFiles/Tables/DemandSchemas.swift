import PlanModel
import WorkCalendar

/// The tables about work that is wanted and people who are given to it.
enum DemandSchemas {
  /// The cells of a demand row.
  struct DemandDraft: Sendable {
    var row: Demand
    var skill: String?
    var person: String?
    var level: Int?
    var amount: AmountDraft<Demand.Amount> = AmountDraft()
  }

  /// How much, in one of several columns or in period columns.
  struct AmountDraft<Amount: Sendable>: Sendable {
    var amount: Amount?
    var column: String?
    /// The column of a second amount.
    var second: String?
    var unit: WorkUnit?
    var cells: [WideCell] = []
    var wideUnit: WorkUnit?

    mutating func take(_ amount: Amount, _ column: String) {
      if self.amount == nil {
        (self.amount, self.column) = (amount, column)
      } else {
        second = column
      }
    }

    mutating func add(_ days: DayRange, _ amount: Double, _ unit: WorkUnit) {
      wideUnit = unit
      cells.append(WideCell(days: days, amount: amount))
    }

    /// The one amount, or nil with an error.
    func checked(
      _ reader: inout RowReader, columns: [String], wide: (WorkUnit, [WideCell]) -> Amount
    ) -> Amount? {
      if reader.source.header.isWide {
        return wide(
          wideUnit ?? unit ?? reader.state.format.units[reader.source.table] ?? .fte,
          cells.sorted { $0.days.first < $1.days.first })
      }
      if let second {
        reader.error(
          .twoAmounts, second, "the row says both in '\(column ?? "")' and in '\(second)' how much",
          suggestion: "keep one of them")
        return nil
      }
      if amount == nil {
        reader.error(
          .noAmount, columns.first { reader.source.header.index(of: $0) != nil },
          "the row does not say how much", expected: "one of \(String.alternatives(columns))")
      }
      return amount
    }
  }

  static let demand = TableSchema<DemandDraft, Demand>(
    .demand,
    wide: WideCells(
      unit: { $0.amount.unit }, add: { $0.amount.add($2, $3, $4) }),
    blank: {
      DemandDraft(
        row: Demand(project: "", need: .skill("", level: 1), amount: .fte(0), origin: $0))
    },
    columns: [
      Column.reference("project", to: .projects) { $0.row.project = $1 }.required,
      .word("task") { $0.row.task = $1 },
      .word("skill") { $0.skill = $1 },
      .reference("person", to: .people) { $0.person = $1 },
      .reference("team", to: .teams) { $0.row.team = $1 },
      .whole("level", 1...5) { $0.level = $1 },
      Column.day("from", .first) { $0.row.from = $1 }.narrow,
      Column.day("to", .last) { $0.row.to = $1 }.narrow,
      Column.number("fte", .amount) { $0.amount.take(.fte($1), "fte") }.narrow,
      Column.number("effort_days", .amount) { $0.amount.take(.effortDays($1), "effort_days") }
        .narrow,
      Column.number("effort_hours", .amount) { $0.amount.take(.effortHours($1), "effort_hours") }
        .narrow,
      Column.number("effort_low", .amount) { $0.row.effortLow = $1 }.narrow,
      Column.number("effort_high", .amount) { $0.row.effortHigh = $1 }.narrow,
      .choice("unit", WorkUnit.self) { $0.amount.unit = $1 },
      .choice("profile", EffortProfile.self) { $0.row.profile = $1 },
      .flag("flexible") { $0.row.flexible = $1 },
      .number("min_fte", .amount) { $0.row.minFTE = $1 },
      .number("max_fte", .amount) { $0.row.maxFTE = $1 },
    ]
  ) { draft, reader, rows in
    draft.row.task = reader.task(draft.row.task, of: draft.row.project)
    switch (draft.skill, draft.person) {
    case (let skill?, nil): draft.row.need = .skill(skill, level: draft.level ?? 1)
    case (nil, let person?): draft.row.need = .person(person)
    case (nil, nil):
      reader.error(
        .demandNeed, "skill", "the row names neither a skill nor a person",
        expected: "one of 'skill' and 'person'")
    case (_?, _?):
      reader.error(
        .demandNeed, "person", "the row names both a skill and a person",
        expected: "one of 'skill' and 'person'")
    }
    check(draft.row.effortLow, draft.row.effortHigh, "effort_low", "effort_high", &reader)
    check(draft.row.minFTE, draft.row.maxFTE, "min_fte", "max_fte", &reader)
    let amount = draft.amount.checked(&reader, columns: ["fte", "effort_days", "effort_hours"]) {
      Demand.Amount.wide($0, $1)
    }
    guard !reader.failed, let amount else { return }
    draft.row.amount = amount
    rows.append(draft.row)
  }

  private static func check(
    _ low: Double?, _ high: Double?, _ lowColumn: String, _ highColumn: String,
    _ reader: inout RowReader
  ) {
    if let low, let high, low > high {
      reader.error(
        .lowAboveHigh, lowColumn, "'\(lowColumn)' lies above '\(highColumn)'",
        expected: "a number up to that of '\(highColumn)'")
    }
  }

  /// The cells of a booking.
  struct BookingDraft: Sendable {
    var row: Booking
    var person: String?
    var amount: AmountDraft<Booking.Amount> = AmountDraft()
  }

  static let assignments = TableSchema<BookingDraft, Booking>(
    .assignments,
    wide: WideCells(
      unit: { $0.amount.unit }, add: { $0.amount.add($2, $3, $4) }),
    blank: {
      BookingDraft(row: Booking(holder: .placeholder, project: "", amount: .fte(0), origin: $0))
    },
    columns: [
      .reference("person", to: .people) { $0.person = $1 },
      Column.reference("project", to: .projects) { $0.row.project = $1 }.required,
      .word("task") { $0.row.task = $1 },
      .word("skill") { $0.row.skill = $1 },
      Column.day("from", .first) { $0.row.from = $1 }.narrow,
      Column.day("to", .last) { $0.row.to = $1 }.narrow,
      Column.number("fte", .amount) { $0.amount.take(.fte($1), "fte") }.narrow,
      Column.number("percent", .percent) { $0.amount.take(.percent($1), "percent") }.narrow,
      Column.number("hours_per_week", .amount) {
        $0.amount.take(.hoursPerWeek($1), "hours_per_week")
      }.narrow,
      Column.number("hours", .amount) { $0.amount.take(.hours($1), "hours") }.narrow,
      .choice("unit", WorkUnit.self) { $0.amount.unit = $1 },
      .choice("booking", Booking.Firmness.self) { $0.row.firmness = $1 },
    ]
  ) { draft, reader, rows in
    draft.row.task = reader.task(draft.row.task, of: draft.row.project)
    if let person = draft.person {
      draft.row.holder = .person(person)
    } else if draft.row.skill == nil {
      reader.error(
        .bookingHolder, "person", "the booking names neither a person nor a skill",
        expected: "a person, or for a placeholder a skill")
    }
    let amount = draft.amount.checked(
      &reader, columns: ["fte", "percent", "hours_per_week", "hours"]
    ) { Booking.Amount.wide($0, $1) }
    guard !reader.failed, let amount else { return }
    draft.row.amount = amount
    rows.append(draft.row)
  }
}
