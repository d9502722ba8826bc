extension Double {
  /// The nearest number of twelve significant decimal digits, so that 0.9 × 0.8 is 0.72 and reads so where
  /// people see it.
  ///
  /// Edge cases: 0, what is not finite, and numbers below 10⁻⁹ or from 10¹² on stay as they are.
  public var withTwelveDigits: Double {
    guard magnitude >= 1e-9, magnitude < 1e12 else { return self }
    // Powers of ten up to 10²² are exact.
    var scale = 1.0
    while magnitude * scale < 1e11 { scale *= 10 }
    return (self * scale).rounded() / scale
  }
}
