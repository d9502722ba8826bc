import PlanCompiler
public import PlanModel
public import WorkCalendar

extension Apply {
  /// The choice of projects as a scenario: what it takes is committed, and starts when it says.
  ///
  /// - Throws: an answer that was given for another plan.
  public static func scenario(
    of choice: Balance.Answer, named name: String, on plan: Plan
  ) throws(RequestError) -> (scenario: Scenario, source: Source) {
    try check(choice.plan, against: plan, name)
    var changes: [PlanModel.Change] = []
    var delayed: [String] = []
    for row in choice.selected {
      changes.append(.win(project: row.project))
      guard row.level > 0 else { continue }
      delayed.append(row.project)
      changes.append(
        .delay(
          PlanModel.Change.Shift(
            project: row.project, days: row.level * PortfolioCandidate.stepDays)))
    }
    var source = Source(.selection, name: name)
    let chosen = choice.selected.map(\.project).joined(separator: ", ")
    source.taken = [
      chosen.isEmpty
        ? "Nothing: the choice funds no project."
        : "The projects to fund are committed: \(chosen)."
    ]
    if !delayed.isEmpty {
      source.taken.append(
        """
        Their work starts when the choice says: \(delayed.joined(separator: ", ")) with their demand, \
        bookings and tasks move later.
        """)
    }
    if !choice.rejected.isEmpty {
      source.leftOut = [
        """
        The projects that are left out stay as they are: \
        \(choice.rejected.map(\.project).joined(separator: ", ")).
        """
      ]
    }
    return (Scenario(name: name, changes: changes.map { PlacedChange($0) }), source)
  }

  /// The plan that a choice of projects makes.
  ///
  /// - Throws: what of the choice the plan does not allow.
  public static func outcome(
    of scenario: Scenario, on plan: Plan, today: Day
  ) throws(RequestError) -> Plan {
    do throws(Scenario.Failure) {
      return try scenario.applied(to: plan, today: today).plan
    } catch {
      throw RequestError([
        Diagnostic(
          id: error.fault.kind.rawValue, severity: .error, file: scenario.name,
          field: error.fault.field, value: error.fault.value, message: error.fault.message,
          expected: error.fault.expected, suggestion: error.fault.suggestion)
      ])
    }
  }

  /// A file that is no answer of those that can be written.
  public static func unusable(_ name: String) -> Diagnostic {
    Diagnostic(
      id: RequestFault.unusableResult.rawValue, severity: .error, file: name,
      message: "the file is no answer that can be written into a plan",
      expected: "what allocate --json, allocate --csv or balance --select --json has written")
  }

  /// The plan with the bookings that an allocation proposes; `--csv` of `allocate` is the table of them.
  ///
  /// Bookings that the table has as they are stay where they stand. The others go, and those of people that
  /// are new come in.
  public static func plan(
    _ plan: Plan, with table: [Booking], named name: String
  ) -> (plan: Plan, source: Source) {
    var proposed: [BookingKey: [Booking]] = [:]
    let hoursPerDay = plan.settings.hoursPerDay
    for row in table.flatMap({ $0.unfolded(hoursPerDay: hoursPerDay) }) {
      proposed[BookingKey(row), default: []].append(row)
    }
    var result = plan
    result.assignments = plan.assignments.filter { row in
      let keys = row.unfolded(hoursPerDay: hoursPerDay).map(BookingKey.init)
      let wanted = Dictionary(keys.map { ($0, 1) }, uniquingKeysWith: +)
      guard wanted.allSatisfy({ proposed[$0.key, default: []].count >= $0.value }) else {
        return false
      }
      for key in keys { proposed[key]?.removeLast() }
      return true
    }
    let kept = result.assignments.count
    // In the order of the table.
    var added: [Booking] = []
    for row in table where !(proposed[BookingKey(row)] ?? []).isEmpty {
      proposed[BookingKey(row)]?.removeLast()
      added.append(row)
    }
    let nobodys = added.filter { $0.holder == .placeholder && $0.firmness == .soft }
    added.removeAll { $0.holder == .placeholder && $0.firmness == .soft }
    result.assignments += added
    var source = Source(.allocation, name: name)
    let gone = plan.assignments.count - kept
    source.taken = [
      """
      The bookings: \(counted(kept, "stays as it is", "stay as they are")), \
      \(counted(gone, "goes", "go")), \(counted(added.count, "comes in", "come in")).
      """
    ]
    if !nobodys.isEmpty {
      source.leftOut = [
        """
        Hours of hires, contractors and overtime (\(counted(nobodys.count, "row", "rows"))): no table \
        books them.
        """
      ]
    }
    return (result, source)
  }

  /// Whether an answer is about this plan.
  public static func check(
    _ identity: PlanIdentity, against plan: Plan, _ name: String
  ) throws(RequestError) {
    guard identity.fingerprint != plan.fingerprint else { return }
    throw RequestError([
      Diagnostic(
        id: RequestFault.staleResult.rawValue, severity: .error, file: name,
        value: identity.fingerprint,
        message: "the answer was given for another plan, or for this one before it was changed",
        expected: "an answer about the plan \(plan.fingerprint)",
        suggestion: "ask again, then apply the new answer")
    ])
  }
}

/// What tells a booking from others; amounts that text has rounded are the same.
private struct BookingKey: Hashable {
  private let texts: [String?]
  private let window: [Day?]
  private let unit: Int
  private let amount: Double

  init(_ row: Booking) {
    var person: String?
    if case .person(let id) = row.holder { person = id }
    texts = [person, row.project, row.task, row.skill, row.firmness.rawValue]
    window = [row.from, row.to]
    var exact = 0.0
    switch row.amount {
    case .fte(let fte): (unit, exact) = (0, fte)
    case .percent(let share): (unit, exact) = (1, share)
    case .hoursPerWeek(let hours): (unit, exact) = (2, hours)
    case .hours(let hours): (unit, exact) = (3, hours)
    case .wide: unit = 4  // Unfolded rows are long.
    }
    amount = (exact * 1e9).rounded()
  }
}
