/// How far and how long an interior-point method goes.
public struct InteriorPointOptions: Sendable {
  /// What residuals and gap must reach, relative.
  public var tolerance: Double
  /// The most iterations for one part of the program.
  public var iterationLimit: Int
  /// The most threads; the answer is the same, to the byte, for any number.
  public var threads: Int
  /// Asked once an iteration; true ends the solve with the present point.
  public var isCancelled: @Sendable () -> Bool

  /// To 1e-8 within 200 iterations on one thread.
  public init(
    tolerance: Double = 1e-8, iterationLimit: Int = 200, threads: Int = 1,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.tolerance = tolerance
    self.iterationLimit = iterationLimit
    self.threads = threads
    self.isCancelled = isCancelled
  }
}

/// How an interior-point method ended. Every ending has a solution with its certificate.
public enum InteriorPointStatus: Int, Sendable, Hashable, Comparable {
  /// Residuals and gap are within the tolerance.
  case solved
  /// No further step was possible; the certificate says how good the best point is.
  case stalled
  /// The iterations ran out; the certificate says how good the best point is.
  case iterationLimit
  /// The caller asked to end; the certificate says how good the point of that moment is.
  case cancelled

  /// The better ending is less.
  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// Why there is no solution at all.
public enum InteriorPointError: Error, Sendable, Hashable {
  /// Numbers overflowed or lost their meaning in this iteration, before any point was found.
  case numericalFailure(iteration: Int)
  /// This entry of the problem is NaN, infinite or negative where it may not be.
  case invalidInput(String)
}
