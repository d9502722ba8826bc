import PlanModel
import WorkCalendar

/// What is missing before a project starts, and the sentence that says so.
extension BriefComposer {
  /// The most basic first.
  func gaps(_ page: Brief.Answer) -> [Brief.Gap] {
    let isPitch = page.status == .pitch
    let fields: [(String, Bool, String)] = [
      ("initiative", page.initiative == nil, "no initiative: nobody knows which goal it serves"),
      ("goal", page.goal == nil, "no goal: what will be different is not said"),
      ("owner", page.owner == nil, "no owner answers for the result"),
      ("manager", page.manager == nil && !isPitch, "no manager runs it"),
      ("sponsor", page.sponsor == nil, "no sponsor pays for it"),
      ("budget_owner", page.budgetOwner == nil, "no budget owner answers for the money"),
      ("start", page.start == nil, "no start"),
      ("finish", page.finish == nil, "no finish"),
      ("value", page.value == nil, "no value: it cannot be ranked"),
      ("cost_of_delay", page.costOfDelay == nil, "no cost of delay: what waiting costs is a guess"),
      ("roles", page.roles.isEmpty, "no demand: it asks for nobody"),
      ("milestones", page.milestones.isEmpty, "no milestone shows that it is on its way"),
      ("kpis", page.kpis.isEmpty, "no KPI measures its success"),
      ("deliverables", isPitch && page.deliverables.isEmpty, "no deliverables"),
      ("risks", isPitch && page.risks.isEmpty, "no risks are named"),
    ]
    return fields.filter(\.1).map { Brief.Gap(what: $0.0, text: $0.2) } + conflicts(page)
  }

  /// What is there, and does not fit together.
  private func conflicts(_ page: Brief.Answer) -> [Brief.Gap] {
    var gaps: [Brief.Gap] = []
    func gap(_ what: String, _ text: String) { gaps.append(Brief.Gap(what: what, text: text)) }
    if let finish = page.finish, let deadline = page.deadline, finish > deadline {
      gap("deadline", "it ends on \(finish), after its deadline \(deadline)")
    }
    if let cost = page.cost, let budget = page.budget, cost > budget {
      gap("budget", "its people cost \(grouped(cost)), its budget is \(grouped(budget))")
    }
    for row in page.predecessors where row.kind == .fs {
      if let finish = row.finish, let start = page.start, finish >= start {
        gap("predecessor", "\(row.id), which comes before it, ends on \(finish)")
      }
    }
    if page.shortHours > Self.leastHours {
      gap(
        "capacity",
        "\(grouped(page.shortHours)) of \(grouped(page.hours)) h find nobody in their weeks")
    }
    if page.people.isEmpty, !page.roles.isEmpty { gap("people", "nobody is booked for it") }
    return gaps
  }

  /// The answer in a sentence or two.
  func sentence(_ page: Brief.Answer) -> String {
    let name = page.name ?? page.project
    let currency = request.plan.settings.currency.map { " \($0)" } ?? ""
    let cost = page.cost.map { ", \(grouped($0))\(currency) of people" } ?? ""
    var dates = ""
    if let start = page.start, let finish = page.finish { dates = " from \(start) to \(finish)" }
    let what = "\(name): \(grouped(page.hours)) h of work\(dates)\(cost)."
    guard !page.missing.isEmpty else { return what + " Nothing is missing before it starts." }
    let missing = page.missing.map { $0.what.split(separator: "_").joined(separator: " ") }
    let named = missing.prefix(3)
    let rest = missing.count - named.count
    return what + " Missing before it starts: \(named.joined(separator: ", "))"
      + (rest > 0 ? " and \(counted(rest, "more thing", "more things"))." : ".")
  }
}
