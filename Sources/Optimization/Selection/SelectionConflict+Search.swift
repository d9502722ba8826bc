extension SelectionConflict {
  /// Demands of an infeasible problem that contradict each other, none of which can be left out.
  ///
  /// Leaves out one demand after the other for good where the rest is still proved infeasible; all
  /// resources, then all logic, are tried at once first.
  /// Source: deletion filter of J. W. Chinneck & E. W. Dravnieks, ORSA J. Computing 3 (1991) 157–168,
  /// doi:10.1287/ijoc.3.2.157.
  init(of problem: SelectionProblem, isStopped: () -> Bool) {
    self.init()
    demands = problem.candidates.indices.filter { problem.candidates[$0].demand != .free }
    requires = Array(problem.requires.indices)
    includes = Array(problem.includes.indices)
    excludes = Array(problem.excludes.indices)
    resources = Array(problem.capacities.indices)
    for part in [\SelectionConflict.resources, \.requires, \.includes, \.excludes] {
      var smaller = self
      smaller[keyPath: part] = []
      if smaller.isProved(in: problem, isStopped: isStopped) { self = smaller }
    }
    let parts = [
      \SelectionConflict.demands, \.resources, \.requires, \.includes, \.excludes,
    ]
    for part in parts {
      for entry in self[keyPath: part] {
        guard !isStopped() else { return }
        var smaller = self
        smaller[keyPath: part].removeAll { $0 == entry }
        if smaller.isProved(in: problem, isStopped: isStopped) { self = smaller }
      }
    }
  }

  /// Whether these demands alone are proved to contradict each other, within a few nodes.
  private func isProved(in problem: SelectionProblem, isStopped: () -> Bool) -> Bool {
    var part = problem
    let kept = Set(demands)
    let short = Set(resources)
    for candidate in part.candidates.indices {
      if !kept.contains(candidate) { part.candidates[candidate].demand = .free }
      for option in part.candidates[candidate].options.indices {
        part.candidates[candidate].options[option].value = 0
      }
    }
    for resource in part.capacities.indices where !short.contains(resource) {
      part.capacities[resource] = .infinity
    }
    part.requires = requires.map { problem.requires[$0] }
    part.includes = includes.map { problem.includes[$0] }
    part.excludes = excludes.map { problem.excludes[$0] }
    var search = SelectionSearch(part, keepsCertificate: false, isPlain: true)
    while !search.isFinished, search.nodeCount < 2_000, !isStopped() {
      search.advance(nodes: 100, isStopped: isStopped)
    }
    return search.isFinished && !search.bestValue.isFinite
  }
}
