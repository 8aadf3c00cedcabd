"""Random walks through scenes, each step a small one from the scene before."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from random_scenes import at, back_length, random_scene

from spineviz.outcome import Outcome, Rolled
from spineviz.scene import QUANTITIES, Scene

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
