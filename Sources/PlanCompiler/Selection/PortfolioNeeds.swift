import Optimization
import PlanModel
public import WorkCalendar

/// What keeps a project out of a choice.
public enum PortfolioNeed: Sendable, Hashable {
  /// Hours that people with any of these skills lack in a quarter.
  case people(skills: [String], period: Period, hours: Double, fte: Double)
  /// Money that an initiative's budget lacks, in a period or up to its end.
  case money(initiative: String, period: Period, amount: Double)
  /// A project that it needs and that is not in.
  case requires(String)
  /// A project that comes with it and cannot.
  case includes(String)
  /// A project that is in and excludes it.
  case excludes(String)
  /// A project that allows it no start so early: it follows that one.
  case follows(String)
  /// A project that would have to start later or stay out: that one follows it.
  case precedes(String)
  /// It is pinned out.
  case pinnedOut
  /// It is worth nothing at any start.
  case value
}

extension PortfolioModel {
  /// What keeps a candidate out of a choice at its planned start, beside what is chosen.
  public func needs(of candidate: Int, beside chosen: [Int?]) -> [PortfolioNeed] {
    if problem.candidates[candidate].demand == .out { return [.pinnedOut] }
    var with = chosen + pinned
    with[candidate] = 0
    var needs: [PortfolioNeed] = []
    for violation in SelectionChecker.violations(of: with, in: problem) {
      switch violation {
      case .requires(let index) where problem.requires[index].candidate == candidate:
        needs.append(.requires(name(problem.requires[index].needed)))
      case .includes(let index) where problem.includes[index].contains(candidate):
        needs += problem.includes[index].filter { $0 != candidate }.map { .includes(name($0)) }
      case .excludes(let index) where problem.excludes[index].contains(candidate):
        needs += problem.excludes[index].filter { $0 != candidate }.map { .excludes(name($0)) }
      case .capacity(let resource, let used, let limit):
        switch resources[resource] {
        case .people: continue
        case .order(let order):
          let own = candidates[candidate].project.id
          if order.successor == own { needs.append(.follows(order.predecessor)) }
          if order.predecessor == own { needs.append(.precedes(order.successor)) }
        case .money(let number):
          let envelope = money.envelopes[number]
          needs.append(
            .money(
              initiative: envelope.initiative, period: money.periods[envelope.period].period,
              amount: used - limit))
        }
      default: continue
      }
    }
    for excess in excesses(of: Array(with.prefix(candidates.count))) {
      let span = capacity.spans[excess.span]
      needs.append(
        .people(
          skills: capacity.skills(of: excess.nodes), period: span.period, hours: excess.hours,
          fte: excess.hours / max(1, compiled.standardHours(in: span.cells))))
    }
    if needs.isEmpty, !candidates[candidate].options.contains(where: { $0.value > 0 }) {
      needs.append(.value)
    }
    return needs
  }

  /// Whether projects fit together at their planned starts: people and money, not the logic.
  public func fits(_ projects: [Int]) -> Bool {
    var chosen = [Int?](repeating: nil, count: candidates.count)
    for project in projects { chosen[project] = 0 }
    let broken = SelectionChecker.violations(of: chosen + pinned, in: problem).contains {
      if case .capacity = $0 { true } else { false }
    }
    return !broken && excesses(of: chosen).isEmpty
  }

  /// The entries of the outsiders in a choice.
  private var pinned: [Int?] {
    problem.candidates[candidates.count...].map { $0.demand == .mustHave ? 0 : nil }
  }

  /// The id of a candidate of the problem.
  private func name(_ index: Int) -> String {
    index < candidates.count ? candidates[index].project.id : outsiders[index - candidates.count]
  }

  /// What contradicts itself, in words.
  func lines(of conflict: SelectionConflict) -> [String] {
    let demands = conflict.demands.map { index in
      "'\(name(index))' \(problem.candidates[index].demand == .out ? "is out" : "must be in")"
    }
    let requires = conflict.requires.map { index in
      "'\(name(problem.requires[index].candidate))' requires "
        + "'\(name(problem.requires[index].needed))'"
    }
    func pair(_ group: [Int], _ verb: String) -> String {
      group.map { "'\(name($0))'" }.joined(separator: " \(verb) ")
    }
    let limits = conflict.resources.map { resource in
      switch resources[resource] {
      case .money(let number):
        "the budget of '\(money.envelopes[number].initiative)' in "
          + "\(money.periods[money.envelopes[number].period].period)"
      case .order(let order): "'\(order.successor)' follows '\(order.predecessor)'"
      case .people(let span, let nodes):
        "people with \(capacity.skills(of: nodes).joined(separator: " or ")) in "
          + "\(capacity.spans[span].period)"
      }
    }
    return demands + requires + conflict.includes.map { pair(problem.includes[$0], "includes") }
      + conflict.excludes.map { pair(problem.excludes[$0], "excludes") } + limits
  }
}
