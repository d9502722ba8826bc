"""Compares Headroom's interior-point method with HiGHS on the same allocation models.

    python -m venv .build/peers && .build/peers/bin/pip install -r Benchmarks/peers/requirements.txt
    swift build -c release --package-path Benchmarks --product allocation
    .build/peers/bin/python Benchmarks/peers/allocation.py --time-limit 600 \
        "--people 1000 --lines 400 --weeks 52 --kind weekly" \
        "--people 1000 --lines 400 --weeks 52 --kind windows-budgets"
    .build/peers/bin/python Benchmarks/peers/allocation.py --model plan.mps --ours 0.42

Each instance is drawn and solved by the `allocation` benchmark, which writes the very model it solved as
MPS. HiGHS reads that file and solves it by interior point without and with crossover, by simplex, and by
PDLP; the fastest that reaches an optimum counts. Both sides: one thread, CPU seconds from the model in
memory to the optimum. A method that meets the time limit (of the wall clock) has its CPU seconds printed as
"> ". `--model` takes any MPS file, with Headroom's CPU seconds and objective, if known, beside it.

The table: instance, variables, ours, theirs, by which method, ratio, relative difference of the objectives,
and the seconds of the other methods.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time

import highspy

METHODS = {
    "ipm": {"solver": "ipm", "run_crossover": "off"},
    "ipm + crossover": {"solver": "ipm", "run_crossover": "on"},
    "simplex": {"solver": "simplex"},
    "pdlp": {"solver": "pdlp"},
}


def solve(path, method, limit):
    """CPU seconds, objective and whether it is optimal, by one method of HiGHS."""
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    if solver.readModel(path) == highspy.HighsStatus.kError:
        sys.exit(f"{path}: HiGHS cannot read it")
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("parallel", "off")
    if limit:
        solver.setOptionValue("time_limit", float(limit))
    for name, value in METHODS[method].items():
        solver.setOptionValue(name, value)
    begin = time.process_time()
    solver.run()
    seconds = time.process_time() - begin
    is_optimal = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    columns = solver.getLp().num_col_
    return seconds, solver.getInfo().objective_function_value, is_optimal, columns


def fastest(path, methods, limit):
    """The fastest method that is optimal: seconds, objective, method (None where none is); the columns of
    the model; and the seconds of the others in words."""
    runs, columns = [], 0
    for method in methods:
        seconds, objective, is_optimal, columns = solve(path, method, limit)
        print(
            f"  {method}: {seconds:.2f} s{'' if is_optimal else ', no optimum'}", file=sys.stderr
        )
        runs.append((seconds, objective, is_optimal, method))
    best = min((run for run in runs if run[2]), default=None)
    others = [
        f"{method} {'' if is_optimal else '> '}{seconds:.1f}"
        for seconds, _, is_optimal, method in runs
        if best is None or method != best[3]
    ]
    return best and (best[0], best[1], best[3]), columns, "; ".join(others)


def ours(program, instance, path):
    """CPU seconds and objective of the `allocation` benchmark; the model is left at `path`."""
    run = subprocess.run(
        [program, *instance.split(), "--threads", "1", "--mps", path],
        check=True, capture_output=True, text=True,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )
    print("  " + run.stdout.replace("\n", "\n  ").rstrip(), file=sys.stderr)
    seconds = float(re.search(r"CPU seconds +([0-9.]+)", run.stdout).group(1))
    objective = float(re.search(r"objective +(-?[0-9.]+)", run.stdout).group(1))
    return seconds, objective


def row(name, columns, mine, theirs, others):
    def seconds(value):
        return f"{value:.3f}" if value is not None else "-"

    their_seconds, their_objective, method = theirs if theirs else (None, None, "none in time")
    ratio = f"{their_seconds / mine[0]:.1f}" if theirs and mine[0] else "-"
    difference = "-"
    if theirs and mine[1] is not None:
        difference = f"{abs(mine[1] - their_objective) / (1 + abs(their_objective)):.1e}"
    return (
        f"| {name} | {columns} | {seconds(mine[0])} | {seconds(their_seconds)} | {method} "
        f"| {ratio} | {difference} | {others} |"
    )


def main():
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("instances", nargs="*", help="options of the allocation benchmark, quoted")
    parser.add_argument("--model", help="an MPS file instead")
    parser.add_argument("--ours", type=float, help="Headroom's CPU seconds on --model")
    parser.add_argument("--objective", type=float, help="Headroom's objective on --model")
    parser.add_argument("--time-limit", type=float, default=0, help="seconds for each method")
    parser.add_argument("--methods", default=",".join(METHODS), help="which of HiGHS's methods")
    parser.add_argument(
        "--program", default=os.path.join(root, ".build", "release", "allocation"),
        help="the built benchmark",
    )
    options = parser.parse_args()
    methods = options.methods.split(",")
    for name in methods:
        if name not in METHODS:
            parser.error(f"{name} is none of {', '.join(METHODS)}")

    print(
        "| instance | variables | ours, s | HiGHS, s | by | ratio | objective difference | others, s |"
    )
    print("|---|---|---|---|---|---|---|---|", flush=True)
    if options.model:
        theirs, columns, others = fastest(options.model, methods, options.time_limit)
        mine = (options.ours, options.objective)
        print(row(options.model, columns, mine, theirs, others), flush=True)
    for instance in options.instances:
        print(instance, file=sys.stderr)
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "model.mps")
            mine = ours(options.program, instance, path)
            theirs, columns, others = fastest(path, methods, options.time_limit)
        print(row(instance, columns, mine, theirs, others), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
