extension Health {
  /// The published rules by which health is computed; the raw value is the identifier that reasons bear.
  public enum Rule: String, CaseIterable, Sendable {
    case late = "health-late"
    case short = "health-short"
    case overBudget = "health-over-budget"
    case behind = "health-behind"
    case milestoneMissed = "health-milestone-missed"
    case dependencyBroken = "health-dependency-broken"
    case gateNotMet = "health-gate-not-met"
    case noOwner = "health-no-owner"
    case noEstimate = "health-no-estimate"
    case projects = "health-projects"
    case initiativeOverBudget = "health-initiative-over-budget"

    /// When it says at risk, when off track.
    public var meaning: String {
      switch self {
      case .late:
        """
        A project whose last day of work lies after its deadline is at risk, off track from \
        \(Health.graceDays + 1) days after it on; after its must_finish it is off track at once.
        """
      case .short:
        """
        A project of whose confirmed hours people cannot serve more than \
        \(percent(Health.shortAtRisk)) is at risk, off track above \(percent(Health.shortOffTrack)); \
        less than \(plain(Health.leastShortHours, decimals: 0)) hours count for nothing.
        """
      case .overBudget:
        """
        A project whose served hours cost more than its budget is at risk, off track above \
        \(percent(1 + Health.overBudgetOffTrack)) of it.
        """
      case .behind:
        """
        Of a project's tasks with dates and percent_complete, by their length: where less is done than \
        the days gone would have, by more than \(percent(Health.behindAtRisk)) of the whole, it is at \
        risk, by more than \(percent(Health.behindOffTrack)) off track.
        """
      case .milestoneMissed:
        """
        A project with a milestone whose day has passed without percent_complete 100 % is at risk, off \
        track from \(Health.graceDays + 1) days after it on.
        """
      case .dependencyBroken:
        "A project with work whose dates do not wait for what it depends on is at risk."
      case .gateNotMet:
        """
        A project that does not meet the criteria of the stage gate before which it stands is at risk; \
        the criteria are the rules of plan.yaml whose `where` names `gate`.
        """
      case .noOwner: "A project or initiative for which nobody answers is at risk."
      case .noEstimate: "A project that asks for no work is at risk: nobody knows what it needs."
      case .projects:
        """
        An initiative is at risk where a project of it is at risk or off track; it is off track where \
        projects with more than \(percent(Health.offTrackShare)) of its hours are.
        """
      case .initiativeOverBudget:
        """
        An initiative whose projects' served hours cost more than its budgets is at risk, off track \
        above \(percent(1 + Health.overBudgetOffTrack)) of them.
        """
      }
    }

    private func percent(_ share: Double) -> String { plain(100 * share, decimals: 0) + " %" }
  }

  /// So many days late a project is at risk, later it is off track.
  static let graceDays = 14
  static let shortAtRisk = 0.02
  static let shortOffTrack = 0.10
  static let leastShortHours = 8.0
  static let overBudgetOffTrack = 0.10
  static let behindAtRisk = 0.10
  static let behindOffTrack = 0.25
  static let offTrackShare = 1.0 / 3
}
