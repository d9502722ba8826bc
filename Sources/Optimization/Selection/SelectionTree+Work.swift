extension SelectionTree {
  /// A measure of what the nodes' relaxations have taken that does not depend on the clock.
  var work: Double { Double(simplex.totalSteps) * stepWork }

  /// The same with the trials of branches and with rounding: all that grows with the search.
  var allWork: Double { work + Double(trialStepCount) * stepWork + Double(rounding.lookCount) }

  /// What a step of the simplex method counts.
  private var stepWork: Double { Double(model.columnCount + 100) }

  /// At most so many steps of the simplex method, as far as the limit of work leaves so many; one at least.
  func steps(atMost most: Int) -> Int {
    Int(max(1, min(Double(most), (workLimit - allWork) / stepWork)))
  }
}
