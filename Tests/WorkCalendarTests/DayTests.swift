import Testing
import WorkCalendar

@Suite("Days")
struct DayTests {
  @Test(
    "a day is read and written as people write dates",
    arguments: [
      ("1970-01-01", 0), ("2000-02-29", 11_016), ("2026-11-24", 20_781), ("0001-01-01", -719_162),
      ("9999-12-31", 2_932_896),
    ])
  func readsBack(text: String, number: Int) throws {
    let day = try #require(Day(text))
    #expect(Int(day.number) == number)
    #expect(day.description == text)
  }

  @Test(
    "what is no date is no day",
    arguments: [
      "2027-02-29", "2027-13-01", "2027-00-10", "2027-1-1", "", "27-01-01", "2027-01-01 ",
      "２０２７-01-01", "0000-01-01", "10000-01-01", "2027/01/01",
    ])
  func refuses(text: String) { #expect(Day(text) == nil) }

  @Test("every day of eight centuries survives the way through its civil date")
  func civilRoundTrip() {
    for number in stride(from: -719_162, through: 2_932_896, by: 997) {
      let day = Day(number: number)
      let (year, month, dayOfMonth) = day.civil
      #expect(Day(year: year, month: month, day: dayOfMonth) == day)
    }
  }

  @Test("the day of the week is right on known days")
  func weekdays() {
    #expect(Day("2026-11-24")?.weekday == Weekday(name: "tuesday"))
    #expect(Day("2000-01-01")?.weekday == Weekday(name: "sat"))
    #expect(Day("0001-01-01")?.weekday == Weekday(name: "mon"))
  }

  @Test("sums of days stop at the ends of the calendar instead of overflowing")
  func saturates() {
    #expect(Day.latest + 1 == .latest)
    #expect(Day.earliest - 1 == .earliest)
    #expect(Day.earliest + Int.max == .latest)
    #expect(Day.latest - Int.max == .earliest)
    #expect(Day.latest + Int.min == .earliest)
  }
}
