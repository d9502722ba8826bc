import PlanCompiler
import PlanModel
import WorkCalendar

/// The bottlenecks as they are told to people. Source: PLAN §4, "Text merges sets".
struct FindingList {
  /// Those of at least ``Bottlenecks/Finding/smallestFTE``, the worst first.
  let ranked: [Bottlenecks.Finding]
  /// Those that are smaller, the worst first.
  let small: [Bottlenecks.Finding]

  /// Tells the binding sets of some periods.
  ///
  /// - Parameters:
  ///   - bottlenecks: those to tell, those of one period and basis in order of their hours.
  ///   - all: these and those that a filter hides.
  ///   - periods: the periods in which they lie.
  ///   - shortage: the whole shortage of each of them.
  init(
    _ bottlenecks: [Bottlenecks.Bottleneck], of all: [Bottlenecks.Bottleneck],
    periods: [Bottlenecks.PeriodRow], shortage: [Bottlenecks.ShortageRow]
  ) {
    let past = Set(periods.filter(\.past).map(\.period))
    let allOfPlace = Dictionary(grouping: all) { Place(period: $0.period, basis: $0.basis) }
    let shortageOfPlace = Dictionary(
      shortage.map { (Place(period: $0.period, basis: $0.basis), $0) },
      uniquingKeysWith: { first, _ in first })
    let sets = Dictionary(grouping: bottlenecks) { Place(period: $0.period, basis: $0.basis) }
    let findings = sets.flatMap { place, sets in
      FindingList.merged(sets).compactMap { group in
        Bottlenecks.Finding(
          group, period: shortageOfPlace[place],
          others: (allOfPlace[place] ?? []).filter { !group.contains($0) },
          isPast: past.contains(place.period))
      }
    }.sorted { $0.precedes($1) }
    func isTold(_ finding: Bottlenecks.Finding) -> Bool {
      finding.missingFTE ?? 0 >= Bottlenecks.Finding.smallestFTE
    }
    ranked = findings.filter(isTold)
    small = findings.filter { !isTold($0) }
  }

  /// A period on one basis.
  private struct Place: Hashable {
    let period: Period
    let basis: Basis
  }

  /// The sets of one place in groups: the set with most hours comes first and leads those that are nearly
  /// it.
  private static func merged(_ sets: [Bottlenecks.Bottleneck]) -> [[Bottlenecks.Bottleneck]] {
    var groups: [[Bottlenecks.Bottleneck]] = []
    for set in sets {
      if let group = groups.lastIndex(where: { $0.first?.overlaps(set) ?? false }) {
        groups[group].append(set)
      } else {
        groups.append([set])
      }
    }
    return groups
  }
}

extension Bottlenecks.Bottleneck {
  /// Whether two sets are told as one: they have at least two thirds of the skills of the smaller one in
  /// common, as where one contains the other.
  fileprivate func overlaps(_ other: Bottlenecks.Bottleneck) -> Bool {
    let common = Set(skills).intersection(other.skills).count
    return 3 * common >= 2 * min(skills.count, other.skills.count)
  }
}

extension Bottlenecks.Finding {
  /// Merges sets of one period and basis, the one with most hours first; nil for none.
  ///
  /// - Parameters:
  ///   - period: the whole shortage of that period and basis.
  ///   - others: its sets that are not merged into this one.
  init?(
    _ sets: [Bottlenecks.Bottleneck], period: Bottlenecks.ShortageRow?,
    others: [Bottlenecks.Bottleneck], isPast: Bool
  ) {
    guard let lead = sets.first else { return nil }
    func sum(_ part: (Bottlenecks.Bottleneck) -> Double?) -> Double? {
      part(lead) == nil ? nil : sets.reduce(0) { $0 + (part($1) ?? 0) }
    }
    let worst = sets.max { ($0.peakFTE ?? 0) < ($1.peakFTE ?? 0) } ?? lead
    let first = sets.min { $0.firstDay < $1.firstDay } ?? lead
    let pooled = PooledShortage(of: sets, among: others, in: period)
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
      skills: lead.skills, allSkills: Set(sets.flatMap(\.skills)).sorted(),
      core: Bottlenecks.CoreSkill.ranked(sets.flatMap(\.core).map { ($0.skill, $0.missingHours) }),
      period: lead.period, basis: lead.basis,
      kind: pooled.own > ShortageModel.negligibleHours ? .structural : .timing,
      sets: sets.count, missingHours: sets.reduce(0) { $0 + $1.missingHours },
      structuralHours: pooled.own, sharedStructuralHours: pooled.shared,
      missingFTE: sum(\.missingFTE), peakFTE: worst.peakFTE,
      hiresNeeded: sum(\.hiresNeeded), firstDay: first.firstDay, worstWeek: worst.worstWeek,
      decideBy: first.decideBy, decideByPassed: first.decideByPassed,
      projects: projects.values.sorted {
        ($1.demandHours, $0.project) < ($0.demandHours, $1.project)
      },
      holders: lead.holders,
      utilisation: lead.supplyHours > 0 ? lead.demandHours / lead.supplyHours : nil,
      past: isPast, hireSkill: best.hireSkill, valuePerFTE: best.valuePerFTE)
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
    let own = core.map(\.skill).filter(skills.contains)
    return Array((own.isEmpty ? skills : own).prefix(Self.mostNamed))
  }

  /// Whether it is the work of one person and nobody else's.
  public var isPersonal: Bool { skills.count == 1 && skills[0].hasPrefix("@") }

  /// The skills as a sentence names them, and its verb: `a + b`, `are`; of many `a, b and c, with
  /// 9 others that share their people,`.
  func subject(_ names: PersonNames) -> (name: String, verb: String) {
    let named = named.map { names.label(skill: $0) }
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
