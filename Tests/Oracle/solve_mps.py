"""Prints "objective" and the optimum of each MPS file named, one a line, as HiGHS finds it.

Needs highspy. Usage: solve_mps.py FILE ...
"""

import sys

import highspy


def main() -> int:
    for path in sys.argv[1:]:
        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("primal_feasibility_tolerance", 1e-9)
        solver.setOptionValue("dual_feasibility_tolerance", 1e-9)
        if solver.readModel(path) == highspy.HighsStatus.kError:
            print("objective unreadable")
            continue
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            print("objective", solver.modelStatusToString(solver.getModelStatus()).replace(" ", "_"))
            continue
        print("objective", repr(solver.getInfo().objective_function_value))
    return 0


if __name__ == "__main__":
    sys.exit(main())
