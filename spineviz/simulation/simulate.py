"""A scene becomes an outcome: build the model, find its equilibrium, read it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np

from spineviz import __version__
from spineviz.anatomy.person import Person, recipe_of
from spineviz.mechanics.energy import Energy
from spineviz.mechanics.equilibrium import Equilibrium, NoEquilibriumError, settle, solve
from spineviz.mechanics.one_thread import on_one_thread
from spineviz.outcome import Alert, Balanced, Outcome, Unbalanced
from spineviz.scene import Scene
from spineviz.simulation.building import build, cold_start
from spineviz.simulation.flat import lying_flat
from spineviz.simulation.place import place_of
from spineviz.simulation.press_up import press_up
from spineviz.simulation.read_out import read_out
from spineviz.simulation.warm_start import from_last, nearby, one_balance
from spineviz.tables.saying import Saying
from spineviz.tables.tables import TABLES, Tables

TOLERANCE = 1e-7
"""Largest unbalanced force, as a share of the weight; ten times finer than what is promised."""

SITTING = 1.2
"""rad, how far the face may turn from the ceiling towards the feet; beyond it a person sits.
ASSUMED."""

UPWARDS = 0.5
"""Least share of all its pressing that a roller under the back does upwards; with less the back
has slipped down beside it. ASSUMED."""

CAUGHT = 0.1
"""Share of the roller's force with which it may hold one body down by its underside, face down;
beyond it, that is no lying on the roller. ASSUMED."""


@on_one_thread
def simulate(scene: Scene, warm: Outcome | None = None, tables: Tables = TABLES) -> Outcome:
    """Find where everything comes to rest, and report it.

    Args:
        scene: the situation.
        warm: an outcome of nearly the same scene with the same tables; only speeds up.
        tables: what bodies and rollers are made of.

    Returns:
        The outcome: `Balanced` with numbers, or `Unbalanced` where no balance was found.

    Raises:
        SceneError: the roller is placed beyond the back.
    """
    person, model = build(scene, tables)
    place = place_of(scene, person) if scene.task == "roll" else None
    energy = Energy(model, person.bed)
    tolerance = TOLERANCE * person.weight
    found = None
    if scene.task != "roll":
        found = press_up(person, model, tolerance)
    elif isinstance(warm, Balanced) and nearby(scene, person, place, warm):
        found = _lying_on_top(person, partial(from_last, person, energy, warm, tolerance))
    if scene.task == "roll" and (found is None or not found.converged):
        start = cold_start(person, model)
        search = settle if one_balance(scene) else solve
        found = _lying_on_top(person, partial(search, energy, start, tolerance))
    flat = lying_flat(recipe_of(scene), tables)
    if found is None or flat is None or not found.converged:
        return Unbalanced(
            scene=scene,
            person=person,
            place=place,
            residual_N=float("inf") if found is None else found.residual,
            iterations=0 if found is None else found.steps,
            version=__version__,
            weight_N=person.weight,
            alerts=(Alert("unconverged", "", Saying("alert.unconverged")),),
        )
    return read_out(scene, person, place, energy, found, flat[1].pose)


def _lying_on_top(person: Person, search: Callable[[], Equilibrium]) -> Equilibrium | None:
    """An equilibrium of a body that lies on top of the roller, or what came of the search.

    Other balanced poses exist: the body under the roller, or folded up and sitting beside it.
    """
    try:
        found = search()
    except NoEquilibriumError:
        return None
    if not found.converged:
        return found
    energy = found.energy
    guide, cylinder = energy.model.guide, energy.model.cylinder
    assert guide is not None
    assert cylinder is not None
    touch = energy.touch_cylinder(found.pose)
    lift = touch.force * touch.normal[:, 1]
    pressed = float(np.sum(lift)) > 0
    # a belly may be deeper than the roller, and skin between two balls may hang below their axis
    above = float(np.sum(guide.weight * found.pose[guide.body, 1])) > cylinder.centre[1]
    if not person.face_down:
        above = above and float(np.sum(lift)) >= UPWARDS * float(np.sum(touch.force))
    if person.face_down:  # the front of a stout body can catch under the sides of the roller
        caught = np.bincount(person.pads.body[touch.index], lift, len(person.names))
        pressed = bool(pressed and np.min(caught) >= -CAUGHT * np.sum(lift))
    lies = found.pose[person.index("skull"), 2] - (np.pi if person.face_down else 0) > -SITTING
    return found if above and pressed and lies else replace(found, converged=False)
