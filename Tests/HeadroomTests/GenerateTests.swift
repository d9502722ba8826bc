import Headroom
import PlanModel
import Testing
import WorkCalendar

@Suite("Generated plans")
struct GenerateTests {
  static let requests = [
    Generate.Request(people: 60, projects: 12, weeks: 52, load: 0.9, seed: 1),
    Generate.Request(people: 120, projects: 24, weeks: 78, load: 0.8, seed: 2),
    Generate.Request(people: 120, projects: 24, weeks: 78, load: 1.1, seed: 3),
    Generate.Request(people: 600, projects: 60, weeks: 104, load: 0.95, seed: 4),
  ]
  static let small = [
    Generate.Request(people: 5, projects: 1, weeks: 4, seed: 1),
    Generate.Request(people: 5, projects: 1, weeks: 4, seed: 2),
    Generate.Request(people: 12, projects: 3, weeks: 13, seed: 3),
    Generate.Request(people: 30, projects: 6, weeks: 26, seed: 4),
  ]

  /// What a person may serve: an independent reading of the plan's demand.
  private func eligible(_ person: Person, _ plan: Plan, _ tree: TeamTree) -> Set<String> {
    Set(
      plan.demand.compactMap { row in
        switch row.need {
        case .person(let id): return id == person.id ? "@\(id)" : nil
        case .skill(let skill, let level):
          let holds = person.allSkills.contains { $0.skill == skill && $0.level >= level }
          let belongs = row.team.map { tree.contains($0, member: person.team) } ?? true
          return holds && belongs ? "\(skill) \(level) \(row.team ?? "")" : nil
        }
      })
  }

  @Test("At least 80 % of the people are in a class of their own", arguments: requests + small)
  func classes(_ request: Generate.Request) throws {
    let plan = try Generate.answer(request).plan
    let tree = TeamTree(plan)
    var sizes: [Set<String>: Int] = [:]
    for person in plan.people { sizes[eligible(person, plan, tree), default: 0] += 1 }
    let alone = sizes.values.count { $0 == 1 }
    #expect(Double(alone) >= 0.8 * Double(plan.people.count))
  }

  @Test("Shared skills connect 90 % of the people", arguments: requests + small)
  func component(_ request: Generate.Request) throws {
    let plan = try Generate.answer(request).plan
    var holders: [String: [Int]] = [:]
    for (index, person) in plan.people.enumerated() {
      for skill in person.skills { holders[skill.skill, default: []].append(index) }
    }
    var largest = 0
    var seen = Set<Int>()
    for start in plan.people.indices where seen.insert(start).inserted {
      var stack = [start]
      var size = 0
      while let person = stack.popLast() {
        size += 1
        for skill in plan.people[person].skills {
          for other in holders.removeValue(forKey: skill.skill) ?? []
          where seen.insert(other).inserted { stack.append(other) }
        }
      }
      largest = max(largest, size)
    }
    #expect(Double(largest) >= 0.9 * Double(plan.people.count))
  }

  @Test("People hold 1 to 4 skills, 2.2 on average, at levels 1 to 5", arguments: requests)
  func skills(_ request: Generate.Request) throws {
    let plan = try Generate.answer(request).plan
    let counts = plan.people.map(\.skills.count)
    #expect(counts.allSatisfy { (1...4).contains($0) })
    #expect(abs(Double(counts.reduce(0, +)) / Double(counts.count) - 2.2) <= 0.15)
    let all = plan.people.flatMap(\.skills)
    #expect(Set(all.map(\.level)) == [1, 2, 3, 4, 5])
    #expect(Set(all.map(\.skill)).count == min(40, request.people / 3))
    let frequencies = Dictionary(grouping: all, by: \.skill).values.map(\.count).sorted(by: >)
    #expect(frequencies[0] >= 4 * frequencies[frequencies.count / 2])
  }

  @Test(
    "A third of the people are booked, a quarter of the projects tentative", arguments: requests)
  func shares(_ request: Generate.Request) throws {
    let plan = try Generate.answer(request).plan
    let booked = Set(
      plan.assignments.compactMap { if case .person(let id) = $0.holder { id } else { nil } })
    #expect(booked.count == (request.people + 1) / 3)
    #expect(plan.assignments.contains { $0.firmness == .soft })
    #expect(plan.projects.count { $0.status.isTentative } == (request.projects + 1) / 4)
    #expect(plan.projects.allSatisfy { $0.status.isTentative || $0.probability == 1 })
    let runWork = plan.teams.compactMap(\.runWork) + plan.people.compactMap(\.runWork)
    #expect(runWork.allSatisfy { (0.2...0.4).contains($0) })
    #expect(Set(plan.people.compactMap(\.location)).count == 2)
  }

  @Test(
    "References hold, ids are unique, and somebody can serve every demand",
    arguments: requests + small)
  func sound(_ request: Generate.Request) throws {
    let plan = try Generate.answer(request).plan
    let people = Set(plan.people.map(\.id))
    let projects = Set(plan.projects.map(\.id))
    let tasks = Set(plan.tasks.map(\.id))
    let tree = TeamTree(plan)
    #expect(people.count == plan.people.count && projects.count == plan.projects.count)
    #expect(tasks.count == plan.tasks.count)
    let windows = PlanWindows(plan)
    let horizon = try #require(plan.horizon(DemandSources(plan, windows: windows)))
    #expect(horizon.count == request.weeks * 7)
    for row in plan.demand {
      #expect(projects.contains(row.project))
      #expect(row.task.map(tasks.contains) ?? true)
      let days = try #require(windows.days(of: row))
      #expect(horizon.first <= days.first && days.last <= horizon.last)
      if case .skill(let skill, let level) = row.need {
        #expect(
          plan.people.contains { person in
            person.skills.contains { $0.skill == skill && $0.level >= level }
              && (row.team.map { tree.contains($0, member: person.team) } ?? true)
          })
      }
    }
    for row in plan.assignments {
      #expect(projects.contains(row.project))
      if case .person(let id) = row.holder { #expect(people.contains(id)) }
    }
    #expect(plan.absences.allSatisfy { $0.person.map(people.contains) ?? true })
  }

  @Test("The same request gives the same plan, another seed another")
  func determined() throws {
    var request = Generate.Request(people: 80, projects: 10, weeks: 40, seed: 9)
    let plan = try Generate.answer(request).plan
    #expect(try Generate.answer(request).plan == plan)
    request.seed = 10
    #expect(try Generate.answer(request).plan.fingerprint != plan.fingerprint)
  }

  @Test("Sizes at the limits end in a plan", arguments: [1, 2, 3, 7], [1, 2, 30])
  func limits(_ people: Int, _ projects: Int) throws {
    for weeks in [1, 2, 5, 1_040] {
      for load in [0, 0.01, 10] {
        let request = Generate.Request(
          people: people, projects: projects, weeks: weeks, load: load, seed: UInt64(weeks))
        let plan = try Generate.answer(request).plan
        #expect(plan.people.count == people && plan.projects.count == projects)
      }
    }
  }

  @Test("Absurd requests are refused")
  func refused() {
    func failure(_ request: Generate.Request) -> Generate.Failure? {
      do throws(Generate.Failure) {
        _ = try Generate.answer(request)
        return nil
      } catch { return error }
    }
    let good = Generate.Request(people: 5, projects: 2, weeks: 8)
    #expect(failure(good) == nil)
    for people in [-1, 0, 100_001, .max] {
      var request = good
      request.people = people
      #expect(failure(request) == .people(people, allowed: 1...100_000))
    }
    var request = good
    request.projects = 0
    #expect(failure(request) == .projects(0, allowed: 1...10_000))
    request = good
    request.weeks = 1_041
    #expect(failure(request) == .weeks(1_041, allowed: 1...1_040))
    for load in [-0.1, .infinity, .nan] {
      request = good
      request.load = load
      #expect(failure(request) != nil)
    }
  }
}
