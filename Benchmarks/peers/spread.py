"""Instances of the allocation benchmark with an interior optimum by HiGHS, as input of `staffing`.

    python3 spread.py --seed 1 --people 1000 --lines 400 --weeks 52 [--windows] [--budgets] out.bin

The distribution: 40 skills; people with 1 to 3 of them and one of five rates, 32 hours a week, a tenth
of the weeks at none or half; lines of one skill with a constant weekly demand, or with their whole work
anywhere in their weeks. The optimum is that of the interior point method without crossover, and in each
pool everybody serves everything in proportion: the hours that an optimum spreads most thinly.

The file holds little-endian doubles: counts (people, lines, weeks, classes, arcs, uses, groups), then for
each person the class, hours by person and week, the rate of each class, arcs (class, skill), for each line
skill, price, group, first week, last week + 1, window (0 or 1), hours (a week, or in all), weekly limit
(-1: none), budgets by group and quarter (-1: none), objective, uses (week, class, line, hours), short hours
by line.
"""

import argparse
import numpy as np
import highspy
from scipy.sparse import coo_matrix

SKILLS = 40


def instance(seed, people, lines, weeks, windows, budgets, skill_count=SKILLS):
    rng = np.random.default_rng(seed)
    popularity = rng.dirichlet(np.full(skill_count, 2.0))
    count = rng.choice([1, 2, 3], size=people, p=[0.5, 0.35, 0.15])
    skills = [tuple(sorted(rng.choice(skill_count, size=min(c, skill_count), replace=False, p=popularity))) for c in count]
    rate = rng.choice([40.0, 55.0, 70.0, 90.0, 120.0], size=people)
    hours = np.full((people, weeks), 32.0)
    for p in range(people):
        away = rng.choice(weeks, size=max(1, weeks // 10), replace=False)
        hours[p, away] *= rng.choice([0.0, 0.5], size=len(away))
    keys = sorted(set(zip(skills, rate)))
    index = {key: i for i, key in enumerate(keys)}
    class_of = np.array([index[key] for key in zip(skills, rate)])
    supply = np.zeros(skill_count)
    for p in range(people):
        for s in skills[p]:
            supply[s] += hours[p].mean() / len(skills[p])
    line_skill = rng.choice(skill_count, size=lines, p=supply / supply.sum())
    start = rng.integers(-(weeks // 3), weeks - 4, size=lines)
    length = rng.integers(8, max(8, int(0.9 * weeks)) + 1, size=lines)
    first = np.clip(start, 0, weeks)
    last = np.clip(start + length, 0, weeks)
    few = last - first < 4
    first[few], last[few] = 0, min(8, weeks)
    weight = rng.lognormal(0, 0.7, size=lines)
    load = np.clip(rng.normal(0.9, 0.15, size=skill_count), 0.6, 1.3)
    active = np.zeros((skill_count, weeks))
    for j in range(lines):
        active[line_skill[j], first[j]:last[j]] += weight[j]
    mean = active.mean(axis=1)
    demand = np.array([weight[j] * load[line_skill[j]] * supply[line_skill[j]] / mean[line_skill[j]]
                       for j in range(lines)])
    price = rng.choice([150.0, 200.0, 300.0, 500.0], size=lines)
    group = np.full(lines, -1)
    quarters = (weeks + 12) // 13
    budget = np.full((0, quarters), -1.0)
    if budgets:
        groups = max(4, lines // 10)
        group = rng.integers(0, groups, size=lines)
        asked = np.zeros((groups, quarters))
        for j in range(lines):
            for t in range(first[j], last[j]):
                asked[group[j], t // 13] += demand[j]
        budget = 72 * asked * rng.uniform(0.75, 1.3, size=asked.shape)
    limit = np.where(rng.random(lines) < 0.5, 2 * demand, -1.0) if windows else np.full(lines, -1.0)
    return dict(keys=keys, class_of=class_of, hours=hours, line_skill=line_skill, first=first, last=last,
                demand=demand, price=price, group=group, budget=budget, limit=limit, windows=windows)


def solve(weeks, data, cells):
    """The compact model of some weeks by HiGHS: entering hours of class and skill, hours of lines."""
    keys, classes = data["keys"], len(data["keys"])
    capacity = np.zeros((classes, weeks))
    np.add.at(capacity, data["class_of"], data["hours"])
    arcs = [(k, s) for k, key in enumerate(keys) for s in key[0]]
    lines = len(data["price"])
    cost, upper, rows, columns, values, lower_row, upper_row = [], [], [], [], [], [], []

    def row(low, high):
        lower_row.append(low)
        upper_row.append(high)
        return len(lower_row) - 1

    def variable(c, u):
        cost.append(c)
        upper.append(u)
        return len(cost) - 1

    def entry(r, v, a):
        rows.append(r)
        columns.append(v)
        values.append(a)

    inf = highspy.kHighsInf
    x, z, short = {}, {}, {}
    window = data["windows"]
    quarters = data["budget"].shape[1] if data["budget"].size else 0
    money = {}
    if data["budget"].size:
        for g in range(data["budget"].shape[0]):
            for q in range(quarters):
                money[g, q] = row(-inf, data["budget"][g, q])
    total = {}
    if window:
        for j in range(lines):
            hours = data["demand"][j] * (data["last"][j] - data["first"][j])
            total[j] = row(hours, hours)
            short[j] = variable(data["price"][j], inf)
            entry(total[j], short[j], 1.0)
    # With budgets the hours of a group come by rate: a pool of each rate.
    rates = sorted({key[1] for key in keys}) if money else [None]
    for t in cells:
        balance = {(s, r): row(0, 0) for s in range(SKILLS) for r in rates}
        full = {}
        for k in range(classes):
            if capacity[k, t] > 0:
                full[k] = row(-inf, capacity[k, t])
        for k, s in arcs:
            if k in full:
                rate = keys[k][1]
                x[k, s, t] = variable(rate, inf)
                entry(full[k], x[k, s, t], 1.0)
                entry(balance[s, rate if money else None], x[k, s, t], 1.0)
        for j in range(lines):
            if not data["first"][j] <= t < data["last"][j]:
                continue
            if window:
                served = total[j]
                if data["limit"][j] >= 0:
                    bound = row(-inf, data["limit"][j])
                else:
                    bound = None
            else:
                served = row(data["demand"][j], data["demand"][j])
                short[j, t] = variable(data["price"][j], inf)
                entry(served, short[j, t], 1.0)
                bound = None
            for r in rates:
                z[j, r, t] = variable(0.0, inf)
                entry(balance[data["line_skill"][j], r], z[j, r, t], -1.0)
                entry(served, z[j, r, t], 1.0)
                if bound is not None:
                    entry(bound, z[j, r, t], 1.0)
                if money:
                    entry(money[data["group"][j], t // 13], z[j, r, t], r)
    n, m = len(cost), len(lower_row)
    matrix = coo_matrix((values, (rows, columns)), shape=(m, n)).tocsc()
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = n, m
    lp.col_cost_ = np.array(cost)
    lp.col_lower_, lp.col_upper_ = np.zeros(n), np.array(upper)
    lp.row_lower_, lp.row_upper_ = np.array(lower_row), np.array(upper_row)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = matrix.indptr, matrix.indices, matrix.data
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("solver", "ipm")
    highs.setOptionValue("run_crossover", "off")
    highs.setOptionValue("ipm_optimality_tolerance", 1e-10)
    highs.passModel(lp)
    highs.run()
    value = np.array(highs.getSolution().col_value)
    uses = []
    for t in cells:
        pooled = {}
        for k, s in arcs:
            if (k, s, t) in x and value[x[k, s, t]] > 1e-7:
                pooled.setdefault((s, keys[k][1] if money else None), []).append((k, value[x[k, s, t]]))
        for j in range(lines):
            for r in rates:
                if (j, r, t) not in z or value[z[j, r, t]] <= 1e-7:
                    continue
                given = pooled.get((data["line_skill"][j], r), [])
                whole = sum(h for _, h in given)
                for k, h in given:
                    uses.append((t, k, j, h * value[z[j, r, t]] / whole))
    shorts = {key: value[v] for key, v in short.items()}
    return uses, shorts


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--lines", type=int, default=400)
    parser.add_argument("--weeks", type=int, default=52)
    parser.add_argument("--skills", type=int, default=SKILLS)
    parser.add_argument("--windows", action="store_true")
    parser.add_argument("--budgets", action="store_true")
    parser.add_argument("out")
    a = parser.parse_args()
    data = instance(a.seed, a.people, a.lines, a.weeks, a.windows, a.budgets, a.skills)
    uses, short = [], np.zeros(a.lines)
    blocks = [range(a.weeks)] if a.windows or a.budgets else [[t] for t in range(a.weeks)]
    for block in blocks:
        some, lacking = solve(a.weeks, data, block)
        uses += some
        for key, hours in lacking.items():
            short[key if a.windows else key[0]] += hours
    uses.sort()
    uses = np.array(uses).reshape(-1, 4)
    keys = data["keys"]
    rate = np.array([key[1] for key in keys])
    objective = (rate[uses[:, 1].astype(int)] * uses[:, 3]).sum() + (data["price"] * short).sum()
    arcs = np.array([(k, s) for k, key in enumerate(keys) for s in key[0]], dtype=float)
    length = data["last"] - data["first"]
    line = np.column_stack([
        data["line_skill"], data["price"], data["group"], data["first"], data["last"],
        np.full(a.lines, float(a.windows)), data["demand"] * (length if a.windows else 1), data["limit"]])
    parts = [
        np.array([a.people, a.lines, a.weeks, len(keys), len(arcs), len(uses), data["budget"].shape[0]]),
        data["class_of"], data["hours"], rate, arcs, line, data["budget"], np.array([objective]), uses, short]
    with open(a.out, "wb") as file:
        for part in parts:
            np.asarray(part, dtype="<f8").tofile(file)
    hours = data["hours"]
    print(f"objective {objective:.6f}, uses {len(uses)}, a class-week {len(uses) / len(keys) / a.weeks:.2f}, "
          f"asked {data['demand'] @ length / hours.sum():.3f} of all hours, short {short.sum() / hours.sum():.3f}")


if __name__ == "__main__":
    main()
