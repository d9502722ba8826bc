internal import ArgumentParser
internal import Headroom

/// When `bottlenecks` ends with status 1: a bottleneck to come of at least so many FTE on a basis.
struct Threshold: ExpressibleByArgument, Hashable, Sendable {
  var basis: Basis
  /// At least ``Headroom/Bottlenecks/Finding/smallestFTE``.
  var fte: Double

  /// `confirmed`, `expected:2`.
  init?(argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, let basis = Basis(rawValue: String(parts[0])) else { return nil }
    self.basis = basis
    self.fte = Bottlenecks.Finding.smallestFTE
    guard parts.count == 2 else { return }
    guard let fte = Double(String(parts[1])), fte.isFinite, fte >= self.fte else { return nil }
    self.fte = fte
  }

  /// Whether the answer lists such a bottleneck.
  func isBreached(by answer: Bottlenecks.Answer) -> Bool {
    answer.ranked.contains { finding in
      !finding.past && finding.basis == basis && (finding.missingFTE ?? 0) >= fte
    }
  }
}
