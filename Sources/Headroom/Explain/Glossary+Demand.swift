import PlanModel

extension Glossary {
  static let demand = [
    Word("demand", "Work that projects ask for, by skill or person and by time.") { facts in
      facts.skill.map {
        "In \($0.period) \(grouped($0.demandHours)) hours of \($0.skill) are asked for."
      }
    },
    Word(
      "effort", "How much work it is, in hours or days of people; how long it takes is duration."),
    Word(
      "duration",
      "How long something takes from its first to its last day, however many work on it."),
    Word(
      "profile",
      """
      How effort lies in its window: the same throughout (even), more at first (front), more at the \
      end (back), or most in the middle (bell).
      """
    ) { facts in
      facts.plan.demand.first { $0.profile != .even }.map {
        "The demand of \($0.project) lies in the form '\($0.profile.rawValue)'."
      }
    },
    Word(
      "confirmed", also: ["confirmed work"],
      "Work of projects that are committed or active. Shortages are told for it first."
    ) { "\(counted($0.projects(.committed, .active), "project", "projects")) of the plan." },
    Word(
      "tentative", also: ["tentative work"],
      "Work that may happen: of projects that are tentative, or pitches."
    ) { "\(counted($0.projects(.tentative, .pitch), "project", "projects")) of the plan." },
    Word(
      "probability", "The chance that tentative work happens. It is not how much of it happens."
    ) { facts in
      facts.plan.projects.first { $0.status.isTentative }.map {
        "\($0.id) happens with \(facts.percent($0.probability))."
      }
    },
    Word(
      "expected", also: ["expected demand"],
      """
      Confirmed work, and tentative work times its probability. It hides what happens when the work \
      comes: look at the exposure beside it.
      """),
    Word("exposure", "All work, tentative work in full: what is asked for if everything comes."),
    Word("allocation", "A share of somebody's time, given to a piece of work between two days.") {
      facts in
      facts.plan.assignments.lazy.compactMap { row in
        guard case .person(let person) = row.holder else { return nil }
        return "\(person) is booked on \(row.project)."
      }.first
    },
    Word(
      "booking", also: ["hard booking", "soft booking"],
      "An allocation that is written down. A hard one holds the time; a soft one is a wish that may yield."
    ) { facts in
      let hard = facts.plan.assignments.count { $0.firmness == .hard }
      let soft = facts.plan.assignments.count - hard
      return "The plan has \(counted(hard, "hard booking", "hard bookings")) and \(soft) soft."
    },
    Word("pitch", also: ["intake", "request"], "New work that nobody has approved yet.") { facts in
      facts.plan.projects.first { $0.status == .pitch }.map { "\($0.id) is a pitch." }
    },
  ]

  static let balance = [
    Word("headroom", "Supply less demand: above 0 there is time to spare, below 0 work is short.") {
      facts in
      facts.worst.flatMap { worst in
        worst.missingFTE.map {
          "The headroom of \(facts.worstSkills) in \(worst.period) is -\(plain($0)) FTE."
        }
      }
    },
    Word(
      "deficit", also: ["shortage"],
      "Work that even the best use of everybody's skills leaves undone; headroom below 0."
    ) { facts in
      facts.bottlenecks.shortage.first {
        $0.basis == facts.bottlenecks.headlineBasis && $0.shortHours >= 0.5
      }.map {
        "In \($0.period) \(grouped($0.shortHours)) of \(grouped($0.demandHours)) hours are short."
      }
    },
    Word("surplus", "Headroom above 0: time to spare."),
    Word(
      "utilisation",
      """
      Demand ÷ effective capacity. Committed utilisation counts hard bookings, forecast utilisation \
      all work, billable utilisation what is invoiced.
      """
    ) { facts in
      facts.worst.flatMap { worst in
        worst.utilisation.map {
          "\(facts.worstSkills) in \(worst.period): \(facts.percent($0))."
        }
      }
    },
    Word(
      "target utilisation", "The share of people's time that is planned at most; the rest is slack."
    ) { "The plan's target is \($0.percent($0.plan.settings.targetUtilisation))." },
    Word(
      "over-allocation", also: ["over-booking"],
      "More hours of a person are booked than they have to give: headroom load --only over."
    ) { facts in
      let hours = facts.bottlenecks.ignored.overBookedHours
      return hours >= 0.5 ? "\(grouped(hours)) booked hours are more than people have." : nil
    },
    Word(
      "bottleneck", also: ["binding set"],
      """
      A set of skills that is asked for more, in some period, than all who hold any of them can give, \
      whoever does what.
      """
    ) { facts in
      facts.worst.map { worst in
        let fte = worst.missingFTE.map { ": \(plain($0)) FTE are missing" } ?? ""
        return "\(facts.worstSkills) in \(worst.period)\(fte)."
      }
    },
    Word(
      "shadow price",
      "What one more unit is worth: a full-time person of a skill in a period, or a unit of budget."
    ),
    Word(
      "decide-by date", also: ["decide by"],
      """
      The last day on which a hire still helps: the first day of the shortage less time to fill, notice \
      and ramp-up.
      """
    ) { facts in
      facts.worst.flatMap { worst in
        worst.decideBy.map {
          "For \(facts.worstSkills) in \(worst.period) it is \($0)."
        }
      }
    },
    Word(
      "remedy", also: ["remedies"],
      """
      What mends a shortage, cheapest first: use the skills that are idle, move work in time, add \
      people (overtime, contractors, training, hires), cut work.
      """),
    Word(
      "heat map", "Skills by periods, coloured by headroom or utilisation: headroom bottlenecks."),
  ]
}
