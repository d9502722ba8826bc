/// A linear program made of blocks that only border rows tie together:
///
///     least cᵀx with A x = b, 0 ≤ x ≤ u (u may be infinite).
///
/// Each column belongs to one block or to the border. A block has *diagonal rows* and *dense rows*; in
/// the allocation a block is a cell of the grid, supplies are diagonal rows, pools are dense ones, and
/// windows and budgets are border rows.
///
/// A column of a block has the coefficient 1 in at most one diagonal row, and any coefficients in dense
/// and border rows. So the diagonal rows cost nothing to eliminate, the dense rows cost a Cholesky factor
/// of their number, and the border rows that stay inside a part of the blocks are eliminated there.
///
/// Shapes: every row should have a column without an upper bound or some room; a diagonal row without a
/// column, an empty dense row or an empty border row is satisfied only by a right-hand side of 0.
public struct BlockProgram: Sendable {
  /// The columns and rows of one block.
  public struct Block: Sendable {
    /// Columns `diagonalStart[r]..<diagonalStart[r + 1]` are those of diagonal row r; columns from
    /// `diagonalStart.last` on have none.
    public var diagonalStart: [Int32] = [0]
    /// For each diagonal row its right-hand side.
    public var diagonalSide: [Double] = []
    /// For each dense row its right-hand side.
    public var denseSide: [Double] = []
    /// The border rows that the block touches, ascending, none twice.
    public var borderRows: [Int32] = []
    /// For each column its cost.
    public var cost: [Double] = []
    /// For each column its upper bound, more than 0; `.infinity` for none.
    public var upper: [Double] = []
    /// Entries `entryStart[c]..<entryStart[c + 1]` are those of column c in dense and border rows.
    public var entryStart: [Int32] = [0]
    /// Ascending within a column: a dense row, or the number of dense rows plus an index of `borderRows`.
    public var entryRow: [Int32] = []
    /// The coefficients.
    public var entryValue: [Double] = []
    /// A constant of the objective.
    public var offset = 0.0

    /// A block without rows and columns.
    public init() {}

    /// The number of columns.
    public var columnCount: Int { cost.count }
    /// The number of diagonal rows.
    public var diagonalCount: Int { diagonalSide.count }
    /// The number of dense rows.
    public var denseCount: Int { denseSide.count }
  }

  /// A column that touches border rows alone and has no upper bound.
  public struct BorderColumn: Sendable, Hashable {
    /// What a unit costs.
    public var cost: Double
    /// A border row.
    public var row: Int32
    /// Its coefficient there.
    public var value: Double
    /// A second border row, or -1.
    public var otherRow: Int32
    /// Its coefficient there.
    public var otherValue: Double

    /// A column of one or two border rows.
    public init(
      cost: Double, row: Int32, value: Double, otherRow: Int32 = -1, otherValue: Double = 0
    ) {
      self.cost = cost
      self.row = row
      self.value = value
      self.otherRow = otherRow
      self.otherValue = otherValue
    }
  }

  /// The blocks; border rows should touch blocks that stand close together.
  public var blocks: [Block]
  /// For each border row its right-hand side.
  public var borderSide: [Double]
  /// Columns of border rows alone.
  public var borderColumns: [BorderColumn]
  /// A constant of the objective, besides those of the blocks.
  public var offset = 0.0

  /// A program of blocks and a border.
  public init(blocks: [Block] = [], borderSide: [Double] = [], borderColumns: [BorderColumn] = []) {
    self.blocks = blocks
    self.borderSide = borderSide
    self.borderColumns = borderColumns
  }

  /// The number of columns.
  public var columnCount: Int {
    blocks.reduce(borderColumns.count) { $0 + $1.columnCount }
  }

  /// The number of rows.
  public var rowCount: Int {
    blocks.reduce(borderSide.count) { $0 + $1.diagonalCount + $1.denseCount }
  }
}

/// Values for the columns and prices for the rows of a ``BlockProgram``.
public struct BlockSolution: Sendable {
  /// The values and prices of one block.
  public struct Block: Sendable {
    /// For each column its value.
    public var x: [Double] = []
    /// For each diagonal row its price.
    public var diagonalPrice: [Double] = []
    /// For each dense row its price.
    public var densePrice: [Double] = []
  }

  /// For each block its values and prices.
  public var blocks: [Block]
  /// For each border column its value.
  public var borderX: [Double]
  /// For each border row its price.
  public var borderPrice: [Double]
  /// cᵀx.
  public var objective: Double
  /// What the prices prove: bᵀy − Σ u × (negative part of a bounded column's reduced cost).
  public var bound: Double
  /// What proves it, from the program as it was given.
  public var certificate: OptimalityCertificate
  /// How the method ended: the worst of its parts.
  public var status: InteriorPointStatus
  /// The most iterations that a part of the program took.
  public var iterations: Int
}
