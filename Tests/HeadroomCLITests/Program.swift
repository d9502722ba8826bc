import ArgumentParser
import Foundation
import Testing

@testable import HeadroomCLI

/// The built program, run from the root of the repository as a reader of its help would.
enum Program {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The executable beside the tests.
  static func executable() throws -> URL {
    let tests = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let places = [tests, root.appending(path: ".build/debug")].map {
      $0.appending(path: "headroom")
    }
    return try #require(places.first { FileManager.default.isExecutableFile(atPath: $0.path) })
  }

  struct Result {
    var status: Int32
    var output: String
    var errors: String
    var firstLine: String { output.split(separator: "\n").first.map(String.init) ?? "" }
  }

  /// - Parameters:
  ///   - place: where it runs; nil: the root of the repository.
  ///   - seconds: after so many the program gets a Ctrl-C; nil: it ends by itself.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], in place: URL? = nil,
    interruptedAfter seconds: Double? = nil
  ) throws -> Result {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files, not pipes: nobody has to read while the program writes.
    let (output, errors) = (folder.appending(path: "out"), folder.appending(path: "err"))
    try Data().write(to: output)
    try Data().write(to: errors)
    let process = Process()
    process.executableURL = try executable()
    process.arguments = arguments
    process.currentDirectoryURL = place ?? root
    process.environment = ["PATH": "/usr/bin:/bin", "NO_COLOR": "1", "COLUMNS": "80"]
      .merging(environment) { $1 }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    if let seconds {
      Thread.sleep(forTimeInterval: seconds)
      process.interrupt()
    }
    process.waitUntilExit()
    return Result(
      status: process.terminationReason == .exit ? process.terminationStatus : -1,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }

  /// A copy of Scenarios/governance in another mode, with its plan.yaml edited.
  static func governance(
    mode: String, _ edit: (String) -> String = { $0 }
  ) throws -> URL {
    let folder = try temporaryFolder()
    let source = root.appending(path: "Scenarios/governance")
    for name in try FileManager.default.contentsOfDirectory(atPath: source.path) {
      var text = String(
        decoding: try Data(contentsOf: source.appending(path: name)), as: UTF8.self)
      if name == "plan.yaml" {
        text = edit(text.replacing("mode: controlling", with: "mode: \(mode)"))
      }
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    return folder
  }

  /// A rule that contradicts `served` of that scenario: crm may end a week later at most.
  static func withPromise(_ settings: String) -> String {
    settings.replacing(
      "    - { id: ready",
      with: """
            - { id: promised, severity: hard, for: project, where: "id = crm", require: finish <= 2027-03-07 }
            - { id: ready
        """)
  }

  static func temporaryFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "headroom-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  /// Hands a copy of a scenario's folder over, which is gone afterwards.
  static func withCopy<Result>(
    ofScenario name: String, _ body: (URL) throws -> Result
  ) throws -> Result {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let plan = folder.appending(path: name)
    try FileManager.default.copyItem(at: root.appending(path: "Scenarios/\(name)"), to: plan)
    return try body(plan)
  }

  /// Every command that has a help text, by the words that call it.
  static var commands: [(words: [String], type: any ParsableCommand.Type)] {
    var commands: [(words: [String], type: any ParsableCommand.Type)] = [([], HeadroomCommand.self)]
    for verb in HeadroomCommand.configuration.subcommands {
      commands.append(([verb._commandName], verb))
      for inner in verb.configuration.subcommands {
        commands.append(([verb._commandName, inner._commandName], inner))
      }
    }
    return commands
  }

  static func help(_ type: any ParsableCommand.Type) -> String {
    HeadroomCommand.helpMessage(for: type, columns: 80)
  }

  /// The words of the example in a help text; a line that ends with a backslash goes on.
  static func example(in help: String, under heading: String = "EXAMPLE") -> [String] {
    let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
      .drop { $0 != heading }.dropFirst().prefix { !$0.isEmpty }
    return lines.joined(separator: " ").split(separator: " ").filter { $0 != "\\" }
      .map(String.init)
  }
}

/// Texts that were read by a person and found good. `HEADROOM_SNAPSHOTS=write` writes them anew.
enum Snapshots {
  static func expect(
    _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = Program.root.appending(path: "Tests/HeadroomCLITests/Snapshots/\(name).txt")
    if ProcessInfo.processInfo.environment["HEADROOM_SNAPSHOTS"] == "write" {
      try Data(text.utf8).write(to: file)
    }
    let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    #expect(text == expected, sourceLocation: sourceLocation)
  }
}
