import ArgumentParser
import FoundationEssentials
import Glibc
import Optimization

/// Solves instances of project selection and writes values, bounds and solutions down.
@main
struct SelectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "select",
    abstract:
      "Solves project selection: portfolios (format \"selection-1\") and OR-Library knapsacks.",
    discussion: """
      Each instance of each file is solved on one core until it is proved or its time is over.
      The table has the columns instance, value, bound, gap = (bound - value) / value, seconds. A solution
      is a JSON file of its instance's name: "chosen" maps each chosen project to its start quarter, or
      lists the numbers of the chosen items from 1.

        select data/portfolio/hard*.json --seconds 60 --out results.csv --solutions solutions
      """)

  @Argument(help: "Instance files; OR-Library's hold many instances each.")
  var files: [String]

  @Option(help: "Seconds for each instance.")
  var seconds = 60.0

  @Flag(help: "Count processor time instead (one thread only): for comparisons on a busy machine.")
  var cpu = false

  @Option(help: "How many instances are solved side by side.")
  var threads = 1

  @Option(help: "Solve only these instances, by name, comma-separated.")
  var only: String?

  @Option(help: "Where to write the table as CSV.")
  var out: String?

  @Option(help: "Folder for the solutions, one JSON file each.")
  var solutions: String?

  @Option(help: "Folder for the certificates of the bounds, for peers/verify_selection.py.")
  var certificates: String?

  @Flag(help: "Recompute every bound from its certificate, and say so.")
  var verify = false

  func validate() throws {
    guard seconds > 0 else { throw ValidationError("--seconds must be more than 0") }
    guard threads == 1 || !cpu else { throw ValidationError("--cpu needs --threads 1") }
    guard threads > 0 else { throw ValidationError("--threads must be at least 1") }
  }

  @Flag(help: "Tell on standard error when a solution or a bound is better.")
  var progress = false

  /// A line of the table.
  struct Line: Sendable {
    let name: String
    let text: String
    let isSound: Bool
  }

  func run() async throws {
    let names = only.map { Set($0.split(separator: ",").map(String.init)) }
    var instances: [SelectionFormats.Instance] = []
    for file in files {
      instances += try SelectionFormats.read(file).filter { names?.contains($0.name) ?? true }
    }
    for folder in [solutions, certificates].compactMap({ $0 }) {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    Self.write("instance,value,bound,gap,seconds\n", to: STDOUT_FILENO)
    var lines = [Line?](repeating: nil, count: instances.count)
    try await withThrowingTaskGroup(of: (Int, Line).self) { group in
      var next = 0
      while next < min(threads, instances.count) {
        let (index, instance) = (next, instances[next])
        group.addTask { (index, try solve(instance)) }
        next += 1
      }
      while let (index, line) = try await group.next() {
        lines[index] = line
        Self.write(line.text + "\n", to: STDOUT_FILENO)
        if let out {
          let table = ["instance,value,bound,gap,seconds"] + lines.compactMap { $0?.text }
          try Data((table.joined(separator: "\n") + "\n").utf8)
            .write(to: URL(filePath: out), options: .atomic)
        }
        if next < instances.count {
          let (index, instance) = (next, instances[next])
          group.addTask { (index, try solve(instance)) }
          next += 1
        }
      }
    }
    if lines.contains(where: { $0?.isSound == false }) { throw ExitCode(3) }
  }

  /// Writes at once: a table that is read while it grows is not held back in a buffer.
  private static func write(_ text: String, to file: Int32) {
    _ = text.withCString { Glibc.write(file, $0, strlen($0)) }
  }

  private func solve(_ instance: SelectionFormats.Instance) throws -> Line {
    let clock = ContinuousClock()
    let start = clock.now
    let ticks = Glibc.clock()
    func processorSeconds() -> Double { Double(Glibc.clock() - ticks) / Double(CLOCKS_PER_SEC) }
    let answer = try SelectionSolver(seconds: cpu ? nil : seconds)
      .solve(instance.problem) {
        cpu && processorSeconds() > seconds
      } progress: { state in
        guard progress else { return }
        let line =
          "\(instance.name) \(SelectionOutput.fixed(cpu ? processorSeconds() : state.seconds, 1)) s "
          + "\(SelectionOutput.number(state.value)) \(SelectionOutput.fixed(state.bound, 1)) "
          + "\(state.nodeCount) nodes\n"
        Self.write(line, to: STDERR_FILENO)
      }
    let elapsed = cpu ? processorSeconds() : (clock.now - start) / .seconds(1)
    var isSound = true
    if answer.value.isFinite {
      let value = SelectionChecker.value(of: answer.chosen, in: instance.problem)
      let broken = SelectionChecker.violations(of: answer.chosen, in: instance.problem)
      isSound = broken.isEmpty && abs(value - answer.value) <= 1e-6 * max(1, abs(value))
      if !isSound {
        Self.write("\(instance.name): the solution is not allowed: \(broken)\n", to: STDERR_FILENO)
      }
      if let solutions {
        let text = SelectionOutput.solution(instance, answer)
        try Data(text.utf8).write(to: URL(filePath: "\(solutions)/\(instance.name).json"))
      }
    }
    if verify {
      do {
        _ = try SelectionCertificateChecker.provenBound(
          of: instance.problem, by: answer.certificate)
      } catch {
        Self.write("\(instance.name): the bound is not proved: \(error)\n", to: STDERR_FILENO)
        isSound = false
      }
    }
    if let certificates {
      try SelectionOutput.certificate(instance, answer)
        .write(to: URL(filePath: "\(certificates)/\(instance.name).certificate"))
    }
    let text = SelectionOutput.line(instance, answer, seconds: elapsed)
    return Line(name: instance.name, text: text, isSound: isSound)
  }
}
