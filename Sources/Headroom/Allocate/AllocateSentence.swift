import PlanModel

/// The answer in a sentence or two.
struct AllocateSentence {
  let basis: Basis
  let projects: [Allocate.ProjectRow]
  let currency: String?
  /// Whether the search was ended before the optimum; the sentence begins with that.
  let isInterrupted: Bool

  /// Hours below which work counts as done.
  static let smallestHours = 0.5

  var text: String { (isInterrupted ? "Stopped early: the optimum may be better. " : "") + found }

  private var found: String {
    let work =
      switch basis {
      case .confirmed: "confirmed work"
      case .expected: "expected work"
      case .all: "work, with the whole pipeline,"
      }
    guard !projects.isEmpty else { return "Nothing is demanded on this basis." }
    let short = projects.filter { $0.shortHours >= Self.smallestHours }
    guard let worst = short.first else {
      return "All \(work) can be served by the people there are."
    }
    let demand = projects.reduce(0) { $0 + $1.demandHours }
    let missing = projects.reduce(0) { $0 + $1.shortHours }
    let loss = projects.reduce(0) { $0 + $1.loss }
    let money = currency.map { " \($0)" } ?? ""
    let share = plain(100 * (1 - missing / demand), decimals: missing / demand < 0.05 ? 1 : 0)
    return """
      \(share) % of the \(work) can be served; \(grouped(plain(missing, decimals: 0))) hours cannot, which costs \
      \(grouped(plain(loss, decimals: 0)))\(money). \(worst.project) loses most: \(grouped(plain(worst.shortHours, decimals: 0))) h\
      \(worst.shortSkill.map { ", above all of \($0)" } ?? "")\
      \(worst.firstShortWeek.map { ", from \($0)" } ?? "").
      """
  }
}
