/// The master of a decomposition: which mix of the parts' proposals is cheapest, and what links are worth.
///
///     least Σ cost × share + Σ cost × link column
///     for each part:  Σ share = 1
///     for each link:  Σ amount × share + Σ value × link column = side
///     0 ≤ share, 0 ≤ link column
///
/// Its prices stay within a range: beyond it one may pay to miss a link. The range of a price that comes
/// near its end grows from round to round.
struct DecompositionMaster: Sendable {
  let network: LinkedNetwork
  /// For each part its proposals.
  private(set) var proposals: [[Proposal]]
  private var lowest: [Double]
  private var highest: [Double]
  /// For each part the links of its block. One that no part can touch stands in the first.
  private let linksOfPart: [[Int32]]
  /// For each link what its amounts are measured by.
  private let size: [Double]
  /// What is added to every cost, so that a relative gap means what it says.
  let offset: Double

  /// How the master ended.
  struct Point: Sendable {
    /// For each link its price.
    var prices: [Double]
    /// For each part the share of each proposal.
    var shares: [[Double]]
    /// For each part what a proposal must cost less than to be worth a share.
    var values: [Double]
    /// For each link column its value.
    var columns: [Double]
    /// What it costs.
    var objective: Double
    /// For each link the amounts by which it falls short and is exceeded, as shares of the largest
    /// right-hand side of its kind.
    var lacking: [Double]
    var excess: [Double]

    /// The largest of them.
    var missing: Double { (lacking + excess).reduce(0, max) }
  }

  init(_ network: LinkedNetwork, offset: Double) {
    self.network = network
    self.offset = offset
    proposals = [[Proposal]](repeating: [], count: network.parts.count)
    var links = network.parts.map(\.links)
    let touched = Set(links.joined())
    let alone = (0..<Int32(network.side.count)).filter { !touched.contains($0) }
    if !links.isEmpty { links[0] = (links[0] + alone).sorted() }
    linksOfPart = links
    let kinds = [network.side[..<network.meetingNodes], network.side[network.meetingNodes...]]
    size = kinds.flatMap { kind in
      [Double](repeating: kind.reduce(1) { max($0, abs($1)) }, count: kind.count)
    }
    lowest = network.lowest
    highest = network.highest
    for link in 0..<network.meetingNodes where !network.isBoundedBelow[link] {
      lowest[link] *= 1000 * DecompositionMaster.firstRange
    }
    for link in highest.indices where !network.isBoundedAbove[link] {
      highest[link] *= DecompositionMaster.firstRange
    }
  }

  /// Prices begin in this part of their range: budgets rarely bind as hard as they could.
  private static let firstRange = 1e-5

  /// Adds a proposal of a part, unless it is known.
  mutating func add(_ proposal: Proposal, of part: Int) -> Bool {
    guard !proposals[part].contains(where: { $0.isLike(proposal) }) else { return false }
    proposals[part].append(proposal)
    return true
  }

  /// Widens the ranges that prices have nearly used up, or within which a link is missed by more than
  /// `tolerance`.
  ///
  /// - Returns: whether there were any.
  mutating func widen(at point: Point, tolerance: Double) -> Bool {
    let before = (lowest, highest)
    for link in highest.indices {
      if point.prices[link] > 0.9 * highest[link] || point.lacking[link] > tolerance {
        highest[link] = min(network.highest[link], 4 * highest[link])
      }
      if point.prices[link] < 0.9 * lowest[link] || point.excess[link] > tolerance {
        lowest[link] = max(network.lowest[link], 4 * lowest[link])
      }
    }
    return before != (lowest, highest)
  }

  /// Drops proposals of `point` without a share that would have to become cheaper by more than `saving`;
  /// the last `kept` of a part stay.
  mutating func drop(dearerBy saving: Double, at point: Point, keeping kept: Int) {
    for part in proposals.indices {
      let last = proposals[part].count - kept
      guard last > 0 else { continue }
      var left: [Proposal] = []
      for (index, proposal) in proposals[part].enumerated() {
        let excess = proposal.cost(at: point.prices) - point.values[part]
        let shares = point.shares[part]
        if index >= min(last, shares.count) || shares[index] > 1e-6 || excess <= saving {
          left.append(proposal)
        }
      }
      proposals[part] = left
    }
  }

  /// Keeps the proposals with a share above a threshold alone; every part keeps its largest.
  mutating func keep(above threshold: Double, at point: Point) {
    for part in proposals.indices {
      let most = point.shares[part].reduce(0, max)
      let shares = point.shares[part]
      proposals[part] = proposals[part].indices.filter {
        shares[$0] > threshold || shares[$0] == most
      }.map { proposals[part][$0] }
    }
  }

  /// The cheapest mix.
  ///
  /// - Parameter tolerance: the relative gap to reach; a looser one leaves prices nearer to the middle of
  ///   what is possible, which makes better proposals.
  func solved(
    tolerance: Double, threads: Int
  ) async throws(InteriorPointError) -> Point {
    let (program, penalties) = self.program()
    let options = InteriorPointOptions(tolerance: tolerance, threads: threads)
    let solution = try await program.solved(options: options)
    let real = network.columns.count
    var lacking = [Double](repeating: 0, count: highest.count)
    var excess = lacking
    for (index, column) in penalties.enumerated() {
      let link = Int(column.row)
      let amount = solution.borderX[real + index] / size[link]
      if column.value < 0 { lacking[link] = amount } else { excess[link] = amount }
    }
    return Point(
      prices: solution.borderPrice.map { -$0 },
      shares: solution.blocks.map(\.x),
      values: zip(solution.blocks, proposals).map { $0.diagonalPrice[0] + ($1.first?.cost ?? 0) },
      columns: Array(solution.borderX.prefix(real)), objective: solution.objective,
      lacking: lacking, excess: excess)
  }

  /// The program, and the columns that are paid for missing links, which come after the link columns.
  private func program() -> (BlockProgram, [BlockProgram.BorderColumn]) {
    var penalties: [BlockProgram.BorderColumn] = []
    for link in highest.indices where !network.isBoundedAbove[link] {
      penalties.append(
        BlockProgram.BorderColumn(cost: highest[link], row: Int32(link), value: -1))
    }
    for link in 0..<network.meetingNodes where !network.isBoundedBelow[link] {
      penalties.append(
        BlockProgram.BorderColumn(cost: -lowest[link], row: Int32(link), value: 1))
    }
    var program = BlockProgram(
      blocks: proposals.indices.map(block), borderSide: network.side,
      borderColumns: network.columns + penalties)
    if program.blocks.isEmpty {
      program.offset = offset
    } else {
      program.blocks[0].offset += offset
    }
    return (program, penalties)
  }

  /// A part's block: its costs count from the first proposal's, which keeps the numbers near 0.
  private func block(_ part: Int) -> BlockProgram.Block {
    let proposals = proposals[part]
    var block = BlockProgram.Block()
    let base = proposals.first?.cost ?? 0
    block.offset = base
    block.diagonalStart = [0, Int32(proposals.count)]
    block.diagonalSide = [1]
    block.borderRows = linksOfPart[part]
    let place = Dictionary(
      uniqueKeysWithValues: block.borderRows.enumerated().map { ($1, Int32($0)) })
    for proposal in proposals {
      block.cost.append(proposal.cost - base)
      block.upper.append(.infinity)
      for (link, amount) in zip(proposal.links, proposal.amounts) {
        guard let row = place[link] else { continue }
        block.entryRow.append(row)
        block.entryValue.append(amount)
      }
      block.entryStart.append(Int32(block.entryRow.count))
    }
    return block
  }
}
