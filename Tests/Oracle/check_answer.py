#!/usr/bin/env python3
"""Compares answers of `headroom bottlenecks --json` with the reference computation.

    check_answer.py ORACLE.jsonl ANSWER_DIR

For each line of ORACLE.jsonl the answer is ANSWER_DIR/<name of the plan folder>.json. Numbers may differ by 1e-6,
absolutely or relatively. Each difference is one line; the exit status is 1 if there is any.
"""

import argparse
import json
import math
import sys
from pathlib import Path

TOLERANCE = 1e-6
# table of the answer: (columns that identify a row, columns that are compared)
TABLES = {
    "periods": (["period"], ["from", "to", "standardHours", "past"]),
    "capacity": (["period"], ["grossHours", "netHours", "plannableHours", "freeHours"]),
    "skills": (["skill", "period", "basis"], ["demandHours", "demandFTE", "plannableFTE", "headroomFTE"]),
    "shortage": (["period", "basis"], ["demandHours", "servedHours", "shortHours", "structuralHours"]),
    "bottlenecks": (["period", "basis", "skills"], ["missingHours", "structuralHours", "missingFTE", "peakFTE",
                                                    "hiresNeeded", "firstDay", "decideBy", "decideByPassed",
                                                    "holders"]),
}


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def same(expected, got):
    if is_number(expected) and is_number(got):
        return math.isclose(expected, got, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return expected == got


def index(rows, key):
    """{identity: row}, lists in the identity sorted; a repeated identity is reported by the caller."""
    found, repeated = {}, []
    for row in rows:
        identity = tuple(tuple(sorted(row[k])) if isinstance(row[k], list) else row[k] for k in key)
        if identity in found:
            repeated.append(identity)
        found[identity] = row
    return found, repeated


def title(identity):
    return " ".join("{" + ", ".join(part) + "}" if isinstance(part, tuple) else str(part) for part in identity)


def hours_of(row):
    """The size of a bottleneck; nothing for other rows."""
    return f" ({row['missingHours']} hours)" if "missingHours" in row else ""


def compare_fields(where, expected, got, fields):
    for field in fields:
        want, have = expected.get(field), got.get(field)
        if field == "decideByPassed":
            want, have = bool(want), bool(have)
        if not same(want, have):
            yield f"{where} {field}: expected {want}, got {have if field in got else 'nothing'}"


def compare_projects(where, expected, got):
    """The projects of a bottleneck; a project without hours may be missing."""
    want, _ = index(expected, ["project"])
    have, repeated = index(got, ["project"])
    for identity in repeated:
        yield f"{where} project {title(identity)}: listed more than once"
    none = {"demandHours": 0, "shortHours": 0}
    for identity in sorted(want.keys() | have.keys()):
        yield from compare_fields(f"{where} project {title(identity)}", want.get(identity, none),
                                  have.get(identity, none), ["demandHours", "shortHours"])


def compare(expected, got):
    """All differences between a reference answer and an answer of the product."""
    for table, (key, fields) in TABLES.items():
        if table not in got:
            yield f"{table}: missing"
            continue
        want, _ = index(expected[table], key)
        have, repeated = index(got[table], key)
        for identity in repeated:
            yield f"{table} {title(identity)}: listed more than once"
        for identity, row in want.items():
            where = f"{table} {title(identity)}"
            if identity in have:
                yield from compare_fields(where, row, have[identity], fields)
                if table == "bottlenecks":
                    yield from compare_projects(where, row["projects"], have[identity].get("projects", []))
            elif table != "skills" or row["demandHours"] > TOLERANCE:
                yield f"{where}: expected, not there{hours_of(row)}"
        for identity in have.keys() - want.keys():
            yield f"{table} {title(identity)}: not expected{hours_of(have[identity])}"


def main():
    parser = argparse.ArgumentParser(description="Compare answers of Headroom with the reference computation.")
    parser.add_argument("oracle", type=Path, metavar="ORACLE.jsonl")
    parser.add_argument("answers", type=Path, metavar="ANSWER_DIR")
    arguments = parser.parse_args()
    plans = different = count = 0
    for line in arguments.oracle.read_text(encoding="utf-8").splitlines():
        expected = json.loads(line)
        name = Path(expected["plan"]).name
        path = arguments.answers / f"{name}.json"
        try:
            differences = list(compare(expected, json.loads(path.read_text(encoding="utf-8"))))
        except (OSError, ValueError) as problem:
            differences = [f"no answer: {problem}"]
        for difference in differences:
            print(f"{name}: {difference}")
        plans, different, count = plans + 1, different + bool(differences), count + len(differences)
    print(f"{plans} plans, {different} with differences, {count} differences", file=sys.stderr)
    sys.exit(1 if count or not plans else 0)


if __name__ == "__main__":
    main()
