internal import ArgumentParser
internal import Headroom
internal import HeadroomReport
internal import PlanFiles
internal import PlanModel
internal import Terminal

/// What verbs take that write a new plan.
struct NewPlanOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The folder to write.", valueName: "dir"))
  var folder: String

  @Flag(help: "Replace files that are there already.")
  var overwrite = false

  /// Writes the files and tells what to do next, or prints every error and ends the command.
  ///
  /// - Parameter summary: what to say first, with its line end.
  func write(_ files: [PlanFile], after summary: String = "") throws {
    do throws(PlanErrors) {
      try PlanFolder.write(files: files, to: folder, overwriting: overwrite)
    } catch {
      try Console.refuse(error.diagnostics.map(withOption), json: false)
      throw Status.wrongInput
    }
    let names = files.map(\.name).joined(separator: ", ")
    try Console.write(
      summary + "Wrote \(folder): \(names).\nNext: headroom bottlenecks \(folder)\n",
      to: .standardOutput)
  }

  /// Names the option that writes files over.
  private func withOption(_ diagnostic: Diagnostic) -> Diagnostic {
    var diagnostic = diagnostic
    if diagnostic.id == Diagnostic.fileExists {
      diagnostic.suggestion = "write to another folder, or add --overwrite to replace them"
    }
    return diagnostic
  }

  /// The answer of a verb, or every error of the request and the end of the command.
  func answer<Answer>(
    _ question: () async throws(RequestError) -> Answer
  ) async throws -> Answer {
    do throws(RequestError) {
      return try await question()
    } catch {
      try Console.refuse(error.diagnostics, json: false)
      throw Status.wrongInput
    }
  }
}
