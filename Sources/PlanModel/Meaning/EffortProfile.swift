#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension EffortProfile {
  /// The weight of a working day at `u`, its middle as a share of the window's working days.
  ///
  /// Source: PLAN §4, "Demand in hours".
  public func weight(at u: Double) -> Double {
    switch self {
    case .even: return 1
    case .front: return 2 * (1 - u)
    case .back: return 2 * u
    case .bell:
      let sine = sin(Double.pi * u)
      return sine * sine
    }
  }
}
