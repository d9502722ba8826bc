extension Plan {
  /// The median pay of those who hold a skill or role at any level; where nobody's of them is known, that of
  /// everybody. nil: no pay is known.
  ///
  /// Units: the plan's currency per hour. Edge case: of an even number the upper of the two in the middle.
  public func medianPay(of skill: String) -> Double? {
    func median(_ people: [Person]) -> Double? {
      let rates = people.compactMap { $0.cost?.perHour(in: settings) }.sorted()
      return rates.isEmpty ? nil : rates[rates.count / 2]
    }
    return median(people.filter { person in person.allSkills.contains { $0.skill == skill } })
      ?? median(people)
  }
}
