#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif
internal import Headroom
internal import HeadroomReport
internal import WorkCalendar

/// Measures the stages of a command.
struct Stopwatch {
  private let start = ContinuousClock.now
  private var last = ContinuousClock.now
  private var stages = Timings()

  init() {}

  /// The stages so far, and all of the time since the start.
  var timings: Timings {
    var timings = stages
    timings.total = (ContinuousClock.now - start) / .seconds(1)
    return timings
  }

  /// Ends a stage: it took the time since the last one ended.
  mutating func lap(_ stage: WritableKeyPath<Timings, Double>) {
    let now = ContinuousClock.now
    stages[keyPath: stage] = (now - last) / .seconds(1)
    last = now
  }

  /// Ends the two stages of an answer, which the engine has measured.
  mutating func lap(_ times: StageTimes) {
    stages.compile = times.compile
    stages.solve = times.solve
    stages.staff = times.staff
    stages.price = times.price
    stages.verify = times.verify
    last = ContinuousClock.now
  }
}

/// The clock on the wall.
enum Clock {
  /// Today where the user is.
  static func today() -> Day {
    var seconds = time(nil)
    var local = tm()
    guard localtime_r(&seconds, &local) != nil else { return Day(number: seconds / 86_400) }
    return Day(
      year: Int(local.tm_year) + 1900, month: Int(local.tm_mon) + 1, day: Int(local.tm_mday))
      ?? Day(number: seconds / 86_400)
  }
}
