import Foundation
import Optimization
import Randomness

/// What instance to draw: the distribution of the allocation benchmark.
struct InstanceOptions {
  enum Kind: String, CaseIterable {
    case weekly, windows
    case weeklyBudgets = "weekly-budgets"
    case windowsBudgets = "windows-budgets"
  }
  var people = 1000
  var lines = 400
  var weeks = 52
  var kind = Kind.weekly
  var isTight = false
  var isVaried = false
  /// Windows without a limit of each week.
  var isUnlimited = false
  var seed: UInt64 = 1
}

/// Draws an instance of the allocation benchmark.
///
/// People of the same skills and rate are one supply. Hours a week; money in the plan's currency.
struct Instance {
  private let options: InstanceOptions
  private var random: RandomStream
  private let skillCount = 40

  /// A person's skills, ascending, and rate.
  private struct Person: Hashable {
    var skills: [Int]
    var rate: Double
  }

  private var people: [Person] = []
  /// By person and week.
  private var hours: [Double] = []
  /// Mean hours a week of each skill, a person's counted evenly over their skills.
  private var skillSupply: [Double] = []
  private var lines: [(skill: Int, weeks: Range<Int>, weight: Double, price: Double)] = []

  init(_ options: InstanceOptions) {
    self.options = options
    random = RandomStream(seed: options.seed, stream: "allocation")
  }

  mutating func draw() -> PooledTransport {
    drawPeople()
    drawLines()
    var problem = PooledTransport(cellCount: options.weeks)
    problem.poolCount = skillCount
    addSupplies(&problem)
    let hasBudgets = options.kind == .weeklyBudgets || options.kind == .windowsBudgets
    let groups = max(4, options.lines / 10)
    let demanded = addDemands(&problem, groups: hasBudgets ? groups : 0)
    if hasBudgets { addBudgets(&problem, groups, demanded) }
    return problem
  }

  /// Gamma(2): the sum of two exponential draws.
  private mutating func gammaOfTwo() -> Double {
    -log1p(-random.uniform()) - log1p(-random.uniform())
  }

  private mutating func drawPeople() {
    var popularity = (0..<skillCount).map { _ in gammaOfTwo() }
    let total = popularity.reduce(0, +)
    popularity = popularity.map { $0 / total }
    let rates = [40.0, 55, 70, 90, 120]
    skillSupply = [Double](repeating: 0, count: skillCount)
    for _ in 0..<options.people {
      let u = random.uniform()
      let count = u < 0.5 ? 1 : u < 0.85 ? 2 : 3
      var left = popularity
      var skills: [Int] = []
      for _ in 0..<count {
        let skill = DiscreteDistribution(weights: left).draw(from: &random)
        skills.append(skill)
        left[skill] = 0
      }
      people.append(Person(skills: skills.sorted(), rate: rates[random.integer(below: 5)]))
      var weeks = [Double](repeating: 32, count: options.weeks)
      let order = random.permutation(of: options.weeks)
      for week in order.prefix(options.weeks / 10) { weeks[week] *= random.happens(0.5) ? 0 : 0.5 }
      let mean = weeks.reduce(0, +) / Double(options.weeks)
      for skill in skills { skillSupply[skill] += mean / Double(count) }
      hours += weeks
    }
  }

  private mutating func drawLines() {
    let t = Double(options.weeks)
    let skills = DiscreteDistribution(weights: skillSupply)
    let weights = LogNormalDistributionDraw(sigma: 0.7)
    for _ in 0..<options.lines {
      let skill = skills.draw(from: &random)
      let start = Int((-t / 3 + random.uniform() * (t - 5 + t / 3)).rounded())
      let length = Int((8 + random.uniform() * (0.9 * t - 8)).rounded())
      var weeks = max(0, start)..<max(0, min(options.weeks, start + length))
      if weeks.count < 4 { weeks = 0..<min(8, options.weeks) }
      var price = [150.0, 200, 300, 500][random.integer(below: 4)]
      if options.isVaried { price *= 0.8 + 0.4 * random.uniform() }
      lines.append((skill, weeks, weights.draw(&random), price))
    }
  }

  private func addSupplies(_ problem: inout PooledTransport) {
    var supply = [Person: Int]()
    for (index, person) in people.enumerated() {
      let base = index * options.weeks
      if let i = supply[person] {
        for t in 0..<options.weeks { problem.supplyHours[i * options.weeks + t] += hours[base + t] }
      } else {
        supply[person] = problem.supplies.count
        for skill in person.skills {
          problem.supplyArcs.append(
            PooledTransport.Arc(from: Int32(problem.supplies.count), to: Int32(skill)))
        }
        problem.supplies.append(
          PooledTransport.Supply(costPerHour: person.rate, moneyPerHour: person.rate))
        problem.supplyHours += hours[base..<(base + options.weeks)]
      }
    }
  }

  /// Adds the demands; returns the demanded hours by group and quarter.
  private mutating func addDemands(_ problem: inout PooledTransport, groups: Int) -> [Double] {
    var active = [Double](repeating: 0, count: skillCount)
    for line in lines { active[line.skill] += line.weight * Double(line.weeks.count) }
    let normal = NormalDistribution(mean: 0.9, standardDeviation: 0.15)
    let load = (0..<skillCount).map { _ in min(1.3, max(0.6, normal.draw(from: &random))) }
    let quarters = (options.weeks + 12) / 13
    var demanded = [Double](repeating: 0, count: groups * quarters)
    let isWindow = options.kind == .windows || options.kind == .windowsBudgets
    for line in lines {
      let mean = active[line.skill] / Double(options.weeks)
      let weekly = line.weight * load[line.skill] * skillSupply[line.skill] / mean
      let count = line.weeks.count
      let limit = options.isUnlimited ? Double.infinity : weekly * (options.isTight ? 1.05 : 2)
      let group = groups > 0 ? random.integer(below: groups) : nil
      if let group { for t in line.weeks { demanded[group * quarters + t / 13] += weekly } }
      problem.demands.append(
        PooledTransport.Demand(
          pool: Int32(line.skill), pricePerHour: line.price, group: group.map { Int32($0) },
          amount: isWindow
            ? .window(
              cells: line.weeks, totalHours: weekly * Double(count),
              limitHours: [Double](repeating: limit, count: count))
            : .perCell(cells: line.weeks, hours: [Double](repeating: weekly, count: count))))
    }
    return demanded
  }

  private mutating func addBudgets(
    _ problem: inout PooledTransport, _ groups: Int, _ demanded: [Double]
  ) {
    problem.groupCount = groups
    problem.carriesOver = [Bool](repeating: false, count: groups)
    problem.moneyPeriodCount = (options.weeks + 12) / 13
    problem.moneyPeriod = (0..<options.weeks).map { Int32($0 / 13) }
    problem.budgets = demanded.map {
      72 * $0 * (0.75 + 0.55 * random.uniform()) * (options.isTight ? 0.7 : 1)
    }
  }
}

/// exp of a normal of mean 0.
struct LogNormalDistributionDraw {
  var sigma: Double

  func draw(_ random: inout RandomStream) -> Double {
    exp(NormalDistribution(mean: 0, standardDeviation: sigma).draw(from: &random))
  }
}
