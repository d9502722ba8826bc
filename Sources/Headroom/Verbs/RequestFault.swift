import PlanModel

/// What can be wrong with a request; the raw value is the stable identifier.
public enum RequestFault: String, CaseIterable, Sendable {
  /// An option names a skill that the plan does not have.
  case unknownSkill = "unknown-skill"
  /// An option names a team that the plan does not have.
  case unknownTeam = "unknown-team"
  /// An option names a period of which the plan's horizon holds no day.
  case outsideHorizon = "outside-horizon"
  /// An option has a value that cannot be used.
  case unusableOption = "unusable-option"
  /// Must-haves, pins, logic, people and money allow no choice of projects.
  case selectionImpossible = "selection-impossible"
  /// No choice of projects was found in the time allowed.
  case selectionNotFound = "selection-not-found"
  /// An answer that is to be written was given for another plan.
  case staleResult = "stale-result"
  /// A file is no answer that can be written into a plan.
  case unusableResult = "unusable-result"
  /// A file of the plan's history is no snapshot.
  case unusableSnapshot = "unusable-snapshot"
  /// The plan's history has no snapshot that is asked for.
  case noSnapshot = "no-snapshot"
  /// The budgets cannot pay for the floors of initiatives.
  case floorsUnpayable = "floors-unpayable"
  /// Correlations of initiatives contradict each other.
  case riskContradictory = "risk-contradictory"
  /// A pitch asks for nothing that can be planned.
  case unusablePitch = "unusable-pitch"
  /// Nothing bears the name that is to be explained.
  case unknownTerm = "unknown-term"
  /// An answer was refuted by its own check, and is not shown. No plan is known that leads there.
  case checkFailed = "check-failed"

  /// One sentence.
  public var meaning: String {
    switch self {
    case .unknownSkill: "An option names a skill that the plan neither holds nor asks for."
    case .unknownTeam: "An option names a team that the plan does not have."
    case .outsideHorizon: "An option names a period that lies outside the plan's horizon."
    case .unusableOption: "An option has a value outside its range."
    case .staleResult: "An answer that is to be written was given for another plan."
    case .unusableResult: "A file is no answer that can be written into a plan."
    case .unusableSnapshot: "A file of the plan's history is no snapshot."
    case .noSnapshot: "The plan's history has no snapshot that is asked for."
    case .unusablePitch: "A pitch asks for nothing that can be planned."
    case .unknownTerm: "No word, finding or rule bears the name that is to be explained."
    case .selectionImpossible:
      "Must-haves, pins, logic, people and money allow no choice of projects."
    case .selectionNotFound: "No choice of projects was found in the time allowed."
    case .floorsUnpayable: "Budgets and people cannot pay for the floors of initiatives."
    case .riskContradictory: "The correlations of initiatives' values cannot hold together."
    case .checkFailed: "An answer did not pass its own check and is withheld; please report it."
    }
  }
}

extension RequestError {
  /// An option's name that the plan does not have, with the nearest that it has.
  static func unknown(
    _ fault: RequestFault, _ option: String, _ value: String, among known: Set<String>
  ) -> Diagnostic {
    let kind = fault == .unknownTeam ? "team" : "skill"
    let names = known.sorted()
    return Diagnostic(
      id: fault.rawValue, severity: .error, field: option, value: value,
      message: "the plan has no \(kind) '\(value)'",
      expected: names.count <= 12
        ? "one of \(names.joined(separator: ", "))" : "one of the plan's \(names.count) \(kind)s",
      suggestion: suggestion(for: value, among: known))
  }

  /// An option's value that cannot be used.
  static func unusable(_ option: String, _ value: String, expected: String) -> Diagnostic {
    Diagnostic(
      id: RequestFault.unusableOption.rawValue, severity: .error, field: option, value: value,
      message: "\(option) cannot be \(value)", expected: expected)
  }
}
