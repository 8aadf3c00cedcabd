"""How long the command line takes as a process, as ratios.

Run by hand: `python tests/benchmarks/bench_cli.py [ROUNDS]`. The runs are interleaved, so that
whatever else the machine does falls on both sides alike; medians are compared.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
SOLVE_GOAL = 2.5  # times `import numpy`, which no program with numpy can do without
LEVELS = 17  # T1 to L5

RUNS = {
    "numpy": ("-c", "import numpy"),
    "solve": ("-m", "spineviz", "solve", "--json"),
    "sweep": ("-m", "spineviz", "sweep", "--over", "roller.level=T1:L5", "--csv", "-"),
}

ENVIRONMENT = {
    **{key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"},
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}
"""Bytecode is kept, as it is of anything installed; without it every run compiles the package."""


def seconds(words: tuple[str, ...]) -> float:
    """Wall time of one Python process."""
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        # numpy alone gets the same single thread, which makes it start faster
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - started


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    for words in RUNS.values():
        seconds(words)  # fills the caches of files and bytecode
    times = {name: [] for name in RUNS}
    for _ in range(rounds):
        for name, words in RUNS.items():
            times[name].append(seconds(words))
    middle = {name: median(runs) for name, runs in times.items()}
    for name, value in middle.items():
        print(f"{name:6} {1e3 * value:7.0f} ms   median of {rounds}")
    ratio = middle["solve"] / middle["numpy"]
    verdict = "met" if ratio <= SOLVE_GOAL else "missed"
    print(f"spineviz solve / import numpy: {ratio:.2f} (goal {SOLVE_GOAL}: {verdict})")
    print(f"sweep T1-L5 / one solve: {middle['sweep'] / middle['solve']:.2f}, {LEVELS} scenes")
    beyond = (middle["sweep"] - middle["solve"]) / (LEVELS - 1)
    print(f"each further scene: {1e3 * beyond:.0f} ms")


if __name__ == "__main__":
    main()
