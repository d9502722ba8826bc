import WorkCalendar

/// What things are bought for.
struct RemedyNeed {
  /// The quarters, or parts of them, for which contractors and overtime are bought, and by which hires and
  /// learners come.
  let spans: [Grid.Span]
  /// A span of the ``ReliefModel`` that lacks less is closed. Hours.
  let leastHours: Double
  /// Contractors come in steps of so many FTE.
  var step = 1.0
  /// The project of the demand for whose own skills alone people are hired and trained; nil: for all that is
  /// short. Who can do all of what it asks is enough.
  var project: Int?
  /// Of those who could work longer in a quarter no more are tried, the cheapest first.
  var mostLonger = 120
  /// Whether every span must be closed; else no more may remain than with everything that can be bought.
  var mustClose = false
}
