import PlanModel
import WorkCalendar

extension AllocationVerifier {
  /// An allocated row in numbers.
  struct Given {
    let kind: AllocationModel.Kind
    /// An index of the cells; nil where the days are no cell.
    let cell: Int?
    /// An index of the demand's lines; nil where the plan does not ask for it.
    let line: Int?
    let hours: Double
  }

  /// One pass over an allocation: what it uses, and what is wrong with it.
  struct Recheck {
    let verifier: AllocationVerifier
    /// For each person of the plan the rows that they give; likewise hires, pools and contracts.
    var givenByPerson: [[Given]]
    var givenByHire: [[Given]]
    var givenByPool: [[Given]]
    var givenByContract: [[Given]]
    /// By line and cell (`line * cells.count + cell`) what is served.
    var served: [Double]
    /// By initiative with a budget and money period what is spent.
    var spent: [Double]
    var staffing = 0.0
    var friction = 0.0
    /// The most that an hour costs any budget: what the tolerance of an hour is worth.
    var dearestRate = 1.0
    var violations: [Violation] = []
    var largestExcessHours = 0.0
    var largestExcessMoney = 0.0

    init(_ verifier: AllocationVerifier) {
      self.verifier = verifier
      givenByPerson = [[Given]](repeating: [], count: verifier.plan.people.count)
      givenByHire = [[Given]](repeating: [], count: verifier.plan.hires.count)
      givenByPool = [[Given]](repeating: [], count: verifier.plan.pools.count)
      givenByContract = [[Given]](repeating: [], count: verifier.plan.contracts.count)
      served = [Double](
        repeating: 0, count: verifier.demand.asked.count * verifier.cells.count)
      spent = [Double](repeating: 0, count: verifier.budgets.limits.count)
    }

    /// Finds giver, line and cell of each row in the plan.
    mutating func read(_ rows: [AllocationRow]) {
      let plan = verifier.plan
      let people = Self.places(plan.people.map(\.id))
      let hires = Self.places(plan.hires.map(\.id))
      let pools = Self.places(plan.pools.map(\.id))
      let contracts = Self.places(plan.contracts.map(\.id))
      for row in rows {
        guard row.hours.isFinite, row.hours >= 0 else {
          refuse(row, .hours)
          continue
        }
        let given = Given(
          kind: row.kind, cell: cell(of: row), line: line(of: row), hours: row.hours)
        let index =
          switch row.giver {
          case .person(let id): people[id]
          case .hire(let id): hires[id]
          case .pool(let id): pools[id]
          case .contract(let id): contracts[id]
          }
        guard let index else {
          refuse(row, .knownGiver)
          continue
        }
        if let cell = given.cell, let line = given.line {
          served[line * verifier.cells.count + cell] += row.hours
        }
        switch row.giver {
        case .person: givenByPerson[index].append(given)
        case .hire: givenByHire[index].append(given)
        case .pool: givenByPool[index].append(given)
        case .contract: givenByContract[index].append(given)
        }
      }
    }

    private mutating func cell(of row: AllocationRow) -> Int? {
      let cell = verifier.cells.index(of: row.days)
      if cell == nil { refuse(row, .cell) }
      return cell
    }

    private mutating func line(of row: AllocationRow) -> Int? {
      guard let share = verifier.shares[row.project] else {
        refuse(row, .knownProject)
        return nil
      }
      guard share > 0 else {
        refuse(row, .countedProject)
        return nil
      }
      let line = verifier.demand.indexOfLine[Line(row)]
      if line == nil { refuse(row, .knownLine) }
      return line
    }

    private mutating func refuse(_ row: AllocationRow, _ rule: Rule) {
      violations.append(
        Violation(
          rule: rule, giver: row.giver, line: Line(row), days: row.days, found: row.hours,
          allowed: 0))
      if row.hours.isFinite { largestExcessHours = max(largestExcessHours, row.hours) }
    }

    private static func places(_ ids: [String]) -> [String: Int] {
      Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Notes by how much a limit is passed, and a violation where it is more than rounding.
    ///
    /// - Parameter rounding: what is tolerated besides ``relativeTolerance`` of the limit.
    mutating func limit(
      _ rule: Rule, _ found: Double, to allowed: Double, giver: AllocationRow.Giver? = nil,
      line: Line? = nil, subject: String? = nil, days: DayRange? = nil,
      rounding: Double = hoursTolerance
    ) {
      let excess = rule.isClaim ? abs(found - allowed) : found - allowed
      if rule.isMoney {
        largestExcessMoney = max(largestExcessMoney, excess)
      } else {
        largestExcessHours = max(largestExcessHours, excess)
      }
      // Written so that what is no number is not tolerated.
      guard !(excess <= rounding + relativeTolerance * abs(allowed)) else { return }
      violations.append(
        Violation(
          rule: rule, giver: giver, line: line, subject: subject, days: days, found: found,
          allowed: allowed))
    }
  }
}

extension AllocationVerifier.Line {
  init(_ row: AllocationRow) {
    self.init(project: row.project, task: row.task, need: row.need, team: row.team)
  }
}
