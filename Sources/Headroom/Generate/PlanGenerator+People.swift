import PlanModel
import Randomness
import WorkCalendar

extension PlanGenerator {
  /// Teams that have members; they stand after the departments.
  var leafTeamCount: Int { max(1, (request.people + 4) / 9) }

  /// Departments of about eight teams of about nine people; a small plan has a few teams alone.
  mutating func addTeams() {
    var stream = stream("teams")
    let teamCount = leafTeamCount
    let departmentCount = teamCount < 4 ? 0 : (teamCount + 7) / 8
    let shift = stream.integer(below: Catalogue.departmentNames.count)
    for index in 0..<departmentCount {
      let base = Catalogue.departmentNames[(index + shift) % Catalogue.departmentNames.count]
      let round = index / Catalogue.departmentNames.count
      var team = Team(id: Catalogue.id("d", index + 1, of: departmentCount, width: 2))
      team.name = round == 0 ? base : "\(base) \(round + 1)"
      plan.teams.append(team)
      departmentOfTeam.append(nil)
    }
    for index in 0..<teamCount {
      var team = Team(id: Catalogue.id("t", index + 1, of: teamCount, width: 2))
      let department = departmentCount == 0 ? nil : index * departmentCount / teamCount
      let base = department.flatMap { plan.teams[$0].name } ?? "Team"
      team.name = "\(base) \(Catalogue.projectNouns[index % Catalogue.projectNouns.count])"
      team.parent = department.map { plan.teams[$0].id }
      team.runWork = Double(stream.integer(in: 20...40)) / 100
      if stream.happens(0.15) {
        team.targetUtilisation = stream.choice([0.8: 1, 0.9: 1])
      }
      plan.teams.append(team)
      departmentOfTeam.append(department)
    }
  }

  /// Ids, names, teams, locations, contracts; what depends on skills comes later.
  mutating func addPeople() {
    var stream = stream("people")
    let firstTeam = plan.teams.count - leafTeamCount
    let teamCount = plan.teams.count - firstTeam
    let names = Catalogue.firstNames.count * Catalogue.lastNames.count
    let order = stream.permutation(of: names)
    for index in 0..<request.people {
      var person = Person(id: Catalogue.id("p", index + 1, of: request.people, width: 4))
      let name = order[index % names]
      person.name =
        Catalogue.firstNames[name / Catalogue.lastNames.count] + " "
        + Catalogue.lastNames[name % Catalogue.lastNames.count]
      // Teams lie mostly at one place.
      let team = firstTeam + index * teamCount / request.people
      let home = (team - firstTeam) % 3 == 2 ? 1 : 0
      person.team = plan.teams[team].id
      person.location = PlanGenerator.locationIds[stream.happens(0.85) ? home : 1 - home]
      person.fte = stream.choice([1: 0.87, 0.8: 0.08, 0.6: 0.03, 0.5: 0.02])
      if stream.happens(0.04) {
        person.start = horizon.first + stream.integer(below: max(1, horizon.count / 2))
      } else if stream.happens(0.03) {
        person.end = horizon.last - stream.integer(below: max(1, horizon.count / 2))
      }
      plan.people.append(person)
      teamOfPerson.append(team)
    }
  }

  /// Roles, rates, leads and managers, once the skills are settled.
  mutating func describePeople() {
    var stream = stream("roles")
    for index in plan.people.indices {
      let held = skills[index]
      plan.people[index].skills = held.map {
        SkillLevel(Catalogue.skills[$0.skill].skill, $0.level)
      }
      let main = held.max { ($0.level, $1.skill) < ($1.level, $0.skill) }
      let level = Double(main?.level ?? 1)
      plan.people[index].role = main.map { Catalogue.skills[$0.skill].role }
      let rate = LogNormalDistribution(mean: 40 + 9 * level, sigma: 0.15).draw(from: &stream)
      plan.people[index].cost = CostRate(amount: rate.rounded(), per: .hour)
      if stream.happens(0.12) {
        plan.people[index].runWork = Double(stream.integer(in: 4...8)) / 20
      }
      if stream.happens(0.1) { plan.people[index].maxOvertimeHours = 4 }
    }
    nameLeads()
  }

  /// The first of a team leads it, the first of a department's first team leads that as well.
  private mutating func nameLeads() {
    for (index, person) in plan.people.enumerated()
    where plan.teams[teamOfPerson[index]].lead == nil {
      let team = teamOfPerson[index]
      plan.teams[team].lead = person.id
      plan.people[index].runWork = 0.4
      if let department = departmentOfTeam[team], plan.teams[department].lead == nil {
        plan.teams[department].lead = person.id
      }
    }
    for index in plan.people.indices {
      let team = teamOfPerson[index]
      let above = departmentOfTeam[team].flatMap { plan.teams[$0].lead }
      let lead = plan.teams[team].lead
      let manager = lead == plan.people[index].id ? above : lead
      plan.people[index].manager = manager == plan.people[index].id ? nil : manager
    }
  }
}
