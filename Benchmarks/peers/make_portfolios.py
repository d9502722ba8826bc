"""Synthetic portfolios in the format "selection-1", of any size.

    python make_portfolios.py --projects 200 --quarters 12 --skills 20 --count 3 --seed 1 --out DIR

Project sizes are log-normal; each project needs some of the skills at a level headcount with some noise;
one to three skills are scarce; budget and scarce skills are at half to nine tenths of what all projects
together would need at their first starts, the other skills at nine tenths to one and a half times.
"""

import argparse
import json
import os
import random


def portfolio(name, projects, quarters, skills, seed):
    chance = random.Random(seed)
    names = [f"S{i + 1:02d}" for i in range(skills)]
    items, cost_use, skill_use = [], [0.0] * quarters, {s: [0.0] * quarters for s in names}
    for number in range(projects):
        duration = chance.randint(1, min(6, quarters))
        latest = quarters - duration + 1
        first = chance.randint(1, latest)
        starts = list(range(first, min(latest, first + chance.randint(0, 3)) + 1))
        size = chance.lognormvariate(0, 0.6)
        demand = {}
        for skill in chance.sample(names, chance.randint(2, min(7, skills))):
            level = 12 * size * chance.lognormvariate(0, 0.5)
            demand[skill] = [max(1, round(level * chance.uniform(0.7, 1.4))) for _ in range(duration)]
        heads = sum(map(sum, demand.values()))
        cost = [round(size * 150 * chance.uniform(0.7, 1.4)) for _ in range(duration)]
        value = heads * chance.lognormvariate(0.6, 0.35)
        decay = chance.uniform(0.85, 0.99)
        items.append({
            "id": f"P{number + 1:03d}", "mustHave": chance.random() < 0.035, "duration": duration,
            "starts": [{"quarter": q, "value": max(1, round(value * decay ** (q - first)))} for q in starts],
            "cost": cost, "demand": demand})
        for i in range(duration):
            cost_use[first - 1 + i] += cost[i]
            for skill, profile in demand.items():
                skill_use[skill][first - 1 + i] += profile[i]
    scarce = set(chance.sample(names, chance.randint(1, min(3, skills))))

    def capacity(use, tight):
        share = chance.uniform(0.5, 0.9) if tight else chance.uniform(0.9, 1.5)
        level = max(sum(use) / quarters, max(use) * 0.7)
        return [round(level * share * chance.uniform(0.95, 1.05)) for _ in range(quarters)]

    def pairs(count):
        return [[f"P{a + 1:03d}" for a in chance.sample(range(projects), 2)] for _ in range(count)]

    return {
        "format": "selection-1", "name": name, "set": "synthetic", "seed": seed, "quarters": quarters,
        "budget": capacity(cost_use, True),
        "skills": [{"id": s, "capacity": capacity(skill_use[s], s in scarce)} for s in names],
        "projects": items, "requires": pairs(projects // 8), "excludes": pairs(projects // 10)}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=200)
    parser.add_argument("--quarters", type=int, default=12)
    parser.add_argument("--skills", type=int, default=20)
    parser.add_argument("--count", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", default=".")
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    for number in range(options.count):
        name = f"p{options.projects}-q{options.quarters}-s{options.skills}-{options.seed + number}"
        data = portfolio(
            name, options.projects, options.quarters, options.skills, options.seed + number)
        with open(os.path.join(options.out, name + ".json"), "w") as file:
            json.dump(data, file, separators=(",", ":"))


if __name__ == "__main__":
    main()
