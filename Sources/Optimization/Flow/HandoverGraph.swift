/// A ``FlowNetwork`` without its sources: who may take supply over from whom.
///
/// A source is a node that no arc enters. Nodes that one source may feed are neighbours: what the
/// source gives to one of them may be handed over to another. A search for spare supply so steps from
/// neighbour to neighbour and never visits the sources, which are nearly all nodes of a plan's network
/// (5,000 people enter some 200 hubs).
///
/// Shapes: the *inner* nodes, those that are no sources, are numbered `0..<innerCount` in the order of
/// their nodes. Each has a row of bits, one for each neighbour; a row holds only the words between its
/// first and its last neighbour.
public struct HandoverGraph: Sendable {
  let network: FlowNetwork
  /// The node of each inner node.
  let nodes: [Int32]
  /// For each node its inner number; -1 for sources.
  let numbers: [Int32]
  /// Where the row of each inner node begins in the words of all rows.
  let rowStart: [Int32]
  /// Which 64 inner nodes the first word of each row stands for.
  let rowWord: [Int32]
  /// For each inner node the arcs by which sources enter it.
  let firstGiver: [Int32]
  let giverArc: [Int32]
  /// For each inner node its links to other inner nodes: ``FlowNetwork/linkArc`` has the signs.
  let firstStep: [Int32]
  let stepNode: [Int32]
  let stepArc: [Int32]

  /// The number of inner nodes.
  var innerCount: Int { nodes.count }
  /// The words that hold a bit for each inner node.
  var wordCount: Int { (nodes.count + 63) / 64 }

  /// Finds the neighbours.
  ///
  /// - Complexity: the sum over the sources of the square of their arcs.
  public init(_ network: FlowNetwork) {
    self.network = network
    var nodes: [Int32] = []
    var numbers = [Int32](repeating: -1, count: network.nodeCount)
    for node in 0..<network.nodeCount where !network.predecessors(of: node).isEmpty {
      numbers[node] = Int32(nodes.count)
      nodes.append(Int32(node))
    }
    self.nodes = nodes
    self.numbers = numbers

    var rowStart: [Int32] = [0]
    var rowWord: [Int32] = []
    var firstGiver: [Int32] = [0]
    var giverArc: [Int32] = []
    var firstStep: [Int32] = [0]
    var stepNode: [Int32] = []
    var stepArc: [Int32] = []
    for node in nodes.map(Int.init) {
      var (lowest, highest) = (Int32.max, Int32.min)
      for link in Int(network.firstLink[node])..<Int(network.firstLink[node + 1]) {
        let (other, arc) = (Int(network.linkNode[link]), network.linkArc[link])
        if numbers[other] >= 0 {
          // Who has no second way in has nothing to hand back.
          let isBlind = arc < 0 && network.isLeaf(other)
          if !isBlind {
            stepNode.append(numbers[other])
            stepArc.append(arc)
          }
        } else {
          giverArc.append(arc)
          for head in network.successors(of: other) where Int(head) != node {
            lowest = min(lowest, numbers[Int(head)])
            highest = max(highest, numbers[Int(head)])
          }
        }
      }
      rowWord.append(lowest > highest ? 0 : lowest / 64)
      let words = lowest > highest ? 0 : highest / 64 - lowest / 64 + 1
      rowStart.append(rowStart[rowStart.count - 1] + words)
      firstGiver.append(Int32(giverArc.count))
      firstStep.append(Int32(stepNode.count))
    }
    self.rowStart = rowStart
    self.rowWord = rowWord
    self.firstGiver = firstGiver
    self.giverArc = giverArc
    self.firstStep = firstStep
    self.stepNode = stepNode
    self.stepArc = stepArc
  }
}

extension FlowNetwork {
  /// Whether one arc enters the node and none leaves it.
  fileprivate func isLeaf(_ node: Int) -> Bool {
    firstLeaving[node] - firstLink[node] == 1 && firstLink[node + 1] == firstLeaving[node]
  }
}
