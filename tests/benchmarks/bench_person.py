"""What a new person and each number of the side panel cost, as ratios within one run.

Run by hand: `python tests/benchmarks/bench_person.py [ROUNDS]`. Processor time, medians; what is
compared is interleaved.
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy: one core, like one frame of a drag
os.environ["OMP_NUM_THREADS"] = "1"

import sys
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from spineviz.anatomy.person import person_of
from spineviz.mechanics.equilibrium import settle
from spineviz.scene import QUANTITIES, Scene
from spineviz.simulation.building import build, cold_start, energy_of
from spineviz.simulation.lanes import lanes_of
from spineviz.simulation.simulate import TOLERANCE, simulate

PERSON_GOAL, NUMBER_GOAL = 0.5, 1.5
ROLL = "roller.position_mm"
STEPS = 12


def new_person(rounds: int) -> None:
    """A person never built before against one cold solve."""
    building, solving = [], []
    for n in range(10 * rounds):
        scene = Scene().set("person.mass_kg", 60 + 0.037 * n)
        started = time.process_time()
        person = person_of(scene)
        lanes_of(person)
        person.bed(person.half)
        built = time.process_time()
        person, model = build(scene)
        energy, start = energy_of(person, model), cold_start(person, model)
        ready = time.process_time()
        settle(energy, start, TOLERANCE * person.weight)
        building.append(built - started)
        solving.append(time.process_time() - ready)
    ratio = median(building) / median(solving)
    print(f"new person {1e3 * median(building):.2f} ms, cold solve {1e3 * median(solving):.2f} ms:")
    print(f"  {ratio:.2f}   goal {PERSON_GOAL}: {'met' if ratio <= PERSON_GOAL else 'missed'}")


def numbers(rounds: int) -> None:
    """Each number moved by a part of its step a frame, against the roller dragged by 2 mm."""
    moved = {q.key: 0.21 * q.step for q in QUANTITIES if q.step} | {ROLL: 2.0}
    times: dict[str, list[float]] = {key: [] for key in moved}
    for turn in range(rounds):
        for key, step in moved.items():
            quantity = next(q for q in QUANTITIES if q.key == key)
            base = Scene().set(ROLL, 300.0)
            value = float(base.get(key)) + 0.013 * turn * step
            sign = 1 if value + (STEPS + 1) * step <= quantity.high else -1
            if sign < 0:
                value -= 2 * 0.013 * turn * step
            outcome = simulate(base.set(key, value))
            for _ in range(STEPS):
                value += sign * step
                scene = base.set(key, value)
                started = time.process_time()
                outcome = simulate(scene, outcome)
                times[key].append(time.process_time() - started)
    roll = median(times[ROLL])
    print(f"the roller dragged by 2 mm: {1e3 * roll:.2f} ms a frame")
    for key, taken in times.items():
        ratio = median(taken) / roll
        verdict = "met" if ratio <= NUMBER_GOAL else "missed"
        print(f"  {key:28} {ratio:5.2f}   goal {NUMBER_GOAL}: {verdict}")


if __name__ == "__main__":
    times_over = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    simulate(Scene())  # reads the tables
    new_person(times_over)
    numbers(times_over)
