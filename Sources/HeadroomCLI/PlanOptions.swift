public import ArgumentParser
public import Headroom
internal import HeadroomReport
internal import PlanFiles
internal import PlanModel
internal import Terminal
public import WorkCalendar

/// What every verb on a plan takes: the plan, and in which form the answer comes.
struct PlanOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The plan's folder.", valueName: "plan"))
  var plan: String

  @Flag(help: "Print the answer as a JSON document.")
  var json = false

  @Flag(help: "Print the answer as a table (RFC 4180).")
  var csv = false

  @Flag(help: "Tell how long each stage took, in seconds.")
  var timings = false

  @Option(
    help: ArgumentHelp(
      "The day of the run, which counts where the plan names no as_of. (default: today)",
      valueName: "date"))
  var today: Day?

  func validate() throws {
    guard !(json && csv) else { throw ValidationError("--json and --csv exclude each other.") }
    guard !(csv && timings) else { throw ValidationError("--timings does not go with --csv.") }
  }

  /// The day that was given, else that of the clock.
  var dayOfRun: Day { today ?? Clock.today() }

  /// Reads the plan, or prints every error and ends the command.
  func read() throws -> ReadPlan {
    let progress = ProgressLine()
    progress.show("reading \(plan)")
    defer { progress.clear() }
    do throws(PlanErrors) {
      return try PlanReader.read(folder: plan)
    } catch {
      progress.clear()
      throw refusal(error.diagnostics)
    }
  }

  /// Reads a pitch against the plan, or prints every error and ends the command.
  func pitch(_ path: String, of plan: Plan) throws -> ReadPitch {
    do throws(PlanErrors) {
      return try PitchReader.read(PlanFolder.file(path), of: plan, today: dayOfRun)
    } catch {
      throw refusal(error.diagnostics)
    }
  }

  /// The answer of a verb, or every error of the request and the end of the command.
  func answer<Answer>(
    _ question: () async throws(RequestError) -> Answer
  ) async throws -> Answer {
    let progress = ProgressLine()
    progress.show("computing")
    defer { progress.clear() }
    do throws(RequestError) {
      return try await question()
    } catch {
      progress.clear()
      throw refusal(error.diagnostics)
    }
  }

  /// The answer of a verb that Ctrl-C ends with the best so far; a line on standard error tells how long
  /// it has taken.
  func interruptibleAnswer<Answer: Sendable>(
    _ question: @escaping @Sendable () async throws(RequestError) -> Answer
  ) async throws -> Answer {
    let progress = ProgressLine()
    Interruption.watch()
    let work = Task { () async -> Result<Answer, RequestError> in
      do throws(RequestError) {
        return .success(try await question())
      } catch {
        return .failure(error)
      }
    }
    let watch = Task {
      var ticks = 0
      while !Task.isCancelled, !Interruption.hasHappened {
        if ticks % Self.ticksPerSecond == 0 {
          let seconds = ticks / Self.ticksPerSecond
          progress.show(
            "computing" + (seconds > 1 ? ", \(seconds) s; Ctrl-C ends with the best so far" : ""))
        }
        ticks += 1
        try await Task.sleep(for: .seconds(1) / Self.ticksPerSecond)
      }
      if Interruption.hasHappened { work.cancel() }
    }
    let result = await work.value
    watch.cancel()
    progress.clear()
    switch result {
    case .success(let answer): return answer
    case .failure(let error): throw refusal(error.diagnostics)
    }
  }

  private static let ticksPerSecond = 10

  /// A line on standard error where reading found something worth a look, in reports for people.
  func mention(_ warnings: [Diagnostic]) throws {
    guard !warnings.isEmpty, !json, !csv else { return }
    let what = warnings.count == 1 ? "1 warning" : "\(warnings.count) warnings"
    try Console.write("\(what) in the plan's files: headroom check \(plan)\n", to: .standardError)
  }

  /// Writes a new file; one that is there already is an error.
  func write(_ bytes: [UInt8], to path: String) throws {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    do throws(PlanErrors) {
      try PlanFolder.write(files: [PlanFile(name: name, bytes: bytes)], to: folder)
    } catch {
      throw refusal(error.diagnostics)
    }
  }

  /// Prints what is wrong with the input; the result ends the command.
  func refusal(_ diagnostics: [Diagnostic]) -> any Error {
    do {
      try Console.refuse(diagnostics, json: json)
      return Status.wrongInput
    } catch {
      return error
    }
  }
}

extension Day: ExpressibleByArgument {
  /// `2027-03-01`.
  public init?(argument: String) { self.init(argument) }
}

extension Period: ExpressibleByArgument {
  /// `2027-Q2`, `2027-03`, `2027-W09`.
  public init?(argument: String) { self.init(parsing: argument) }
}

extension Basis: ExpressibleByArgument {}
extension Load.Grouping: ExpressibleByArgument {}
extension Allocate.Prices: ExpressibleByArgument {}
extension Bottlenecks.Prices: ExpressibleByArgument {}
