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

  private mutating func variable(cost: Double, upper limit: Double = .infinity) -> Int {
    costs.append(cost)
    upper.append(limit < .infinity ? limit : nil)
    return costs.count - 1
  }

  /// The transport problem written out arc by arc, without budgets.
  init(_ problem: PooledTransport) {
    // By cell: what each supply gives, and the balance of each pool.
    let cells = problem.cellCount
    var supply = problem.supplyHours.map { Row(upper: $0) }
    var pool = [Row](repeating: Row(lower: 0, upper: 0), count: cells * problem.poolCount)
    func add(_ column: Int, _ coefficient: Double, to row: inout Row) {
      row.columns.append(column)
      row.coefficients.append(coefficient)
    }
    for cell in 0..<cells {
      for arc in problem.supplyArcs {
        let x = variable(cost: problem.supplies[Int(arc.from)].costPerHour)
        add(x, 1, to: &supply[Int(arc.from) * cells + cell])
        add(x, 1, to: &pool[cell * problem.poolCount + Int(arc.to)])
      }
      for arc in problem.poolArcs {
        let x = variable(cost: 0)
        add(x, -1, to: &pool[cell * problem.poolCount + Int(arc.from)])
        add(x, 1, to: &pool[cell * problem.poolCount + Int(arc.to)])
      }
    }
    for (index, demand) in problem.demands.enumerated() {
      var all = Row(lower: demand.askedHours, upper: demand.askedHours)
      add(variable(cost: demand.pricePerHour), 1, to: &all)
      for cell in demand.cells {
        let place = cell - demand.cells.lowerBound
        var limit = Row()
        switch demand.amount {
        case .perCell(_, let hours): limit.upper = hours[place]
        case .window(_, let total, let limits): limit.upper = min(total, limits[place])
        }
        if let from = demand.pool {
          let y = variable(cost: 0)
          add(y, -1, to: &pool[cell * problem.poolCount + Int(from)])
          add(y, 1, to: &limit)
          add(y, 1, to: &all)
        }
        for arc in problem.directArcs where Int(arc.demand) == index && arc.cells.contains(cell) {
          let z = variable(
            cost: arc.cost + problem.supplies[Int(arc.supply)].costPerHour,
            upper: arc.limitHours[cell - arc.cells.lowerBound])
          add(z, 1, to: &supply[Int(arc.supply) * cells + cell])
          add(z, 1, to: &limit)
          add(z, 1, to: &all)
        }
        rows.append(limit)
      }
      rows.append(all)
    }
    rows += supply + pool
    rows.removeAll { $0.columns.isEmpty }
  }

  /// The least objectives by HiGHS; nil, with a printed line, where `HEADROOM_PYTHON` does not name a
  /// Python that has it.
  static func solve(_ programmes: [LinearProgramme]) throws -> [Double]? {
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
    return try JSONDecoder().decode([Double].self, from: data)
  }
}
