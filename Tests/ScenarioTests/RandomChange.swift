import PlanModel
import TestSupport
import WorkCalendar

/// Changes of every verb, for the plans of ``RandomPlan``.
struct RandomChange {
  private let plan: Plan
  private var random: SplitMix64

  init(of plan: Plan, seed: UInt64) {
    self.plan = plan
    random = SplitMix64(seed)
  }

  private mutating func some<T>(_ values: [T]) -> T {
    values[random.next(in: 0...values.count - 1)]
  }

  /// A change of that verb.
  func change(_ verb: String) throws -> Change {
    var random = self
    return try random.make(verb)
  }

  private mutating func make(_ verb: String) throws -> Change {
    let project = some(plan.projects).id
    let person = some(plan.people).id
    let start = try day("2027-03-10") + random.next(in: 0...40)
    let days = DayRange(start, start + random.next(in: 0...20)) ?? DayRange(start)
    let skill = some(["s0", "s1", "s2", "s3"])
    switch verb {
    case "hire":
      var hire = Hire(id: "", start: start)
      (hire.role, hire.count, hire.rampUpWeeks) = ("s1", 2, some([nil, 2.5]))
      return .hire(hire)
    case "release": return .release(Change.Release(.person(person), on: days.last + 60))
    case "contract":
      return some([
        .contract(Contract(pool: "ext", fte: 0.75, days: days)),
        .contract(
          Contract(
            skills: [SkillLevel(skill, 4)], cost: CostRate(amount: 75.5, per: .day), fte: 1.0 / 3,
            days: days)),
      ])
    case "train":
      return .train(
        Training(
          person: person, skill: SkillLevel(skill, some([2, 5])), ready: start,
          days: some([0, 1, 2.5])))
    case "move": return .move(TeamMove(person: person, team: some(["a", "b", "c"]), on: start))
    case "absence":
      let who = some([Change.Away.Who.person(person), .team("a"), .everyone])
      return .absence(Change.Away(who, days: days, fraction: some([1, 0.25])))
    case "delay": return .delay(Change.Shift(project: project, days: some([7, 31, 10])))
    case "accelerate": return .accelerate(Change.Shift(project: project, days: 3))
    case "pause": return .pause(Change.Pause(project: project, days: days))
    case "cancel": return .cancel(project: project)
    case "win": return .win(project: project)
    case "lose": return .lose(project: project)
    case "scale":
      let factor = some([0.5, 1.1, 1.0 / 3])
      return some([
        .scale(Change.Scaling(project: project, factor: factor)),
        .scale(Change.Scaling(skill: skill, factor: factor, from: start, to: days.last)),
      ])
    case "set":
      var before = Plan()
      before.people = [some(plan.people)]
      var after = before
      after.people[0].fte = some([0.4, 0.9])
      var settings = plan.settings
      settings.targetUtilisation = 0.8
      return some([
        .set(Change.Edit(path: "people", before: before, after: after)),
        .set(Change.Edit(path: "plan.target_utilisation", settings: settings)),
      ])
    case "budget":
      return .budget(Change.Money(initiative: "i", amount: .byShare(some([0.1, -0.25]))))
    case "freeze_hiring": return .freezeHiring(days)
    case "attrition":
      return .attrition(Attrition(rate: some([0.08, 1.0 / 3]), team: some([nil, "b"])))
    case "holiday":
      return .holiday(Holiday(date: start, location: some([nil, "north"]), hours: 3.5))
    default:
      var row = Demand(project: project, need: .skill("s2", level: 2), amount: .fte(0.75))
      (row.from, row.to) = (days.first, days.last)
      var rows = Plan()
      rows.demand = [row]
      return .add(rows)
    }
  }
}
