"""Where a body tips over the roller: scenes with two balances, and what the floor bears in each.

Run by hand: `python tests/campaigns/tipping.py [PERSONS] [FIRST]`; a person takes about a second.
Of each person the place is looked for at which the head comes down; round it every 5 mm is solved
from five starts, the body turned over the roller by so much either way. A warm start must not be
taken where there are two balances: it ends with 1 if pelvis and trunk bear so much in one of them
that one would be (`LEAST_HELD`). Pads that do not hold each other are enough for that, and sooner.
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy
os.environ["OMP_NUM_THREADS"] = "1"

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "simulation")]

from random_scenes import at, numbered_scene  # noqa: E402

from spineviz.mechanics.equilibrium import NoEquilibriumError, solve  # noqa: E402
from spineviz.scene import Scene, SceneError  # noqa: E402
from spineviz.simulation.building import build, cold_start, energy_of  # noqa: E402
from spineviz.simulation.read_out import SUPPORT_OF  # noqa: E402
from spineviz.simulation.simulate import TOLERANCE  # noqa: E402
from spineviz.simulation.warm_start import LEAST_HELD, MOST_LEAN, one_balance  # noqa: E402

TURNS = (0.0, 0.1, -0.1, 0.25, -0.25)  # rad; the first is the start of the scene itself
APART = 1e-3  # m and rad between poses that are two
LOOKED_FOR = np.arange(200.0, 421.0, 20.0)  # mm, from the lower chest to the low back
AROUND = np.arange(-30.0, 31.0, 5.0)  # mm

Found = tuple[np.ndarray, dict[str, float]]
"""A pose, and the share of the weight that the floor bears under each part."""


def drawn(number: int) -> Scene:
    """A random person on the back; every third only in mass, stature and curves."""
    rng = np.random.default_rng((number, 5))
    usual = {key: float(rng.uniform(*ends)) for key, ends in {
        "person.mass_kg": (50, 110), "person.stature_m": (1.5, 1.95),
        "person.kyphosis_deg": (25, 65), "person.lordosis_deg": (25, 65),
    }.items()}  # fmt: skip
    lean = float(rng.uniform(-MOST_LEAN, MOST_LEAN))
    if number % 3 == 0:
        return Scene().set_all(usual)
    scene = numbered_scene(number).set("task", "roll").set("face", "up")
    scene = scene.set("hand_support", 0.0).set("lean_deg", lean)
    return scene if one_balance(scene) else scene.set("roller.kind", Scene().roller_kind)


def balance(scene: Scene, turn: float) -> Found | None:
    """The balance that a start leads to, the body turned over the roller (rad) before it."""
    person, model = build(scene)
    energy, pose, free = energy_of(person, model, held=False), cold_start(person, model), model.free
    assert model.cylinder is not None
    arm = pose[free, :2] - model.cylinder.centre
    cos, sin = np.cos(turn), np.sin(turn)
    pose[free, :2] = model.cylinder.centre + arm @ np.array([[cos, sin], [-sin, cos]])
    pose[free, 2] += turn
    try:
        found = solve(energy, pose, TOLERANCE * person.weight)
    except NoEquilibriumError:
        return None
    if not found.converged:
        return None
    floor, shares = (
        energy.touch_floor(found.pose),
        dict.fromkeys((*SUPPORT_OF.values(), "floor"), 0.0),
    )
    for body, force in zip(person.pads.body[floor.index], floor.force, strict=True):
        shares[SUPPORT_OF.get(person.names[body], "floor")] += float(force) / person.weight
    return found.pose, shares


def balances(scene: Scene) -> Iterator[Found]:
    """Every balance of a scene that some start leads to, once."""
    known: list[np.ndarray] = []
    for turn in TURNS:
        found = balance(scene, turn)
        if found is not None and all(np.max(np.abs(found[0] - pose)) > APART for pose in known):
            known.append(found[0])
            yield found


def tips_at(scene: Scene) -> float | None:
    """The first place (mm) at which the head is down; None if it always is, or never."""
    for place in LOOKED_FOR:
        found = balance(at(scene, float(place)), 0.0)
        if found is not None and found[1]["head"] > APART:
            return None if place == LOOKED_FOR[0] else float(place)
    return None


def main(persons: int = 5, first: int = 1) -> int:
    """So many persons; 1 if a warm start might have led to another balance."""
    tried = two = 0
    most = 0.0
    for number in range(first, first + persons):
        try:
            scene = drawn(number)
            edge = tips_at(scene)
            if edge is None:
                continue
            for place in edge + AROUND:
                found = list(balances(at(scene, float(place))))
                tried += 1
                if len(found) > 1:
                    two += 1
                    held = max(shares["pelvis"] + shares["floor"] for _, shares in found)
                    head = max(shares["head"] for _, shares in found)
                    most = max(most, held)
                    print(
                        f"  person {number} at {place:g} mm: {len(found)} balances,"
                        f" up to {held:.3f} under pelvis and trunk, {head:.3f} under the head"
                    )
        except SceneError:
            continue  # the place is beyond this back
    print(
        f"tipping: {tried} scenes tried, {two} with two balances, with up to {most:.3f} of the"
        f" weight under pelvis and trunk (warm starts from {LEAST_HELD})"
    )
    return 1 if most >= LEAST_HELD else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
