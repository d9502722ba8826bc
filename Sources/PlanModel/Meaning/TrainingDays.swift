import WorkCalendar

extension Plan {
  /// Every absence: those of the table, then the days that trainings take, each with the place of its row.
  ///
  /// A training takes the working days just before it ends on which the person would work, those of
  /// earlier trainings left out; the last to be taken may be a part of a day.
  ///
  /// Edge cases: where the person works fewer days in the ten years before, it takes those.
  public var timeAway: [Absence] {
    trainings.contains { $0.days > 0 } ? absences + trainingDays.flatMap(\.absences) : absences
  }

  /// For each training that takes time what it takes, in an order that depends on their content alone.
  public var trainingDays: [TrainingDays] {
    let rows = trainings.filter { $0.days > 0 }
    guard !rows.isEmpty else { return [] }
    let calendars = PlanCalendars(self)
    let people = Dictionary(people.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var away = Dictionary(grouping: absences) { $0.person ?? "" }
    let ordered = rows.sorted {
      ($0.person, $0.ready, $0.skill.skill, $0.skill.level, $0.days)
        < ($1.person, $1.ready, $1.skill.skill, $1.skill.level, $1.days)
    }
    return ordered.compactMap { training in
      guard let person = people[training.person] else { return nil }
      let rows = away["", default: []] + away[person.id, default: []]
      let taken = TrainingDays(
        training, of: person, NetHours(of: person, absences: rows, calendars))
      away[person.id, default: []] += taken.absences
      return taken
    }
  }
}

/// The time that a training takes of a person.
public struct TrainingDays: Sendable {
  /// Nobody trains for longer than ten years.
  private static let longest = 3660

  /// The training.
  public let training: Training
  /// The days that it takes, whole ones and at most a part of one before them.
  public let absences: [Absence]
  /// Working days that it asks and that the person does not work.
  public let missingDays: Double

  /// Takes the working days just before the training ends.
  ///
  /// - Parameter net: when the person works.
  init(_ training: Training, of person: Person, _ net: NetHours) {
    self.training = training
    var left = training.days
    var day = training.ready - 1
    var first = training.ready
    let earliest = max(person.start ?? .earliest, training.ready - Self.longest)
    while left >= 1 - 1e-9, day >= earliest {
      if net.hours(on: day) > 0 {
        left -= 1
        first = day
      }
      day = day - 1
    }
    while left > 1e-9, day >= earliest, net.hours(on: day) <= 0 { day = day - 1 }
    var absences: [Absence] = []
    func take(_ days: DayRange, _ fraction: Double) {
      var row = Absence(
        person: person.id, days: days, amount: .fraction(fraction), origin: training.origin)
      row.kind = "training"
      absences.append(row)
    }
    if let days = DayRange(first, training.ready - 1) { take(days, 1) }
    if left > 1e-9, left < 1, day >= earliest {
      take(DayRange(day), left)
      left = 0
    }
    self.absences = absences
    missingDays = left > 1e-9 ? left : 0
  }
}
