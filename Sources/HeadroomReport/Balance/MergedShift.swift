internal import Headroom
internal import WorkCalendar

/// Shifts of money between the same two initiatives, told as one.
struct MergedShift {
  private let from: String?
  private let to: String?
  private var amount = 0.0
  private var gain = 0.0
  private var periods: [Period] = []
  private var isCarried = false

  /// The shifts by giver and getter, the largest gain first.
  static func all(of shifts: [BudgetBalance.Shift]) -> [MergedShift] {
    var merged: [MergedShift] = []
    for shift in shifts {
      let index =
        merged.firstIndex { $0.from == shift.from && $0.to == shift.to }
        ?? {
          merged.append(MergedShift(from: shift.from, to: shift.to))
          return merged.count - 1
        }()
      merged[index].add(shift)
    }
    return merged.enumerated().sorted {
      $0.element.gain == $1.element.gain
        ? $0.offset < $1.offset : $0.element.gain > $1.element.gain
    }.map(\.element)
  }

  private init(from: String?, to: String?) {
    self.from = from
    self.to = to
  }

  private mutating func add(_ shift: BudgetBalance.Shift) {
    amount += shift.amount
    gain += shift.gain
    if !periods.contains(shift.period) { periods.append(shift.period) }
    isCarried = isCarried || shift.period != shift.toPeriod
  }

  /// `Move 2.1M from atlas to crm in 2027-Q3: +400k of value.`
  func text(currency: String?) -> String {
    let money = shortMoney(amount)
    let what =
      switch (from, to) {
      case (let from?, let to?): "Move \(money) from \(from) to \(to)"
      case (let from?, nil): "Take \(money) from \(from)"
      case (nil, let to?): "Give \(money) of unspent money to \(to)"
      case (nil, nil): "Release \(money)"
      }
    let names = periods.sorted { $0.description < $1.description }.map(\.description)
    let unit = currency.map { " " + $0 } ?? ""
    let effect =
      abs(gain) < 0.5
      ? "no change of value" : (gain > 0 ? "+" : "") + shortMoney(gain) + unit + " of value"
    let first = names.first ?? ""
    let last = names.last ?? ""
    let when = names.count > 3 ? "from \(first) to \(last)" : "in \(Words.list(names))"
    return "\(what) \(when)"
      + (isCarried ? ", some of it for later periods" : "") + ": \(effect)."
  }
}
