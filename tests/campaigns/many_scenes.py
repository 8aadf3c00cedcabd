"""Random scenes: in balance, ledgers that sum, one answer from wherever, believable or refused.

Run by hand: `python tests/campaigns/many_scenes.py [SCENES] [FIRST] [PROCESSES]`; 60 scenes take
about half a minute, 20,000 some hours. Every scene is drawn from its number alone, so a fault is
seen again with `many_scenes.py 1 NUMBER`. It tells each fault, how many scenes have no numbers for
which reason, and for which values of each key; and ends with 1 if there was a fault.
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy
os.environ["OMP_NUM_THREADS"] = "1"

import multiprocessing
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
from msgspec import Struct, field

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "simulation")]

from faults import faults_of  # noqa: E402
from random_scenes import at, back_length, numbered_scene  # noqa: E402
from walks import NUMBERS, differ  # noqa: E402

from spineviz.outcome import Balanced  # noqa: E402
from spineviz.scene import QUANTITIES, Scene, SceneError  # noqa: E402
from spineviz.simulation.place import roller_mm  # noqa: E402
from spineviz.simulation.simulate import simulate  # noqa: E402

THIRDS = ("low", "middle", "high")


class Tried(Struct, frozen=True):
    """What came of one scene: the kind of its refusal or "", and what is wrong with it."""

    number: int
    scene: Scene
    refused: str
    faults: tuple[str, ...] = field(default=())


def beside(scene: Scene, rng: np.random.Generator) -> Scene:
    """A scene a small step away, from which a warm start might come."""
    if rng.random() < 0.5:
        place = roller_mm(scene) + rng.uniform(-25, 25)
        return at(scene, min(max(place, 0.0), back_length(scene)))
    quantity = NUMBERS[int(rng.integers(len(NUMBERS)))]
    value = float(scene.get(quantity.key)) + rng.uniform(-4, 4) * quantity.step
    return scene.set(quantity.key, min(max(value, quantity.low), quantity.high))


def tried(number: int) -> Tried:
    """Solve one scene from its own start and from one beside it."""
    scene = numbered_scene(number)
    try:
        outcome = simulate(scene)
    except SceneError as error:
        return Tried(number, scene, "impossible", () if str(error) else ("no sentence",))
    try:
        there = simulate(beside(scene, np.random.default_rng((number, 1))))
    except SceneError:
        there = None
    faults = ["another answer from beside it"] if differ(simulate(scene, there), outcome) else []
    if isinstance(outcome, Balanced):
        return Tried(number, scene, "", (*faults, *faults_of(outcome)))
    alert = outcome.alerts[0]
    if not alert.text.endswith("."):
        faults.append("no sentence")
    return Tried(number, scene, alert.saying.kind.removeprefix("alert."), tuple(faults))


def by_key(all_tried: list[Tried]) -> Iterator[tuple[str, str, int, int]]:
    """Key, value (of a number its third of the range), refused, tried."""
    for quantity in QUANTITIES:
        if quantity.key in ("roller.level", "roller.position_mm"):
            continue
        there: Counter[str] = Counter()
        lost: Counter[str] = Counter()
        for each in all_tried:
            value = each.scene.get(quantity.key)
            if quantity.many:
                words = value or ("nothing",)
            elif quantity.choices:
                words = (value,)
            else:
                share = (value - quantity.low) / (quantity.high - quantity.low)
                words = (THIRDS[min(int(3 * share), 2)],)
            there.update(words)
            lost.update(words if each.refused else ())
        for word, count in sorted(there.items()):
            yield quantity.key, word, lost[word], count


def main(scenes: int = 60, first: int = 0, processes: int = 1) -> int:
    """Try scenes; 1 if any had a fault."""
    numbers = range(first, first + scenes)
    if processes > 1:
        with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
            all_tried = list(pool.map(tried, numbers, chunksize=10))
    else:
        all_tried = [tried(number) for number in numbers]
    faulty = [each for each in all_tried if each.faults]
    for each in faulty:
        print(f"scene {each.number}: {'; '.join(each.faults)}")
    reasons = Counter(each.refused for each in all_tried if each.refused)
    print(f"{scenes} scenes, {sum(reasons.values())} without numbers, {len(faulty)} with a fault")
    for reason, count in reasons.most_common():
        print(f"  {reason:24} {count:6}  {100 * count / scenes:5.1f} %")
    print("without numbers, by key")
    for key, word, lost, count in by_key(all_tried):
        print(f"  {key:24} {word:12} {lost:6} of {count:6}  {100 * lost / count:5.1f} %")
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:4])))
