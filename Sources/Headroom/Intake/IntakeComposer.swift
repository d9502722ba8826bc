import PlanCompiler
import PlanModel
import WorkCalendar

/// Puts what was found about a pitch into an answer.
struct IntakeComposer {
  let study: IntakeStudy
  let displacement: IntakeDisplacement
  let ways: [Intake.Way]

  private var pitch: Pitch { study.request.pitch }
  private var plan: CompiledPlan { study.compiled }

  /// So many candidates for a part of the work are told.
  private static let mostCandidates = 3

  func answer() async throws(RequestError) -> Intake.Answer {
    let starts = study.windows.indices.map { index in
      Intake.Start(
        start: study.windows[index].first, finish: study.windows[index].last,
        addedShortHours: study.added[index], fits: study.fits(index))
    }
    let earliest = study.earliest.map { starts[$0] }
    let shown = study.earliest ?? 0
    let lines = plan.demand.lines.indices.filter {
      plan.demand.lines[$0].project == study.projects[shown]
    }
    let hours = lines.reduce(0) { $0 + self.hours(of: $1).reduce(0, +) }
    let nobody = whyNobody(lines)
    let rates = nobody.isEmpty ? MeanPay(plan).rates(of: plan.demand) : nil
    let cost = rates.map { rates in
      lines.reduce(0) { $0 + rates[$1] * self.hours(of: $1).reduce(0, +) }
    }
    return Intake.Answer(
      plan: PlanIdentity(study.request.plan, today: study.request.today),
      summary: (nobody + [sentence(starts[0], earliest, cost)]).joined(separator: " "),
      project: pitch.project.id,
      name: pitch.project.name, missing: pitch.missing, asked: starts[0],
      askedChanges: study.delay(toStart: 0), earliest: earliest,
      starts: starts, hours: hours, cost: cost, lacking: displacement.lacking,
      displaced: displacement.displaced,
      displacedCost: displacement.displaced.reduce(0) { $0 + $1.cost },
      roles: try await roles(lines, in: study.windows[shown]), ways: ways)
  }

  // MARK: Who could do it

  private func roles(
    _ lines: [Int], in window: DayRange
  ) async throws(RequestError) -> [Intake.Role] {
    // Who does what today, budgets aside: room is a question of hours.
    var unlimited = study.request.plan
    unlimited.budgets = []
    let staffed = try await StaffedPlan(
      unlimited, today: study.request.today, basis: .confirmed, horizon: window)
    let calendar = PlanCalendars(plan.plan).standard
    var roles: [Intake.Role] = []
    for number in lines {
      guard var role = role(of: number, in: window, calendar) else { continue }
      if case .skill(let skill, let level) = plan.demand.lines[number].need {
        role.level = level
        role.candidates = try await candidates(SkillLevel(skill, level), role, staffed)
      }
      roles.append(role)
    }
    return roles
  }

  /// A line of the new work without those who could do it; nil where it asks for no hours.
  private func role(
    of number: Int, in window: DayRange, _ calendar: DailyHours
  ) -> Intake.Role? {
    let hours = hours(of: number)
    guard let first = hours.firstIndex(where: { $0 > 0 }),
      let last = hours.lastIndex(where: { $0 > 0 }),
      let days = DayRange(
        max(window.first, plan.grid.cells[first].first),
        min(window.last, plan.grid.cells[last].last))
    else { return nil }
    let (line, sum) = (plan.demand.lines[number], hours.reduce(0, +))
    let standard = days.days.reduce(0) { $0 + calendar.hours(on: $1) }
    return Intake.Role(
      skill: line.skill, level: 0, team: line.team, from: days.first, to: days.last, hours: sum,
      fte: standard > 0 ? sum / standard : 0, candidates: [])
  }

  private func candidates(
    _ skill: SkillLevel, _ role: Intake.Role, _ staffed: StaffedPlan
  ) async throws(RequestError) -> [Find.Candidate] {
    guard role.fte > 0, let days = DayRange(role.from, role.to) else { return [] }
    let request = Find.Request(
      plan: study.request.plan, today: study.request.today, skill: skill, days: days,
      fte: role.fte)
    let all = try await FindComposer(
      request: request, staffed: staffed, mostPriced: Self.mostCandidates
    ).candidates()
    let able = all.filter { candidate in
      role.team.map { plan.teams.contains($0, member: candidate.team) } ?? true
    }
    return Array(able.prefix(Self.mostCandidates))
  }

  private func hours(of line: Int) -> [Double] {
    (0..<plan.demand.cellCount).map { plan.demand.hours(of: line, in: $0) }
  }

  // MARK: Words

  /// A sentence for each skill of the work that nobody holds at its level, in the order of the work.
  private func whyNobody(_ lines: [Int]) -> [String] {
    var sentences: [String] = []
    for number in lines {
      guard case .skill(let skill, let level) = plan.demand.lines[number].need,
        let why = plan.whyNobodyHolds(SkillLevel(skill, level))
      else { continue }
      let pools = plan.plan.pools.filter { $0.holds(SkillLevel(skill, level)) }.map(\.id)
      let sentence =
        pools.isEmpty ? why : "\(why.prefix { $0 != ";" }) but contractors of \(listed(pools))"
      let end = sentence.hasSuffix("?") ? "" : "."
      if !sentences.contains(sentence + end) { sentences.append(sentence + end) }
    }
    return sentences
  }

  private func sentence(
    _ asked: Intake.Start, _ earliest: Intake.Start?, _ cost: Double?
  ) -> String {
    let name = pitch.project.name ?? pitch.project.id
    let currency = study.request.plan.settings.currency.map { " \($0)" } ?? ""
    let price = cost.map { "; its people cost \(grouped($0))\(currency)" } ?? ""
    let when = study.isLate ? "in the first week that is not past" : "as asked"
    guard let earliest else {
      return """
        \(name) fits in no week that lets it end by \(study.lastDay), the last day of the plan: it or \
        confirmed work would lack hours\(price).\(shortage(asked))
        """
    }
    guard earliest.start > asked.start else {
      return """
        \(name) fits \(when), from \(asked.start) to \(asked.finish), and adds no shortage to \
        committed work\(price).\(beyond(asked))
        """
    }
    return """
      \(name) fits from \(earliest.start) on, \(PlainTime.days(earliest.start - asked.start)) later \
      than asked, and ends on \(earliest.finish)\(price).\(shortage(asked))
      """
  }

  /// What a plan cannot know.
  private func beyond(_ start: Intake.Start) -> String {
    start.finish > study.plannedEnd
      ? " After \(study.plannedEnd), the last day of the plan, no other work is known." : ""
  }

  private func shortage(_ asked: Intake.Start) -> String {
    let skills = displacement.lacking.prefix(3).map(\.skill)
    let what = skills.isEmpty ? "" : " of \(listed(skills))"
    return " From \(asked.start) on \(grouped(asked.addedShortHours)) h\(what) are missing."
  }
}
