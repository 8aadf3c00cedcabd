"""A scene becomes an outcome: build the model, find its equilibrium, read it out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace

from spineviz import __version__
from spineviz.anatomy.person import Person, recipe_of
from spineviz.mechanics.equilibrium import Equilibrium, NoEquilibriumError, settle, solve
from spineviz.mechanics.model import Model
from spineviz.mechanics.one_thread import on_one_thread
from spineviz.outcome import Alert, Balanced, Outcome, Unbalanced
from spineviz.scene import Scene
from spineviz.simulation.believable import unbelievable
from spineviz.simulation.building import build, cold_start, energy_of
from spineviz.simulation.flat import lying_flat
from spineviz.simulation.place import place_of
from spineviz.simulation.press_up import press_up
from spineviz.simulation.pressing import pressing_of
from spineviz.simulation.read_out import read_out
from spineviz.simulation.warm_start import alike, from_last, lies_firmly, nearby, one_balance
from spineviz.tables.saying import Saying
from spineviz.tables.tables import TABLES, Tables

TOLERANCE = 1e-7
"""Largest unbalanced force, as a share of the weight; ten times finer than what is promised."""
NO_BALANCE = Alert("unconverged", "", Saying("alert.unconverged"))


@on_one_thread
def simulate(
    scene: Scene,
    warm: Outcome | None = None,
    tables: Tables = TABLES,
) -> Outcome:
    """Find where everything comes to rest, and report it.

    Args:
        scene: the situation.
        warm: an outcome of nearly the same scene with the same tables; only speeds up.
        tables: what bodies and rollers are made of.

    Returns:
        The outcome: `Balanced` with numbers, or `Unbalanced` where no balance was found,
        or none in which a person may lie.

    Raises:
        SceneError: the roller is placed beyond the back.
    """
    person, model = build(scene, tables)
    place = place_of(scene, person) if scene.task == "roll" else None
    tolerance = TOLERANCE * person.weight
    # ways to look, and whether each has to find a body that lies firmly
    searches: list[tuple[Callable[[], Equilibrium | None], bool]] = []
    last = warm.flat if isinstance(warm, Balanced) and alike(scene, person, warm) else None
    if isinstance(warm, Balanced) and nearby(scene, person, place, warm):
        searches.append((partial(_from_last, warm, person, model, tolerance), True))
    searches.append((partial(_afresh, scene, person, model, tolerance), False))
    flat = lying_flat(recipe_of(scene), tables, last)
    found, why = None, NO_BALANCE
    for search, firmly in searches:
        found, why = _found_by(search), NO_BALANCE
        if found is None or flat is None or not found.converged:
            continue
        pressing = None if place is None else pressing_of(person, found.energy, found.pose)
        doubt = unbelievable(person, found.energy, found.pose, pressing)
        if doubt is not None:
            why = doubt
            continue
        lying = flat.found.pose
        outcome = read_out(scene, person, place, found.energy, found, lying, pressing)
        if not firmly or lies_firmly(outcome):
            return replace(outcome, flat=flat)
    return Unbalanced(
        scene=scene,
        person=person,
        place=place,
        residual_N=float("inf") if found is None else found.residual,
        iterations=0 if found is None else found.steps,
        version=__version__,
        weight_N=person.weight,
        alerts=(why,),
    )


def _from_last(
    warm: Balanced, person: Person, model: Model, tolerance: float
) -> Equilibrium | None:
    """The balance that the last pose leads to."""
    return from_last(person, energy_of(person, model), warm, tolerance)


def _afresh(scene: Scene, person: Person, model: Model, tolerance: float) -> Equilibrium | None:
    """The balance that a scene's own start leads to, with an energy that knows nothing of another
    search: each leaves in its own where the sheet of the bed was."""
    energy = energy_of(person, model)
    if scene.task != "roll":
        return press_up(person, energy, tolerance)
    search = settle if one_balance(scene) else solve
    return search(energy, cold_start(person, model), tolerance)


def _found_by(search: Callable[[], Equilibrium | None]) -> Equilibrium | None:
    """What came of a search; None where it broke off."""
    try:
        return search()
    except NoEquilibriumError:
        return None
