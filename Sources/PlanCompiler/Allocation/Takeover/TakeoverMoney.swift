import Optimization

/// What is left of budgets while hours change hands.
struct TakeoverMoney {
  private let model: AllocationModel
  /// For each line its money group; -1 where nothing limits it.
  private let groupOfLine: [Int]
  private var spent: [Double]

  /// - Parameter isLimited: false: as if there were money for everything.
  init(_ allocation: Allocation, isLimited: Bool) {
    model = allocation.model
    var groups = [Int](repeating: -1, count: model.plan.demand.lines.count)
    for (demand, asked) in model.asked.enumerated() where isLimited {
      if let group = model.problem.demands[demand].group { groups[asked.line] = Int(group) }
    }
    groupOfLine = groups
    spent = model.problem.spent(by: allocation.solution.uses)
  }

  /// What a line may still spend in a cell: of its budget there, and of what later periods count on.
  func room(for line: Int, in cell: Int) -> Double {
    let group = groupOfLine[line]
    guard group >= 0 else { return .infinity }
    let problem = model.problem
    let first = Int(problem.moneyPeriod[cell])
    let last = problem.carriesOver[group] ? problem.moneyPeriodCount - 1 : first
    var room = Double.infinity
    for period in first...last {
      let entry = group * problem.moneyPeriodCount + period
      guard problem.budgets[entry].isFinite else { continue }
      room = min(room, left(group, period))
    }
    return room
  }

  /// What is left of a group's money in a period, at least 0.
  private func left(_ group: Int, _ period: Int) -> Double {
    let entry = group * model.problem.moneyPeriodCount + period
    return max(0, model.available(group: group, period: period, spent: spent) - spent[entry])
  }

  /// The budget from which a line spends in a cell; nil where nothing limits it.
  func budget(of line: Int, in cell: Int) -> Int? {
    let group = groupOfLine[line]
    guard group >= 0 else { return nil }
    return group * model.problem.moneyPeriodCount + Int(model.problem.moneyPeriod[cell])
  }

  /// How many hours of a chain the budgets bear.
  ///
  /// - Parameter spending: by budget what an hour of the chain spends, or gives back, in all.
  func most(spending: [Int: Double]) -> Double {
    let problem = model.problem
    let periods = problem.moneyPeriodCount
    var most = Double.infinity
    for group in Set(spending.keys.map { $0 / periods }) {
      var net = 0.0
      for period in 0..<periods {
        let entry = group * periods + period
        // What an earlier period has spent cannot be left to this one.
        net = (problem.carriesOver[group] ? net : 0) + spending[entry, default: 0]
        guard net > 0, problem.budgets[entry].isFinite else { continue }
        most = min(most, left(group, period) / net)
      }
    }
    return most
  }

  /// Whether two cells of a line draw on one budget.
  func isSamePeriod(_ cell: Int, _ other: Int) -> Bool {
    model.problem.moneyPeriod[cell] == model.problem.moneyPeriod[other]
  }

  mutating func spend(_ money: Double, for line: Int, in cell: Int) {
    guard let budget = budget(of: line, in: cell) else { return }
    spent[budget] += money
  }
}
