"""The models of project selection, read from their files as plain numbers.

A model is a dict: name, values (one a column), rows (list of (columns, coefficients, lower, upper)),
integral (every value whole), and `columns`, what each column means in its own file.
"""

import json
import re


def read(path):
    """All models of one file, in its order: "selection-1" or OR-Library's mknap formats."""
    with open(path) as file:
        text = file.read()
    stem = re.sub(r"\.[^.]*$", "", path.replace("\\", "/").split("/")[-1])
    if text.lstrip().startswith("{"):
        return [portfolio(json.loads(text))]
    if "problem" in text:
        return list(titled_knapsacks(stem, text))
    return list(knapsacks(stem, text))


def portfolio(data):
    """A portfolio: one column for each project and start quarter."""
    quarters = data["quarters"]
    columns, values, money, people = [], [], {}, {}
    of_project = {}
    for project in data["projects"]:
        for start in project["starts"]:
            column = len(columns)
            columns.append((project["id"], start["quarter"]))
            values.append(start["value"])
            of_project.setdefault(project["id"], []).append(column)
            for i in range(project["duration"]):
                quarter = start["quarter"] - 1 + i
                money.setdefault(quarter, []).append((column, project["cost"][i]))
                for skill, profile in project["demand"].items():
                    people.setdefault((skill, quarter), []).append((column, profile[i]))
    rows = []
    for project in data["projects"]:
        own = of_project.get(project["id"], [])
        rows.append((own, [1] * len(own), 1 if project["mustHave"] else 0, 1))
    for quarter in range(quarters):
        add_limit(rows, money.get(quarter, []), data["budget"][quarter])
    for skill in data["skills"]:
        for quarter in range(quarters):
            add_limit(rows, people.get((skill["id"], quarter), []), skill["capacity"][quarter])
    for a, b in data["requires"]:
        a, b = of_project.get(a, []), of_project.get(b, [])
        rows.append((a + b, [1] * len(a) + [-1] * len(b), None, 0))
    for a, b in data["excludes"]:
        a, b = of_project.get(a, []), of_project.get(b, [])
        rows.append((a + b, [1] * (len(a) + len(b)), None, 1))
    return model(data["name"], columns, values, rows)


def add_limit(rows, entries, limit):
    entries = [(column, amount) for column, amount in entries if amount != 0]
    rows.append(([c for c, _ in entries], [a for _, a in entries], None, limit))


def model(name, columns, values, rows):
    whole = all(float(v).is_integer() for v in values)
    return {"name": name, "columns": columns, "values": values, "rows": rows, "integral": whole}


def number(word):
    value = float(word)
    return int(value) if value.is_integer() else value


def knapsack(name, values, weights, capacities):
    rows = [(list(range(len(values))), w, None, b) for w, b in zip(weights, capacities)]
    return model(name, list(range(1, len(values) + 1)), values, rows)


def knapsacks(stem, text):
    words = iter(text.split())
    take = lambda count: [number(next(words)) for _ in range(count)]
    for index in range(1, int(next(words)) + 1):
        n, m, _ = take(3)
        values = take(n)
        weights = [take(n) for _ in range(m)]
        yield knapsack(f"{stem}-{index:02d}", values, weights, take(m))


def titled_knapsacks(stem, text):
    """mknap2: each problem under a line of its own, the constraints' number first."""
    for part in re.split(r"\bproblem\s+(?=\S+\.DAT)", text)[1:]:
        name = part.split(".DAT")[0].strip()
        words = iter(re.sub(r"^.*?\n\s*\++", "", part, flags=re.S).split())
        take = lambda count: [number(next(words)) for _ in range(count)]
        m, n = take(2)
        values = take(n)
        capacities = take(m)
        weights = [take(n) for _ in range(m)]
        yield knapsack(f"{stem}-{name}", values, weights, capacities)
