import PlanModel
public import WorkCalendar

/// What projects of one initiative take of its budget from one another.
///
/// An hour costs the mean pay of those who may do it. In each period of the budgets an initiative's money
/// pays the hours that its projects ask, the dearest hour price first, until it is used up; what is left
/// goes to the next period where the budget carries over. A line is short by what is not paid. A gain is
/// what a line is paid more once a project is taken out.
public struct MoneyTies: Sendable {
  private let plan: CompiledPlan
  private let shares: [Double]
  private let limits: MoneyLimits
  private let rates: [Double]

  /// Reads budgets and pay; nil where there are no budgets or nobody's pay is known.
  public init?(_ plan: CompiledPlan, shares: [Double]) {
    let limits = MoneyLimits(plan)
    guard !limits.initiatives.isEmpty, let rates = MeanPay(plan).rates(of: plan.demand) else {
      return nil
    }
    self.plan = plan
    self.shares = shares
    self.limits = limits
    self.rates = rates
  }

  /// What is not paid, and what each project takes from the others of its initiative, in the periods of
  /// the budgets that end on `day` or after it.
  public func ties(from day: Day) -> ProjectTies {
    var lines = [[Int]](repeating: [], count: limits.initiatives.count)
    for line in plan.linesByHourPrice {
      let project = plan.demand.projects[plan.demand.lines[line].project]
      guard let group = project.initiative.flatMap({ limits.group(of: $0) }) else { continue }
      lines[group].append(line)
    }
    var part = ProjectTies.Part()
    let periods = limits.periods.indices.filter { limits.periods[$0].days.last >= day }
    for (group, lines) in lines.enumerated() {
      let short = unpaid(lines, of: group, without: nil, in: periods)
      guard short.contains(where: { $0 > ShortageModel.negligibleHours }) else { continue }
      for (line, hours) in zip(lines, short) where hours > ShortageModel.negligibleHours {
        part.shortHours.append((line, hours))
      }
      for project in Set(lines.map { plan.demand.lines[$0].project }).sorted() {
        let left = unpaid(lines, of: group, without: project, in: periods)
        for (index, line) in lines.enumerated() where plan.demand.lines[line].project != project {
          let gain = short[index] - left[index]
          guard gain > ShortageModel.negligibleHours else { continue }
          part.gains.append(.init(without: project, line: line, hours: gain))
        }
      }
    }
    return ProjectTies([part], lineCount: plan.demand.lines.count)
  }

  /// For each of an initiative's lines, in the order of paying, the hours that are not paid in some
  /// periods.
  private func unpaid(
    _ lines: [Int], of group: Int, without project: Int?, in counted: [Int]
  ) -> [Double] {
    var unpaid = [Double](repeating: 0, count: lines.count)
    var carried = 0.0
    for (period, span) in limits.periods.enumerated() {
      var money = limits.amounts[group * limits.periods.count + period] + carried
      for (index, line) in lines.enumerated() {
        let owner = plan.demand.lines[line].project
        guard owner != project else { continue }
        var hours = 0.0
        for cell in span.cells { hours += plan.demand.hours(of: line, in: cell) }
        hours *= shares[owner]
        let paid = rates[line] > 0 ? min(hours, max(0, money) / rates[line]) : hours
        money -= paid * rates[line]
        if counted.contains(period) { unpaid[index] += hours - paid }
      }
      carried = limits.carriesOver[group] && money.isFinite ? max(0, money) : 0
    }
    return unpaid
  }
}
