import PlanModel
import WorkCalendar

/// Rechecks an allocation against the plan's own rows: budgets by kind, fund and period with what is carried
/// over, floors, caps, spent money and people.
///
/// It shares the meanings of budgets with the model, but none of its programme: money is walked through
/// period by period.
struct FundingVerifier {
  /// What sums may miss, relative to 1 + the most that an initiative has.
  static let tolerance = 1e-6

  private let model: FundingModel
  private let terms: FundingTerms
  private let funding: Funding
  private var ledger: FundingLedger { model.ledger }

  init(_ model: FundingModel, _ terms: FundingTerms, _ funding: Funding) {
    self.model = model
    self.terms = terms
    self.funding = funding
  }

  /// What is broken, in words; empty where all holds.
  func faults() -> [String] {
    boundFaults() + sourceFaults() + cutFaults() + limitFaults()
      + model.labour.excesses(of: model.byInitiative(funding.amounts)).compactMap { excess in
        let span = ledger.periods[model.labour.periods[excess.span]].period
        return excess.hours > Self.tolerance
          * (1 + model.labour.limit(of: excess.nodes, in: excess.span))
          ? "\(span) lacks \(excess.hours) hours more" : nil
      }
  }

  /// What a sum of money may miss.
  private var slack: Double {
    let sums = model.byInitiative(funding.amounts).map { $0.reduce(0, +) }
    return Self.tolerance * (1 + (sums.max() ?? 0))
  }

  private func exceeds(_ value: Double, _ limit: Double) -> Bool { !(value - limit <= slack) }

  private func boundFaults() -> [String] {
    var faults: [String] = []
    for (line, own) in zip(ledger.lines, funding.amounts) {
      for period in own.indices {
        let (amount, planned) = (own[period], line.amounts[period])
        if !(amount >= 0) { faults.append("'\(ledger.initiatives[line.initiative].id)' gives") }
        if ledger.isPast[period], amount != planned { faults.append("spent money is moved") }
      }
    }
    for (item, own) in zip(ledger.initiatives, model.byInitiative(funding.amounts)) {
      let money = own.reduce(0, +)
      guard let curve = item.curve else {
        if own != item.planned { faults.append("'\(item.id)' changes, though nobody values it") }
        continue
      }
      let spent = zip(item.planned, ledger.isPast).reduce(0) { $0 + ($1.1 ? $1.0 : 0) }
      if exceeds(curve.least, money) { faults.append("'\(item.id)' gets less than its floor") }
      if exceeds(money, max(spent, curve.most)) {
        faults.append("'\(item.id)' gets more than its cap")
      }
    }
    return faults
  }

  /// Each source pays what lapses first; what is carried over may wait.
  private func sourceFaults() -> [String] {
    var faults: [String] = []
    for source in ledger.sources.indices {
      var waiting = 0.0
      for (period, span) in ledger.periods.enumerated() where !ledger.isPast[period] {
        let scale = terms.scale[source][period]
        var spent = funding.withdrawn[source][period]
        for (line, own) in zip(ledger.lines, funding.amounts) where line.source == source {
          spent += own[period]
        }
        let lapsing = scale * ledger.lapsing[source][period]
        waiting += scale * ledger.carried[source][period] - max(0, spent - lapsing)
        if !(waiting >= -slack) {
          faults.append("\(span.period) spends \(-waiting) that is not there")
        }
        waiting = max(0, waiting)
      }
    }
    return faults
  }

  private func limitFaults() -> [String] {
    terms.limits.compactMap { limit in
      let lines = zip(ledger.lines, funding.amounts).filter {
        limit.kind == nil || ledger.sources[$0.0.source].kind == limit.kind
      }
      let spent = lines.reduce(0) { $0 + $1.1.reduce(0, +) }
      // What is spent already cannot be taken back.
      let before = lines.reduce(0) { sum, line in
        zip(line.0.amounts, ledger.isPast).reduce(sum) { $0 + ($1.1 ? $1.0 : 0) }
      }
      return exceeds(spent, max(before, limit.amount))
        ? "\(spent) is spent where \(limit.amount) may be" : nil
    }
  }

  private func cutFaults() -> [String] {
    ledger.periods.indices.filter { !ledger.isPast[$0] }.compactMap { period in
      var (money, withdrawn) = (0.0, 0.0)
      for source in ledger.sources.indices {
        money +=
          terms.scale[source][period]
          * (ledger.lapsing[source][period] + ledger.carried[source][period])
        withdrawn += funding.withdrawn[source][period]
      }
      return exceeds(terms.cut * money, withdrawn)
        ? "\(ledger.periods[period].period) is cut too little" : nil
    }
  }
}
