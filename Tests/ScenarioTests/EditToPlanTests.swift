import PlanFiles
import PlanModel
import TestSupport
import Testing
import WorkCalendar

/// Scenarios that are written back into the plan's files, however people have saved them.
@Suite("A scenario as an edit of the files")
struct EditToPlanTests {
  /// 3,000 plans where HEADROOM_SLOW_TESTS is set.
  private static let seeds = 0..<(SlowTests.areWanted ? 3000 : 120)

  /// A random plan with wide rows, in files as people save them.
  private func messyFiles(seed: Int) throws -> [PlanFile] {
    var plan = try RandomPlan(seed: UInt64(seed)).plan
    plan.settings.currency = "EUR"
    plan.assignments.removeAll { row in !plan.projects.contains { $0.id == row.project } }
    var random = SplitMix64(UInt64(seed) &+ 77)
    let months = try ["2027-03", "2027-04", "2027-05"].map {
      try #require(Period(parsing: $0)).days(in: .calendarYear)
    }
    func cells(_ amount: Double) -> [WideCell] {
      months.filter { _ in random.next(in: 0...3) > 0 }.map { WideCell(days: $0, amount: amount) }
    }
    for index in plan.demand.indices where index % 3 == 0 {
      (plan.demand[index].from, plan.demand[index].to) = (nil, nil)
      plan.demand[index].profile = .even
      plan.demand[index].amount = .wide([.fte, .hours][index % 2], cells(1.25))
    }
    for index in plan.assignments.indices where index % 4 == 0 {
      (plan.assignments[index].from, plan.assignments[index].to) = (nil, nil)
      plan.assignments[index].amount = .wide(.percent, cells(0.35))
    }
    var rewriter = PlanRewriter(seed: UInt64(seed))
    return rewriter.rewritten(PlanWriter.files(for: plan))
  }

  @Test("an edit of nothing is empty, and leaves every byte", arguments: 0..<60)
  func nothing(seed: Int) throws {
    let files = try messyFiles(seed: seed)
    let read = try PlanReader.read(files: files)
    let edit = try read.edit(to: read.plan, today: try day("2027-02-22"))
    #expect(edit.isEmpty)
    #expect(try read.source.applying(edit) == files.sorted { $0.name < $1.name })
  }

  @Test(
    "the files then read as the changed plan, and every line that the edit does not name is as it was",
    arguments: seeds)
  func changes(seed: Int) throws {
    let files = try messyFiles(seed: seed)
    let read = try PlanReader.read(files: files)
    var random = SplitMix64(UInt64(seed) &+ 5)
    let today = try day("2027-02-22")
    var after = read.plan
    for _ in 0..<random.next(in: 1...4) {
      var changed = after
      let verb = Change.verbs[random.next(in: 0...Change.verbs.count - 1)]
      let change = try RandomChange(of: after, seed: random.next()).change(verb)
      guard (try? change.apply(to: &changed, today: today)) != nil else { continue }
      // A change that makes the plan wrong is refused before it is written.
      guard (try? PlanReader.read(files: PlanWriter.files(for: changed))) != nil else { continue }
      after = changed
    }
    let edit = try read.edit(to: after, today: today)
    let written = try read.source.applying(edit)
    let again = try PlanReader.read(files: written)
    #expect(try again.edit(to: again.plan, today: today).isEmpty)
    try expectSame(again.plan, after, hasLongRows: edit.changes.contains(where: \.addsRows))
    try expectUntouched(read, edit, written)
  }

  /// The same plan; where a wide row has become long ones, the same by month, skill and project.
  private func expectSame(_ read: Plan, _ plan: Plan, hasLongRows: Bool) throws {
    if !hasLongRows { #expect(read.fingerprint == plan.fingerprint) }
    var (own, other) = (read, plan)
    (own.demand, own.assignments, other.demand, other.assignments) = ([], [], [], [])
    #expect(own.fingerprint == other.fingerprint)
    let (found, expected) = (parts(of: read), parts(of: plan))
    #expect(found.count == expected.count)
    #expect(Set(found).symmetricDifference(expected).sorted() == [])
  }

  /// Every amount with its days, wide or long.
  private func parts(of plan: Plan) -> [String] {
    let demand = plan.demand.flatMap { row -> [String] in
      let head = "\(row.project) \(row.task ?? "") \(row.need) \(row.team ?? "") \(row.flexible)"
      guard case .wide(let unit, let cells) = row.amount else {
        return ["\(head) \(row.from ?? .earliest) \(row.to ?? .latest) \(row.amount)"]
      }
      return cells.map { cell in
        let amount: Demand.Amount =
          switch unit {
          case .fte, .percent: .fte(cell.amount)
          case .hours: .effortHours(cell.amount)
          case .days: .effortDays(cell.amount)
          }
        return "\(head) \(cell.days.first) \(cell.days.last) \(amount)"
      }
    }
    let bookings = plan.assignments.flatMap { row -> [String] in
      let head = "\(row.holder) \(row.project) \(row.task ?? "") \(row.skill ?? "") \(row.firmness)"
      guard case .wide(_, let cells) = row.amount else {
        return ["\(head) \(row.from ?? .earliest) \(row.to ?? .latest) \(row.amount)"]
      }
      return cells.map {
        "\(head) \($0.days.first) \($0.days.last) \(Booking.Amount.percent($0.amount))"
      }
    }
    return (demand + bookings).sorted()
  }

  /// Each line that no change names stands in the new file, in the same order.
  private func expectUntouched(
    _ read: ReadPlan, _ edit: PlanEdit, _ written: [PlanFile]
  ) throws {
    var touched: [Int32: Set<Int32>] = [:]
    var widened: Set<String> = []
    for change in edit.changes {
      switch change {
      case .setCell(let row, _, _), .removeRow(let row):
        touched[row.file, default: []].insert(row.line)
      case .addColumn(let file, _): widened.insert(file)
      case .setKey: widened.insert("plan.yaml")
      default: break
      }
    }
    for (index, file) in read.source.files.enumerated() where !widened.contains(file.name) {
      let new = try #require(written.first { $0.name == file.name })
      var rest = lines(of: new)[...]
      for (number, line) in lines(of: file).enumerated()
      where touched[Int32(index)]?.contains(Int32(number + 1)) != true {
        guard let place = rest.firstIndex(of: line) else {
          // The last line of a file gets a line end before new rows.
          #expect(number == lines(of: file).count - 1, "\(file.name):\(number + 1)")
          continue
        }
        rest = rest[(place + 1)...]
      }
    }
  }

  /// With their line ends; these tables have none within cells.
  private func lines(of file: PlanFile) -> [[UInt8]] {
    var lines: [[UInt8]] = [[]]
    for (index, byte) in file.bytes.enumerated() {
      lines[lines.count - 1].append(byte)
      let isCRLF = byte == 0x0D && index + 1 < file.bytes.count && file.bytes[index + 1] == 0x0A
      if byte == 0x0A || (byte == 0x0D && !isCRLF) { lines.append([]) }
    }
    return lines
  }
}

extension PlanEdit.Change {
  fileprivate var addsRows: Bool {
    switch self {
    case .addRow, .addFile: true
    default: false
    }
  }
}
