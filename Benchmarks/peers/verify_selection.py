"""Recomputes solutions and bounds of our `select` command from the instance files, without any of its code.

    select FILE --seconds 60 --solutions S --certificates C
    python verify_selection.py FILE... --solutions S --certificates C [--only NAME,...]

A solution is checked against every row of its model. A certificate is a search tree with multipliers y >= 0;
for each leaf no solution within it is worth more than L(y) = sum of y b + for each candidate the best of
value - y a over what is allowed there (0 for being left out where it may be). At each node what cannot be
worth more than the bound, or no longer fits, is struck out first.
"""

import argparse
import json
import math
import os
import sys

import numpy

from selection_models import read


class Problem:
    """A model as the certificate numbers it: options of candidates, rows of resources, then logic."""

    def __init__(self, model):
        columns, rows = model["columns"], model["rows"]
        self.values = numpy.array(model["values"], dtype=float)
        count = len(self.values)
        if columns and isinstance(columns[0], tuple):
            candidates = sum(1 for r in rows if r[2] is not None)
            own, rows = rows[:candidates], rows[candidates:]
            assert all(r[2] is not None for r in own) and all(r[2] is None for r in rows)
            self.first = numpy.cumsum([0] + [len(r[0]) for r in own])
            self.may_be_out = numpy.array([r[2] == 0 for r in own])
        else:
            self.first = numpy.arange(count + 1)
            self.may_be_out = numpy.ones(count, dtype=bool)
        self.limit = numpy.array([r[3] for r in rows], dtype=float)
        self.slack = 1e-9 * (1 + abs(self.limit))
        self.matrix = numpy.zeros((len(rows), count))
        for index, r in enumerate(rows):
            for column, amount in zip(r[0], r[1]):
                self.matrix[index, column] += amount
        self.owner = numpy.repeat(numpy.arange(len(self.first) - 1), numpy.diff(self.first))
        self.filled = numpy.diff(self.first) > 0
        self.unit = self.common_unit()

    def common_unit(self):
        for scale in (1, 10, 100, 1000, 10000):
            scaled = numpy.abs(self.values) * scale
            whole = numpy.round(scaled)
            if (whole < 1e12).all() and (abs(scaled - whole) <= 1e-9 * numpy.maximum(1, scaled * 1e-3)).all():
                return max(1, math.gcd(*[int(v) for v in whole])) / scale
        return None

    def by_candidate(self, reduce, array, empty):
        """A reduction over each candidate's options; `empty` for a candidate without options."""
        result = numpy.full(array.shape[:-1] + (len(self.filled),), empty)
        if array.shape[-1]:
            result[..., self.filled] = reduce.reduceat(array, self.first[:-1][self.filled], axis=-1)
        return result


def load(path):
    with open(path, "rb") as file:
        head = json.loads(file.readline())
        n, k, d = head["nodes"], head["multipliers"], head["dominated"]
        take = lambda kind, count: numpy.frombuffer(file.read(count * numpy.dtype(kind).itemsize), kind)
        return {
            "bound": head["bound"], "parent": take("<i4", n), "side": take("u1", n),
            "candidate": take("<i4", n), "split": take("<i2", n), "first": take("<i8", n + 1),
            "row": take("<i4", k), "multiplier": take("<f8", k),
            "dominated": take("<i4", 3 * d).reshape(d, 3)}


class Tree:
    def __init__(self, problem, proof):
        self.problem, self.proof = problem, proof
        bound = proof["bound"]
        unit = problem.unit
        self.threshold = bound + (unit * (1 - 1e-7) if unit else 1e-9 * (1 + abs(bound)))

    def struck_beforehand(self):
        problem = self.problem
        allowed = numpy.ones(len(problem.values), dtype=bool)
        for candidate, option, by in self.proof["dominated"]:
            first = problem.first[candidate]
            assert option != by and allowed[first + by]
            assert problem.values[first + by] >= problem.values[first + option]
            assert (problem.matrix[:, first + by] <= problem.matrix[:, first + option]).all()
            allowed[first + option] = False
        return allowed

    def terms(self, node):
        a, b = self.proof["first"][node], self.proof["first"][node + 1]
        rows, y = self.proof["row"][a:b], self.proof["multiplier"][a:b]
        assert (y >= 0).all() and numpy.isfinite(y).all()
        return self.problem.values - y @ self.problem.matrix[rows], float(y @ self.problem.limit[rows])

    def settle(self, allowed, out, terms, base):
        """Strikes out until nothing changes; returns L(y) over what is left."""
        problem = self.problem
        while True:
            best = problem.by_candidate(numpy.maximum, numpy.where(allowed, terms, -numpy.inf), -numpy.inf)
            best = numpy.maximum(best, numpy.where(out, 0.0, -numpy.inf))
            if numpy.isinf(best).any():
                return -numpy.inf
            bound = base + best.sum()
            if bound <= self.threshold:
                return bound
            rest = bound - best
            useless = allowed & (rest[problem.owner] + terms <= self.threshold)
            needed = out & (rest <= self.threshold)
            allowed &= ~useless
            out &= ~needed
            struck = self.strike_unfit(allowed, out)
            if struck is None:
                return -numpy.inf
            if not (useless.any() or needed.any() or struck):
                return bound

    def strike_unfit(self, allowed, out):
        problem = self.problem
        if not len(problem.limit):
            return False
        least = problem.by_candidate(
            numpy.minimum, numpy.where(allowed, problem.matrix, numpy.inf), numpy.inf)
        least = numpy.where(out, numpy.minimum(least, 0), least)
        if numpy.isinf(least).any():
            return None
        rest = least.sum(axis=1, keepdims=True) - least
        top = (problem.limit + problem.slack)[:, None]
        if (rest + least > top).any():
            return None
        needed = out & (rest > top).any(axis=0)
        unfit = allowed & (rest[:, problem.owner] + problem.matrix > top).any(axis=0)
        out &= ~needed
        allowed &= ~unfit
        return bool(needed.any() or unfit.any())

    def check(self):
        proof, problem = self.proof, self.problem
        child = {}
        for node in range(1, len(proof["parent"])):
            parent = int(proof["parent"][node])
            assert 0 <= parent < node
            child[parent, int(proof["side"][node])] = node
        stack = [(0, self.struck_beforehand(), problem.may_be_out.copy())]
        while stack:
            node, allowed, out = stack.pop()
            terms, base = self.terms(node)
            bound = self.settle(allowed, out, terms, base)
            if bound <= self.threshold:
                continue
            candidate, split = int(proof["candidate"][node]), int(proof["split"][node])
            if candidate == -2 and (node, 0) in child:
                stack.append((child[node, 0], allowed, out))
                continue
            if candidate < 0:
                return f"leaf {node} is worth up to {bound}"
            first, end = problem.first[candidate], problem.first[candidate + 1]
            for side in (0, 1):
                a, o = allowed.copy(), out.copy()
                if split < 0:
                    if side == 0:
                        a[first:end] = False
                    else:
                        o[candidate] = False
                elif side == 0:
                    a[first + split + 1:end] = False
                else:
                    a[first:first + split + 1] = False
                if (node, side) in child:
                    stack.append((child[node, side], a, o))
                else:
                    bound = self.settle(a, o, terms, base)
                    if bound > self.threshold:
                        return f"side {side} of node {node} is worth up to {bound}"
        return None


def check_solution(model, solution):
    chosen = solution["chosen"]
    taken = set(chosen.items()) if isinstance(chosen, dict) else set(chosen)
    x = numpy.array([1 if column in taken else 0 for column in model["columns"]])
    if x.sum() != len(chosen):
        return "it names what the instance does not have"
    for columns, amounts, low, high in model["rows"]:
        used = sum(a * int(x[c]) for c, a in zip(columns, amounts))
        if used > high + 1e-9 * (1 + abs(high)) or (low is not None and used < low):
            return f"a row is broken: {used} outside {low} to {high}"
    value = sum(v * int(t) for v, t in zip(model["values"], x))
    return None if abs(value - solution["value"]) <= 1e-6 * max(1, abs(value)) else f"it is worth {value}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--solutions", required=True)
    parser.add_argument("--certificates", required=True)
    parser.add_argument("--only", help="names of instances, comma-separated")
    options = parser.parse_args()
    only = set(options.only.split(",")) if options.only else None
    failed = 0
    for path in options.files:
        for model in read(path):
            name = model["name"]
            solution = os.path.join(options.solutions, name + ".json")
            if (only and name not in only) or not os.path.exists(solution):
                continue
            with open(solution) as file:
                answer = json.load(file)
            proof = load(os.path.join(options.certificates, name + ".certificate"))
            wrong = check_solution(model, answer)
            if wrong is None and abs(proof["bound"] - answer["bound"]) > 1e-6 * abs(answer["bound"]):
                wrong = "the certificate is for another bound"
            wrong = wrong or Tree(Problem(model), proof).check()
            failed += wrong is not None
            print(f"{name}: {answer['value']} <= {answer['bound']}, {len(proof['parent'])} nodes: {wrong or 'holds'}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
