import Optimization
import WorkCalendar

/// Who takes over when somebody's hours are withdrawn from an optimal allocation, and what stays undone.
///
/// Nothing moves without a reason. Each hour that is missing takes the cheapest *chain*: somebody who is
/// free, works overtime or can be bought takes it over; or somebody leaves other work for it, whose hour
/// is then missing in its place; flexible work goes on in another cell of its window; or the hour stays
/// undone. An hour costs what it costs in ``AllocationModel``, and somebody who leaves what they do costs
/// what a moved soft booking costs; another task of the same project and skill is no move.
///
///     var takeover = Takeover(allocation, stability: 0.05)
///     var left = Takeover.HoursLeft(of: "asha", in: planWithoutHer.supply)
///     takeover.withdraw(unit: 3, leaving: &left)
///     takeover.undoneHours   // by line
///
/// Where no budget stands in the way of a chain this is the optimum of the plan without those hours, with
/// everybody softly booked on their projects and skills: successive cheapest paths keep an optimum optimal.
/// Where one does, no budget is exceeded, but another allocation of everybody may lose less.
///
/// Source: Ahuja, Magnanti & Orlin, *Network Flows* (1993), §9.7 (successive shortest paths).
public struct Takeover: Sendable {
  /// Hours of a giver on a line in one cell.
  struct Holding: Sendable {
    var line: Int32
    var hours: Double
  }

  /// What a person can still give, by cell.
  public struct HoursLeft: Sendable {
    /// Hours that no hard booking holds.
    public internal(set) var free: [Double]
    /// Hours that hard bookings hold.
    public internal(set) var booked: [Double]
    /// Above the contract.
    public internal(set) var overtime: [Double]

    /// What a person can give in a plan, over the cells of that plan.
    public init(of person: String, in supply: CompiledSupply) {
      self.init(of: supply.units.indices.filter { supply.units[$0].isPerson(person) }, in: supply)
    }

    /// What claimed units can give besides.
    init(of claim: Claim, in supply: CompiledSupply) {
      self.init(of: claim.units, in: supply)
      for (cell, hours) in claim.hours.enumerated() {
        free[cell] = max(0, free[cell] - hours)
      }
    }

    private init(of units: [Int], in supply: CompiledSupply) {
      free = [Double](repeating: 0, count: supply.cellCount)
      (booked, overtime) = (free, free)
      for number in units {
        for cell in 0..<supply.cellCount {
          let entry = number * supply.cellCount + cell
          free[cell] += supply.freeHours[entry]
          booked[cell] += supply.plannableHours[entry] - supply.freeHours[entry]
          if !supply.overtimeHours.isEmpty { overtime[cell] += supply.overtimeHours[entry] }
        }
      }
    }
  }

  /// Hours that changed hands.
  public struct Change: Sendable, Hashable {
    /// What of the giver's hours: not `.wished`, for soft bookings are free hours.
    public let kind: AllocationModel.Kind
    /// An index of ``CompiledSupply/units``; of the plan's pools for a contract.
    public let source: Int
    /// An index of ``CompiledDemand/lines``.
    public let line: Int
    /// A cell of the grid.
    public let cell: Int
    /// More than before, or fewer: below 0.
    public let hours: Double
  }

  let model: AllocationModel
  let pieces: [Allocation.Piece]
  let givers: TakeoverGivers
  let cellCount: Int
  let lineCount: Int
  /// The places before the windows: each line in each cell.
  var windowBase: Int { lineCount * cellCount }
  /// Hours of less than this are nothing.
  let negligible = Allocation.negligibleHours
  /// By line what an hour that leaves its booking costs.
  let friction: [Double]
  /// For each line the number of its project and skill: what somebody is booked on.
  let seatOfLine: [Int32]
  /// By line and cell: what cannot be done in another cell; and the most that may be done in this.
  private(set) var rigidHours: [Double]
  private(set) var limitHours: [Double]
  /// By line and cell: the flexible demand whose window covers the cell alone; -1 for none, -2 for several.
  private(set) var windowOfCell: [Int32]

  // What changes.
  /// By line and cell.
  var servedHours: [Double]
  /// By line and cell: what somebody gave who is gone, and nobody has taken over yet.
  var missingHours: [Double]
  /// By cell and giver.
  var idleHours: [Double]
  /// By cell and giver what they do, and what they did at first.
  var holdings: [[Holding]]
  let firstHoldings: [[Holding]]
  /// For each unit all units of the same giver.
  private let unitsOfGivers: [Range<Int>]
  var money: TakeoverMoney
  /// For each line and cell, then for each demand's window, its potential: 0 at first.
  var potential: [Double]
  var scratch: TakeoverSearch

  /// By place: whoever spends so much an hour or more may not take over there, for a budget does not bear it.
  var barred: [Int: Double] = [:]

  /// By line what was withdrawn.
  public internal(set) var withdrawnHours: [Double]
  /// By line what stays undone more than before.
  public internal(set) var undoneHours: [Double]
  /// By line and cell the same; of flexible work that could have been done anywhere in its window, in
  /// the window's last cell.
  public internal(set) var undoneByCell: [Double]

  /// Starts from an optimal allocation, handed to people.
  ///
  /// - Parameters:
  ///   - stability: what an hour costs that leaves what it does, as a share of its project's hour price.
  ///   - budgets: whether whoever takes over must be within the budgets.
  public init(_ allocation: Allocation, stability: Double, budgets: Bool = true) {
    model = allocation.model
    pieces = allocation.pieces
    let plan = model.plan
    givers = TakeoverGivers(model)
    cellCount = plan.grid.cells.count
    unitsOfGivers = plan.supply.unitsOfGivers
    lineCount = plan.demand.lines.count
    friction = plan.demand.lines.map { [model] in stability * model.plan.hourPrices[$0.project] }
    seatOfLine = Self.seats(plan.demand.lines)
    rigidHours = [Double](repeating: 0, count: lineCount * cellCount)
    limitHours = rigidHours
    windowOfCell = [Int32](repeating: -1, count: lineCount * cellCount)
    servedHours = rigidHours
    missingHours = rigidHours
    idleHours = []
    undoneHours = [Double](repeating: 0, count: lineCount)
    withdrawnHours = undoneHours
    undoneByCell = rigidHours
    potential = [Double](repeating: 0, count: lineCount * cellCount + model.asked.count)
    scratch = TakeoverSearch(places: potential.count)
    money = TakeoverMoney(allocation, isLimited: budgets)
    var holdings = [[Holding]](repeating: [], count: cellCount * givers.all.count)
    var idle = givers.supply(model)
    for piece in allocation.pieces {
      servedHours[piece.line * cellCount + piece.cell] += piece.hours
      var left = piece.hours
      let able = givers.givers(of: piece)
      for (number, giver) in able.enumerated() where left > 0 {
        let place = piece.cell * givers.all.count + giver
        let taken = number + 1 < able.count ? min(left, max(0, idle[place])) : left
        idle[place] -= taken
        left -= taken
        if taken > 0 { Self.add(taken, of: piece.line, to: &holdings[place]) }
      }
    }
    self.holdings = holdings
    firstHoldings = holdings
    idleHours = idle
    addDemand()
  }

  private static func seats(_ lines: [DemandLine]) -> [Int32] {
    struct Seat: Hashable {
      let project: Int
      let skill: String
    }
    var numbers: [Seat: Int32] = [:]
    return lines.map { line in
      let seat = Seat(project: line.project, skill: line.skill)
      let number = numbers[seat] ?? Int32(numbers.count)
      numbers[seat] = number
      return number
    }
  }

  private mutating func addDemand() {
    for (number, asked) in model.asked.enumerated() {
      let first = asked.line * cellCount
      switch model.problem.demands[number].amount {
      case .perCell(let cells, let hours):
        for (cell, hour) in zip(cells, hours) {
          rigidHours[first + cell] += hour
          limitHours[first + cell] += hour
        }
      case .window(let cells, _, let limits):
        for (cell, limit) in zip(cells, limits) {
          windowOfCell[first + cell] = windowOfCell[first + cell] == -1 ? Int32(number) : -2
          limitHours[first + cell] += limit
        }
      }
    }
  }

  /// What a giver has left in a cell. What a person's bookings take on the days of one unit is missing in
  /// the person's others.
  func idle(_ giver: Int, in cell: Int) -> Double {
    let first = cell * givers.all.count
    guard givers.all[giver].kind == .free else { return idleHours[first + giver] }
    let ofPerson = unitsOfGivers[giver].reduce(0) { $0 + idleHours[first + $1] }
    return min(idleHours[first + giver], ofPerson)
  }

  static func add(_ hours: Double, of line: Int, to holdings: inout [Holding]) {
    if let index = holdings.firstIndex(where: { $0.line == Int32(line) }) {
      holdings[index].hours += hours
    } else {
      holdings.append(Holding(line: Int32(line), hours: hours))
    }
  }
}
