public import WorkCalendar

extension Change {
  /// Applies the change.
  ///
  /// - Parameter today: the day on which the plan is true where it names none.
  /// - Returns: what somebody should look at; among it, that nothing has changed.
  /// - Throws: why it cannot be applied; the plan is then as it was.
  public func apply(to plan: inout Plan, today: Day) throws(ChangeFault) -> [ChangeFault] {
    var changed = plan
    var notes = try run(on: &changed, today: today)
    if changed == plan, !notes.contains(where: { $0.kind == .changeWithoutEffect }) {
      notes.append(ChangeFault(.changeWithoutEffect, "'\(verb)' changes nothing"))
    }
    plan = changed
    return notes
  }

  private func run(on plan: inout Plan, today: Day) throws(ChangeFault) -> [ChangeFault] {
    switch self {
    case .hire(let hire): return try plan.take(hire)
    case .release(let release): return try plan.take(release)
    case .contract(let contract): return try plan.take(contract)
    case .train(let training): return try plan.take(training)
    case .move(let move): return try plan.take(move)
    case .absence(let away): return try plan.take(away)
    case .delay(let shift): return try plan.take(shift, later: true)
    case .accelerate(let shift): return try plan.take(shift, later: false)
    case .pause(let pause): return try plan.take(pause)
    case .cancel(let project), .lose(let project):
      return try plan.setStatus(.cancelled, of: project, unless: { $0 == .cancelled })
    case .win(let project):
      return try plan.setStatus(.committed, of: project, unless: \.isConfirmed)
    case .scale(let scaling): return try plan.take(scaling)
    case .add(let rows): return try plan.add(rows)
    case .set(let edit): return try plan.take(edit)
    case .budget(let money): return try plan.take(money)
    case .freezeHiring(let days): return plan.freezeHiring(in: days)
    case .attrition(let attrition): return try plan.take(attrition, today: today)
    case .holiday(let holiday): return try plan.take(holiday)
    }
  }
}
