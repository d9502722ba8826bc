public import ArgumentParser
public import Headroom
internal import PlanFiles
internal import PlanModel
internal import Terminal

/// `headroom new pitch|project`.
struct NewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "A form for a pitch or a project, to be filled in.",
    usage: "headroom new pitch|project [<plan>] [<options>]",
    discussion: """
      Prints YAML: > my-pitch.yaml keeps it. PLAN/templates/NAME.yaml is a template of
      your own; one that is called pitch or project replaces the built-in form.

      EXAMPLE
        headroom new pitch Scenarios/scaleup --template experiment
      """)

  @Argument(help: ArgumentHelp("What it is for: pitch or project.", valueName: "kind"))
  var kind: NewWork.Kind

  @Argument(help: ArgumentHelp("The folder of the plan whose templates count.", valueName: "plan"))
  var plan: String?

  @Option(help: ArgumentHelp("A template of PLAN/templates.", valueName: "name"))
  var template: String?

  func run() async throws {
    do {
      var request = NewWork.Request(kind: kind, template: template)
      if let plan {
        request.templates = try PlanFolder.templates(of: plan).map {
          NewWork.Template(name: $0.name, text: $0.text)
        }
      }
      try Console.write(try NewWork.answer(request).text, to: .standardOutput)
    } catch let error as PlanErrors {
      try Console.refuse(error.diagnostics, json: false)
      throw Status.wrongInput
    } catch let error as RequestError {
      try Console.refuse(error.diagnostics, json: false)
      throw Status.wrongInput
    }
  }
}

extension NewWork.Kind: ExpressibleByArgument {}
