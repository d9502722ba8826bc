import PlanModel

/// A form for new work, to be filled in: a pitch for `intake`, or a project for `apply`.
///
/// A plan's own templates come before those that are built in.
public enum NewWork: Verb {
  /// What the form is for.
  public enum Kind: String, Codable, Sendable, Hashable, CaseIterable {
    /// Work before approval, as `intake` and `brief` read it.
    case pitch
    /// Approved work: rows of the plan's tables, as `whatif` and `apply` read them.
    case project
  }

  /// A template of a plan.
  public struct Template: Codable, Sendable, Hashable {
    /// Its file's name without suffix.
    public var name: String
    /// Its text.
    public var text: String

    /// What it is for: a project's form is a scenario with changes.
    public var kind: Kind {
      text.split(separator: "\n").contains { $0.hasPrefix("changes:") } ? .project : .pitch
    }

    /// A template with its text.
    public init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// The question.
  public struct Request: Codable, Sendable {
    /// What the form is for.
    public var kind: Kind
    /// The plan's templates; none without a plan.
    public var templates: [Template]
    /// The template that is wanted; nil: the plan's that is named as the kind, else the built-in one.
    public var template: String?

    /// Asks for the usual form.
    public init(kind: Kind, templates: [Template] = [], template: String? = nil) {
      self.kind = kind
      self.templates = templates
      self.template = template
    }
  }

  /// The form.
  public struct Answer: Codable, Sendable, Hashable {
    /// The template that it comes from; nil: the built-in one.
    public var template: String?
    /// YAML.
    public var text: String
  }

  /// Answers the request.
  ///
  /// - Throws: `unusable-option` where the plan has no template of that name.
  public static func answer(_ request: Request) throws(RequestError) -> Answer {
    let wanted = request.template ?? request.kind.rawValue
    let templates = request.templates.filter { $0.kind == request.kind }
    if let found = templates.first(where: { $0.name == wanted }) {
      return Answer(template: found.name, text: found.text)
    }
    guard let name = request.template else {
      return Answer(template: nil, text: request.kind.form)
    }
    let names = templates.map(\.name)
    let other = request.templates.first { $0.name == name }
    throw RequestError([
      Diagnostic(
        id: RequestFault.unusableOption.rawValue, severity: .error, field: "--template",
        value: name,
        message: other.map { "the template '\(name)' is for a \($0.kind.rawValue)" }
          ?? "there is no template '\(name)'",
        expected: names.isEmpty
          ? "a YAML file for a \(request.kind.rawValue) in the folder templates of a plan"
          : "one of \(names.joined(separator: ", "))",
        suggestion: suggestion(for: name, among: names))
    ])
  }
}

extension NewWork.Kind {
  /// The built-in form.
  fileprivate var form: String {
    switch self {
    case .pitch: NewWork.pitchForm
    case .project: NewWork.projectForm
    }
  }
}

extension NewWork {
  fileprivate static let pitchForm = """
    # A pitch: new work before approval. Fill in what you know, then ask
    #   headroom intake PLAN THIS-FILE   when does it fit, at whose expense?
    #   headroom brief PLAN THIS-FILE    one page, and what is still open
    id: new-pitch               # short and unique among the plan's projects
    name: What people call it
    initiative:                 # an initiative of the plan
    goal:                       # what will be different, in a sentence
    owner:                      # who answers for the result
    sponsor:                    # who pays
    budget_owner:               # who answers for the money
    start: 2027-01-04           # the start that is asked for
    finish: 2027-06-30
    deadline:                   # only where missing it has a cost
    value:                      # money, as 2M
    cost_of_delay:              # money a week, as 40k
    deliverables: []            # - The page in the app
    milestones: []              # - { name: First users, date: 2027-03-31 }
    kpis: []                    # - { name: Days to deliver, value: 9, target: 5, better: down }
    risks: []                   # - { name: What may happen, response: What we do, owner: who }
    roles:                      # who is needed: role or skill, level 1 to 5, fte or effort_days
      - { skill: developer, level: 3, fte: 1 }
      - { skill: designer, level: 3, effort_days: 20, from: 2027-01-04, to: 2027-02-28 }

    """

  fileprivate static let projectForm = """
    # A project: rows of the plan's tables. Fill in, then ask
    #   headroom whatif PLAN THIS-FILE         what becomes of the plan?
    #   headroom apply PLAN THIS-FILE --yes    write it into the tables
    name: A new project
    changes:
      - add:
          projects:
            - id: new-project             # short and unique
              name: What people call it
              initiative:                 # an initiative of the plan
              owner:                      # who answers for the result
              manager:                    # who runs it
              sponsor:                    # who pays
              status: committed
              priority: 3                 # 1 comes first
              start: 2027-01-04
              finish: 2027-06-30
              value:                      # money, as 2M
              cost_of_delay:              # money a week, as 40k
              budget:
          tasks:                          # milestones
            - { id: new-project-first, project: new-project, name: First users, kind: milestone, start: 2027-03-31, finish: 2027-03-31 }
          kpis:
            - { id: new-project-kpi, name: How success is measured, project: new-project, value: 0, target: 1, better: up }
          demand:                         # role or skill, level 1 to 5, fte or effort_days
            - { project: new-project, skill: developer, level: 3, fte: 1 }

    """
}
