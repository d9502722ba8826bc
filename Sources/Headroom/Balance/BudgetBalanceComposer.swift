import PlanCompiler
import PlanModel
import WorkCalendar

/// Turns an allocation of money into the answer.
struct BudgetBalanceComposer {
  let request: BudgetBalance.Request
  let study: FundingStudy

  private var ledger: FundingLedger { study.model.ledger }
  private var funding: Funding { study.funding }

  func answer() -> BudgetBalance.Answer {
    let amounts = study.model.byInitiative(funding.amounts)
    let gap = funding.bound - funding.objective
    let money = ledger.money(at: 1)
    let spent = zip(ledger.initiatives, amounts).reduce(0) { sum, row in
      row.0.curve == nil ? sum : sum + row.1.reduce(0, +)
    }
    let cut = cut(money)
    var answer = BudgetBalance.Answer(
      plan: PlanIdentity(request.plan, today: request.today), summary: "", budget: money,
      value: funding.value, baseValue: study.model.plannedValues.reduce(0, +),
      objective: funding.objective, bound: funding.bound,
      relativeGap: gap == 0 ? 0 : funding.objective == 0 ? nil : gap / abs(funding.objective),
      deviation: funding.deviation,
      baseDeviation: study.model.deviation(of: study.model.plannedValues),
      riskAversion: request.riskAversion, allocation: allocation(amounts),
      initiatives: initiatives(amounts), shifts: shifts(), prices: prices(), sources: sources(),
      pricesAreChanges: study.pricesAreChanges,
      frontier: study.frontier.map {
        .init(share: $0.share, budget: $0.money, value: $0.value)
      }, unspent: unspent(money - spent - (cut?.amount ?? 0), of: money), limits: limits(),
      isInterrupted: study.isInterrupted, cut: cut,
      people: study.bindingPeople.map { .init(period: $0.period, skills: $0.skills) },
      withoutValue: ledger.initiatives.filter { $0.curve == nil }.map(\.id),
      withoutCap: request.plan.initiatives.filter {
        $0.value != nil && $0.cap == nil && $0.curve.isEmpty
      }.map(\.id).sorted(),
      outside: ledger.outside)
    answer.summary = BudgetBalanceSentence(answer).text
    return answer
  }

  private func unspent(_ left: Double, of money: Double) -> Double {
    left > 1e-6 * money ? left : 0
  }

  private func allocation(_ amounts: [[Double]]) -> [BudgetBalance.Amount] {
    zip(ledger.initiatives, amounts).flatMap { item, own in
      ledger.periods.indices.map { period in
        BudgetBalance.Amount(
          initiative: item.id, period: ledger.periods[period].period, amount: own[period],
          change: own[period] - item.planned[period])
      }
    }
  }

  private func initiatives(_ amounts: [[Double]]) -> [BudgetBalance.Initiative] {
    ledger.initiatives.indices.map { number in
      let item = ledger.initiatives[number]
      let isValued = item.curve != nil
      return BudgetBalance.Initiative(
        initiative: item.id, planned: item.planned.reduce(0, +),
        amount: amounts[number].reduce(0, +),
        plannedValue: isValued ? study.model.plannedValues[number] : nil,
        value: isValued ? funding.values[number] : nil, least: item.curve?.least,
        most: item.curve?.most)
    }
  }

  private func shifts() -> [BudgetBalance.Shift] {
    FundingShift.all(from: study.model, to: funding).map { shift in
      BudgetBalance.Shift(
        from: shift.from.map { ledger.initiatives[$0].id },
        to: shift.to.map { ledger.initiatives[$0].id },
        period: ledger.periods[shift.period].period,
        toPeriod: ledger.periods[shift.toPeriod].period,
        kind: ledger.sources[shift.source].kind, fund: ledger.sources[shift.source].fund,
        amount: shift.amount, gain: shift.gain)
    }
  }

  private func prices() -> [BudgetBalance.Price] {
    zip(ledger.periods, study.prices).map { span, price in
      BudgetBalance.Price(
        period: span.period, valuePerUnit: price.next, valueOfLastUnit: price.last)
    }
  }

  private func sources() -> [BudgetBalance.Source] {
    ledger.sources.indices.map { number in
      let price = study.sourcePrices[number]
      return BudgetBalance.Source(
        kind: ledger.sources[number].kind, fund: ledger.sources[number].fund,
        amount: ledger.money(of: number), valuePerUnit: price.next, valueOfLastUnit: price.last)
    }
  }

  private func limits() -> [BudgetBalance.Limit] {
    zip(request.limits.all, study.limitPrices).map { row, price in
      BudgetBalance.Limit(
        kind: row.limit.kind, amount: row.limit.amount, valuePerUnit: price.next,
        valueOfLastUnit: price.last)
    }
  }

  /// Money that may not be spent: what is cut, else what limits leave of the budgets.
  private func takenAway(of money: Double) -> (share: Double, amount: Double)? {
    if let share = request.cut { return (share, money - ledger.money(at: 1 - share)) }
    let limits = request.limits.all.map(\.limit)
    let kinds: [Budget.Kind?] = [nil, .opex, .capex]
    let sums = kinds.map { kind in
      let money = ledger.sources.indices.filter { ledger.sources[$0].kind == kind }
        .reduce(0) { $0 + ledger.allMoney(of: $1) }
      guard let kind else { return money }
      return min(money, limits.first { $0.kind == kind }?.amount ?? .infinity)
    }
    let left = min(sums.reduce(0, +), limits.first { $0.kind == nil }?.amount ?? .infinity)
    return money - left > 1e-6 * money ? ((money - left) / money, money - left) : nil
  }

  private func cut(_ money: Double) -> BudgetBalance.Cut? {
    takenAway(of: money).map { share, taken in
      let before = study.model.byInitiative(study.uncut.amounts).map { $0.reduce(0, +) }
      let after = study.model.byInitiative(funding.amounts).map { $0.reduce(0, +) }
      let losses = ledger.initiatives.indices.compactMap { item -> BudgetBalance.Loss? in
        let amount = before[item] - after[item]
        guard amount > 1e-6 * max(1, money) else { return nil }
        let value = study.uncut.values[item] - funding.values[item]
        return BudgetBalance.Loss(
          initiative: ledger.initiatives[item].id, amount: amount, value: value,
          valuePerUnit: value / amount)
      }
      return BudgetBalance.Cut(
        share: share, amount: taken,
        cost: max(0, study.uncut.value - funding.value),
        goesFirst: losses.sorted {
          ($0.valuePerUnit, $0.initiative) < ($1.valuePerUnit, $1.initiative)
        })
    }
  }
}
