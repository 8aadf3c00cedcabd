"""One scene, one answer: random walks through scenes, each step solved warm and cold.

Run by hand: `python tests/campaigns/warm_and_cold.py [SECONDS] [SEED]`. Every walk changes one
number of a random scene in small steps, as a slider does, or switches a choice and back. A line for
each family of scenes: steps taken, and how many ended elsewhere than a fresh start. It ends with 1
if any did.
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy
os.environ["OMP_NUM_THREADS"] = "1"

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "simulation")]

from random_scenes import at, back_length, random_scene  # noqa: E402

from spineviz.outcome import Outcome, Rolled  # noqa: E402
from spineviz.scene import QUANTITIES, Scene, SceneError  # noqa: E402
from spineviz.simulation.simulate import simulate  # noqa: E402

STEPS = 12  # of a walk
APART = 1e-4  # relative: far above what two searches of one balance leave between them
NUMBERS = [q for q in QUANTITIES if q.step and q.key != "roller.position_mm"]
CHOICES = [
    q for q in QUANTITIES if q.choices and not q.many and q.key not in ("roller.level", "task")
]


def person(rng: np.random.Generator) -> Scene:
    return random_scene(rng).set_all({"lean_deg": 0.0, "roller.kind": "foam"})


FAMILIES: dict[str, Callable[[np.random.Generator], Scene]] = {
    "default": lambda rng: Scene(),
    "lean to 10": lambda rng: Scene(lean_deg=float(rng.integers(-10, 11))),
    "lean": lambda rng: Scene(lean_deg=float(rng.integers(-30, 31))),
    "face down": lambda rng: Scene(face="down"),
    "wheels": lambda rng: Scene().set("roller.kind", str(rng.choice(("wheel-25", "wheel-15")))),
    "persons": person,
    "upright": lambda rng: random_scene(rng).set("lean_deg", 0.0),
    "all": random_scene,
}


def walk(rng: np.random.Generator, scene: Scene) -> Iterator[Scene]:
    """Scenes of one walk, none far from the one before."""
    position = rng.uniform(0, back_length(scene))
    kind = rng.choice(("roll", "roll", "number", "number", "choice"))
    quantity = NUMBERS[int(rng.integers(len(NUMBERS)))]
    switched = CHOICES[int(rng.integers(len(CHOICES)))]
    for n in range(STEPS):
        end = back_length(scene)
        if kind == "roll":
            position += float(rng.choice((2, 2, 5, -5, 15, -15, 25)))
        elif kind == "number":
            step = float(rng.integers(-2, 4)) * quantity.step
            value = min(max(float(scene.get(quantity.key)) + step, quantity.low), quantity.high)
            scene = scene.set(quantity.key, value)
        else:
            before = scene.get(switched.key)
            scene = scene.set(switched.key, str(rng.choice(switched.choices)) if n % 2 else before)
        position = min(max(position, 0.0), end)
        yield at(scene, min(position, back_length(scene)))


def differ(one: Outcome, other: Outcome) -> bool:
    """Whether two outcomes of a scene are two answers."""
    if not (isinstance(one, Rolled) and isinstance(other, Rolled)):
        return one.converged != other.converged
    a, b = (
        np.array([each.roller.force_N, each.roller.peak_kPa, each.roller.spine_share])
        for each in (one, other)
    )
    return bool(np.any(np.abs(a - b) > APART * np.maximum(np.abs(b), 1e-3)))


def main(seconds: float = 60.0, seed: int = 1) -> int:
    """Walk in every family for its share of the time; how many steps had two answers."""
    found = 0
    for name, family in FAMILIES.items():
        rng = np.random.default_rng((seed, len(name)))
        until = time.monotonic() + seconds / len(FAMILIES)
        tried = bad = 0
        while time.monotonic() < until:
            warm = None
            for scene in walk(rng, family(rng)):
                try:
                    cold = simulate(scene)
                except SceneError:
                    break
                warm = simulate(scene, warm)
                tried += 1
                if differ(warm, cold):
                    bad += 1
                    different = dict(set(scene.to_dict().items()) - set(Scene().to_dict().items()))
                    print(f"  {name}: two answers of {different}")
                    break
        print(f"{name:12} {tried:6} steps, {bad} with two answers", flush=True)
        found += bad
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*(float(word) for word in sys.argv[1:2]), *(int(word) for word in sys.argv[2:3])))
