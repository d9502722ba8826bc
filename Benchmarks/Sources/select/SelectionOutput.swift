import FoundationEssentials
import Optimization

/// How results are written.
enum SelectionOutput {
  /// A number without needless digits; empty where there is none.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "" }
    return value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }

  /// A number with so many decimals.
  static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite else { return "" }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let whole = Int((abs(value) * scale).rounded())
    let unit = Int(scale)
    let digits = "\(whole % unit)"
    let zeros = String(repeating: "0", count: decimals - digits.count)
    return "\(value < 0 ? "-" : "")\(whole / unit).\(zeros)\(digits)"
  }

  /// The instance's line in the table.
  static func line(
    _ instance: SelectionFormats.Instance, _ answer: SelectionAnswer, seconds: Double
  ) -> String {
    let bound: String
    if case .infeasible = answer.status { bound = "" } else { bound = number(answer.bound) }
    return
      "\(instance.name),\(number(answer.value)),\(bound),"
      + "\(fixed(answer.gap, 6)),\(fixed(seconds, 2))"
  }

  /// The solution as JSON.
  static func solution(
    _ instance: SelectionFormats.Instance, _ answer: SelectionAnswer
  ) -> String {
    var parts: [String] = []
    for (candidate, option) in answer.chosen.enumerated() {
      guard let option else { continue }
      let name = instance.candidateNames[candidate]
      parts.append(
        instance.isPortfolio ? "\"\(name)\": \(instance.starts[candidate][option])" : name)
    }
    let (open, close) = instance.isPortfolio ? ("{", "}") : ("[", "]")
    return """
      {"instance": "\(instance.name)", "value": \(number(answer.value)), \
      "bound": \(number(answer.bound)), "chosen": \(open)\(parts.joined(separator: ", "))\(close)}

      """
  }

  /// The certificate: a line of JSON with the bound and the arrays' lengths, then the arrays, little-endian,
  /// in the order in which they are named.
  static func certificate(
    _ instance: SelectionFormats.Instance, _ answer: SelectionAnswer
  ) -> Data {
    let proof = answer.certificate
    var data = Data(
      """
      {"instance": "\(instance.name)", "bound": \(proof.bound), "nodes": \(proof.nodeCount), \
      "multipliers": \(proof.multiplier.count), "dominated": \(proof.dominated.count), \
      "arrays": ["parent i4", "side u1", "branchCandidate i4", "branchSplit i2", \
      "firstMultiplier i8", "multiplierRow i4", "multiplier f8", "dominated i4 x 3"]}

      """.utf8)
    append(proof.parent, to: &data)
    append(proof.side, to: &data)
    append(proof.branchCandidate, to: &data)
    append(proof.branchSplit, to: &data)
    append(proof.firstMultiplier.map(Int64.init), to: &data)
    append(proof.multiplierRow, to: &data)
    append(proof.multiplier.map(\.bitPattern), to: &data)
    append(
      proof.dominated.flatMap { [Int32($0.candidate), Int32($0.option), Int32($0.by)] }, to: &data)
    return data
  }

  private static func append<Number: FixedWidthInteger>(_ numbers: [Number], to data: inout Data) {
    numbers.map(\.littleEndian).withUnsafeBytes { data.append(contentsOf: $0) }
  }
}
