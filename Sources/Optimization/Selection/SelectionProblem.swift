/// Which candidates to choose, and in which of their options, under limited resources: plain numbers.
///
///     var problem = SelectionProblem(capacities: [10])
///     problem.candidates = [
///       .init(options: [.init(value: 6, uses: [.init(resource: 0, amount: 7)])]),
///       .init(options: [.init(value: 5, uses: [.init(resource: 0, amount: 5)])]),
///       .init(options: [.init(value: 4, uses: [.init(resource: 0, amount: 5)])]),
///     ]
///     let answer = try SelectionSolver().solve(problem)   // chosen [nil, 0, 0], value 9
///
/// A candidate is chosen in one of its options (start quarters, sizes, variants) or left out; an option
/// has a value and uses resources (money of a quarter, hours of a skill or of a *set* of skills in a
/// quarter). Maximise the sum of the chosen options' values; for each resource the sum of their use is at
/// most its capacity; and the logic holds:
///
/// - ``requires``: a candidate needs another one (in whatever option);
/// - ``includes``: all or none of a group;
/// - ``excludes``: at most one of a group;
/// - `Candidate.Demand`: must-haves and pins.
///
/// A 0-1 multi-dimensional knapsack has one option for each candidate and no logic.
///
/// Shapes: candidates, options and resources are numbered from 0. Units: the caller's own; whole numbers
/// up to 2^53 are computed exactly by the checkers.
/// Edge cases: a candidate without options is always left out; capacity may be `.infinity`; use is at
/// least 0, so a solution that leaves out a candidate leaves more of everything.
public struct SelectionProblem: Sendable, Hashable {
  /// What an option takes of one resource.
  public struct Use: Sendable, Hashable {
    /// An index of ``SelectionProblem/capacities``.
    public var resource: Int32
    /// How much, at least 0.
    public var amount: Double

    /// An amount of a resource.
    public init(resource: Int32, amount: Double) {
      self.resource = resource
      self.amount = amount
    }
  }

  /// One way to choose a candidate.
  public struct Option: Sendable, Hashable {
    /// What choosing it adds to the objective; may be negative.
    public var value: Double
    /// What it takes; several entries of one resource add up.
    public var uses: [Use]

    /// A value for the use of resources.
    public init(value: Double, uses: [Use]) {
      self.value = value
      self.uses = uses
    }
  }

  /// What is asked of one candidate beforehand.
  public enum Demand: Sendable, Hashable {
    /// It may be chosen or left out.
    case free
    /// It is chosen, in whatever option.
    case mustHave
    /// It is chosen in this option.
    case pinned(option: Int)
    /// It is left out.
    case out
  }

  /// A thing that may be chosen in one of its options.
  public struct Candidate: Sendable, Hashable {
    /// Its options, in an order that means something where there is one (start quarters in time):
    /// the search splits them into earlier and later ones.
    public var options: [Option]
    /// What is asked of it beforehand.
    public var demand: Demand

    /// A candidate with its options.
    public init(options: [Option], demand: Demand = .free) {
      self.options = options
      self.demand = demand
    }
  }

  /// "If this candidate is chosen, so is that one."
  public struct Requirement: Sendable, Hashable {
    /// The candidate that needs the other.
    public var candidate: Int
    /// The one that is needed.
    public var needed: Int

    /// A candidate's need of another.
    public init(candidate: Int, needed: Int) {
      self.candidate = candidate
      self.needed = needed
    }
  }

  /// What may be chosen.
  public var candidates: [Candidate]
  /// For each resource how much of it there is, at least 0.
  public var capacities: [Double]
  /// Candidates that need others.
  public var requires: [Requirement]
  /// Groups of which all or none are chosen.
  public var includes: [[Int]]
  /// Groups of which at most one is chosen.
  public var excludes: [[Int]]

  /// A problem without logic.
  public init(candidates: [Candidate] = [], capacities: [Double]) {
    self.candidates = candidates
    self.capacities = capacities
    requires = []
    includes = []
    excludes = []
  }
}

/// What is wrong with the numbers of a ``SelectionProblem``.
public enum SelectionInputError: Error, Hashable, Sendable {
  /// An option's value is NaN or infinite.
  case valueNotFinite(candidate: Int, option: Int)
  /// An option's use is negative, NaN or infinite.
  case useNotAllowed(candidate: Int, option: Int, resource: Int, amount: Double)
  /// A resource's capacity is negative or NaN.
  case capacityNotAllowed(resource: Int, capacity: Double)
  /// An option uses a resource that does not exist.
  case unknownResource(candidate: Int, option: Int, resource: Int)
  /// A candidate is pinned to an option that it does not have.
  case unknownOption(candidate: Int, option: Int)
  /// The logic names a candidate that does not exist.
  case unknownCandidate(Int)
}

extension SelectionProblem {
  /// Refuses numbers that mean nothing.
  ///
  /// - Throws: the first error, by candidate, resource, then logic.
  public func validate() throws(SelectionInputError) {
    for (index, candidate) in candidates.enumerated() {
      for (number, option) in candidate.options.enumerated() {
        guard option.value.isFinite else {
          throw .valueNotFinite(candidate: index, option: number)
        }
        for use in option.uses {
          let resource = Int(use.resource)
          guard capacities.indices.contains(resource) else {
            throw .unknownResource(candidate: index, option: number, resource: resource)
          }
          guard use.amount >= 0, use.amount.isFinite else {
            throw .useNotAllowed(
              candidate: index, option: number, resource: resource, amount: use.amount)
          }
        }
      }
      if case .pinned(let option) = candidate.demand, !candidate.options.indices.contains(option) {
        throw .unknownOption(candidate: index, option: option)
      }
    }
    for (resource, capacity) in capacities.enumerated() where !(capacity >= 0) {
      throw .capacityNotAllowed(resource: resource, capacity: capacity)
    }
    let named =
      requires.flatMap { [$0.candidate, $0.needed] } + includes.joined() + excludes.joined()
    for candidate in named where !candidates.indices.contains(candidate) {
      throw .unknownCandidate(candidate)
    }
  }
}
