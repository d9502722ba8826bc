import PlanModel
import WorkCalendar

/// The numbers that a column takes.
struct NumberRule: Sendable {
  /// How a number is written.
  enum Form: Sendable {
    case plain
    /// `k` and `M` are read.
    case money
    /// 0.5 or 50%.
    case share
    /// 50 or 50%, read as 0.5.
    case percent
  }

  var form: Form
  var range: ClosedRange<Double>
  /// What is asked, as a sentence's end.
  var expected: String

  static let amount = NumberRule(
    form: .plain, range: 0...CellLimits.largestNumber, expected: "a number, 0 or more")
  static let signed = NumberRule(
    form: .money, range: -CellLimits.largestNumber...CellLimits.largestNumber, expected: "a number")
  static let money = NumberRule(
    form: .money, range: 0...CellLimits.largestNumber,
    expected: "an amount of money, 0 or more, as 250000, 250k or 1.5M")
  static let share = NumberRule(
    form: .share, range: 0...1, expected: "a share from 0 to 1, as 0.5 or 50%")
  static let wideShare = NumberRule(
    form: .share, range: 0...100, expected: "a share, as 0.5 or 50%")
  static let correlation = NumberRule(
    form: .plain, range: -1...1, expected: "a correlation from -1 to 1")
  static let percent = NumberRule(
    form: .percent, range: 0...1000, expected: "a percentage, as 50 or 50%")
  static let hoursOfDay = NumberRule(
    form: .plain, range: 0...24, expected: "hours of a day, 0 to 24")
  static let weeks = NumberRule(
    form: .plain, range: 0...1000, expected: "a number of weeks, 0 to 1000")
  static let trainingDays = NumberRule(
    form: .plain, range: 0...1000, expected: "working days, 0 to 1000")
  static let lag = NumberRule(
    form: .plain, range: -36_500...36_500, expected: "a number of days, -36500 to 36500")
}

/// A column of a table: its name, what its cells hold, and where a cell's value goes.
struct Column<Draft>: Sendable {
  /// What the cells hold; each case takes a value into the draft of a row.
  enum Cell: Sendable {
    case text(longest: Int, @Sendable (inout Draft, String) -> Void)
    case reference(PlanTable, besides: String?, @Sendable (inout Draft, String) -> Void)
    case number(NumberRule, @Sendable (inout Draft, Double) -> Void)
    case whole(NumberRule, @Sendable (inout Draft, Int) -> Void)
    case day(PeriodEdge, @Sendable (inout Draft, Day) -> Void)
    case period(@Sendable (inout Draft, Period) -> Void)
    case days(@Sendable (inout Draft, DayRange) -> Void)
    case flag(@Sendable (inout Draft, Bool) -> Void)
    case choice([String], @Sendable (inout Draft, Int) -> Void)
    case skills(@Sendable (inout Draft, [SkillLevel]) -> Void)
    case curve(@Sendable (inout Draft, [Initiative.CurvePoint]) -> Void)
    case workdays(@Sendable (inout Draft, WorkingWeek) -> Void)
  }

  var name: String
  var cell: Cell
  /// Whether every row needs a value, hence every file the column.
  var isRequired = false
  /// Whether period columns stand in its place.
  var isReplacedByPeriods = false

  /// The same column, needed in every row.
  var required: Column {
    var column = self
    column.isRequired = true
    return column
  }

  /// The same column, which a wide table does not have.
  var narrow: Column {
    var column = self
    column.isReplacedByPeriods = true
    return column
  }

  static func id(_ set: @escaping @Sendable (inout Draft, String) -> Void) -> Column {
    Column(name: "id", cell: .text(longest: CellLimits.longestId, set))
  }

  /// A name by which rows are told apart: an id, a skill, a role.
  static func word(
    _ name: String, _ set: @escaping @Sendable (inout Draft, String) -> Void
  ) -> Column {
    Column(name: name, cell: .text(longest: CellLimits.longestId, set))
  }

  static func text(
    _ name: String, _ set: @escaping @Sendable (inout Draft, String) -> Void
  ) -> Column {
    Column(name: name, cell: .text(longest: CellLimits.longestText, set))
  }

  static func reference(
    _ name: String, to table: PlanTable, besides word: String? = nil,
    _ set: @escaping @Sendable (inout Draft, String) -> Void
  ) -> Column {
    Column(name: name, cell: .reference(table, besides: word, set))
  }

  static func number(
    _ name: String, _ rule: NumberRule, _ set: @escaping @Sendable (inout Draft, Double) -> Void
  ) -> Column {
    Column(name: name, cell: .number(rule, set))
  }

  static func whole(
    _ name: String, _ range: ClosedRange<Int>,
    _ set: @escaping @Sendable (inout Draft, Int) -> Void
  ) -> Column {
    let rule = NumberRule(
      form: .plain, range: Double(range.lowerBound)...Double(range.upperBound),
      expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
    return Column(name: name, cell: .whole(rule, set))
  }

  /// A date, or a period that stands for its first or last day.
  static func day(
    _ name: String, _ edge: PeriodEdge, _ set: @escaping @Sendable (inout Draft, Day) -> Void
  ) -> Column {
    Column(name: name, cell: .day(edge, set))
  }

  static func flag(
    _ name: String, _ set: @escaping @Sendable (inout Draft, Bool) -> Void
  ) -> Column {
    Column(name: name, cell: .flag(set))
  }

  static func skills(
    _ set: @escaping @Sendable (inout Draft, [SkillLevel]) -> Void
  ) -> Column {
    Column(name: "skills", cell: .skills(set))
  }

  /// Whether points and commas in the cells are signs of numbers.
  var isNumeric: Bool {
    switch cell {
    case .number, .whole: true
    default: false
    }
  }

  /// One of the words of an enumeration.
  static func choice<Choice: CaseIterable & RawRepresentable & Sendable>(
    _ name: String, _ type: Choice.Type,
    _ set: @escaping @Sendable (inout Draft, Choice) -> Void
  ) -> Column where Choice.RawValue == String {
    let choices = Array(type.allCases)
    return Column(
      name: name, cell: .choice(choices.map(\.rawValue), { set(&$0, choices[$1]) }))
  }
}
