import Foundation
import Terminal
import Testing

@testable import HeadroomCLI

@Suite("Help and its examples")
struct ExamplesTests {
  /// The first line that each example prints; the day of the run does not reach these.
  static let firstLines = [
    "": "design is short in 2027-Q2: 0.8 FTE. The last day to decide on hiring,",
    "bottlenecks": "design is short in 2027-Q2: 0.8 FTE. The last day to decide on hiring,",
    "allocate": "95.0 % of the confirmed work can be served; 814 hours cannot, which costs 52,904",
    "find": "Nobody can give all of 1.0 FTE of seo:2: Sam Okafor comes closest and lacks 91",
    "impact": "Without Lucas Ferreira, 420 h stay undone from 2027-04-01 on, of 956 h; they are",
    "staff": "2 packages close all 2,247 h of structural shortage in the next 6 quarters, for",
    "load": "Nobody is over-booked in the 12 weeks from 2026-11-23; 18 of 18 people are on",
    "whatif": "freelancers helps most: it takes 643 h off the shortage of 814 h, for 65k EUR",
    "intake": "Demand radar for shop owners fits in no week that lets it end by 2028-06-30, the",
    "brief": "Fraud scores: 4,940 h of work from 2027-03-01 to 2027-10-29, 3,387,169 SEK of",
    "new": "# An experiment of at most six weeks: small, cheap, with a question that it answers.",
    "apply": "campaign-waits changes 16 cells in assignments.csv, demand.csv and",
    "snapshot": "Kept the plan of 2026-11-23 as history/2026-11-23.json.",
    "trend": "Since 2026-08-31 the shortage to come has grown from 54 h to 814 h; summer ends",
    "status": "Since 2026-10-05 (board): 5 changes; the shortage to come has grown to 814 h;",
    "align": "30 pairs of projects hang together; most of all, without insight lake would have",
    "health": "1 of 21 projects is off track, 5 at risk, 15 on track; lake: it lacks 702 of",
    "balance": "A cut of 10 %, 17.0M SEK, costs 17.3M SEK of value (4.7 %); first goes data",
    "check": "The plan can be used (18 people, 9 projects);",
    "explain": "utilisation: Demand ÷ effective capacity.",
    "init": "Wrote DIR: plan.yaml, people.csv,",
    "generate": "Wrote DIR: plan.yaml, people.csv, absences.csv,",
    "import": "Read 218 rows. As of 2026-11-22, 7 of 8 people are there, with 27.8 h in a week",
    "import csv": "Read 218 rows. As of 2026-11-22, 7 of 8 people are there, with 27.8 h in a week",
  ]

  @Test("every example runs as printed, and answers", arguments: Program.commands.map(\.words))
  func example(words: [String]) throws {
    let name = words.joined(separator: " ")
    let command = try #require(Program.commands.first { $0.words == words })
    var example = Program.example(in: Program.help(command.type))
    #expect(example.first == "headroom")
    example.removeFirst()
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    // What writes a plan writes it to a folder of its own instead.
    let writes = ["init", "generate", "import"].contains(words.first ?? "")
    if writes { example[example.count - 1] = folder.path }
    if words == ["snapshot"] {
      // What writes into a plan writes into a copy of it.
      let copy = folder.appending(path: "studio")
      try FileManager.default.copyItem(
        at: Program.root.appending(path: "Scenarios/studio"), to: copy)
      example[1] = copy.path
    }
    let result = try Program.run(example)
    #expect(result.status == 0, "\(result.errors)")
    let expected = try #require(Self.firstLines[name])
    let line = result.firstLine.replacing(folder.path, with: "DIR")
    #expect(line.hasPrefix(expected))
    guard writes else { return }
    let answer = try Program.run(["bottlenecks", folder.path])
    #expect(answer.status == 0, "\(answer.errors)")
  }

  @Test("the other examples of whatif run as printed, and answer")
  func whatIfExamples() throws {
    let help = Program.help(WhatIfCommand.self)
    for (heading, first) in [
      ("HOW MANY", "hires.design from 0 to 3: the knee is at"),
      ("WHICH TO KEEP", "By cost and shortage nothing beats"),
    ] {
      let example = Program.example(in: help, under: heading)
      #expect(example.first == "headroom", "\(heading)")
      let result = try Program.run(Array(example.dropFirst()))
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.firstLine.hasPrefix(first), "\(result.firstLine)")
    }
  }

  @Test(
    "every help text is as in its snapshot, and fits 80 columns",
    arguments: Program.commands.map(\.words))
  func help(words: [String]) throws {
    let command = try #require(Program.commands.first { $0.words == words })
    let help = Program.help(command.type)
    try Snapshots.expect(help + "\n", (["help"] + words).joined(separator: "-"))
    for line in help.split(separator: "\n") { #expect(String(line).displayWidth <= 80) }
  }

  @Test("reports on the scenarios are as in their snapshots, and fit 80 columns")
  func reports() throws {
    for (name, words) in [
      ("studio", ["bottlenecks", "Scenarios/studio"]),
      ("studio-allocate", ["allocate", "Scenarios/studio"]),
      ("scaleup-balance", ["balance", "Scenarios/scaleup", "--select", "--rank"]),
      ("scaleup-budget", ["balance", "Scenarios/scaleup"]),
      ("scaleup-weeks", ["bottlenecks", "Scenarios/scaleup", "--by", "week"]),
    ] {
      let result = try Program.run(words)
      try Snapshots.expect(result.output, name)
      for line in result.output.split(separator: "\n") { #expect(String(line).displayWidth <= 80) }
    }
  }
}
