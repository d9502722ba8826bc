/// Hours of work that may lie anywhere in a window, moved between cells until each line goes on evenly.
///
/// Demands of one pool can swap hours: one is served earlier, another later, by the same supplies. What
/// a pool gives to windows in a cell and what each window gets in all stays as it is, so that every
/// supply gives the same and nothing costs more. A large work is spread evenly over the full hours of
/// its window, a small one over consecutive cells in which it takes half a person at least, where it
/// had the most hours. These wishes are scaled until they add up (iterative proportional fitting), and
/// the hours come as near to them as whole sums and rate limits let them: a minimum-cost flow for each
/// pool.
///
/// Windows of limited money groups stay as they are. Source of the scaling: W. E. Deming & F. F.
/// Stephan, Annals of Mathematical Statistics 11 (1940) 427–444, doi:10.1214/aoms/1177731829.
struct EvenWindows {
  private let problem: PooledTransport
  private let fullHours: [Double]
  /// For each demand its place among the windows of its pool; -1 where it stays.
  private var place: [Int32]
  /// For each pool its windows.
  private var windows: [[Int32]]

  /// Rounds of scaling; the flow mends what is left.
  private static let rounds = 25

  init(_ problem: PooledTransport, fullHours: [Double]) {
    self.problem = problem
    self.fullHours = fullHours
    place = [Int32](repeating: -1, count: problem.demands.count)
    windows = [[Int32]](repeating: [], count: problem.poolCount)
    for (index, demand) in problem.demands.enumerated() {
      guard case .window = demand.amount, let pool = demand.pool else { continue }
      if let group = demand.group {
        let base = Int(group) * problem.moneyPeriodCount
        guard
          (base..<base + problem.moneyPeriodCount).allSatisfy({ problem.budgets[$0] == .infinity })
        else { continue }
      }
      place[index] = Int32(windows[Int(pool)].count)
      windows[Int(pool)].append(Int32(index))
    }
    for pool in windows.indices where windows[pool].count < 2 {
      for demand in windows[pool] { place[Int(demand)] = -1 }
      windows[pool] = []
    }
  }

  /// Hours of one supply in one cell.
  private typealias Given = (supply: Int32, units: Int64)

  /// The uses with even windows, sorted.
  ///
  /// - Parameter planned: the hours of an earlier answer: wishes, in pools of which they have any.
  func evened(
    _ uses: [TransportSolution.Use], planned: [SparseUses.Slice]
  ) -> [TransportSolution.Use] {
    guard windows.contains(where: { !$0.isEmpty }) else { return uses }
    let cells = problem.cellCount
    var result: [TransportSolution.Use] = []
    var given = [[Given]](repeating: [], count: problem.poolCount * cells)
    var hours = windows.map { [Int64](repeating: 0, count: $0.count * cells) }
    // Direct arcs have a part of the rate limits.
    var direct = hours
    for use in uses {
      let place = Int(place[Int(use.demand)])
      guard place >= 0, use.directArc < 0, let pool = problem.demands[Int(use.demand)].pool else {
        result.append(use)
        if place >= 0, let pool = problem.demands[Int(use.demand)].pool {
          direct[Int(pool)][place * cells + Int(use.cell)] += FineHours.units(use.hours, .up)
        }
        continue
      }
      let units = FineHours.units(use.hours, .toNearestOrAwayFromZero)
      hours[Int(pool)][place * cells + Int(use.cell)] += units
      let slot = Int(pool) * cells + Int(use.cell)
      if let last = given[slot].last, last.supply == use.supply {
        given[slot][given[slot].count - 1].units += units
      } else {
        given[slot].append((use.supply, units))
      }
    }
    var wishes = windows.map { [Double](repeating: 0, count: $0.count * cells) }
    var isPlanned = [Bool](repeating: false, count: problem.poolCount)
    for slice in planned
    where problem.demands.indices.contains(Int(slice.demand)) && slice.directArc < 0 {
      let place = Int(place[Int(slice.demand)])
      guard place >= 0, let pool = problem.demands[Int(slice.demand)].pool,
        (0..<cells).contains(Int(slice.cell))
      else { continue }
      wishes[Int(pool)][place * cells + Int(slice.cell)] += slice.hours
      isPlanned[Int(pool)] = true
    }
    for pool in windows.indices where !windows[pool].isEmpty {
      if !isPlanned[pool] { wishes[pool] = wished(hours[pool], direct[pool], pool: pool) }
      let even = nearest(to: wishes[pool], hours[pool], direct[pool], pool: pool) ?? hours[pool]
      for cell in 0..<cells {
        hand(given[pool * cells + cell], even, pool: pool, cell: cell, to: &result)
      }
    }
    result.sort {
      ($0.cell, $0.supply, $0.demand, $0.directArc) < ($1.cell, $1.supply, $1.demand, $1.directArc)
    }
    return result
  }

  /// The window of a demand with its limits in units; the solution's own hours are within them.
  private func limits(_ demand: Int32, _ hours: ArraySlice<Int64>, _ direct: [Int64]) -> (
    Range<Int>, [Int64]
  ) {
    guard case .window(let cells, _, let limits) = problem.demands[Int(demand)].amount else {
      return (0..<0, [])
    }
    return (
      cells,
      cells.enumerated().map { offset, cell in
        max(
          hours[hours.startIndex + cell],
          FineHours.units(limits[offset], .down) - direct[hours.startIndex + cell])
      }
    )
  }

  /// Even hours in each window, scaled until they add up.
  private func wished(_ hours: [Int64], _ direct: [Int64], pool: Int) -> [Double] {
    let cells = problem.cellCount
    var wish = [Double](repeating: 0, count: hours.count)
    var rows: [Double] = []
    for (row, demand) in windows[pool].enumerated() {
      let mine = hours[row * cells..<(row + 1) * cells]
      let (window, limits) = limits(demand, mine, direct)
      let total = FineHours.hours(mine.reduce(0, +))
      rows.append(total)
      guard total > 0, !window.isEmpty else { continue }
      let full = fullHours.isEmpty ? 0 : fullHours[window.lowerBound..<window.upperBound].max() ?? 0
      let count =
        full > 0 ? max(1, min(window.count, Int(total / (full / 2)))) : window.count
      var best = window.lowerBound
      var most: Int64 = -1
      for first in window.lowerBound...window.upperBound - count {
        let sum = mine[mine.startIndex + first..<mine.startIndex + first + count].reduce(0, +)
        if sum > most { (most, best) = (sum, first) }
      }
      let weight = { (cell: Int) in self.fullHours.isEmpty ? 1 : self.fullHours[cell] }
      let whole = (best..<best + count).reduce(0) { $0 + weight($1) }
      for cell in best..<best + count where whole > 0 {
        wish[row * cells + cell] = min(
          total * weight(cell) / whole, FineHours.hours(limits[cell - window.lowerBound]))
      }
    }
    var columns = [Double](repeating: 0, count: cells)
    for (entry, units) in hours.enumerated() { columns[entry % cells] += FineHours.hours(units) }
    for _ in 0..<Self.rounds {
      var sums = [Double](repeating: 0, count: cells)
      for (entry, hours) in wish.enumerated() { sums[entry % cells] += hours }
      for entry in wish.indices where wish[entry] > 0 {
        wish[entry] *= columns[entry % cells] / sums[entry % cells]
      }
      for row in rows.indices {
        let sum = wish[row * cells..<(row + 1) * cells].reduce(0, +)
        guard sum > 0 else { continue }
        for entry in row * cells..<(row + 1) * cells { wish[entry] *= rows[row] / sum }
      }
    }
    return wish
  }

  /// The hours nearest to the wishes that keep the sums of rows and columns and the limits.
  private func nearest(to wish: [Double], _ hours: [Int64], _ direct: [Int64], pool: Int)
    -> [Int64]?
  {
    let cells = problem.cellCount
    let count = windows[pool].count
    var supply = [Int64](repeating: 0, count: count + cells)
    for (entry, units) in hours.enumerated() {
      supply[entry / cells] += units
      supply[count + entry % cells] -= units
    }
    var arcs: [NetworkSimplex.Arc] = []
    var entryOfArc: [Int] = []
    for (row, demand) in windows[pool].enumerated() {
      let (window, limits) = limits(demand, hours[row * cells..<(row + 1) * cells], direct)
      for (offset, cell) in window.enumerated() {
        let entry = row * cells + cell
        let wanted = min(
          limits[offset], FineHours.units(wish[entry], .toNearestOrAwayFromZero))
        // Hours where the line has none yet are a piece of their own.
        for (cost, most) in [(0, wanted), (wanted > 0 ? 1 : 4, limits[offset] - wanted)]
        where most > 0 {
          arcs.append(
            NetworkSimplex.Arc(
              from: Int32(row), to: Int32(count + cell), cost: Int64(cost), capacity: most))
          entryOfArc.append(entry)
        }
      }
    }
    let flow = NetworkSimplex.solve(supply: supply, arcs: arcs)
    guard flow.status == .optimal else { return nil }
    var result = [Int64](repeating: 0, count: hours.count)
    for (arc, units) in flow.amounts.enumerated() { result[entryOfArc[arc]] += units }
    return result
  }

  /// Hands what supplies give to a pool's windows in a cell to these in their order.
  private func hand(
    _ given: [Given], _ hours: [Int64], pool: Int, cell: Int,
    to result: inout [TransportSolution.Use]
  ) {
    let cells = problem.cellCount
    var row = 0
    var left = windows[pool].isEmpty ? 0 : hours[cell]
    for (supply, units) in given {
      var units = units
      while units > 0, row < windows[pool].count {
        let taken = min(units, left)
        if taken > 0 {
          result.append(
            TransportSolution.Use(
              cell: Int32(cell), supply: supply, demand: windows[pool][row], directArc: -1,
              hours: FineHours.hours(taken)))
        }
        units -= taken
        left -= taken
        if left == 0 {
          row += 1
          if row < windows[pool].count { left = hours[row * cells + cell] }
        }
      }
    }
  }
}
