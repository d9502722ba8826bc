import PlanCompiler
import PlanModel
import WorkCalendar

/// The plan with the new work in it once for every week in which it might start.
///
/// One plan holds them all, so that it is compiled once; shares say which of them counts.
struct IntakeStudy: Sendable {
  let request: Intake.Request
  /// The plan as it is and every start of the new work, as projects of their own.
  let compiled: CompiledPlan
  /// The shares of confirmed work alone.
  let base: [Double]
  /// The starts, week by week; the first is the one that is asked for.
  let windows: [DayRange]
  /// The last day on which a start may end, and the last one of the plan alone.
  let lastDay: Day
  let plannedEnd: Day
  /// For each start its project in `compiled`.
  let projects: [Int]
  /// Hours by which each start is short.
  let added: [Double]

  private let model: ShortageModel
  /// Days from the pitch as written to the first start.
  private let firstDelay: Int

  init(_ request: Intake.Request) async throws(RequestError) {
    self.request = request
    let asOf = request.plan.settings.asOf ?? request.today
    let written = try Self.window(of: request.pitch, in: request.plan)
    // Whole weeks, so that the work lies on the same days of the week.
    let late = max(0, asOf - written.first)
    firstDelay = (late + 6) / 7 * 7
    let first = written.moved(by: firstDelay)
    let sources = DemandSources(request.plan, windows: PlanWindows(request.plan))
    let planned = request.plan.horizon(sources)
    let horizon = planned?.union(first) ?? first
    (lastDay, plannedEnd) = (horizon.last, planned?.last ?? first.last)
    let weeks = max(0, min(Intake.mostWeeks, (horizon.last - first.last) / 7))
    windows = (0...weeks).map { first.moved(by: 7 * $0) }

    var plan = request.plan
    for week in 0...weeks {
      let rows = try Self.rows(of: request, delay: firstDelay + 7 * week)
      plan.append(rows.renamed(Self.name(week, of: request.pitch)))
    }
    let compiled = await CompiledPlan(plan, horizon: horizon)
    let names = (0...weeks).map { Self.name($0, of: request.pitch) }
    let projects = names.compactMap { compiled.indexOfProject[$0] }
    var base = compiled.shares(of: .confirmed)
    for project in projects { base[project] = 0 }
    let model = ShortageModel(compiled, shares: [base])
    let trials = zip(projects, windows).map { project, window in
      Self.trial(project, share: 1, base, compiled.grid.cells(in: window))
    }
    added = await model.addedHours(of: trials, to: base)
    (self.compiled, self.projects, self.base, self.model) = (compiled, projects, base, model)
  }

  /// Whether a start adds no shortage.
  func fits(_ start: Int) -> Bool { added[start] < Intake.leastHours }

  /// The first start that adds no shortage.
  var earliest: Int? { windows.indices.first(where: fits) }

  /// Whether the start that was asked for was past.
  var isLate: Bool { firstDelay > 0 }

  /// Hours by which the asked start is short at each of some scopes.
  func added(atScopes scopes: [Double]) async -> [Double] {
    let cells = compiled.grid.cells(in: windows[0])
    return await model.addedHours(
      of: scopes.map { Self.trial(projects[0], share: $0, base, cells) }, to: base)
  }

  /// As a scenario writes it: the pitch as written moves to a start; none where it stands there.
  func delay(toStart start: Int) -> [String] {
    let weeks = firstDelay / 7 + start
    guard weeks > 0 else { return [] }
    return ["delay: { project: \(quotedYAML(request.pitch.project.id)), by: \(weeks) weeks }"]
  }

  /// `4 weeks later, on 2027-03-29`.
  func waited(_ start: Int) -> String {
    "\(counted(start, "week", "weeks")) later, on \(windows[start].first)"
  }

  /// The plan with the new work at one of its starts as committed work.
  func planWithPitch(start: Int = 0) throws(RequestError) -> Plan {
    var plan = request.plan
    plan.append(try Self.rows(of: request, delay: firstDelay + 7 * start))
    return plan
  }

  private static func name(_ week: Int, of pitch: Pitch) -> String {
    // No id of a plan holds a control character.
    "\(pitch.project.id)\u{1F}\(week)"
  }

  private static func trial(
    _ project: Int, share: Double, _ base: [Double], _ cells: Range<Int>
  ) -> ShortageModel.Trial {
    var shares = base
    shares[project] = share
    return ShortageModel.Trial(shares: shares, cells: cells)
  }

  /// The first to the last day of what the pitch asks.
  private static func window(of pitch: Pitch, in plan: Plan) throws(RequestError) -> DayRange {
    var rows = pitch.rows
    rows.settings = plan.settings
    let sources = DemandSources(rows, windows: PlanWindows(rows))
    let days = pitch.demand.compactMap { sources.span(of: $0) }
    guard let first = days.first else {
      throw unusable(
        pitch, "roles", "the pitch asks for no hours", expected: "an amount above 0 for each role")
    }
    return days.dropFirst().reduce(first) { $0.union($1) }
  }

  /// The rows of the pitch as committed work, some days later.
  private static func rows(of request: Intake.Request, delay: Int) throws(RequestError) -> Plan {
    let rows = request.pitch.rows(status: .committed)
    guard delay > 0 else { return rows }
    // Calendars come from the plan; its other work has no part in it.
    var plan = request.plan
    (plan.projects, plan.demand, plan.assignments, plan.tasks) = ([], [], [], [])
    (plan.dependencies, plan.kpis) = ([], [])
    plan.append(rows)
    do throws(ChangeFault) {
      let shift = Change.Shift(project: request.pitch.project.id, days: delay)
      _ = try Change.delay(shift).apply(to: &plan, today: request.today)
    } catch {
      throw unusable(request.pitch, "start", error.message, expected: error.expected)
    }
    var moved = rows
    (moved.projects, moved.demand, moved.tasks) = (plan.projects, plan.demand, plan.tasks)
    return moved
  }

  /// A pitch that cannot be planned, at a key of its file.
  private static func unusable(
    _ pitch: Pitch, _ key: String, _ message: String, expected: String?
  ) -> RequestError {
    RequestError([
      Diagnostic(
        id: RequestFault.unusablePitch.rawValue, severity: .error, file: pitch.file,
        line: pitch.lines[key], field: key, message: message, expected: expected)
    ])
  }
}

extension DayRange {
  /// The same days later.
  fileprivate func moved(by days: Int) -> DayRange {
    DayRange(first + days, last + days) ?? self
  }
}

extension Plan {
  /// The only project of a plan, its demand and tasks under another id; its other rows left out.
  fileprivate func renamed(_ id: String) -> Plan {
    var plan = Plan()
    plan.projects = projects.map {
      var row = $0; row.id = id; return row
    }
    plan.demand = demand.map {
      var row = $0; row.project = id; return row
    }
    plan.tasks = tasks.map {
      var row = $0; row.project = id; return row
    }
    return plan
  }
}
