import PlanModel
import WorkCalendar

/// The text of plan.yaml.
enum SettingsText {
  static func yaml(_ settings: PlanSettings) -> String {
    var lines = ["headroom: \(settings.format)"]
    if let name = settings.name { lines.append("name: \(quoted(name))") }
    if let day = settings.asOf { lines.append("as_of: \(day)") }
    if let day = settings.starts { lines.append("starts: \(day)") }
    if let day = settings.ends { lines.append("ends: \(day)") }
    if let quarters = settings.quarters { lines.append("quarters: \(quarters)") }
    if let currency = settings.currency { lines.append("currency: \(quoted(currency))") }
    let year = settings.fiscalYear
    let month = Period.fullMonthNames[year.startMonth - 1]
    lines.append("fiscal_year: { starts: \(month), named_by: \(year.namedBy.rawValue) }")
    lines.append(
      "calendar: { hours_per_day: \(number(settings.hoursPerDay)), "
        + "workdays: \(quoted(settings.workdays.description)) }")
    lines.append("target_utilisation: \(number(settings.targetUtilisation))")
    lines.append("run_work: \(number(settings.runWork))")
    if let hiring = settings.hiring {
      lines.append(
        "hiring: { time_to_fill_days: \(hiring.timeToFillDays), "
          + "notice_days: \(hiring.noticeDays), ramp_up_weeks: \(number(hiring.rampUpWeeks)), "
          + "ramp_up_from: \(number(hiring.rampUpFrom)) }")
    }
    lines.append(
      "thresholds: { amber: \(number(settings.thresholds.amber)), "
        + "red: \(number(settings.thresholds.red)) }")
    if let governance = settings.governance { lines += self.governance(governance) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func governance(_ governance: Governance) -> [String] {
    var lines = ["governance:", "  mode: \(governance.mode.rawValue)"]
    guard !governance.rules.isEmpty else { return lines }
    lines.append("  rules:")
    for rule in governance.rules {
      let fields: [(String, String?)] = [
        ("id", rule.id), ("severity", rule.severity.rawValue), ("for", rule.subject),
        ("where", rule.condition), ("require", rule.requirement), ("why", rule.why),
        ("owner", rule.owner), ("repair", rule.repair),
      ]
      let written = fields.compactMap { key, value in value.map { "\(key): \(quoted($0))" } }
      lines.append("    - { \(written.joined(separator: ", ")) }")
    }
    return lines
  }

  private static func number(_ value: Double) -> String {
    var cells = CellWriter()
    cells.number(value)
    return String(decoding: cells.bytes, as: UTF8.self)
  }

  /// A double-quoted scalar, so that no text is taken for a number, a date or syntax.
  ///
  /// Source: YAML 1.2.2 §5.7, escaped characters.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case _
      where scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0x85
        || scalar.value == 0xFEFF || (0x2028...0x2029).contains(scalar.value):
        let digits = String(scalar.value, radix: 16, uppercase: true)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
