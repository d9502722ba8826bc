import PlanModel
import WorkCalendar

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
    Word(
      "contract",
      "Contractors for some days, from a pool or with skills and a cost of their own: the table contracts."
    ) { facts in
      facts.plan.contracts.first.map {
        "\($0.id) gives \(plain($0.fte, decimals: 2)) FTE from \($0.days.first) to \($0.days.last)."
      }
    },
    Word(
      "training",
      "A person learns a skill by a day, and gives the working days just before to it: the table training."
    ) { facts in
      facts.plan.trainings.min { ($0.ready, $0.person) < ($1.ready, $1.person) }.map {
        "\($0.person) holds \($0.skill.skill):\($0.skill.level) from \($0.ready) on."
      }
    },
    Word(
      "move",
      "A person changes the team on a day; who is moved serves the new team alone: the table moves."
    ) { facts in
      facts.plan.moves.min { ($0.on, $0.person) < ($1.on, $1.person) }.map {
        "\($0.person) belongs to \($0.team) from \($0.on) on."
      }
    },
    Word(
      "attrition",
      """
      The share of people who leave within a year: the plannable hours of those whom it concerns shrink by \
      it from day to day (the table attrition).
      """
    ) { facts in
      facts.plan.attritions.first.map { row in
        let whose = row.skill.map { "of those who hold \($0)" } ?? row.team.map { "of \($0)" }
        return "The plan reckons with \(facts.percent(row.rate)) a year \(whose ?? "of everyone")."
      }
    },
  ]
}
