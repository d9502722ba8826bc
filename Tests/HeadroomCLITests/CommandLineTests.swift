import ArgumentParser
import Foundation
import Headroom
import Terminal
import Testing
import WorkCalendar

@testable import HeadroomCLI

@Suite("The command line")
struct CommandLineTests {
  @Test("every help text has an example that the command line accepts")
  func help() throws {
    for command in Program.commands {
      let example = Program.example(in: Program.help(command.type))
      #expect(example.first == "headroom", "\(command.words)")
      #expect(throws: Never.self) { try HeadroomCommand.parseAsRoot(Array(example.dropFirst())) }
    }
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

  @Test("takes any number of scenarios and inline changes")
  func whatIf() throws {
    let command = try #require(
      try HeadroomCommand.parseAsRoot([
        "whatif", "p", "a", "b+c", "--inline", "delay atlas by 6 weeks", "--inline", "cancel crm",
        "--csv",
      ]) as? WhatIfCommand)
    #expect(command.options.plan == "p" && command.options.csv)
    #expect(command.scenarios == ["a", "b+c"])
    #expect(command.inline == ["delay atlas by 6 weeks", "cancel crm"])
  }

  @Test(
    "refuses with status 64 what it does not understand",
    arguments: [
      "bottlenecks", "bottlenecks p --quarter 2027-Q5", "bottlenecks p --json --csv", "nothing p",
      "bottlenecks p --fail-on confirmed:-1", "bottlenecks p --fail-on all --basis confirmed",
      "bottlenecks p --by year", "load p --weeks 0", "load p --only idle", "check p --fail-on x",
      "load p --only bench --fail-on over", "import csv t.csv d", "import t.csv --map m d",
      "whatif",
      "whatif p --inline", "whatif p --json --csv", "whatif p --pareto cost,luck",
      "generate --people 0 d", "generate --load nan d",
    ])
  func refusals(line: String) {
    do {
      _ = try HeadroomCommand.parseAsRoot(line.split(separator: " ").map(String.init))
      Issue.record("accepted")
    } catch {
      #expect(HeadroomCommand.exitCode(for: error).rawValue == 64)
    }
  }

  @Test("a folder that holds a plan is refused in one error, which says how to replace it")
  func existing() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try Program.run(["init", folder.path]).status == 0)
    let again = try Program.run(["init", folder.path])
    #expect(again.status == 2)
    #expect(again.errors.hasPrefix("1 error; nothing was done.\n"))
    #expect(again.errors.contains("add --overwrite to replace them"))
    #expect(try Program.run(["init", "--overwrite", folder.path]).status == 0)
  }

  @Test("--quarter with a week is answered by weeks; with longer periods it is refused")
  func week() throws {
    let week = ["bottlenecks", "Scenarios/studio", "--quarter", "2027-W21"]
    #expect(try Program.run(week).firstLine.contains("2027-W21"))
    let refused = try Program.run(week + ["--by", "month"])
    #expect(refused.status == 2 && refused.errors.contains("or --by week"))
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
