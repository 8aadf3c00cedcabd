"""One scene, one answer: random walks through scenes, each step solved warm and cold.

Run by hand: `python tests/campaigns/warm_and_cold.py [WALKS] [SEED]`. Every walk changes one
number of a random scene in small steps, as a slider does, or switches a choice and back. A line for
each family of scenes: steps taken, and how many ended elsewhere than a fresh start, or did not lead
to the same next one when kept lightly. It ends with 1 if any did.
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy
os.environ["OMP_NUM_THREADS"] = "1"

import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "simulation")]

from walks import FAMILIES, differ, walk  # noqa: E402

from spineviz.outcome import Balanced, Outcome  # noqa: E402
from spineviz.scene import Scene, SceneError  # noqa: E402
from spineviz.simulation.simulate import TOLERANCE, simulate  # noqa: E402
from spineviz.simulation.warm_start import balance_of, lightly  # noqa: E402


def made_again(found: Outcome) -> bool:
    """Whether the balance of an outcome that is kept lightly is the same, without a step."""
    if not isinstance(found, Balanced):
        return True
    again = balance_of(lightly(found), TOLERANCE * found.weight_N)
    return again is not None and again.pose.tobytes() == found.state.pose.tobytes()


def main(walks: int = 8, seed: int = 1) -> int:
    """So many walks in every family; how many steps had two answers."""
    found = 0
    for name, family in FAMILIES.items():
        rng = np.random.default_rng((seed, len(name)))
        tried = bad = 0
        for _ in range(walks):
            warm = None
            for scene in walk(rng, family(rng)):
                try:
                    cold = simulate(scene)
                except SceneError:
                    break
                kept = None if warm is None else simulate(scene, lightly(warm))
                warm = simulate(scene, warm)
                tried += 1
                another = differ(warm, cold) or (kept is not None and differ(kept, cold))
                if another or not made_again(warm):
                    bad += 1
                    different = dict(set(scene.to_dict().items()) - set(Scene().to_dict().items()))
                    print(f"  {name}: two answers of {different}")
                    break
        print(f"{name:12} {tried:6} steps, {bad} with two answers", flush=True)
        found += bad
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
