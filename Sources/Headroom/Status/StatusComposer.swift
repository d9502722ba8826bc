import PlanModel
import WorkCalendar

/// Compares a plan with a snapshot of it.
struct StatusComposer {
  let old: Snapshot.Answer
  let now: Snapshot.Answer
  private let projects: [String: Project]
  private let currency: String

  /// Fewer hours are not worth a word.
  private static let fewestHours = 1.0
  /// Less shortage is not worth a word.
  private static let leastFTE = 0.05
  /// Less money, as a share of what there was, is not worth a word.
  private static let leastShare = 0.005

  init(_ old: Snapshot.Answer, _ now: Snapshot.Answer, plan: Plan) {
    self.old = old
    self.now = now
    projects = Dictionary(
      plan.projects.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    currency = now.plan.currency.map { " " + $0 } ?? ""
  }

  var answer: Status.Answer {
    let changes = inTurn(shortages + dates + portfolio + money + people)
    return Status.Answer(
      plan: now.plan, summary: StatusSentence(old, now, changes).text,
      since: Trend.Point(old, isNow: false), changes: changes)
  }

  /// The largest of each kind, then the next of each, and so on.
  private func inTurn(_ changes: [Status.Change]) -> [Status.Change] {
    var kinds = Status.Kind.allCases.map { kind in
      changes.filter { $0.kind == kind }
        .sorted { ($1.size, $0.change) < ($0.size, $1.change) }[...]
    }
    var ordered: [Status.Change] = []
    while ordered.count < changes.count {
      for index in kinds.indices {
        if let next = kinds[index].popFirst() { ordered.append(next) }
      }
    }
    return ordered
  }

  // MARK: Shortage

  private var shortages: [Status.Change] {
    // A quarter that is past by now is no change.
    let quarters = Set(now.quarters.map(\.period))
    let periods = Set((old.bottlenecks + now.bottlenecks).map(\.period)).intersection(quarters)
    return periods.sorted().flatMap { period in
      SkillSets.pairs(
        old.bottlenecks.filter { $0.period == period },
        now.bottlenecks.filter { $0.period == period }
      ) { $0.skills }.compactMap { change(from: $0.before, to: $0.after) }
    }
  }

  private func change(
    from before: Snapshot.Bottleneck?, to after: Snapshot.Bottleneck?
  ) -> Status.Change? {
    guard let set = after ?? before else { return nil }
    let hours = (after?.missingHours ?? 0) - (before?.missingHours ?? 0)
    let (was, becomes) = (before?.missingFTE ?? 0, after?.missingFTE ?? 0)
    guard abs(becomes - was) >= Self.leastFTE else { return nil }
    // Numbers come first: what a line has no room for is the end of a list of names.
    var change = Status.Change(
      kind: hours > 0 ? .shortage : .relief,
      change:
        "\(set.period) \(fte(was)) → \(fte(becomes)) FTE: \(names(set.named, of: set.skills))",
      effect: "\(signed(hours)) h short"
        + (set.projects.first.map { ": \(names([$0], of: set.projects))" } ?? ""),
      size: abs(hours))
    change.owner = set.projects.lazy.compactMap { projects[$0]?.owner }.first
    guard hours > 0, let decideBy = set.decideBy else { return change }
    change.decideBy = decideBy
    change.decideByPassed = decideBy < now.plan.asOf
    return change
  }

  /// `java + testing +3`: at most two by name, the others by number.
  private func names(_ named: [String], of all: [String]) -> String {
    let shown = named.prefix(2)
    let rest = all.count - shown.count
    return shown.joined(separator: " + ") + (rest > 0 ? " +\(rest)" : "")
  }

  private func signed(_ value: Double) -> String {
    (value < 0 ? "-" : "+") + grouped(abs(value))
  }

  private func fte(_ value: Double) -> String {
    value < 0.005 ? "0" : plain(value, decimals: value < 0.95 ? 2 : 1)
  }

  // MARK: Projects

  private var dates: [Status.Change] {
    both.compactMap { before, after in
      guard let was = before.finish, let becomes = after.finish, was != becomes else { return nil }
      let days = becomes - was
      let short = after.shortHours - before.shortHours
      var effects: [String] = []
      if let cost = projects[after.project]?.costOfDelay, cost > 0 {
        let money = shortMoney(cost * Double(abs(days)) / 7) + currency
        effects.append(days > 0 ? "delay costs \(money)" : "worth \(money)")
      }
      if abs(short) >= Self.fewestHours {
        effects.append("\(signed(short)) h short")
      }
      var change = Status.Change(
        kind: days > 0 ? .later : .earlier,
        change: "\(PlainTime.days(days)) \(days > 0 ? "later" : "earlier"): \(after.project)",
        effect: effects.isEmpty ? "now \(becomes)" : effects.joined(separator: "; "),
        size: Double(abs(days)))
      change.owner = after.owner
      return change
    }
  }

  private var portfolio: [Status.Change] {
    let before = Dictionary(
      old.projects.map { ($0.project, $0) }, uniquingKeysWith: { first, _ in first })
    let after = Set(now.projects.map(\.project))
    func change(
      _ row: Snapshot.ProjectRow, _ text: String, _ effect: String
    ) -> Status.Change {
      var change = Status.Change(
        kind: .portfolio, change: text, effect: effect, size: row.demandHours)
      change.owner = row.owner
      return change
    }
    let changed = now.projects.compactMap { row -> Status.Change? in
      guard let was = before[row.project] else {
        return change(
          row, "came in (\(row.status.rawValue)): \(row.project)",
          "asks \(grouped(row.demandHours)) h")
      }
      guard was.status != row.status else { return nil }
      var largest = row
      largest.demandHours = max(row.demandHours, was.demandHours)
      return change(
        largest, "\(was.status.rawValue) → \(row.status.rawValue): \(row.project)",
        "asks \(grouped(row.demandHours)) h")
    }
    return changed
      + old.projects.filter { !after.contains($0.project) }.map {
        change($0, "left the plan: \($0.project)", "\(grouped($0.demandHours)) h less to do")
      }
  }

  /// Projects that are there before and after.
  private var both: [(before: Snapshot.ProjectRow, after: Snapshot.ProjectRow)] {
    let before = Dictionary(
      old.projects.map { ($0.project, $0) }, uniquingKeysWith: { first, _ in first })
    return now.projects.compactMap { row in before[row.project].map { ($0, row) } }
  }

  // MARK: Money and people

  private var money: [Status.Change] {
    let ids = Set((old.budgets + now.budgets).map(\.initiative)).sorted()
    return ids.compactMap { id in
      let before = old.budgets.first { $0.initiative == id }
      let after = now.budgets.first { $0.initiative == id }
      let (was, becomes) = (before?.amount ?? 0, after?.amount ?? 0)
      let planned = (before?.planned ?? 0, after?.planned ?? 0)
      let isBudget = differs(was, becomes)
      guard isBudget || differs(planned.0, planned.1) else { return nil }
      let (from, to) = isBudget ? (was, becomes) : planned
      var change = Status.Change(
        kind: .money,
        change: "\(isBudget ? "budget" : "work") \(shortMoney(from)) → \(shortMoney(to)): \(id)",
        effect: becomes > 0 && planned.1 > 0
          ? "its work takes \(plain(planned.1 / becomes * 100, decimals: 0)) % of it"
          : "\(shortMoney(becomes))\(currency) in all",
        size: abs(to - from))
      change.owner = (after ?? before)?.owner
      return change
    }
  }

  private func differs(_ one: Double, _ other: Double) -> Bool {
    abs(one - other) > Self.leastShare * max(abs(one), abs(other))
  }

  private var people: [Status.Change] {
    guard let was = old.people, let becomes = now.people, differs(was, becomes) else { return [] }
    func percent(_ share: Double?) -> String {
      share.map { plain($0 * 100, decimals: 0) + " %" } ?? "?"
    }
    return [
      Status.Change(
        kind: .people, change: "people: \(plain(was)) → \(plain(becomes)) on average",
        effect: "utilisation \(percent(old.utilisation)) → \(percent(now.utilisation))",
        size: abs(becomes - was))
    ]
  }
}

extension Status.Change {
  /// A change for which nobody answers yet, without a date.
  init(kind: Status.Kind, change: String, effect: String, size: Double) {
    self.init(
      kind: kind, change: change, effect: effect, owner: nil, decideBy: nil, decideByPassed: nil,
      size: size)
  }
}
