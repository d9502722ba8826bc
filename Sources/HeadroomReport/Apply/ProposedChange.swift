internal import FoundationEssentials
public import Headroom
public import PlanModel

/// An answer in JSON that can be written into a plan, read back.
public enum ProposedChange {
  /// The choice of `balance --select`: statuses and starts.
  case scenario(Scenario, Apply.Source)
  /// The bookings of `allocate`, as the table that its `--csv` writes.
  case bookings(String)

  /// The first key of an answer.
  private struct Head: Decodable {
    var schema: String
  }

  /// Reads a document of a file of that name.
  ///
  /// - Throws: one that is no such answer, or was given for another plan.
  public init(_ bytes: [UInt8], named name: String, on plan: Plan) throws(RequestError) {
    let data = Data(bytes)
    func read<Answer: Decodable>(_ type: Answer.Type) -> Answer? {
      try? JSONDecoder().decode(type, from: data)
    }
    switch read(Head.self)?.schema {
    case "headroom.allocate/1":
      if let answer = read(Allocate.Answer.self) {
        try Apply.check(answer.plan, against: plan, name)
        self = .bookings(AllocateCSV(answer).text)
        return
      }
    case "headroom.balance/1":
      if let answer = read(Balance.Answer.self) {
        let (scenario, source) = try Apply.scenario(of: answer, named: name, on: plan)
        self = .scenario(scenario, source)
        return
      }
    default: break
    }
    throw RequestError([Apply.unusable(name)])
  }
}
