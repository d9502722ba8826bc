import PlanCompiler
import PlanModel
import WorkCalendar

/// Turns a choice into the answer.
struct BalanceComposer {
  let request: Balance.Request
  let selection: PortfolioSelection

  private var model: PortfolioModel { selection.model }
  private var candidates: [PortfolioCandidate] { model.candidates }

  func answer() -> Balance.Answer {
    let gap = selection.bound - selection.value
    var answer = Balance.Answer(
      plan: PlanIdentity(request.plan, today: request.today), summary: "", selected: selected(),
      rejected: rejected(), value: selection.value, bound: selection.bound,
      relativeGap: gap == 0 ? 0 : selection.value == 0 ? nil : gap / abs(selection.value),
      greedyValue: selection.baselineValue,
      greedy: candidates.indices.filter { selection.baseline[$0] != nil }.map {
        candidates[$0].project.id
      }, ranking: ranking(),
      withoutValue: candidates.filter { $0.project.value == nil }.map(\.project.id),
      withoutCost: candidates.indices.filter {
        model.cost(of: $0) == nil && candidates[$0].project.initiative != nil
      }.map { candidates[$0].project.id })
    answer.summary = BalanceSentence(answer).text
    return answer
  }

  private func selected() -> [Balance.Selected] {
    candidates.indices.compactMap { index in
      selection.chosen[index].map { option in
        let start = candidates[index].options[option]
        return Balance.Selected(
          project: candidates[index].project.id, start: start.start, finish: start.finish,
          level: start.level, value: start.value,
          hours: model.hours(of: index, option: option), cost: model.cost(of: index))
      }
    }.sorted {
      let (left, right) = ($0.start ?? .latest, $1.start ?? .latest)
      return left == right ? $0.project < $1.project : left < right
    }
  }

  private func rejected() -> [Balance.Rejected] {
    let misses = candidates.indices.filter { selection.chosen[$0] == nil }.map { index in
      let needs = model.needs(of: index, beside: selection.chosen)
      return (
        distance: distance(needs, of: index),
        row: Balance.Rejected(
          project: candidates[index].project.id, value: candidates[index].project.value ?? 0,
          needs: needs.map(Balance.Need.init))
      )
    }
    return misses.sorted {
      $0.distance == $1.distance
        ? ($1.row.value, $0.row.project) < ($0.row.value, $1.row.project)
        : $0.distance < $1.distance
    }.map(\.row)
  }

  /// How far a candidate is from the choice: the share of its hours that lack people, and the share of
  /// its cost that lacks money; 1 for each other project that it needs, a rule is beyond all of them.
  private func distance(_ needs: [PortfolioNeed], of candidate: Int) -> Double {
    let hours = max(1, model.hours(of: candidate, option: 0))
    let cost = max(1, model.cost(of: candidate) ?? 1)
    return needs.reduce(0) { sum, need in
      switch need {
      case .people(_, _, let missing, _): sum + missing / hours
      case .money(_, _, let amount): sum + amount / cost
      case .requires, .includes, .excludes, .follows, .precedes: sum + 1
      case .pinnedOut, .value: .infinity
      }
    }
  }

  private func ranking() -> [Balance.Ranked] {
    let hours = candidates.indices.map { model.hours(of: $0, option: 0) }
    func isForced(_ index: Int) -> Bool {
      let project = candidates[index].project
      return project.pin != .out && (project.mustHave || project.pin == .in)
    }
    func density(_ index: Int) -> Double {
      (candidates[index].project.value ?? 0) / max(1, hours[index])
    }
    let order = candidates.indices.sorted {
      if isForced($0) != isForced($1) { return isForced($0) }
      return density($0) == density($1) ? $0 < $1 : density($0) > density($1)
    }
    let standard = max(1, model.standardHours)
    var rows: [Balance.Ranked] = []
    var (fte, cost) = (0.0, 0.0)
    var isAbove = true
    for (place, index) in order.enumerated() {
      fte += hours[index] / standard
      cost += model.cost(of: index) ?? 0
      isAbove = isAbove && model.fits(Array(order[...place]))
      rows.append(
        Balance.Ranked(
          project: candidates[index].project.id, value: candidates[index].project.value ?? 0,
          fte: hours[index] / standard, cumulativeFTE: fte, cost: model.cost(of: index),
          cumulativeCost: cost, aboveCutOff: isAbove,
          selected: selection.chosen[index] != nil, mustHave: isForced(index)))
    }
    return rows
  }
}

extension Balance.Need {
  fileprivate init(_ need: PortfolioNeed) {
    switch need {
    case .people(let skills, let period, let hours, let fte):
      self.init(
        kind: .people, text: "\(plain(fte)) FTE more of \(Self.words(skills)) in \(period)",
        skills: skills, period: period, hours: hours, fte: fte)
    case .money(let initiative, let period, let amount):
      self.init(
        kind: .money, text: "\(grouped(amount)) more in the budget of \(initiative) in \(period)",
        period: period, initiative: initiative, amount: amount)
    case .requires(let other):
      self.init(kind: .requires, text: "\(other), which it requires", other: other)
    case .includes(let other):
      self.init(kind: .includes, text: "\(other), which goes with it", other: other)
    case .excludes(let other):
      self.init(kind: .excludes, text: "\(other) out, which excludes it", other: other)
    case .follows(let other):
      self.init(kind: .follows, text: "a later start: it follows \(other)", other: other)
    case .precedes(let other):
      self.init(
        kind: .precedes, text: "\(other) out or later, which follows it", other: other)
    case .pinnedOut: self.init(kind: .pinnedOut, text: "its pin lifted: it is pinned out")
    case .value: self.init(kind: .value, text: "a value: at no start is it worth anything")
    }
  }

  /// A few of many skills, and how many others.
  private static func words(_ skills: [String]) -> String {
    guard skills.count > 4 else { return skills.joined(separator: " or ") }
    return skills.prefix(3).joined(separator: " or ") + " or \(skills.count - 3) others"
  }
}
