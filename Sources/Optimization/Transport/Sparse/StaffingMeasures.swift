/// How a staffing is to live with: how many lines a person has in a week, how many small pieces, and how
/// often work passes from one person to another.
///
/// An *assignment* is a person and a line with hours of that person for that line in a week, whatever
/// supplies and demands they go through. A person *has hours* in a week if a giver of theirs has.
public struct StaffingMeasures: Sendable, Hashable {
  /// The number of assignments.
  public var assignments = 0
  /// The number of persons and weeks with an assignment.
  public var personWeeks = 0
  /// Assignments of less than a tenth of the week's full hours.
  public var smallAssignments = 0
  /// Assignments that begin while the line is being served: the line was served the week before, the
  /// person did not serve it in the last earlier week in which they had hours (nobody's leave is a
  /// hand-over when they come back), or had none before. In the first week there are none.
  public var handOvers = 0

  /// Lines that a person with an assignment has in a week, on average; 0 without any.
  public var linesPerPersonWeek: Double {
    personWeeks > 0 ? Double(assignments) / Double(personWeeks) : 0
  }
  /// The share of assignments that are small; 0 without any.
  public var smallShare: Double {
    assignments > 0 ? Double(smallAssignments) / Double(assignments) : 0
  }

  /// Nothing is assigned.
  public init() {}

  /// The measures of slices.
  ///
  /// - Parameters:
  ///   - slices: in any order.
  ///   - lines: for each demand the line that it is a part of.
  ///   - fullHours: for each cell the hours of somebody who is there all the time.
  ///   - weeks: for each cell its week, rising; nil: each cell is one.
  ///   - smallBelow: an assignment of less than this share of a week's full hours is small.
  public init(
    of slices: [SparseUses.Slice], givers: [SparseUses.Giver], lines: [Int32],
    fullHours: [Double], weeks: [Int]? = nil, smallBelow: Double = 0.1
  ) {
    let weekOfCell = weeks ?? Array(fullHours.indices)
    guard let lastWeek = weekOfCell.last else { return }
    var full = [Double](repeating: 0, count: lastWeek + 1)
    for (cell, hours) in fullHours.enumerated() { full[weekOfCell[cell]] += hours }

    struct Entry {
      var week: Int
      var person: Int32
      var line: Int32
      var hours: Double
      var order: (Int, Int32, Int32) { (week, person, line) }
    }
    var entries = slices.map { slice in
      Entry(
        week: weekOfCell[Int(slice.cell)], person: givers[Int(slice.giver)].person,
        line: lines[Int(slice.demand)], hours: slice.hours)
    }
    entries.sort { $0.order < $1.order }
    var merged: [Entry] = []
    merged.reserveCapacity(entries.count)
    for entry in entries {
      if let last = merged.last, last.order == entry.order {
        merged[merged.count - 1].hours += entry.hours
      } else {
        merged.append(entry)
      }
    }

    let presence = Self.lastWeeks(of: givers, weekOfCell, count: lastWeek + 1)
    let lineCount = Int(lines.max() ?? -1) + 1
    var servedBefore = [Int](repeating: -1, count: lineCount)
    var served = servedBefore
    var lastOfPair: [Int: Int] = [:]
    var first = 0
    while first < merged.count {
      let week = merged[first].week
      var last = first
      while last < merged.count, merged[last].week == week {
        let entry = merged[last]
        assignments += 1
        if last == first || merged[last - 1].person != entry.person { personWeeks += 1 }
        // What rounding takes from a tenth is no matter.
        if entry.hours < smallBelow * full[week] - 1e-6 { smallAssignments += 1 }
        let line = Int(entry.line)
        let pair = Int(entry.person) * lineCount + line
        let before = presence[Int(entry.person)][week]
        if servedBefore[line] == week - 1, week > 0, before < 0 || lastOfPair[pair] != before {
          handOvers += 1
        }
        last += 1
      }
      for entry in merged[first..<last] {
        served[Int(entry.line)] = week
        lastOfPair[Int(entry.person) * lineCount + Int(entry.line)] = week
      }
      servedBefore = served
      first = last
    }
  }

  /// For each person and week the last earlier week in which the person has hours; -1 without.
  private static func lastWeeks(
    of givers: [SparseUses.Giver], _ weekOfCell: [Int], count: Int
  ) -> [[Int]] {
    let persons = Int(givers.map(\.person).max() ?? -1) + 1
    var has = [[Bool]](repeating: [Bool](repeating: false, count: count), count: persons)
    for giver in givers {
      for (offset, cell) in giver.cells.enumerated() where giver.hours[offset] > 0 {
        has[Int(giver.person)][weekOfCell[cell]] = true
      }
    }
    return has.map { weeks in
      var last = -1
      return weeks.enumerated().map { week, isThere in
        defer { if isThere { last = week } }
        return last
      }
    }
  }
}
