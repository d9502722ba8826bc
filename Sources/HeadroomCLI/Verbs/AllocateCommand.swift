internal import ArgumentParser
internal import Headroom
internal import HeadroomReport
internal import PlanFiles
internal import WorkCalendar

/// `headroom allocate PLAN`.
struct AllocateCommand: AsyncParsableCommand {
  /// The grains of `--by`.
  enum Grain: String, CaseIterable, ExpressibleByArgument {
    case month, quarter

    var periodGrain: PeriodGrain { self == .month ? .month : .quarter }
  }

  /// What `--fail-on` takes.
  enum FailOn: String, CaseIterable, ExpressibleByArgument {
    case short
  }

  static let configuration = CommandConfiguration(
    commandName: "allocate",
    abstract: "Who works on what at least cost, proven; what stays undone, and why.",
    usage: "headroom allocate <plan> [<options>]",
    discussion: """
      EXAMPLE
        headroom allocate Scenarios/studio
      """)

  @OptionGroup var options: PlanOptions

  @Option(help: "Which work counts.")
  var basis: Basis = .confirmed

  @Option(help: "The length of the periods of skills and prices.")
  var by: Grain = .quarter

  @Option(
    help: """
      Which prices of one more person: none, of skills that are short (binding; quick leaves them out \
      where a large plan had to be solved again for each), or all.
      """)
  var prices: Allocate.Prices = .quick

  @Option(
    help: ArgumentHelp(
      "What an hour that leaves its soft booking costs, as a share of its project's hour price.",
      valueName: "share"))
  var stability = 0.05

  @Option(help: ArgumentHelp("Write the problem that is solved, as free MPS.", valueName: "file"))
  var exportModel: String?

  @Flag(help: "Solve the direct form, class × line, for comparison.")
  var direct = false

  @Flag(help: "Solve the compact form, even where a faster method is exact.")
  var compact = false

  @Option(help: ArgumentHelp("At most so many threads. (default: all cores)", valueName: "count"))
  var threads: Int?

  @Option(help: "End with status 1 where work stays undone.")
  var failOn: FailOn?

  func validate() throws {
    guard stability.isFinite, (0...1).contains(stability) else {
      throw ValidationError("--stability takes a share from 0 to 1.")
    }
    if direct, compact { throw ValidationError("--direct and --compact exclude each other.") }
    if let threads, threads < 1 { throw ValidationError("--threads takes 1 or more.") }
  }

  func run() async throws {
    var watch = Stopwatch()
    let read = try options.read()
    watch.lap(\.read)
    var request = Allocate.Request(plan: read.plan, today: options.dayOfRun)
    request.basis = basis
    request.grain = by.periodGrain
    request.prices = prices
    request.stability = stability
    request.threads = threads
    request.form = direct ? .direct : compact ? .compact : nil
    let asked = request
    if let exportModel {
      let bytes = try await options.answer { () async throws(RequestError) in
        try await Allocate.exportedModel(asked)
      }
      try options.write(bytes, to: exportModel)
    }
    let (answer, times) = try await options.interruptibleAnswer {
      () async throws(RequestError) in try await Allocate.timed(asked)
    }
    watch.lap(times)
    try Console.print(answer, options, &watch) { screen in
      AllocateText(answer, plan: options.plan, screen: screen).text
    } csv: {
      AllocateCSV(answer).text
    }
    try options.mention(read.warnings)
    if failOn == .short, answer.projects.contains(where: { $0.shortHours >= 0.5 }) {
      throw Status.no
    }
  }
}
