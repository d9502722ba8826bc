import PlanCompiler
import PlanModel
import WorkCalendar

/// Ways to make new work fit at the expense of other projects: one or several wait, or one is given up.
struct IntakeOthers {
  private let room: IntakeRoom
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
    window = study.windows[0]
    first = study.delay(toStart: 0)
    let free = competing.filter { !$0.mustHave && $0.pin != .in }
    projects = Array(
      free.map { (project: $0, cost: Self.weeklyCost(of: $0, room)) }
        .sorted { ($0.cost, $0.project.id) < ($1.cost, $1.project.id) }
        .prefix(Self.mostProjects).map(\.project))
  }

  /// In the order in which they are tried.
  func ways() async -> [Intake.Way] {
    // What giving work up does not make room for, waiting does not either.
    var cuts: [Intake.Way] = []
    var ways: [Intake.Way] = []
    for project in projects {
      guard let cut = await cut(project) else { continue }
      cuts.append(cut)
      if let weeks = await fewestWeeks([project]) { ways.append(way([project], weeks)) }
    }
    if projects.count > 1, await isRoom(without: projects), let weeks = await fewestWeeks(projects),
      let waiting = await several(weeks)
    {
      ways.append(way(waiting, weeks))
    }
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

  /// Projects that wait together and of which none can be left out, the dearest tried first; nil where one
  /// of them is enough.
  ///
  /// - Parameter weeks: so many that all projects together are enough.
  private func several(_ weeks: Int) async -> [Project]? {
    var waiting = projects
    for project in projects.reversed() where waiting.count > 1 {
      let fewer = waiting.filter { $0.id != project.id }
      if await isEnough(fewer, weeks) { waiting = fewer }
    }
    return waiting.count > 1 ? waiting : nil
  }

  private func isEnough(_ waiting: [Project], _ weeks: Int) async -> Bool {
    guard let changed = await room.changed(by: waiting.map { change($0, weeks) }) else {
      return false
    }
    return await room.isIn(changed, waiting: waiting.map(\.id))
  }

  private func way(_ waiting: [Project], _ weeks: Int) -> Intake.Way {
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
    return Intake.Way(
      kind: .wait, text: words.joined(separator: ", and "),
      cost: waiting.reduce(0) { $0 + Self.weeklyCost(of: $1, room) } * Double(weeks),
      start: window.first, finish: window.last,
      changes: first + waiting.map { text($0, weeks) })
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

  private func cut(_ project: Project) async -> Intake.Way? {
    guard await isRoom(without: [project]) else { return nil }
    let index = room.plan.indexOfProject[project.id]
    let hours = index.map { room.plan.hourPrices[$0] * room.plan.demand.projectHours[$0] }
    return Intake.Way(
      kind: .cut, text: "give up \(project.id)", cost: project.value ?? hours,
      start: window.first, finish: window.last,
      changes: first + ["cancel: { project: \(quotedYAML(project.id)) }"])
  }

  private func isRoom(without gone: [Project]) async -> Bool {
    guard let changed = await room.changed(by: gone.map { .cancel(project: $0.id) }) else {
      return false
    }
    return await room.isIn(changed)
  }

  private static func weeklyCost(of project: Project, _ room: IntakeRoom) -> Double {
    room.plan.indexOfProject[project.id].map { room.weeklyCost(of: $0) } ?? 0
  }
}
