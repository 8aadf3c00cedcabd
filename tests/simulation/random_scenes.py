"""Random scenes inside the allowed ranges, the same for the same seed."""

from __future__ import annotations

import numpy as np

from spineviz.scene import PELVIC_PLACES, QUANTITIES, ROLLER_PLACES, Scene
from spineviz.simulation.place import roller_track

FACE_DOWN, WITHOUT_ROLLER = 0.25, 0.04
"""Parts of the numbered scenes."""


def random_scene(rng: np.random.Generator) -> Scene:
    """Every quantity drawn evenly over its range; the roller anywhere from T1 to the gluteals."""
    scene = Scene()
    for quantity in QUANTITIES:
        if quantity.key.startswith("roller.level") or quantity.key == "roller.position_mm":
            continue
        if quantity.key in (
            "face",
            "task",
        ):  # on the back, on the roller; the others have their own
            continue
        value: object
        if quantity.many:
            value = [choice for choice in quantity.choices if rng.random() < 0.25]
        elif quantity.choices:
            value = quantity.choices[int(rng.integers(len(quantity.choices)))]
        else:
            value = float(rng.uniform(quantity.low, quantity.high))
        scene = scene.set(quantity.key, value)
    if rng.random() < 0.3:
        return scene.set("roller.level", ROLLER_PLACES[int(rng.integers(len(ROLLER_PLACES)))])
    return at(scene, rng.uniform(0, back_length(scene)))


def back_length(scene: Scene) -> float:
    """Millimetres from T1 to the gluteals of the scene's person, as far as they are allowed."""
    allowed = next(q for q in QUANTITIES if q.key == "roller.position_mm").high
    return min(float(np.floor(roller_track(scene).position_mm[-1])), float(allowed))


def at(scene: Scene, position_mm: float) -> Scene:
    return scene.set("roller.position_mm", float(position_mm))


def numbered_scene(number: int) -> Scene:
    """The scene of a number: on the back, face down or without a roller."""
    rng = np.random.default_rng(number)
    scene = random_scene(rng)
    part = rng.random()
    if part < FACE_DOWN:
        if scene.roller_level in PELVIC_PLACES or scene.roller_level is None:
            scene = scene.set("roller.level", f"T{1 + int(rng.integers(12))}")
        return scene.set("face", "down")
    if part < FACE_DOWN + WITHOUT_ROLLER:
        return scene.set("task", ("press-up", "on-elbows")[int(rng.integers(2))])
    return scene
