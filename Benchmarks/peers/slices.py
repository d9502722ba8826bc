"""The fewest slices of tiny instances, by HiGHS' mixed-integer programmes, against those of `staffing`.

    python3 slices.py STAFFING [--count 200] [--seconds 10] [--work DIR]

STAFFING is the benchmark's executable. Each instance has up to 12 people, 8 weeks and 6 lines. Its optimum
in hours is taken from `spread.py`'s file; in each week the hours of each line, and of all people of one rate,
stay what they are, and the number of pairs of person and line is least. A week is a programme of its own: no
pair of one week changes another's, and has so many seconds. The last line of the output has the sums, their ratio,
and how many instances are within a tenth of the fewest that were found.
"""

import argparse
import os
import subprocess
import sys
import tempfile

import highspy
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))


def read(path):
    numbers = np.fromfile(path, dtype="<f8")
    people, lines, weeks, classes, arcs, uses, groups = numbers[:7].astype(int)
    at = 7

    def take(*shape):
        nonlocal at
        size = int(np.prod(shape))
        part = numbers[at:at + size].reshape(shape)
        at += size
        return part

    class_of = take(people).astype(int)
    hours = take(people, weeks)
    rate = take(classes)
    arc = take(arcs, 2).astype(int)
    line = take(lines, 8)
    take(groups, (weeks + 12) // 13)
    take(1)
    use = take(uses, 4)
    skills = [set() for _ in range(classes)]
    for k, s in arc:
        skills[k].add(s)
    return class_of, hours, rate, skills, line, use


def fewest(path, seconds=10.0):
    """For all weeks together the fewest pairs, and the bound where the time was not enough."""
    class_of, hours, rate, skills, line, use = read(path)
    total, bound = 0, 0
    for week in range(hours.shape[1]):
        now = use[use[:, 0] == week]
        asked = np.zeros(len(line))
        given = {}
        for _, k, j, h in now:
            asked[int(j)] += h
            given[rate[int(k)]] = given.get(rate[int(k)], 0) + h
        asked[asked < 1e-3] = 0
        pairs = [(p, j) for p in range(len(class_of)) for j in range(len(line))
                 if asked[j] > 0 and hours[p, week] > 0 and int(line[j, 0]) in skills[class_of[p]]]
        if not pairs:
            continue
        highs = highspy.Highs()
        highs.setOptionValue("output_flag", False)
        highs.setOptionValue("threads", 1)
        highs.setOptionValue("time_limit", seconds)
        highs.setOptionValue("mip_rel_gap", 0.0)
        highs.setOptionValue("mip_feasibility_tolerance", 1e-9)
        n = len(pairs)
        for p, j in pairs:
            highs.addVar(0, min(hours[p, week], asked[j]))
        for p, j in pairs:
            highs.addVar(0, 1)
        for i in range(n):
            highs.changeColIntegrality(n + i, highspy.HighsVarType.kInteger)
            highs.changeColCost(n + i, 1.0)
        # A microhour of freedom for what rounds.
        free = 1e-4
        for i, (p, j) in enumerate(pairs):
            most = min(hours[p, week], asked[j])
            highs.addRow(-highspy.kHighsInf, 0, 2, np.array([i, n + i], dtype=np.int32), np.array([1.0, -most]))
        for p in range(len(class_of)):
            mine = np.array([i for i, pair in enumerate(pairs) if pair[0] == p], dtype=np.int32)
            if len(mine):
                highs.addRow(-highspy.kHighsInf, hours[p, week], len(mine), mine, np.ones(len(mine)))
        for j in range(len(line)):
            mine = np.array([i for i, pair in enumerate(pairs) if pair[1] == j], dtype=np.int32)
            if len(mine):
                highs.addRow(asked[j] - free, asked[j] + free, len(mine), mine, np.ones(len(mine)))
        for r, h in given.items():
            mine = np.array([i for i, pair in enumerate(pairs) if rate[class_of[pair[0]]] == r], dtype=np.int32)
            highs.addRow(h - free, h + free, len(mine), mine, np.ones(len(mine)))
        highs.run()
        info = highs.getInfo()
        if highs.getModelStatus() not in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kTimeLimit):
            sys.exit(f"{path}: week {week}: {highs.getModelStatus()}")
        total += round(info.objective_function_value)
        bound += int(np.ceil(info.mip_dual_bound - 1e-6))
    return total, bound


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("staffing")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--work", default=os.path.join(tempfile.gettempdir(), "slices"))
    a = parser.parse_args()
    os.makedirs(a.work, exist_ok=True)
    rng = np.random.default_rng(1)
    paths = []
    for number in range(a.count):
        path = os.path.join(a.work, f"{number}.bin")
        people, lines = rng.integers(4, 13), rng.integers(2, 7)
        skills = rng.integers(1, 5)
        options = ["--windows"] if number % 2 else []
        subprocess.run(
            [sys.executable, os.path.join(HERE, "spread.py"), "--seed", str(number), "--people", str(people),
             "--lines", str(lines), "--weeks", "8", "--skills", str(skills), *options, path],
            check=True, stdout=subprocess.DEVNULL)
        paths.append(path)
    output = subprocess.run([a.staffing, "--count", *paths], check=True, capture_output=True, text=True).stdout
    ours = [int(text) for text in output.split()]
    sums = np.zeros(3, dtype=int)
    worst = (1.0, "")
    near = 0
    for path, count in zip(paths, ours):
        best, bound = fewest(path, a.seconds)
        sums += [count, best, bound]
        near += count <= 1.1 * best
        if best and count / best > worst[0]:
            worst = (count / best, path)
        print(os.path.basename(path), count, best, bound, flush=True)
    print(f"slices {sums[0]}, fewest {sums[1]} (proven {sums[2]}): {sums[0] / sums[1]:.4f}; worst {worst[0]:.3f} in {worst[1]}; "
          f"{near} of {len(paths)} within a tenth")


if __name__ == "__main__":
    main()
