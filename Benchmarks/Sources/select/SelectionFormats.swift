import FoundationEssentials
import Optimization

/// Instances of project selection in the formats of the public sets.
enum SelectionFormats {
  /// A named problem with what is needed to write its solution down.
  struct Instance {
    /// The file's name, with the number or name of the problem where the file holds several.
    let name: String
    let problem: SelectionProblem
    /// For each candidate its name in the file.
    let candidateNames: [String]
    /// For each candidate and option the start quarter; empty where there are none.
    let starts: [[Int]]
    /// Whether the file is a portfolio.
    var isPortfolio: Bool { !starts.isEmpty }
  }

  /// What is wrong with a file.
  enum FormatError: Error, CustomStringConvertible {
    case word(file: String, index: Int, found: String?)
    case unknown(file: String, what: String)

    var description: String {
      switch self {
      case .word(let file, let index, let found):
        "\(file): word \(index + 1) should be a number, found "
          + (found.map { "\"\($0)\"" } ?? "the end of the file")
      case .unknown(let file, let what): "\(file): \(what)"
      }
    }
  }

  /// All instances of one file, in its order.
  static func read(_ path: String) throws -> [Instance] {
    let url = URL(filePath: path)
    let data = try Data(contentsOf: url)
    let stem = String(url.lastPathComponent.split(separator: ".").first ?? "instance")
    if data.first(where: { !($0 == 32 || (9...13).contains($0)) }) == UInt8(ascii: "{") {
      return [try portfolio(data, path)]
    }
    let text = String(decoding: data, as: UTF8.self)
    return text.contains("problem")
      ? try titledKnapsacks(text, stem, path) : try knapsacks(text, stem, path)
  }

  // MARK: Portfolios

  /// The format "selection-1".
  private struct Portfolio: Decodable {
    struct Skill: Decodable {
      let id: String
      let capacity: [Double]
    }
    struct Start: Decodable {
      let quarter: Int
      let value: Double
    }
    struct Project: Decodable {
      let id: String
      let mustHave: Bool
      let duration: Int
      let starts: [Start]
      let cost: [Double]
      let demand: [String: [Double]]
    }
    let format: String
    let name: String
    let quarters: Int
    let budget: [Double]
    let skills: [Skill]
    let projects: [Project]
    let requires: [[String]]
    let excludes: [[String]]
  }

  private static func portfolio(_ data: Data, _ path: String) throws -> Instance {
    let file = try JSONDecoder().decode(Portfolio.self, from: data)
    guard file.format == "selection-1" else {
      throw FormatError.unknown(file: path, what: "the format is \(file.format), not selection-1")
    }
    let quarters = file.quarters
    // Money of each quarter, then each skill's people of each quarter.
    var problem = SelectionProblem(
      capacities: file.budget + file.skills.flatMap { $0.capacity })
    guard problem.capacities.count == quarters * (file.skills.count + 1) else {
      throw FormatError.unknown(
        file: path, what: "budget and each capacity need \(quarters) numbers, one a quarter")
    }
    var numbers: [String: Int] = [:]
    for (index, project) in file.projects.enumerated() { numbers[project.id] = index }
    func number(_ id: String) throws -> Int {
      guard let number = numbers[id] else {
        throw FormatError.unknown(file: path, what: "there is no project \(id)")
      }
      return number
    }
    for project in file.projects {
      let profiles =
        [project.cost] + file.skills.map { project.demand[$0.id] ?? [] }
      var options: [SelectionProblem.Option] = []
      for start in project.starts {
        guard start.quarter >= 1, start.quarter + project.duration <= quarters + 1 else {
          throw FormatError.unknown(
            file: path, what: "\(project.id) does not end within the \(quarters) quarters")
        }
        var uses: [SelectionProblem.Use] = []
        for (kind, profile) in profiles.enumerated() {
          for (offset, amount) in profile.prefix(project.duration).enumerated() where amount != 0 {
            let resource = kind * quarters + start.quarter - 1 + offset
            uses.append(.init(resource: Int32(resource), amount: amount))
          }
        }
        options.append(.init(value: start.value, uses: uses))
      }
      problem.candidates.append(
        .init(options: options, demand: project.mustHave ? .mustHave : .free))
    }
    for pair in file.requires where pair.count == 2 {
      problem.requires.append(.init(candidate: try number(pair[0]), needed: try number(pair[1])))
    }
    for group in file.excludes { problem.excludes.append(try group.map(number)) }
    return Instance(
      name: file.name, problem: problem, candidateNames: file.projects.map(\.id),
      starts: file.projects.map { $0.starts.map(\.quarter) })
  }

  // MARK: Knapsacks

  /// The words of a text, read as numbers one after the other.
  private struct Words {
    let words: [Substring]
    let path: String
    var index = 0

    init(_ text: some StringProtocol, _ path: String) {
      words = String(text).split(whereSeparator: \.isWhitespace)
      self.path = path
    }

    mutating func next() throws -> Double {
      guard index < words.count, let value = Double(words[index]) else {
        throw FormatError.word(
          file: path, index: index, found: index < words.count ? String(words[index]) : nil)
      }
      index += 1
      return value
    }

    mutating func next(_ count: Int) throws -> [Double] {
      var result: [Double] = []
      for _ in 0..<count { result.append(try next()) }
      return result
    }

    mutating func count() throws -> Int {
      let value = try next()
      guard value >= 0, value < 1e7, value == value.rounded() else {
        throw FormatError.word(file: path, index: index - 1, found: "\(value)")
      }
      return Int(value)
    }
  }

  /// OR-Library's mknap1 and mknapcb: a count of problems; for each n, m, optimum, values, weights by
  /// row, capacities.
  private static func knapsacks(_ text: String, _ stem: String, _ path: String) throws -> [Instance]
  {
    var words = Words(text, path)
    let count = try words.count()
    var result: [Instance] = []
    for index in 0..<count {
      let n = try words.count()
      let m = try words.count()
      _ = try words.next()
      let values = try words.next(n)
      let weights = try words.next(n * m)
      let capacities = try words.next(m)
      let number = index + 1 < 10 ? "0\(index + 1)" : "\(index + 1)"
      result.append(knapsack("\(stem)-\(number)", values, weights, capacities))
    }
    return result
  }

  /// OR-Library's mknap2: each problem under "problem NAME.DAT" and a line of plus signs, with m, n,
  /// values, capacities, weights by row, optimum.
  private static func titledKnapsacks(
    _ text: String, _ stem: String, _ path: String
  ) throws -> [Instance] {
    var result: [Instance] = []
    var title: String?
    var body = ""
    func close() throws {
      guard let title else { return }
      var words = Words(body, path)
      let m = try words.count()
      let n = try words.count()
      let values = try words.next(n)
      let capacities = try words.next(m)
      result.append(knapsack("\(stem)-\(title)", values, try words.next(n * m), capacities))
    }
    for line in text.split(separator: "\n") {
      let words = line.split(whereSeparator: \.isWhitespace)
      if words.count >= 2, words[0] == "problem", words[1].hasSuffix(".DAT") {
        try close()
        title = String(words[1].dropLast(4))
        body = ""
      } else if title != nil, !line.contains("+++") {
        body += line + "\n"
      }
    }
    try close()
    return result
  }

  private static func knapsack(
    _ name: String, _ values: [Double], _ weights: [Double], _ capacities: [Double]
  ) -> Instance {
    var problem = SelectionProblem(capacities: capacities)
    for (item, value) in values.enumerated() {
      let uses = capacities.indices
        .map {
          SelectionProblem.Use(resource: Int32($0), amount: weights[$0 * values.count + item])
        }
        .filter { $0.amount != 0 }
      problem.candidates.append(.init(options: [.init(value: value, uses: uses)]))
    }
    return Instance(
      name: name, problem: problem, candidateNames: values.indices.map { "\($0 + 1)" }, starts: [])
  }
}
