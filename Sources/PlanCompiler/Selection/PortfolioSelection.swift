import Optimization
import PlanModel

/// The best choice of a ``PortfolioModel``, with the named baseline beside it.
public struct PortfolioSelection: Sendable {
  /// For each candidate its option, nil for left out.
  public let chosen: [Int?]
  /// The sum of their values.
  public let value: Double
  /// No choice is worth more: recomputed from the certificate.
  public let bound: Double
  /// Project Server's rule: by priority, first come first served, at the planned start.
  public let baseline: [Int?]
  /// The sum of its values.
  public let baselineValue: Double
  /// The model with every limit that was needed.
  public let model: PortfolioModel

  /// Why there is no choice.
  public enum Failure: Error, Sendable {
    /// These cannot hold together: each line names one.
    case impossible([String])
    /// None was found in the time allowed.
    case notFound
    /// The numbers of the plan mean nothing to the solver, or a check refuted its answer.
    case refuted(String)
  }

  /// Chooses.
  ///
  /// The baseline is served by rising priority, blank ones last, then by id. Each round solves the
  /// problem with the limits known so far, and adds those that the choice breaks: the bound of every
  /// round holds for the plan. The choice is then rechecked against the plan itself.
  ///
  /// - Parameter seconds: after so long the best so far is taken.
  public static func best(
    of model: PortfolioModel, seconds: Double, isCancelled: @Sendable () -> Bool = { false }
  ) async throws(Failure) -> PortfolioSelection {
    let selection = try search(model, seconds: seconds, isCancelled: isCancelled)
    let faults = await PortfolioVerifier(model, selection.chosen).faults()
    guard faults.isEmpty else { throw .refuted(faults.joined(separator: "; ")) }
    return selection
  }

  private static func search(
    _ start: PortfolioModel, seconds: Double, isCancelled: () -> Bool
  ) throws(Failure) -> PortfolioSelection {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(seconds)
    var model = start
    let rule = try baseline(&model)
    var best: (chosen: [Int?], value: Double)? =
      rule.unmetDemands.isEmpty ? (rule.chosen, rule.value) : nil
    var bound = Double.infinity
    repeat {
      let left = max(0, (end - clock.now) / .seconds(1))
      let answer: SelectionAnswer
      do throws(SelectionInputError) {
        answer = try SelectionSolver(seconds: left).solve(model.problem, isCancelled: isCancelled)
      } catch {
        throw .refuted("\(error)")
      }
      if case .infeasible(let conflict) = answer.status {
        throw .impossible(model.lines(of: conflict))
      }
      bound = min(bound, try provenBound(model.problem, answer))
      guard !answer.chosen.isEmpty else { continue }
      let chosen = model.withoutWorthless(answer.chosen)
      if model.addLimits(brokenBy: chosen) { continue }
      let early = model.withEarliestStarts(chosen)
      let value = SelectionChecker.value(of: early, in: model.problem)
      if value >= best?.value ?? -.infinity { best = (early, value) }
      break
    } while clock.now < end && !isCancelled()
    guard let best else { throw .notFound }
    let count = model.candidates.count
    return PortfolioSelection(
      chosen: Array(best.chosen.prefix(count)), value: best.value,
      // A sum may round above a bound that it meets.
      bound: max(bound, best.value), baseline: Array(rule.chosen.prefix(count)),
      baselineValue: rule.value, model: model)
  }

  /// Serves by the rule, until no limit that it breaks is missing.
  private static func baseline(
    _ model: inout PortfolioModel
  ) throws(Failure) -> SelectionBaseline {
    func key(_ index: Int) -> (Double, Int) {
      (model.candidates[index].project.priority ?? .infinity, index)
    }
    let order = model.candidates.indices.sorted { key($0) < key($1) }
    while true {
      do throws(SelectionInputError) {
        let rule = try SelectionBaseline(model.problem, order: order)
        if !model.addLimits(brokenBy: rule.chosen) { return rule }
      } catch {
        throw .refuted("\(error)")
      }
    }
  }

  private static func provenBound(
    _ problem: SelectionProblem, _ answer: SelectionAnswer
  ) throws(Failure) -> Double {
    do throws(SelectionCertificateChecker.Failure) {
      return try SelectionCertificateChecker.provenBound(of: problem, by: answer.certificate)
    } catch {
      throw .refuted("the bound is not proven: \(error)")
    }
  }
}

extension PortfolioModel {
  /// Adds the limits that a choice breaks; false where it breaks none.
  fileprivate mutating func addLimits(brokenBy chosen: [Int?]) -> Bool {
    var isAdded = false
    for excess in excesses(of: chosen) where addPeople(span: excess.span, nodes: excess.nodes) {
      isAdded = true
    }
    return isAdded
  }

  /// A choice in which nothing starts later than it might for the same value, by candidate.
  fileprivate func withEarliestStarts(_ chosen: [Int?]) -> [Int?] {
    var best = chosen
    for (index, candidate) in candidates.enumerated() {
      guard let option = best[index] else { continue }
      let earlier = (0..<option).first { other in
        guard candidate.options[other].value >= candidate.options[option].value else {
          return false
        }
        var moved = best
        moved[index] = other
        return SelectionChecker.violations(of: moved, in: problem).isEmpty
          && excesses(of: Array(moved.prefix(candidates.count))).isEmpty
      }
      if let earlier { best[index] = earlier }
    }
    return best
  }

  /// A choice without what is worth nothing and nothing else needs.
  fileprivate func withoutWorthless(_ chosen: [Int?]) -> [Int?] {
    var kept = chosen
    for (index, candidate) in candidates.enumerated() {
      guard let option = kept[index], candidate.options[option].value <= 0 else { continue }
      kept[index] = nil
      if !SelectionChecker.violations(of: kept, in: problem).isEmpty { kept[index] = option }
    }
    return kept
  }
}
