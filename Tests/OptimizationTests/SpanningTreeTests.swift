import TestSupport
import Testing

@testable import Optimization

@Suite("A spanning tree, changed one arc at a time")
struct SpanningTreeTests {
  /// The same tree by its parents and potentials alone, changed without any care for speed.
  private struct PlainTree {
    var parent: [Int]
    var link: [Int32]
    var leadsUp: [Bool]
    var potential: [Int64]

    func way(up node: Int) -> [Int] {
      var way = [node]
      while parent[way[way.count - 1]] >= 0 { way.append(parent[way[way.count - 1]]) }
      return way
    }

    func subtree(of node: Int) -> [Int] { parent.indices.filter { way(up: $0).contains(node) } }

    func join(_ one: Int, _ other: Int) -> Int? {
      let above = Set(way(up: other))
      return way(up: one).first { above.contains($0) }
    }

    mutating func exchange(
      linkOf top: Int, joining node: Int, to above: Int, by arc: Int32, _ up: Bool
    ) {
      var (newParent, newLink, newUp) = (above, arc, up)
      for current in way(up: node).prefix(through: top) {
        let old = (current, link[current], !leadsUp[current])
        (parent[current], link[current], leadsUp[current]) = (newParent, newLink, newUp)
        (newParent, newLink, newUp) = old
      }
    }
  }

  private func check(_ tree: SpanningTree<Int64>, _ plain: PlainTree, root: Int) {
    #expect(tree.parent.map(Int.init) == plain.parent)
    #expect(tree.link == plain.link)
    #expect(tree.leadsUp == plain.leadsUp)
    #expect(tree.potential == plain.potential)
    for node in plain.parent.indices {
      let subtree = plain.subtree(of: node)
      let walked = tree.downward(from: Int32(node)).map(Int.init)
      #expect(Int(tree.size[node]) == subtree.count)
      #expect(walked.sorted() == subtree)
      var seen: Set<Int> = []
      for next in walked {
        #expect(next == node || seen.contains(plain.parent[next]), "a node comes after its parent")
        seen.insert(next)
      }
    }
  }

  @Test("after any exchanges it is the tree that plain parents make, subtree by subtree")
  func exchanges() {
    for seed in 0..<60 {
      var random = SplitMix64(UInt64(seed))
      let count = random.next(in: 3...14)
      let root = count - 1
      var tree = SpanningTree<Int64>(nodeCount: count)
      var plain = PlainTree(
        parent: [Int](repeating: -1, count: count), link: [Int32](repeating: -1, count: count),
        leadsUp: [Bool](repeating: false, count: count),
        potential: [Int64](repeating: 0, count: count))
      var attached = [root]
      for node in 0..<root {
        let above = attached[random.next(in: 0...attached.count - 1)]
        attached.append(node)
        (plain.parent[node], plain.link[node]) = (above, Int32(node))
        (plain.leadsUp[node], plain.potential[node]) = (node % 2 == 0, Int64(node))
        tree.attach(
          Int32(node), under: Int32(above), link: Int32(node), leadsUp: node % 2 == 0,
          potential: Int64(node))
      }
      check(tree, plain, root: root)
      for step in 0..<40 {
        let top = random.next(in: 0...root - 1)
        let inside = plain.subtree(of: top)
        let outside = plain.parent.indices.filter { !inside.contains($0) }
        let node = inside[random.next(in: 0...inside.count - 1)]
        let above = outside[random.next(in: 0...outside.count - 1)]
        let shift = Int64(random.next(in: -2...2))
        guard let apex = plain.join(top, above) else { continue }
        #expect(Int(tree.join(Int32(node), Int32(above))) == apex)
        tree.exchange(
          linkOf: Int32(top), joining: Int32(node), to: Int32(above), by: Int32(count + step),
          leadsUp: step % 2 == 0, apex: Int32(apex), shift: shift)
        for below in inside { plain.potential[below] += shift }
        plain.exchange(
          linkOf: top, joining: node, to: above, by: Int32(count + step), step % 2 == 0)
        check(tree, plain, root: root)
      }
    }
  }
}

extension Array where Element: Equatable {
  fileprivate func prefix(through element: Element) -> ArraySlice<Element> {
    guard let index = firstIndex(of: element) else { return self[...] }
    return self[...index]
  }
}
