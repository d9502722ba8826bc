"""HiGHS on the instances of project selection, beside our own results.

    python selection.py FILE... [--seconds 60] [--only NAME,...] [--out highs.csv] [--ours results.csv]

One thread, relative gap 0, absolute gap just below one unit where all values are whole. The columns are
those of our own `select` command: instance, value, bound, gap = (bound - value) / value, seconds.
"""

import argparse
import csv
import math
import time

import highspy
import numpy

from selection_models import read


def solve(model, seconds, cpu=False):
    count, rows = len(model["values"]), model["rows"]
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    if not cpu:
        highs.setOptionValue("time_limit", float(seconds))
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", 0.999 if model["integral"] else 1e-6)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = count, len(rows)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = numpy.array(model["values"], dtype=float)
    lp.col_lower_, lp.col_upper_ = numpy.zeros(count), numpy.ones(count)
    infinity = highspy.kHighsInf
    lp.row_lower_ = numpy.array([-infinity if r[2] is None else r[2] for r in rows], dtype=float)
    lp.row_upper_ = numpy.array([infinity if r[3] is None else r[3] for r in rows], dtype=float)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lengths = [len(r[0]) for r in rows]
    lp.a_matrix_.start_ = numpy.concatenate([[0], numpy.cumsum(lengths)]).astype(numpy.int32)
    lp.a_matrix_.index_ = numpy.array([c for r in rows for c in r[0]], dtype=numpy.int32)
    lp.a_matrix_.value_ = numpy.array([a for r in rows for a in r[1]], dtype=float)
    lp.integrality_ = [highspy.HighsVarType.kInteger] * count
    clock = time.process_time if cpu else time.monotonic
    start = clock()
    if cpu:
        def stop(event):
            event.interrupt(clock() - start > seconds)
        highs.cbMipInterrupt.subscribe(stop)
    highs.passModel(lp)
    highs.run()
    elapsed = clock() - start
    info = highs.getInfo()
    if highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
        return None, None, elapsed
    value, bound = info.objective_function_value, info.mip_dual_bound
    if model["integral"]:
        value, bound = round(value), math.floor(bound + 1e-6)
    return value, max(bound, value), elapsed


def row(name, value, bound, seconds):
    gap = "" if value is None else f"{(bound - value) / value if value else 0:.6f}"
    return [name, "" if value is None else value, "" if bound is None else bound, gap, f"{seconds:.1f}"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--cpu", action="store_true", help="count processor time, on a busy machine")
    parser.add_argument("--only", help="names of instances, comma-separated")
    parser.add_argument("--out", help="where to write the results as CSV")
    parser.add_argument("--ours", help="results of our select command, for a table side by side")
    options = parser.parse_args()
    ours = {}
    if options.ours:
        with open(options.ours) as file:
            ours = {line["instance"]: line for line in csv.DictReader(file)}
    only = set(options.only.split(",")) if options.only else None
    results = [["instance", "value", "bound", "gap", "seconds"]]
    worse = 0
    print(f"{'instance':<16}{'value':>10}{'bound':>10}{'gap':>10}{'s':>7}   | ours")
    for path in options.files:
        for model in read(path):
            name = model["name"]
            if only and name not in only:
                continue
            results.append(row(name, *solve(model, options.seconds, options.cpu)))
            line = "{:<16}{:>10}{:>10}{:>10}{:>7}".format(*map(str, results[-1]))
            if name in ours:
                mine = ours[name]
                line += " | {value:>10}{bound:>10}{gap:>10}{seconds:>7}".format(**mine)
                if float(mine["gap"] or 0) > float(results[-1][3] or 0) + 1e-6:
                    worse += 1
                    line += "  larger gap"
            print(line, flush=True)
            if options.out:
                with open(options.out, "w", newline="") as file:
                    csv.writer(file).writerows(results)
    if ours:
        print(f"{worse} of {len(results) - 1} instances with a larger gap than HiGHS")


if __name__ == "__main__":
    main()
