public import WorkCalendar

extension Allocate {
  /// Who serves what, and what stays undone. Hours are working hours; money is in the plan's currency.
  ///
  /// Order of lists: `projects` by money lost, then id; others by name, period and day.
  public struct Answer: Codable, Sendable, Hashable {
    /// `headroom.allocate/1`.
    public var schema = "headroom.allocate/1"
    /// Which plan it speaks of.
    public var plan: PlanIdentity
    /// The answer in a sentence.
    public var summary: String
    /// Which work counts.
    public var basis: Basis
    /// What the allocation costs.
    public var objective: Objective
    /// What proves that nothing costs less.
    public var certificate: Certificate
    /// The size of the problem, and how it was solved.
    public var model: Model
    /// The recheck of every row against the plan.
    public var check: PlanCheck
    /// The periods of `skills`, `budgets` and `prices`.
    public var periods: [Bottlenecks.PeriodRow]
    /// What each project gets.
    public var projects: [ProjectRow]
    /// What each skill that is asked for gives, by period.
    public var skills: [SkillRow]
    /// What each initiative with a budget spends, by money period.
    public var budgets: [BudgetRow]
    /// What one more, and the last, full-time person of a skill is worth in a period.
    public var prices: [PriceRow]
    /// Whether prices are missing because they take several times the solve on a large plan whose budgets
    /// bind, or because the run was stopped before they were found.
    public var pricesAreLeftOut: Bool
    /// Whether ``PriceRow/valuePerFTE`` is what the next person saves at least, as a rule to some
    /// hundredths: so on a large plan whose budgets bind.
    public var pricesAreLeast: Bool
    /// How the hours are handed out: in order, and as the assignments have them.
    public var staffing: StaffingChange
    /// Who serves each project when: by project, then the most hours first.
    public var staff: [StaffRow]
    /// The weeks of `people`.
    public var weeks: [Load.WeekRow]
    /// What each person does, by id.
    public var people: [PersonRow]
    /// What changes against the current bookings, the most valuable first.
    public var moves: [Move]
    /// The bookings that stay as they are: hard ones, placeholders, and those of work that does not
    /// count on this basis.
    public var bookings: [KeptBooking]
    /// Who works on what.
    public var assignments: [Assignment]
  }

  /// The parts of the objective.
  public struct Objective: Codable, Sendable, Hashable {
    /// All three.
    public var total: Double
    /// Σ hour price × unserved hours.
    public var shortage: Double
    /// Σ cost × hours: contractors and overtime in full, employees' pay × 0.001.
    public var staffing: Double
    /// Σ stability × hour price × softly booked hours that went elsewhere.
    public var friction: Double
  }

  /// Computed from the problem's own numbers.
  public struct Certificate: Codable, Sendable, Hashable {
    /// The largest violation of a row, relative to the largest right-hand side.
    public var primalResidual: Double
    /// The largest violation of a reduced cost's sign, relative to the largest cost.
    public var dualResidual: Double
    /// No allocation costs less by more than this share of the objective, where `dualResidual` is next
    /// to 0; before that there is no bound, and this is how far the two sides of the proof are apart.
    public var relativeGap: Double
  }

  /// The problem that was solved.
  public struct Model: Codable, Sendable, Hashable {
    /// `nested-flows`, `simplex`, `decomposition` or `interior-point`.
    public var method: String
    /// `compact` or `direct`: the form of the linear program; null for nested flows.
    @Nullable public var form: String?
    /// Of the interior-point method; null for nested flows.
    @Nullable public var iterations: Int?
    /// Whether residuals and gap are within 1e-8.
    public var isProven: Bool
    /// Whether the solve was ended before that: the allocation is the best by then.
    public var isInterrupted: Bool
    /// Classes of people, bookings, overtime and contractors.
    public var supplies: Int
    /// Groups of all who hold a skill at a level.
    public var hubs: Int
    /// Lines of demand.
    public var demands: Int
    /// Cells of the grid.
    public var cells: Int
  }

  /// The recheck of the rows against the plan's tables, by code that shares nothing with the solver.
  public struct PlanCheck: Codable, Sendable, Hashable {
    /// How many rows were checked.
    public var rows: Int
    /// The largest excess over a limit of the plan's hours.
    public var largestExcessHours: Double
    /// The largest excess over a budget.
    public var largestExcessMoney: Double
    /// The objective as the recheck computes it.
    public var objective: Double
  }

  /// Why work stays undone.
  public enum Cause: String, Codable, Sendable, Hashable {
    /// Nobody may do it.
    case nobody
    /// The people who could do it work for dearer hours.
    case outbid
    /// The people who could do it are booked elsewhere.
    case booked
    /// The budget of its initiative is spent.
    case budget
    /// An hour of who is left costs more than it is worth.
    case rate
    /// There are not enough hours for all work of the same price.
    case scarce
  }

  /// What a project gets.
  public struct ProjectRow: Codable, Sendable, Hashable {
    /// A project's id.
    public var project: String
    /// As people call it.
    @Nullable public var name: String?
    /// What it asks within the horizon.
    public var demandHours: Double
    /// What it gets.
    public var servedHours: Double
    /// What it lacks.
    public var shortHours: Double
    /// What the hours that it gets cost: pay, overtime and contractors' rates.
    public var cost: Double
    /// The ISO week of its first short cell, for flexible work of its window's last; null where nothing
    /// is short.
    @Nullable public var firstShortWeek: Period?
    /// What an unserved hour costs.
    public var hourPrice: Double
    /// Unserved hours × hour price.
    public var loss: Double
    /// Why it is short; null where it is not.
    @Nullable public var cause: Cause?
    /// The same in words; null where it is not short.
    @Nullable public var reason: String?
    /// The skill of most of its unserved hours; null where it is not short.
    @Nullable public var shortSkill: String?
  }

  /// What a skill gives in a period.
  public struct SkillRow: Codable, Sendable, Hashable {
    /// A skill, a role, or `@id`.
    public var skill: String
    /// Which period.
    public var period: Period
    /// What is asked of it.
    public var demandHours: Double
    /// What of that is served.
    public var usedHours: Double
    /// What is not.
    public var shortHours: Double
    /// Plannable hours of its holders that nothing uses.
    public var idleHours: Double
    /// ``PriceRow/valuePerFTE``; null where it was not asked for.
    @Nullable public var price: Double?
  }

  /// What an initiative spends in a money period.
  public struct BudgetRow: Codable, Sendable, Hashable {
    /// An initiative's id.
    public var initiative: String
    /// Which period.
    public var period: Period
    /// null where nothing limits it.
    @Nullable public var budget: Double?
    /// What an earlier period leaves, where that is allowed.
    public var carriedOver: Double
    /// Pay, overtime and contractors' rates of the hours for its projects.
    public var spent: Double
    /// What it lacks of its demand.
    public var shortHours: Double
    /// What one more unit of money saves.
    public var priceOfBudget: Double
  }

  /// The finite change of the objective for a full-time person more, or fewer, over a period: with that
  /// skill alone, level 5, free of charge, the plan's calendar, run work and target.
  public struct PriceRow: Codable, Sendable, Hashable {
    /// A skill or role.
    public var skill: String
    /// Which period.
    public var period: Period
    /// What the next full-time person saves.
    public var valuePerFTE: Double
    /// What the last one has saved.
    public var valueOfLastFTE: Double
  }

  /// Hours of one giver for one line in one cell.
  public struct Assignment: Codable, Sendable, Hashable {
    /// A person's, hire's or pool's id.
    public var person: String
    /// `person`, `hire`, `pool` or `contract`.
    public var giver: String
    /// `free`, `booked`, `wished`, `overtime` or `contract`.
    public var hoursOf: String
    /// A project's id.
    public var project: String
    /// The demand's task; null: the whole project.
    @Nullable public var task: String?
    /// The demand's skill; `@id` for a person.
    public var skill: String
    /// The ISO week.
    public var week: Period
    /// The first day of the cell.
    public var from: Day
    /// Its last day.
    public var to: Day
    /// More than 0.
    public var hours: Double
  }
}
