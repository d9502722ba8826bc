import Foundation

/// Tests that take minutes without optimisation: they run where HEADROOM_SLOW_TESTS is set, best with
/// `swift test -c release`.
public enum SlowTests {
  /// Whether the variable is set.
  public static let areWanted = ProcessInfo.processInfo.environment["HEADROOM_SLOW_TESTS"] != nil
}
