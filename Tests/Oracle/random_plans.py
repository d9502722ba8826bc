#!/usr/bin/env python3
"""Random valid plans that look like messy real input, to compare Headroom with the reference computation.

    random_plans.py --seed S --count N OUT_DIR

writes OUT_DIR/0001 ... OUT_DIR/N. A plan depends on the seed and its own number alone. Most plans use a few features
of the format, some use many.
"""

import argparse
import csv
import io
import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import yaml

DAY = timedelta(days=1)
SKILLS = ["swift", "sql", "ux", "data", "qa", "machine learning", "ops"]
ROLES = ["engineer", "designer", "analyst"]
FIRST_NAMES = ["Ada", "Bo", "Cleo", "Dag", "Eva", "Finn", "Gro", "Hugo", "Ines", "Jon", "Kaj", "Liv"]
LAST_NAMES = ["Berg", "Ek", "Åkesson", "O'Neill", "Lind", "de Vries"]
PROJECTS = ["atlas", "beacon", "crm", "delta", "echo", "fjord"]
MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december"]


@dataclass
class Number:
    """A plain number."""
    value: float


@dataclass
class Share:
    """A share, written 0.5 or 50%."""
    value: float


@dataclass
class Percent:
    """A half is 50 or 50%."""
    value: float


@dataclass
class Money:
    value: float


@dataclass
class Day:
    """A date; written as a period where it starts one (or ends one, for an end)."""
    day: date
    end: bool = False


def last_of_month(day):
    return (day.replace(day=28) + 4 * DAY).replace(day=1) - DAY


class Style:
    """How one plan is written: separators, decimal sign, order of dates, case of headers."""

    def __init__(self, rng, fancy):
        self.rng, self.fancy = rng, fancy
        messy = fancy or rng.random() < 0.5
        self.separator = rng.choice(",;\t") if messy else ","
        self.decimal = rng.choice(".,") if messy else "."
        self.dates = rng.choice(["ymd", "ymd", "ymd", "dmy", "mdy"]) if messy else "ymd"
        self.titles = messy and rng.random() < 0.3
        self.bom = messy and rng.random() < 0.3
        self.newline = "\r\n" if messy and rng.random() < 0.4 else "\n"
        self.shuffle = messy and rng.random() < 0.6
        self.comments = messy and rng.random() < 0.5
        self.extra = messy and rng.random() < 0.4
        self.periods = messy and rng.random() < 0.4

    def text(self, value):
        """The cell of a value."""
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        if isinstance(value, Day):
            return self.date(value.day, value.end)
        if isinstance(value, Share):
            return self.number(value.value * 100) + "%" if self.rng.random() < 0.4 else self.number(value.value)
        if isinstance(value, Percent):
            return self.number(value.value * 100) + ("%" if self.rng.random() < 0.4 else "")
        if isinstance(value, Money):
            return self.money(value.value)
        return self.number(value.value)

    def number(self, value):
        text = f"{value:.3f}".rstrip("0").rstrip(".")
        if len(text.partition(".")[2]) == 3 and not text.startswith("0."):
            text = f"{value:.2f}".rstrip("0").rstrip(".")
        return text.replace(".", self.decimal)

    def money(self, value):
        how = self.rng.randrange(4)
        if how == 0 and value >= 1000:
            return self.number(round(value / 1000, 1)) + "k"
        if how == 1 and value >= 1000:
            return f"{int(value):,}".replace(",", self.rng.choice(" '"))
        return str(int(value))

    def date(self, day, end):
        if self.periods and self.rng.random() < 0.6:
            year, week, weekday = day.isocalendar()
            if weekday == (7 if end else 1):
                return f"{year}-W{week:02d}"
            if day == (last_of_month(day) if end else day.replace(day=1)):
                return self.rng.choice([f"{day:%Y-%m}", f"{day:%b-%y}", f"{day:%b %Y}"])
        if self.dates == "dmy":
            return f"{day:%d.%m.%Y}"
        if self.dates == "mdy":
            return f"{day:%m/%d/%Y}"
        return day.isoformat()

    def header(self, name):
        return name.replace("_", " ").capitalize() if self.titles else name

    def write(self, path, columns, rows, renames):
        """Write a table; rows are dictionaries by column."""
        columns = list(columns)
        if self.extra:
            columns += self.rng.sample(["note", "x_origin"], self.rng.randint(0, 2))
            rows = [dict(row, note=self.rng.choice(["", "check; ask, maybe", 'the "big" one']), x_origin="sheet 3")
                    for row in rows]
        if self.shuffle and not any(c[:1].isdigit() or "-" in c for c in columns):
            self.rng.shuffle(columns)
        out = io.StringIO()
        writer = csv.writer(out, delimiter=self.separator, lineterminator=self.newline)
        writer.writerow([renames.get(c, c if c[:1].isdigit() or c[:1].isupper() else self.header(c)) for c in columns])
        for row in rows:
            if self.comments and self.rng.random() < 0.1:
                out.write("# to be checked, with care; soon" + self.newline)
            writer.writerow([self.text(row.get(c)) for c in columns])
        text = ("# exported by hand" + self.newline if self.comments else "") + out.getvalue()
        path.write_bytes((("\ufeff" if self.bom else "") + text).encode("utf-8"))


class RandomPlan:
    """One random plan: its tables as lists of rows, its settings, its style."""

    def __init__(self, seed, number):
        self.rng = rng = random.Random(f"{seed}/{number}")
        self.rich = rng.random() < 0.25
        self.chance = 0.6 if self.rich else 0.18
        self.style = Style(rng, self.rich)
        self.tables, self.settings, self.renames = {}, {}, {}
        self.weeks = rng.randint(4, 14)
        self.first = date(2026, 10, 5) + 7 * rng.randint(0, 40) * DAY
        self.last = self.first + (7 * self.weeks - 1) * DAY
        self.skills = rng.sample(SKILLS, rng.randint(3, 6))
        self.roles = rng.sample(ROLES, rng.randint(1, 3)) if rng.random() < 0.5 else []
        self.levels = self.on(0.15)
        self.make_settings()
        self.make_places()
        self.make_people()
        self.make_absences()
        self.make_hires()
        self.make_projects()
        self.make_demand()
        self.make_assignments()

    # -- small helpers --

    def on(self, more=0.0):
        """Does this plan use a feature?"""
        return self.rng.random() < self.chance + more

    def some(self, probability, value):
        """The value or nothing."""
        return value if self.rng.random() < probability else None

    def day(self):
        return self.first + self.rng.randrange(7 * self.weeks) * DAY

    def window(self, least=7):
        """(first, last) of at least a week within the plan; often whole weeks or months."""
        rng = self.rng
        how = rng.random()
        if how < 0.35:
            a = rng.randrange(self.weeks)
            b = rng.randrange(a, self.weeks)
            return self.first + 7 * a * DAY, self.first + (7 * b + 6) * DAY
        if how < 0.45:
            day = self.day()
            return day.replace(day=1), last_of_month(day)
        if how < 0.6:
            return self.first, self.last
        length = rng.randint(least, max(least, 7 * self.weeks))
        first = self.first + rng.randint(0, max(0, 7 * self.weeks - length)) * DAY
        return first, first + (length - 1) * DAY

    def skill_text(self, names):
        parts = []
        for name in names:
            level = self.rng.choice(["", ":1", ":2", ":3", ":4", ":5"]) if self.levels else ""
            parts.append(name + level)
        return self.rng.choice(["; ", ";"]).join(parts)

    # -- tables --

    def make_settings(self):
        rng, s = self.rng, self.settings
        s["headroom"] = 1
        s["as_of"] = self.first + rng.choice([-400, -150, -60, -20, 0, 17, 40]) * DAY
        if self.on(0.1):
            s["name"] = "Random plan"
        if self.on():
            s["target_utilisation"] = rng.choice([0.8, 0.85, "90%", 0.95])
        if self.on():
            s["run_work"] = rng.choice([0.1, "5%", 0.125])
        if self.on(0.1):
            hiring = {"time_to_fill_days": 45, "notice_days": rng.choice([0, 30, 60]),
                      "ramp_up_weeks": rng.choice([6, 13]), "ramp_up_from": 0.25}
            s["hiring"] = {k: v for k, v in hiring.items() if k == "time_to_fill_days" or rng.random() < 0.7}
        if self.on():
            s["fiscal_year"] = {"starts": rng.choice(MONTHS)}
            if rng.random() < 0.6:
                s["fiscal_year"]["named_by"] = rng.choice(["start", "end"])
        if self.on(-0.1):
            s["calendar"] = {"hours_per_day": rng.choice([7.5, 8, 7]), "workdays": rng.choice(["mon-fri", "mon-thu"])}
        if self.on(-0.05):
            s["starts"] = rng.choice([self.first - 3 * DAY, self.first + 4 * DAY, self.first + 9 * DAY])
        if self.on(-0.05):
            if rng.random() < 0.3:
                s["quarters"] = 1
            else:
                s["ends"] = rng.choice([self.last - 9 * DAY, self.last - 5 * DAY, self.last + 8 * DAY,
                                        f"{self.last:%Y-%m}"])
        if self.style.dates != "ymd":
            s["dates"] = self.style.dates
        if rng.random() < 0.1:
            s["thresholds"] = {"amber": 0.85, "red": 1.0}
            s["currency"] = "SEK"

    def make_places(self):
        rng = self.rng
        self.locations, self.teams, self.team_refs = [], [], {}
        if self.on():
            self.locations = rng.sample(["Oslo", "Dubai", "Lyon"], rng.randint(1, 3))
            if rng.random() < 0.8:
                self.tables["locations"] = [
                    {"id": name, "hours_per_day": self.some(0.5, Number(rng.choice([7.5, 7, 6]))),
                     "workdays": self.some(0.6, rng.choice(["mon-fri", "sun-thu", "mon-thu", "mon,wed,fri"]))}
                    for name in self.locations]
        if self.on():
            rows = []
            for _ in range(rng.randint(1, 3)):
                kind = rng.randrange(5)
                day, hours = self.day(), self.some(0.5, Number(rng.choice([0, 4, 3.5])))
                if kind == 0 and self.locations:
                    rows += [{"date": Day(day), "name": "everywhere", "location": name,
                              "hours": rng.choice([hours, Number(4)])} for name in self.locations]
                elif kind in (1, 2) and self.locations:
                    rows.append({"date": Day(day), "name": "local", "location": rng.choice(self.locations),
                                 "hours": hours})
                else:
                    rows.append({"date": Day(day), "name": "holiday", "hours": hours})
            self.tables["holidays"] = rows
        if self.on(0.1):
            self.teams = ["blue", "red", "core", "field"][:rng.randint(2, 4)]
            if rng.random() < 0.8:
                rows = [{"id": name, "name": name.capitalize() + " team",
                         "parent": rng.choice(self.teams[:i]) if i and rng.random() < 0.6 else None,
                         "run_work": self.some(0.4, Share(rng.choice([0.05, 0.1, 0.2]))),
                         "target_utilisation": self.some(0.4, Share(rng.choice([0.8, 0.9])))}
                        for i, name in enumerate(self.teams)]
                self.team_refs = {name: [name, name.capitalize() + " team"] for name in self.teams}
                rng.shuffle(rows)
                self.tables["teams"] = rows

    def make_people(self):
        rng = self.rng
        count = rng.randint(3, 10)
        how = rng.choice(["id", "id and name", "id and name", "name"])
        overrides, employment = self.on(-0.05), self.on()
        self.people, rows = [], []
        for i in range(count):
            name = f"{FIRST_NAMES[i]} {rng.choice(LAST_NAMES)}"
            identity = name if how == "name" else f"p{i + 1:02d}"
            skills = rng.sample(self.skills, min(len(self.skills), rng.choice([1, 2, 2, 3, 3])))
            role = rng.choice(self.roles) if self.roles and rng.random() < 0.8 else None
            listed = skills + ([role] if role and self.levels and rng.random() < 0.3 else [])
            row = {"role": role, "skills": self.skill_text(listed),
                   "team": self.team_ref() if self.teams and rng.random() < 0.85 else None,
                   "location": rng.choice(self.locations) if self.locations and rng.random() < 0.85 else None,
                   "fte": self.some(0.3, Number(rng.choice([0.5, 0.8, 0.75, 1])))}
            if "id" in how:
                row["id"] = identity
            if "name" in how:
                row["name"] = name
            if overrides:
                row["run_work"] = self.some(0.3, Share(rng.choice([0, 0.05, 0.25])))
                row["target_utilisation"] = self.some(0.3, Share(rng.choice([0.7, 1])))
            if employment:
                row["start"] = self.some(0.3, Day(self.day()))
                earliest = row["start"].day if row["start"] else self.first
                row["end"] = self.some(0.2, Day(max(self.day(), earliest), True))
            if rng.random() < 0.1:
                row["cost_per_month"] = Money(rng.choice([45000, 61500]))
            rows.append(row)
            self.people.append({"id": identity, "refs": [identity, name] if how == "id and name" else [identity],
                                "skills": skills, "role": role, "row": row})
        self.tables["people"] = rows
        if self.on(-0.1) and "id" in how:
            self.renames["people"] = {"id": "Emp no"}
            self.settings["columns"] = {"people": {"Emp no": "id", "Grade": "ignore"}}
            for row in rows:
                row["Grade"] = "B2"

    def team_ref(self):
        """A team by its id, or by its name where it has one."""
        team = self.rng.choice(self.teams)
        return self.rng.choice(self.team_refs.get(team, [team]))

    def person_ref(self, person):
        return self.rng.choice(person["refs"])

    def make_absences(self):
        if not self.on():
            return
        rng, rows = self.rng, []
        for _ in range(rng.randint(1, 5)):
            first, last = self.window(least=2)
            if rng.random() < 0.5:
                first = self.day()
                last = first + rng.randint(0, 12) * DAY
            who = "*" if rng.random() < 0.2 else self.person_ref(rng.choice(self.people))
            row = {"person": who, "from": Day(first), "to": Day(last, True), "kind": rng.choice(["leave", "sick", ""])}
            if rng.random() < 0.4:
                row["days"] = Number(rng.choice([1, 2, 3.5, 5]))
            elif rng.random() < 0.5 or who == "*":
                row["fraction"] = Share(rng.choice([0.5, 0.2, 0.75]))
            rows.append(row)
        self.tables["absences"] = rows

    def make_hires(self):
        rng = self.rng
        if self.on():
            self.tables["hires"] = [
                {"id": f"h{i + 1}", "role": rng.choice(self.roles) if self.roles else None,
                 "skills": self.skill_text(rng.sample(self.skills, rng.randint(1, 2))),
                 "count": self.some(0.5, Number(rng.choice([1, 2]))), "start": Day(self.day()),
                 "status": rng.choice(["planned", "approved", "accepted", None]),
                 "probability": self.some(0.3, Share(0.5)),
                 "ramp_up_weeks": self.some(0.6, Number(rng.choice([0, 4, 6, 13]))),
                 "ramp_up_from": self.some(0.5, Share(rng.choice([0.25, 0.5]))),
                 "team": self.team_ref() if self.teams else None,
                 "location": rng.choice(self.locations) if self.locations else None}
                for i in range(rng.randint(1, 3))]
        if self.on(-0.1):
            self.tables["pools"] = [{"id": "agency", "skills": self.skills[0], "max_fte": Number(3),
                                     "cost_per_hour": Money(900)}]

    def make_projects(self):
        rng = self.rng
        names = PROJECTS[:rng.randint(2, 6)]
        statuses = self.on(0.2)
        self.projects, rows = [], []
        for i, name in enumerate(names):
            status = None
            if statuses and i:
                status = rng.choice(["pitch", "tentative", "tentative", "committed", "active", "on_hold", "done",
                                     "cancelled"])
            probability = self.some(0.8, Share(rng.choice([0.25, 0.5, 0.9])))
            row = {"id": name, "name": self.some(0.7, f"Project {name.capitalize()}"), "status": status,
                   "probability": probability if status in ("pitch", "tentative") else None,
                   "priority": self.some(0.6, Number(rng.randint(1, 4))),
                   "cost_of_delay": self.some(0.35, Money(rng.choice([2500, 8000, 12500, 40000, 900])))}
            first, last = self.window()
            row[rng.choice(["start", "earliest_start"])] = Day(first)
            row[rng.choice(["finish", "deadline"])] = Day(last, True)
            if rng.random() < 0.2:
                row["start"], row["earliest_start"] = Day(first), Day(first - 5 * DAY)
            rows.append(row)
            refs = [name] + ([row["name"]] if row["name"] else [])
            self.projects.append({"id": name, "refs": refs, "window": (first, last), "tasks": []})
        self.has_projects = statuses or rng.random() < 0.7
        if not self.has_projects:
            for project in self.projects:
                project["refs"], project["window"] = [project["id"]], None
            return
        if not any(row["name"] is None for row in rows) and self.on(-0.1):
            for row, project in zip(rows, self.projects):
                del row["id"]
                project["refs"] = [row["name"]]
        self.tables["projects"] = rows
        if self.on():
            self.tables["tasks"] = []
            for project in self.projects:
                for i in range(rng.randint(0, 2)):
                    first, last = self.window()
                    identity, name = f"{project['id'][0]}{i + 1}", f"{project['id']} step {i + 1}"
                    dated = rng.random() < 0.7
                    self.tables["tasks"].append(
                        {"id": identity, "project": rng.choice(project["refs"]), "name": name, "kind": "task",
                         "start": Day(first) if dated else None, "finish": Day(last, True) if dated else None})
                    project["tasks"].append({"refs": [identity, name], "window": (first, last) if dated else None})
            if not self.tables["tasks"]:
                del self.tables["tasks"]

    def place(self, row, project, least=7):
        """Give a row its task and window; returns the window that counts."""
        rng = self.rng
        default = project["window"]
        if project["tasks"] and rng.random() < 0.5:
            task = rng.choice(project["tasks"])
            row["task"] = rng.choice(task["refs"])
            default = task["window"] or default
        if default and rng.random() < 0.5:
            return default
        first, last = self.window(least)
        if default and rng.random() < 0.2 and (default[1] - first).days >= 6:
            last = default[1]
        else:
            row["to"] = Day(last, True)
        row["from"] = Day(first)
        return first, last

    def demand_skill(self):
        if self.roles and self.rng.random() < 0.15:
            return self.rng.choice(self.roles)
        return self.rng.choice(self.skills)

    def load(self):
        """FTE of demand to ask for, in the mean over the plan: about what the people can do, or more."""
        return len(self.people) * 0.85 * self.rng.uniform(0.75, 1.5)

    def make_demand(self):
        rng = self.rng
        without = rng.randint(1, 2) if self.on() and len(self.projects) > 2 else 0
        self.with_demand = self.projects[:len(self.projects) - without]
        self.without_demand = self.projects[len(self.projects) - without:]
        level, team, person = self.levels or self.on(-0.1), self.teams and self.on(0.1), self.on(-0.05)
        efforts, profiles = self.on(0.2), self.on()
        wide_only, wide_too = self.on(-0.08), self.on(-0.08)
        load, count = self.load(), rng.randint(5, 14)
        rows = []
        for i in range(0 if wide_only else count):
            project = self.projects[0] if i == 0 else rng.choice(self.with_demand)
            row = {"project": rng.choice(project["refs"]), "skill": self.demand_skill()}
            first, last = self.place(row, project)
            weeks = ((last - first).days + 1) / 7
            fte = min(3.5, load / count * self.weeks / weeks * rng.uniform(0.4, 1.6))
            if level:
                row["level"] = self.some(0.6, Number(rng.randint(1, 4)))
            if team and rng.random() < 0.3:
                row["team"] = self.team_ref()
            if person and rng.random() < 0.25:
                row.update(skill=None, level=None, team=None, person=self.person_ref(rng.choice(self.people)))
                fte = min(fte, 1.2)
            if efforts and rng.random() < 0.6:
                days = fte * weeks * 5
                if rng.random() < 0.5:
                    row["effort_days"] = Number(round(days, 1))
                else:
                    row["effort_hours"] = Number(round(days * 8))
                if profiles:
                    row["profile"] = rng.choice(["even", "front", "back", "bell", None])
            else:
                row["fte"] = Number(max(0.1, round(fte, 2)))
            rows.append(row)
        if rows and self.on(-0.1):
            first, last = self.first - 30 * DAY, self.last + 30 * DAY
            rows.append({"project": self.projects[0]["id"] if self.tables_have_ids() else self.projects[0]["refs"][0],
                         "skill": self.skills[0], "fte": Number(0), "from": Day(first), "to": Day(last, True)})
        if rows and len(rows) > 4 and self.on(-0.05):
            self.tables["demand-more"] = rows[-2:]
            rows = rows[:-2]
        if rows:
            self.tables["demand"] = rows
        if wide_only or wide_too:
            name = "demand" if not rows else "demand-wide"
            self.tables[name] = self.wide("demand", load / (3 if wide_too and rows else 1), self.with_demand)

    def tables_have_ids(self):
        return "projects" not in self.tables or "id" in self.tables["projects"][0]

    def period_columns(self):
        """(header, working days about) of the period columns of a wide table: one grain."""
        rng = self.rng
        grain = rng.choice(["week", "week", "month", "month", "quarter"])
        if grain == "week":
            return [("{}-W{:02d}".format(*(self.first + 7 * w * DAY).isocalendar()[:2]), 5) for w in range(self.weeks)]
        if grain == "month":
            months, day = [], self.first.replace(day=1)
            while day <= self.last:
                months.append(day)
                day = last_of_month(day) + DAY
            form = rng.choice(["%Y-%m", "%b-%y", "%b %Y", "%Y-%m-%d"])
            return [(f"{day:{form}}", 21) for day in months]
        fiscal = self.settings.get("fiscal_year", {})
        start, by = MONTHS.index(fiscal.get("starts", "january")) + 1, fiscal.get("named_by", "end")
        quarter = (self.first.month - start) % 12 // 3 + 1
        year = self.first.year - (self.first.month < start) + (by == "end" and start > 1)
        return [(f"{year}-Q{quarter}", 63)]

    def wide(self, table, load, projects):
        """A wide table of demand or assignments."""
        rng, columns = self.rng, self.period_columns()
        units = ["fte", "hours", "days", "percent"]
        unit, in_column = rng.choice(units), rng.random() < 0.5
        if not in_column:
            self.settings.setdefault("unit", {})[table] = unit
        rows = []
        for i in range(rng.randint(3, 7)):
            project = self.projects[0] if i == 0 and self.projects[0] in projects else rng.choice(projects)
            row = {"project": rng.choice(project["refs"])}
            if table == "demand":
                row["skill"] = self.demand_skill()
            else:
                person = rng.choice(self.people)
                row["person"] = self.person_ref(person)
                row["skill"] = self.some(0.4, rng.choice(person["skills"]))
                if not rng.randrange(6):
                    row["person"], row["skill"] = None, rng.choice(self.skills)
            if project["tasks"] and rng.random() < 0.3:
                row["task"] = rng.choice(rng.choice(project["tasks"])["refs"])
            if in_column:
                row["unit"] = unit = rng.choice(units)
            for k, (name, days) in enumerate(columns):
                fte = min(2.5, max(0.05, load / 5 * rng.uniform(0.3, 1.7)))
                amount = {"fte": Number(round(fte, 2)), "hours": Number(round(fte * days * 8)),
                          "days": Number(round(fte * days, 1)), "percent": Percent(round(fte, 2))}[unit]
                row[name] = amount if (i == 0 and k == 0) or rng.random() < 0.8 else None
            rows.append(row)
        self.wide_columns = getattr(self, "wide_columns", {})
        self.wide_columns[table] = [name for name, _ in columns]
        return rows

    def make_assignments(self):
        rng = self.rng
        if not (self.without_demand or self.on(0.15)):
            return
        rows = []
        soft, placeholders, over = self.on(0.1), self.on(), self.on()
        for i in range(rng.randint(1, 6) + len(self.without_demand)):
            project = self.without_demand[i] if i < len(self.without_demand) else rng.choice(self.projects)
            person = rng.choice(self.people)
            row = {"project": rng.choice(project["refs"]), "person": self.person_ref(person)}
            kind = rng.random()
            if kind < 0.4:
                row["skill"] = rng.choice(person["skills"] if rng.random() < 0.8 else self.skills)
            first, last = self.place(row, project)
            if placeholders and rng.random() < 0.3:
                row.update(person=None, skill=self.demand_skill())
            high = 2 if over else 1
            unit = rng.choice(["fte", "percent", "hours_per_week", "hours"])
            row[unit] = {"fte": Number(rng.choice([0.2, 0.5, 1])),
                         "percent": Percent(rng.choice([0.2, 0.5, 0.6, 1]) * high),
                         "hours_per_week": Number(rng.choice([4, 10, 16.5, 20]) * high),
                         "hours": Number(rng.choice([10, 24, 60.5]) * high)}[unit]
            row["booking"] = rng.choice(["soft", "hard", None]) if soft else None
            rows.append(row)
        if not self.on(-0.1) or self.without_demand:
            self.tables["assignments"] = rows
            if self.on(-0.1):
                self.tables["assignments-wide"] = self.wide("assignments", 2, self.projects)
        else:
            self.tables["assignments"] = self.wide("assignments", 2, self.projects)

    # -- files --

    def write(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows in self.tables.items():
            columns = list(dict.fromkeys(column for row in rows for column in row))
            base = name.split("-")[0]
            periods = [c for c in getattr(self, "wide_columns", {}).get(base, []) if c in columns]
            columns = [c for c in columns if c not in periods]
            columns = [c for c in columns if any(row.get(c) is not None for row in rows)]
            self.style.write(folder / f"{name}.csv", columns + periods, rows, self.renames.get(base, {}))
        (folder / "plan.yaml").write_text(yaml.safe_dump(self.settings, sort_keys=False), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description="Random valid plans for Headroom.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("out", type=Path, metavar="OUT_DIR")
    arguments = parser.parse_args()
    for number in range(1, arguments.count + 1):
        RandomPlan(arguments.seed, number).write(arguments.out / f"{number:04d}")


if __name__ == "__main__":
    main()
