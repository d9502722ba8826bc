/// Money that an allocation takes from one initiative and gives to another.
public struct FundingShift: Sendable, Hashable {
  /// Who gives, by its place in the ledger; nil: money that the plan leaves unspent.
  public let from: Int?
  /// Who gets; nil: nobody, the money is released or cut.
  public let to: Int?
  /// The source of the money.
  public let source: Int
  /// The period in which it is taken.
  public let period: Int
  /// The period in which it is spent: a later one where money is carried over.
  public let toPeriod: Int
  /// How much.
  public let amount: Double
  /// What it brings: Σ over all shifts is the change of the value, up to rounding.
  public let gain: Double

  /// One side of a shift that waits for the other.
  private struct Side {
    var initiative: Int
    var period: Int
    var amount: Double
  }

  /// The shifts between the plan's budgets and an allocation, the largest gain first.
  ///
  /// Within a source and a period the smallest gift goes with the smallest need, so that there are few; what is
  /// left meets needs of later periods. An initiative's change of value is spread evenly over its net change
  /// of money.
  public static func all(from model: FundingModel, to funding: Funding) -> [FundingShift] {
    let rates = rates(model, funding)
    var shifts: [FundingShift] = []
    for source in model.ledger.sources.indices {
      var (given, wanted) = sides(of: source, model, funding)
      shifts += pairs(&given, &wanted, source, rates) { $0 == $1 }
      shifts += pairs(&given, &wanted, source, rates) { $0 < $1 }
      for side in given where side.amount > 0 {
        shifts.append(
          FundingShift(
            from: side.initiative, to: nil, source: source, period: side.period,
            toPeriod: side.period, amount: side.amount,
            gain: -rates[side.initiative] * side.amount))
      }
      for side in wanted where side.amount > 0 {
        shifts.append(
          FundingShift(
            from: nil, to: side.initiative, source: source, period: side.period,
            toPeriod: side.period, amount: side.amount,
            gain: rates[side.initiative] * side.amount))
      }
    }
    let dust = FundingVerifier.tolerance * model.largestSum
    return shifts.filter { $0.amount > dust }.sorted {
      $0.gain == $1.gain
        ? ($0.period, $0.source, $0.from ?? -1, $0.to ?? -1)
          < ($1.period, $1.source, $1.from ?? -1, $1.to ?? -1)
        : $0.gain > $1.gain
    }
  }

  /// By initiative the change of its value ÷ that of its money.
  private static func rates(_ model: FundingModel, _ funding: Funding) -> [Double] {
    let now = model.byInitiative(funding.amounts)
    return model.ledger.initiatives.indices.map { item in
      let planned = model.ledger.initiatives[item].planned.reduce(0, +)
      let change = now[item].reduce(0, +) - planned
      guard abs(change) > FundingVerifier.tolerance * (1 + planned) else { return 0 }
      return (funding.values[item] - model.plannedValues[item]) / change
    }
  }

  private static func sides(
    of source: Int, _ model: FundingModel, _ funding: Funding
  ) -> (given: [Side], wanted: [Side]) {
    var (given, wanted) = ([Side](), [Side]())
    for (line, own) in zip(model.ledger.lines, funding.amounts) where line.source == source {
      for period in own.indices {
        let change = own[period] - line.amounts[period]
        if change == 0 { continue }
        let side = Side(initiative: line.initiative, period: period, amount: abs(change))
        if change < 0 { given.append(side) } else { wanted.append(side) }
      }
    }
    func isBefore(_ a: Side, _ b: Side) -> Bool {
      (a.period, a.amount, a.initiative) < (b.period, b.amount, b.initiative)
    }
    return (given.sorted(by: isBefore), wanted.sorted(by: isBefore))
  }

  private static func pairs(
    _ given: inout [Side], _ wanted: inout [Side], _ source: Int, _ rates: [Double],
    where mayMeet: (Int, Int) -> Bool
  ) -> [FundingShift] {
    var shifts: [FundingShift] = []
    for to in wanted.indices {
      for from in given.indices
      where given[from].amount > 0 && wanted[to].amount > 0
        && mayMeet(given[from].period, wanted[to].period)
      {
        let amount = min(given[from].amount, wanted[to].amount)
        given[from].amount -= amount
        wanted[to].amount -= amount
        let (giver, getter) = (given[from].initiative, wanted[to].initiative)
        shifts.append(
          FundingShift(
            from: giver, to: getter, source: source, period: given[from].period,
            toPeriod: wanted[to].period, amount: amount,
            gain: (rates[getter] - rates[giver]) * amount))
      }
    }
    return shifts
  }
}
