"""Writes a plan of many initiatives with budgets by quarter, for `headroom balance`.

Curves by points and by value and cap, floors, opex and capex, carry-over, 100 people with confirmed work.

Usage: make_budgets.py DIR [--initiatives 500] [--years 3] [--seed 1]
"""

import argparse
import pathlib
import random


def curve(total: int, rate: float) -> str:
    half = total // 2
    first = int(half * rate)
    second = first + int(half * rate * 0.6)
    third = second + int(half * rate * 0.25)
    return f'"0:0; {half}:{first}; {2 * half}:{second}; {3 * half}:{third}"'


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--initiatives", type=int, default=500)
    parser.add_argument("--years", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    draw = random.Random(options.seed)
    last = 2026 + options.years
    quarters = [f"{year}-Q{q}" for year in range(2027, last + 1) for q in range(1, 5)]
    initiatives = ["id,value,sd,floor,cap,curve"]
    budgets = ["initiative,kind,carry_over," + ",".join(quarters)]
    for number in range(options.initiatives):
        money = [draw.randint(1, 30) * 100_000 for _ in quarters]
        total = sum(money)
        spread = f"{draw.uniform(0.1, 0.5):.2f}"
        if number % 3 == 0:
            row = f",{spread},{total // 5},{int(total * 1.4)},{curve(total, draw.uniform(1.2, 4))}"
        else:
            row = f"{int(total * draw.uniform(1, 3))},{spread},{total // 10},{int(total * 1.5)},"
        initiatives.append(f"i{number}," + row)
        kind, carries = ["opex", "capex"][number % 2], ["no", "yes"][number % 4 == 0]
        budgets.append(f"i{number},{kind},{carries}," + ",".join(map(str, money)))
    people = ["id,skills"] + [f"p{n},s{n % 20}" for n in range(100)]
    projects = ["id,initiative"] + [f"c{n},i{n}" for n in range(min(100, options.initiatives))]
    demand = ["project,skill,from,to,fte"] + [
        f"c{n},s{n % 20},2027-01-04,{last}-12-21,{0.1 * (1 + n % 5):.1f}"
        for n in range(min(100, options.initiatives))
    ]
    settings = [
        "headroom: 1", "name: Budgets", "as_of: 2026-11-23", "starts: 2027-01-01",
        f"ends: {last}-12-31", "currency: SEK",
    ]
    options.folder.mkdir(parents=True, exist_ok=True)
    for name, lines in [
        ("plan.yaml", settings), ("initiatives.csv", initiatives), ("budgets.csv", budgets),
        ("people.csv", people), ("projects.csv", projects), ("demand.csv", demand),
    ]:
        (options.folder / name).write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
