import Testing
import WorkCalendar

@Suite("Periods")
struct PeriodTests {
  private let july = FiscalYear(startMonth: 7, namedBy: .end)

  private func range(_ first: String, _ last: String) throws -> DayRange {
    let first = try #require(Day(first))
    let last = try #require(Day(last))
    return try #require(DayRange(first, last))
  }

  @Test(
    "a period spans the days that its name says",
    arguments: [
      ("2027-W09", "2027-03-01", "2027-03-07"), ("2020-W53", "2020-12-28", "2021-01-03"),
      ("2027-W01", "2027-01-04", "2027-01-10"), ("2027-02", "2027-02-01", "2027-02-28"),
      ("2028-Q1", "2028-01-01", "2028-03-31"), ("2027", "2027-01-01", "2027-12-31"),
      ("Mar-27", "2027-03-01", "2027-03-31"), ("Mar 2027", "2027-03-01", "2027-03-31"),
      ("march 2027", "2027-03-01", "2027-03-31"),
    ])
  func days(text: String, first: String, last: String) throws {
    let period = try #require(Period(parsing: text))
    #expect(period.days(in: .calendarYear) == (try range(first, last)))
  }

  @Test(
    "what names no period is none",
    arguments: [
      "2027-W54", "2021-W53", "2027-13", "2027-Q5", "2027-Q0", "27", "", "2027-", "2027 03", "Mar",
      "2027-W9", "2027-1", "Foo-27", "2027-03-01", "Mar-027",
    ])
  func refuses(text: String) { #expect(Period(parsing: text) == nil) }

  @Test("a fiscal year that starts in July and is named by its end begins in the year before")
  func fiscalYears() throws {
    let quarter = try #require(Period(parsing: "2027-Q1"))
    #expect(quarter.days(in: july) == (try range("2026-07-01", "2026-09-30")))
    #expect(
      quarter.days(in: FiscalYear(startMonth: 7, namedBy: .start))
        == (try range("2027-07-01", "2027-09-30")))
    let year = try #require(Period(parsing: "2027"))
    #expect(year.days(in: july) == (try range("2026-07-01", "2027-06-30")))
  }

  @Test("the period of each of its days is the period itself, in every grain and fiscal year")
  func periodOfDay() {
    for start in [1, 4, 7, 10, 12] {
      for naming in FiscalYear.Naming.allCases {
        let fiscal = FiscalYear(startMonth: start, namedBy: naming)
        for number in stride(from: 20_000, to: 22_000, by: 13) {
          for grain in PeriodGrain.allCases {
            let period = Period(of: Day(number: number), grain: grain, in: fiscal)
            #expect(period.days(in: fiscal).contains(Day(number: number)))
            #expect(Period(parsing: period.description) == period)
            #expect(
              period.next(in: fiscal).days(in: fiscal).first == period.days(in: fiscal).last + 1)
          }
        }
      }
    }
  }
}

@Suite("The planning grid")
struct GridTests {
  private func grid(_ first: String, _ last: String) throws -> Grid {
    let first = try #require(Day(first))
    return Grid(horizon: DayRange(first, try #require(Day(last))))
  }

  @Test("cells are weeks that end where a month ends and where the horizon ends")
  func cells() throws {
    #expect(
      try grid("2027-01-27", "2027-02-09").cells.map { "\($0.first)/\($0.last)" } == [
        "2027-01-27/2027-01-31", "2027-02-01/2027-02-07", "2027-02-08/2027-02-09",
      ])
    #expect(try grid("2027-03-29", "2027-04-04").cells.count == 2)
  }

  @Test("the spans of every grain hold every cell once, in order")
  func spans() throws {
    let grid = try self.grid("2026-11-24", "2028-05-10")
    for grain in PeriodGrain.allCases {
      let spans = grid.spans(by: grain, in: FiscalYear(startMonth: 10, namedBy: .end))
      #expect(spans.flatMap { Array($0.cells) } == Array(grid.cells.indices))
      for span in spans {
        #expect(span.days.first == grid.cells[span.cells.lowerBound].first)
        #expect(span.days.last == grid.cells[span.cells.upperBound - 1].last)
      }
    }
  }

  @Test("without a horizon there are no cells; at the end of the calendar the grid ends too")
  func edges() throws {
    #expect(Grid(horizon: nil).cells.isEmpty)
    #expect(try grid("9999-12-20", "9999-12-31").cells.last?.last == .latest)
  }
}

@Suite("Working weeks")
struct WorkingWeekTests {
  @Test(
    "days and ranges are read, and written in their shortest form",
    arguments: [
      ("mon-fri", "mon-fri"), ("Sun-Thu", "mon-thu,sun"), ("mon, wed", "mon,wed"),
      ("friday-saturday", "fri,sat"), ("mon,tue,wed", "mon-wed"),
    ])
  func reads(text: String, written: String) throws {
    let week = try #require(WorkingWeek(text))
    #expect(week.description == written)
    #expect(WorkingWeek(written) == week)
  }

  @Test("what names no day is refused", arguments: ["", "mon-", "funday", "mon-tue-wed", ",", "-"])
  func refuses(text: String) { #expect(WorkingWeek(text) == nil) }
}
