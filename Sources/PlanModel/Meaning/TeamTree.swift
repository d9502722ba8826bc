/// The teams of a plan with what they inherit. Source: PLAN §4.
///
/// Edge cases: a cycle of parents, which no file can bring in, ends at the team where it closes.
public struct TeamTree: Sendable {
  /// The teams from a team upwards, itself first.
  private let chains: [String: [String]]
  private let runWorks: [String: Double]
  private let targets: [String: Double]
  private let settings: PlanSettings

  /// Reads the teams and the plan's settings.
  public init(_ plan: Plan) {
    let parents = Dictionary(
      plan.teams.map { ($0.id, $0.parent) }, uniquingKeysWith: { first, _ in first })
    var chains: [String: [String]] = [:]
    var runWorks: [String: Double] = [:]
    var targets: [String: Double] = [:]
    for team in plan.teams {
      var chain = [team.id]
      while let last = chain.last, let parent = parents[last] ?? nil, !chain.contains(parent) {
        chain.append(parent)
      }
      chains[team.id] = chain
      runWorks[team.id] = team.runWork
      targets[team.id] = team.targetUtilisation
    }
    self.chains = chains
    self.runWorks = runWorks
    self.targets = targets
    self.settings = plan.settings
  }

  /// The team and all above it, itself first; empty for nil.
  public func chain(of team: String?) -> [String] {
    guard let team else { return [] }
    return chains[team] ?? [team]
  }

  /// Whether a member of `member` belongs to `team` or one of its sub-teams.
  public func contains(_ team: String, member: String?) -> Bool {
    chain(of: member).contains(team)
  }

  /// The share kept for run work: the own value beats the team's, that the parent's, that the plan's.
  public func runWork(own: Double?, team: String?) -> Double {
    own ?? chain(of: team).lazy.compactMap { runWorks[$0] }.first ?? settings.runWork
  }

  /// The target utilisation, found like ``runWork(own:team:)``.
  public func targetUtilisation(own: Double?, team: String?) -> Double {
    own ?? chain(of: team).lazy.compactMap { targets[$0] }.first ?? settings.targetUtilisation
  }
}
