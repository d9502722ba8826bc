/// Solutions near a point of the relaxation: what it chooses fully, repaired where logic is broken, then
/// filled up by reduced value, then improved by exchanges.
struct SelectionRounding: Sendable {
  /// For each group the chosen column; −1 for none.
  private(set) var choice: [Int32]
  private var activity: [Double]
  private var order: [Int32]
  private var limit: [Double]
  /// How many columns the exchanges have looked at.
  private(set) var lookCount = 0

  init(_ model: SelectionModel) {
    choice = [Int32](repeating: -1, count: model.groupCount)
    activity = [Double](repeating: 0, count: model.rowCount)
    order = []
    limit = model.limit.map { $0 + SelectionModel.tolerance * (1 + abs($0)) }
  }

  /// Rounds the point of `simplex`.
  ///
  /// - Parameters:
  ///   - thorough: whether solutions are filled up and improved by exchanges.
  ///   - lookLimit: the exchanges end when ``lookCount`` has reached it.
  /// - Returns: the value of the solution in ``choice``; nil where none was found.
  mutating func improve(
    _ simplex: KernelSimplex, terms: [Double], _ model: SelectionModel, thorough: Bool,
    lookLimit: Double
  ) -> Double? {
    for row in 0..<model.rowCount { activity[row] = 0 }
    for group in 0..<model.groupCount {
      choice[group] = -1
      for column in Int(model.groupFirst[group])..<Int(model.groupFirst[group + 1])
      where simplex.value(of: column) > 1 - 1e-6
        && simplex.bound[column] != KernelSimplex.Bound.zero
      {
        put(column, model)
        break
      }
    }
    dropBreakers(model)
    if thorough || simplex.size < 40 { fill(simplex, terms, model) }
    for group in 0..<model.groupCount
    where choice[group] < 0 && (model.groupMust[group]) {
      return nil
    }
    guard isFeasible(model) else { return nil }
    if thorough { exchange(model, lookLimit) }
    return value(model)
  }

  private func value(_ model: SelectionModel) -> Double {
    var sum = model.baseValue
    for column in choice where column >= 0 { sum += model.cost[Int(column)] }
    return sum
  }

  private mutating func put(_ column: Int, _ model: SelectionModel) {
    choice[Int(model.columnGroup[column])] = Int32(column)
    model.add(column, times: 1, to: &activity)
  }

  private mutating func take(_ group: Int, _ model: SelectionModel) {
    let column = Int(choice[group])
    choice[group] = -1
    model.add(column, times: -1, to: &activity)
  }

  private func isFeasible(_ model: SelectionModel) -> Bool {
    for row in 0..<model.rowCount where activity[row] > limit[row] { return false }
    return true
  }

  private func fits(_ column: Int, _ model: SelectionModel) -> Bool {
    for entry in Int(model.columnFirst[column])..<Int(model.columnFirst[column + 1]) {
      let row = Int(model.columnRow[entry])
      if activity[row] + model.columnValue[entry] > limit[row] { return false }
    }
    return true
  }

  /// Leaves out candidates that need one which is not chosen.
  private mutating func dropBreakers(_ model: SelectionModel) {
    var isDone = false
    while !isDone {
      isDone = true
      for row in 0..<model.rowCount where activity[row] > limit[row] {
        for entry in Int(model.rowFirst[row])..<Int(model.rowFirst[row + 1])
        where model.rowValue[entry] > 0 {
          let column = model.rowColumn[entry]
          let group = Int(model.columnGroup[Int(column)])
          guard choice[group] == column else { continue }
          take(group, model)
          isDone = false
          break
        }
      }
    }
  }

  private mutating func fill(_ simplex: KernelSimplex, _ terms: [Double], _ model: SelectionModel) {
    order.removeAll(keepingCapacity: true)
    for column in 0..<model.columnCount
    where choice[Int(model.columnGroup[column])] < 0
      && simplex.bound[column] != KernelSimplex.Bound.zero
    {
      order.append(Int32(column))
    }
    order.sort { terms[Int($0)] != terms[Int($1)] ? terms[Int($0)] > terms[Int($1)] : $0 < $1 }
    // Twice: a candidate may come before the one that it needs.
    for _ in 0..<2 {
      for column in order
      where choice[Int(model.columnGroup[Int(column)])] < 0 && model.cost[Int(column)] >= 0
        && fits(Int(column), model)
      {
        put(Int(column), model)
      }
    }
  }

  /// Takes one candidate out for a better one, or changes an option, as long as that helps.
  private mutating func exchange(_ model: SelectionModel, _ lookLimit: Double) {
    var improved = true
    var passes = 0
    while improved, passes < 10 {
      improved = false
      passes += 1
      for group in 0..<model.groupCount where choice[group] >= 0 {
        guard Double(lookCount) < lookLimit else { return }
        lookCount += model.columnCount
        let old = Int(choice[group])
        take(group, model)
        guard isFeasible(model) else {
          put(old, model)
          continue
        }
        var best = old
        for column in 0..<model.columnCount
        where model.cost[column] > model.cost[best] + 1e-9
          && choice[Int(model.columnGroup[column])] < 0 && fits(column, model)
          && !(model.groupMust[group] && Int(model.columnGroup[column]) != group)
        {
          best = column
        }
        put(best, model)
        if best != old {
          improved = true
          lookCount += model.columnCount
          for column in 0..<model.columnCount
          where choice[Int(model.columnGroup[column])] < 0 && model.cost[column] > 0
            && fits(column, model)
          {
            put(column, model)
          }
        }
      }
    }
  }
}
