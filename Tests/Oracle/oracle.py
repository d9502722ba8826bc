#!/usr/bin/env python3
"""Reference computation of Headroom's `bottlenecks`, straight from the plan format (PLAN sections 1-4 and 6).

    oracle.py PLAN_DIR... [--by quarter|month|week]

prints one JSON object on one line for each plan folder. Everything is computed person by person and day by day;
every maximum flow is solved as a linear programme. It is meant to be obviously right, not fast, and it reads
valid plans only. Where the format leaves a choice, README.md ("Readings") says what is done here.
"""

import argparse
import csv
import json
import math
import os
import re
import statistics
import sys
from collections import defaultdict, namedtuple
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import highspy
import numpy as np
import yaml

NOTHING = 1e-6        # hours: less is nothing
HAS_HOURS = 1e-9      # hours: supply with more than this connects the nodes that it may serve
CARRIES_FLOW = 1e-7   # hours: a flow above this counts as one
DAY = timedelta(days=1)
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
BASES = ["confirmed", "expected", "all"]
NUMERIC = set("""fte cost_per_hour cost_per_day cost_per_month cost_per_year run_work target_utilisation
    max_overtime_hours fraction days hours_per_day hours count probability ramp_up_weeks ramp_up_from priority value
    cost_of_delay budget duration_days percent_complete level effort_days effort_hours effort_low effort_high min_fte
    max_fte percent hours_per_week""".split())


# ---------------------------------------------------------------------------------------------------------------
# Numbers, dates, periods
# ---------------------------------------------------------------------------------------------------------------

def bare_number(text):
    """The text without grouping spaces, apostrophes, percent sign, suffix k or M, and sign; None if no number."""
    text = re.sub(r"[\s'’]", "", text).rstrip("%").rstrip("kM").lstrip("+-")
    return text if re.fullmatch(r"[0-9.,]*[0-9][0-9.,]*", text) else None


def decimal_sign_of(text):
    """The decimal sign that this cell proves, or None where it proves nothing."""
    text = bare_number(text)
    if text is None or not ("." in text or "," in text):
        return None
    if "." in text and "," in text:
        return max(".,", key=text.rfind)
    sign = "." if "." in text else ","
    if text.count(sign) > 1:
        return "," if sign == "." else "."
    before, after = text.split(sign)
    if before in ("", "0") or len(before) > 3 or len(after) != 3:
        return sign
    return None


def parse_number(text, decimal="."):
    """`1 250,5`, `50%`, `1.5M`, `250k`."""
    text = re.sub(r"[\s'’]", "", text)
    factor = 1.0
    if text.endswith("%"):
        text, factor = text[:-1], 0.01
    elif text.endswith("k"):
        text, factor = text[:-1], 1e3
    elif text.endswith("M"):
        text, factor = text[:-1], 1e6
    group = "," if decimal == "." else "."
    value = float(text.replace(group, "").replace(decimal, "."))
    return value / 100 if factor == 0.01 else value * factor


def parse_percent(text, decimal="."):
    """In `percent`, 50 and 50% are a half; a bare number in (0, 1] is refused."""
    if text.strip().endswith("%"):
        return parse_number(text, decimal)
    value = parse_number(text, decimal)
    if 0 < value <= 1:
        raise ValueError(f"percent {text}: a share or a percentage?")
    return value / 100


def first_of_month(year, month):
    """The first day of a month; month may run past 12."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def days_from(first, last):
    """All days from first to last, both included."""
    return [first + timedelta(days=i) for i in range((last - first).days + 1)]


class Calendar:
    """Fiscal years and the order of dates: turns text into days and days into names of periods."""

    def __init__(self, fiscal_start=1, named_by="end", order="ymd"):
        self.fiscal_start, self.named_by, self.order = fiscal_start, named_by, order

    def fiscal_year_start(self, name):
        """The first day of the fiscal year of that name."""
        if self.named_by == "end" and self.fiscal_start > 1:
            return first_of_month(name - 1, self.fiscal_start)
        return first_of_month(name, self.fiscal_start)

    def fiscal_quarter(self, day):
        """(fiscal year, quarter 1-4) of a day."""
        for year in (day.year - 1, day.year, day.year + 1):
            for quarter in (1, 2, 3, 4):
                first, last = self.quarter_span(year, quarter)
                if first <= day <= last:
                    return year, quarter

    def quarter_span(self, year, quarter):
        """First and last day of a fiscal quarter; quarter may run past 4."""
        start = self.fiscal_year_start(year)
        first = first_of_month(start.year, start.month + 3 * (quarter - 1))
        return first, first_of_month(first.year, first.month + 3) - DAY

    def span(self, text, header=False):
        """(first day, last day, grain) of a date or period, or None if the text is neither."""
        text = text.strip()
        if m := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text):
            day = date(int(m[1]), int(m[2]), int(m[3]))
            if header:
                return first_of_month(day.year, day.month), first_of_month(day.year, day.month + 1) - DAY, "month"
            return day, day, "day"
        if m := re.fullmatch(r"(\d{4})-[Ww](\d{1,2})", text):
            monday = date.fromisocalendar(int(m[1]), int(m[2]), 1)
            return monday, monday + 6 * DAY, "week"
        if m := re.fullmatch(r"(\d{4})-[Qq]([1-4])", text):
            return *self.quarter_span(int(m[1]), int(m[2])), "quarter"
        if m := re.fullmatch(r"(\d{4})-(\d{2})", text):
            year, month = int(m[1]), int(m[2])
            return first_of_month(year, month), first_of_month(year, month + 1) - DAY, "month"
        if m := re.fullmatch(r"(\d{4})", text):
            return self.fiscal_year_start(int(m[1])), self.fiscal_year_start(int(m[1]) + 1) - DAY, "year"
        if (m := re.fullmatch(r"([A-Za-z]{3})[a-z]*[- ](\d{4}|\d{2})", text)) and m[1].lower() in MONTHS:
            year, month = int(m[2]) + (2000 if len(m[2]) == 2 else 0), MONTHS.index(m[1].lower()) + 1
            return first_of_month(year, month), first_of_month(year, month + 1) - DAY, "month"
        if self.order in ("dmy", "mdy") and (m := re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", text)):
            day, month = (int(m[1]), int(m[2])) if self.order == "dmy" else (int(m[2]), int(m[1]))
            return date(int(m[3]), month, day), date(int(m[3]), month, day), "day"
        return None

    def first_day(self, text):
        """A date, or the first day of a period; None if blank."""
        return self._end(text, 0)

    def last_day(self, text):
        """A date, or the last day of a period; None if blank."""
        return self._end(text, 1)

    def _end(self, text, which):
        if text is None or str(text).strip() == "":
            return None
        span = self.span(str(text))
        if span is None:
            raise ValueError(f"{text!r} is no date")
        return span[which]

    def period_of(self, day, by):
        """The name of the week, month or fiscal quarter of a day."""
        if by == "week":
            year, week, _ = day.isocalendar()
            return f"{year}-W{week:02d}"
        if by == "month":
            return f"{day.year}-{day.month:02d}"
        return "{}-Q{}".format(*self.fiscal_quarter(day))


# ---------------------------------------------------------------------------------------------------------------
# Tables
# ---------------------------------------------------------------------------------------------------------------

class Row:
    """One row of a table: text cells by column name, and the cells of period columns."""

    def __init__(self, cells, periods, decimal):
        self.cells, self.periods, self.decimal = cells, periods, decimal

    def text(self, column):
        return self.cells.get(column, "").strip()

    def number(self, column, default=None):
        return parse_number(self.text(column), self.decimal) if self.text(column) else default


def column_name(text):
    """Names of columns: case-insensitive, spaces and underscores alike."""
    return re.sub(r"[\s_]+", "_", text.strip().lower())


def sniff_separator(header):
    """The separator of a file: the most frequent of , ; and tab in its header, outside quotes."""
    plain = re.sub(r'"[^"]*"', "", header)
    return max(",;\t", key=plain.count)


def read_file(path, calendar, renames, decimal_default):
    """The rows of one CSV file."""
    text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith("#")]
    if not lines:
        return []
    records = list(csv.reader(lines, delimiter=sniff_separator(lines[0])))
    header = [renames.get(column_name(name), name) for name in records[0]]
    names = [column_name(name) for name in header]
    spans = [calendar.span(name, header=True) for name in header]
    records = [record + [""] * (len(names) - len(record)) for record in records[1:]]

    signs = {decimal_sign_of(cell) for record in records for name, span, cell in zip(names, spans, record)
             if name in NUMERIC or span}
    signs.discard(None)
    if len(signs) > 1:
        raise ValueError(f"{path}: two decimal signs")
    decimal = signs.pop() if signs else decimal_default

    rows = []
    for record in records:
        if not any(cell.strip() for cell in record):
            continue
        cells = {name: cell for name, span, cell in zip(names, spans, record) if not span}
        periods = [(span[0], span[1], cell) for span, cell in zip(spans, record) if span and cell.strip()]
        rows.append(Row(cells, periods, decimal))
    return rows


def read_table(folder, name, calendar, settings):
    """All rows of a table, from NAME.csv and NAME-*.csv; None if there is no such file."""
    paths = sorted(p for p in folder.glob("*.csv") if p.stem == name or p.stem.startswith(name + "-"))
    if not paths:
        return None
    renames = (settings.get("columns") or {}).get(name) or {}
    renames = {column_name(str(old)): str(new) for old, new in renames.items()}
    decimal = {"comma": ",", "point": "."}.get(settings.get("decimal"), ".")
    return [row for path in paths for row in read_file(path, calendar, renames, decimal)]


class Names:
    """Resolves references to the rows of a table: by id, else by a unique name; an absent table defines all."""

    def __init__(self, rows):
        self.absent = rows is None
        self.ids, self.by_name = [], defaultdict(list)
        for row in rows or []:
            identity = row.text("id") or row.text("name")
            self.ids.append(identity)
            self.by_name[row.text("name")].append(identity)

    def resolve(self, reference):
        if reference == "" or reference in self.ids:
            return reference
        if len(self.by_name[reference]) == 1:
            return self.by_name[reference][0]
        if self.absent:
            self.ids.append(reference)
            return reference
        raise ValueError(f"nothing has the id or unique name {reference!r}")


# ---------------------------------------------------------------------------------------------------------------
# The plan
# ---------------------------------------------------------------------------------------------------------------

@dataclass
class Location:
    hours_per_day: float
    workdays: set


@dataclass
class Team:
    parent: str
    run_work: float
    target: float


@dataclass
class Person:
    """An employee, or a counted hire (`count` people alike)."""
    id: str
    skills: dict
    role: str
    team: str
    location: str
    fte: float
    start: date
    end: date
    run_work: float
    target: float
    is_hire: bool = False
    count: float = 1
    ramp_up_weeks: float = 0
    ramp_up_from: float = 0


@dataclass
class Absence:
    person: str
    first: date
    last: date
    fraction: float
    days: float


@dataclass
class Project:
    id: str
    status: str = "committed"
    probability: float = 1
    priority: float = None
    cost_of_delay: float = None
    start: date = None
    finish: date = None

    def weight(self, basis):
        """The share of the project's demand that counts in a basis."""
        if self.status in ("committed", "active"):
            return 1
        if self.status in ("tentative", "pitch"):
            return {"confirmed": 0, "expected": self.probability, "all": 1}[basis]
        return 0


@dataclass
class Booking:
    """A hard booking of a person (or of none: a placeholder) on a project."""
    person: Person
    project: str
    task: str
    skill: str
    first: date
    last: date
    unit: str
    amount: float


Node = namedtuple("Node", "skill level project task team")          # a demand node; people as "@id"
Free = namedtuple("Free", "person")                                 # supply: index of a person
Booked = namedtuple("Booked", "person project task skill")


@dataclass
class Demand:
    """One piece of demand: its node, window, amount as written, and hours by day, as if there were no horizon."""
    node: Node
    first: date
    last: date
    amount: float
    hours: dict


def parse_skills(text):
    """`swift:3; sql` -> {swift: 3, sql: 3}."""
    skills = {}
    for part in filter(None, (p.strip() for p in text.split(";"))):
        name, _, level = part.partition(":")
        skills[name.strip()] = float(level) if level.strip() else 3.0
    return skills


def parse_workdays(text):
    """`mon-fri`, `sun-thu`, `mon,wed` -> set of weekday numbers, monday = 0."""
    days = set()
    for part in text.lower().split(","):
        ends = [WEEKDAYS.index(name.strip()[:3]) for name in part.split("-")]
        day = ends[0]
        days.add(day)
        while day != ends[-1]:
            day = (day + 1) % 7
            days.add(day)
    return days


class Plan:
    """A plan folder with its tables resolved, and the day-by-day meanings of PLAN section 4."""

    def __init__(self, folder):
        self.folder = Path(folder)
        path = self.folder / "plan.yaml"
        self.settings = s = (yaml.safe_load(path.read_text(encoding="utf-8-sig")) if path.exists() else None) or {}
        fiscal = s.get("fiscal_year") or {}
        month = MONTHS.index(str(fiscal.get("starts", "january"))[:3].lower()) + 1
        self.calendar = Calendar(month, fiscal.get("named_by", "end"), s.get("dates", "ymd"))
        self.as_of = self.calendar.first_day(s.get("as_of", date.today().isoformat()))
        self.run_work = share(s.get("run_work", 0))
        self.target = share(s.get("target_utilisation", 1))
        standard = s.get("calendar") or {}
        self.standard = Location(float(standard.get("hours_per_day", 8)),
                                 parse_workdays(standard.get("workdays", "mon-fri")))
        self.cache = {}
        self.read_tables()
        self.build_demand()
        self.set_horizon()

    # -- tables --

    def table(self, name):
        return read_table(self.folder, name, self.calendar, self.settings)

    def read_tables(self):
        rows = {name: self.table(name) for name in ("people", "absences", "locations", "holidays", "teams", "hires",
                                                    "projects", "tasks", "demand", "assignments")}
        self.location_names, self.team_names = Names(rows["locations"]), Names(rows["teams"])
        self.project_names, self.task_names = Names(rows["projects"]), Names(rows["tasks"])
        self.people_names = Names(rows["people"])
        self.read_locations(rows["locations"] or [])
        self.read_holidays(rows["holidays"] or [])
        self.read_teams(rows["teams"] or [])
        self.people = [self.read_person(row) for row in rows["people"]]
        self.people += [self.read_hire(row) for row in rows["hires"] or []
                        if row.text("status") in ("approved", "accepted")]
        self.absences = [self.read_absence(row) for row in rows["absences"] or []]
        self.projects = {p.id: p for p in map(self.read_project, rows["projects"] or [])}
        self.tasks = {row.text("id") or row.text("name"): row for row in rows["tasks"] or []}
        for row in self.tasks.values():
            self.project(row)
        self.demand_rows = rows["demand"] or []
        self.bookings = [b for row in rows["assignments"] or [] for b in self.read_bookings(row)]

    def read_locations(self, rows):
        self.locations = {}
        for row in rows:
            workdays = parse_workdays(row.text("workdays")) if row.text("workdays") else self.standard.workdays
            self.locations[row.text("id") or row.text("name")] = Location(
                row.number("hours_per_day", self.standard.hours_per_day), workdays)

    def read_holidays(self, rows):
        """{(day, location or ""): hours open}"""
        self.holidays = {}
        for row in rows:
            key = (self.calendar.first_day(row.text("date")), self.location_names.resolve(row.text("location")))
            self.holidays[key] = min(row.number("hours", 0.0), self.holidays.get(key, math.inf))

    def read_teams(self, rows):
        self.teams = {row.text("id") or row.text("name"): Team(self.team_names.resolve(row.text("parent")),
                                                               row.number("run_work"), row.number("target_utilisation"))
                      for row in rows}

    def read_skills(self, row):
        skills = parse_skills(row.text("skills"))
        if row.text("role"):
            skills.setdefault(row.text("role"), 3.0)
        return skills

    def read_person(self, row):
        return Person(row.text("id") or row.text("name"), self.read_skills(row), row.text("role"),
                      self.team_names.resolve(row.text("team")), self.location_names.resolve(row.text("location")),
                      row.number("fte", 1.0), self.calendar.first_day(row.text("start")),
                      self.calendar.last_day(row.text("end")), row.number("run_work"),
                      row.number("target_utilisation"))

    def read_hire(self, row):
        return Person(row.text("id"), self.read_skills(row), row.text("role"),
                      self.team_names.resolve(row.text("team")), self.location_names.resolve(row.text("location")),
                      1.0, self.calendar.first_day(row.text("start")), None, None, None, True, row.number("count", 1.0),
                      row.number("ramp_up_weeks", 0.0),
                      row.number("ramp_up_from", 0.0))

    def read_absence(self, row):
        who = row.text("person")
        return Absence(who if who == "*" else self.people_names.resolve(who), self.calendar.first_day(row.text("from")),
                       self.calendar.last_day(row.text("to")), row.number("fraction", 1.0), row.number("days"))

    def read_project(self, row):
        first, last = self.calendar.first_day, self.calendar.last_day
        return Project(row.text("id") or row.text("name"), row.text("status") or "committed",
                       row.number("probability", 1.0), row.number("priority"), row.number("cost_of_delay"),
                       first(row.text("start")) or first(row.text("earliest_start")),
                       last(row.text("finish")) or last(row.text("deadline")))

    def project(self, row):
        """The id of a row's project; an absent table of projects defines it."""
        identity = self.project_names.resolve(row.text("project"))
        self.projects.setdefault(identity, Project(identity))
        return identity

    def window(self, row, project, task):
        """The window of a row, each end on its own."""
        first, last = self.calendar.first_day(row.text("from")), self.calendar.last_day(row.text("to"))
        if task in self.tasks:
            first = first or self.calendar.first_day(self.tasks[task].text("start"))
            last = last or self.calendar.last_day(self.tasks[task].text("finish"))
        first, last = first or self.projects[project].start, last or self.projects[project].finish
        if first is None or last is None or first > last:
            raise ValueError(f"{self.folder}: no window for project {project} ({first} to {last})")
        return first, last

    def wide_unit(self, row, table):
        return row.text("unit") or (self.settings.get("unit") or {})[table]

    def read_bookings(self, row):
        """The hard bookings of a row of assignments."""
        project, task = self.project(row), self.task_names.resolve(row.text("task"))
        if row.text("booking") == "soft":
            return []
        who = self.people_names.resolve(row.text("person"))
        person = next((p for p in self.people if p.id == who and not p.is_hire), None) if who else None
        common = (person, project, task, row.text("skill"))
        bookings = []
        for first, last, cell in row.periods:
            unit = self.wide_unit(row, "assignments")
            if unit == "percent":
                amount = parse_percent(cell, row.decimal)
            else:
                amount = parse_number(cell, row.decimal)
            if unit == "days":
                unit, amount = "hours", amount * self.standard.hours_per_day
            bookings.append(Booking(*common, first, last, unit, amount))
        for unit in ("fte", "percent", "hours_per_week", "hours"):
            if row.text(unit):
                amount = (parse_percent(row.text(unit), row.decimal) if unit == "percent" else row.number(unit))
                bookings.append(Booking(*common, *self.window(row, project, task), unit, amount))
        return bookings

    # -- days: standard hours, location, gross, net, plannable --

    def standard_hours(self, day):
        """The plan calendar's hours, shortened by holidays for all and by those that every location in use has."""
        if day.weekday() not in self.standard.workdays:
            return 0.0
        hours = min(self.standard.hours_per_day, self.holidays.get((day, ""), math.inf))
        in_use = {p.location for p in self.people if p.location}
        if in_use and all((day, location) in self.holidays for location in in_use):
            hours = min(hours, max(self.holidays[day, location] for location in in_use))
        return hours

    def location_hours(self, location, day):
        """The hours that a location is open on a day."""
        place = self.locations.get(location, self.standard)
        if day.weekday() not in place.workdays:
            return 0.0
        return min(place.hours_per_day, self.holidays.get((day, ""), math.inf),
                   self.holidays.get((day, location), math.inf))

    def employed(self, person, day):
        return (person.start is None or day >= person.start) and (person.end is None or day <= person.end)

    def gross(self, person, day):
        """Gross hours, as if there were no horizon; those of all `count` people of a hire."""
        if not self.employed(person, day):
            return 0.0
        return self.location_hours(person.location, day) * person.fte * person.count

    def absence_fraction(self, person, day):
        """The largest absence fraction of the day."""
        largest = 0.0
        for absence in self.absences:
            mine = absence.person == "*" or (absence.person == person.id and not person.is_hire)
            if mine and absence.first <= day <= absence.last:
                fraction = absence.fraction
                if absence.days is not None:
                    working = [d for d in days_from(absence.first, absence.last)
                               if self.employed(person, d) and self.location_hours(person.location, d) > 0]
                    fraction = min(1.0, absence.days / len(working)) if working else 0.0
                largest = max(largest, fraction)
        return largest

    def net(self, person, day):
        key = (id(person), day)
        if key not in self.cache:
            self.cache[key] = self.gross(person, day) * (1 - self.absence_fraction(person, day))
        return self.cache[key]

    def own_or_inherited(self, person, field, default):
        """A person's own value beats the team's, that the parent team's, that the plan's."""
        value, team = getattr(person, field), person.team
        while value is None and team in self.teams:
            value, team = getattr(self.teams[team], field), self.teams[team].parent
        return default if value is None else value

    def ramp_up(self, person, day):
        """The share of a hire's hours that count on a day; 1 for employees."""
        if not person.is_hire or person.ramp_up_weeks == 0:
            return 1.0
        r, d = person.ramp_up_from, (day - person.start).days
        return min(1.0, r + (1 - r) * d / (7 * person.ramp_up_weeks))

    def plannable(self, person, day):
        run_work = self.own_or_inherited(person, "run_work", self.run_work)
        target = self.own_or_inherited(person, "target", self.target)
        return self.net(person, day) * (1 - run_work) * target * self.ramp_up(person, day)

    def in_team(self, person, team):
        """Is the person in the team or one of its sub-teams?"""
        mine = person.team
        while mine:
            if mine == team:
                return True
            mine = self.teams[mine].parent if mine in self.teams else ""
        return False

    # -- bookings and demand in hours by day, as if there were no horizon --

    def booked_hours(self, booking):
        """{day: hours} of a booking; of a placeholder, by standard hours."""
        person = booking.person
        if person is None:
            weight = open_hours = plannable = self.standard_hours
        else:
            def weight(day):
                return self.net(person, day)

            def open_hours(day):
                return self.location_hours(person.location, day)

            def plannable(day):
                return self.plannable(person, day)

        window = days_from(booking.first, booking.last)
        hours = {}
        for day in window:
            if weight(day) <= 0:
                continue
            if booking.unit == "fte":
                hours[day] = booking.amount * open_hours(day)
            elif booking.unit == "percent":
                hours[day] = booking.amount * plannable(day)
            elif booking.unit == "hours_per_week":
                monday = day - day.weekday() * DAY
                hours[day] = booking.amount * weight(day) / sum(weight(d) for d in days_from(monday, monday + 6 * DAY))
            elif booking.unit == "hours":
                hours[day] = booking.amount * weight(day) / sum(weight(d) for d in window)
            else:
                raise ValueError(f"unit {booking.unit}")
        return hours

    def rate_hours(self, fte, first, last):
        """{day: hours} of an FTE rate."""
        return {day: fte * self.standard_hours(day) for day in days_from(first, last)}

    def effort_hours(self, total, first, last, profile):
        """{day: hours} of an effort spread over the standard working days of its window."""
        days = [day for day in days_from(first, last) if self.standard_hours(day) > 0]
        if not days:
            raise ValueError(f"{self.folder}: effort from {first} to {last} without working days")
        weights = {}
        for i, day in enumerate(days):
            u = (i + 0.5) / len(days)
            shape = {"even": 1, "front": 2 * (1 - u), "back": 2 * u, "bell": math.sin(math.pi * u) ** 2}[profile]
            weights[day] = shape * self.standard_hours(day)
        return {day: total * weight / sum(weights.values()) for day, weight in weights.items()}

    def build_demand(self):
        """All demand, that of projects without demand included."""
        self.demand, with_rows = [], set()
        for row in self.demand_rows:
            project, task = self.project(row), self.task_names.resolve(row.text("task"))
            with_rows.add(project)
            if row.text("person"):
                node = Node("@" + self.people_names.resolve(row.text("person")), 1.0, project, task, "")
            else:
                node = Node(row.text("skill"), row.number("level", 1.0), project, task,
                            self.team_names.resolve(row.text("team")))
            self.demand += self.demand_of_row(row, node)
        for booking in self.bookings:
            if booking.person is None:
                skill = booking.skill
            elif booking.project in with_rows:
                continue
            else:
                skill = booking.skill or booking.person.role or "@" + booking.person.id
            node = Node(skill, 1.0, booking.project, booking.task, "")
            self.demand.append(Demand(node, booking.first, booking.last, booking.amount, self.booked_hours(booking)))

    def demand_of_row(self, row, node):
        """The pieces of demand of one row of the demand table."""
        pieces, day = [], self.standard.hours_per_day
        for first, last, cell in row.periods:
            unit = self.wide_unit(row, "demand")
            amount = parse_percent(cell, row.decimal) if unit == "percent" else parse_number(cell, row.decimal)
            if unit in ("fte", "percent"):
                hours = self.rate_hours(amount, first, last)
            else:
                hours = self.effort_hours(amount * (day if unit == "days" else 1), first, last, "even")
            pieces.append(Demand(node, first, last, amount, hours))
        profile = row.text("profile") or "even"
        for unit in ("fte", "effort_days", "effort_hours"):
            if row.text(unit):
                amount, (first, last) = row.number(unit), self.window(row, node.project, node.task)
                if unit == "fte":
                    hours = self.rate_hours(amount, first, last)
                else:
                    hours = self.effort_hours(amount * (day if unit == "effort_days" else 1), first, last, profile)
                pieces.append(Demand(node, first, last, amount, hours))
        return pieces

    def set_horizon(self):
        counting = [d for d in self.demand if d.amount != 0 and self.projects[d.node.project].weight("all") > 0]
        starts, ends = self.settings.get("starts"), self.settings.get("ends")
        self.starts = self.calendar.first_day(starts) or min(d.first for d in counting)
        if self.settings.get("quarters"):
            year, quarter = self.calendar.fiscal_quarter(self.starts)
            self.ends = self.calendar.quarter_span(year, quarter + int(self.settings["quarters"]) - 1)[1]
        else:
            self.ends = self.calendar.last_day(ends) or max(d.last for d in counting)

    # -- hour prices --

    def hour_prices(self):
        """{project: money an hour}, for the order in which projects yield."""
        known = {}
        for project in self.projects.values():
            pieces = [d for d in self.demand if d.node.project == project.id and d.amount != 0]
            total = sum(sum(d.hours.values()) for d in pieces)
            if project.cost_of_delay is None or project.weight("all") == 0 or total <= NOTHING:
                continue
            days = (max(d.last for d in pieces) - min(d.first for d in pieces)).days + 1
            known[project.id] = project.cost_of_delay / (total / max(1, days / 7))
        middle = statistics.median(known.values()) if known else 100.0
        ranks = sorted({p.priority for p in self.projects.values() if p.priority is not None})
        prices = {}
        for project in self.projects.values():
            if project.id in known:
                prices[project.id] = known[project.id]
            elif project.priority is None or len(ranks) == 1:
                prices[project.id] = middle
            else:
                prices[project.id] = middle * 8 ** (0.5 - ranks.index(project.priority) / (len(ranks) - 1))
        return prices


def share(value):
    """A share in plan.yaml: 0.5 or 50%."""
    return parse_number(value) if isinstance(value, str) else float(value)


# ---------------------------------------------------------------------------------------------------------------
# Flow
# ---------------------------------------------------------------------------------------------------------------

def quiet_solver():
    """A solver; its greeting, which it prints past sys.stdout, is thrown away."""
    sys.stdout.flush()
    saved, sink = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, 1)
    try:
        solver = highspy.Highs()
        solver.silent()
    finally:
        os.dup2(saved, 1)
        os.close(saved)
        os.close(sink)
    return solver


SOLVER = quiet_solver()
SOLVER.setOptionValue("presolve", "off")
SOLVER.setOptionValue("threads", 1)
SOLVER.setOptionValue("primal_feasibility_tolerance", 1e-10)
SOLVER.setOptionValue("dual_feasibility_tolerance", 1e-10)


def max_flow(supply, demand, may_serve):
    """The largest flow from supply {key: hours} to demand {node: hours} as a linear programme: {(key, node): hours}.

    maximise sum x, sum of x over a supply <= its hours, sum of x over a node <= its demand, x >= 0.
    """
    supplies = [s for s in supply if supply[s] > 0]
    nodes = [n for n in demand if demand[n] > 0]
    edges = [(i, j) for i, s in enumerate(supplies) for j, n in enumerate(nodes) if may_serve(s, n)]
    if not edges:
        return {}
    lp, count, rows = highspy.HighsLp(), len(edges), len(supplies) + len(nodes)
    lp.num_col_, lp.num_row_ = count, rows
    lp.col_cost_ = -np.ones(count)
    lp.col_lower_ = np.zeros(count)
    lp.col_upper_ = np.full(count, highspy.kHighsInf)
    lp.row_lower_ = np.full(rows, -highspy.kHighsInf)
    lp.row_upper_ = np.array([supply[s] for s in supplies] + [demand[n] for n in nodes])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.arange(0, 2 * count + 1, 2)
    lp.a_matrix_.index_ = np.array([row for i, j in edges for row in (i, len(supplies) + j)])
    lp.a_matrix_.value_ = np.ones(2 * count)
    SOLVER.clearSolver()
    SOLVER.passModel(lp)
    SOLVER.run()
    if SOLVER.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError("no optimal flow")
    values = SOLVER.getSolution().col_value
    return {(supplies[i], nodes[j]): values[e] for e, (i, j) in enumerate(edges)}


def short_components(supply, demand, may_serve):
    """(shortage, components): the demand side of the smallest minimum cut, by connected component.

    A component is (nodes, missing hours). The demand side is the unmet demand and all that is tied to it: from a
    node to all supply with hours that may serve it, and from there to all nodes that this supply serves.
    """
    flow = max_flow(supply, demand, may_serve)
    served = defaultdict(float)
    for (_, node), hours in flow.items():
        served[node] += hours
    unmet = {node: demand[node] - served[node] for node in demand}
    shortage = sum(unmet.values())
    if shortage < NOTHING:
        return 0.0, []

    nodes = [n for n in demand if demand[n] > NOTHING]
    supplies = [s for s in supply if supply[s] > HAS_HOURS]
    side = {n for n in nodes if unmet[n] > CARRIES_FLOW}
    waiting = list(side)
    while waiting:
        node = waiting.pop()
        for s in supplies:
            if may_serve(s, node):
                for other in nodes:
                    if other not in side and flow.get((s, other), 0.0) > CARRIES_FLOW:
                        side.add(other)
                        waiting.append(other)

    components, left = [], set(side)
    while left:
        component = {left.pop()}
        waiting = list(component)
        while waiting:
            node = waiting.pop()
            near = {other for other in left if any(may_serve(s, node) and may_serve(s, other) for s in supplies)}
            left -= near
            component |= near
            waiting += near
        missing = sum(unmet[n] for n in component)
        cut = sum(demand[n] for n in component) - sum(supply[s] for s in supplies
                                                      if any(may_serve(s, n) for n in component))
        if abs(cut - missing) > 1e-5:
            raise RuntimeError(f"the cut misses {cut} hours, the flow {missing}")
        components.append((component, missing))
    return shortage, components


def project_shortages(component, missing, supply, demand, may_serve, prices):
    """{project: hours} of a component's missing hours, when the lower hour price yields first."""
    projects = sorted({n.project for n in component}, key=lambda p: (-prices[p], p))
    if len(projects) == 1:
        return {projects[0]: missing}
    short, before = {}, 0.0
    for k, project in enumerate(projects):
        nodes = {n: demand[n] for n in component if n.project in projects[:k + 1]}
        total = sum(max_flow(supply, nodes, may_serve).values())
        own = sum(hours for n, hours in nodes.items() if n.project == project)
        short[project] = max(0.0, own - (total - before))
        before = total
    return short


# ---------------------------------------------------------------------------------------------------------------
# Bottlenecks
# ---------------------------------------------------------------------------------------------------------------

class Bottlenecks:
    """The answer of `bottlenecks` for one plan."""

    def __init__(self, plan, by):
        self.plan, self.by = plan, by
        self.days = days_from(plan.starts, plan.ends)
        self.cells = self.make_cells()
        self.periods = list(dict.fromkeys(plan.calendar.period_of(day, by) for day in self.days))
        self.cells_of = {p: [c for c in self.cells if plan.calendar.period_of(c[0], by) == p] for p in self.periods}
        self.served = {}
        self.make_supply()
        self.make_demand()
        self.prices = plan.hour_prices()

    def make_cells(self):
        """ISO weeks, cut where a month ends and by the horizon: a list of tuples of days."""
        cells = defaultdict(list)
        for day in self.days:
            cells[day.isocalendar()[:2] + (day.year, day.month)].append(day)
        return [tuple(days) for days in cells.values()]

    def make_supply(self):
        """Free and booked hours of each cell, capacity sums, over-booking."""
        plan = self.plan
        self.supply = {}                    # cell -> {Free or Booked: hours}
        self.plannable = {}                 # cell -> [hours of each person]
        self.overbooked = []
        counted = [(b, plan.booked_hours(b)) for b in plan.bookings
                   if b.person is not None and plan.projects[b.project].weight("all") > 0]
        self.counted_bookings = [b for b, hours in counted if any(hours.get(day, 0.0) > 0 for day in self.days)]
        for cell in self.cells:
            supply, plannables = defaultdict(float), []
            for index, person in enumerate(plan.people):
                plannable = sum(plan.plannable(person, day) for day in cell)
                plannables.append(plannable)
                booked = defaultdict(float)
                for booking, hours in counted:
                    if booking.person is person:
                        key = Booked(index, booking.project, booking.task, booking.skill)
                        booked[key] += sum(hours.get(day, 0.0) for day in cell)
                total = sum(booked.values())
                if total > plannable:
                    if total - plannable > NOTHING:
                        self.overbooked.append({"person": person.id, "from": cell[0].isoformat(),
                                                "to": cell[-1].isoformat(), "excessHours": total - plannable})
                    booked = {key: hours * plannable / total for key, hours in booked.items()}
                supply.update(booked)
                supply[Free(index)] = max(0.0, plannable - total)
            self.supply[cell], self.plannable[cell] = supply, plannables

    def make_demand(self):
        """Demand of each cell and basis by node."""
        self.demand = {}
        for basis in BASES:
            for cell in self.cells:
                nodes = defaultdict(float)
                for piece in self.plan.demand:
                    weight = self.plan.projects[piece.node.project].weight(basis)
                    hours = weight * sum(piece.hours.get(day, 0.0) for day in cell)
                    if hours > 0:
                        nodes[piece.node] += hours
                self.demand[basis, cell] = dict(nodes)

    def may_serve(self, supply, node):
        """May this supply (Free or Booked) serve this demand node?"""
        key = (supply, node)
        if key not in self.served:
            self.served[key] = self.decide_may_serve(supply, node)
        return self.served[key]

    def decide_may_serve(self, supply, node):
        person = self.plan.people[supply.person]
        if isinstance(supply, Booked):
            if supply.project != node.project or (supply.task and supply.task != node.task):
                return False
        if node.team and not self.plan.in_team(person, node.team):
            return False
        if isinstance(supply, Booked) and supply.skill:
            return supply.skill == node.skill
        if node.skill.startswith("@"):
            return not person.is_hire and node.skill == "@" + person.id
        return person.skills.get(node.skill, 0.0) >= node.level

    def node_of_plan(self, node):
        """The demand node as the plan format groups it: with its project only where the project has counted hard
        bookings of people, with its task only where one of these names a task."""
        bookings = [b for b in self.counted_bookings if b.project == node.project]
        return Node(node.skill, node.level, node.project if bookings else "",
                    node.task if any(b.task for b in bookings) else "", node.team)

    def standard(self, days):
        return sum(self.plan.standard_hours(day) for day in days)

    def period_days(self, period):
        return [day for cell in self.cells_of[period] for day in cell]

    def fte(self, hours, days):
        standard = self.standard(days)
        return hours / standard if standard > 0 else None

    def answer(self):
        result = {"plan": str(self.plan.folder), "periods": [], "capacity": [], "skills": [], "shortage": [],
                  "bottlenecks": [], "hourPrice": self.prices, "cells": [], "overbooked": self.overbooked}
        for period in self.periods:
            days = self.period_days(period)
            result["periods"].append({"period": period, "from": days[0].isoformat(), "to": days[-1].isoformat(),
                                      "standardHours": self.standard(days), "past": days[-1] < self.plan.as_of})
            result["capacity"].append(self.capacity(period))
        for basis in BASES:
            in_cells = {cell: short_components(self.supply[cell], self.demand[basis, cell], self.may_serve)
                        for cell in self.cells}
            for cell in self.cells:
                result["cells"].append({"from": cell[0].isoformat(), "to": cell[-1].isoformat(), "basis": basis,
                                        "demandHours": sum(self.demand[basis, cell].values()),
                                        "shortHours": in_cells[cell][0]})
            for period in self.periods:
                result["skills"] += self.skills(period, basis)
                result["shortage"].append(self.shortage(period, basis, in_cells))
                result["bottlenecks"] += self.binding_sets(period, basis, in_cells)
        return result

    def capacity(self, period):
        plan, cells, days = self.plan, self.cells_of[period], self.period_days(period)
        return {"period": period,
                "grossHours": sum(plan.gross(p, day) for p in plan.people for day in days),
                "netHours": sum(plan.net(p, day) for p in plan.people for day in days),
                "plannableHours": sum(sum(self.plannable[cell]) for cell in cells),
                "freeHours": sum(hours for cell in cells for key, hours in self.supply[cell].items()
                                 if isinstance(key, Free))}

    def holds(self, person, skill):
        return skill in person.skills or (skill == "@" + person.id and not person.is_hire)

    def skills(self, period, basis):
        """Headroom of every skill that somebody holds or that is demanded (people as "@id" where demanded)."""
        names = {name for person in self.plan.people for name in person.skills}
        names |= {node.skill for cell in self.cells for node in self.demand["all", cell]}
        cells, days, rows = self.cells_of[period], self.period_days(period), []
        for name in sorted(names):
            demand = sum(hours for cell in cells for node, hours in self.demand[basis, cell].items()
                         if node.skill == name)
            plannable = sum(self.plannable[cell][i] for cell in cells for i, person in enumerate(self.plan.people)
                            if self.holds(person, name))
            rows.append({"skill": name, "period": period, "basis": basis, "demandHours": demand,
                         "demandFTE": self.fte(demand, days), "plannableFTE": self.fte(plannable, days),
                         "headroomFTE": self.fte(plannable - demand, days)})
        return rows

    def period_supply(self, period):
        total = defaultdict(float)
        for cell in self.cells_of[period]:
            for key, hours in self.supply[cell].items():
                total[key] += hours
        return total

    def period_demand(self, period, basis):
        total = defaultdict(float)
        for cell in self.cells_of[period]:
            for node, hours in self.demand[basis, cell].items():
                total[node] += hours
        return total

    def shortage(self, period, basis, in_cells):
        demand = sum(self.period_demand(period, basis).values())
        short = sum(in_cells[cell][0] for cell in self.cells_of[period])
        structural, _ = short_components(self.period_supply(period), self.period_demand(period, basis), self.may_serve)
        return {"period": period, "basis": basis, "demandHours": demand, "servedHours": demand - short,
                "shortHours": short, "structuralHours": structural}

    def binding_sets(self, period, basis, in_cells):
        """The binding sets of a period; equal sets of its cells are one."""
        parts = defaultdict(list)           # skills -> [(cell, component, missing)]
        for cell in self.cells_of[period]:
            for component, missing in in_cells[cell][1]:
                parts[tuple(sorted({node.skill for node in component}))].append((cell, component, missing))
        return [self.binding_set(period, basis, skills, parts[skills]) for skills in sorted(parts)]

    def binding_set(self, period, basis, skills, parts):
        plan, days = self.plan, self.period_days(period)
        missing = sum(hours for _, _, hours in parts)
        by_cell = defaultdict(float)
        for cell, _, hours in parts:
            by_cell[cell] += hours
        peaks = [self.fte(hours, cell) for cell, hours in by_cell.items() if self.standard(cell) > 0]

        mine = {self.node_of_plan(node) for _, component, _ in parts for node in component}
        demand = {node: hours for node, hours in self.period_demand(period, basis).items()
                  if self.node_of_plan(node) in mine}
        serving = sum(hours for key, hours in self.period_supply(period).items()
                      if any(self.may_serve(key, node) for node in demand))

        projects = defaultdict(lambda: [0.0, 0.0])
        for cell, component, hours in parts:
            for node in component:
                projects[node.project][0] += self.demand[basis, cell][node]
            short = project_shortages(component, hours, self.supply[cell], self.demand[basis, cell], self.may_serve,
                                      self.prices)
            for project, short_hours in short.items():
                projects[project][1] += short_hours

        one_hire = self.standard(days) * (1 - plan.run_work) * plan.target
        first_day = min(by_cell)[0]
        decide_by = self.decide_by(first_day)
        return {"skills": list(skills), "period": period, "basis": basis, "missingHours": missing,
                "structuralHours": min(missing, max(0.0, sum(demand.values()) - serving)),
                "missingFTE": self.fte(missing, days), "peakFTE": max(peaks) if peaks else None,
                "hiresNeeded": missing / one_hire if one_hire > 0 else None,
                "firstDay": first_day.isoformat(), "decideBy": decide_by.isoformat() if decide_by else None,
                "decideByPassed": decide_by < plan.as_of if decide_by else None,
                "projects": [{"project": p, "demandHours": d, "shortHours": s}
                             for p, (d, s) in sorted(projects.items())],
                "holders": int(sum(1 for p in plan.people if not p.is_hire and any(self.holds(p, skill) for skill in skills)))}

    def decide_by(self, first_day):
        hiring = self.plan.settings.get("hiring")
        if not hiring:
            return None
        lead = (hiring.get("time_to_fill_days", 0) + hiring.get("notice_days", 0) + 7 * hiring.get("ramp_up_weeks", 0))
        return first_day - timedelta(days=math.ceil(lead))


def main():
    parser = argparse.ArgumentParser(description="Reference answers of Headroom's bottlenecks, one JSON line a plan.")
    parser.add_argument("plans", nargs="+", metavar="PLAN_DIR")
    parser.add_argument("--by", choices=["quarter", "month", "week"], default="quarter")
    arguments = parser.parse_args()
    for folder in arguments.plans:
        json.dump(Bottlenecks(Plan(folder), arguments.by).answer(), sys.stdout)
        print(flush=True)


if __name__ == "__main__":
    main()
