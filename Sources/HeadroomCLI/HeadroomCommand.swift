internal import ArgumentParser
internal import Headroom
internal import Terminal

/// `headroom VERB PLAN [options]`.
@main
struct HeadroomCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "headroom",
    abstract: "Resource capacity planning: where a plan breaks, and who works on what.",
    discussion: """
      A plan is a folder of tables (people.csv, demand.csv, …) and plan.yaml.

      EXAMPLE
        headroom bottlenecks Scenarios/studio

      EXIT STATUS
        0 fine; 1 the answer is "no" (asked for with --fail-on);
        2 the plan or the request is wrong; 3 a rule of the plan that gates is broken;
        4 the rules that bind cannot be met (directive mode); 64 the command line is wrong.
      """,
    version: Release.summary,
    subcommands: [
      BottlenecksCommand.self, AllocateCommand.self, LoadCommand.self, FindCommand.self,
      ImpactCommand.self, StaffCommand.self, WhatIfCommand.self, IntakeCommand.self,
      BriefCommand.self, BalanceCommand.self, ApplyCommand.self, SnapshotCommand.self,
      TrendCommand.self,
      StatusCommand.self, AlignCommand.self, HealthCommand.self, CheckCommand.self,
      ExplainCommand.self, NewCommand.self, InitCommand.self, GenerateCommand.self,
      ImportCommand.self,
    ])

  static func main() async {
    Output.ignoreBrokenPipes()
    await main(nil)
  }
}

/// The ends of a command other than 0, as DESIGN §5 numbers them.
enum Status {
  /// The answer is "no".
  static let no = ExitCode(1)
  /// The plan or the request is wrong.
  static let wrongInput = ExitCode(2)
  /// A rule that gates is broken.
  static let gateFailed = ExitCode(3)
  /// No change that is allowed meets the rules that bind.
  static let rulesImpossible = ExitCode(4)
  /// The answer could not be written: `EX_IOERR` of sysexits.
  static let outputFailed = ExitCode(74)
  /// A mistake of ours: `EX_SOFTWARE` of sysexits.
  static let internalError = ExitCode(70)
}
