/// A ``SideNetwork`` taken apart: its parts, and the links where they meet.
///
/// Links are the meeting nodes, then the rows. For each of them the parts' sums and the *link columns*
/// make up the right-hand side; link columns are the arcs between meeting nodes and the root, then the
/// columns of the rows.
struct LinkedNetwork: Sendable {
  let network: SideNetwork
  private(set) var parts: [NetworkPart] = []
  /// For each link its right-hand side.
  private(set) var side: [Double]
  private(set) var columns: [BlockProgram.BorderColumn] = []
  /// The arcs that are link columns.
  private(set) var linkArcs: [Int] = []
  /// The meeting nodes are the first so many.
  let meetingNodes: Int
  /// Between what every link's price lies: what is beyond cannot be dear or cheap enough to matter.
  private(set) var lowest: [Double]
  private(set) var highest: [Double]
  /// Whether a link column of one link alone sees to that.
  private(set) var isBoundedAbove: [Bool]
  private(set) var isBoundedBelow: [Bool]

  /// Takes a network apart.
  ///
  /// - Parameters:
  ///   - partOfNode: for each node its part, ascending from 0; -1 for meeting nodes, which come first. An
  ///     arc may join nodes of one part, meeting nodes and the root; between meeting nodes and the root
  ///     arcs have no limit.
  init(_ network: SideNetwork, partOfNode: [Int32]) {
    self.network = network
    let meeting = partOfNode.prefix { $0 < 0 }.count
    meetingNodes = meeting
    side = network.balance.prefix(meeting) + network.side
    let dearest = network.arcs.reduce(1) { max($0, abs($1.cost)) }
    var leastSpend = Double.infinity
    for arc in network.arcs where arc.row >= 0 && arc.value > 0 {
      leastSpend = min(leastSpend, arc.value)
    }
    lowest = [Double](repeating: -2 * dearest, count: meeting)
    lowest += [Double](repeating: 0, count: network.side.count)
    highest = [Double](repeating: 2 * dearest, count: meeting)
    highest += [Double](
      repeating: leastSpend.isFinite ? 4 * dearest / leastSpend : 1, count: network.side.count)
    isBoundedAbove = [Bool](repeating: false, count: lowest.count)
    isBoundedBelow = isBoundedAbove
    split(partOfNode)
    addColumns()
  }

  private struct Piece {
    var network = SideNetwork()
    var nodes: [Int32] = []
    var arcs: [Int32] = []
    var terms: [NetworkPart.Term] = []
  }

  private mutating func split(_ partOfNode: [Int32]) {
    var pieces = [Piece](repeating: Piece(), count: Int(partOfNode.max() ?? -1) + 1)
    var place = [Int32](repeating: SideNetwork.none, count: partOfNode.count)
    for (node, part) in partOfNode.enumerated() where part >= 0 {
      place[node] = Int32(pieces[Int(part)].nodes.count)
      pieces[Int(part)].nodes.append(Int32(node))
      pieces[Int(part)].network.balance.append(network.balance[node])
    }
    var localArc = [Int32](repeating: SideNetwork.none, count: network.arcs.count)
    for (number, arc) in network.arcs.enumerated() {
      let ends = [arc.from, arc.to].filter { $0 >= meetingNodes && $0 != network.root }
      guard let inner = ends.first else {
        linkArcs.append(number)
        continue
      }
      let part = Int(partOfNode[Int(inner)])
      let root = Int32(pieces[part].nodes.count)
      let local = Int32(pieces[part].arcs.count)
      localArc[number] = local
      func end(_ node: Int32, _ value: Double) -> Int32 {
        if node == network.root { return root }
        if node >= meetingNodes { return place[Int(node)] }
        pieces[part].terms.append(NetworkPart.Term(arc: local, link: node, value: value))
        return root
      }
      var inside = arc
      inside.from = end(arc.from, 1)
      inside.to = end(arc.to, -1)
      if arc.row >= 0 {
        pieces[part].terms.append(
          NetworkPart.Term(arc: local, link: Int32(meetingNodes) + arc.row, value: arc.value))
      }
      (inside.row, inside.value) = (SideNetwork.none, 0)
      pieces[part].arcs.append(Int32(number))
      pieces[part].network.arcs.append(inside)
    }
    for index in pieces.indices {
      pieces[index].network.home = pieces[index].nodes.map {
        localArc[Int(network.home[Int($0)])]
      }
    }
    parts = pieces.map { piece in
      NetworkPart(
        piece.network, arcs: piece.arcs, nodes: piece.nodes, terms: piece.terms,
        linkCount: side.count)
    }
  }

  private mutating func addColumns() {
    for number in linkArcs {
      let arc = network.arcs[number]
      let ends = [(arc.from, 1.0), (arc.to, -1.0)].filter { $0.0 != network.root }
      guard let first = ends.first else { continue }
      var column = BlockProgram.BorderColumn(cost: arc.cost, row: first.0, value: first.1)
      if ends.count > 1 { (column.otherRow, column.otherValue) = ends[1] }
      add(column)
    }
    let firstRow = Int32(meetingNodes)
    for column in network.columns {
      add(
        BlockProgram.BorderColumn(
          cost: column.cost, row: firstRow + column.row, value: column.value,
          otherRow: column.otherRow >= 0 ? firstRow + column.otherRow : -1,
          otherValue: column.otherValue))
    }
  }

  private mutating func add(_ column: BlockProgram.BorderColumn) {
    columns.append(column)
    guard column.otherRow < 0 else { return }
    let link = Int(column.row)
    if column.value < 0 {
      highest[link] = min(highest[link], column.cost / -column.value)
      isBoundedAbove[link] = true
    } else {
      lowest[link] = max(lowest[link], -column.cost / column.value)
      isBoundedBelow[link] = true
    }
  }

  /// The nearest prices at which no link column saves anything: there the parts' values prove a bound.
  func permitted(_ prices: [Double]) -> [Double] {
    var permitted = prices
    for link in permitted.indices {
      permitted[link] = min(max(permitted[link], lowest[link]), highest[link])
    }
    // What a row hands on enters a later one, whose price is settled first.
    for column in columns[linkArcs.count...].sorted(by: { $0.row > $1.row }) {
      let rest =
        column.cost
        + (column.otherRow >= 0 ? column.otherValue * permitted[Int(column.otherRow)] : 0)
      if column.value > 0 {
        permitted[Int(column.row)] = max(permitted[Int(column.row)], -rest / column.value)
      }
    }
    return permitted
  }
}
