public import PlanModel
public import WorkCalendar

extension ReadPlan {
  /// The edit after which the plan's files say what another plan says, proven by reading them again.
  ///
  ///     let edit = try read.edit(to: scenario.plan, by: scenario.scenario, today: today)
  ///
  /// A wide row that cannot hold a change becomes long rows; but for that the files then give a plan of
  /// the fingerprint of `after`.
  ///
  /// - Parameters:
  ///   - after: the plan to be, its rows with the origins that they have in ``plan``.
  ///   - scenario: what has made it of ``plan``, so that errors name the change; nil: something else.
  ///   - today: the day of the run.
  /// - Throws: each change that no file can hold, and what would be wrong with the plan.
  public func edit(
    to after: Plan, by scenario: Scenario? = nil, today: Day
  ) throws(PlanErrors) -> PlanEdit {
    let culprits = ChangeCulprits(plan, scenario, today: today)
    var wholeTables: Set<PlanTable> = []
    while true {
      let edit = try edit(to: after, wholeTables: wholeTables)
      let files = try source.applying(edit)
      let read: Plan
      do throws(PlanErrors) {
        read = try PlanReader.read(files: files).plan
      } catch {
        throw PlanErrors(error.diagnostics.map(\.afterTheChange))
      }
      let differing = read.tablesDiffering(from: after)
      guard !differing.isEmpty || read.settings.differ(from: after.settings) else { return edit }
      let missing = differing.filter { table in
        EditComposer.implied.contains(table) && !wholeTables.contains(table)
          && !source.tables.contains { $0.table == table }
      }
      guard !missing.isEmpty else {
        throw PlanErrors(culprits.of(differing, settings: differing.isEmpty))
      }
      wholeTables.formUnion(missing)
    }
  }

  private func edit(
    to after: Plan, wholeTables: Set<PlanTable>
  ) throws(PlanErrors) -> PlanEdit {
    var composer = EditComposer(before: self, after: after)
    composer.wholeTables = wholeTables
    do throws(Diagnostic) {
      return try composer.compose()
    } catch {
      throw PlanErrors([error])
    }
  }
}

extension Plan {
  /// The tables whose rows say something else, wide rows taken as long ones.
  func tablesDiffering(from other: Plan) -> [PlanTable] {
    let own = unfolded(hoursPerDay: settings.hoursPerDay)
    let others = other.unfolded(hoursPerDay: other.settings.hoursPerDay)
    return PlanTable.allCases.filter {
      own.rows(of: $0).sumOfContents != others.rows(of: $0).sumOfContents
    }
  }
}

extension [any PlanRow] {
  /// Does not depend on their order.
  fileprivate var sumOfContents: UInt64 { reduce(0) { $0 &+ $1.content.value } }
}

extension PlanSettings {
  /// Whether anything but the places of rules differs.
  fileprivate func differ(from other: PlanSettings) -> Bool {
    var (own, others) = (Plan(), Plan())
    (own.settings, others.settings) = (self, other)
    return own.fingerprint != others.fingerprint
  }
}

extension Diagnostic {
  fileprivate var afterTheChange: Diagnostic {
    var error = self
    error.message = "after the change " + message
    return error
  }
}
