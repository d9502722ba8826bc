import ArgumentParser
import Headroom
import Terminal
import Testing
import WorkCalendar

@testable import HeadroomCLI

@Suite("The command line")
struct CommandLineTests {
  static let examples = [
    "bottlenecks": "headroom bottlenecks Scenarios/studio",
    "load": "headroom load Scenarios/studio --only over,bench",
    "check": "headroom check Scenarios/studio",
    "init": "headroom init my-plan",
    "generate": "headroom generate --people 100 --projects 20 --weeks 52 my-portfolio",
  ]

  @Test("every verb's help has an example that it accepts, and fits 80 columns")
  func help() throws {
    let verbs = HeadroomCommand.configuration.subcommands
    #expect(Set(verbs.map { $0._commandName }) == Set(Self.examples.keys))
    for verb in verbs {
      let help = verb.helpMessage(columns: 80)
      let example = try #require(Self.examples[verb._commandName])
      #expect(help.contains(example))
      let words = example.split(separator: " ").dropFirst().map(String.init)
      #expect(throws: Never.self) { try HeadroomCommand.parseAsRoot(words) }
      for line in help.split(separator: "\n") { #expect(String(line).displayWidth <= 80) }
    }
    #expect(
      HeadroomCommand.helpMessage(columns: 80).contains("headroom bottlenecks Scenarios/studio"))
  }

  @Test("takes every option of bottlenecks")
  func bottlenecks() throws {
    let words =
      "bottlenecks p --json --quarter 2027-Q2 --skill ux --team web --by week --timings --today 2026-11-23 --fail-on expected:2"
    let command = try #require(
      try HeadroomCommand.parseAsRoot(words.split(separator: " ").map(String.init))
        as? BottlenecksCommand)
    #expect(command.options.plan == "p")
    #expect(command.options.json && command.options.timings)
    #expect(command.quarter?.description == "2027-Q2")
    #expect(command.by == .week)
    #expect(command.failOn == Threshold(argument: "expected:2"))
  }

  @Test(
    "refuses with status 64 what it does not understand",
    arguments: [
      "bottlenecks", "bottlenecks p --quarter 2027-Q5", "bottlenecks p --json --csv", "nothing p",
      "bottlenecks p --fail-on confirmed:-1", "bottlenecks p --fail-on all --basis confirmed",
      "bottlenecks p --by year", "load p --weeks 0", "load p --only idle", "check p --fail-on x",
      "load p --only bench --fail-on over", "generate --people 0 d", "generate --load nan d",
    ])
  func refusals(line: String) {
    do {
      _ = try HeadroomCommand.parseAsRoot(line.split(separator: " ").map(String.init))
      Issue.record("accepted")
    } catch {
      #expect(HeadroomCommand.exitCode(for: error).rawValue == 64)
    }
  }

  @Test("reads thresholds")
  func thresholds() {
    #expect(Threshold(argument: "confirmed")?.fte == Bottlenecks.Finding.smallestFTE)
    #expect(Threshold(argument: "all:2.5")?.fte == 2.5)
    #expect(Threshold(argument: "all:") == nil)
    #expect(Threshold(argument: "all:0.01") == nil)
    #expect(Threshold(argument: "most") == nil)
  }
}
