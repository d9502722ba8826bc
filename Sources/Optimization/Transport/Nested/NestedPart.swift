/// Cells that windows tie together, and what is asked in them: one independent nested flow.
struct NestedPart: Sendable {
  /// What is asked of one pool in one cell.
  struct Leaf: Sendable {
    /// An index of ``PooledTransport/demands``.
    var demand: Int32
    /// An index of ``NestedPart/cells``.
    var cell: Int32
    var hours: Double
  }

  /// Demands of one price, dearest first over all levels.
  struct Level: Sendable {
    var price: Double
    /// Indices of ``windows``.
    var windows: Range<Int>
    /// Indices of ``leaves``.
    var leaves: Range<Int>
  }

  /// Ascending.
  var cells: [Int32] = []
  /// Demands whose cells are several, dearest first.
  var windows: [Int32] = []
  /// Demands of single cells, dearest first.
  var leaves: [Leaf] = []
  var levels: [Level] = []

  /// Splits a problem into its parts, in the order of their first cells.
  static func parts(of problem: PooledTransport, on network: NestedNetwork) -> [NestedPart] {
    var top = Array(0..<problem.cellCount)
    func root(_ cell: Int) -> Int {
      var cell = cell
      while top[cell] != cell {
        top[cell] = top[top[cell]]
        cell = top[cell]
      }
      return cell
    }
    func place(_ demand: Int) -> (cells: Range<Int>, limits: [Double])? {
      guard network.demandPool[demand] >= 0,
        case .window(let cells, let total, let limits) = problem.demands[demand].amount, total > 0
      else { return nil }
      return (cells, limits)
    }
    for demand in problem.demands.indices {
      guard let (cells, limits) = place(demand) else { continue }
      let open = cells.filter { limits[$0 - cells.lowerBound] > 0 }
      for cell in open.dropFirst() {
        let (left, right) = (root(open[0]), root(cell))
        top[max(left, right)] = min(left, right)
      }
    }
    var parts: [NestedPart] = []
    var partOf = [Int](repeating: -1, count: problem.cellCount)
    var local = partOf
    for cell in 0..<problem.cellCount {
      let first = root(cell)
      if partOf[first] < 0 {
        partOf[first] = parts.count
        parts.append(NestedPart())
      }
      partOf[cell] = partOf[first]
      local[cell] = parts[partOf[cell]].cells.count
      parts[partOf[cell]].cells.append(Int32(cell))
    }

    let ranked = problem.demands.indices.filter { network.demandPool[$0] >= 0 }.sorted {
      (-problem.demands[$0].pricePerHour, $0) < (-problem.demands[$1].pricePerHour, $1)
    }
    for demand in ranked {
      let price = problem.demands[demand].pricePerHour
      switch problem.demands[demand].amount {
      case .perCell(let cells, let hours):
        for cell in cells where hours[cell - cells.lowerBound] > 0 {
          parts[partOf[cell]].append(
            Leaf(
              demand: Int32(demand), cell: Int32(local[cell]), hours: hours[cell - cells.lowerBound]
            ), price: price)
        }
      case .window:
        guard let (cells, limits) = place(demand),
          let first = cells.first(where: { limits[$0 - cells.lowerBound] > 0 })
        else { continue }
        parts[partOf[first]].append(window: Int32(demand), price: price)
      }
    }
    return parts
  }

  private mutating func open(_ price: Double) {
    if levels.last?.price != price {
      levels.append(
        Level(
          price: price, windows: windows.count..<windows.count, leaves: leaves.count..<leaves.count)
      )
    }
  }

  private mutating func append(_ leaf: Leaf, price: Double) {
    open(price)
    leaves.append(leaf)
    levels[levels.count - 1].leaves =
      levels[levels.count - 1].leaves.lowerBound..<leaves.count
  }

  private mutating func append(window: Int32, price: Double) {
    open(price)
    windows.append(window)
    levels[levels.count - 1].windows =
      levels[levels.count - 1].windows.lowerBound..<windows.count
  }
}
