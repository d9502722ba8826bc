import PlanCompiler
import PlanModel
import WorkCalendar

/// Puts the numbers of a solved plan into an answer.
struct BottleneckComposer: Sendable {
  let request: Bottlenecks.Request
  let filter: BottleneckFilter
  let plan: CompiledPlan
  let spans: [Grid.Span]
  /// By span, then by basis.
  let solved: [[PeriodShortage]]
  let prices: BottleneckPrices
  private let holders: SkillHolders
  private let names: PersonNames

  init(
    request: Bottlenecks.Request, filter: BottleneckFilter, plan: CompiledPlan,
    spans: [Grid.Span], solved: [[PeriodShortage]], prices: BottleneckPrices
  ) {
    self.request = request
    self.filter = filter
    self.plan = plan
    self.spans = spans
    self.solved = solved
    self.prices = prices
    holders = SkillHolders(plan)
    names = PersonNames(plan.plan.people)
  }

  private var settings: PlanSettings { plan.plan.settings }
  private var asOf: Day { settings.asOf ?? request.today }

  /// Indices of the spans that are shown.
  private var shown: [Int] { spans.indices.filter { filter.shows(spans[$0].days) } }
  private var bases: [(offset: Int, element: Basis)] {
    Array(Basis.allCases.enumerated()).filter { filter.shows($0.element) }
  }

  func answer() -> Bottlenecks.Answer {
    let rows = skillRows()
    let all = self.bottlenecks()
    let bottlenecks = all.filter { filter.shows(skills: $0.skills) }
    let (periods, shortage) = (periodRows(), shortageRows())
    let findings = FindingList(bottlenecks, of: all, periods: periods, shortage: shortage)
    let headline = request.basis ?? .confirmed
    let nearest = nearMisses(rows, bottlenecks, basis: headline)
    let ignoredWork = IgnoredWork(plan)
    let ignored = ignoredWork.ignored
    let sentence = BottleneckSentence(
      basis: headline, findings: findings, shortage: shortage, nearest: nearest, periods: periods,
      asOf: asOf, hasDemand: !plan.demand.lines.isEmpty, isFiltered: request.isFiltered,
      names: names)
    return Bottlenecks.Answer(
      plan: PlanIdentity(request.plan, today: request.today), summary: sentence.text,
      periods: periods, capacity: capacityRows(), skills: rows, shortage: shortage,
      bottlenecks: bottlenecks, ranked: findings.ranked, nearest: nearest, ignored: ignored,
      trust: ignoredWork.trust(ignored), thresholds: settings.thresholds,
      knowsHiringTimes: settings.hiring != nil, headlineBasis: headline,
      people: peopleNamed(in: rows), pricing: prices.pricing, prices: priceRows)
  }

  /// The people who stand as `@id` in rows, by id.
  private func peopleNamed(in rows: [Bottlenecks.SkillRow]) -> [Bottlenecks.PersonName] {
    Set(rows.lazy.map(\.skill).filter { $0.hasPrefix("@") }).sorted().compactMap { skill in
      let name = names.label(skill: skill)
      return name == skill
        ? nil : Bottlenecks.PersonName(id: String(skill.dropFirst()), name: name)
    }
  }

  private func periodRows() -> [Bottlenecks.PeriodRow] {
    shown.map { index in
      let span = spans[index]
      return Bottlenecks.PeriodRow(
        period: span.period, from: span.days.first, to: span.days.last,
        standardHours: plan.standardHours(in: span.cells), past: span.days.last < asOf)
    }
  }

  private func capacityRows() -> [Bottlenecks.CapacityRow] {
    let supply = plan.supply
    return shown.map { index in
      let span = spans[index]
      var plannable = 0.0
      var free = 0.0
      for unit in supply.units.indices {
        for cell in span.cells {
          plannable += supply.plannableHours[unit * supply.cellCount + cell]
          free += supply.freeHours[unit * supply.cellCount + cell]
        }
      }
      return Bottlenecks.CapacityRow(
        period: span.period, grossHours: supply.grossHours[span.cells].reduce(0, +),
        netHours: supply.netHours[span.cells].reduce(0, +), plannableHours: plannable,
        freeHours: free)
    }
  }

  private var priceRows: [Allocate.PriceRow] {
    let periods = Set(shown.map { spans[$0].period })
    return prices.rows.filter { periods.contains($0.period) && filter.shows(skills: [$0.skill]) }
  }

  private func shortageRows() -> [Bottlenecks.ShortageRow] {
    bases.flatMap { basis in
      shown.map { index in
        let period = solved[index][basis.offset]
        return Bottlenecks.ShortageRow(
          period: spans[index].period, basis: basis.element, demandHours: period.demandHours,
          servedHours: period.demandHours - period.shortHours, shortHours: period.shortHours,
          structuralHours: period.structuralHours)
      }
    }
  }

  /// Every skill that is held or asked for, in every shown period.
  private func skillRows() -> [Bottlenecks.SkillRow] {
    let lines = plan.demand.lines
    let units = plan.supply.units
    var skills = Set(units.flatMap { $0.skills.map(\.skill) })
    skills.formUnion(lines.map(\.skill))
    let names = skills.sorted().filter { filter.shows(skills: [$0]) }
    let number = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    var plannable = [[Double]](
      repeating: [Double](repeating: 0, count: names.count), count: spans.count)
    for (index, unit) in units.enumerated() {
      var held = unit.skills.compactMap { number[$0.skill] }
      if case .person = unit.source, let own = number["@" + unit.id] { held.append(own) }
      guard !held.isEmpty else { continue }
      for span in shown {
        let hours = plan.supply.plannable(of: index, in: spans[span].cells)
        for skill in held { plannable[span][skill] += hours }
      }
    }
    return bases.flatMap { basis in
      let shares = plan.shares(of: basis.element)
      return shown.flatMap { span in
        var demand = [Double](repeating: 0, count: names.count)
        for (index, line) in lines.enumerated() {
          guard let skill = number[line.skill] else { continue }
          var sum = 0.0
          for cell in spans[span].cells { sum += plan.demand.hours(of: index, in: cell) }
          demand[skill] += shares[line.project] * sum
        }
        let standard = plan.standardHours(in: spans[span].cells)
        func fte(_ hours: Double) -> Double? { standard > 0 ? hours / standard : nil }
        return names.indices.map { skill in
          Bottlenecks.SkillRow(
            skill: names[skill], period: spans[span].period, basis: basis.element,
            demandHours: demand[skill], demandFTE: fte(demand[skill]),
            plannableFTE: fte(plannable[span][skill]),
            headroomFTE: fte(plannable[span][skill] - demand[skill]))
        }
      }
    }
  }

  /// Every binding set of the shown periods and bases, whatever its skills.
  private func bottlenecks() -> [Bottlenecks.Bottleneck] {
    bases.flatMap { basis in
      shown.flatMap { index in
        solved[index][basis.offset].sets.map {
          bottleneck($0, in: spans[index], basis: basis.element)
        }
      }
    }
  }

  private func bottleneck(
    _ set: PeriodShortage.BindingSet, in span: Grid.Span, basis: Basis
  ) -> Bottlenecks.Bottleneck {
    let standard = plan.standardHours(in: span.cells)
    let worstStandard = plan.standardHours[set.worstCell]
    let perHire = standard * (1 - settings.runWork) * settings.targetUtilisation
    let firstDay = plan.grid.cells[set.firstCell].first
    let decideBy = settings.hiring.map { firstDay - $0.leadTimeDays }
    let best =
      basis == request.basis ?? .confirmed ? prices.best(of: set.skills, in: span.period) : nil
    return Bottlenecks.Bottleneck(
      skills: set.skills, period: span.period, basis: basis,
      kind: set.structuralHours > ShortageModel.negligibleHours ? .structural : .timing,
      missingHours: set.missingHours, structuralHours: set.structuralHours,
      missingFTE: standard > 0 ? set.missingHours / standard : nil,
      peakFTE: worstStandard > 0 ? set.worstCellHours / worstStandard : nil,
      hiresNeeded: perHire > 0 ? set.missingHours / perHire : nil, firstDay: firstDay,
      worstWeek: Period(
        of: plan.grid.cells[set.worstCell].first, grain: .week, in: settings.fiscalYear),
      decideBy: decideBy, decideByPassed: decideBy.map { $0 < asOf },
      projects: set.projects.map {
        Bottlenecks.ProjectShare(
          project: plan.demand.projects[$0.project].id, demandHours: $0.demandHours,
          shortHours: $0.shortHours)
      },
      holders: holders.count(of: set.skills), core: Bottlenecks.CoreSkill.ranked(set.core),
      demandHours: set.demandHours,
      supplyHours: set.supplyHours, hireSkill: best?.skill, valuePerFTE: best?.value)
  }

  /// For each skill that binds nowhere its fullest period to come, the fullest skill first.
  private func nearMisses(
    _ rows: [Bottlenecks.SkillRow], _ bottlenecks: [Bottlenecks.Bottleneck], basis: Basis
  ) -> [Bottlenecks.NearMiss] {
    let past = Set(periodRows().filter(\.past).map(\.period))
    let binding = Set(bottlenecks.filter { $0.basis == basis }.flatMap(\.skills))
    var fullest: [String: Bottlenecks.NearMiss] = [:]
    for row in rows
    where row.basis == basis && row.demandHours > 0 && !past.contains(row.period)
      && !binding.contains(row.skill)
    {
      guard let demand = row.demandFTE, let plannable = row.plannableFTE, plannable > 0
      else { continue }
      let miss = Bottlenecks.NearMiss(
        skill: row.skill, period: row.period, basis: basis, headroomFTE: row.headroomFTE,
        utilisation: demand / plannable)
      if miss.utilisation > fullest[row.skill]?.utilisation ?? -1 { fullest[row.skill] = miss }
    }
    return Array(
      fullest.values.sorted {
        ($1.utilisation, $0.skill) < ($0.utilisation, $1.skill)
      }.prefix(Bottlenecks.NearMiss.mostShown))
  }
}

extension Bottlenecks.NearMiss {
  /// An answer holds no more of them.
  static let mostShown = 5
}

extension Bottlenecks.Request {
  /// Whether the answer leaves out a part of the plan.
  var isFiltered: Bool { within != nil || skill != nil || team != nil }
}

extension Basis {
  /// The share at which a project's demand counts.
  func share(of project: Project) -> Double {
    guard project.status.isTentative else { return project.status.isConfirmed ? 1 : 0 }
    return switch self {
    case .confirmed: 0
    case .expected: project.probability
    case .all: 1
    }
  }
}

extension CompiledPlan {
  /// The share at which each project's demand counts on a basis.
  func shares(of basis: Basis) -> [Double] { demand.projects.map { basis.share(of: $0) } }

  /// The same with one of the demand's projects left out.
  func shares(of basis: Basis, without project: Int) -> [Double] {
    var shares = shares(of: basis)
    shares[project] = 0
    return shares
  }
}
