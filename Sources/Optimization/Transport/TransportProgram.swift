/// A ``PooledTransport`` as a program of blocks, a block a cell, with what each row and column stands for.
///
/// In cell t, with pools split into *nodes* by rate where a budget can bind (compact form):
///
///     supply i:   Σ hours into nodes + Σ direct hours + spare = supplyHours      (diagonal row)
///     node n:     Σ hours in − Σ hours out = 0                                   (dense row)
///     demand j:   Σ hours from nodes + Σ direct hours + short = hours            (diagonal row, or dense row
///                                                                                with direct arcs)
///     limit j:    Σ hours of a window in the cell + spare = limit                (the same)
///     window j:   Σ hours in all cells + short = total hours                     (border row)
///     budget g, q: Σ money × hours in period q + spare = budget                  (border row)
///
/// With carry-over, the spare money of a period enters the next one's row. A supply that enters one node
/// and a demand of one node in a cell are bounded columns without a row.
public struct TransportProgram: Sendable {
  /// What a column of a cell stands for.
  struct Column: Sendable, Hashable {
    enum Kind: UInt8, Sendable {
      /// Hours of supply `a` into node `b`, or, in the direct form, for demand `b`.
      case supplied
      /// Hours of supply `a` that nothing uses.
      case spare
      /// Hours on direct arc `a`.
      case direct
      /// Hours for demand `a` from node `b`.
      case served
      /// Hours that demand `a` lacks in the cell.
      case short
      /// What the limit of demand `a` leaves.
      case unlimited
      /// Hours from node `a` to node `b`.
      case moved
    }
    var kind: Kind
    var a: Int32
    var b: Int32
  }

  /// What a border column stands for.
  enum BorderColumn: Sendable, Hashable {
    /// Hours that the window of a demand lacks in all.
    case short(demand: Int32)
    /// Money that a group leaves in a period.
    case spare(group: Int32, period: Int32)
    /// Money that a group hands to the next period.
    case carried(group: Int32, period: Int32)
  }

  /// What a border row stands for.
  enum BorderRow: Sendable, Hashable {
    case window(demand: Int32)
    case budget(group: Int32, period: Int32)
  }

  /// What a diagonal or dense row of a cell stands for.
  struct Row: Sendable, Hashable {
    enum Kind: UInt8, Sendable {
      /// Supply `index`.
      case supply
      /// Node `index` of the cell.
      case node
      /// Demand `index`.
      case demand
      /// The limit of demand `index`.
      case limit
    }
    var kind: Kind
    var index: Int32
  }

  /// The meaning of one cell's columns, rows and nodes.
  struct Cell: Sendable {
    var columns: [Column] = []
    var diagonalRows: [Row] = []
    var denseRows: [Row] = []
    /// For each node its pool and its rate, an index of `rates`, or -1 for all.
    var nodePool: [Int32] = []
    var nodeRate: [Int32] = []
  }

  /// Which form it has.
  public let form: TransportForm
  /// The program.
  public internal(set) var program = BlockProgram()
  /// The rates that nodes refer to.
  let rates: [Double]
  var cells: [Cell] = []
  var borderColumns: [BorderColumn] = []
  var borderRows: [BorderRow] = []

  init(form: TransportForm, rates: [Double]) {
    self.form = form
    self.rates = rates
  }
}
