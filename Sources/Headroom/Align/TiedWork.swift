import PlanCompiler
import PlanModel
import WorkCalendar

/// The work to come of a plan: what is asked, what stays undone, and what projects take from one another.
struct TiedWork: Sendable {
  let plan: CompiledPlan
  /// The share at which each of the demand's projects counts.
  let shares: [Double]
  /// The cells that end on `from` or after it.
  let cells: Range<Int>
  let people: ProjectTies
  /// nil where there are no budgets, or nobody's pay is known.
  let money: ProjectTies?
  /// By line of the demand, in the cells.
  let lineHours: [Double]
  /// The lines of each of the demand's projects, which stand together.
  private let linesOfProject: [Range<Int>]

  /// - Throws: `check-failed` where a shortage does not pass its own check.
  init(_ plan: CompiledPlan, basis: Basis, from: Day) async throws(RequestError) {
    self.plan = plan
    let shares = plan.shares(of: basis)
    let first = plan.grid.cells.firstIndex { $0.last >= from } ?? plan.grid.cells.count
    let cells = first..<plan.grid.cells.count
    self.shares = shares
    self.cells = cells
    do {
      people = try await ShortageModel(plan, shares: [shares]).ties(in: cells)
    } catch {
      throw RequestError([Bottlenecks.refutation(error)])
    }
    money = MoneyTies(plan, shares: shares)?.ties(from: from)
    var ranges = [Range<Int>](repeating: 0..<0, count: plan.demand.projects.count)
    for (number, line) in plan.demand.lines.enumerated() {
      let first = ranges[line.project].isEmpty ? number : ranges[line.project].lowerBound
      ranges[line.project] = first..<number + 1
    }
    linesOfProject = ranges
    lineHours = plan.demand.lines.indices.map { line in
      let share = shares[plan.demand.lines[line].project]
      return share * cells.reduce(0) { $0 + plan.demand.hours(of: line, in: $1) }
    }
  }

  /// The id of the project of a line.
  func project(of line: Int) -> String {
    plan.demand.projects[plan.demand.lines[line].project].id
  }

  /// What a project asks, and what of it stays undone for want of people.
  func hours(of project: String) -> (demand: Double, short: Double) { sum(lines(of: project)) }

  /// The same of the lines of one of its tasks; nil where it has none.
  func hours(of project: String, task: String) -> (demand: Double, short: Double)? {
    let own = lines(of: project).filter { plan.demand.lines[$0].task == task }
    return own.isEmpty ? nil : sum(own)
  }

  /// The same on some days; a cell that they meet in part counts in part, and what stays undone lies as
  /// the demand does.
  func hours(of project: String, on days: DayRange) -> (demand: Double, short: Double) {
    var (demand, short) = (0.0, 0.0)
    for line in lines(of: project) where lineHours[line] > 0 {
      var hours = 0.0
      for cell in cells {
        let whole = plan.grid.cells[cell]
        guard let part = whole.intersection(days) else { continue }
        hours +=
          plan.demand.hours(of: line, in: cell) * Double(part.count) / Double(whole.count)
      }
      hours *= shares[plan.demand.lines[line].project]
      demand += hours
      short += people.shortHours[line] * hours / lineHours[line]
    }
    return (demand, short)
  }

  private func lines(of project: String) -> Range<Int> {
    plan.indexOfProject[project].map { linesOfProject[$0] } ?? 0..<0
  }

  private func sum(_ lines: some Sequence<Int>) -> (demand: Double, short: Double) {
    lines.reduce((0, 0)) { ($0.0 + lineHours[$1], $0.1 + people.shortHours[$1]) }
  }

  /// For each line with hours the one person who may serve it; nil where nobody may, or several.
  var soleServers: [String?] {
    let present = plan.supply.units.indices.filter {
      plan.supply.plannable(of: $0, in: cells) > 0
    }.map { plan.supply.units[$0] }
    var known: [Asked: String?] = [:]
    return plan.demand.lines.map { line in
      let asked = Asked(need: line.need, team: line.team)
      if let server = known[asked] { return server }
      let servers = present.filter { plan.mayServe($0, line) }
      var server: String?
      if let first = servers.first, case .person = first.source,
        servers.allSatisfy({ $0.source == first.source })
      {
        server = first.id
      }
      known[asked] = .some(server)
      return server
    }
  }

  private struct Asked: Hashable {
    var need: Demand.Need
    var team: String?
  }
}
