import PlanModel
import WorkCalendar

/// What a name of `--sweep` stands for: a change with `{}` in place of the value.
struct SweepParameter {
  let template: String
  /// Whether only whole numbers make sense.
  let isWhole: Bool
  /// The value that changes nothing; nil: none is known to.
  let neutral: Double?

  /// - Parameter words: what follows the values: further parameters of the change.
  /// - Returns: nil for a name that stands for nothing.
  init?(_ name: String, words: [String], _ plan: Plan, today: Day) {
    if name.contains("{}") {
      template = ([name] + words).joined(separator: " ")
      let verb = name.split(separator: " ").first?.lowercased() ?? ""
      isWhole = verb == "hire"
      neutral = ["hire", "contract", "delay", "accelerate"].contains(verb) ? 0 : nil
      return
    }
    guard let point = name.firstIndex(of: "."), name.index(after: point) < name.endIndex else {
      return nil
    }
    let row = name[name.index(after: point)...]
    let tail = words.isEmpty ? "" : " " + words.joined(separator: " ")
    switch name[..<point] {
    case "hires":
      template = "hire {} \(row)" + tail + Self.usualTerms(String(row), words, plan, today)
      (isWhole, neutral) = (true, 0)
    case "delay", "accelerate":
      let unit = words.isEmpty ? " weeks" : tail
      template = "\(name[..<point]) \(row) by {}" + unit
      (isWhole, neutral) = (true, 0)
    case "scale":
      template = "scale \(row) by {}" + tail
      (isWhole, neutral) = (false, 1)
    default:
      guard words.isEmpty else { return nil }
      template = "set \(name) = {}"
      (isWhole, neutral) = (false, nil)
    }
  }

  /// What is not said of hires: they start when a decision of today leads to a first day, and are paid the
  /// median of those who do the same.
  private static func usualTerms(
    _ role: String, _ words: [String], _ plan: Plan, _ today: Day
  ) -> String {
    var terms = ""
    let hasStart = words.contains {
      ["from", "start", "on"].contains($0.lowercased()) || $0.hasPrefix("start=")
    }
    if !hasStart {
      let decided = plan.settings.asOf ?? today
      terms += " from \(decided + (plan.settings.hiring?.daysToFirstDay ?? 0))"
    }
    if !words.contains(where: { $0.hasPrefix("cost_per_") }), let pay = plan.medianPay(of: role) {
      terms += " cost_per_hour=\(SweepText.text(pay.withTwelveDigits))"
    }
    return terms
  }
}
