public import PlanModel
public import WorkCalendar

/// A scenario that was read, and what the plan becomes by it.
public struct ReadScenario: Sendable {
  /// Its changes with their places.
  public let scenario: Scenario
  /// The plan with the changes, checked as a plan is.
  public let plan: Plan
  /// What somebody should look at, in order of place.
  public let warnings: [Diagnostic]
}

/// Reads scenarios against a plan, and says all that is wrong with them at once.
///
///     let library = ScenarioLibrary(planFolder: "Scenarios/scaleup")
///     let read = try ScenarioReader.read(
///       ["insight-later", "train-analysts+hire-reliability"], in: library, of: plan, today: today)
///
/// A scenario is a name of the plan's `whatif` folder, a path, or several of them with `+` between
/// them, applied in order. Source: PLAN §5.
public enum ScenarioReader {
  /// A scenario has at most so many changes, those that it extends included.
  static let mostChanges = 1000
  /// Files extend one another at most so deep.
  static let deepest = 50

  /// Reads scenarios, then changes given as text, one scenario for each.
  ///
  /// - Throws: every error of all of them, in order of place.
  public static func read(
    _ arguments: [String], inline: [String] = [], in library: ScenarioLibrary, of plan: Plan,
    today: Day
  ) throws(PlanErrors) -> [ReadScenario] {
    var gathered = GatheredScenarios(plan, library, today)
    for argument in arguments { gathered.take { $0.read(argument: argument) } }
    for (index, text) in inline.enumerated() {
      gathered.take { $0.read(inline: text, number: inline.count > 1 ? index + 1 : nil) }
    }
    return try gathered.finished()
  }

  /// Reads all scenarios of the library's `whatif` folder but those whose projects are all in the plan
  /// already: they were applied, or their pitch was.
  ///
  /// - Returns: `leftOut` says of each of those, in a warning, why it is left out and how to be rid of it.
  /// - Throws: every error of all others, in order of place.
  public static func readAll(
    in library: ScenarioLibrary, of plan: Plan, today: Day
  ) throws(PlanErrors) -> (scenarios: [ReadScenario], leftOut: [Diagnostic]) {
    var gathered = GatheredScenarios(plan, library, today)
    var leftOut: [Diagnostic] = []
    let known = Set(plan.projects.map(\.id))
    for name in library.names {
      gathered.take {
        $0.read(argument: name)
      } leavingOut: { reading in
        let added = reading.addedProjects
        guard !added.isEmpty, known.isSuperset(of: added) else { return false }
        leftOut.append(library.applied(name, adding: added))
        return true
      }
    }
    return (try gathered.finished(), leftOut)
  }
}

/// Scenarios that were read one after the other, and all that is wrong with them.
private struct GatheredScenarios {
  private let plan: Plan
  private let library: ScenarioLibrary
  private let today: Day
  private var scenarios: [ReadScenario] = []
  private var errors: [Diagnostic] = []

  init(_ plan: Plan, _ library: ScenarioLibrary, _ today: Day) {
    (self.plan, self.library, self.today) = (plan, library, today)
  }

  /// Reads a scenario.
  ///
  /// - Parameter isLeftOut: asked of a reading with errors: whether they are no matter, as the scenario
  ///   does not count.
  mutating func take(
    _ read: (inout ScenarioReading) -> Void,
    leavingOut isLeftOut: (ScenarioReading) -> Bool = { _ in false }
  ) {
    var reading = ScenarioReading(plan, library: library, today: today)
    read(&reading)
    if !reading.diagnostics.hasErrors {
      scenarios.append(reading.result)
    } else if !isLeftOut(reading) {
      errors += reading.diagnostics.errors.diagnostics
    }
  }

  func finished() throws(PlanErrors) -> [ReadScenario] {
    guard errors.isEmpty else {
      // A file that several scenarios extend has its errors once.
      var seen: Set<Diagnostic> = []
      throw PlanErrors(errors.filter { seen.insert($0).inserted })
    }
    return scenarios
  }
}
