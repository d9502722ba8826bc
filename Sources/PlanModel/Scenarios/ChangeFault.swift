/// What is wrong, or worth a look, about a change of a scenario.
public struct ChangeFault: Error, Hashable, Sendable, Codable {
  /// The kinds; the raw value is the identifier of the diagnostic.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// A reference matches no row.
    case unknownReference = "unknown-reference"
    /// A reference matches several rows.
    case ambiguousReference = "ambiguous-reference"
    /// A row of that id exists.
    case duplicateId = "duplicate-id"
    /// A change does not fit what the plan says.
    case changeImpossible = "change-impossible"
    /// A change changes nothing.
    case changeWithoutEffect = "change-without-effect"
    /// Nothing asks for a skill that a change brings in.
    case skillNotAsked = "skill-not-asked"
    /// More is taken of a pool than it has.
    case poolExceeded = "pool-exceeded"
  }

  /// Which kind it is.
  public var kind: Kind
  /// The parameter that it is about; nil: the whole change.
  public var field: String?
  /// The text that is wrong.
  public var value: String?
  /// What is wrong, as a sentence.
  public var message: String
  /// What would be right.
  public var expected: String?
  /// What to do about it.
  public var suggestion: String?

  /// A finding.
  public init(
    _ kind: Kind, field: String? = nil, value: String? = nil, _ message: String,
    expected: String? = nil, suggestion: String? = nil
  ) {
    self.kind = kind
    self.field = field
    self.value = value
    self.message = message
    self.expected = expected
    self.suggestion = suggestion
  }
}

/// The rows of a plan by id or unique name. Source: PLAN §1, "Ids".
struct RowNames<Row> {
  /// What a row is called, as `person`.
  let noun: String
  /// The table, as `people`.
  let table: String
  let rows: [Row]
  let id: (Row) -> String
  let name: (Row) -> String?

  /// The index of the row that a text means.
  func index(of text: String, field: String) throws(ChangeFault) -> Int {
    if let index = rows.firstIndex(where: { id($0) == text }) { return index }
    let named = rows.indices.filter { name(rows[$0]) == text }
    if let only = named.first, named.count == 1 { return only }
    guard named.isEmpty else {
      throw ChangeFault(
        .ambiguousReference, field: field, value: text,
        "several rows of \(table) bear the name '\(text)'", suggestion: "write the id")
    }
    let near = nearestName(to: text, among: (rows.map(id) + rows.compactMap(name)).sorted())
    throw ChangeFault(
      .unknownReference, field: field, value: text, "no \(noun) has the id or name '\(text)'",
      expected: "an id or unique name of \(table)",
      suggestion: near.map { "write '\($0)' if that is meant" } ?? "add the \(noun) first")
  }

  /// The id of the row that a text means; nil for nil.
  func id(of text: String?, field: String) throws(ChangeFault) -> String? {
    guard let text else { return nil }
    return id(rows[try index(of: text, field: field)])
  }
}

extension Plan {
  var peopleNames: RowNames<Person> {
    RowNames(noun: "person", table: "people", rows: people, id: { $0.id }, name: { $0.name })
  }
  var teamNames: RowNames<Team> {
    RowNames(noun: "team", table: "teams", rows: teams, id: { $0.id }, name: { $0.name })
  }
  var locationNames: RowNames<Location> {
    RowNames(
      noun: "location", table: "locations", rows: locations, id: { $0.id }, name: { _ in nil })
  }
  var poolNames: RowNames<Pool> {
    RowNames(noun: "pool", table: "pools", rows: pools, id: { $0.id }, name: { _ in nil })
  }
  var projectNames: RowNames<Project> {
    RowNames(noun: "project", table: "projects", rows: projects, id: { $0.id }, name: { $0.name })
  }
  var initiativeNames: RowNames<Initiative> {
    RowNames(
      noun: "initiative", table: "initiatives", rows: initiatives, id: { $0.id },
      name: { $0.name })
  }

  /// The skills and roles that somebody holds, or will hold, or that something asks for; no people's
  /// handles.
  public var knownSkills: Set<String> {
    var known = askedSkills
    for person in people { known.formUnion(person.allSkills.map(\.skill)) }
    known.formUnion(trainings.map(\.skill.skill))
    for hire in hires { known.formUnion(hire.allSkills.map(\.skill)) }
    for contract in contracts { known.formUnion(filled(contract).skills.map(\.skill)) }
    return known.filter { !$0.hasPrefix("@") }
  }

  /// The skills and roles that demand or a booking asks for.
  var askedSkills: Set<String> {
    var asked = Set(assignments.compactMap(\.skill))
    for row in demand {
      if case .skill(let skill, _) = row.need { asked.insert(skill) }
    }
    return asked
  }

  /// Refuses a skill that neither anybody holds nor anything asks for.
  public func checkKnown(skill: String?, field: String = "skill") throws(ChangeFault) {
    guard let skill else { return }
    let known = knownSkills
    guard !known.contains(skill) else { return }
    throw ChangeFault(
      .unknownReference, field: field, value: skill,
      "nobody holds and nothing asks for a skill or role '\(skill)'",
      expected: "a skill or role of the plan",
      suggestion: nearestName(to: skill, among: known.sorted())
        .map { "write '\($0)' if that is meant" })
  }

  /// A note on each skill that nothing asks for, or none where at least one of them is asked for.
  public func notesOnUnasked(_ skills: [SkillLevel], field: String) -> [ChangeFault] {
    let asked = askedSkills
    guard !skills.contains(where: { asked.contains($0.skill) }) else { return [] }
    return skills.map { skill in
      ChangeFault(
        .skillNotAsked, field: field, value: skill.skill, "nothing asks for '\(skill.skill)'",
        suggestion: nearestName(to: skill.skill, among: asked.sorted())
          .map { "write '\($0)' if that is meant" })
    }
  }
}
