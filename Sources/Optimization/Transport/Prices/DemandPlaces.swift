/// Where the demands stand in the parts of a problem.
struct DemandPlaces: Sendable {
  /// For each cell its place in its part.
  let local: [Int]
  /// For each cell its part.
  let part: [Int]
  /// For each demand its place among its part's windows; -1 for none.
  private(set) var windowOf: [Int32]
  private var offset: [Int]
  private var places: [Int32]
  private let firstCell: [Int]

  init(_ problem: PooledTransport, parts: [NestedPart]) {
    var local = [Int](repeating: 0, count: problem.cellCount)
    var partOf = local
    for (index, part) in parts.enumerated() {
      for (place, cell) in part.cells.enumerated() {
        local[Int(cell)] = place
        partOf[Int(cell)] = index
      }
    }
    self.local = local
    part = partOf
    firstCell = problem.demands.map(\.cells.lowerBound)
    windowOf = [Int32](repeating: -1, count: problem.demands.count)
    offset = [0]
    for demand in problem.demands { offset.append((offset.last ?? 0) + demand.cells.count) }
    places = [Int32](repeating: -1, count: offset.last ?? 0)
    for part in parts {
      for (index, leaf) in part.leaves.enumerated() {
        let demand = Int(leaf.demand)
        let cell = Int(part.cells[Int(leaf.cell)])
        places[offset[demand] + cell - firstCell[demand]] = Int32(index)
      }
      var entries: Int32 = 0
      for (index, demand) in part.windows.enumerated() {
        windowOf[Int(demand)] = Int32(index)
        for place in offset[Int(demand)]..<offset[Int(demand) + 1] {
          places[place] = entries
          entries += 1
        }
      }
    }
  }

  /// The index of a demand's leaf or entry in a cell; -1 where it asks nothing there.
  func place(of demand: Int, in cell: Int) -> Int {
    Int(places[offset[demand] + cell - firstCell[demand]])
  }
}
