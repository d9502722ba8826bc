internal import Parallelism

extension BlockProgram {
  /// An optimal point with its prices, by a primal-dual interior-point method.
  ///
  /// Independent parts of the program are solved one by one, in parallel if there are threads for it.
  /// Accuracy: see the certificate, which is computed from the program itself. The answer is the same for
  /// any number of threads, but its last bits depend on the BLAS kernel of the processor.
  ///
  /// Source: Mehrotra 1992, doi:10.1137/0802028; Gondzio 1996, doi:10.1007/BF00249643.
  ///
  /// - Throws: ``InteriorPointError``; a point that misses the tolerance is no error, see the status.
  public func solved(
    options: InteriorPointOptions = InteriorPointOptions()
  ) async throws(InteriorPointError) -> BlockSolution {
    var solution = BlockSolution(
      blocks: [BlockSolution.Block](repeating: BlockSolution.Block(), count: blocks.count),
      borderX: [Double](repeating: 0, count: borderColumns.count),
      borderPrice: [Double](repeating: 0, count: borderSide.count), objective: 0, bound: 0,
      certificate: OptimalityCertificate(primalResidual: 0, dualResidual: 0, relativeGap: 0),
      status: .solved, iterations: 0)
    let parts = parts()
    let together = parts.count > 1 ? max(1, min(options.threads, parts.count)) : 1
    var inner = options
    inner.threads = together > 1 ? 1 : options.threads
    for result in try await results(parts, together: together, options: inner) {
      let part = parts[result.part]
      for (index, block) in zip(part.blocks, result.blocks) { solution.blocks[index] = block }
      for (index, x) in zip(part.columns, result.borderX) { solution.borderX[index] = x }
      for (row, price) in zip(part.rows, result.borderPrice) {
        solution.borderPrice[Int(row)] = price
      }
      solution.status = max(solution.status, result.status)
      solution.iterations = max(solution.iterations, result.iterations)
    }
    let proof = BlockCertificate(
      self, solution.blocks, borderX: solution.borderX, borderPrice: solution.borderPrice)
    solution.objective = proof.objective
    solution.bound = proof.bound
    solution.certificate = proof.certificate
    // Scaled residuals may promise more than the program's own numbers keep.
    if !proof.certificate.holds(options.tolerance) {
      solution.status = max(solution.status, .stalled)
    }
    return solution
  }

  /// Each part's answer, `together` of them at a time.
  private func results(
    _ parts: [ProgramPart], together: Int, options: InteriorPointOptions
  ) async throws(InteriorPointError) -> [PartAnswer] {
    if together == 1 {
      var answers: [PartAnswer] = []
      for index in parts.indices {
        answers.append(try await answer(parts[index], index, options))
      }
      return answers
    }
    let outcomes = await withTaskGroup(of: [Result<PartAnswer, InteriorPointError>].self) { group in
      for first in 0..<together {
        group.addTask {
          var answers: [Result<PartAnswer, InteriorPointError>] = []
          for index in stride(from: first, to: parts.count, by: together) {
            do throws(InteriorPointError) {
              answers.append(.success(try await answer(parts[index], index, options)))
            } catch {
              answers.append(.failure(error))
              break
            }
          }
          return answers
        }
      }
      var all: [Result<PartAnswer, InteriorPointError>] = []
      for await answers in group { all += answers }
      return all
    }
    var answers: [PartAnswer] = []
    for outcome in outcomes { answers.append(try outcome.get()) }
    return answers
  }

  /// The point and prices of one part, in the program's own numbers.
  private func answer(
    _ part: ProgramPart, _ index: Int, _ options: InteriorPointOptions
  ) async throws(InteriorPointError) -> PartAnswer {
    var solver = PartSolver(self, part, options: options)
    let ending = try await solver.iterate()
    let scale = solver.scale
    var blocks: [BlockSolution.Block] = []
    for leaf in 0..<solver.leaves.count {
      solver.leaves.with(leaf) { leaf in
        for cell in leaf.cells {
          blocks.append(
            BlockSolution.Block(
              x: cell.x.map { $0 / scale.side },
              diagonalPrice: cell.diagonalPrice.map { $0 / scale.cost },
              densePrice: cell.localPrice.prefix(cell.shape.denseCount).map { $0 / scale.cost }))
        }
      }
    }
    return PartAnswer(
      part: index, blocks: blocks, borderX: solver.border.x.map { $0 / scale.side },
      borderPrice: zip(part.rows, solver.border.price).map { row, price in
        price / scale.cost * scale.borderRow[Int(row)]
      }, status: ending.status, iterations: ending.iterations)
  }
}

/// The answer of one part.
private struct PartAnswer: Sendable {
  var part: Int
  var blocks: [BlockSolution.Block]
  var borderX: [Double]
  var borderPrice: [Double]
  var status: InteriorPointStatus
  var iterations: Int
}
