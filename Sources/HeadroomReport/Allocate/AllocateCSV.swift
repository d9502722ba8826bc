public import Headroom
internal import PlanModel
internal import WorkCalendar

/// The answer of `allocate` as the table `assignments` of the plan: who feeds it back gets the same
/// allocation again.
///
/// First the bookings that stay as they are; then, as soft bookings, a row for each person, line and
/// cell. Overtime, and what hires and contractors give, stands there without a person, which changes
/// nothing when it is read; `x_giver` names them.
public struct AllocateCSV {
  private let answer: Allocate.Answer

  /// Fewer hours are left out: the rounding of the solver.
  private static let leastHours = 1e-6

  private static let units = ["fte", "percent", "hours_per_week", "hours"]

  /// A table of `answer`.
  public init(_ answer: Allocate.Answer) { self.answer = answer }

  /// Header and rows.
  public var text: String {
    var csv = CSVText(
      ["person", "project", "task", "skill", "from", "to"] + Self.units
        + ["booking", "x_week", "x_giver"])
    for row in answer.bookings {
      let amount =
        row.unit == "percent"
        ? Numbers.exact((row.amount * 100).withTwelveDigits) + "%" : Numbers.exact(row.amount)
      csv.add(
        [
          row.person ?? "", row.project, row.task ?? "", row.skill ?? "",
          row.from?.description ?? "", row.to?.description ?? "",
        ] + Self.units.map { $0 == row.unit ? amount : "" } + [row.booking.rawValue, "", ""])
    }
    for row in rows {
      csv.add([
        isBooked(row) ? row.person : "", row.project, row.task ?? "", row.skill,
        row.from.description, row.to.description, "", "", "",
        Numbers.exact((row.hours * 1e6).rounded() / 1e6), Booking.Firmness.soft.rawValue,
        row.week.description, row.person,
      ])
    }
    return csv.text
  }

  /// Whether hours are within a person's own.
  private func isBooked(_ row: Allocate.Assignment) -> Bool {
    row.giver == "person" && row.hoursOf != "overtime"
  }

  /// The assignments that no hard booking holds already, those of one person, line and cell as one.
  private var rows: [Allocate.Assignment] {
    struct Key: Hashable {
      let giver: [String]
      let work: [String?]
      let from: Day
    }
    var rows: [Allocate.Assignment] = []
    var known: [Key: Int] = [:]
    for row in answer.assignments where row.hoursOf != "booked" {
      let key = Key(
        giver: [row.giver, row.person, isBooked(row) ? "" : row.hoursOf],
        work: [row.project, row.task, row.skill], from: row.from)
      if let index = known[key] {
        rows[index].hours += row.hours
      } else {
        known[key] = rows.count
        rows.append(row)
      }
    }
    return rows.filter { $0.hours >= Self.leastHours }
  }
}
