extension AllocationVerifier {
  /// Amounts that look for room: how much of them finds some.
  ///
  /// Used where what serves what is not told: booked hours of several tasks and skills for several
  /// lines, flexible work of several rows in one line. These are a handful of numbers.
  struct Placement {
    /// What looks for room.
    let amounts: [Double]
    /// Where there is room.
    let rooms: [Double]
    /// Which amount may lie in which room, and how much of it at most.
    private(set) var ways: [(amount: Int, room: Int, limit: Double)] = []

    /// Less than that is nothing: far below what is tolerated.
    private static let nothing = 1e-10

    init(amounts: [Double], rooms: [Double]) {
      self.amounts = amounts
      self.rooms = rooms
    }

    mutating func allow(_ amount: Int, in room: Int, atMost limit: Double = .infinity) {
      ways.append((amount, room, limit))
    }

    /// The most that finds room: first what fits at once, then what fits once others make way.
    func mostPlaced() -> Double {
      var left = amounts
      var free = rooms
      var used = [Double](repeating: 0, count: ways.count)
      for (way, (amount, room, limit)) in ways.enumerated() {
        let hours = min(left[amount], free[room], limit)
        left[amount] -= hours
        free[room] -= hours
        used[way] += hours
      }
      while let (path, start, end) = pathToRoom(left, free, used) {
        var hours = min(left[start], free[end])
        for (way, isForward) in path {
          hours = min(hours, isForward ? ways[way].limit - used[way] : used[way])
        }
        for (way, isForward) in path { used[way] += isForward ? hours : -hours }
        left[start] -= hours
        free[end] -= hours
      }
      return zip(amounts, left).reduce(0) { $0 + $1.0 - $1.1 }
    }

    /// The shortest chain of moves from something that is left to a room that is free.
    private func pathToRoom(
      _ left: [Double], _ free: [Double], _ used: [Double]
    ) -> (path: [(way: Int, isForward: Bool)], start: Int, end: Int)? {
      // Amounts come first, then rooms; each remembers the way on which it was reached.
      let roomBase = amounts.count
      var cameBy = [Int?](repeating: nil, count: amounts.count + rooms.count)
      var isReached = [Bool](repeating: false, count: cameBy.count)
      var queue = left.indices.filter { left[$0] > Self.nothing }
      guard !queue.isEmpty else { return nil }
      var waysOfNode = [[Int]](repeating: [], count: cameBy.count)
      for (way, ends) in ways.enumerated() {
        waysOfNode[ends.amount].append(way)
        waysOfNode[roomBase + ends.room].append(way)
      }
      for amount in queue { isReached[amount] = true }
      var next = 0
      while next < queue.count {
        let node = queue[next]
        next += 1
        if node >= roomBase, free[node - roomBase] > Self.nothing {
          return chain(to: node, cameBy)
        }
        for way in waysOfNode[node] {
          let isForward = node < roomBase
          let other = isForward ? roomBase + ways[way].room : ways[way].amount
          let slack = isForward ? ways[way].limit - used[way] : used[way]
          guard !isReached[other], slack > Self.nothing else { continue }
          isReached[other] = true
          cameBy[other] = way
          queue.append(other)
        }
      }
      return nil
    }

    private func chain(
      to end: Int, _ cameBy: [Int?]
    ) -> (path: [(way: Int, isForward: Bool)], start: Int, end: Int) {
      var path: [(way: Int, isForward: Bool)] = []
      var node = end
      while let way = cameBy[node] {
        let isForward = node >= amounts.count
        path.append((way, isForward))
        node = isForward ? ways[way].amount : amounts.count + ways[way].room
      }
      return (path, node, end - amounts.count)
    }
  }
}
