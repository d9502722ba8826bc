/// The open nodes of a search, best bound first: a heap over packed states.
///
/// A state holds the columns that are struck out, those that are fixed at 1, the groups that must be
/// chosen, the columns at 1, and the basis. Freed space is used again.
///
/// - Complexity: O(log count) a push or pop besides the copy of the state, n / 16 + k / 2 bytes each.
struct SelectionNodeStore: Sendable {
  /// An open node.
  struct Node: Sendable {
    var bound: Double
    /// The number of the parent in the certificate, and which child of it this is.
    var parent: Int32
    var side: UInt8
    /// What distinguishes it from its parent, whose state is stored.
    var branch: SelectionBranch
    /// Where its state begins in `words`.
    var slot: Int32
    /// The order of birth: the younger of equals goes first, so that the search goes deep.
    var birth: Int32
  }

  private(set) var heap: [Node] = []
  private var words: [UInt64] = []
  private var freeSlots: [Int32] = []
  private let columnWords: Int
  private let groupWords: Int
  private let basisWords: Int
  private let slotWords: Int
  private var births: Int32 = 0
  private let columnCount: Int

  /// More basic columns than this are not stored; the node then starts from the slacks.
  static let largestBasis = 256

  init(_ model: SelectionModel) {
    columnCount = model.columnCount
    columnWords = (model.columnCount + 63) / 64
    groupWords = (model.groupCount + 63) / 64
    let largest = min(Self.largestBasis, model.columnCount, model.rowCount)
    basisWords = 1 + (largest + 1) / 2
    slotWords = 3 * columnWords + groupWords + basisWords
  }

  var isEmpty: Bool { heap.isEmpty }
  var count: Int { heap.count }
  /// The largest bound of an open node.
  var bestBound: Double? { heap.first?.bound }
  var byteCount: Int { words.count * 8 + heap.count * 48 }

  private static func precedes(_ a: Node, _ b: Node) -> Bool {
    a.bound != b.bound ? a.bound > b.bound : a.birth > b.birth
  }

  /// Stores the state of `simplex` with a branch that is still to be applied to it.
  mutating func push(
    bound: Double, parent: Int32, side: UInt8, branch: SelectionBranch, _ simplex: KernelSimplex,
    _ model: SelectionModel
  ) {
    let slot: Int32
    if let free = freeSlots.popLast() {
      slot = free
    } else {
      slot = Int32(words.count / max(1, slotWords))
      words.append(contentsOf: repeatElement(0, count: slotWords))
    }
    save(simplex, at: Int(slot) * slotWords, model)
    births += 1
    heap.append(
      Node(bound: bound, parent: parent, side: side, branch: branch, slot: slot, birth: births))
    var index = heap.count - 1
    while index > 0, Self.precedes(heap[index], heap[(index - 1) / 2]) {
      heap.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  /// Takes the best node out; its state stays until ``restore(_:into:_:)``.
  mutating func pop() -> Node? {
    guard let top = heap.first else { return nil }
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      var index = 0
      while true {
        var child = 2 * index + 1
        guard child < heap.count else { break }
        if child + 1 < heap.count, Self.precedes(heap[child + 1], heap[child]) { child += 1 }
        guard Self.precedes(heap[child], heap[index]) else { break }
        heap.swapAt(index, child)
        index = child
      }
    }
    return top
  }

  private mutating func save(_ simplex: KernelSimplex, at start: Int, _ model: SelectionModel) {
    for index in start..<start + slotWords { words[index] = 0 }
    for column in 0..<columnCount {
      let word = start + column >> 6
      let bit: UInt64 = 1 << UInt64(column & 63)
      switch simplex.bound[column] {
      case KernelSimplex.Bound.zero: words[word] |= bit
      case KernelSimplex.Bound.one: words[word + columnWords] |= bit
      default: break
      }
      if simplex.atOne[column] { words[word + 2 * columnWords] |= bit }
    }
    let groups = start + 3 * columnWords
    for group in 0..<model.groupCount where simplex.isRequired(group, of: model) {
      words[groups + group >> 6] |= 1 << UInt64(group & 63)
    }
    let basis = groups + groupWords
    guard simplex.size <= Self.largestBasis, max(model.columnCount, model.rowCount) <= 0xffff
    else { return }
    words[basis] = UInt64(simplex.size)
    for place in 0..<simplex.size {
      let pair = UInt64(UInt16(simplex.basic[place])) | UInt64(UInt16(simplex.tight[place])) << 16
      words[basis + 1 + place >> 1] |= pair << UInt64(32 * (place & 1))
    }
  }

  /// Brings a popped node's stored state into `simplex`, and frees its space.
  mutating func restore(_ node: Node, into simplex: inout KernelSimplex, _ model: SelectionModel) {
    let start = Int(node.slot) * slotWords
    for column in 0..<columnCount {
      let word = start + column >> 6
      let shift = UInt64(column & 63)
      simplex.bound[column] =
        words[word] >> shift & 1 == 1
        ? KernelSimplex.Bound.zero
        : words[word + columnWords] >> shift & 1 == 1
          ? KernelSimplex.Bound.one : KernelSimplex.Bound.free
      simplex.atOne[column] = words[word + 2 * columnWords] >> shift & 1 == 1
    }
    let groups = start + 3 * columnWords
    for group in 0..<model.groupCount {
      let row = Int(model.groupRow[group])
      guard row >= 0 else { continue }
      simplex.isEquality[row] = words[groups + group >> 6] >> UInt64(group & 63) & 1 == 1
    }
    let basis = groups + groupWords
    let size = Int(words[basis])
    var basic: [Int32] = []
    var tight: [Int32] = []
    for place in 0..<size {
      let pair = words[basis + 1 + place >> 1] >> UInt64(32 * (place & 1))
      basic.append(Int32(pair & 0xffff))
      tight.append(Int32(pair >> 16 & 0xffff))
    }
    freeSlots.append(node.slot)
    simplex.load(basic: basic, tight: tight, model)
  }
}

/// How a node is split in two.
struct SelectionBranch: Sendable {
  /// A group of the model.
  var group: Int32
  /// −1: left out or chosen; else a number of columns: up to it, or past it (counted in the group).
  var split: Int16
}
