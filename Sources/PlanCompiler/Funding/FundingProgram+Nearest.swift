import Optimization

extension FundingProgram {
  /// Of all allocations as good as an optimum the one nearest to the plan's budgets: that with the least
  /// Σ change² ÷ (planned + the mean of what is planned), so that changes spread over the periods by their size.
  ///
  /// Without risk those are all of the optimal face: what is at a bound in its middle stays there, what is
  /// not is free. With risk each group keeps its sum.
  ///
  /// - Parameter keepsSums: each group keeps its sum in any case.
  /// - Returns: the programme, whose parts are those of this one; those that cannot change are at their limit.
  func nearest(to optimum: ApportionmentSolution, keepsSums: Bool) -> ApportionmentProgram {
    var nearest = ApportionmentProgram(parts: program.parts, rows: program.rows)
    if !keepsSums {
      for row in nearest.rows.indices where optimum.face.isTight[row] {
        nearest.rows[row].isExact = true
      }
    }
    nearest.groups = program.groups.indices.map { group in
      keepsSums ? .init(pieces: []) : face(of: group, at: optimum)
    }
    let mean = meanAmount
    for index in nearest.parts.indices {
      let part = program.parts[index]
      if keepsSums, let group = part.group {
        nearest.groups[group].start += optimum.parts[index]
      }
      if case .money(let line, let period) = meanings[index] {
        nearest.parts[index].wanted = plannedAmount(line, period)
        nearest.parts[index].pull = 1 / (plannedAmount(line, period) + mean)
      }
      guard !keepsSums, optimum.face.isZero[index] || optimum.face.isFull[index] else { continue }
      let fixed = optimum.face.isFull[index] ? part.limit : 0
      nearest.parts[index].limit = 0
      for use in part.uses { nearest.rows[use.row].limit -= use.amount * fixed }
      if let group = part.group { nearest.groups[group].start -= fixed }
    }
    return nearest
  }

  /// Reads a part of ``nearest(to:keepsSums:)`` back.
  func part(
    _ index: Int, of found: ApportionmentSolution, at optimum: ApportionmentSolution,
    keepsSums: Bool
  ) -> Double {
    if !keepsSums, optimum.face.isZero[index] { return 0 }
    if !keepsSums, optimum.face.isFull[index] { return program.parts[index].limit }
    return found.parts[index]
  }

  private func face(
    of group: Int, at optimum: ApportionmentSolution
  ) -> ApportionmentProgram.Group {
    let own = program.groups[group]
    let full = optimum.face.fullPieces[group]
    let open = own.pieces[full..<full + optimum.face.openPieces[group]]
    return .init(
      start: own.pieces[..<full].reduce(own.start) { $0 + $1.width },
      pieces: open.map { .init(width: $0.width, slope: 0) })
  }

  /// The mean of the plan's amounts that may change; 1 where they are all 0.
  private var meanAmount: Double {
    var (sum, count) = (0.0, 0.0)
    for case .money(let line, let period) in meanings {
      sum += plannedAmount(line, period)
      count += 1
    }
    return sum > 0 ? sum / count : 1
  }
}
