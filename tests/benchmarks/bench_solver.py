"""How fast the solver is, as ratios to what no solver can do without.

Run by hand: `python tests/benchmarks/bench_solver.py [ROUNDS]`. All runs of one comparison are
interleaved, so that whatever else the machine does falls on both sides alike; medians are compared.
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy: one core, like one frame of a drag
os.environ["OMP_NUM_THREADS"] = "1"

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from spineviz.mechanics.energy import Energy
from spineviz.mechanics.equilibrium import MOMENT_ARM, follow, solve
from spineviz.scene import ROLLED_LEVELS, Scene
from spineviz.simulation.building import build, cold_start, energy_of
from spineviz.simulation.place import roller_track
from spineviz.simulation.simulate import TOLERANCE, simulate

STEP = 2.0  # mm, of the roller between two frames of a drag
STEPS_GOAL, STEP_TIME_GOAL = 3, 4.0
TRUST_EXACT_GOAL, LBFGS_GOAL = 5.0, 50.0
SCENES = [Scene(roller_level=level) for level in ("T4", "T8", "L3")]


def timed(work: Callable[..., object], *words: object) -> tuple[float, object]:
    started = time.perf_counter()
    result = work(*words)
    return time.perf_counter() - started, result


def seconds(work: Callable[..., object], *words: object) -> float:
    return timed(work, *words)[0]


def told(what: str, value: float, unit: str, goal: str = "", met: bool | None = None) -> None:
    verdict = "" if met is None else f"   goal {goal}: {'met' if met else 'missed'}"
    print(f"{what:52} {value:9.2f} {unit:6}{verdict}")


def unit_cost(scene: Scene, held: bool = True) -> Callable[[], object]:
    """One evaluation of energy, gradient and Hessian, and one dense solve with it; `held` tells
    whether neighbouring pads hold each other."""
    person, model = build(scene)
    energy = energy_of(person, model, held)
    pose = simulate(scene).state.pose

    def work() -> object:
        _, gradient, hessian = energy(pose)
        return np.linalg.solve(hessian, gradient)

    return work


def cold(rounds: int) -> dict[str, float]:
    """Medians of one unit and of one solve from scratch, in seconds."""
    units = [unit_cost(scene) for scene in SCENES]
    times: dict[str, list[float]] = {"unit": [], "solve": [], "simulate": []}
    steps = []
    for _ in range(rounds):
        for scene, unit in zip(SCENES, units, strict=True):
            times["unit"].append(seconds(unit))
            person, model = build(scene)
            tolerance = TOLERANCE * person.weight
            taken, found = timed(
                solve, energy_of(person, model), cold_start(person, model), tolerance
            )
            times["solve"].append(taken)
            steps.append(found.steps)
            times["simulate"].append(seconds(simulate, scene))
    middle = {name: median(values) for name, values in times.items()}
    told("one evaluation and one dense solve", 1e3 * middle["unit"], "ms")
    told("cold solve", 1e3 * middle["solve"], "ms")
    told("cold solve / (evaluation + dense solve)", middle["solve"] / middle["unit"], "x")
    told("Newton steps of a cold solve", median(steps), "steps")
    told("simulate, cold, with its report", 1e3 * middle["simulate"], "ms")
    return middle


def warm(rounds: int, kind: str, goals: bool) -> None:
    """A roller dragged down the whole back by 2 mm a frame."""
    scene = Scene(roller_kind=kind)
    unit = unit_cost(scene)
    end = roller_track(scene).position_mm[-1]
    units, solves, reports, steps = [], [], [], []
    for _ in range(rounds):
        outcome = simulate(scene.set("roller.position_mm", 0.0))
        for position in np.arange(STEP, end, STEP):
            moved = scene.set("roller.position_mm", float(position))
            units.append(seconds(unit))
            person, model = build(moved)
            energy, tolerance = energy_of(person, model), TOLERANCE * person.weight
            solves.append(seconds(follow, outcome.state, energy, tolerance))
            taken, outcome = timed(simulate, moved, outcome)
            reports.append(taken)
            steps.append(outcome.iterations)
    print(f"-- {kind}, {len(steps)} steps of {STEP:g} mm")
    goal = (str(STEPS_GOAL), median(steps) <= STEPS_GOAL) if goals else ("", None)
    told("Newton steps, median", median(steps), "steps", *goal)
    told("Newton steps, p95", float(np.percentile(steps, 95)), "steps")
    ratio = median(solves) / median(units)
    goal = (f"{STEP_TIME_GOAL:g}", ratio <= STEP_TIME_GOAL) if goals else ("", None)
    told("warm step / (evaluation + dense solve)", ratio, "x", *goal)
    told("warm step", 1e3 * median(solves), "ms")
    told("simulate, warm, with its report, median", 1e3 * median(reports), "ms")
    told("simulate, warm, with its report, p95", 1e3 * float(np.percentile(reports, 95)), "ms")


def others(rounds: int) -> None:
    """Optimisers of scipy on the very same energy, from the same start to the same residual."""
    ratios: dict[str, list[float]] = {"trust-exact": [], "L-BFGS-B": []}
    residuals: dict[str, list[float]] = {name: [] for name in ratios}
    for _ in range(rounds):
        for scene in SCENES:
            person, model = build(scene)
            energy, start = energy_of(person, model), cold_start(person, model)
            tolerance = TOLERANCE * person.weight
            ours = seconds(solve, energy, start, tolerance)
            for method in ratios:
                taken, residual = timed(by_scipy, method, energy, start, tolerance)
                ratios[method].append(taken / ours)
                residuals[method].append(residual / tolerance)
    for method, goal in (("trust-exact", TRUST_EXACT_GOAL), ("L-BFGS-B", LBFGS_GOAL)):
        ratio = median(ratios[method])
        told(f"scipy {method} / cold solve", ratio, "x", f">= {goal:g}", ratio >= goal)
        told("   its residual / the tolerance, worst", max(residuals[method]), "x")


def by_scipy(method: str, energy: Energy, start: np.ndarray, tolerance: float) -> float:
    """Residual (N) that scipy reaches; angles count as lengths, as they do in our own solver."""
    scale = np.tile([1, 1, 1 / MOMENT_ARM], len(start))

    def slope(q: np.ndarray) -> tuple[float, np.ndarray]:
        value, gradient, _ = energy.slope((q * scale).reshape(-1, 3))
        return value, gradient * scale

    def hessian(q: np.ndarray) -> np.ndarray:
        return energy((q * scale).reshape(-1, 3))[2] * np.outer(scale, scale)

    exact = method == "trust-exact"
    options: dict[str, float] = {"gtol": tolerance, "maxiter": 100_000}
    if not exact:
        options |= {"maxfun": 100_000, "ftol": 0.0, "maxcor": 20}
    found = minimize(
        slope,
        start.ravel() / scale,
        jac=True,
        hess=hessian if exact else None,
        method=method,
        options=options,
    )
    return float(np.max(np.abs(slope(found.x)[1])))


def sweep(rounds: int) -> None:
    """All levels from T1 to L5 against one cold solve."""
    ones, alls = [], []
    for _ in range(rounds):
        ones.append(seconds(simulate, Scene()))
        alls.append(seconds(lambda: [simulate(Scene(roller_level=each)) for each in ROLLED_LEVELS]))
    told(f"sweep T1-L5, {len(ROLLED_LEVELS)} scenes", 1e3 * median(alls), "ms")
    told("sweep T1-L5 / one cold scene", median(alls) / median(ones), "x")


def neighbours(rounds: int) -> None:
    """What it costs that neighbouring pads hold each other, for one unit."""
    for scene in SCENES:
        held, alone = unit_cost(scene), unit_cost(scene, held=False)
        pairs = [(seconds(held), seconds(alone)) for _ in range(10 * rounds)]
        with_, without = (median(column) for column in zip(*pairs, strict=True))
        told(f"one unit with neighbours, {scene.roller_level}", with_ * 1e3, "ms")
        told("  against one without", with_ / without, "times")


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    simulate(Scene())  # reads the tables
    cold(3 * rounds)
    for kind in ("foam", "grid", "rigid"):
        warm(max(1, rounds // 3), kind, goals=kind == "foam")
    print("-- neighbours")
    neighbours(rounds)
    print("-- other optimisers")
    others(rounds)
    print("-- sweep")
    sweep(rounds)


if __name__ == "__main__":
    main()
