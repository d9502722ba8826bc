import Optimization
import PlanModel
import WorkCalendar

/// An allocation model as ``SparseUses`` sees it: members of supplies are givers, lines of demand are
/// lines, and what fits badly costs a little.
struct AllocationStaffing {
  let sparse: SparseUses
  /// For each giver the number of its member in its supply.
  let memberOfGiver: [Int]

  init(_ model: AllocationModel, options: Allocation.Staffing) {
    let plan = model.plan
    let people = StaffedPeople(plan)
    var givers: [SparseUses.Giver] = []
    var members: [Int] = []
    for (supply, source) in model.sources.enumerated() {
      for (number, member) in source.members.enumerated() {
        givers.append(
          SparseUses.Giver(
            supply: Int32(supply),
            person: source.kind == .contract
              ? people.ofPool(member.source) : people.ofUnit[member.source],
            cells: member.cells, hours: member.hours))
        members.append(number)
      }
    }
    var pairs = SparseUses.Options()
    pairs.handOver = options.handOver
    pairs.small = options.small
    pairs.fullHours = plan.standardHours
    pairs.dayHours = options.wholeDays ? plan.plan.settings.hoursPerDay : 0
    let fit = StaffingFit(model)
    sparse = SparseUses(
      model.problem, givers: givers, lines: model.asked.map { Int32($0.line) }, options: pairs
    ) { giver, demand in
      let source = model.sources[Int(givers[giver].supply)]
      guard source.kind != .contract else { return 0 }
      return fit.points(
        of: source.members[members[giver]].source, for: model.asked[demand].line)
    }
    memberOfGiver = members
  }
}

/// Numbers for all who give hours: one for a person, whatever their teams and skills are in time.
struct StaffedPeople {
  /// For each unit its number.
  let ofUnit: [Int32]
  private let poolsFrom: Int

  init(_ plan: CompiledPlan) {
    let (people, hires) = (plan.plan.people.count, plan.plan.hires.count)
    ofUnit = plan.supply.units.map { unit in
      switch unit.source {
      case .person(let index): Int32(index)
      case .hire(let index): Int32(people + index)
      case .contract(let index): Int32(people + hires + index)
      }
    }
    poolsFrom = people + hires + plan.plan.contracts.count
  }

  /// The number of a pool of contractors.
  func ofPool(_ pool: Int) -> Int32 { Int32(poolsFrom + pool) }
}

/// How badly people fit lines that they may serve.
private struct StaffingFit {
  /// An hour of somebody a level above the one asked costs this many thousandths of a pair: seniors are
  /// not burnt on junior work where somebody else costs the same.
  private static let pointsPerLevel = 2
  /// An hour of somebody who is in no team of the project's.
  private static let pointsOfOtherTeams = 1

  private let plan: CompiledPlan
  /// For each project the teams that its lines name, and those of the people booked on it.
  private let teamsOfProject: [Set<String>]

  init(_ model: AllocationModel) {
    plan = model.plan
    var teams = [Set<String>](repeating: [], count: plan.demand.projects.count)
    for line in plan.demand.lines {
      if let team = line.team { teams[line.project].insert(team) }
    }
    for booking in plan.supply.bookings + plan.supply.wishes {
      guard let project = plan.indexOfProject[booking.project],
        let team = plan.supply.units[booking.unit].team
      else { continue }
      teams[project].insert(team)
    }
    teamsOfProject = teams
  }

  /// In thousandths of a pair an hour.
  func points(of unit: Int, for line: Int) -> Int {
    let line = plan.demand.lines[line]
    let unit = plan.supply.units[unit]
    var points = 0
    if case .skill(let skill, let asked) = line.need, let level = unit.level(of: skill) {
      points += Self.pointsPerLevel * max(0, level - asked)
    }
    let teams = teamsOfProject[line.project]
    if !teams.isEmpty, !(unit.team.map { teams.contains($0) } ?? false) {
      points += Self.pointsOfOtherTeams
    }
    return points
  }
}

extension Grid {
  /// The ISO week of each cell, counted from the first.
  var weeks: [Int] {
    guard let first = cells.first?.first.startOfWeek else { return [] }
    return cells.map { ($0.first.startOfWeek - first) / 7 }
  }
}
