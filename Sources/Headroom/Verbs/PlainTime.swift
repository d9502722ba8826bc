/// Times in the words of a sentence.
public enum PlainTime {
  /// `11 weeks`, `3 days`; the sign is left out.
  public static func days(_ days: Int) -> String {
    let days = Int(days.magnitude)
    return days > 0 && days % 7 == 0
      ? counted(days / 7, "week", "weeks") : counted(days, "day", "days")
  }
}
