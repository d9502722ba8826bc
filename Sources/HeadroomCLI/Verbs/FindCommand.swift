internal import ArgumentParser
internal import Headroom
internal import HeadroomReport
internal import PlanFiles
internal import PlanModel
internal import WorkCalendar

/// `headroom find PLAN`.
struct FindCommand: AsyncParsableCommand {
  /// What `--skill` takes: `data` or `data:3`.
  struct Wanted: ExpressibleByArgument {
    let skill: SkillLevel

    init?(argument: String) {
      let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
      guard let name = parts.first, !name.isEmpty, parts.count <= 2 else { return nil }
      guard parts.count == 2 else {
        skill = SkillLevel(String(name), 1)
        return
      }
      guard let level = Int(parts[1]), (1...5).contains(level) else { return nil }
      skill = SkillLevel(String(name), level)
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "find",
    abstract: "Who can take on some work: who fits, at whose expense, or why nobody.",
    usage: "headroom find <plan> --skill <skill> --from <date> --to <date>",
    discussion: """
      EXAMPLE
        headroom find Scenarios/studio --skill seo:2 --from 2027-02-01 --to 2027-03-31
      """)

  @OptionGroup var options: PlanOptions

  @Option(
    help: ArgumentHelp(
      "The skill, at that level or above: design:3; any level without one.",
      valueName: "skill:level"))
  var skill: Wanted

  @Option(help: "How many full-time people.")
  var fte = 1.0

  @Option(help: ArgumentHelp("The first day.", valueName: "date"))
  var from: Day

  @Option(help: ArgumentHelp("The last day.", valueName: "date"))
  var to: Day

  @Option(help: "Which work counts.")
  var basis: Basis = .confirmed

  func validate() throws {
    guard from <= to else { throw ValidationError("--to comes before --from.") }
    guard fte.isFinite, fte > 0 else { throw ValidationError("--fte takes more than 0.") }
  }

  func run() async throws {
    var watch = Stopwatch()
    let read = try options.read()
    watch.lap(\.read)
    guard let days = DayRange(from, to) else { return }
    var request = Find.Request(
      plan: read.plan, today: options.dayOfRun, skill: skill.skill, days: days, fte: fte)
    request.basis = basis
    let asked = request
    let answer = try await options.answer { () async throws(RequestError) in
      try await Find.answer(asked)
    }
    watch.lap(\.solve)
    try Console.print(answer, options, &watch) { screen in
      FindText(answer, plan: options.plan, screen: screen).text
    } csv: {
      FindCSV(answer).text
    }
    try options.mention(read.warnings)
  }
}
