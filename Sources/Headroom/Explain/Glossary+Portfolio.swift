import PlanModel

extension Glossary {
  static let schedule = [
    Word("critical path", "The longest chain of tasks by their dependencies: it sets the end."),
    Word(
      "critical chain", "The longest chain of tasks by dependencies and by people who are shared."),
    Word(
      "float", also: ["total float", "free float", "slack"],
      "How far a task may slip: total float without moving the end, free float without moving the next."
    ),
    Word("levelling", "Moving work in time until the people suffice, even where the end moves."),
    Word("smoothing", "Moving work in time within its float alone."),
    Word(
      "dependency",
      """
      One piece of work waits for another: finish to start (FS), start to start (SS), finish to finish \
      (FF) or start to finish (SF), perhaps with a lag.
      """
    ) { facts in
      facts.plan.dependencies.first.map {
        "\($0.successor) waits for \($0.predecessor) (\($0.kind.rawValue))."
      }
    },
    Word("milestone", "A point in time that a project reaches; it has no duration and no effort.") {
      facts in
      facts.plan.tasks.first { $0.kind == .milestone }.map { "\($0.id) of \($0.project)." }
    },
    Word("deadline", "A date after which being late costs something.") { facts in
      facts.plan.projects.lazy.compactMap { project in
        project.deadline.map { "\(project.id) has the deadline \($0)." }
      }.first
    },
    Word("must-finish", "A date that may not be missed at any cost.") { facts in
      facts.plan.projects.lazy.compactMap { project in
        project.mustFinish.map { "\(project.id) must finish by \($0)." }
      }.first
    },
    Word("makespan", "The end of the last activity."),
    Word("lateness", "Finish less due date; below 0 where it is early."),
    Word("tardiness", "Lateness, but never below 0."),
    Word("P50", "The value that is kept in half of all futures."),
    Word("P80", "The value that is kept in four of five futures."),
    Word("joint confidence", "The chance of keeping both the budget and the deadline."),
    Word("criticality", "The share of futures in which a task or skill set the finish."),
  ]

  static let portfolio = [
    Word("goal", "What the work is for, with a weight beside the other goals.") { facts in
      facts.plan.goals.first.map { "\($0.id)\($0.name.map { ": " + $0 } ?? "")." }
    },
    Word("initiative", "Projects that serve one goal and share a budget.") { facts in
      facts.plan.initiatives.first.map { initiative in
        let projects = facts.plan.projects.count { $0.initiative == initiative.id }
        return "\(initiative.id) has \(counted(projects, "project", "projects"))."
      }
    },
    Word("project", "Work with an owner, a status and demand for skills.") { facts in
      facts.plan.projects.first.map { "\($0.id) is \($0.status.rawValue)." }
    },
    Word("KPI", "A measure of how far a goal is reached.") { facts in
      facts.plan.kpis.first.map { "\($0.id)\($0.name.map { ": " + $0 } ?? "")." }
    },
    Word("value", "What a project or initiative is worth, in money.") { facts in
      facts.plan.projects.lazy.compactMap { project in
        project.value.flatMap { $0 >= 0 ? "\(project.id): \(facts.money($0))." : nil }
      }.first
    },
    Word("weight", "How much a goal counts beside the others.") { facts in
      facts.plan.goals.lazy.compactMap { goal in
        goal.weight.map { "\(goal.id) has the weight \(plain($0, decimals: 2))." }
      }.first
    },
    Word("cost of delay", "What a week without the result costs, in money.") { facts in
      facts.plan.projects.lazy.compactMap { project in
        project.costOfDelay.flatMap {
          $0 >= 0 ? "Each week of \(project.id) is worth \(facts.money($0))." : nil
        }
      }.first
    },
    Word("WSJF", "Cost of delay ÷ size of the job: what to do first."),
    Word("must-have", "A project that is in whatever else yields.") { facts in
      facts.plan.projects.first(where: \.mustHave).map { "\($0.id) is a must-have." }
    },
    Word("cut-off line", "The place in a ranked list below which the limits allow nothing more."),
    Word("pin", "A decision that stands: this project is in, or out.") { facts in
      facts.plan.projects.lazy.compactMap { project in
        project.pin.map { "\(project.id) is pinned \($0.rawValue)." }
      }.first
    },
    Word(
      "logic", also: ["requires", "includes", "excludes"],
      "Ties between projects: one needs others, they go all together, or at most one of them goes."
    ) { facts in
      facts.plan.logic.first.map { "\($0.project) \($0.kind.rawValue) \($0.other)." }
    },
    Word("plan of record", "The plan that counts: the folder of tables itself."),
    Word("scenario", "Named changes laid over the plan: headroom whatif."),
    Word(
      "snapshot", also: ["history", "trend"],
      """
      The key results of a plan on a day, kept as a file in its folder history: headroom snapshot. headroom \
      trend shows what has moved between them, headroom status what has changed since one.
      """),
    Word("baseline", "A frozen copy of the plan, to see later what has moved."),
    Word("stage gate", also: ["gate"], "A point at which a project is let on, or not.") { facts in
      facts.plan.projects.lazy.compactMap { project in
        project.gate.map { "\(project.id) stands before \($0)." }
      }.first
    },
    Word(
      "health", also: ["on track", "at risk", "off track"],
      """
      On track, at risk or off track; computed by rules, never typed: headroom health names the rule with \
      each reason, and headroom explain tells it.
      """),
    Word(
      "governance mode", also: ["advisory", "supportive", "controlling", "directive"],
      """
      How strictly a plan is held to its rules. Advisory: findings. Supportive: advice. Controlling: a \
      broken gate or hard rule fails. Directive: what binds is repaired within deadlines and pins, or it \
      is proven that it cannot be.
      """
    ) { facts in
      facts.plan.settings.governance.map { "The plan is run in \($0.mode.rawValue) mode." }
    },
    Word(
      "contradicting set",
      "Rules that no plan meets together, while leaving out any one of them lets the others be met."
    ),
    Word(
      "coupling", also: ["hidden coupling"],
      """
      Two projects hang together where one would be served more if the other were not there: they share \
      a scarce set of skills, a person or a budget. headroom align ranks the pairs.
      """),
    Word(
      "hours at stake",
      """
      Of two projects: the hours that each is served, or paid, more once the other is taken out of the \
      plan, added.
      """),
    Word("orphan project", also: ["orphan"], "A project that serves no goal.") { facts in
      facts.plan.projects.first { $0.status.counts && $0.initiative == nil }.map {
        "\($0.id) belongs to no initiative."
      }
    },
    Word(
      "single point of failure", also: ["single point"], "Work that one person alone can do."),
    Word(
      "ownership gap",
      "A project, initiative, goal or team for which nobody answers, or somebody who leaves before it ends."
    ) { facts in
      facts.plan.projects.first { $0.status.counts && $0.owner == nil }.map {
        "\($0.id) has no owner."
      }
    },
    Word(
      "QBR", also: ["quarterly business review"],
      "The meeting that looks at a quarter and plans the next."),
  ]

  static let money = [
    Word("budget", "Money that an initiative may spend in a period.") { facts in
      facts.plan.budgets.first { $0.amount >= 0 }.map {
        "\($0.initiative) has \(facts.money($0.amount))\($0.period.map { " in \($0)" } ?? "")."
      }
    },
    Word("envelope", "The most that an initiative may spend in a quarter."),
    Word("forecast", "What will have been spent or worked, by all that is known today."),
    Word("actual", also: ["actuals"], "What was in fact spent or worked.") { facts in
      facts.plan.actuals.isEmpty
        ? nil
        : "The plan holds \(counted(facts.plan.actuals.count, "row", "rows")) of actual hours."
    },
    Word("CapEx", also: ["capital expenditure"], "Money for what lasts: written off over years."),
    Word("OpEx", also: ["operating expenditure"], "Money for what is used up in the year."),
    Word(
      "efficient frontier", also: ["frontier"], "The most value that each amount of money can buy."),
    Word("cost rate", "What a person costs for an hour, day, month or year.") { facts in
      facts.plan.people.lazy.compactMap { person in
        person.cost.flatMap {
          $0.amount >= 0 ? "\(person.id): \(facts.money($0.amount)) a \($0.per.rawValue)." : nil
        }
      }.first
    },
    Word("bill rate", "What a customer pays for a person's hour."),
    Word(
      "earned value", also: ["EV", "PV", "AC", "BAC", "SPI", "CPI", "EAC", "ETC", "VAC", "TCPI"],
      """
      Progress in money. PV is what should be done, EV what is, AC what it cost, BAC what all should \
      cost. Schedule variance is EV − PV and cost variance EV − AC; SPI is EV ÷ PV and CPI EV ÷ AC. EAC is \
      what all will cost, ETC what is left of it, VAC is BAC − EAC, and TCPI is the CPI that the rest \
      must reach.
      """),
  ]
}
