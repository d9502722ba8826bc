internal import Headroom
internal import PlanModel
internal import Terminal
internal import WorkCalendar

/// What the heat map shows of a skill in a period.
struct HeatCell {
  /// Supply less demand; nil: no working time.
  var headroom: Double?
  /// What the binding sets miss that contain the skill.
  var missing = 0.0
  /// Whether one of them holds other skills too.
  var isShared = false
  /// What those of them miss that hold this skill alone.
  var missingAlone = 0.0
  /// Demand ÷ plannable hours of its holders; nil where nobody holds it.
  var utilisation: Double?
  /// The worst finding of that skill and period.
  var finding: Bottlenecks.Finding?

  /// A shortage that would read 0.0 is told as tight.
  static let leastShown = 0.05

  /// Whether it shows as short.
  var isShort: Bool { missing >= Self.leastShown }
  /// Whether it is short by less than it could show.
  var isBarelyShort: Bool { missing > 0 && !isShort }
  /// What the map shows: −missing FTE where it is short, else its headroom.
  var value: Double? { isShort ? -missing : headroom }
}

extension HeatCell {
  /// Whether a skill is short here only for the people whom it shares with one that stands for the set:
  /// of a set of more skills than a text names, the first of its core.
  fileprivate func follows(_ skill: String, among rows: Set<String>) -> Bool {
    guard let finding, missingAlone < Self.leastShown, utilisation.map({ $0 <= 1 }) ?? false,
      finding.skills.count > Bottlenecks.Finding.mostNamed
    else { return false }
    let core = finding.core.map(\.skill) + finding.skills
    let leader = core.first { rows.contains($0) && !$0.hasPrefix("@") }
    return leader.map { $0 != skill } ?? false
  }
}

/// A skill and its periods.
struct HeatRow {
  var skill: String
  var cells: [HeatCell]
  /// The place in the list of the worst bottleneck to come that holds it.
  var rank: Int
  /// What its own demand misses in that bottleneck, in hours.
  var ownMissing: Double
  /// The lowest value to come.
  var worst: Double
  var isShort: Bool
  /// Whether any work asks for it.
  var isDemanded: Bool
  /// Whether it is short only where it shares the people of a large set that another row stands for: in
  /// no period to come by itself, nor asked for more than its holders can give.
  var follows: Bool

  /// Whether only that person may do the work.
  var isPerson: Bool { skill.hasPrefix("@") }

  /// Short ones first, in the order of the bottlenecks, in each those that miss most themselves at the
  /// top; then those with least headroom; of like ones what many can do before what one person must.
  static func precedes(_ left: HeatRow, _ right: HeatRow) -> Bool {
    if left.isShort != right.isShort { return left.isShort }
    let order = (left.rank, -left.ownMissing.rounded(), left.worst)
    let other = (right.rank, -right.ownMissing.rounded(), right.worst)
    if order != other { return order < other }
    return left.isPerson == right.isPerson ? left.skill < right.skill : right.isPerson
  }
}

extension BottlenecksText {
  /// Every skill of the answer, the one to look at first at the top.
  var heatRows: [HeatRow] {
    var position: [Period: Int] = [:]
    for (index, row) in answer.periods.enumerated() { position[row.period] = index }
    let isPast = answer.periods.map(\.past)
    let hasFuture = isPast.contains(false)
    let counted = isPast.indices.filter { !hasFuture || !isPast[$0] }

    var cells: [String: [HeatCell]] = [:]
    var demanded: Set<String> = []
    let empty = [HeatCell](repeating: HeatCell(), count: answer.periods.count)
    for row in answer.skills where row.basis == answer.headlineBasis {
      guard let index = position[row.period] else { continue }
      let supply = row.plannableFTE ?? 0
      cells[row.skill, default: empty][index].headroom = row.headroomFTE
      cells[row.skill, default: empty][index].utilisation =
        supply > 0 ? row.demandFTE.map { $0 / supply } : nil
      if row.demandHours > 0 { demanded.insert(row.skill) }
    }
    for set in answer.bottlenecks where set.basis == answer.headlineBasis {
      guard let index = position[set.period], let missing = set.missingFTE else { continue }
      for skill in set.skills where cells[skill] != nil {
        cells[skill]?[index].missing += missing
        if set.skills.count > 1 {
          cells[skill]?[index].isShared = true
        } else {
          cells[skill]?[index].missingAlone += missing
        }
      }
    }
    for finding in answer.ranked where finding.basis == answer.headlineBasis {
      guard let index = position[finding.period] else { continue }
      for skill in finding.allSkills where cells[skill]?[index].finding == nil {
        cells[skill]?[index].finding = finding
      }
    }
    var ranks: [String: Int] = [:]
    for (rank, finding) in findings.enumerated() {
      for skill in finding.allSkills where ranks[skill] == nil { ranks[skill] = rank }
    }
    let rows = Set(cells.keys)
    return cells.map { skill, cells in
      let toCome = counted.map { cells[$0] }
      return HeatRow(
        skill: skill, cells: cells, rank: ranks[skill] ?? .max,
        ownMissing: ranks[skill].flatMap { rank in
          findings[rank].core.first { $0.skill == skill }?.missingHours
        } ?? 0,
        worst: toCome.compactMap(\.value).min() ?? .infinity,
        isShort: toCome.contains(where: \.isShort), isDemanded: demanded.contains(skill),
        follows: toCome.contains(where: \.isShort)
          && toCome.filter(\.isShort).allSatisfy { $0.follows(skill, among: rows) })
    }.sorted(by: HeatRow.precedes)
  }

  func heat(_ cell: HeatCell) -> Heat {
    if cell.isShort { return cell.missing >= 1 ? .veryShort : .short }
    let utilisation = cell.utilisation ?? 0
    if utilisation >= answer.thresholds.red { return .short }
    return utilisation >= answer.thresholds.amber || cell.isBarelyShort ? .tight : .spare
  }
}
