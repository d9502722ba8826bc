import PlanModel
import WorkCalendar

extension PlanChecks {
  /// Contracts, trainings, moves and attrition: each thing once, from a day that is known, for people who
  /// are there; and what is worth a look about them.
  mutating func checkStaffing() {
    checkContracts()
    checkTrainings()
    checkMoves()
    checkAttritions()
  }

  private mutating func checkContracts() {
    let others = Set(plan.people.map(\.id) + plan.hires.map(\.id))
    for row in plan.contracts {
      if others.contains(row.id) {
        error(
          .duplicateId, at: row.origin, "id",
          "the contract '\(shown(row.id))' has the id of a person or hire",
          suggestion: "give it another id")
      }
      warnOfUnasked(
        plan.filled(row).skills, at: row.origin, row.pool == nil ? "skills" : "pool")
      guard let name = row.pool else { continue }
      guard let pool = plan.pools.first(where: { $0.id == name }) else {
        // A pool that the plan has in a row that cannot be read is not missed.
        guard state.references.isWhole(.pools) else { continue }
        error(
          .unknownReference, at: row.origin, "pool", "no pool has the id '\(shown(name))'",
          expected: "an id of pools.csv", suggestion: "add the pool to pools.csv")
        continue
      }
      if plan.filled(row).skills.isEmpty {
        error(
          .contractHolder, at: row.origin, "pool",
          "the contract's pool '\(shown(pool.id))' has no skills",
          expected: "a pool with skills, as swift:3; sql:2")
      }
      let taken = plan.contractedFTE(of: pool.id, in: row.days)
      guard taken > pool.maxFTE + 1e-9 else { continue }
      warning(
        .poolExceeded, at: row.origin, "fte",
        "contracts take \(taken) FTE of '\(pool.id)', which has \(pool.maxFTE)",
        suggestion: "ask for less, or raise max_fte of the pool")
    }
  }

  private mutating func checkTrainings() {
    checkOnce(
      plan.trainings.map {
        "'\(shown($0.person))' learns '\(shown($0.skill.skill))' for \($0.ready) twice"
      }, plan.trainings.map(\.origin), "ready")
    let people = Dictionary(
      plan.people.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let spans = PersonSpans(plan)
    for row in plan.trainings {
      warnOfUnasked([row.skill], at: row.origin, "skill")
      guard let person = people[row.person], let held = spans.held(before: row, by: person) else {
        continue
      }
      warning(
        .changeWithoutEffect, at: row.origin, "skill",
        "'\(shown(row.person))' holds '\(shown(held.skill))' at level \(held.level) before the training",
        suggestion: "remove the row, or correct its level")
    }
    for taken in plan.trainingDays where taken.missingDays > 0 {
      let training = taken.training
      warning(
        .trainingDays, at: training.origin, "days",
        "'\(shown(training.person))' works fewer than \(training.days) days before \(training.ready)",
        expected: "at most \(training.days - taken.missingDays) days")
    }
  }

  private mutating func checkMoves() {
    checkOnce(
      plan.moves.map { "'\(shown($0.person))' moves twice on \($0.on)" }, plan.moves.map(\.origin),
      "on")
    let people = Dictionary(
      plan.people.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let spans = PersonSpans(plan)
    for row in plan.moves {
      guard let person = people[row.person],
        spans.span(of: person, on: row.on - 1).team == row.team
      else { continue }
      warning(
        .changeWithoutEffect, at: row.origin, "team",
        "'\(shown(row.person))' is in '\(shown(row.team))' before \(row.on)",
        suggestion: "remove the row, or correct its team")
    }
  }

  private mutating func checkAttritions() {
    checkOnce(
      plan.attritions.map { row in
        let whose = [row.skill, row.team].compactMap { $0.map { "'\(shown($0))'" } }
        let since = row.start(in: plan.settings).map { " since \($0)" } ?? ""
        // A skill and a team may have the same name.
        let of = row.skill == nil && row.team != nil ? "team " : ""
        return
          "the attrition of \(of)\(whose.isEmpty ? "everyone" : whose.joined(separator: " in "))\(since) stands twice"
      }, plan.attritions.map(\.origin), "rate")
    for row in plan.attritions {
      if row.start(in: plan.settings) == nil {
        error(
          .missingValue, at: row.origin, "since",
          "nothing says from which day the attrition counts",
          expected: "a date in 'since', or as_of in plan.yaml")
      }
      do throws(ChangeFault) {
        try plan.checkKnown(skill: row.skill)
      } catch {
        self.error(
          .unknownReference, at: row.origin, error.field, error.message, expected: error.expected,
          suggestion: error.suggestion)
      }
    }
  }

  private mutating func warnOfUnasked(
    _ skills: [SkillLevel], at origin: RowOrigin, _ column: String
  ) {
    for note in plan.notesOnUnasked(skills, field: column) {
      warning(.skillNotAsked, at: origin, column, note.message, suggestion: note.suggestion)
    }
  }

  /// An error at each row of which another says the same before it.
  private mutating func checkOnce(_ said: [String], _ origins: [RowOrigin], _ column: String) {
    var first: [String: RowOrigin] = [:]
    for (said, origin) in zip(said, origins) {
      guard let other = first[said] else {
        first[said] = origin
        continue
      }
      let place =
        plan.files.indices.contains(Int(other.file))
        ? ": in \(plan.files[Int(other.file)]) on line \(other.line) as well" : ""
      error(
        .duplicateRow, at: origin, column, said + place, suggestion: "keep one of the rows")
    }
  }
}
