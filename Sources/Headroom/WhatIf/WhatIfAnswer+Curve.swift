extension WhatIf {
  /// What a sweep does to the shortage and what it costs.
  public struct Curve: Codable, Sendable, Hashable {
    /// What is swept, as it was asked for.
    public var parameter: String
    /// Where the knee is, in a sentence.
    public var summary: String
    /// By ascending value.
    public var points: [CurvePoint]
    /// The value from which more brings little, or begins to hurt; null where the curve has no such bend.
    @Nullable public var knee: Double?
  }

  /// A step of a sweep.
  public struct CurvePoint: Codable, Sendable, Hashable {
    /// In the parameter's own unit.
    public var value: Double
    /// The name among the scenarios.
    public var scenario: String
    /// Of the quarters to come.
    public var shortHours: Double
    /// Pay and cost of delay beyond the base; null where neither is known.
    @Nullable public var extraCost: Double?
  }

  /// Which of the base and the scenarios no other beats.
  public struct Frontier: Codable, Sendable, Hashable {
    /// In what they are compared.
    public var respects: [Respect]
    /// Which ones are left, and what beats the others.
    public var summary: String
    /// The base, then the scenarios.
    public var points: [FrontierPoint]
  }

  /// The base or a scenario, by some respects.
  public struct FrontierPoint: Codable, Sendable, Hashable {
    /// Its name, or `base`.
    public var scenario: String
    /// One for each respect.
    public var values: [Measure]
    /// What is no worse in any of the respects and better in one.
    public var dominatedBy: [String]
  }

  /// A number in one respect.
  public struct Measure: Codable, Sendable, Hashable {
    /// Which respect.
    public var respect: Respect
    /// Its number; null where it is not known.
    @Nullable public var value: Double?
  }

  /// Who loses or gains by a scenario, against the base.
  public struct Stake: Codable, Sendable, Hashable {
    /// What a stake is of.
    public enum Kind: String, Codable, Sendable, Hashable, CaseIterable {
      /// A project.
      case project
      /// An initiative: its projects together.
      case initiative
    }

    /// Whether it is a project or an initiative.
    public var kind: Kind
    /// Its id.
    public var id: String
    /// Confirmed hours of the quarters to come that it gets in the base: what it asks less what it lacks.
    public var baseHours: Double
    /// The same in the scenario.
    public var scenarioHours: Double
    /// Cost of delay against the base; negative: it finishes earlier.
    public var delayCost: Double
    /// Value of confirmed projects, scenario less base.
    public var value: Double
    /// Budgets within the base's horizon, scenario less base; 0 for a project.
    public var budget: Double
  }
}
