"""Lying flat: the same person on the floor without a roller, the reference that angles count from.

It is a balance like every other, found once for each person and kept: the roller's place does not
change it. Where a scene is solved from the last one, so is this. Nothing is held in it, neither
brace nor guard nor hips nor arms on the floor.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace

from spineviz.anatomy.person import Person, Recipe, build_person
from spineviz.anatomy.prone import HANDS
from spineviz.mechanics.equilibrium import (
    Equilibrium,
    NoEquilibriumError,
    carry,
    settle,
)
from spineviz.mechanics.model import Array, Floor, Guide, Model
from spineviz.mechanics.plane import points
from spineviz.simulation.building import energy_of
from spineviz.tables.tables import TABLES, Tables

TOLERANCE = 1e-7  # largest unbalanced force as a share of the weight
ANCHOR = 1e6  # N/m, keeps a body that lies on a plane from sliding along it
TOUCHING = 0.003  # m, how deep the lowest pad lies in the plane where a solution starts
RIGID = Floor(modulus=1e6, depth=0.0)


def lying(person: Person, floor: Floor) -> tuple[Model, Array]:
    """The model of a person who lies on a plane, and the pose to start from."""
    pose = person.rest.copy()
    pads = person.pads
    pose[:, 1] -= np.min(points(pose, pads.body, pads.point)[:, 1]) + TOUCHING
    pelvis = person.index("pelvis")
    anchor = Guide(
        body=np.array([pelvis, pelvis]),
        point=np.zeros((2, 2)),
        weight=np.array([1.0, 0.0]),
        target=float(pose[pelvis, 0]),
        stiffness=ANCHOR,
    )
    model = Model(
        free=np.array([name != HANDS for name in person.names]),
        springs=person.springs,
        cables=person.cables,
        pads=pads,
        loads=person.loads,
        floor=floor,
        guide=anchor,
        struts=person.struts,
    )
    return model, pose


def flat_recipe(recipe: Recipe) -> Recipe:
    """The recipe of the same person who lies on the floor and holds nothing: face down the arms lie
    beside the trunk, since forearms on the floor would hold the shoulders up."""
    return replace(
        recipe,
        arms="sides" if recipe.face == "down" else recipe.arms,
        hips="down",
        lifted_mm=0.0,
        brace=0.0,
        hand_support=0.0,
        guarding=0.0,
        propped="",
    )


class Flat(NamedTuple):
    """Somebody who lies flat, and the balance of that."""

    person: Person
    found: Equilibrium


@lru_cache(maxsize=64)
def _flat(recipe: Recipe, tables: Tables) -> Flat | None:
    person = build_person(recipe, tables)
    model, start = lying(person, RIGID)
    try:
        found = settle(energy_of(person, model), start, TOLERANCE * person.weight)
    except NoEquilibriumError:
        return None
    return Flat(person, found) if found.converged else None


def _moved_on(person: Person, last: Flat) -> Flat | None:
    """Lying flat from how somebody of nearly the same build does; None where that leads nowhere."""
    model, start = lying(person, RIGID)
    moved = start - lying(last.person, RIGID)[1]
    tolerance = TOLERANCE * person.weight
    try:
        found = carry(last.found, energy_of(person, model), last.found.pose + moved, tolerance)
    except NoEquilibriumError:
        return None
    return Flat(person, found) if found.converged else None


def lying_flat(recipe: Recipe, tables: Tables = TABLES, last: object = None) -> Flat | None:
    """The person of a recipe lying flat, face as in the recipe; None where no balance was found.

    Args:
        recipe, tables: of the person.
        last: `Flat` of somebody of nearly the same build on the back; only speeds up.
    """
    wanted = flat_recipe(recipe)
    if isinstance(last, Flat):
        person = build_person(wanted, tables)
        found = last if person is last.person else _moved_on(person, last)
        if found is not None:
            return found
    return _flat(wanted, tables)
