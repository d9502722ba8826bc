import WorkCalendar

/// The answer of `status` in a sentence.
struct StatusSentence {
  private let old: Snapshot.Answer
  private let now: Snapshot.Answer
  private let changes: [Status.Change]

  init(_ old: Snapshot.Answer, _ now: Snapshot.Answer, _ changes: [Status.Change]) {
    self.old = old
    self.now = now
    self.changes = changes
  }

  var text: String {
    let since = "Since \(old.plan.asOf)" + (old.label.map { " (\($0))" } ?? "")
    guard !changes.isEmpty else {
      return "\(since) nothing worth a word has changed: \(hours(now)) short in quarters to come."
    }
    return "\(since): \(counted(changes.count, "change", "changes")); \(shortage)\(decisions)."
  }

  private var shortage: String {
    let difference = now.shortHours - old.shortHours
    guard abs(difference) >= 1 else { return "the shortage to come stays at \(hours(now))" }
    return "the shortage to come has \(difference > 0 ? "grown" : "fallen") to \(hours(now))"
  }

  private var decisions: String {
    let dates = changes.filter { $0.decideByPassed == false }.compactMap(\.decideBy)
    if let first = dates.min() {
      return "; \(counted(dates.count, "decision is", "decisions are")) due, the first by \(first)"
    }
    let passed = changes.count { $0.decideByPassed == true }
    return passed > 0 ? "; for \(passed) of them the last day to hire has passed" : ""
  }

  private func hours(_ snapshot: Snapshot.Answer) -> String {
    "\(grouped(snapshot.shortHours)) h"
  }
}
