import PlanModel
import WorkCalendar

/// A plan of candidates alone: who could come, and a double of each person for each training.
struct RemedyUniverse {
  private(set) var plan: Plan
  private let today: Day
  private let people: [String: Person]
  private let absences: [String: [Absence]]
  private let bookings: [String: [Booking]]
  private var doubles = 0

  init(_ known: Plan, today: Day) {
    plan = known.narrowed(toPeople: [], projects: [])
    self.today = today
    people = Dictionary(known.people.map { ($0.id, $0) }) { first, _ in first }
    absences = Dictionary(grouping: known.absences.filter { $0.person != nil }) { $0.person ?? "" }
    bookings = Dictionary(grouping: known.assignments) {
      if case .person(let id) = $0.holder { id } else { "" }
    }
  }

  /// Adds one of a thing; nil where it is not possible: somebody works too few days before.
  mutating func add(_ remedy: Remedy) -> String? {
    guard remedy.kind == .train else { return apply(remedy) ? newcomer(remedy.kind) : nil }
    guard let id = remedy.person, var person = people[id] else { return nil }
    let known = plan
    doubles += 1
    // No name of the plan's begins with a line's end.
    person.id = "\n\(doubles)"
    person.name = nil
    plan.people.append(person)
    for var absence in absences[id] ?? [] {
      absence.person = person.id
      plan.absences.append(absence)
    }
    for var booking in bookings[id] ?? [] {
      booking.holder = .person(person.id)
      plan.assignments.append(booking)
    }
    var learning = remedy
    learning.person = person.id
    guard apply(learning) else {
      plan = known
      return nil
    }
    return person.id
  }

  private mutating func apply(_ remedy: Remedy) -> Bool {
    guard let change = remedy.change else { return false }
    return (try? change.apply(to: &plan, today: today)) != nil
  }

  private func newcomer(_ kind: Staff.PackageKind) -> String? {
    kind == .hire ? plan.hires.last?.id : plan.contracts.last?.id
  }
}
