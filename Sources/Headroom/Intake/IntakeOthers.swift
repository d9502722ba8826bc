import PlanCompiler
import PlanModel
import WorkCalendar

/// Ways to make new work fit at the expense of other projects: one or several wait, or one is given up.
struct IntakeOthers {
  private let room: IntakeRoom
  private let moves: IntakeMoves
  /// Confirmed projects that ask for what the new work lacks, those whose week costs least first.
  private let projects: [Project]
  private let window: DayRange
  /// What brings the new work to the asked start.
  private let first: [String]

  /// Other projects wait no more weeks than these.
  private static let mostWeeks = 26
  /// So many other projects are tried.
  private static let mostProjects = 6

  init(_ room: IntakeRoom, _ competing: [Project], _ study: IntakeStudy) {
    self.room = room
    moves = IntakeMoves(room)
    window = study.windows[0]
    first = study.delay(toStart: 0)
    let free = competing.filter { !$0.mustHave && $0.pin != .in }
    projects = Array(
      free.map { (project: $0, cost: Self.weeklyCost(of: $0, room)) }
        .sorted { ($0.cost, $0.project.id) < ($1.cost, $1.project.id) }
        .prefix(Self.mostProjects).map(\.project))
  }

  /// In the order in which they are tried.
  func ways() async -> [IntakeWays.Found] {
    // What giving work up does not make room for, waiting does not either.
    var cuts: [IntakeWays.Found] = []
    var ways: [IntakeWays.Found] = []
    for project in projects {
      guard let cut = await cut(project) else { continue }
      cuts.append(cut)
      if let weeks = await fewestWeeks([project]) { ways.append(way([project], weeks)) }
    }
    if let several = await several() { ways.append(several) }
    return ways + cuts
  }

  // MARK: Waiting

  /// The fewest whole weeks by which some projects must wait; nil where ``mostWeeks`` are too few, or all
  /// that keep them within the plan's days; one is tried in any case.
  ///
  /// Doubled until they are enough, then halved in. So they are the fewest where a longer wait makes no
  /// less room; where it does, as the work then meets other work, fewer weeks than those that are told may
  /// be enough.
  private func fewestWeeks(_ waiting: [Project]) async -> Int? {
    let most = waiting.map(weeksToEnd).reduce(Self.mostWeeks, min)
    var (tooFew, enough) = (0, 1)
    while await !isEnough(waiting, enough) {
      guard enough < most else { return nil }
      (tooFew, enough) = (enough, min(2 * enough, most))
    }
    while enough - tooFew > 1 {
      let weeks = (tooFew + enough) / 2
      if await isEnough(waiting, weeks) { enough = weeks } else { tooFew = weeks }
    }
    return enough
  }

  /// Whole weeks from a project's last day to the plan's.
  private func weeksToEnd(_ project: Project) -> Int {
    guard let index = room.plan.indexOfProject[project.id],
      let last = room.plan.demand.windows[index]?.last, let end = room.plan.grid.horizon?.last
    else { return 0 }
    return (end - last) / 7
  }

  /// Several projects that wait together, at least cost: at the fewest weeks that are enough for all of
  /// them, and at longer waits, which may be enough for fewer; none of them can be left out, the dearest
  /// tried first. nil where not even all of them make room, or one alone does.
  private func several() async -> IntakeWays.Found? {
    guard projects.count > 1, await isRoom(without: projects),
      let fewest = await fewestWeeks(projects)
    else { return nil }
    var best: (cost: Double, waiting: [Project], weeks: Int)?
    var weeks = fewest
    while weeks <= Self.mostWeeks {
      let waiting = await needed(weeks)
      let cost = cost(waiting, weeks)
      if waiting.count > 1, best.map({ cost < $0.cost }) ?? true { best = (cost, waiting, weeks) }
      // With one that is enough there are no fewer.
      guard waiting.count > 1 else { break }
      weeks += max(1, weeks / 2)
    }
    return best.map { way($0.waiting, $0.weeks) }
  }

  /// Those of all projects that must wait so many weeks; none where not even all are enough.
  private func needed(_ weeks: Int) async -> [Project] {
    guard await isEnough(projects, weeks) else { return [] }
    var waiting = projects
    for project in projects.reversed() where waiting.count > 1 {
      let fewer = waiting.filter { $0.id != project.id }
      if await isEnough(fewer, weeks) { waiting = fewer }
    }
    return waiting
  }

  private func cost(_ waiting: [Project], _ weeks: Int) -> Double {
    waiting.reduce(0) { $0 + Self.weeklyCost(of: $1, room) } * Double(weeks)
  }

  private func isEnough(_ waiting: [Project], _ weeks: Int) async -> Bool {
    await moves.isRoom(
      with: waiting.map { change($0, weeks) }, of: waiting.map(\.id), wait: true)
  }

  private func way(_ waiting: [Project], _ weeks: Int) -> IntakeWays.Found {
    let rests = waiting.filter(hasBegun).map(\.id)
    let starts = waiting.filter { !hasBegun($0) }.map(\.id)
    let wait = counted(weeks, "week", "weeks")
    var words: [String] = []
    if !rests.isEmpty {
      words.append("\(listed(rests)) \(rests.count == 1 ? "rests" : "rest") for \(wait)")
    }
    if !starts.isEmpty {
      words.append("\(listed(starts)) \(starts.count == 1 ? "starts" : "start") \(wait) later")
    }
    return IntakeWays.Found(
      way: Intake.Way(
        kind: .wait, text: words.joined(separator: ", and "), cost: cost(waiting, weeks),
        start: window.first, finish: window.last,
        changes: first + waiting.map { text($0, weeks) }),
      changes: waiting.map { change($0, weeks) }, waiting: waiting.map(\.id))
  }

  /// Work under way rests from the new work's start on; other work starts later.
  private func change(_ project: Project, _ weeks: Int) -> Change {
    guard hasBegun(project), let days = rest(weeks) else {
      return .delay(Change.Shift(project: project.id, days: 7 * weeks))
    }
    return .pause(Change.Pause(project: project.id, days: days))
  }

  private func text(_ project: Project, _ weeks: Int) -> String {
    guard hasBegun(project), let days = rest(weeks) else {
      return "delay: { project: \(quotedYAML(project.id)), by: \(weeks) weeks }"
    }
    return "pause: { project: \(quotedYAML(project.id)), from: \(days.first), to: \(days.last) }"
  }

  private func hasBegun(_ project: Project) -> Bool {
    let first = room.plan.indexOfProject[project.id].flatMap { room.plan.demand.windows[$0]?.first }
    return first.map { $0 < window.first } ?? false
  }

  private func rest(_ weeks: Int) -> DayRange? {
    DayRange(window.first, window.first + (7 * weeks - 1))
  }

  // MARK: Giving up

  private func cut(_ project: Project) async -> IntakeWays.Found? {
    guard await isRoom(without: [project]) else { return nil }
    let index = room.plan.indexOfProject[project.id]
    let hours = index.map { room.hourPrices[$0] * room.plan.demand.projectHours[$0] }
    return IntakeWays.Found(
      way: Intake.Way(
        kind: .cut, text: "give up \(project.id)", cost: project.value ?? hours,
        start: window.first, finish: window.last,
        changes: first + ["cancel: { project: \(quotedYAML(project.id)) }"]),
      changes: [.cancel(project: project.id)])
  }

  private func isRoom(without gone: [Project]) async -> Bool {
    await moves.isRoom(
      with: gone.map { .cancel(project: $0.id) }, of: gone.map(\.id), wait: false)
  }

  private static func weeklyCost(of project: Project, _ room: IntakeRoom) -> Double {
    room.plan.indexOfProject[project.id].map { room.weeklyCost(of: $0) } ?? 0
  }
}
