import Headroom
import PlanFiles
import PlanModel
import TestSupport
import Testing

/// Whatever is in the files: a plan, or a list of errors.
@Suite("Spoiled plans")
struct SpoiledPlanTests {
  /// Seeds × inputs are the 20,000 that each run of the tests reads.
  static let seeds = 0..<40
  static let inputs = 500

  @Test("the plan with every table is a plan")
  func whole() throws {
    do throws(PlanErrors) {
      #expect(try PlanReader.read(files: PlanMutator.corpus[0]).plan.people.count == 2)
    } catch {
      Issue.record("\(error.diagnostics.map(\.text).joined(separator: "\n"))")
    }
    #expect(PlanMutator.corpus.count > 80)
  }

  @Test(
    "ends in a plan or in errors that are told", .timeLimit(.minutes(10)), arguments: Self.seeds)
  func endsWell(seed: Int) async throws {
    var mutator = PlanMutator(seed: UInt64(seed), corpus: PlanMutator.corpus)
    let known = ErrorScenarioTests.identifiers
    let today = try day("2027-02-01")
    var plans = 0
    for _ in 0..<Self.inputs {
      let files = mutator.next()
      let read: ReadPlan
      do throws(PlanErrors) {
        read = try PlanReader.read(files: files)
      } catch {
        #expect(error.diagnostics.contains { $0.severity == .error })
        #expect(error.diagnostics.allSatisfy { known.contains($0.id) && !$0.text.isEmpty })
        continue
      }
      plans += 1
      guard plans % 5 == 1 else { continue }
      // Reading what was written gives the plan again.
      let again = try PlanReader.read(files: PlanWriter.files(for: read.plan))
      #expect(again.plan.fingerprint == read.plan.fingerprint)
      guard plans % 20 == 1 else { continue }
      let check = Check.Request(plan: read.plan, today: today, readingWarnings: read.warnings)
      #expect(try await Check.answer(check).warnings.allSatisfy { known.contains($0.id) })
      let answer = try await Bottlenecks.answer(Bottlenecks.Request(plan: read.plan, today: today))
      #expect(answer.shortage.allSatisfy { $0.shortHours.isFinite && $0.shortHours >= 0 })
    }
    #expect(plans > 0)
  }
}
