#!/usr/bin/env python3
"""Assertions on plans small enough to be computed by hand: python3 test_oracle.py"""

import sys
import tempfile
from pathlib import Path

from oracle import Bottlenecks, Calendar, Plan, decimal_sign_of, parse_number, parse_percent, parse_workdays


def answer(by="quarter", **files):
    """The answer for a plan given as text: people="...", demand="...", plan="..." (plan.yaml; as_of is added)."""
    with tempfile.TemporaryDirectory() as folder:
        settings = files.pop("plan", "")
        (Path(folder) / "plan.yaml").write_text("as_of: 2026-12-01\n" + settings)
        for name, text in files.items():
            (Path(folder) / f"{name}.csv").write_text(text)
        return Bottlenecks(Plan(folder), by).answer()


def near(a, b):
    return abs(a - b) < 1e-6


def one(rows, **key):
    """The only row with these values."""
    found = [row for row in rows if all(row[k] == v for k, v in key.items())]
    assert len(found) == 1, (key, found)
    return found[0]


def test_numbers_and_periods():
    assert parse_number("1 250,5", ",") == 1250.5 and parse_number("1'250.5") == 1250.5
    assert parse_number("50%") == 0.5 and parse_number("1.5M") == 1.5e6 and parse_number("250k") == 250e3
    assert parse_percent("50") == 0.5 == parse_percent("50%")
    assert [decimal_sign_of(t) for t in ("0.125", "1,250", "1234,567", "1,25", "1.000.000", "1.234,5")] == \
        [".", None, ",", ",", ",", ","]
    assert parse_workdays("sun-thu") == {6, 0, 1, 2, 3} and parse_workdays("mon,wed") == {0, 2}
    july = Calendar(7, "end")
    assert [d.isoformat() for d in july.span("2027-Q1")[:2]] == ["2026-07-01", "2026-09-30"]
    assert [d.isoformat() for d in july.span("2027")[:2]] == ["2026-07-01", "2027-06-30"]
    assert Calendar(7, "start").fiscal_quarter(Calendar().first_day("2027-01-15")) == (2026, 3)
    assert Calendar().span("2027-03-01", header=True) == Calendar().span("Mar-27") == Calendar().span("Mar 2027")
    assert Calendar(order="dmy").first_day("04/03/2027") == Calendar(order="mdy").first_day("03/04/2027")


def test_two_fte_in_a_week_with_a_holiday():
    """2 FTE of demand in a week with one public holiday is 64 hours; one person gives 32 of them."""
    a = answer("week", people="id,skills\nada,ux\n", holidays="date\n2027-03-03\n",
               demand="project,skill,fte,from,to\np,ux,2,2027-W09,2027-W09\n")
    assert a["periods"] == [{"period": "2027-W09", "from": "2027-03-01", "to": "2027-03-07", "standardHours": 32.0,
                             "past": False}]
    shortage = one(a["shortage"], basis="confirmed")
    assert near(shortage["demandHours"], 64) and near(shortage["shortHours"], 32)
    row = one(a["bottlenecks"], basis="confirmed")
    assert row["skills"] == ["ux"] and near(row["missingFTE"], 1) and near(row["hiresNeeded"], 1)
    assert row["holders"] == 1 and row["decideBy"] is None


def test_ramp_up():
    """Two hires from monday, a quarter of it at first, all of it after a week: day 2 (wednesday) is
    1/4 + 3/4 * 2/7 = 13/28 of 8 hours, twice."""
    a = answer("week", people="id,skills\nada,sql\n",
               hires="id,skills,count,start,ramp_up_weeks,ramp_up_from,status\n"
                     "h,ux,2,2027-03-01,1,0.25,approved\ni,ux,9,2027-03-01,,,planned\n",
               demand="project,skill,fte,from,to\np,ux,1,2027-03-03,2027-03-03\n")
    assert near(one(a["skills"], skill="ux", basis="all")["plannableFTE"], 2 * 13 / 28)
    assert near(one(a["capacity"])["grossHours"], 8 + 16)
    assert near(one(a["shortage"], basis="all")["shortHours"], 8 - 16 * 13 / 28)


def test_two_skills_short_together():
    """Ada knows both, bo only sql: 60 + 40 hours are wanted of 80. Cat, who draws, is no part of it.
    The cheap project yields first: `dear` is worth 4000 a week / 60 hours, `cheap` 400 / 40."""
    a = answer("week", people="id,skills\nada,ux; sql\nbo,sql\ncat,draw\n",
               projects="id,cost_of_delay\ncheap,400\ndear,4k\n",
               demand="project,skill,effort_hours,from,to\ncheap,ux,40,2027-W09,2027-W09\n"
                      "dear,sql,60,2027-W09,2027-W09\ndear,draw,10,2027-W09,2027-W09\n")
    row = one(a["bottlenecks"], basis="confirmed")
    assert row["skills"] == ["sql", "ux"] and near(row["missingHours"], 20) and row["holders"] == 2
    assert near(row["structuralHours"], 20) and near(row["peakFTE"], 0.5)
    assert near(a["hourPrice"]["cheap"], 10) and near(a["hourPrice"]["dear"], 4000 / 70)
    assert [(p["project"], round(p["demandHours"], 6), round(p["shortHours"], 6)) for p in row["projects"]] == \
        [("cheap", 40, 20), ("dear", 60, 0)]


def test_timing_and_structure():
    """60 hours in the first week, 10 in the second, of 40 each: 20 are missing, none of them over the month.
    With 30 in the second week 10 of the 20 stay."""
    for second, structural in ((10, 0), (30, 10)):
        a = answer("month", people="id,skills\nada,ux\n", plan="hiring: {time_to_fill_days: 30, ramp_up_weeks: 2}\n",
                   demand="project,skill,effort_hours,from,to\np,ux,60,2027-W09,2027-W09\n"
                          f"q,ux,{second},2027-W10,2027-W10\n")
        row = one(a["bottlenecks"], basis="all")
        assert near(row["missingHours"], 20) and near(row["structuralHours"], structural)
        assert near(one(a["shortage"], basis="all")["structuralHours"], structural)
        assert row["firstDay"] == "2027-03-01" and row["decideBy"] == "2027-01-16" and not row["decideByPassed"]
        assert near(row["missingFTE"], 0.25) and near(row["peakFTE"], 0.5)


def test_bookings():
    """Ada has 40 * 0.9 * 0.5 = 18 plannable hours. Half of them are booked on `won`; the pitch books 20 hours more:
    29 in all, scaled by 18/29, 11 too many. `won` has a demand row for 10 hours of her skill and is served
    9 * 18/29 hours; the pitch, without rows, wants its 20 hours for her role."""
    a = answer("week", people="id,role,team\nada,ux,blue\n", plan="run_work: 10%\n",
               teams="id,parent,target_utilisation\nblue,all,\nall,,50%\n",
               projects="id,status,probability,start,deadline\nwon,,,2027-03-01,2027-03-07\n"
                        "idea,pitch,25%,2027-03-01,2027-03-07\nold,done,,2027-03-01,2027-03-07\n",
               demand="project,skill,effort_hours\nwon,ux,10\n",
               assignments="person,project,percent,hours_per_week\nada,won,50,\nada,idea,,20\nada,old,100,\n")
    assert near(one(a["capacity"])["plannableHours"], 18) and near(one(a["capacity"])["freeHours"], 0)
    assert near(one(a["overbooked"])["excessHours"], 11)
    assert near(one(a["shortage"], basis="confirmed")["shortHours"], 10 - 9 * 18 / 29)
    assert near(one(a["shortage"], basis="expected")["demandHours"], 15)
    assert near(one(a["shortage"], basis="all")["shortHours"], 30 - 18)


def test_levels_teams_and_people():
    """Level 4 needs the expert; the red team has nobody who codes; bo's own task is bo's alone."""
    a = answer("week", people="id,skills,team\nada,code:4,blue\nbo,code:2,blue\ncy,ux,red\n",
               demand="project,skill,person,level,team,effort_hours,from,to\np,code,,4,,50,2027-W09,2027-W09\n"
                      "p,code,,1,red,5,2027-W09,2027-W09\np,,bo,,,44,2027-W09,2027-W09\n")
    rows = {tuple(r["skills"]): r for r in a["bottlenecks"] if r["basis"] == "confirmed"}
    assert set(rows) == {("code",), ("@bo",)}
    assert near(rows["code",]["missingHours"], 15) and rows["code",]["holders"] == 2
    assert near(rows["@bo",]["missingHours"], 4) and rows["@bo",]["holders"] == 1


def test_leave_and_profile():
    """5 days of leave in two weeks are half of each of ada's days; 80 hours over two days, front: u = 1/4, 3/4
    give 3 : 1."""
    a = answer("week", people="id,skills\nada,ux\n", absences="person,from,to,days\nada,2027-03-01,2027-03-14,5\n",
               demand="project,skill,effort_days,from,to,profile\np,ux,10,2027-03-05,2027-03-08,front\n")
    assert [near(c["netHours"], 4) for c in a["capacity"]] == [True, True]
    assert [round(s["demandHours"], 6) for s in a["shortage"] if s["basis"] == "all"] == [60, 20]


def test_placeholder_and_wide_tables():
    """A wide demand in percent, by month; a placeholder of 10 hours a week from wednesday: 3/5 of it in that week.
    Only the placeholder's project and the table's own set the horizon."""
    a = answer("month", people="id,skills\nada,ux\n", plan="unit: {demand: percent}\n",
               demand="project;skill;Mar-27;2027-04-01\np;ux;50%;\nq;sql;;200\n",
               assignments="person,skill,project,hours_per_week,from,to\n,ux,z,10,2027-04-28,2027-05-02\n")
    assert [p["to"] for p in a["periods"]] == ["2027-03-31", "2027-04-30", "2027-05-02"]
    hours = {(s["skill"], s["period"]): s["demandHours"] for s in a["skills"] if s["basis"] == "confirmed"}
    assert near(hours["ux", "2027-03"], 23 * 4) and near(hours["sql", "2027-04"], 22 * 16)
    assert near(hours["ux", "2027-04"], 6) and near(hours["ux", "2027-05"], 0)


def test_hour_prices():
    """Known: 100 (blank: priority 2 of 1, 2, 4 is the middle). First: * 8^1/2, last: / 8^1/2."""
    a = answer(people="id,skills\nada,ux\n", projects="id,priority,cost_of_delay\na,1,\nb,2,\nc,4,\nd,,\ne,,1000\n",
               demand="project,skill,effort_hours,from,to\n" + "".join(
                   f"{p},ux,20,2027-03-01,2027-03-14\n" for p in "abcde"))
    assert {p: round(v, 6) for p, v in a["hourPrice"].items()} == \
        {"a": round(100 * 8 ** 0.5, 6), "b": 100, "c": round(100 / 8 ** 0.5, 6), "d": 100, "e": 100}


if __name__ == "__main__":
    for name, test in list(globals().items()):
        if name.startswith("test_"):
            test()
            print("ok", name, file=sys.stderr)
