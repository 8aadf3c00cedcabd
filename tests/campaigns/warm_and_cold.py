"""One scene, one answer: random walks through scenes, each step solved warm and cold.

Run by hand: `python tests/campaigns/warm_and_cold.py [WALKS] [SEED]`. Every walk changes one
number of a random scene in small steps, as a slider does, or switches a choice and back. A line for
each family of scenes: steps taken, and how many ended elsewhere than a fresh start, or did not come
again to the last bit from where they had come to rest. It ends with 1 if any did.
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

from spineviz.mechanics.rest import rest_of  # noqa: E402
from spineviz.outcome import Balanced, Outcome  # noqa: E402
from spineviz.scene import Scene, SceneError  # noqa: E402
from spineviz.simulation.simulate import simulate  # noqa: E402


def made_again(found: Outcome) -> bool:
    """Whether an outcome comes again from its rest alone, without a step."""
    if not isinstance(found, Balanced):
        return True
    again = simulate(found.scene, rest=rest_of(found.state))
    same = isinstance(again, Balanced) and again.state.pose.tobytes() == found.state.pose.tobytes()
    return same and again.iterations == 0


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
                warm = simulate(scene, warm)
                tried += 1
                if differ(warm, cold) or not made_again(warm):
                    bad += 1
                    different = dict(set(scene.to_dict().items()) - set(Scene().to_dict().items()))
                    print(f"  {name}: two answers of {different}")
                    break
        print(f"{name:12} {tried:6} steps, {bad} with two answers", flush=True)
        found += bad
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
