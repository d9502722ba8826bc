import PlanModel

/// A change that a repair may make.
struct RepairOption: Sendable {
  /// What rules may allow, as their `repair` names it.
  enum Kind: String, Sendable, CaseIterable {
    /// A project that has not begun begins whole weeks later.
    case delay
    /// A project is cancelled.
    case cut
    /// The budgets of an initiative grow by tens of per cent, up to its cap.
    case budget
  }

  let kind: Kind
  let change: Change
  /// The project or initiative.
  let subject: String
  /// As `whatif --inline` takes it.
  let text: String
  /// As a scenario writes it.
  let line: String
  /// What it counts among repairs with as many changes: weeks of delay, per cent of a budget, a cut
  /// ``cutSize``.
  let size: Int

  static let cutSize = 1000

  static func delay(_ project: String, weeks: Int) -> Self {
    Self(
      kind: .delay, change: .delay(Change.Shift(project: project, days: 7 * weeks)),
      subject: project,
      text: "delay \(inline(project)) by \(counted(weeks, "week", "weeks"))",
      line: "delay: { project: \(yaml(project)), by: \(weeks) weeks }", size: weeks)
  }

  static func cut(_ project: String) -> Self {
    Self(
      kind: .cut, change: .cancel(project: project), subject: project,
      text: "cancel \(inline(project))",
      line: "cancel: { project: \(yaml(project)) }", size: cutSize)
  }

  static func budget(_ initiative: String, percent: Int) -> Self {
    Self(
      kind: .budget,
      change: .budget(
        Change.Money(initiative: initiative, amount: .byShare(Double(percent) / 100))),
      subject: initiative, text: "budget \(inline(initiative)) by +\(percent)%",
      line: "budget: { initiative: \(yaml(initiative)), by: \"+\(percent)%\" }", size: percent)
  }

  /// The kinds that the text of a rule's `repair` names; delays where it is missing or is advice in words.
  static func kinds(_ repair: String?) -> Set<Kind> {
    let words = (repair ?? "").split { !$0.isLetter }.map { $0.lowercased() }
    let kinds = words.compactMap(Kind.init(rawValue:))
    return kinds.isEmpty || kinds.count < words.count ? [.delay] : Set(kinds)
  }

  private static func inline(_ name: String) -> String {
    name.contains { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "_" }
      ? "\"\(name)\"" : name
  }

  private static func yaml(_ name: String) -> String {
    let escaped = name.flatMap { $0 == "\\" || $0 == "\"" ? ["\\", $0] : [$0] }
    return "\"\(String(escaped))\""
  }
}
