/// The name among `candidates` that is nearest to `name`; nil where none is near.
///
/// Near is at most a third of the letters changed (two for short names); capitals do not count. Of
/// names equally near the first by the alphabet is taken, so that their order does not matter.
///
/// - Complexity: at most `longest`² steps for each of the first `most` candidates of like length.
public func nearestName(
  to name: String, among candidates: some Sequence<String>, longest: Int = 60, most: Int = 20_000
) -> String? {
  let target = Array(name.lowercased().unicodeScalars.prefix(longest))
  guard !target.isEmpty else { return nil }
  let limit = max(2, target.count / 3)
  var best: (distance: Int, name: String)?
  var looked = 0
  for candidate in candidates where candidate != name {
    guard looked < most else { break }
    looked += 1
    let length = candidate.unicodeScalars.count
    guard abs(length - target.count) <= limit, length <= longest else { continue }
    let other = Array(candidate.lowercased().unicodeScalars)
    let bound = min(limit, best?.distance ?? limit)
    guard let distance = editDistance(target, other, atMost: bound),
      distance < max(target.count, other.count)
    else { continue }
    if let known = best, (known.distance, known.name) <= (distance, candidate) { continue }
    best = (distance, candidate)
  }
  return best?.name
}

/// Letters inserted, removed, replaced or swapped with their neighbour; nil above `limit`.
///
/// Source: the restricted Damerau–Levenshtein distance, three rows of its table.
private func editDistance(
  _ left: [Unicode.Scalar], _ right: [Unicode.Scalar], atMost limit: Int
) -> Int? {
  guard abs(left.count - right.count) <= limit else { return nil }
  guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for i in 1...left.count {
    var row = [i]
    row.reserveCapacity(right.count + 1)
    var least = i
    for j in 1...right.count {
      var cost = min(
        last[j] + 1, row[j - 1] + 1, last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1))
      if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
        cost = min(cost, beforeLast[j - 2] + 1)
      }
      row.append(cost)
      least = min(least, cost)
    }
    if least > limit { return nil }
    beforeLast = last
    last = row
  }
  return last[right.count] <= limit ? last[right.count] : nil
}

/// What to do about a name that is not known: to write the nearest of `candidates`; nil where none is
/// near.
public func suggestion(for name: String, among candidates: some Sequence<String>) -> String? {
  nearestName(to: name, among: candidates).map { suggestion(of: $0) }
}

/// What to do about a name that is not known: to write that one.
public func suggestion(of name: String) -> String { "write '\(name)' if that is meant" }
