/// A ``TransportProgram`` as a network with rows: supplies, pools, demands, limits and windows are nodes,
/// budgets are rows.
///
/// Every column has at most two coefficients besides its budget's, once the rows of a window's limits are
/// taken from the window's row: hours leave a supply and enter a pool or a demand, leave a pool, and so on.
struct TransportNetwork: Sendable {
  private(set) var network = SideNetwork()
  let program: TransportProgram
  /// For each block the nodes of its first diagonal and its first dense row, and its first arc.
  private(set) var firstDiagonal: [Int32] = []
  private var firstDense: [Int32] = []
  private(set) var firstArc: [Int] = []
  /// For each border row its node or its row of the network, for each border column its arc or column.
  private var borderNode: [Int32] = []
  private var borderRow: [Int32] = []
  private var borderArc: [Int32] = []
  /// For each demand the node of its window, or -1.
  private var windowOfDemand: [Int32: Int32] = [:]

  init(_ program: TransportProgram) {
    self.program = program
    numberNodes()
    network.home = [Int32](repeating: SideNetwork.none, count: network.balance.count)
    for block in program.program.blocks.indices { addBlock(block) }
    addBorder()
    addIdleArcs()
  }

  private mutating func numberNodes() {
    var balance: [Double] = []
    for (row, side) in zip(program.borderRows, program.program.borderSide) {
      switch row {
      case .window(let demand):
        windowOfDemand[demand] = Int32(balance.count)
        borderNode.append(Int32(balance.count))
        borderRow.append(SideNetwork.none)
        balance.append(-side)
      case .budget:
        borderNode.append(SideNetwork.none)
        borderRow.append(Int32(network.side.count))
        network.side.append(side)
      }
    }
    for (block, cell) in zip(program.program.blocks, program.cells) {
      firstDiagonal.append(Int32(balance.count))
      for (row, side) in zip(cell.diagonalRows, block.diagonalSide) {
        balance.append(row.kind == .supply ? side : -side)
        if row.kind == .limit, let window = windowOfDemand[row.index] {
          balance[Int(window)] += side
        }
      }
      firstDense.append(Int32(balance.count))
      for (row, side) in zip(cell.denseRows, block.denseSide) {
        balance.append(-side)
        if row.kind == .limit, let window = windowOfDemand[row.index] {
          balance[Int(window)] += side
        }
      }
    }
    network.balance = balance
  }

  private mutating func addBlock(_ index: Int) {
    let block = program.program.blocks[index]
    let cell = program.cells[index]
    let root = network.root
    firstArc.append(network.arcs.count)
    var diagonal = 0
    for column in 0..<block.columnCount {
      while diagonal < block.diagonalCount, column >= Int(block.diagonalStart[diagonal + 1]) {
        diagonal += 1
      }
      var arc = SideNetwork.Arc(
        from: root, to: root, cost: block.cost[column], capacity: block.upper[column])
      var isLimited = false
      if diagonal < block.diagonalCount {
        let node = firstDiagonal[index] + Int32(diagonal)
        let kind = cell.diagonalRows[diagonal].kind
        if kind == .supply { arc.from = node } else { arc.to = node }
        isLimited = kind == .limit
      }
      for entry in Int(block.entryStart[column])..<Int(block.entryStart[column + 1]) {
        let (row, value) = (Int(block.entryRow[entry]), block.entryValue[entry])
        if row < block.denseCount {
          let node = firstDense[index] + Int32(row)
          if value < 0 { arc.from = node } else { arc.to = node }
          isLimited = isLimited || cell.denseRows[row].kind == .limit
          continue
        }
        let border = Int(block.borderRows[row - block.denseCount])
        if borderRow[border] >= 0 {
          arc.row = borderRow[border]
          arc.value = value
        } else if !isLimited {
          arc.to = borderNode[border]
        }
      }
      let kind = cell.columns[column].kind
      if kind == .unlimited, let window = windowOfDemand[cell.columns[column].a] {
        arc.from = window
      }
      let number = Int32(network.arcs.count)
      switch kind {
      case .spare: network.home[Int(arc.from)] = number
      case .short, .unlimited: network.home[Int(arc.to)] = number
      case .supplied, .direct, .served, .moved: break
      }
      network.arcs.append(arc)
    }
  }

  private mutating func addBorder() {
    for (column, meaning) in zip(program.program.borderColumns, program.borderColumns) {
      switch meaning {
      case .short:
        let node = borderNode[Int(column.row)]
        borderArc.append(Int32(network.arcs.count))
        network.home[Int(node)] = Int32(network.arcs.count)
        network.arcs.append(
          SideNetwork.Arc(from: network.root, to: node, cost: column.cost, capacity: .infinity))
      case .spare, .carried:
        borderArc.append(Int32(network.columns.count))
        network.columns.append(
          SideNetwork.Column(
            cost: column.cost, row: borderRow[Int(column.row)], value: column.value,
            otherRow: column.otherRow >= 0 ? borderRow[Int(column.otherRow)] : SideNetwork.none,
            otherValue: column.otherValue))
      }
    }
  }

  /// Hours may get lost in a pool, at a cost: nobody does that, but so every node hangs somewhere.
  private mutating func addIdleArcs() {
    for node in network.home.indices where network.home[node] < 0 {
      network.home[node] = Int32(network.arcs.count)
      network.arcs.append(
        SideNetwork.Arc(from: Int32(node), to: network.root, cost: 1, capacity: .infinity))
    }
  }

  /// For each node its cell; -1 for windows, which come first.
  var cellOfNode: [Int32] {
    var cells = [Int32](repeating: -1, count: network.balance.count)
    for (cell, first) in firstDiagonal.enumerated() {
      let end = cell + 1 < firstDiagonal.count ? Int(firstDiagonal[cell + 1]) : cells.count
      for node in Int(first)..<end { cells[node] = Int32(cell) }
    }
    return cells
  }

  /// A point of the network as values and prices, judged by a program of the same shape.
  func solution(of point: NetworkPoint, judgedBy program: TransportProgram) -> BlockSolution {
    var blocks: [BlockSolution.Block] = []
    for (index, block) in program.program.blocks.enumerated() {
      let cell = program.cells[index]
      var answer = BlockSolution.Block()
      answer.x = Array(point.flow[firstArc[index]..<firstArc[index] + block.columnCount])
      for (row, meaning) in cell.diagonalRows.enumerated() {
        let price = point.potential[Int(firstDiagonal[index]) + row]
        answer.diagonalPrice.append(
          meaning.kind == .supply ? -price : price - windowPrice(meaning, point))
      }
      for (row, meaning) in cell.denseRows.enumerated() {
        answer.densePrice.append(
          point.potential[Int(firstDense[index]) + row] - windowPrice(meaning, point))
      }
      blocks.append(answer)
    }
    let borderX = zip(program.borderColumns, borderArc).map { meaning, place in
      if case .short = meaning { return point.flow[Int(place)] }
      return point.columnValue[Int(place)]
    }
    let borderPrice = borderNode.indices.map {
      borderNode[$0] >= 0
        ? point.potential[Int(borderNode[$0])] : -point.price[Int(borderRow[$0])]
    }
    let proof = BlockCertificate(
      program.program, blocks, borderX: borderX, borderPrice: borderPrice)
    return BlockSolution(
      blocks: blocks, borderX: borderX, borderPrice: borderPrice, objective: proof.objective,
      bound: proof.bound, certificate: proof.certificate, status: .solved,
      iterations: point.iterations)
  }

  /// What the price of a limit's node owes to its window.
  private func windowPrice(_ row: TransportProgram.Row, _ point: NetworkPoint) -> Double {
    guard row.kind == .limit, let window = windowOfDemand[row.index] else { return 0 }
    return point.potential[Int(window)]
  }
}
