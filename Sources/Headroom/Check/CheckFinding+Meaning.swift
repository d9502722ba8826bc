extension Check.Finding {
  /// What the finding says, and why it matters.
  public var meaning: String {
    switch self {
    case .noDemand:
      "No work lies within the horizon, so there is nothing to weigh capacity against."
    case .noAsOf:
      "The plan names no as_of; its answers move with the day on which they are asked for."
    case .stalePlan:
      """
      The plan was true more than \(Check.staleAfterDays) days before the run; who joined, left or was \
      booked since is not in it.
      """
    case .unheldSkill:
      "Work asks for a skill that nobody holds at its level: all of it goes undone."
    case .singleHolder:
      "One person alone can do work that is asked for; when they are away, it stops."
    case .overBooked:
      "The bookings of a person exceed what they can give; they are scaled down to it in the answers."
    case .bookingAboveCapacity: "One booking alone asks for more than the person has in all."
    case .bookingDuringLeave: "The person is away on days for which they are booked."
    case .bookingWithoutHours:
      "Hours are booked on days on which the person does not work at all; they count for nothing."
    case .bookedSkillNotHeld: "Somebody is booked to do what their skills do not list."
    case .tooManyProjects:
      "Somebody is booked on so many projects in one week that much of it goes into switching."
    case .thinSlice: "A project holds so little of somebody's week that switching eats it."
    case .demandOutsideHorizon:
      "Hours are asked for on days that are not planned; they are left out."
    case .taskOutsideHorizon: "A task lies wholly on days that are not planned."
    case .restingProject:
      "A project on hold, done or cancelled still has demand or bookings, which count for nothing."
    case .projectWithoutEstimates:
      "A project counts but asks for no work: the plan looks emptier than it is."
    case .projectWithoutOwner: "Nobody is named to answer for the project."
    case .everythingFirst:
      "More than half of the projects have the first priority, so that priorities decide nothing."
    }
  }
}
