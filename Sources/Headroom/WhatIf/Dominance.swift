/// Which scenarios another one beats: no worse in any respect, better in one.
struct Dominance {
  /// The respects that count where none are named.
  static let usual: [WhatIf.Respect] = [.shortage, .cost, .delay, .value]

  /// The base's, then those of the scenarios.
  private let points: [[Double]]

  init(base: WhatIf.Metrics, scenarios: [WhatIf.Metrics], by respects: [WhatIf.Respect] = usual) {
    points = ([base] + scenarios).map { metrics in respects.flatMap { $0.burdens(of: metrics) } }
  }

  /// What beats a scenario, by index; -1 stands for the base, here and for `scenario`.
  func dominators(of scenario: Int) -> [Int] {
    points.indices.filter { $0 != scenario + 1 && beats(points[$0], points[scenario + 1]) }
      .map { $0 - 1 }
  }

  private func beats(_ left: [Double], _ right: [Double]) -> Bool {
    var isBetter = false
    for (one, other) in zip(left, right) {
      // Sums of the same numbers in another order differ in the last bits.
      let tolerance = 1e-6 + 1e-9 * max(abs(one), abs(other))
      if one > other + tolerance { return false }
      if one < other - tolerance { isBetter = true }
    }
    return isBetter
  }

  /// "a and b are dominated by c; d is dominated by a", at most three groups; nil where none is.
  ///
  /// - Parameter rows: what is compared, each with what beats it.
  static func sentence(
    _ rows: [(name: String, dominatedBy: [String])], respects: String
  ) -> String? {
    let beaten = Set(rows.filter { !$0.dominatedBy.isEmpty }.map(\.name))
    var groups: [(by: String, names: [String])] = []
    for row in rows {
      // One that nothing beats says more than one that is beaten itself, a scenario more than the base.
      guard
        let by = row.dominatedBy.first(where: {
          $0 != WhatIfComposer.baseName && !beaten.contains($0)
        }) ?? row.dominatedBy.first(where: { !beaten.contains($0) }) ?? row.dominatedBy.first
      else { continue }
      if let index = groups.firstIndex(where: { $0.by == by }) {
        groups[index].names.append(row.name)
      } else {
        groups.append((by, [row.name]))
      }
    }
    guard !groups.isEmpty else { return nil }
    let parts = groups.prefix(3).map { group in
      let verb = group.names.count == 1 ? "is" : "are"
      return "\(several(group.names)) \(verb) dominated by \(named(group.by))"
    }
    let rest = groups.count > 3 ? "; \(groups.count - 3) more are dominated" : ""
    let text = parts.joined(separator: "; ") + rest + " (no better in \(respects))."
    // A scenario's name stays as it is written.
    let base = named(WhatIfComposer.baseName)
    return text.hasPrefix(base) ? base.prefix(1).uppercased() + text.dropFirst() : text
  }

  /// The base by what it is, a scenario by its name.
  static func named(_ name: String) -> String {
    name == WhatIfComposer.baseName ? "the plan as it is" : name
  }

  /// Names in a sentence, of more than four the first three.
  static func several(_ names: [String]) -> String {
    Headroom.several(names.map(named))
  }
}
