extension NetworkPivots where Number == Double {
  /// Takes other costs; amounts and tree stay as they are.
  mutating func take(costs: [Double]) {
    cost = costs
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
    for arc in amount.indices where side[arc] != 0 && amount[arc] != 0 {
      rest[Int(from[arc])] -= amount[arc]
      rest[Int(to[arc])] += amount[arc]
    }
    for node in tree.downward(from: root).dropFirst().reversed() {
      let index = Int(node)
      amount[Int(tree.link[index])] = max(0, tree.leadsUp[index] ? rest[index] : -rest[index])
      rest[Int(tree.parent[index])] += rest[index]
    }
  }
}
