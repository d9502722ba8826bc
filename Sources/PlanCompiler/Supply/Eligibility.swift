import PlanModel

/// Who may serve which line of demand. Source: PLAN §4, "Skills", "Bookings".
///
/// A *hub* is all who hold a skill at a level or above, or who hold it and belong to a team, or one
/// person. A hub of a higher level feeds the next lower one of the same skill and team.
struct Eligibility: Sendable {
  /// All who may serve a skill at a level or above, of a team where one is named; or one person.
  struct Hub: Hashable, Sendable {
    /// A skill, or @ and a person's id.
    let skill: String
    let team: String?
    let level: Int
  }

  /// The hubs that lines ask, in the order of the lines.
  private(set) var hubs: [Hub] = []
  /// For each line its hub.
  private(set) var hubOfLine: [Int] = []
  /// From hubs to the next lower ones.
  private(set) var ladderArcs: [(tail: Int, head: Int)] = []

  private let teams: TeamTree
  private var indexOfHub: [Hub: Int] = [:]
  /// For each skill and team the levels that are asked for, rising, with their hubs.
  private var ladders: [String: [(team: String?, rungs: [(level: Int, hub: Int)])]] = [:]

  init(_ lines: [DemandLine], teams: TeamTree) {
    self.teams = teams
    for line in lines {
      let hub: Hub =
        switch line.need {
        case .skill(let skill, let level): Hub(skill: skill, team: line.team, level: level)
        case .person: Hub(skill: line.skill, team: nil, level: 0)
        }
      hubOfLine.append(index(of: hub))
    }
    // Whoever may serve a level may serve those below it.
    for skill in ladders.keys.sorted() {
      for index in ladders[skill, default: []].indices {
        ladders[skill]?[index].rungs.sort { $0.level < $1.level }
        let rungs = ladders[skill]?[index].rungs ?? []
        for (lower, higher) in zip(rungs, rungs.dropFirst()) {
          ladderArcs.append((higher.hub, lower.hub))
        }
      }
    }
  }

  private mutating func index(of hub: Hub) -> Int {
    if let known = indexOfHub[hub] { return known }
    let number = hubs.count
    indexOfHub[hub] = number
    hubs.append(hub)
    if let ladder = ladders[hub.skill]?.firstIndex(where: { $0.team == hub.team }) {
      ladders[hub.skill]?[ladder].rungs.append((hub.level, number))
    } else {
      ladders[hub.skill, default: []].append((hub.team, [(hub.level, number)]))
    }
    return number
  }

  /// The hubs that somebody of these skills and this team enters: for each skill and team the highest
  /// level that they reach.
  ///
  /// - Parameter person: whose work, written `@id`, they may do besides.
  func hubs(of skills: [SkillLevel], team: String?, person: String?) -> [Int] {
    var entered: [Int] = []
    func enter(_ skill: String, _ level: Int) {
      for ladder in ladders[skill] ?? [] {
        if let asked = ladder.team, !teams.contains(asked, member: team) { continue }
        if let rung = ladder.rungs.last(where: { $0.level <= level }) { entered.append(rung.hub) }
      }
    }
    for skill in skills { enter(skill.skill, skill.level) }
    if let person { enter("@" + person, 0) }
    return entered.sorted()
  }

  /// The hubs that a unit enters.
  func hubs(of unit: SupplyUnit) -> [Int] {
    let isPerson = if case .person = unit.source { true } else { false }
    return hubs(of: unit.skills, team: unit.team, person: isPerson ? unit.id : nil)
  }

  /// Whether a unit's free hours may serve what a hub asks.
  func mayServe(_ unit: SupplyUnit, _ hub: Int) -> Bool {
    let hub = hubs[hub]
    if let team = hub.team, !teams.contains(team, member: unit.team) { return false }
    if case .person = unit.source, hub.skill == "@" + unit.id { return true }
    return unit.level(of: hub.skill).map { $0 >= hub.level } ?? false
  }

  /// Whether a pool of contractors, who belong to no team, may serve what a hub asks.
  func mayServe(_ pool: Pool, _ hub: Int) -> Bool {
    let hub = hubs[hub]
    return hub.team == nil && pool.holds(SkillLevel(hub.skill, hub.level))
  }

  /// Whether booked hours may serve a task's demand at a hub: the booking's task where it names one,
  /// its skill at any level where it names one.
  func mayServe(_ booking: BookedHours, _ unit: SupplyUnit, _ hub: Int, task: String?) -> Bool {
    if let booked = booking.task, booked != task { return false }
    guard let skill = booking.skill else { return mayServe(unit, hub) }
    // What is asked of one person no other may serve, whatever their booking says.
    guard !skill.hasPrefix("@") || skill == "@" + unit.id else { return false }
    if let team = hubs[hub].team, !teams.contains(team, member: unit.team) { return false }
    return hubs[hub].skill == skill
  }
}
