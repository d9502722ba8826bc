/// People as text calls them: by name, with the id where several share the name; by id where there is no
/// name.
public struct PersonNames: Sendable {
  private let labels: [String: String]

  /// The names of some people.
  public init(_ people: [Person]) {
    var bearers: [String: Int] = [:]
    for name in people.compactMap(\.name) { bearers[name, default: 0] += 1 }
    labels = Dictionary(
      people.compactMap { person in
        person.name.map { name in
          let isUnique = bearers[name] == 1 || name == person.id
          return (person.id, isUnique ? name : "\(name) (\(person.id))")
        }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// What to call the person of that id; the id itself where nobody of that id has a name.
  public func label(_ id: String) -> String { labels[id] ?? id }

  /// The name alone for the skill `@id` of somebody who has one; any other skill as it is.
  public func label(skill: String) -> String {
    guard skill.hasPrefix("@") else { return skill }
    return labels[String(skill.dropFirst())] ?? skill
  }
}
