public import PlanModel
public import WorkCalendar

/// A sweep that was read: a number of the plan, and a scenario for each value that it takes.
public struct ReadSweep: Sendable {
  /// What is swept, as it was asked for: `hires.backend`.
  public let parameter: String
  /// By ascending value.
  public let steps: [(value: Double, read: ReadScenario)]
}

extension ScenarioReader {
  /// Reads a sweep, as `hires.backend=0..6`, `delay.atlas=0..8/2 weeks`, `scale.atlas=0.8..1.2`, a path of
  /// `set` with a range, or a change with `{}` for the value.
  ///
  /// That a step changes nothing is no warning.
  ///
  /// - Throws: the errors of the first step that has any.
  public static func read(
    sweep text: String, in library: ScenarioLibrary, of plan: Plan, today: Day
  ) throws(PlanErrors) -> ReadSweep {
    let sweep: SweepText
    do throws(Diagnostic) {
      sweep = try SweepText(text, plan: plan, today: today)
    } catch {
      throw PlanErrors([error])
    }
    var steps: [(value: Double, read: ReadScenario)] = []
    for value in sweep.values {
      var reading = ScenarioReading(plan, library: library, today: today)
      reading.read(step: sweep.change(value), named: sweep.name(value))
      guard !reading.diagnostics.hasErrors else {
        throw PlanErrors(
          reading.diagnostics.errors.diagnostics.map(\.ofSweep))
      }
      steps.append((value, reading.result.asStep))
    }
    return ReadSweep(parameter: sweep.parameter, steps: steps)
  }
}

extension ReadScenario {
  /// The same with the warnings of a sweep: that a step changes nothing is none.
  fileprivate var asStep: ReadScenario {
    ReadScenario(
      scenario: scenario, plan: plan,
      warnings: warnings.filter { $0.id != DiagnosticKind.changeWithoutEffect.rawValue }
        .map(\.ofSweep))
  }
}

extension Diagnostic {
  /// The same without its place, which is one in the change that the sweep has made.
  fileprivate var ofSweep: Diagnostic {
    var finding = self
    (finding.file, finding.line, finding.column) = (SweepText.file, nil, nil)
    return finding
  }
}
