import PlanModel

/// The tasks of a plan, found within their project; numbers are those of ``Symbols``.
///
/// Source: PLAN §1, "Ids".
struct TaskNames: Sendable {
  /// A text within a project.
  private struct Key: Hashable, Sendable {
    var project: Int32
    var text: Int32
  }

  private var origins: [Key: RowOrigin] = [:]
  /// The id of each name within its project; -1 where several tasks bear it.
  private var idOfNameInProject: [Key: Int32] = [:]
  /// How many tasks of the plan have the id.
  private var countOfId: [Int32: Int] = [:]
  /// The id of each name; -1 where several tasks bear it.
  private var idOfName: [Int32: Int32] = [:]

  /// Takes in a task; returns the task of the project that has the id already.
  mutating func define(
    _ id: Int32, name: Int32?, project: Int32, origin: RowOrigin
  ) -> RowOrigin? {
    let key = Key(project: project, text: id)
    if let first = origins[key] { return first }
    origins[key] = origin
    countOfId[id, default: 0] += 1
    if let name, name != id {
      let key = Key(project: project, text: name)
      idOfNameInProject[key] = idOfNameInProject[key] == nil ? id : -1
      idOfName[name] = idOfName[name] == nil ? id : -1
    }
    return nil
  }

  /// What a text means within a project.
  func task(_ text: Int32, of project: Int32) -> References.Resolution {
    let key = Key(project: project, text: text)
    if origins[key] != nil { return .id(text) }
    return resolution(idOfNameInProject[key])
  }

  /// What a text means within the whole plan.
  func task(_ text: Int32) -> References.Resolution {
    if let count = countOfId[text] { return count == 1 ? .id(text) : .ambiguous }
    return resolution(idOfName[text])
  }

  private func resolution(_ id: Int32?) -> References.Resolution {
    guard let id else { return .unknown }
    return id >= 0 ? .id(id) : .ambiguous
  }

  /// Every id of the project's tasks, in order of their numbers; of all tasks for nil.
  func ids(of project: Int32?) -> [Int32] {
    guard let project else { return countOfId.keys.sorted() }
    return origins.keys.filter { $0.project == project }.map(\.text).sorted()
  }
}
