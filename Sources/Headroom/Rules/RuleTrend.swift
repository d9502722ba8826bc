import PlanModel

/// How a value of a rule moves when work goes: whether less demand can only lower it, only raise it, or
/// neither.
enum RuleTrend: Sendable {
  case constant
  case falls
  case rises
  case unknown

  /// The trend of the value with its sign turned, or of the opposite of a condition.
  var turned: RuleTrend {
    switch self {
    case .falls: .rises
    case .rises: .falls
    case .constant, .unknown: self
    }
  }

  /// The trend of a sum of the two, or of both conditions together.
  func joined(_ other: RuleTrend) -> RuleTrend {
    if self == .constant || self == other { return other }
    return other == .constant ? self : .unknown
  }
}

extension ReadRule {
  /// Whether a plan from which work is taken meets the rule wherever the plan with that work meets it: fewer
  /// are asked, and what is required of them only comes nearer.
  ///
  /// Source: in a plan without budgets `allocate` is an assignment with prices of demand and costs of supply;
  /// where demand goes, whatever else was served stays so, but for ties (gross substitutes; Kelso & Crawford
  /// 1982, doi:10.2307/1913392).
  ///
  /// - Parameter hasBudgets: whether budgets hold hours back, so that nothing is known of what is short.
  func onlyGains(hasBudgets: Bool) -> Bool {
    let asked = condition.map { trend(of: $0.root, hasBudgets) } ?? .constant
    let met = trend(of: requirement.root, hasBudgets)
    return (asked == .constant || asked == .falls) && (met == .constant || met == .rises)
  }

  /// The trend of a number, or of how true a condition is.
  private func trend(of node: RuleExpression.Node, _ hasBudgets: Bool) -> RuleTrend {
    func trend(_ node: RuleExpression.Node) -> RuleTrend { self.trend(of: node, hasBudgets) }
    switch node {
    case .number, .text, .day: return .constant
    case .field(let name): return self.trend(ofField: name, hasBudgets)
    case .not(let inner), .negative(let inner): return trend(inner).turned
    case .among(let inner, _): return trend(inner) == .constant ? .constant : .unknown
    case .summary(_, let inner): return trend(inner)
    case .pair(let sign, let left, let right, at: _):
      let (one, other) = (trend(left), trend(right))
      switch sign {
      case .and, .or, .plus: return one.joined(other)
      case .minus, .more, .atLeast: return one.joined(other.turned)
      case .less, .atMost: return one.turned.joined(other)
      case .equal, .different, .times, .over:
        return one == .constant && other == .constant ? .constant : .unknown
      }
    }
  }

  private func trend(ofField name: String, _ hasBudgets: Bool) -> RuleTrend {
    switch (subject, name) {
    case (.bottleneck, _): .unknown
    case (_, "spent"), (_, "projects"), (_, "bottlenecks"), (.quarter, "probability"): .unknown
    case (_, "short_hours"): hasBudgets ? .unknown : .falls
    // A project that is not touched keeps its demand.
    case (.project, "demand_hours"): .constant
    case (_, "demand_hours"), (_, "utilisation"), (_, "booked_hours"): .falls
    case (_, "free_hours"): .rises
    case (.quarter, "missing_hours"), (.quarter, "missing_fte"), (.quarter, "exposure_hours"),
      (.quarter, "exposure_fte"):
      .falls
    default: .constant
    }
  }
}
