/// How a verb is said in `--inline`.
struct InlineVerb {
  /// The parameters that stand without a word before them, in order. A `count`, `fte` or `period`
  /// may be missing.
  let positions: [String]
  /// The words that stand before a parameter.
  let keywords: [String: String]
  /// Words that say nothing.
  var noise: Set<String> = []
  /// An example.
  let usage: String

  static let example = "as: delay atlas by 6 weeks; hire 2 backend from 2027-03-01"
  static let settingUsage = "as: set projects.crm.priority = 1"

  private static let window = ["from": "from", "to": "to", "until": "to"]
  private static let shift = [
    "by": "by", "task": "task", "project": "project", "of": "project",
  ]

  /// Every verb but `set`, which is a path and a value.
  static let all: [String: InlineVerb] = [
    "hire": InlineVerb(
      positions: ["count", "role"],
      keywords: [
        "from": "start", "start": "start", "on": "start", "team": "team", "in": "team",
        "location": "location", "at": "location", "skills": "skills", "with": "skills",
      ], noise: ["a", "an"],
      usage: "as: hire 2 backend from 2027-03-01 in core with \"swift:4; sql\""),
    "release": InlineVerb(
      positions: ["count", "person"],
      keywords: ["on": "on", "team": "team", "skill": "skill", "person": "person"],
      noise: ["from", "of", "with"],
      usage: "as: release ann on 2027-03-31, or: release 2 of team core on 2027-03-31"),
    "contract": InlineVerb(
      positions: ["fte", "pool"],
      keywords: window.merging(
        ["pool": "pool", "skills": "skills", "with": "skills", "at": "cost_per_hour"]) { $1 },
      noise: ["of"],
      usage: "as: contract 1.5 vistula from 2027-04-01 to 2027-06-30"),
    "train": InlineVerb(
      positions: ["person", "skill"],
      keywords: [
        "in": "skill", "level": "level", "ready": "ready", "by": "ready", "from": "ready",
        "taking": "days", "days": "days",
      ], usage: "as: train ann in sql:3 by 2027-04-01 taking 15 days"),
    "move": InlineVerb(
      positions: ["person", "team"], keywords: ["to": "team", "team": "team", "on": "on"],
      usage: "as: move ann to core on 2027-04-01"),
    "absence": InlineVerb(
      positions: ["person"],
      keywords: window.merging(["team": "team", "fraction": "fraction"]) { $1 },
      noise: ["of"], usage: "as: absence ann from 2027-04-01 to 2027-04-30"),
    "delay": InlineVerb(
      positions: ["project"], keywords: shift,
      usage: "as: delay atlas by 6 weeks; delay crm by 10 days"),
    "accelerate": InlineVerb(
      positions: ["project"], keywords: shift, usage: "as: accelerate atlas by 10 days"),
    "pause": InlineVerb(
      positions: ["project"], keywords: window,
      usage: "as: pause atlas from 2027-03-01 to 2027-03-31"),
    "cancel": InlineVerb(positions: ["project"], keywords: [:], usage: "as: cancel atlas"),
    "win": InlineVerb(positions: ["project"], keywords: [:], usage: "as: win atlas"),
    "lose": InlineVerb(positions: ["project"], keywords: [:], usage: "as: lose atlas"),
    "scale": InlineVerb(
      positions: ["project"],
      keywords: window.merging(
        ["skill": "skill", "project": "project", "of": "project", "by": "factor"]) { $1 },
      usage: "as: scale atlas skill sql by 0.6 from 2027-Q2"),
    "budget": InlineVerb(
      positions: ["initiative", "period"],
      keywords: ["by": "by", "to": "amount", "in": "period", "period": "period", "kind": "kind"],
      usage: "as: budget growth 2027-Q2 by +10%"),
    "freeze_hiring": InlineVerb(
      positions: [], keywords: window, usage: "as: freeze hiring from 2027-01-01 to 2027-06-30"),
    "attrition": InlineVerb(
      positions: ["rate"], keywords: ["skill": "skill", "team": "team"], noise: ["of", "in"],
      usage: "as: attrition 10% of team core"),
    "holiday": InlineVerb(
      positions: ["date"],
      keywords: ["at": "location", "location": "location", "hours": "hours", "name": "name"],
      noise: ["on"], usage: "as: holiday 2027-05-07 at oslo"),
    "add": InlineVerb(
      positions: ["table"], keywords: [:],
      usage: "as: add demand project=atlas skill=sql from=2027-03-01 to=2027-06-30 fte=1"),
  ]
}
