/// Sets of skills before and after a change.
enum SkillSets {
  /// Sets of one period in pairs: those of the same skills, then those that share most of them.
  static func pairs<Row>(
    _ before: [Row], _ after: [Row], skills: (Row) -> [String]
  ) -> [(before: Row?, after: Row?)] {
    var pairs: [(before: Row?, after: Row?)] = []
    var left = before
    var right = after
    while true {
      var best: (left: Int, right: Int, shared: Double)?
      for (row, old) in left.enumerated() {
        for (column, new) in right.enumerated() {
          let (one, other) = (Set(skills(old)), Set(skills(new)))
          let shared =
            Double(one.intersection(other).count) / Double(max(1, one.union(other).count))
          if shared > best?.shared ?? 0 { best = (row, column, shared) }
        }
      }
      guard let best else { break }
      pairs.append((left.remove(at: best.left), right.remove(at: best.right)))
    }
    return pairs + left.map { ($0, nil) } + right.map { (nil, $0) }
  }
}
