internal import ArgumentParser
internal import Headroom
internal import PlanFiles

/// `headroom init DIR`.
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Writes a small plan with comments, to start from.",
    usage: "headroom init <dir> [<options>]",
    discussion: """
      EXAMPLE
        headroom init my-plan
      """)

  @OptionGroup var target: NewPlanOptions

  func run() async throws {
    let answer = StarterPlan.answer(StarterPlan.Request(today: Clock.today()))
    try target.write(answer.files.map { PlanFile(name: $0.name, bytes: Array($0.text.utf8)) })
  }
}
