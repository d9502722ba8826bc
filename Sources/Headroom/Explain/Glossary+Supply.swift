import PlanModel

extension Glossary {
  static let supply = [
    Word(
      "headcount", "How many people are employed or contracted on a day; always a whole number."
    ) { "On \($0.asOf) the headcount is \($0.employed.count)." },
    Word(
      "FTE", also: ["full-time equivalent"],
      """
      The work of one full-time person. An FTE is a mean over a period: two people at half time are 1 \
      FTE in March, in the quarter and in the year alike; it is never added up over time.
      """
    ) { facts in
      (facts.plan.people.first { $0.fte != 1 } ?? facts.plan.people.first).map {
        "\($0.id) works \(plain($0.fte, decimals: 2)) FTE."
      }
    },
    Word(
      "capacity", also: ["gross capacity"],
      "The hours that contract and calendar give, public holidays taken out, leave not yet."
    ) { facts in
      facts.capacity.map { "In \($0.period) the capacity is \(grouped($0.grossHours)) hours." }
    },
    Word("availability", also: ["net capacity"], "Capacity without the hours of leave and absence.")
    { facts in
      facts.capacity.map {
        """
        In \($0.period) absence takes \(grouped($0.grossHours - $0.netHours)) of \
        \(grouped($0.grossHours)) hours; \(grouped($0.netHours)) are available.
        """
      }
    },
    Word(
      "effective capacity", also: ["plannable hours", "plannable capacity"],
      """
      The hours that can be planned: availability less the share of run work, times the target \
      utilisation; of new people, times how far they are ramped up. Utilisation divides by it.
      """
    ) { facts in
      facts.capacity.map {
        """
        In \($0.period) \(grouped($0.plannableHours)) of \(grouped($0.netHours)) available hours can \
        be planned.
        """
      }
    },
    Word(
      "run work", also: ["base load", "business as usual"],
      """
      What keeps the business going beside the projects. Its share of everybody's time is set aside \
      first.
      """
    ) { "The plan sets aside \($0.percent($0.plan.settings.runWork)) for run work." },
    Word("role", "The job that a person is booked as. It counts as a skill of theirs.") { facts in
      facts.plan.people.lazy.compactMap { person in
        person.role.map { "\(person.id) is booked as \($0)." }
      }.first
    },
    Word("skill", "Something that a person can do, at a level.") { facts in
      facts.plan.people.first { !$0.allSkills.isEmpty }.map { person in
        "\(person.id) holds "
          + person.allSkills.map { "\($0.skill):\($0.level)" }
          .joined(separator: ", ") + "."
      }
    },
    Word(
      "level", also: ["proficiency"],
      """
      How well somebody does what a skill names, from 1 (learning it) to 5 (expert); 3 where nothing \
      is said. Who holds a level may do the work of lower ones.
      """),
    Word(
      "placeholder",
      "A booking of a role or skill without a person. It asks for somebody, and gives nothing."
    ) { facts in
      facts.plan.assignments.first { $0.holder == .placeholder }.map {
        "\($0.project) books \($0.skill ?? "somebody") without a person."
      }
    },
    Word("bench", "Time that people have and nothing has booked: headroom load --only bench.") {
      facts in
      facts.capacity.map { "In \($0.period) \(grouped($0.freeHours)) hours are not booked." }
    },
    Word("shrinkage", "Paid time that leave, sickness and training take."),
    Word(
      "pool", also: ["contractor"],
      "Time that can be bought from outside at a rate, after a lead time, for a shortest term."
    ) { facts in
      facts.plan.pools.first.map {
        "\($0.id) can give at most \(plain($0.maxFTE)) FTE."
      }
    },
    Word("requisition", "A vacancy that has been approved: a hire of status approved.") { facts in
      facts.plan.hires.first { $0.status == .approved }.map {
        "\($0.id) is approved, to start on \($0.start)."
      }
    },
    Word("time to fill", "The days from opening a vacancy to an offer that is accepted.") { facts in
      facts.plan.settings.hiring.map { "The plan reckons with \($0.timeToFillDays) days." }
    },
    Word("notice", "The days from an accepted offer to the first day at work.") { facts in
      facts.plan.settings.hiring.map { "The plan reckons with \($0.noticeDays) days." }
    },
    Word(
      "ramp-up",
      "The weeks in which somebody new comes from their first day's productivity to a full one."
    ) { facts in
      facts.plan.settings.hiring.map {
        "From \(facts.percent($0.rampUpFrom)) to all in \(plain($0.rampUpWeeks, decimals: 0)) weeks."
      }
    },
    Word("attrition", "The share of people who leave within a year."),
  ]
}
