import PlanModel
import WorkCalendar

/// The bottlenecks as they are told to people. Source: PLAN §4, "Text merges sets".
struct FindingList {
  let ranked: [Bottlenecks.Finding]

  init(
    _ bottlenecks: [Bottlenecks.Bottleneck], periods: [Bottlenecks.PeriodRow],
    settings: PlanSettings
  ) {
    let past = Set(periods.filter(\.past).map(\.period))
    var groups: [[Bottlenecks.Bottleneck]] = []
    // Of each period and basis the set with most hours comes first and leads those that contain it or
    // that it contains.
    for bottleneck in bottlenecks {
      let group = groups.lastIndex { group in
        guard let lead = group.first, lead.period == bottleneck.period,
          lead.basis == bottleneck.basis
        else { return false }
        let (one, other) = (Set(lead.skills), Set(bottleneck.skills))
        return one.isSubset(of: other) || other.isSubset(of: one)
      }
      if let group { groups[group].append(bottleneck) } else { groups.append([bottleneck]) }
    }
    ranked = groups.compactMap { Bottlenecks.Finding($0, past: past) }
      .filter { $0.missingFTE ?? 0 >= Bottlenecks.Finding.smallestFTE }
      .sorted { $0.precedes($1) }
  }
}

extension Bottlenecks.Finding {
  /// Merges sets of one period and basis, the one with most hours first; nil for none.
  init?(_ sets: [Bottlenecks.Bottleneck], past: Set<Period>) {
    guard let lead = sets.first else { return nil }
    func sum(_ part: (Bottlenecks.Bottleneck) -> Double?) -> Double? {
      part(lead) == nil ? nil : sets.reduce(0) { $0 + (part($1) ?? 0) }
    }
    let worst = sets.max { ($0.peakFTE ?? 0) < ($1.peakFTE ?? 0) } ?? lead
    let first = sets.min { $0.firstDay < $1.firstDay } ?? lead
    let structural = sets.reduce(0) { $0 + $1.structuralHours }
    var projects: [String: Bottlenecks.ProjectShare] = [:]
    for share in sets.flatMap(\.projects) {
      projects[share.project, default: .init(project: share.project, demandHours: 0, shortHours: 0)]
        .add(share)
    }
    var best = lead
    for set in sets {
      guard let value = set.valuePerFTE else { continue }
      if BottleneckPrices.isMore(value, than: best.valuePerFTE) { best = set }
    }
    self.init(
      skills: lead.skills,
      core: Bottlenecks.CoreSkill.ranked(sets.flatMap(\.core).map { ($0.skill, $0.missingHours) }),
      period: lead.period,
      basis: lead.basis, kind: sets.contains { $0.kind == .structural } ? .structural : .timing,
      sets: sets.count, missingHours: sets.reduce(0) { $0 + $1.missingHours },
      structuralHours: structural, missingFTE: sum(\.missingFTE), peakFTE: worst.peakFTE,
      hiresNeeded: sum(\.hiresNeeded), firstDay: first.firstDay, worstWeek: worst.worstWeek,
      decideBy: first.decideBy, decideByPassed: first.decideByPassed,
      projects: projects.values.sorted {
        ($1.demandHours, $0.project) < ($0.demandHours, $1.project)
      },
      holders: lead.holders,
      utilisation: lead.supplyHours > 0 ? lead.demandHours / lead.supplyHours : nil,
      past: past.contains(lead.period), hireSkill: best.hireSkill, valuePerFTE: best.valuePerFTE)
  }

  /// What is still to come before what is past; then by size in tenths of an FTE; of the same size
  /// what shifting cannot mend first, then the earlier; then by hours and name.
  func precedes(_ other: Bottlenecks.Finding) -> Bool {
    if past != other.past { return !past }
    func size(_ finding: Bottlenecks.Finding) -> Double {
      ((finding.missingFTE ?? 0) * 10).rounded()
    }
    if size(self) != size(other) { return size(self) > size(other) }
    if kind != other.kind { return kind == .structural }
    if period != other.period { return period < other.period }
    if missingHours != other.missingHours { return missingHours > other.missingHours }
    if basis != other.basis { return basis.order < other.basis.order }
    return skills.lexicographicallyPrecedes(other.skills)
  }

  /// How many skills of a set are told by name; of more those of its core that miss most.
  public static let mostNamed = 3

  /// The skills that a text names: all where they are few, else the first of the core.
  public var named: [String] {
    guard skills.count > Self.mostNamed else { return skills }
    return Array((core.isEmpty ? skills : core.map(\.skill)).prefix(Self.mostNamed))
  }

  /// The skills as a sentence names them, and its verb: `a + b`, `are`; of many `a, b and c, with
  /// 9 others that share their people,`.
  var subject: (name: String, verb: String) {
    let named = named
    let verb = named.count > 1 ? "are" : "is"
    let others = skills.count - named.count
    guard others > 0 else { return (named.joined(separator: " + "), verb) }
    let list =
      named.count > 1
      ? named.dropLast().joined(separator: ", ") + " and \(named[named.count - 1])" : named[0]
    let share = others == 1 ? "shares" : "share"
    let whose = named.count > 1 ? "their" : "its"
    return (
      "\(list), with \(counted(others, "other", "others")) that \(share) \(whose) people,", verb
    )
  }
}

extension Bottlenecks.CoreSkill {
  /// Skills that are named several times are summed; the most hours first, of like hours what many
  /// can do before what one person must.
  static func ranked(
    _ parts: [(skill: String, missingHours: Double)]
  ) -> [Bottlenecks.CoreSkill] {
    var hours: [String: Double] = [:]
    for part in parts { hours[part.skill, default: 0] += part.missingHours }
    func rank(_ part: (key: String, value: Double)) -> (Double, Int, String) {
      // Hours that differ in the rounding of their sums alone are alike.
      (-(part.value * 1e6).rounded(), part.key.hasPrefix("@") ? 1 : 0, part.key)
    }
    return hours.sorted { rank($0) < rank($1) }
      .map { Bottlenecks.CoreSkill(skill: $0.key, missingHours: $0.value) }
  }
}

extension Bottlenecks.ProjectShare {
  mutating func add(_ other: Bottlenecks.ProjectShare) {
    demandHours += other.demandHours
    shortHours += other.shortHours
  }
}

extension Basis {
  /// Confirmed is 0.
  var order: Int { Basis.allCases.firstIndex(of: self) ?? 0 }
}
