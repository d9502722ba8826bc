public import PlanModel

extension WhatIf {
  /// One number of the plan in several steps: each step is a scenario.
  public struct Sweep: Codable, Sendable, Hashable {
    /// A value of the number, and the scenario that gives it to the plan.
    public struct Step: Codable, Sendable, Hashable {
      /// In the parameter's own unit.
      public var value: Double
      /// What the plan becomes with it.
      public var scenario: Scenario

      /// A step of a sweep.
      public init(value: Double, scenario: Scenario) {
        self.value = value
        self.scenario = scenario
      }
    }

    /// What is swept, as it was asked for: `hires.backend`.
    public var parameter: String
    /// By ascending value.
    public var steps: [Step]

    /// A parameter with its steps.
    public init(parameter: String, steps: [Step]) {
      self.parameter = parameter
      self.steps = steps
    }
  }

  /// What scenarios are compared in. The shortage counts work pushed beyond the horizon apart from the short
  /// hours, and cost counts people whose pay is not known apart from pay: neither is a gift.
  public enum Respect: String, Codable, Sendable, Hashable, CaseIterable {
    /// Pay over the days to come; less is better.
    case cost
    /// Short hours of the quarters to come; less is better.
    case shortage
    /// Cost of delay against the base; less is better.
    case delay
    /// Value of confirmed projects; more is better.
    case value
    /// Mean headcount; less is better.
    case people
    /// Confirmed work ÷ budgets; less is better.
    case budget
  }
}

extension WhatIf.Respect {
  /// The number that is shown; nil where it is not known.
  func value(of metrics: WhatIf.Metrics) -> Double? {
    switch self {
    case .cost: metrics.cost
    case .shortage: metrics.shortHoursToCome
    case .delay: metrics.delayCost
    case .value: metrics.value
    case .people: metrics.people
    case .budget: metrics.budgetUse
    }
  }

  /// The numbers that are compared, less being better.
  func burdens(of metrics: WhatIf.Metrics) -> [Double] {
    let value = value(of: metrics) ?? 0
    return switch self {
    case .cost: [value, metrics.peopleWithoutPay ?? 0]
    case .shortage: [value, metrics.hoursOutsideHorizon]
    case .value: [-value]
    case .delay, .people, .budget: [value]
    }
  }
}
