"""Prints "objective" and the optimum of each question named, one a line, as Clarabel finds it.

A question is a JSON file: `past` (periods that are spent), `aversion`, `cut`, `limits` [[source or "", amount]],
`initiatives` [{curve | value, cap,
floor, sd}], `budgets` [{initiative, source, carryOver, amounts}], `risk` [[a, b, correlation]]; initiatives are
numbers. The model is written from docs/plan.md alone: money may move between the initiatives that have a row
of its source; values lie below each line of their curve.

Needs clarabel, numpy and scipy. Usage: solve_balance.py FILE ...
"""

import json
import sys

import clarabel
import numpy
from scipy import sparse


def points(initiative, planned):
    curve = initiative.get("curve")
    if curve:
        return [tuple(point) for point in curve]
    top = initiative.get("cap") or planned
    value = initiative["value"]
    return [(top * k / 8, value * k / 8 * (2 - k / 8)) for k in range(9)]


def value_at(curve, money):
    return float(numpy.interp(money, [p[0] for p in curve], [p[1] for p in curve]))


class Model:
    def __init__(self):
        self.count = 0
        self.equal, self.below = [], []

    def variable(self):
        self.count += 1
        return self.count - 1

    def solve(self, quadratic, linear):
        """Minimise ½ x'Px + q'x; rows are ({variable: factor}, side)."""
        rows = self.equal + self.below
        matrix = sparse.lil_matrix((len(rows), self.count))
        for number, (terms, _) in enumerate(rows):
            for variable, factor in terms.items():
                matrix[number, variable] += factor
        side = numpy.array([side for _, side in rows], dtype=float)
        settings = clarabel.DefaultSettings()
        settings.verbose = False
        settings.tol_gap_abs = settings.tol_gap_rel = settings.tol_feas = 1e-10
        cones = []
        if self.equal:
            cones.append(clarabel.ZeroConeT(len(self.equal)))
        if self.below:
            cones.append(clarabel.NonnegativeConeT(len(self.below)))
        answer = clarabel.DefaultSolver(
            sparse.csc_matrix(numpy.triu(quadratic)), linear, matrix.tocsc(), side, cones, settings
        ).solve()
        return answer


def optimum(question):
    scale = 1e-6
    initiatives = question["initiatives"]
    budgets = question["budgets"]
    periods = len(budgets[0]["amounts"])
    past = question["past"]
    sources = sorted({row["source"] for row in budgets})
    planned = [[0.0] * periods for _ in initiatives]
    for row in budgets:
        for t, amount in enumerate(row["amounts"]):
            planned[row["initiative"]][t] += amount * scale
    curves = []
    for number, initiative in enumerate(initiatives):
        raw = points(initiative, sum(planned[number]) / scale)
        curves.append([(m * scale, v * scale) for m, v in raw])
    base = sum(value_at(c, sum(p)) for c, p in zip(curves, planned))
    model = Model()
    values = [model.variable() for _ in initiatives]
    lines = sorted({(row["initiative"], row["source"]) for row in budgets})
    spends = {(i, s, t): model.variable() for i, s in lines for t in range(past, periods)}
    waits = {(s, t): model.variable() for s in sources for t in range(past, periods)}
    cuts = {(s, t): model.variable() for s in sources for t in range(past, periods)}
    for variable in list(spends.values()) + list(waits.values()) + list(cuts.values()):
        model.below.append(({variable: -1.0}, 0.0))
    for number, (initiative, curve) in enumerate(zip(initiatives, curves)):
        own = {v: 1.0 for (i, _, _), v in spends.items() if i == number}
        spent = sum(planned[number][:past])
        floor = (initiative.get("floor") or 0) * scale
        cap = min((initiative["cap"] if initiative.get("cap") is not None else 1e18) * scale, curve[-1][0])
        model.below.append(({v: -1.0 for v in own}, spent - floor))
        model.below.append((dict(own), max(0.0, cap - spent)))
        for (m0, v0), (m1, v1) in zip(curve, curve[1:]):
            slope = (v1 - v0) / (m1 - m0)
            terms = {v: -slope for v in own}
            terms[values[number]] = 1.0
            model.below.append((terms, v0 + slope * (spent - m0)))
        model.below.append(({values[number]: 1.0}, curve[-1][1]))
    for t in range(past, periods):
        money = 0.0
        for s in sources:
            rows = [row for row in budgets if row["source"] == s]
            kept = sum(row["amounts"][t] * scale for row in rows if row["carryOver"])
            lost = sum(row["amounts"][t] * scale for row in rows if not row["carryOver"])
            money += kept + lost
            terms = {v: 1.0 for (_, other, when), v in spends.items() if other == s and when == t}
            terms[cuts[s, t]] = 1.0
            terms[waits[s, t]] = 1.0
            gate = {waits[s, t]: 1.0}
            if t > past:
                terms[waits[s, t - 1]] = -1.0
                gate[waits[s, t - 1]] = -1.0
            model.below.append((terms, kept + lost))
            model.below.append((gate, kept))
        model.below.append(({cuts[s, t]: -1.0 for s in sources}, -question["cut"] * money))
    for source, amount in question.get("limits", []):
        terms = {v: 1.0 for (_, s, _), v in spends.items() if source in ("", s)}
        spent = sum(
            sum(row["amounts"][:past]) for row in budgets if source in ("", row["source"])
        )
        model.below.append((terms, max(0.0, amount - spent) * scale))
    quadratic = numpy.zeros((model.count, model.count))
    if question["aversion"] > 0:
        spread = [initiative.get("sd") or 0.0 for initiative in initiatives]
        weight = question["aversion"] / base
        for a, variable in enumerate(values):
            quadratic[variable, variable] = weight * spread[a] ** 2
        for a, b, correlation in question["risk"]:
            amount = weight * spread[a] * spread[b] * correlation
            quadratic[values[a], values[b]] = quadratic[values[b], values[a]] = amount
    linear = numpy.zeros(model.count)
    linear[values] = -1.0
    answer = model.solve(quadratic, linear)
    if "Solved" not in str(answer.status):
        return str(answer.status)
    return repr(-answer.obj_val / scale)


def main() -> int:
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            print("objective", optimum(json.load(file)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
