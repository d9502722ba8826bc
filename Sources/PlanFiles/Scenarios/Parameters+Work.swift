import PlanModel
import WorkCalendar

/// Verbs about work, money and the calendar.
extension Parameters {
  mutating func shift(_ diagnostics: inout DiagnosticList) -> Change.Shift? {
    let project = map.text("project", &diagnostics)
    let task = map.text("task", &diagnostics)
    let days = duration(&diagnostics)
    guard project != nil || task != nil else {
      missing(
        "'\(verb)' names neither a project nor a task", "project", "add 'project' or 'task'",
        &diagnostics)
      return nil
    }
    return days.map { Change.Shift(project: project, task: task, days: $0) }
  }

  mutating func pause(_ diagnostics: inout DiagnosticList) -> Change? {
    let project = required("project", &diagnostics)
    let days = days(&diagnostics)
    guard let project, let days else { return nil }
    return .pause(Change.Pause(project: project, days: days))
  }

  mutating func scale(_ diagnostics: inout DiagnosticList) -> Change? {
    let project = map.text("project", &diagnostics)
    let skill = map.text("skill", &diagnostics)
    require("factor", &diagnostics)
    let rule = NumberRule(
      form: .share, range: 0...1000, expected: "a factor from 0 to 1000, as 0.6 or 60%")
    let factor = map.number("factor", rule, &diagnostics)
    let from = day("from", .first, required: false, &diagnostics)
    let to = day("to", .last, required: false, &diagnostics)
    if let from, let to { checkOrder(from, to, &diagnostics) }
    guard project != nil || skill != nil else {
      missing(
        "'scale' names neither a project nor a skill", "project",
        "add 'project', 'skill' or both", &diagnostics)
      return nil
    }
    return factor.map {
      .scale(Change.Scaling(project: project, skill: skill, factor: $0, from: from, to: to))
    }
  }

  mutating func budget(_ diagnostics: inout DiagnosticList) -> Change? {
    let initiative = required("initiative", &diagnostics)
    let period = map.value(
      "period", .notAPeriod, "a period, as 2027-Q1, 2027-03 or 2027", &diagnostics,
      read: { Period(parsing: $0) })
    let kind = map.choice("kind", Budget.Kind.self, &diagnostics)
    let to = map.number("amount", .money, &diagnostics).map(Change.Money.Amount.to)
    let by = map.value(
      "by", .notANumber, "a change of the amount, as +10% or -2M", &diagnostics,
      read: Parameters.difference(_:))
    if map.entry("amount") == nil, map.entry("by") == nil {
      missing(
        "'budget' says neither 'amount' nor 'by'", "amount",
        "add one of them, as amount: 2M or by: +10%", &diagnostics)
    }
    if map.entry("amount") != nil, let entry = map.entry("by") {
      map.error(
        .twoAmounts, entry, "'budget' gives both 'amount' and 'by'",
        suggestion: "keep one of them", &diagnostics)
    }
    guard let initiative, let amount = to ?? by else { return nil }
    var money = Change.Money(initiative: initiative, period: period, amount: amount)
    money.kind = kind
    return .budget(money)
  }

  /// `+10%`, `-2M`.
  static func difference(_ text: String) -> Change.Money.Amount? {
    var text = text
    guard let number = text.withUTF8({ NumberText.parse($0, decimal: .point) }),
      abs(number.value) <= CellLimits.largestNumber
    else { return nil }
    return number.isPercent ? .byShare(number.value) : .by(number.value)
  }

  mutating func holiday(_ diagnostics: inout DiagnosticList) -> Change? {
    let date = day("date", .only, &diagnostics)
    let location = map.text("location", &diagnostics)
    let name = map.text("name", &diagnostics)
    let hours = map.number("hours", .hoursOfDay, &diagnostics) ?? 0
    guard let date else { return nil }
    var holiday = Holiday(date: date, location: location, hours: hours)
    holiday.name = name
    return .holiday(holiday)
  }
}
