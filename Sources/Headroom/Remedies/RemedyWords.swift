import PlanModel
import WorkCalendar

/// What is bought, in words.
struct RemedyWords {
  private let remedies: [Remedy]
  private let needed: Day

  /// - Parameter needed: the first day of the work for which it is bought.
  init(_ remedies: [Remedy], from needed: Day) { (self.remedies, self.needed) = (remedies, needed) }

  /// `hire 2 people for sre:4 from 2027-03-01 and let p1 and p2 work longer from 2027-03-01 to 2027-03-31`;
  /// of many who work longer those with the most hours: `let p1, p2, p3 and 4 others work longer, 412 h in
  /// all, from …`.
  var text: String {
    var parts: [String] = []
    for remedy in remedies {
      let same = alike(remedy)
      // Who works longer in the same days is told once.
      guard same.first?.person == remedy.person || same.count < 2 else { continue }
      parts.append(words(remedy, same.count > 1 ? people(same) : nil))
    }
    return listed(parts)
  }

  private func alike(_ remedy: Remedy) -> [Remedy] {
    guard remedy.kind == .overtime else { return [] }
    return remedies.filter {
      $0.kind == .overtime && $0.from == remedy.from && $0.to == remedy.to
    }
  }

  private func people(_ longer: [Remedy]) -> (names: String, hours: String) {
    let most = longer.sorted { ($1.hours, $0.person ?? "") < ($0.hours, $1.person ?? "") }
    let hours = ", \(grouped(longer.reduce(0) { $0 + $1.hours })) h in all,"
    return (several(most.compactMap(\.person)), longer.count > mostNamed ? hours : "")
  }

  private func words(_ remedy: Remedy, _ people: (names: String, hours: String)?) -> String {
    let what = "\(remedy.skill.skill):\(remedy.skill.level)"
    let until = remedy.to.map { " to \($0)" } ?? ""
    switch remedy.kind {
    case .hire:
      let count = counted(Int(remedy.count), "person", "people")
      return "hire \(count) for \(what) from \(remedy.from)\(rampUp(remedy))"
    case .contract:
      return
        "contract \(plain(remedy.count)) FTE of \(remedy.pool ?? what) from \(remedy.from)\(until)"
    case .train: return "train \(remedy.person ?? "somebody") in \(what) by \(remedy.from)"
    case .overtime:
      let who = people?.names ?? remedy.person ?? "somebody"
      return "let \(who) work longer\(people?.hours ?? "") from \(remedy.from)\(until)"
    }
  }

  /// Why more people are hired than the work asks for: at first each does a part.
  private func rampUp(_ remedy: Remedy) -> String {
    guard let hiring = remedy.hiring, hiring.rampUpWeeks > 0, hiring.rampUpFrom < 1
    else { return "" }
    let full = remedy.from + Int((7 * hiring.rampUpWeeks).rounded(.up))
    guard full > needed else { return "" }
    let share = plain(100 * hiring.rampUpFrom, decimals: 0)
    return " (ramping up from \(share) % to a full week's work on \(full))"
  }
}

extension [Remedy] {
  /// What they cost together; nil where one's cost is not known.
  var cost: Double? {
    reduce(0) { sum, remedy in sum.flatMap { sum in remedy.cost.map { sum + $0 } } }
  }
}
