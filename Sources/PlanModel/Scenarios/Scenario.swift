public import WorkCalendar

/// A named overlay on a plan: changes that are applied in order.
///
///     let changed = try scenario.applied(to: plan, today: today).plan
///
/// Source: PLAN §5.
public struct Scenario: Hashable, Sendable, Codable {
  /// How it is called: the name of its file, or `a+b` of several.
  public var name: String
  /// What it is, in words; nil: its file has none.
  public var title: String?
  /// In the order in which they are applied; those of an extended file come first.
  public var changes: [PlacedChange]

  /// A scenario of those changes.
  public init(name: String, title: String? = nil, changes: [PlacedChange] = []) {
    self.name = name
    self.title = title
    self.changes = changes
  }

  /// The scenario followed by another: `a+b`.
  public func followed(by other: Scenario) -> Scenario {
    let titles = [title, other.title].compactMap(\.self)
    return Scenario(
      name: name + "+" + other.name, title: titles.isEmpty ? nil : titles.joined(separator: "; "),
      changes: changes + other.changes)
  }
}

/// A change, and where it is written.
public struct PlacedChange: Hashable, Sendable, Codable {
  /// What changes.
  public var change: Change
  /// Where it is written.
  public var origin: ChangeOrigin

  /// A change at a place.
  public init(_ change: Change, origin: ChangeOrigin = .none) {
    self.change = change
    self.origin = origin
  }
}

/// Where a change of a scenario is written.
public struct ChangeOrigin: Hashable, Sendable, Codable {
  /// A file's name, as `whatif/freeze.yaml`; nil where no file holds it.
  public var file: String?
  /// From 1; 0 where no file holds it.
  public var line: Int
  /// In characters, from 1; 0 where no file holds it.
  public var column: Int

  /// Of a change that no file holds.
  public static let none = ChangeOrigin(file: nil, line: 0, column: 0)

  /// A place in a file.
  public init(file: String?, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

extension Scenario {
  /// What a plan becomes.
  public struct Outcome: Sendable {
    /// The plan with the changes.
    public var plan: Plan
    /// What somebody should look at: for each finding the index of its change.
    public var notes: [(change: Int, note: ChangeFault)]
  }

  /// Why a scenario cannot be applied.
  public struct Failure: Error, Hashable, Sendable, Codable {
    /// The index of the change.
    public var change: Int
    /// What is wrong with it.
    public var fault: ChangeFault
  }

  /// The plan with the changes, one after the other.
  ///
  /// The result is not checked as a whole; whoever reads scenarios from files does so.
  ///
  /// - Parameter today: the day on which the plan is true where it names none.
  public func applied(to plan: Plan, today: Day) throws(Failure) -> Outcome {
    var outcome = Outcome(plan: plan, notes: [])
    for (index, placed) in changes.enumerated() {
      do throws(ChangeFault) {
        let notes = try placed.change.apply(to: &outcome.plan, today: today)
        outcome.notes += notes.map { (index, $0) }
      } catch {
        throw Failure(change: index, fault: error)
      }
    }
    return outcome
  }
}
