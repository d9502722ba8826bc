import PlanCompiler
import PlanModel

/// What an answer leaves out, and how far the data carries it.
struct IgnoredWork {
  let plan: CompiledPlan

  init(_ plan: CompiledPlan) { self.plan = plan }

  var ignored: Bottlenecks.Ignored {
    let asking = Set(plan.plan.demand.map(\.project) + plan.plan.assignments.map(\.project))
    let counting = plan.demand.projects
    let silent = counting.map(\.id).filter { !asking.contains($0) }
    let resting = plan.plan.projects.filter { !$0.status.counts && asking.contains($0.id) }
    return Bottlenecks.Ignored(
      projectsWithoutEstimates: silent,
      shareOfProjects: counting.isEmpty ? 0 : Double(silent.count) / Double(counting.count),
      hoursOutsideHorizon: plan.demand.outside.reduce(0) { $0 + $1.hours },
      restingProjects: resting.map(\.id).sorted(),
      overBookedHours: plan.supply.overBookedHours.reduce(0, +),
      bookedWithoutWorkHours: LostBookings(plan.plan, plan.sources).rows.reduce(0) {
        $0 + $1.hours
      })
  }

  /// The grade starts at A and falls by one for each reason, to D at the lowest:
  /// 1. the plan does not say when it was true;
  /// 2. more than 10 % of the projects that count have no estimates;
  /// 3. more than 5 % of the demand lies outside the horizon;
  /// 4. more than 5 % of the booked hours are more than the booked people can give;
  /// 5. more than 10 % of the people have neither skill nor role, while skills are asked for.
  func trust(_ ignored: Bottlenecks.Ignored) -> Bottlenecks.Trust {
    var reasons: [String] = []
    func percent(_ share: Double) -> String { "\(plain(100 * share, decimals: 0)) %" }
    if plan.plan.settings.asOf == nil {
      reasons.append("the plan does not say as of which day it is true")
    }
    if ignored.shareOfProjects > 0.10 {
      reasons.append("\(percent(ignored.shareOfProjects)) of the projects have no estimates")
    }
    let inside = plan.demand.hours.reduce(0, +)
    let outside = ignored.hoursOutsideHorizon
    if outside > 0.05 * (inside + outside) {
      reasons.append(
        "\(percent(outside / (inside + outside))) of the demand lies outside the horizon")
    }
    let booked = plan.supply.bookings.reduce(0) { $0 + $1.asked.reduce(0, +) }
    if ignored.overBookedHours > 0.05 * booked {
      reasons.append(
        "\(percent(ignored.overBookedHours / booked)) of the booked hours are more than people have"
      )
    }
    let people = plan.supply.units.filter { if case .person = $0.source { true } else { false } }
    let unskilled = people.count { $0.skills.isEmpty }
    let asksSkills = plan.demand.lines.contains { if case .skill = $0.need { true } else { false } }
    if asksSkills, Double(unskilled) > 0.10 * Double(people.count) {
      reasons.append(
        "\(percent(Double(unskilled) / Double(people.count))) of the people have neither skill nor role"
      )
    }
    let grades = ["A", "B", "C", "D"]
    return Bottlenecks.Trust(grade: grades[min(reasons.count, 3)], reasons: reasons)
  }
}
