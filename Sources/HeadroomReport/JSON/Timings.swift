internal import Terminal

/// How long each stage of an answer took, in seconds.
public struct Timings: Codable, Hashable, Sendable {
  /// Files to plan.
  public var read: Double
  /// Plan to arrays.
  public var compile: Double
  /// Arrays to answer.
  public var solve: Double
  /// Hours to who works on what; nil where the verb does not ask.
  public var staff: Double?
  /// Answer to prices; nil where the verb computes none.
  public var price: Double?
  /// Answer against the plan; nil where the verb has no such check.
  public var verify: Double?
  /// Answer to text.
  public var report: Double
  /// From the start of the command.
  public var total: Double

  /// The stages; those that did not take place are 0.
  public init(
    read: Double = 0, compile: Double = 0, solve: Double = 0, report: Double = 0, total: Double = 0
  ) {
    self.read = read
    self.compile = compile
    self.solve = solve
    self.report = report
    self.total = total
  }

  /// `Time: read 0.012 s, …`, in lines of at most 80 columns, each with its end.
  public var text: String {
    let stages: [(String, Double?)] = [
      ("read", read), ("compile", compile), ("solve", solve), ("staff", staff), ("price", price),
      ("verify", verify),
      ("report", report), ("total", total),
    ]
    let parts = stages.compactMap { name, time in
      time.map { "\(name)\u{A0}\(Numbers.fixed($0, decimals: 3))\u{A0}s" }
    }
    var page = Page(Screen())
    page.note("Time", parts.joined(separator: ", "))
    return page.text
  }
}
