import PlanCompiler
public import PlanModel
public import WorkCalendar

/// A project or a pitch on one page, and what is missing before it starts.
public enum Brief: Verb {
  /// The question.
  public struct Request: Codable, Sendable {
    /// The plan; a pitch is not yet in it.
    public var plan: Plan
    /// The day of the run: the plan's as_of where it names none.
    public var today: Day
    /// What it is about.
    public var subject: Subject

    /// Asks about a project or a pitch.
    public init(plan: Plan, today: Day, subject: Subject) {
      self.plan = plan
      self.today = today
      self.subject = subject
    }
  }

  /// What a page is about.
  public enum Subject: Codable, Sendable, Hashable {
    /// A project of the plan, by its id or unique name.
    case project(String)
    /// New work.
    case pitch(Pitch)
  }

  /// Answers the request.
  ///
  /// Demand counts as confirmed, whatever the project's status: the page says what it would take.
  ///
  /// - Throws: `unusable-option` where the plan has no such project.
  public static func answer(_ request: Request) async throws(RequestError) -> Answer {
    var plan = request.plan
    let project: Project
    switch request.subject {
    case .pitch(let pitch):
      plan.append(pitch.rows)
      project = pitch.project
    case .project(let text):
      project = try find(text, in: plan)
    }
    for index in plan.projects.indices
    where plan.projects[index].id == project.id && !project.status.isConfirmed {
      plan.projects[index].status = .committed
    }
    let study = try await Study.result(of: plan, today: request.today).get()
    return BriefComposer(request: request, project: project, study: study).answer()
  }

  private static func find(_ text: String, in plan: Plan) throws(RequestError) -> Project {
    let named = plan.projects.filter { $0.name == text }
    if let project = plan.projects.first(where: { $0.id == text }) { return project }
    if let project = named.first, named.count == 1 { return project }
    let known = plan.projects.map(\.id)
    throw RequestError([
      Diagnostic(
        id: RequestFault.unusableOption.rawValue, severity: .error, field: "project", value: text,
        message: "the plan has no project '\(text)'",
        expected:
          "the id of one of the plan's \(counted(known.count, "project", "projects")), or a pitch's file",
        suggestion: suggestion(for: text, among: known + plan.projects.compactMap(\.name)))
    ])
  }
}
