import Optimization
import PlanModel
import WorkCalendar

/// An allocation model as ``SparseUses`` sees it: members of supplies are givers, lines of demand are
/// lines, and what fits badly costs a little.
struct AllocationStaffing {
  let sparse: SparseUses
  /// For each giver the number of its member in its supply.
  let memberOfGiver: [Int]

  /// An hour of somebody a level above the one asked costs this many thousandths of a pair: seniors are
  /// not burnt on junior work where somebody else costs the same.
  private static let pointsPerLevel = 2
  /// An hour of somebody who is in no team of the project's.
  private static let pointsOfOtherTeams = 1

  init(_ model: AllocationModel, options: Allocation.Options) {
    let plan = model.plan
    var givers: [SparseUses.Giver] = []
    var members: [Int] = []
    for (supply, source) in model.sources.enumerated() {
      for (number, member) in source.members.enumerated() {
        // A contract's number is one of another list than a unit's.
        let person =
          source.kind == .contract ? plan.supply.units.count + member.source : member.source
        givers.append(
          SparseUses.Giver(
            supply: Int32(supply), person: Int32(person), cells: member.cells, hours: member.hours))
        members.append(number)
      }
    }
    var pairs = SparseUses.Options()
    pairs.handOver = options.handOver
    pairs.small = options.small
    pairs.fullHours = plan.standardHours
    pairs.dayHours = options.wholeDays ? plan.plan.settings.hoursPerDay : 0
    let fit = Fit(model)
    sparse = SparseUses(
      model.problem, givers: givers, lines: model.asked.map { Int32($0.line) }, options: pairs
    ) { giver, demand in
      fit.points(
        of: model.sources[Int(givers[giver].supply)].kind == .contract
          ? nil : Int(givers[giver].person), for: model.asked[demand].line)
    }
    memberOfGiver = members
  }

  /// The ISO week of each cell, counted from the first.
  static func weeks(of grid: Grid) -> [Int] {
    guard let first = grid.cells.first?.first.startOfWeek else { return [] }
    return grid.cells.map { ($0.first.startOfWeek - first) / 7 }
  }

  /// How badly people fit lines that they may serve.
  private struct Fit {
    let plan: CompiledPlan
    /// For each project the teams that its lines name, and those of the people booked on it.
    let teamsOfProject: [Set<String>]

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
    func points(of number: Int?, for line: Int) -> Int {
      guard let number else { return 0 }
      let line = plan.demand.lines[line]
      let unit = plan.supply.units[number]
      var points = 0
      if case .skill(let skill, let asked) = line.need, let level = unit.level(of: skill) {
        points += AllocationStaffing.pointsPerLevel * max(0, level - asked)
      }
      let teams = teamsOfProject[line.project]
      if !teams.isEmpty, !(unit.team.map { teams.contains($0) } ?? false) {
        points += AllocationStaffing.pointsOfOtherTeams
      }
      return points
    }
  }
}
