public import WorkCalendar

extension Intake {
  /// Whether and when new work fits. Hours are working hours; money is in the plan's currency.
  public struct Answer: Codable, Sendable, Hashable {
    /// `headroom.intake/1`.
    public var schema = "headroom.intake/1"
    /// Which plan it speaks of.
    public var plan: PlanIdentity
    /// The answer in a sentence or two.
    public var summary: String
    /// The new project's id.
    public var project: String
    /// As people call it.
    @Nullable public var name: String?
    /// What a complete pitch says and this one leaves open, by the keys of its file.
    public var missing: [String]
    /// As asked, or in the first week that is not past.
    public var asked: Start
    /// What changes for it once the new work is in the plan as written, as a scenario writes it: a delay
    /// where the written start is past.
    public var askedChanges: [String]
    /// The first start that adds no shortage; null where none within the horizon does.
    @Nullable public var earliest: Start?
    /// Every start that was tried, week by week.
    public var starts: [Start]
    /// What the work takes.
    public var hours: Double
    /// The same at the mean pay of those who may do it; null where no pay is known, or nobody may do
    /// a part of it.
    @Nullable public var cost: Double?
    /// What it would lack from the asked start on if all confirmed work came first.
    public var lacking: [Lack]
    /// What confirmed work would lose from the asked start on if the new work came first.
    public var displaced: [Find.Displaced]
    /// These hours at their hour prices.
    public var displacedCost: Double
    /// The new work at its earliest start, else the asked one, and who could do it.
    public var roles: [Role]
    /// The cheapest way of each kind to make it fit, the cheapest first, at most three; none where it fits.
    ///
    /// Each leaves to all other committed work what is done of it today, week by week; projects that wait
    /// lose no hours in all.
    public var ways: [Way]
  }

  /// A start in some week.
  public struct Start: Codable, Sendable, Hashable {
    /// The first day.
    public var start: Day
    /// The last day.
    public var finish: Day
    /// Hours by which it makes confirmed work and itself shorter than confirmed work is alone.
    public var addedShortHours: Double
    /// Whether it adds none.
    public var fits: Bool
  }

  /// What the new work lacks.
  public struct Lack: Codable, Sendable, Hashable {
    /// A skill; a person is written `@id`.
    public var skill: String
    /// Working hours.
    public var hours: Double
  }

  /// A part of the new work.
  public struct Role: Codable, Sendable, Hashable {
    /// The skill or role; a person is written `@id`.
    public var skill: String
    /// At this level or above; 0 for a person.
    public var level: Int
    /// Only this team may do it; null: everybody.
    @Nullable public var team: String?
    /// The first day.
    public var from: Day
    /// The last day.
    public var to: Day
    /// Working hours.
    public var hours: Double
    /// Mean of full-time people.
    public var fte: Double
    /// Who could give most of it, as `find` ranks them; hires and pools among them.
    public var candidates: [Find.Candidate]
  }

  /// A way to make new work fit.
  public struct Way: Codable, Sendable, Hashable {
    /// What gives.
    public enum Kind: String, Codable, Sendable, Hashable, CaseIterable {
      /// The new work starts later.
      case later
      /// The new work is smaller.
      case smaller
      /// Hires, contractors, training, overtime.
      case buy
      /// The new work starts later, and people are bought.
      case laterAndBuy
      /// Other projects start later or rest.
      case wait
      /// Another project is given up.
      case cut
    }

    /// What gives.
    public var kind: Kind
    /// In words.
    public var text: String
    /// What it costs: cost of delay, value that is lost, or money; null where it is not known.
    @Nullable public var cost: Double?
    /// Of a purchase what one of its kind costs at least, where the search ended before it had looked at all;
    /// null where none is cheaper, where its cost is not known, and of other ways.
    @Nullable public var leastCost: Double? = nil
    /// When the new work starts.
    public var start: Day
    /// When it ends.
    public var finish: Day
    /// What changes once the new work is in the plan as written and committed, as a scenario writes it.
    public var changes: [String]
    /// Who of the people works longer for it, by first day, then the most hours first.
    public var longer: [Longer] = []

    /// Whether ``text`` leaves some of ``longer`` out.
    public var namesFew: Bool {
      longer.contains { one in longer.count { $0.from == one.from } > mostNamed }
    }
  }

  /// Somebody who works more than the contract says.
  public struct Longer: Codable, Sendable, Hashable {
    /// A person's id.
    public var person: String
    /// The first day.
    public var from: Day
    /// The last day.
    public var to: Day
    /// Working hours in these days beyond the contract's.
    public var hours: Double
  }
}
