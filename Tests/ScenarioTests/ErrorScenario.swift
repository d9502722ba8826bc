import Foundation
import Headroom
import HeadroomReport
import PlanFiles
import PlanModel
import TestSupport
import Testing
import WorkCalendar

/// A folder of Scenarios/errors: a plan, what is asked of it, and the findings that must come of it.
struct ErrorScenario: CustomTestStringConvertible {
  /// The identifier of the finding that the folder shows.
  let id: String

  var testDescription: String { id }

  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Scenarios/errors")

  /// Every folder, by name.
  static let all: [ErrorScenario] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    .filter { $0 != "README.md" }.map { ErrorScenario(id: $0) }

  var path: URL { Self.folder.appending(path: id) }

  /// The text of a file of the folder; nil where it has none of that name.
  func text(_ name: String) -> String? {
    (try? Data(contentsOf: path.appending(path: name))).map { String(decoding: $0, as: UTF8.self) }
  }

  /// What is found.
  func findings() async throws -> [Diagnostic] {
    let words = (text("question.txt") ?? "check").split { $0 == " " || $0 == "\n" }.map(String.init)
    do {
      return try await answer(words[0], Array(words.dropFirst()))
    } catch let errors as PlanErrors {
      return errors.diagnostics
    } catch let error as RequestError {
      return error.diagnostics
    }
  }

  private func answer(_ verb: String, _ words: [String]) async throws -> [Diagnostic] {
    let today = try day("2027-02-01")
    if verb == "read" {
      // A folder outside the repository would bear another name on each machine.
      return try PlanReader.read(folder: words[0]).warnings
    }
    let files = try repeated(PlanFolder.files(of: path.path))
    let read = try PlanReader.read(files: files)
    switch (verb, words.first) {
    case ("check", nil):
      let request = Check.Request(plan: read.plan, today: today, readingWarnings: read.warnings)
      return try await Check.answer(request).warnings
    case ("explain", let term?):
      _ = try await Explain.answer(Explain.Request(term: term, plan: read.plan, today: today))
    case ("balance", nil):
      _ = try await BudgetBalance.answer(
        BudgetBalance.Request(plan: read.plan, today: today, riskAversion: 1))
    case ("balance", _):
      _ = try await Balance.answer(Balance.Request(plan: read.plan, today: today))
    case ("edit", let name?):
      let data = try Data(contentsOf: path.appending(path: name))
      _ = try read.source.applying(JSONDecoder().decode(PlanEdit.self, from: data))
    case ("write", let place?):
      try PlanFolder.write(files: files, to: path.appending(path: place).path)
    case ("apply", let name?):
      try apply(name, to: read, today: today)
    case ("status", _):
      let snapshots = try PlanFolder.history(of: path.path).map {
        try SnapshotFile.read($0.bytes, named: $0.name)
      }
      _ = try await Status.answer(
        Status.Request(plan: read.plan, today: today, snapshots: snapshots))
    case ("overtake", let name?):
      try overtake(name, files)
    case ("bottlenecks", let option?):
      var request = Bottlenecks.Request(plan: read.plan, today: today)
      switch option {
      case "--skill": request.skill = words.last
      case "--team": request.team = words.last
      default: request.within = words.last.flatMap { Period(parsing: $0) }
      }
      _ = try await Bottlenecks.answer(request)
    case ("load", _):
      var request = Load.Request(plan: read.plan, today: today)
      request.weeks = words.last.flatMap { Int($0) } ?? request.weeks
      _ = try await Load.answer(request)
    case ("intake", let name?):
      let pitch = try PitchReader.read(
        PlanFile(name: name, text: text(name) ?? ""), of: read.plan, today: today)
      _ = try await Intake.answer(
        Intake.Request(plan: read.plan, today: today, pitch: pitch.pitch))
      return pitch.warnings
    case ("whatif", let option?):
      let inline = option == "--inline" ? [words.dropFirst().joined(separator: " ")] : []
      let scenarios = try ScenarioReader.read(
        inline.isEmpty ? words : [], inline: inline, in: library(), of: read.plan, today: today)
      return scenarios.flatMap(\.warnings)
    default: throw UnknownQuestion(text: verb)
    }
    return []
  }

  /// Writes a scenario, or an answer in JSON, into the plan's files.
  private func apply(_ name: String, to read: ReadPlan, today: Day) throws {
    guard name.hasSuffix(".json") else {
      let scenario = try ScenarioReader.read([name], in: library(), of: read.plan, today: today)[0]
      _ = try read.edit(to: scenario.plan, by: scenario.scenario, today: today)
      return
    }
    let bytes = [UInt8](try Data(contentsOf: path.appending(path: name)))
    _ = try ProposedChange(bytes, named: name, on: read.plan)
  }

  /// Replaces a file that another has changed since it was read.
  private func overtake(_ name: String, _ files: [PlanFile]) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "headroom-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try PlanFolder.write(files: files, to: folder)
    let read = try PlanFolder.files(of: folder)
    func longer(_ line: String) -> [PlanFile] {
      read.map { $0.name == name ? PlanFile(name: name, bytes: $0.bytes + line.utf8) : $0 }
    }
    try PlanFolder.replace(read, by: longer("# theirs\n"), in: folder)
    try PlanFolder.replace(read, by: longer("# ours\n"), in: folder)
  }

  /// The files of the folder `whatif`.
  private func library() -> ScenarioLibrary {
    let folder = path.appending(path: "whatif").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return ScenarioLibrary(
      files: repeated(
        names.sorted().map { PlanFile(name: $0, text: text("whatif/\($0)") ?? "") }))
  }

  struct UnknownQuestion: Error {
    var text: String
  }

  /// `demand.csv 1100` in repeat.txt: the file with its last line that often.
  private func repeated(_ files: [PlanFile]) -> [PlanFile] {
    let words = (text("repeat.txt") ?? "").split { $0 == " " || $0 == "\n" }
    guard words.count == 2, let count = Int(words[1]) else { return files }
    return files.map { file in
      guard file.name == words[0] else { return file }
      let lines = file.bytes.split(separator: 0x0A)
      let last = Array(lines.last ?? []) + [0x0A]
      return PlanFile(
        name: file.name, bytes: file.bytes + (1..<count).flatMap { _ in last })
    }
  }
}
