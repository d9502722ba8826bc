/// Arcs in blocks that are looked at together, each with the nodes that it touches.
struct SideBlocks: Sendable {
  /// The arcs, block after block.
  let arcs: [Int32]
  /// `nodes[firstNode[b]..<firstNode[b + 1]]` are the nodes of block `b`, none twice.
  private let nodes: [Int32]
  private let firstNode: [Int]

  private static let size = 1024

  var count: Int { firstNode.count - 1 }

  init(_ arcs: [Int32], from: [Int32], to: [Int32], nodeCount: Int) {
    var nodes: [Int32] = []
    var first = [0]
    var seen = [Int32](repeating: -1, count: nodeCount)
    for start in stride(from: 0, to: arcs.count, by: SideBlocks.size) {
      let block = Int32(first.count)
      for arc in arcs[start..<min(arcs.count, start + SideBlocks.size)] {
        for node in [from[Int(arc)], to[Int(arc)]] where seen[Int(node)] != block {
          seen[Int(node)] = block
          nodes.append(node)
        }
      }
      first.append(nodes.count)
    }
    self.arcs = arcs
    self.nodes = nodes
    firstNode = first
  }

  /// The places of a block's arcs in ``arcs``.
  func places(ofBlock number: Int) -> Range<Int> {
    number * SideBlocks.size..<min(arcs.count, (number + 1) * SideBlocks.size)
  }

  /// The nodes that a block's arcs touch.
  func nodes(ofBlock number: Int) -> ArraySlice<Int32> {
    nodes[firstNode[number]..<firstNode[number + 1]]
  }
}
