import PlanCompiler
import PlanModel
import WorkCalendar

/// Puts the remedies that were found into an answer.
struct HireListComposer {
  private let search: StaffSearch

  init(_ search: StaffSearch) { self.search = search }

  private var plan: CompiledPlan { search.base }
  private var settings: PlanSettings { search.request.plan.settings }

  func answer() async throws(RequestError) -> Staff.Answer {
    let model = ShortageModel(plan, shares: [plan.shares(of: .confirmed)])
    let periods: [PeriodShortage]
    do {
      periods = try await model.solve(search.spans).map { $0[0] }
    } catch {
      throw RequestError([Bottlenecks.refutation(error)])
    }
    let packages = zip(search.remedies, search.withoutHours).map { package($0, without: $1) }
    let quarters = search.spans.indices.map { index in
      Staff.QuarterRow(
        period: search.spans[index].period, from: search.spans[index].days.first,
        to: search.spans[index].days.last, shortHours: periods[index].shortHours,
        structuralHours: search.structural[index], remainingHours: search.remaining[index])
    }
    let known = packages.allSatisfy { $0.cost != nil }
    let cost = known ? packages.reduce(0) { $0 + ($1.cost ?? 0) } : nil
    return Staff.Answer(
      plan: PlanIdentity(search.request.plan, today: search.request.today),
      summary: sentence(quarters, packages, cost), quarters: quarters,
      steps: steps(quarters, periods), packages: packages, cost: cost,
      remainingHours: search.total, leastRemainingHours: min(search.leastRemaining, search.total),
      relativeGap: search.relativeGap, isProven: search.isProven,
      candidateCount: search.candidateCount, limits: search.limits, scenario: scenario(packages))
  }

  private func package(_ remedy: Remedy, without hours: Double) -> Staff.Package {
    let asOf = settings.asOf ?? search.request.today
    return Staff.Package(
      kind: remedy.kind, skill: "\(remedy.skill.skill):\(remedy.skill.level)",
      count: remedy.count, person: remedy.person, pool: remedy.pool, from: remedy.from,
      to: remedy.to, cost: remedy.cost, decideBy: remedy.decideBy,
      decideByPassed: remedy.decideBy < asOf, remainingWithoutHours: hours, change: remedy.text)
  }

  private func scenario(_ packages: [Staff.Package]) -> String {
    let changes = packages.map { "  - \($0.change)\n" }.joined()
    return "name: Hire list\nchanges:\(packages.isEmpty ? " []\n" : "\n" + changes)"
  }

  /// The steps in their order, each with what it mends at most.
  private func steps(
    _ quarters: [Staff.QuarterRow], _ periods: [PeriodShortage]
  ) -> [Staff.StepRow] {
    let timing = quarters.reduce(0) { $0 + max(0, $1.shortHours - $1.structuralHours) }
    let structural = quarters.reduce(0) { $0 + $1.structuralHours }
    let flexible = zip(search.spans, periods).reduce(0.0) { sum, quarter in
      let skills = Set(quarter.1.sets.filter { $0.structuralHours > 0 }.flatMap(\.skills))
      return sum + min(quarter.1.structuralHours, movableHours(of: skills, in: quarter.0))
    }
    let elevated = structural - search.total
    return [
      Staff.StepRow(
        step: .exploit, hours: timing,
        text: "shift work between the weeks of a quarter; move slack skills"),
      Staff.StepRow(
        step: .subordinate, hours: flexible,
        text: "let flexible work wait for another quarter of its window"),
      Staff.StepRow(
        step: .elevate, hours: elevated, text: "overtime, contractors, training and hires below"),
      Staff.StepRow(
        step: .cut, hours: search.total, text: "give up the work whose hour is worth least"),
    ]
  }

  /// Hours of flexible work of some skills in a quarter whose window goes beyond it.
  private func movableHours(of skills: Set<String>, in span: Grid.Span) -> Double {
    let shares = plan.shares(of: .confirmed)
    return plan.demand.flexible.reduce(0) { sum, row in
      let line = plan.demand.lines[row.line]
      guard skills.contains(line.skill),
        row.cells.lowerBound < span.cells.lowerBound || row.cells.upperBound > span.cells.upperBound
      else { return sum }
      let inside = row.cells.clamped(to: span.cells)
      return sum
        + shares[line.project]
        * inside.reduce(0) { $0 + row.profileHours[$1 - row.cells.lowerBound] }
    }
  }

  private func sentence(
    _ quarters: [Staff.QuarterRow], _ packages: [Staff.Package], _ cost: Double?
  ) -> String {
    let structural = quarters.reduce(0) { $0 + $1.structuralHours }
    guard !quarters.isEmpty else {
      return "The plan has no work in quarters to come: nobody needs to be hired."
    }
    let when = counted(quarters.count, "quarter", "quarters")
    guard structural > Staff.leastHours else {
      return "No skill is structurally short in the next \(when): nobody needs to be hired."
    }
    let money = cost.map {
      ", for \(grouped($0))\(settings.currency.map { " \($0)" } ?? "")"
    }
    guard let first = packages.first else {
      return """
        \(grouped(structural)) h are structurally short in the next \(when), and nobody can \
        come in time: work must wait or go.
        """
    }
    let closes =
      search.total <= Staff.leastHours * Double(quarters.count)
      ? "all \(grouped(structural)) h"
      : "\(grouped(structural - search.total)) of \(grouped(structural)) h"
    return """
      \(counted(packages.count, "package closes", "packages close")) \(closes) of structural shortage in the next \
      \(when)\(money ?? ""). The first decision is due by \(first.decideBy).
      """
  }
}
