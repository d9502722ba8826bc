public import Optimization
import Randomness

/// What an instance asks.
public enum AllocationKind: String, CaseIterable, Sendable {
  /// Hours in each week.
  case weekly
  /// Hours in all within a line's weeks, at most so many in each of them.
  case windows
  /// Hours in all within a line's weeks.
  case freeWindows = "free-windows"
  /// As ``weekly``, with money limited for each initiative and quarter.
  case weeklyBudgets = "weekly-budgets"
  /// As ``windows``, with money limited for each initiative and quarter.
  case windowsBudgets = "windows-budgets"
}

/// Draws an allocation problem from the published distribution of `allocation/SOURCE.md`: people of 40
/// skills as classes of equal skills and rate, and lines of one skill each.
///
/// - Parameters:
///   - tight: rate limits of 1.05 instead of 2 × the mean rate, and budgets × 0.7.
///   - varied: whether each line has a price of its own (× uniform(0.8, 1.2)).
public func allocationInstance(
  people: Int, lines: Int, weeks: Int, kind: AllocationKind, tight: Bool, varied: Bool, seed: UInt64
) -> PooledTransport {
  let skills = 40
  var random = RandomStream(seed: seed, stream: "allocation")
  // Dirichlet(2, …, 2): sums of two exponential draws, over their total.
  let exponential = ExponentialDistribution(mean: 1)
  let popularity = (0..<skills).map { _ -> Double in
    exponential.draw(from: &random) + exponential.draw(from: &random)
  }

  var problem = PooledTransport(cellCount: weeks)
  problem.poolCount = skills
  var classes: [[Int]: Int] = [:]
  var supply = [Double](repeating: 0, count: skills)
  for _ in 0..<people {
    let held: [Int] = heldSkills(popularity, &random)
    let rate = rates[random.integer(below: rates.count)]
    var hours = [Double](repeating: 32, count: weeks)
    for week in random.permutation(of: weeks).prefix(weeks / 10) {
      hours[week] *= random.happens(0.5) ? 0 : 0.5
    }
    let key = held + [Int(rate)]
    let index: Int
    if let known = classes[key] {
      index = known
    } else {
      index = problem.supplies.count
      classes[key] = index
      problem.supplies.append(PooledTransport.Supply(costPerHour: rate, moneyPerHour: rate))
      problem.supplyHours += Array(repeating: 0.0, count: weeks)
      problem.supplyArcs += held.map { PooledTransport.Arc(from: Int32(index), to: Int32($0)) }
    }
    for week in 0..<weeks { problem.supplyHours[index * weeks + week] += hours[week] }
    let mean = hours.reduce(0, +) / Double(weeks)
    for skill in held { supply[skill] += mean / Double(held.count) }
  }

  let load = (0..<skills).map { _ in
    min(1.3, max(0.6, NormalDistribution(mean: 0.9, standardDeviation: 0.15).draw(from: &random)))
  }
  let bySupply = DiscreteDistribution(weights: supply)
  let drawn = (0..<lines).map { _ in
    Line(
      skill: bySupply.draw(from: &random), cells: lineWeeks(of: weeks, &random),
      weight: weights.draw(from: &random),
      price: prices[random.integer(below: prices.count)]
        * (varied ? 0.8 + 0.4 * random.uniform() : 1))
  }
  var active = [Double](repeating: 0, count: skills)
  for line in drawn { active[line.skill] += line.weight * Double(line.cells.count) / Double(weeks) }

  let limited = kind == .weeklyBudgets || kind == .windowsBudgets
  let groups = max(4, lines / 10)
  let quarters = (weeks + 12) / 13
  problem.moneyPeriod = (0..<weeks).map { Int32($0 / 13) }
  problem.moneyPeriodCount = quarters
  if limited {
    problem.groupCount = groups
    problem.budgets = [Double](repeating: 0, count: groups * quarters)
    problem.carriesOver = [Bool](repeating: false, count: groups)
  }
  for line in drawn {
    let rate = line.weight * load[line.skill] * supply[line.skill] / active[line.skill]
    let group = random.integer(below: groups)
    let weekCount = line.cells.count
    let amount: PooledTransport.Amount =
      switch kind {
      case .weekly, .weeklyBudgets:
        .perCell(cells: line.cells, hours: [Double](repeating: rate, count: weekCount))
      case .windows, .windowsBudgets, .freeWindows:
        .window(
          cells: line.cells, totalHours: rate * Double(weekCount),
          limitHours: [Double](
            repeating: kind == .freeWindows ? .infinity : rate * (tight ? 1.05 : 2),
            count: weekCount))
      }
    problem.demands.append(
      PooledTransport.Demand(
        pool: Int32(line.skill), pricePerHour: line.price, group: limited ? Int32(group) : nil,
        amount: amount))
    if limited {
      for week in line.cells { problem.budgets[group * quarters + week / 13] += 72 * rate }
    }
  }
  for index in problem.budgets.indices {
    problem.budgets[index] *= (0.75 + 0.55 * random.uniform()) * (tight ? 0.7 : 1)
  }
  return problem
}

private let rates: [Double] = [40, 55, 70, 90, 120]
private let prices: [Double] = [150, 200, 300, 500]

/// The exponential of a normal draw of mean 0 and standard deviation 0.7: its mean is exp(0.7² ⁄ 2).
private let weights = LogNormalDistribution(mean: 1.277_621_312_964_5, sigma: 0.7)

private struct Line {
  var skill: Int
  var cells: Range<Int>
  var weight: Double
  var price: Double
}

/// One, two or three skills, by popularity without repetition, sorted.
private func heldSkills(_ popularity: [Double], _ random: inout RandomStream) -> [Int] {
  let draw = random.uniform()
  let count = draw < 0.5 ? 1 : draw < 0.85 ? 2 : 3
  var left = popularity
  var held: [Int] = []
  for _ in 0..<count {
    let skill = DiscreteDistribution(weights: left).draw(from: &random)
    held.append(skill)
    left[skill] = 0
  }
  return held.sorted()
}

/// The weeks of a line.
private func lineWeeks(of weeks: Int, _ random: inout RandomStream) -> Range<Int> {
  let start = random.integer(in: -(weeks / 3)...(weeks - 5))
  let length = random.integer(in: 8...max(8, weeks * 9 / 10))
  let cut = max(0, start)..<max(0, min(weeks, start + length))
  return cut.count < 4 ? 0..<min(8, weeks) : cut
}
