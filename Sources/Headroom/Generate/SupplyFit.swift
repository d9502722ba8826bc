/// Gives rows of demand the hours that people can serve.
///
/// In each round everybody hands what they can give in a period to the rows that they may serve then, in
/// proportion to what those ask, and each row asks for what it was handed. So a skill is asked for what
/// its holders have left for it beside their other skills, whatever it was drawn with.
/// Source: proportional response (Wu and Zhang 2007, doi:10.1145/1250790.1250844), with rows that move
/// as a whole over their periods.
struct SupplyFit {
  private static let rounds = 20

  /// What somebody can give, in hours by period, and the asks that they may serve.
  struct Giver {
    var asks: [Int]
    var hours: [Double]
  }

  /// Who gives.
  let givers: [Giver]
  /// For each row its ask: rows of one skill, level and team are one.
  let askOfRow: [Int]
  let askCount: Int
  let shares: [PeriodShares]
  let periodCount: Int

  /// The rows' hours after fitting.
  ///
  /// - Parameter hours: what the rows ask in proportion to one another.
  /// - Returns: hours whose sum is `total`; those given, scaled, where nobody may serve any row.
  func fitted(_ hours: [Double], total: Double) -> [Double] {
    var fitted = hours
    for _ in 0..<Self.rounds {
      let asked = asked(fitted)
      let rate = rates(asked)
      for (row, share) in shares.enumerated() {
        var factor = 0.0
        for (offset, part) in share.shares.enumerated() {
          factor += part * rate[askOfRow[row] * periodCount + share.first + offset]
        }
        fitted[row] *= factor
      }
    }
    let sum = fitted.reduce(0, +)
    guard sum > 0 else {
      let scale = total / max(hours.reduce(0, +), .leastNonzeroMagnitude)
      return hours.map { $0 * scale }
    }
    return fitted.map { $0 * total / sum }
  }

  /// Hours by ask and period.
  private func asked(_ hours: [Double]) -> [Double] {
    var asked = [Double](repeating: 0, count: askCount * periodCount)
    for (row, share) in shares.enumerated() {
      for (offset, part) in share.shares.enumerated() {
        asked[askOfRow[row] * periodCount + share.first + offset] += hours[row] * part
      }
    }
    return asked
  }

  /// For each ask and period what is given for an hour that is asked.
  private func rates(_ asked: [Double]) -> [Double] {
    var rate = [Double](repeating: 0, count: asked.count)
    for giver in givers {
      for period in 0..<periodCount where giver.hours[period] > 0 {
        let sum = giver.asks.reduce(0) { $0 + asked[$1 * periodCount + period] }
        guard sum > 0 else { continue }
        for ask in giver.asks { rate[ask * periodCount + period] += giver.hours[period] / sum }
      }
    }
    return rate
  }
}
