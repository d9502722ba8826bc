/// A table in aligned columns.
///
///     var table = TextTable([.init("skill"), .init("27-Q1", .right)])
///     table.add([.init("data"), .init("-2.1", heat: .short)])
///     for line in table.lines(on: screen) { print(line) }
///
/// A row with fewer cells than columns ends early; a text wider than its column's limit is cut.
public struct TextTable: Sendable {
  /// A column.
  public struct Column: Sendable {
    /// What stands above it.
    public var heading: String
    /// Of heading and cells.
    public var alignment: Alignment
    /// The widest that it may become; nil: as wide as its texts.
    public var limit: Int?
    /// The narrowest that it is.
    public var least: Int
    /// Spaces before it; the first column has none.
    public var gap: Int
    /// Whether its heading is dimmed.
    public var isDim: Bool

    /// A column, left-aligned and as wide as its texts unless said otherwise.
    public init(
      _ heading: String, _ alignment: Alignment = .left, limit: Int? = nil, least: Int = 0,
      gap: Int = 2, isDim: Bool = false
    ) {
      self.heading = heading
      self.alignment = alignment
      self.limit = limit
      self.least = least
      self.gap = gap
      self.isDim = isDim
    }
  }

  /// A cell.
  public struct Cell: Sendable {
    /// What it says.
    public var text: String
    /// How it is meant.
    public var style: Style?
    /// Its background.
    public var heat: Heat?

    /// A plain cell unless said otherwise.
    public init(_ text: String, style: Style? = nil, heat: Heat? = nil) {
      // In a table nothing wraps: glue is a space.
      self.text = text.printable.replacing(String.glue, with: " ")
      self.style = style
      self.heat = heat
    }
  }

  /// The columns.
  public let columns: [Column]
  private var rows: [[Cell]] = []

  /// A table without a row.
  public init(_ columns: [Column]) { self.columns = columns }

  /// Adds a row below the others.
  public mutating func add(_ row: [Cell]) { rows.append(row) }

  /// Heading and rows, without spaces at their ends.
  public func lines(on screen: Screen) -> [String] {
    let widths = columns.indices.map { index in
      var width = max(columns[index].least, columns[index].heading.printable.displayWidth)
      for row in rows where index < row.count { width = max(width, row[index].text.displayWidth) }
      return min(width, columns[index].limit ?? width)
    }
    let heading = columns.map { Cell($0.heading, style: $0.isDim ? .dim : .bold) }
    let hasHeading = columns.contains { !$0.heading.isEmpty }
    return (hasHeading ? [heading] : []).map { line($0, widths, on: screen) }
      + rows.map { line($0, widths, on: screen) }
  }

  private func line(_ row: [Cell], _ widths: [Int], on screen: Screen) -> String {
    var line = ""
    // Spaces wait until something follows them.
    var pending = 0
    for (index, cell) in row.enumerated() where index < columns.count {
      pending += index == 0 ? 0 : columns[index].gap
      let text = cell.text.truncated(to: widths[index])
      let fill = max(0, widths[index] - text.displayWidth)
      if let heat = cell.heat, screen.colour != .none {
        line += String(repeating: " ", count: pending)
        line += screen.heated(text.padded(to: widths[index], columns[index].alignment), heat)
        pending = 0
        continue
      }
      if columns[index].alignment == .right { pending += fill }
      if !text.isEmpty {
        line += String(repeating: " ", count: pending)
        line += cell.style.map { screen.styled(text, $0) } ?? text
        pending = 0
      }
      if columns[index].alignment == .left { pending += fill }
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
