import PlanCompiler
import PlanModel
import WorkCalendar

/// What repairs broken gates and hard rules: in directive mode all of them together, in controlling mode
/// each by itself.
struct RuleRepairs: Sendable {
  let plan: CompiledPlan
  let today: Day
  let rules: [ReadRule]
  let rows: [Check.RuleRow]
  /// The most plans that are tried; nil: fewer the larger the plan is.
  let tries: Int?

  private var tryCount: Int { tries ?? RepairSearch.defaultTries(plan) }

  /// The rules that bind, and of those that are broken by subjects held in a mode their places.
  private func binding(
    _ mode: Governance.Mode
  ) throws(RequestError) -> (book: RuleBook, broken: [Int]) {
    let places = rules.indices.filter { rules[$0].rule.severity != .advice }
    let broken = places.indices.filter { place in
      rows[places[place]].violations.contains { $0.mode == mode }
    }
    return (try RuleBook(places.map { rules[$0].rule }), broken)
  }

  /// Which of the rules that bind the plan meets as it is, where only those count who are held in some modes.
  private func met(by modes: Set<Governance.Mode>) -> [Bool] {
    rules.indices.filter { rules[$0].rule.severity != .advice }.map { place in
      !rows[place].violations.contains { modes.contains($0.mode) }
    }
  }

  /// What directive mode does; nil where nothing that binds is broken in it.
  ///
  /// - Throws: what `allocate` and `bottlenecks` throw.
  func directive() async throws(RequestError) -> (
    report: Check.RepairReport, options: [RepairOption]
  )? {
    let (book, broken) = try binding(.directive)
    guard !broken.isEmpty else { return nil }
    let kinds = kinds(of: broken.map { book.rules[$0] })
    if let rule = broken.map({ book.rules[$0] }).first(where: { $0.isBeyond(kinds) }) {
      let report = Check.RepairReport(
        outcome: .impossible, changes: [], scenario: nil, tried: 1, plans: 1,
        bound: "no change that is allowed moves what \(rule.rule.id) asks: \(hint(rule))",
        contradiction: [rule.rule.id],
        removals: [Check.Removal(rule: rule.rule.id, changes: [])])
      return (report, [])
    }
    let held = HeldSubjects(plan.plan)
    let space = RepairSpace(
      plan, today: today, kinds: kinds,
      mayChangeProject: { held.mode(ofProject: $0.id) == .directive },
      mayChangeInitiative: { held.mode(ofInitiative: $0.id) == .directive })
    var search = RepairSearch(
      plan, today: today, book: book, met: met(by: [.directive]),
      space: try await ordered(space, broken, book), modes: [.directive], mostTries: tryCount)
    let all = { (met: [Bool]) in met.allSatisfy { $0 } }
    try await search.run(mayHelp: all, until: all)
    return (report(search, book), search.first(meeting: Array(book.rules.indices)) ?? [])
  }

  /// For each gate or hard rule that is broken in controlling mode what repairs it, by its id.
  ///
  /// - Throws: what `allocate` and `bottlenecks` throw.
  func smallest() async throws(RequestError) -> [String: String] {
    let (book, broken) = try binding(.controlling)
    var repairs: [String: String] = [:]
    let kinds = kinds(of: broken.map { book.rules[$0] })
    let movable = broken.filter { !book.rules[$0].isBeyond(kinds) }
    for place in broken where !movable.contains(place) {
      repairs[book.rules[place].rule.id] = "no change of dates: \(hint(book.rules[place]))"
    }
    guard !movable.isEmpty else { return repairs }
    let space = RepairSpace(
      plan, today: today, kinds: kinds, mayChangeProject: { _ in true },
      mayChangeInitiative: { _ in true })
    var search = RepairSearch(
      plan, today: today, book: book, met: met(by: [.controlling, .directive]),
      space: try await ordered(space, broken, book), modes: [.controlling, .directive],
      mostTries: tryCount)
    // What else binds and is met stays so.
    let kept = book.rules.indices.filter { !broken.contains($0) }
    var open = Set(movable)
    try await search.run { met in
      // What one rule needs may be found before what another does.
      kept.allSatisfy { met[$0] } && movable.contains { met[$0] }
    } until: { met in
      guard kept.allSatisfy({ met[$0] }) else { return false }
      open = open.filter { !met[$0] }
      return open.isEmpty
    }
    for place in movable {
      let options = search.first(meeting: kept + [place])
      repairs[book.rules[place].rule.id] =
        options.map {
          let isSmallest = search.isOrdered && !search.isInterrupted
          return text($0) + (isSmallest ? "" : " (not proven the smallest: \(tried(search)))")
        }
        ?? none(search)
    }
    return repairs
  }

  private func text(_ options: [RepairOption]) -> String {
    options.map(\.text).joined(separator: "; ")
  }

  private func kinds(of broken: [ReadRule]) -> Set<RepairOption.Kind> {
    broken.reduce(into: []) { $0.formUnion(RepairOption.kinds($1.rule.repair)) }
  }

  /// The space as it is where all of it can be tried, else the projects first without which those that
  /// break a rule would be served most.
  private func ordered(
    _ space: RepairSpace, _ broken: [Int], _ book: RuleBook
  ) async throws(RequestError) -> RepairSpace {
    guard space.planCount > Double(tryCount) else { return space }
    let ids = Set(broken.map { book.rules[$0].rule.id })
    let breaking = Set(
      rows.filter { ids.contains($0.id) && $0.subject == .project }
        .flatMap { $0.violations.map(\.id) })
    let work = try await TiedWork(
      plan, basis: .confirmed, from: plan.plan.settings.asOf ?? today)
    var gains: [String: Double] = [:]
    for gain in work.people.gains where breaking.contains(work.project(of: gain.line)) {
      gains[plan.demand.projects[gain.without].id, default: 0] += gain.hours
    }
    return space.sorted {
      (gains[$1, default: 0], $0) < (gains[$0, default: 0], $1)
    }
  }

  private func report(_ search: RepairSearch, _ book: RuleBook) -> Check.RepairReport {
    let all = Array(book.rules.indices)
    func report(
      _ outcome: Check.RepairReport.Outcome, _ options: [RepairOption] = [], bound: String
    ) -> Check.RepairReport {
      Check.RepairReport(
        outcome: outcome, changes: changes(options, search),
        scenario: options.isEmpty
          ? nil : "name: Repair\nchanges:\n" + options.map { "  - \($0.line)\n" }.joined(),
        tried: search.tried, plans: search.planCount, isInterrupted: search.isInterrupted,
        bound: bound, contradiction: [], removals: [])
    }
    if let options = search.first(meeting: all) {
      let isSmallest =
        search.fullChanges >= options.count - 1 && search.isOrdered && !search.isInterrupted
      return report(
        .repaired, options,
        bound: isSmallest
          ? """
          proven the smallest: every plan with fewer or smaller changes was tried or ruled out \
          (\(tried(search)))
          """
          : """
          not proven the smallest: no fewer than \(search.fullChanges + 1) changes can do \
          (\(tried(search)))
          """)
    }
    let mets = search.most.map { [$0] } ?? search.found.map(\.met)
    guard search.isComplete, let set = Contradiction(mets) else {
      return report(.notFound, bound: none(search))
    }
    var found = report(
      .impossible,
      bound: search.most == nil
        ? "all plans that deadlines and pins allow were tried (\(tried(search)))"
        : """
        proven: it would not be met if all \(counted(search.space.items.count, "project", "projects")) that may \
        move were given up
        """)
    found.contradiction = set.rules.map { book.rules[$0].rule.id }
    found.removals = set.rules.compactMap { left in
      search.first(meeting: set.rules.filter { $0 != left }).map {
        Check.Removal(rule: book.rules[left].rule.id, changes: $0.map(\.text))
      }
    }
    return found
  }

  /// `14 of 2,401 plans, 3 groups of plans looked at, then interrupted`.
  private func tried(_ search: RepairSearch) -> String {
    let all = search.planCount < 1e9 ? grouped(search.planCount) : "more than a billion"
    let groups =
      search.probed > 0 ? ", \(counted(search.probed, "group", "groups")) of plans looked at" : ""
    return
      "\(search.tried) of \(all) plans\(groups)\(search.isInterrupted ? ", then interrupted" : "")"
  }

  private func none(_ search: RepairSearch) -> String {
    search.isComplete
      ? "proven: no change that deadlines and pins allow meets it (\(tried(search)))"
      : """
      none found in \(tried(search)); one would make at least \
      \(counted(search.fullChanges + 1, "change", "changes"))
      """
  }

  /// What moves, with the last day of its work before and after.
  private func changes(
    _ options: [RepairOption], _ search: RepairSearch
  ) -> [Check.RepairChange] {
    let after = search.changed(by: options).map { plan in
      (plan.projects, PlanWindows(plan), plan.demand)
    }
    return options.map { option in
      let before = plan.indexOfProject[option.subject].flatMap { plan.demand.windows[$0]?.last }
      let isKept = after?.0.first { $0.id == option.subject }?.status.counts ?? true
      let finish = after.flatMap { _, windows, rows in
        rows.filter { $0.project == option.subject }.compactMap { row -> Day? in
          if case .wide(_, let cells) = row.amount { return cells.map(\.days.last).max() }
          return windows.days(of: row)?.last
        }.max()
      }
      return Check.RepairChange(
        change: option.text, subject: option.subject, finishBefore: before,
        finishAfter: isKept ? finish : nil)
    }
  }

  /// What a person must do where no change of a plan helps.
  private func hint(_ rule: ReadRule) -> String {
    let row = rows.first { $0.id == rule.rule.id }
    let who = (row?.violations ?? []).prefix(3).map(\.id).joined(separator: ", ")
    return "set \(rule.requirement.fields.joined(separator: ", ")) of \(who)"
  }
}

extension ReadRule {
  /// Whether no change of those kinds moves what the rule asks.
  func isBeyond(_ kinds: Set<RepairOption.Kind>) -> Bool {
    if subject == .bottleneck || subject == .quarter
      || (subject == .project && kinds.contains(.cut))
    {
      return false
    }
    let moved: Set<String> = [
      "start", "finish", "demand_hours", "short_hours", "spent", "budget", "projects", "value",
      "utilisation", "bottlenecks", "booked_hours", "free_hours",
    ]
    var fields = Set((condition?.fields ?? []) + requirement.fields)
    // A project's own budget and value stay what they are, and so do a person's days.
    if subject == .project { fields.subtract(["budget", "value"]) }
    if subject == .person { fields.subtract(["start"]) }
    return moved.isDisjoint(with: fields)
  }
}
