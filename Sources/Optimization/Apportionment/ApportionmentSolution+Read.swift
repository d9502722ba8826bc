extension ApportionmentSolution {
  /// Reads a point back into the units of the program.
  init(
    _ program: ApportionmentProgram, _ arrays: ApportionmentArrays, _ point: ApportionmentPoint,
    _ status: InteriorPointStatus, _ iterations: Int
  ) {
    let slopes = arrays.value / arrays.money
    var parts = [Double](repeating: 0, count: program.parts.count)
    var isZero = [Bool](repeating: true, count: parts.count)
    var isFull = [Bool](repeating: false, count: parts.count)
    for (index, part) in arrays.partOf.enumerated() {
      let room = arrays.upper[index] - point.parts.value[index]
      parts[part] = min(
        program.parts[part].limit, max(0, point.parts.value[index] * arrays.money))
      isZero[part] = point.parts.value[index] < point.parts.atZero[index]
      isFull[part] = room < point.parts.atLimit[index]
    }
    Self.shrink(&parts, program, arrays, point.pieces)
    let rowPrices = point.rowPrice.indices.map { row in
      let price = point.rowPrice[row] * slopes / arrays.rowScale[row]
      return program.rows[row].isExact ? price : max(0, price)
    }
    let groupPrices = point.groupPrice.map { $0 * slopes }
    self.status = status
    self.iterations = iterations
    self.parts = parts
    self.groupPrices = groupPrices
    self.rowPrices = rowPrices
    face = Face(
      isZero: isZero, isFull: isFull,
      isTight: point.rowPrice.indices.map {
        arrays.isExact[$0] || point.slack[$0] < point.rowPrice[$0]
      }, fullPieces: [], openPieces: [])
    proof = ApportionmentProof(
      program, parts: parts, groupPrices: groupPrices, rowPrices: rowPrices)
    readPieces(program, arrays, point.pieces)
  }

  /// Takes back what groups hold beyond the value that was chosen for them.
  ///
  /// Where risk makes more value unwelcome and money is free, pieces out of their order may give the value
  /// that is wanted; in order they give it for less. Groups whose parts stand in equations, give back
  /// what rows have or are wanted as they are stay so.
  private static func shrink(
    _ parts: inout [Double], _ program: ApportionmentProgram, _ arrays: ApportionmentArrays,
    _ pieces: ApportionmentPoint.Boxed
  ) {
    guard program.risk != nil else { return }
    var sums = [Double](repeating: 0, count: program.groups.count)
    var mayShrink = [Bool](repeating: true, count: program.groups.count)
    for (part, value) in zip(program.parts, parts) {
      guard let group = part.group else { continue }
      sums[group] += value
      let isPlain = part.uses.allSatisfy { !program.rows[$0.row].isExact && $0.amount >= 0 }
      if part.pull > 0 || !isPlain { mayShrink[group] = false }
    }
    let factors = program.groups.enumerated().map { number, group in
      guard mayShrink[number], sums[number] > 0 else { return 1.0 }
      var wanted = 0.0
      for index in arrays.pieceStart[number]..<arrays.pieceStart[number + 1] {
        wanted += arrays.slope[index] * pieces.value[index] * arrays.value
      }
      return min(1, group.sum(for: wanted) / sums[number])
    }
    for (number, part) in program.parts.enumerated() {
      if let group = part.group { parts[number] *= factors[group] }
    }
  }

  private mutating func readPieces(
    _ program: ApportionmentProgram, _ arrays: ApportionmentArrays,
    _ point: ApportionmentPoint.Boxed
  ) {
    for (group, whole) in program.groups.enumerated() {
      // What is too narrow to have a place in the arrays goes with the piece before it.
      var isEmpty = [Bool](repeating: false, count: whole.pieces.count)
      var isFull = [Bool](repeating: true, count: whole.pieces.count)
      for index in arrays.pieceStart[group]..<arrays.pieceStart[group + 1] {
        let place = arrays.pieceOf[index]
        isFull[place] = point.upper[index] - point.value[index] < point.atLimit[index]
        isEmpty[place] = point.value[index] < point.atZero[index]
      }
      let full = isFull.firstIndex(of: false) ?? isFull.count
      let empty = isEmpty.firstIndex(of: true) ?? isEmpty.count
      face.fullPieces.append(full)
      face.openPieces.append(max(0, empty - full))
    }
  }
}

extension ApportionmentProgram.Group {
  /// The least sum with so much value beyond the start's.
  fileprivate func sum(for wanted: Double) -> Double {
    var (left, sum) = (wanted, start)
    for piece in pieces where left > 0 && piece.slope > 0 {
      sum += min(piece.width, left / piece.slope)
      left -= piece.width * piece.slope
    }
    return sum
  }
}
