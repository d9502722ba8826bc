import Headroom
import PlanModel
import Testing

@Suite("Forms for new work")
struct NewWorkTests {
  private let templates = [
    NewWork.Template(name: "small", text: "id: a\nroles: []\n"),
    NewWork.Template(name: "usual", text: "name: b\nchanges: []\n"),
  ]

  private func text(_ kind: NewWork.Kind, _ name: String?) throws -> String {
    try NewWork.answer(NewWork.Request(kind: kind, templates: templates, template: name)).text
  }

  @Test("without a template the built-in form of the kind is given")
  func builtIn() throws {
    #expect(try text(.pitch, nil).contains("\nroles:"))
    #expect(try text(.project, nil).contains("\nchanges:"))
  }

  @Test("a template is found by its name among those of its kind")
  func found() throws {
    #expect(try text(.pitch, "small") == templates[0].text)
    #expect(try text(.project, "usual") == templates[1].text)
  }

  @Test(
    "a template that is not there, or is for the other kind, is refused with those that are",
    arguments: [
      (NewWork.Kind.pitch, "smal", "there is no template 'smal'", "one of small"),
      (.pitch, "usual", "the template 'usual' is for a project", "one of small"),
      (.project, "small", "the template 'small' is for a pitch", "one of usual"),
    ])
  func refused(kind: NewWork.Kind, name: String, message: String, expected: String) {
    let error = #expect(throws: RequestError.self) { try text(kind, name) }
    #expect(error?.diagnostics.first?.message == message)
    #expect(error?.diagnostics.first?.expected == expected)
  }

  @Test("a template with the name of the kind comes before the built-in form")
  func ownForm() throws {
    let own = NewWork.Template(name: "pitch", text: "id: own\nroles: []\n")
    #expect(try NewWork.answer(NewWork.Request(kind: .pitch, templates: [own])).text == own.text)
  }
}
