import Foundation
import Headroom
import HeadroomReport
import PlanFiles
import PlanModel
import TestSupport
import Testing
import WorkCalendar

/// What people and machines read is the same to the last byte, however many threads there are.
@Suite("An allocation on several threads")
struct ThreadsTests {
  private func bytes(_ plan: Plan, threads: Int) async throws -> [String] {
    var request = Allocate.Request(plan: plan, today: try day("2026-11-24"))
    request.basis = .all
    request.prices = .binding
    request.threads = threads
    let answer = try await Allocate.answer(request)
    return [try JSONDocument(answer).text, AllocateCSV(answer).text]
  }

  private func expectSame(_ plan: Plan) async throws {
    let one = try await bytes(plan, threads: 1)
    #expect(one.allSatisfy { $0.count > 100 })
    for threads in [2, 8] { #expect(try await bytes(plan, threads: threads) == one, "\(threads)") }
  }

  @Test("is the same bytes on 1, 2 and 8, as JSON and as a table: random plans", arguments: 0..<12)
  func random(seed: Int) async throws {
    try await expectSame(FedBackPlan(seed: seed).plan())
  }

  @Test(
    "is the same bytes on 1, 2 and 8, as JSON and as a table: scenarios",
    arguments: ["scaleup", "studio", "mission", "governance"])
  func scenarios(name: String) async throws {
    let folder = ErrorScenario.folder.deletingLastPathComponent().appending(path: name)
    try await expectSame(PlanReader.read(folder: folder.path).plan)
  }
}
