/// Nodes of a search by their distance, the nearest first: a binary heap.
///
///     var heap = DistanceHeap()
///     heap.insert(7, at: 2.5)
///     heap.popLeast()   // (2.5, 7)
///
/// A node may stand in it several times. The order of equal distances depends on the order of the calls
/// alone.
/// - Complexity: logarithmic in the number of entries.
public struct DistanceHeap: Sendable {
  private var entries: [(distance: Double, node: Int32)] = []

  /// An empty heap.
  public init() {}

  /// Takes all entries out; the room for them stays.
  public mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

  /// Adds a node.
  public mutating func insert(_ node: Int32, at distance: Double) {
    entries.append((distance, node))
    var child = entries.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard entries[child].distance < entries[parent].distance else { return }
      entries.swapAt(child, parent)
      child = parent
    }
  }

  /// Takes out the nearest node; nil where there is none.
  public mutating func popLeast() -> (distance: Double, node: Int32)? {
    guard let least = entries.first, let last = entries.popLast() else { return nil }
    guard !entries.isEmpty else { return least }
    entries[0] = last
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < entries.count else { return least }
      if child + 1 < entries.count, entries[child + 1].distance < entries[child].distance {
        child += 1
      }
      guard entries[child].distance < entries[parent].distance else { return least }
      entries.swapAt(child, parent)
      parent = child
    }
  }
}
