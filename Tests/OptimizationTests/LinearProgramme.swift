import Foundation
import Optimization

/// A linear programme for the independent solver: least costs · x over 0 ≤ x ≤ upper and rows.
struct LinearProgramme: Encodable {
  struct Row: Encodable {
    var columns: [Int] = []
    var coefficients: [Double] = []
    var lower: Double?
    var upper: Double?

    enum CodingKeys: CodingKey { case columns, coefficients, lower, upper }

    // A bound that is absent must stand there as null.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(columns, forKey: .columns)
      try container.encode(coefficients, forKey: .coefficients)
      try container.encode(lower, forKey: .lower)
      try container.encode(upper, forKey: .upper)
    }
  }

  var costs: [Double] = []
  var upper: [Double?] = []
  var rows: [Row] = []
  /// For each variable the use that it stands for; the cell is -1 for shortage.
  private var ends: [(cell: Int32, supply: Int32, demand: Int32, directArc: Int32)] = []

  enum CodingKeys: CodingKey { case costs, upper, rows }

  /// What the independent solver finds.
  struct Answer: Decodable {
    var objective: Double
    var values: [Double]
  }

  private mutating func variable(cost: Double, upper limit: Double = .infinity) -> Int {
    costs.append(cost)
    upper.append(limit < .infinity ? limit : nil)
    return costs.count - 1
  }

  /// The transport problem without budgets in its direct form: a variable for each supply, demand and
  /// cell that a path joins, and for each cell of a direct arc.
  init(_ problem: PooledTransport) {
    let cells = problem.cellCount
    var reached = problem.supplies.map { _ in Set<Int32>() }
    for arc in problem.supplyArcs { reached[Int(arc.from)].insert(arc.to) }
    for _ in 0..<problem.poolCount {
      for arc in problem.poolArcs {
        for supply in reached.indices where reached[supply].contains(arc.from) {
          reached[supply].insert(arc.to)
        }
      }
    }
    var supply = problem.supplyHours.map { Row(upper: $0) }
    func add(_ column: Int, to row: inout Row) {
      row.columns.append(column)
      row.coefficients.append(1)
    }
    for (index, demand) in problem.demands.enumerated() {
      var all = Row(lower: demand.askedHours, upper: demand.askedHours)
      for cell in demand.cells {
        let place = cell - demand.cells.lowerBound
        var limit = Row()
        switch demand.amount {
        case .perCell(_, let hours): limit.upper = hours[place]
        case .window(_, let total, let limits): limit.upper = min(total, limits[place])
        }
        for (giver, pools) in reached.enumerated() {
          guard let pool = demand.pool, pools.contains(pool) else { continue }
          let x = variable(cost: problem.supplies[giver].costPerHour)
          ends.append((Int32(cell), Int32(giver), Int32(index), -1))
          add(x, to: &supply[giver * cells + cell])
          add(x, to: &limit)
          add(x, to: &all)
        }
        for (number, arc) in problem.directArcs.enumerated()
        where Int(arc.demand) == index && arc.cells.contains(cell) {
          let x = variable(
            cost: arc.cost + problem.supplies[Int(arc.supply)].costPerHour,
            upper: arc.limitHours[cell - arc.cells.lowerBound])
          ends.append((Int32(cell), arc.supply, Int32(index), Int32(number)))
          add(x, to: &supply[Int(arc.supply) * cells + cell])
          add(x, to: &limit)
          add(x, to: &all)
        }
        rows.append(limit)
      }
      let short = variable(cost: demand.pricePerHour)
      ends.append((-1, -1, Int32(index), -1))
      add(short, to: &all)
      rows.append(all)
    }
    rows += supply
    rows.removeAll { $0.columns.isEmpty }
  }

  /// The solution that the values of the variables make, without a proof.
  func solution(_ answer: Answer, of problem: PooledTransport) -> TransportSolution {
    var uses: [TransportSolution.Use] = []
    for (end, value) in zip(ends, answer.values) where end.cell >= 0 && value > 1e-9 {
      uses.append(
        TransportSolution.Use(
          cell: end.cell, supply: end.supply, demand: end.demand, directArc: end.directArc,
          hours: value))
    }
    uses.sort {
      ($0.cell, $0.supply, $0.demand, $0.directArc) < ($1.cell, $1.supply, $1.demand, $1.directArc)
    }
    return TransportSolution(uses: uses, dual: TransportDual(of: problem), of: problem)
  }

  /// The optima by HiGHS; nil, with a printed line, where `HEADROOM_PYTHON` does not name a
  /// Python that has it.
  static func solve(_ programmes: [LinearProgramme]) throws -> [Answer]? {
    guard let python = ProcessInfo.processInfo.environment["HEADROOM_PYTHON"] else {
      print("skipped: HEADROOM_PYTHON names no Python with scipy")
      return nil
    }
    let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Oracle/linear_programmes.py")
    let input = FileManager.default.temporaryDirectory
      .appending(path: "headroom-programmes-\(UUID().uuidString).json")
    try JSONEncoder().encode(programmes).write(to: input)
    defer { try? FileManager.default.removeItem(at: input) }
    let process = Process()
    process.executableURL = URL(filePath: python)
    process.arguments = [script.path]
    process.standardInput = try FileHandle(forReadingFrom: input)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try JSONDecoder().decode([Answer].self, from: data)
  }
}
