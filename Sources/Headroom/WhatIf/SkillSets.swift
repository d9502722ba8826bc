/// Sets of skills before and after a change.
enum SkillSets {
  /// Sets of one period in pairs: those of the same skills, then those that share most of them.
  ///
  /// - Complexity: sets before × sets after × (skills ÷ 64), and sorting the pairs that share a skill.
  static func pairs<Row>(
    _ before: [Row], _ after: [Row], skills: (Row) -> [String]
  ) -> [(before: Row?, after: Row?)] {
    var numbers: [String: Int] = [:]
    let left = before.map { row in skills(row).map { numbers.number(of: $0) } }
    let right = after.map { row in skills(row).map { numbers.number(of: $0) } }
    let words = (numbers.count + 63) / 64
    let (leftBits, rightBits) = (left.map { bits($0, words) }, right.map { bits($0, words) })
    var candidates: [(before: Int, after: Int, shared: Double)] = []
    for (row, old) in leftBits.enumerated() {
      for (column, new) in rightBits.enumerated() {
        var (common, all) = (0, 0)
        for word in 0..<words {
          common += (old[word] & new[word]).nonzeroBitCount
          all += (old[word] | new[word]).nonzeroBitCount
        }
        if common > 0 { candidates.append((row, column, Double(common) / Double(all))) }
      }
    }
    candidates.sort { ($1.shared, $0.before, $0.after) < ($0.shared, $1.before, $1.after) }
    var pairs: [(before: Row?, after: Row?)] = []
    var isTaken = (
      before: [Bool](repeating: false, count: before.count),
      after: [Bool](repeating: false, count: after.count)
    )
    for pair in candidates where !isTaken.before[pair.before] && !isTaken.after[pair.after] {
      pairs.append((before[pair.before], after[pair.after]))
      isTaken.before[pair.before] = true
      isTaken.after[pair.after] = true
    }
    return pairs
      + before.indices.filter { !isTaken.before[$0] }.map { (before[$0], nil) }
      + after.indices.filter { !isTaken.after[$0] }.map { (nil, after[$0]) }
  }

  private static func bits(_ members: [Int], _ words: Int) -> [UInt64] {
    var bits = [UInt64](repeating: 0, count: words)
    for member in members { bits[member / 64] |= 1 << UInt64(member % 64) }
    return bits
  }
}

extension [String: Int] {
  /// The number of a name, a new one counting on.
  fileprivate mutating func number(of name: String) -> Int {
    if let number = self[name] { return number }
    self[name] = count
    return count - 1
  }
}
