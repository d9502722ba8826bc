internal import ArgumentParser
internal import Headroom
internal import HeadroomReport
internal import PlanModel
internal import Terminal

/// The one way on which answers and errors leave the program.
enum Console {
  /// Prints an answer in the form asked for, with its timings where they are asked for.
  static func print(
    _ answer: some Encodable, _ options: PlanOptions, _ watch: inout Stopwatch,
    text: (Screen) -> String, csv: () -> String
  ) throws {
    var output: String
    if options.json {
      watch.lap(\.report)
      output = try document(answer, timings: options.timings ? watch.timings : nil)
    } else if options.csv {
      output = csv()
    } else {
      output = text(Screen.standardOutput())
      watch.lap(\.report)
      if options.timings { output += "\n" + watch.timings.text }
    }
    try write(output, to: .standardOutput)
  }

  /// The answer as a JSON document, with its timings where there are any.
  static func document(_ answer: some Encodable, timings: Timings? = nil) throws -> String {
    do throws(JSONDocument.Failure) {
      var document = try JSONDocument(answer)
      if let timings { try document.set("timings", timings) }
      return document.text
    } catch {
      try write(
        "headroom: error: the answer cannot be written: \(error.reason)\n", to: .standardError)
      throw Status.internalError
    }
  }

  /// All errors on standard error, and with `json` as a document on standard output.
  static func refuse(_ diagnostics: [Diagnostic], json: Bool) throws {
    let report = ErrorsReport(diagnostics)
    try write(report.text, to: .standardError)
    if json { try write(report.json, to: .standardOutput) }
  }

  /// Writes; a reader who has gone away is no failure.
  static func write(_ text: String, to output: Output) throws {
    do throws(Output.Failure) {
      try output.write(text)
    } catch .failed(let reason) where output == .standardOutput {
      try? Output.standardError.write("headroom: error: the answer cannot be written: \(reason)\n")
      throw Status.outputFailed
    } catch {
      // Nobody reads: there is nobody to tell.
    }
  }
}
