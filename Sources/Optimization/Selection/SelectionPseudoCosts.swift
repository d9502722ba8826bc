/// What branching has been worth: how much the bound fell for each unit by which a decision was rounded.
///
/// Shapes: four numbers of each kind a candidate: left out, chosen, earlier half, later half; so
/// experience passes from one model of a problem to the next.
/// Source: T. Achterberg, T. Koch & A. Martin, "Branching rules revisited", Operations Research Letters
/// 33 (2005) 42–54, doi:10.1016/j.orl.2004.04.002.
struct SelectionPseudoCosts: Sendable {
  /// A branch with what is expected of it.
  struct Choice: Sendable {
    var branch: SelectionBranch
    /// How far the point of the relaxation lies from each side.
    var distanceZero: Double
    var distanceOne: Double
    var prefersOne: Bool
  }

  private var sum: [Double]
  private var count: [Int32]
  private var totalSum = 0.0
  private var totalCount = 0.0

  init(candidateCount: Int) {
    sum = [Double](repeating: 0, count: 4 * candidateCount)
    count = [Int32](repeating: 0, count: 4 * candidateCount)
  }

  private func index(_ branch: SelectionBranch, _ side: UInt8, _ model: SelectionModel) -> Int {
    4 * Int(model.groupCandidate[Int(branch.group)]) + (branch.split < 0 ? 0 : 2) + Int(side)
  }

  mutating func learn(
    _ branch: SelectionBranch, side: UInt8, gain: Double, distance: Double, _ model: SelectionModel
  ) {
    guard gain.isFinite, distance > 1e-6 else { return }
    let place = index(branch, side, model)
    let unit = max(0, gain) / distance
    sum[place] += unit
    count[place] += 1
    totalSum += unit
    totalCount += 1
  }

  func observations(_ branch: SelectionBranch, _ model: SelectionModel) -> Int32 {
    min(count[index(branch, 0, model)], count[index(branch, 1, model)])
  }

  func expectedGain(
    _ branch: SelectionBranch, side: UInt8, distance: Double, _ model: SelectionModel
  ) -> Double {
    let place = index(branch, side, model)
    let unit =
      count[place] > 0
      ? sum[place] / Double(count[place]) : totalCount > 0 ? totalSum / totalCount : 1
    return unit * distance
  }
}

extension SelectionTree {
  /// Fractional decisions are looked at in the order of expected gains; those with little experience
  /// are tried by a few steps of the simplex method on both sides.
  ///
  /// - Returns: nil where nothing is fractional.
  mutating func strongBranch(isStopped: () -> Bool) -> SelectionPseudoCosts.Choice? {
    var choices = fractionalDecisions()
    guard !choices.isEmpty else { return nil }
    let room = max(1e-9, nodeBound - cutoff + granularity)
    var scored: [(score: Double, index: Int)] = []
    for (index, choice) in choices.enumerated() {
      let zero = pseudoCosts.expectedGain(
        choice.branch, side: 0, distance: choice.distanceZero, model)
      let one = pseudoCosts.expectedGain(
        choice.branch, side: 1, distance: choice.distanceOne, model)
      choices[index].prefersOne = one < zero
      scored.append((score(zero, one, room), index))
    }
    scored.sort { $0.score != $1.score ? $0.score > $1.score : $0.index < $1.index }
    var best = scored[0]
    var tried = 0
    var sinceBest = 0
    var saved: KernelSimplex?
    best.score = -1
    for candidate in scored {
      let choice = choices[candidate.index]
      var value = candidate.score
      if pseudoCosts.observations(choice.branch, model) < Self.reliable, tried < Self.mostTrials {
        if isStopped() || allWork >= workLimit { break }
        let before = saved ?? simplex
        saved = before
        tried += 1
        var gains = [0.0, 0.0]
        for side in [UInt8(0), 1] {
          apply(choice.branch, side: side)
          let outcome = simplex.solve(
            model, cutoff: cutoff - model.baseValue - 1,
            maximumSteps: steps(atMost: Self.trialSteps))
          let objective =
            outcome == .infeasible
            ? cutoff - granularity : model.baseValue + simplex.objective(model)
          gains[Int(side)] = min(room, max(0, nodeObjective - objective))
          pseudoCosts.learn(
            choice.branch, side: side, gain: gains[Int(side)],
            distance: side == 0 ? choice.distanceZero : choice.distanceOne, model)
          trialStepCount += simplex.totalSteps - before.totalSteps
          simplex = before
        }
        choices[candidate.index].prefersOne = gains[1] < gains[0]
        value = score(gains[0], gains[1], room)
      } else if value <= best.score {
        continue
      }
      sinceBest += 1
      if value > best.score {
        best = (value, candidate.index)
        sinceBest = 0
      }
      if sinceBest > Self.patience { break }
    }
    return choices[best.index]
  }

  /// Observations after which a decision is no longer tried.
  private static var reliable: Int32 { 4 }
  /// Decisions tried at one node.
  private static var mostTrials: Int { 12 }
  /// Steps of the simplex method for each side of a trial.
  private static var trialSteps: Int { 20 }
  /// Decisions in a row without a better score after which no more are looked at.
  private static var patience: Int { 6 }

  private func score(_ zero: Double, _ one: Double, _ room: Double) -> Double {
    let least = 1e-3 * room
    return max(min(zero, room), least) * max(min(one, room), least)
  }

  /// One decision for each group that the relaxation has not decided: left out or chosen; where it is
  /// fully chosen but in parts, earlier or later.
  private func fractionalDecisions() -> [SelectionPseudoCosts.Choice] {
    var choices: [SelectionPseudoCosts.Choice] = []
    var isSeen = [Bool](repeating: false, count: model.groupCount)
    for place in 0..<simplex.size {
      let group = Int(model.columnGroup[Int(simplex.basic[place])])
      let value = simplex.basicValue[place]
      guard !isSeen[group], value > 1e-6, value < 1 - 1e-6 else { continue }
      isSeen[group] = true
      let first = Int(model.groupFirst[group])
      let end = Int(model.groupFirst[group + 1])
      var sum = 0.0
      for column in first..<end { sum += simplex.value(of: column) }
      if sum < 1 - 1e-6 {
        choices.append(
          .init(
            branch: SelectionBranch(group: Int32(group), split: -1), distanceZero: sum,
            distanceOne: 1 - sum, prefersOne: true))
        continue
      }
      // The split that halves the group's columns by their values.
      var below = 0.0
      var best = -1
      var bestBelow = 0.0
      for column in first..<end - 1 {
        below += simplex.value(of: column)
        if below > 1e-6, below < sum - 1e-6, best < 0 || abs(below - 0.5) < abs(bestBelow - 0.5) {
          best = column - first
          bestBelow = below
        }
      }
      guard best >= 0 else { continue }
      choices.append(
        .init(
          branch: SelectionBranch(group: Int32(group), split: Int16(best)),
          distanceZero: sum - bestBelow, distanceOne: bestBelow, prefersOne: true))
    }
    choices.sort { $0.branch.group < $1.branch.group }
    return choices
  }
}
