import PlanModel
import TestSupport
import Testing

@Suite("The language of rules")
struct RuleTests {
  private func fault(_ text: String, _ subject: RuleSubject = .project) -> RuleFault? {
    do throws(RuleFault) {
      _ = try RuleExpression(parsing: text, for: subject)
      return nil
    } catch { return error }
  }

  @Test(
    "what is right is read",
    arguments: [
      "owner", "owner and budget_owner", "not must_have or value / demand_hours >= 2 * -1",
      "status in [committed, 'on_hold']", "status = active", "deadline < 2027-06-30",
      "probability >= 20%", "((owner))", "initiative != \"a and b\"",
    ])
  func right(text: String) { #expect(fault(text) == nil) }

  @Test(
    "what is wrong is named with its kind and its place",
    arguments: [
      ("ownr", RuleFault.Kind.field, 0), ("owner and ownr", .field, 10), ("owner and", .syntax, 9),
      ("owner > 3", .type, 8), ("3", .type, 0), ("value", nil, 0), ("owner < manager", .type, 6),
      ("value / 0 > 1", .zero, 6), ("(owner", .bracket, 0), ("owner)", .bracket, 5),
      ("status in [a, b", .bracket, 10), ("owner = 'x", .bracket, 8), ("value > 1.2.3", .syntax, 8),
      ("owner & gate", .syntax, 6), ("must_have + 1 > 2", .type, 0), ("weeks(owner) < 1", .type, 0),
      ("1 < priority < 3", .syntax, 13), ("sum(value) > 1", .syntax, 0), ("", .syntax, 0),
    ])
  func wrong(text: String, kind: RuleFault.Kind?, offset: Int) {
    let fault = fault(text)
    #expect(fault?.kind == kind)
    #expect((fault?.offset ?? 0) == offset)
  }

  @Test(
    "a formula comes to a number, and names its faults as rules do",
    arguments: [
      ("1 - short_hours / demand_hours", nil, 0), ("-value", nil, 0),
      ("owner", RuleFault.Kind.type, 0), ("value > 1", .type, 6), ("spnt / budget", .field, 0),
      ("value / 0", .zero, 6), ("(value", .bracket, 0), ("", .syntax, 0),
    ])
  func formulas(text: String, kind: RuleFault.Kind?, offset: Int) {
    do throws(RuleFault) {
      _ = try RuleExpression(formula: text, for: .project)
      #expect(kind == nil)
    } catch {
      #expect(error.kind == kind && error.offset == offset)
    }
  }

  @Test(
    "a KPI's formula asks its project, else its goal, else the plan; what is wrong has its place")
  func kpis() throws {
    let table = """
      id,goal,project,formula
      a,,atlas,milestones
      b,more,,weight
      c,,,bottlenecks + people
      d,,,milestones
      e,more,,weight +

      """
    #expect(
      places(["kpis.csv": table, "goals.csv": "id\nmore\n"]) == [
        "kpis.csv:5:5 rule-field", "kpis.csv:6:9 rule-syntax",
      ])
    let error = try #require(errors(["kpis.csv": table, "goals.csv": "id\nmore\n"]).last)
    #expect(error.message.hasSuffix("at character 9 of the formula"))
  }

  @Test("a field of the weeks stands within a function, and functions do not nest")
  func weekly() {
    #expect(fault("weeks(utilisation > 1.0) <= 2", .person) == nil)
    #expect(fault("max(utilisation) <= fte + mean(free_hours)", .person) == nil)
    #expect(fault("utilisation <= 1", .person)?.kind == .type)
    #expect(fault("max(min(utilisation)) <= 1", .person)?.kind == .type)
    #expect(fault("weeks(utilisation) <= 1", .person)?.kind == .type)
  }

  @Test("and binds more than or, comparisons more than and, products more than sums")
  func precedence() throws {
    let left = try RuleExpression(
      parsing: "owner or gate and value + 2 * 3 > 1", for: .project)
    let right = try RuleExpression(
      parsing: "owner or (gate and ((value + (2 * 3)) > 1))", for: .project)
    // Places differ; the shapes do not.
    #expect(shape(left.root) == shape(right.root))
    #expect(left.fields == ["gate", "owner", "value"])
  }

  private func shape(_ node: RuleExpression.Node) -> String {
    switch node {
    case .pair(let sign, let left, let right, _):
      "(\(shape(left)) \(sign.rawValue) \(shape(right)))"
    default: "\(node)"
    }
  }

  @Test("the limits of length and depth are errors, not crashes")
  func limits() {
    let deep = String(repeating: "(", count: 900) + "owner" + String(repeating: ")", count: 900)
    #expect(fault(deep)?.kind == .size)
    #expect(fault(String(repeating: "not ", count: 300) + "owner")?.kind == .size)
    #expect(fault(String(repeating: "-", count: 300) + "1 > 2")?.kind == .size)
    #expect(fault(String(repeating: "x", count: 2001))?.kind == .size)
    #expect(fault("value" + String(repeating: " + 1", count: 199) + " > 1")?.kind == .size)
    #expect(fault("value" + String(repeating: " + 1", count: 198) + " > 1") == nil)
  }

  @Test("20,000 random texts are read or refused with a place within the text")
  func random() {
    let pieces = [
      "owner", "value", "utilisation", "weeks", "max", "(", ")", "[", "]", ",", "and", "or", "not",
      "in", "=", "!=", "<", "<=", ">", "+", "-", "*", "/", "0", "1.5", "20%", "2027-03-01", "'x'",
      "\"", "'", "é", "🙂", ".", "\u{0}", "\n", "%", "team.lead", "9e999", "!", "\u{301}",
    ]
    var generator = SplitMix64(7)
    var counts: [RuleFault.Kind?: Int] = [:]
    for index in 0..<20_000 {
      let length = Int.random(in: 1...(index % 100 == 0 ? 500 : 12), using: &generator)
      let gap = Bool.random(using: &generator) ? " " : ""
      let text = (0..<length).map { _ in pieces.randomElement(using: &generator) ?? "" }
        .joined(separator: gap)
      let subject = RuleSubject.allCases.randomElement(using: &generator) ?? .project
      let fault = fault(text, subject)
      counts[fault?.kind, default: 0] += 1
      if let fault { #expect((0...text.count).contains(fault.offset)) }
    }
    for kind in [RuleFault.Kind.syntax, .bracket, .field, .type] {
      #expect(counts[kind, default: 0] > 0)
    }
    #expect(counts[nil, default: 0] > 50)
  }
}
