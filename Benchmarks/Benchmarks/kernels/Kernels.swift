import Benchmark
import Headroom
import Optimization
import PlanCompiler
import PlanFiles
import PlanModel

/// A generated plan of 500 people, as files and as rows.
enum Subject {
  static let plan: Plan = {
    let request = Generate.Request(people: 500, projects: 50, weeks: 52, seed: 1)
    return (try? Generate.answer(request).plan) ?? Plan()
  }()
  static let files = PlanWriter.files(for: plan)

  /// Classes that hold two skills each, and demand for each of the skills.
  static func network(classes: Int, skills: Int) -> FlowNetwork {
    let arcs = (0..<classes).flatMap { index in
      [(index, classes + index % skills), (index, classes + (index * 7 + 1) % skills)]
        .map { (tail: $0.0, head: $0.1) }
    }
    return FlowNetwork(nodeCount: classes + skills, arcs: arcs)
  }
}

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .mallocCountTotal, .peakMemoryResident], warmupIterations: 1,
    maxDuration: .seconds(5))

  let (classes, skills) = (2000, 100)
  let network = Subject.network(classes: classes, skills: skills)
  let supply = (0..<network.nodeCount).map { $0 < classes ? 8.0 : 0 }
  // Some skills want more than their share, some less, a tenth more in all.
  let demand = (0..<network.nodeCount).map { node in
    node < classes ? 0 : 8.8 * Double(classes / skills) * (node % 2 == 0 ? 1.6 : 0.4)
  }

  Benchmark("Maximum flow, 2,000 classes × 100 skills") { benchmark in
    var scratch = MaximumFlow.Scratch(for: network)
    for _ in benchmark.scaledIterations {
      var state = FlowState(supply: supply, demand: demand, on: network)
      MaximumFlow.augment(&state, on: network, using: &scratch)
      blackHole(state)
    }
  }

  let graph = HandoverGraph(network)
  Benchmark("Prioritised flow, 2,000 classes × 100 skills, 1,000 demands") { benchmark in
    for _ in benchmark.scaledIterations {
      var flow = PrioritisedFlow(supply: supply, on: graph)
      for step in 0..<1000 {
        let node = classes + (step * 37) % skills
        blackHole(flow.serve(demand[node] / 10, at: node))
      }
    }
  }

  Benchmark("Compile, 500 people × 50 projects × 52 weeks") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(await CompiledPlan(Subject.plan)) }
  }

  Benchmark("CSV scan, 500 people × 50 projects × 52 weeks") { benchmark in
    for _ in benchmark.scaledIterations {
      for file in Subject.files where file.name.hasSuffix(".csv") {
        blackHole(PlanReader.cellCount(of: file))
      }
    }
  }

  Benchmark("Tables to plan, 500 people × 50 projects × 52 weeks") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(try PlanReader.read(files: Subject.files)) }
  }
}
