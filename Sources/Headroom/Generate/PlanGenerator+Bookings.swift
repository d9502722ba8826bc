import PlanModel
import Randomness
import WorkCalendar

extension PlanGenerator {
  /// Net hours of a full-time person in a week on average, and the share that is plannable.
  private static let netHoursPerWeek = 36.0
  private static let plannableShare = 0.6

  /// Books a third of the people on demand that they may serve.
  mutating func addBookings() {
    var stream = stream("bookings")
    var rowsBySkill = [[Int]](repeating: [], count: skillCount)
    for (index, row) in rows.enumerated() where plan.projects[row.project].status.counts {
      rowsBySkill[row.skill].append(index)
    }
    var left = rows.map { $0.hours * 0.9 }
    var open = (request.people + 1) / 3
    for person in stream.permutation(of: request.people) where open > 0 {
      guard plan.people[person].start == nil, plan.people[person].end == nil else { continue }
      let overbooked = stream.happens(0.04)
      let count = overbooked ? 2 : stream.choice([1: 0.7, 2: 0.25, 3: 0.05])
      let chosen = pick(count, for: person, rowsBySkill, &stream)
      guard !chosen.isEmpty else { continue }
      open -= 1
      let clash =
        overbooked && chosen.count == 2 && rows[chosen[0]].days.overlaps(rows[chosen[1]].days)
      for row in chosen {
        let most = clash ? 16 : 20 / chosen.count - (chosen.count > 1 ? 1 : 4)
        let share = Double(stream.integer(in: (clash ? 12 : 4)...max(5, most))) / 20
        book(person, on: row, share: share, whole: clash, &left[row], &stream)
      }
    }
  }

  /// Rows of different projects that the person may serve.
  private func pick(
    _ count: Int, for person: Int, _ rowsBySkill: [[Int]], _ stream: inout RandomStream
  ) -> [Int] {
    let teams = teams(of: person)
    var chosen: [Int] = []
    for _ in 0..<12 * count where chosen.count < count {
      guard let held = stream.element(of: skills[person]),
        let index = stream.element(of: rowsBySkill[held.skill])
      else { continue }
      let row = rows[index]
      guard row.level <= held.level, row.team.map(teams.contains) ?? true,
        !chosen.contains(where: { rows[$0].project == row.project })
      else { continue }
      chosen.append(index)
    }
    return chosen
  }

  /// A booking within the row's days; soft where the row has no hours left for it.
  private mutating func book(
    _ person: Int, on index: Int, share: Double, whole: Bool, _ left: inout Double,
    _ stream: inout RandomStream
  ) {
    let row = rows[index]
    let fte = plan.people[person].fte
    var days = row.days
    let weeks = days.count / 7
    if !whole, weeks > 6 {
      let length = stream.integer(in: 4...min(weeks, 30))
      let first = days.first + 7 * stream.integer(in: 0...weeks - length)
      days = DayRange(first, min(days.last, first + (7 * length - 1))) ?? days
    }
    let net = Self.netHoursPerWeek * fte
    let hours = share * net * Self.plannableShare * Double(days.count) / 7
    let amount: Booking.Amount =
      switch stream.choice([0: 0.7, 1: 0.15, 2: 0.1, 3: 0.05]) {
      case 0: .percent(share)
      case 1: .fte(max(0.05, (share * Self.plannableShare * fte * 20).rounded() / 20))
      case 2: .hoursPerWeek(max(1, (share * net * Self.plannableShare).rounded()))
      default: .hours(max(1, hours.rounded()))
      }
    var booking = Booking(
      holder: .person(plan.people[person].id), project: plan.projects[row.project].id,
      amount: amount)
    booking.firmness = stream.happens(0.15) || (hours > left && !whole) ? .soft : .hard
    if booking.firmness == .hard { left -= hours }
    if let task = row.task, stream.happens(0.5) { booking.task = plan.tasks[task].id }
    if stream.happens(0.5) { booking.skill = Catalogue.skills[row.skill].skill }
    (booking.from, booking.to) = (days.first, days.last)
    plan.assignments.append(booking)
  }
}
