internal import ArgumentParser
internal import Headroom
internal import PlanFiles

/// `headroom generate DIR`.
struct GenerateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Writes a realistic synthetic plan of any size.",
    usage: "headroom generate <dir> [<options>]",
    discussion: """
      EXAMPLE
        headroom generate --people 100 --projects 20 --weeks 52 my-portfolio
      """)

  @OptionGroup var target: NewPlanOptions

  @Option(help: "How many people.")
  var people = 100

  @Option(help: "How many projects.")
  var projects = 20

  @Option(help: "How many weeks the plan is long.")
  var weeks = 52

  @Option(help: "Demand ÷ plannable capacity.")
  var load = 0.9

  @Option(help: "The same seed gives the same plan.")
  var seed: UInt64 = 1

  func validate() throws {
    guard people >= 1, projects >= 1, weeks >= 1 else {
      throw ValidationError("--people, --projects and --weeks take 1 or more.")
    }
    guard load.isFinite, load > 0 else { throw ValidationError("--load takes a number above 0.") }
  }

  func run() async throws {
    let request = Generate.Request(
      people: people, projects: projects, weeks: weeks, load: load, seed: seed)
    let answer = try await target.answer { () async throws(RequestError) in
      do throws(Generate.Failure) {
        return try Generate.answer(request)
      } catch {
        throw error.asRequestError
      }
    }
    try target.write(PlanWriter.files(for: answer.plan))
  }
}
