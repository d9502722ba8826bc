internal import LinearAlgebra

/// Which Headroom this is.
public enum Release {
  /// The version, by semantic versioning.
  public static let version = "0.1.0"

  /// The version and the linear algebra that it runs on.
  public static var summary: String { "headroom \(version), \(BLASLibrary.summary)" }
}
