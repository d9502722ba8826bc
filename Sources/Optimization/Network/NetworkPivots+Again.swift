extension NetworkPivots where Number == Double {
  /// The potentials of the tree where costs have become others; amounts and tree stay as they are.
  mutating func renewPotentials() {
    for node in tree.downward(from: root).dropFirst() {
      let index = Int(node)
      let above = tree.potential[Int(tree.parent[index])]
      let rise = cost[Int(tree.link[index])]
      tree.set(tree.leadsUp[index] ? above - rise : above + rise, of: node)
    }
  }

  /// The amounts of the tree's arcs from all the others: rounding of many pivots falls away.
  ///
  /// - Parameter balance: for each node what it gives.
  mutating func settle(_ balance: [Double]) {
    var rest = balance
    rest.append(0)
    for arc in full {
      rest[Int(from[arc])] -= amount[arc]
      rest[Int(to[arc])] += amount[arc]
    }
    for node in tree.downward(from: root).dropFirst().reversed() {
      let index = Int(node)
      amount[Int(tree.link[index])] = max(0, tree.leadsUp[index] ? rest[index] : -rest[index])
      rest[Int(tree.parent[index])] += rest[index]
    }
  }

  /// The arcs that carry something: those of the tree, by the nodes that hang from them, then full ones.
  var carrying: [Int] {
    tree.link.lazy.filter { $0 >= 0 && amount[Int($0)] != 0 }.map(Int.init) + full
  }

  /// The arcs at their capacity, but for those of capacity 0.
  private var full: [Int] {
    limited.lazy.filter { side[Int($0)] != 0 && amount[Int($0)] != 0 }.map(Int.init)
  }
}
