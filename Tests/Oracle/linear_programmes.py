#!/usr/bin/env python3
"""Solves linear programmes with HiGHS.

Reads one JSON array from standard input: {"costs": [...], "upper": [... or null], "rows": [{"columns": [...],
"coefficients": [...], "lower": number or null, "upper": number or null}]}; variables are at least 0. Prints
an array of {"objective": number, "values": [...]}.
"""

import json
import sys

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array


def least(programme):
    costs = np.array(programme["costs"], dtype=float)
    if costs.size == 0:
        return {"objective": 0.0, "values": []}
    upper = np.array([np.inf if u is None else u for u in programme["upper"]], dtype=float)
    rows = programme["rows"]
    constraints = ()
    if rows:
        starts = np.cumsum([0] + [len(row["columns"]) for row in rows])
        columns = [column for row in rows for column in row["columns"]]
        values = [value for row in rows for value in row["coefficients"]]
        matrix = csr_array((values, columns, starts), shape=(len(rows), costs.size))
        low = [-np.inf if row["lower"] is None else row["lower"] for row in rows]
        high = [np.inf if row["upper"] is None else row["upper"] for row in rows]
        constraints = LinearConstraint(matrix, low, high)
    result = milp(costs, bounds=Bounds(0, upper), constraints=constraints)
    if result.status != 0:
        raise SystemExit(f"not solved: {result.message}")
    return {"objective": float(result.fun), "values": [float(x) for x in result.x]}


print(json.dumps([least(programme) for programme in json.load(sys.stdin)]))
