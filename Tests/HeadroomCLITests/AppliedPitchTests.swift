import Foundation
import Testing

@Suite("headroom whatif after a pitch was applied")
struct AppliedPitchTests {
  private static let pitch = """
    id: gallery
    start: 2027-03-01
    finish: 2027-06-30
    roles:
      - { skill: design, fte: 1 }
    """

  @Test("the others are compared, a line says what is left out; alone it is an error")
  func applied() throws {
    try Program.withCopy(ofScenario: "studio") { plan in
      let file = plan.appending(path: "whatif/gallery.yaml")
      try Data(Self.pitch.utf8).write(to: file)
      #expect(try Program.run(["apply", plan.path, "gallery", "--yes"]).status == 0)

      let all = try Program.run(["whatif", plan.path])
      #expect(all.status == 0 && all.output.contains("campaign-waits"))
      #expect(!all.output.contains("gallery: "))
      #expect(all.errors.contains("the plan has project 'gallery' already"))
      #expect(all.errors.contains("delete whatif/gallery.yaml"))

      let named = try Program.run(["whatif", plan.path, "gallery"])
      #expect(named.status == 2 && named.errors.contains("whatif/gallery.yaml:1"))

      for other in ["campaign-waits", "freelancers", "smaller-campaign"] {
        try FileManager.default.removeItem(at: plan.appending(path: "whatif/\(other).yaml"))
      }
      let none = try Program.run(["whatif", plan.path])
      #expect(none.status == 2 && none.errors.contains("are in the plan already"))
    }
  }
}
