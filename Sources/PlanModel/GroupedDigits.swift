/// Digits with thousands in groups: `2,976`. Text that is not all digits stays as it is.
public func grouped(_ digits: String) -> String {
  guard digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
  else { return digits }
  var grouped = ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.utf8.count - index) % 3 == 0 { grouped.append(",") }
    grouped.append(digit)
  }
  return grouped
}
