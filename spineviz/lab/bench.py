"""What every experiment needs: a person out of the scene's settings, and a pose in balance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from msgspec.structs import replace

from spineviz.anatomy.person import Person, Recipe, build_person, recipe_of
from spineviz.mechanics.energy import Energy
from spineviz.mechanics.equilibrium import Equilibrium, NoEquilibriumError, solve
from spineviz.mechanics.model import Array
from spineviz.scene import Scene
from spineviz.tables.saying import Refusal, Saying
from spineviz.tables.tables import TABLES, Tables

TOLERANCE = 1e-5  # N, largest unbalanced force: a millionth of the loads of any experiment


Watch = Callable[[Sequence[Any], Callable[[Any], str]], Iterable[Any]]
"""Hands the items of a long piece of work on one by one, to show how far it is."""


def unwatched(items: Sequence[Any], label: Callable[[Any], str]) -> Iterable[Any]:
    """The items as they are; nobody watches."""
    return items


class LabError(Refusal):
    """An experiment that cannot be done as asked: what, and which values can."""


def not_one_of(option: str, given: str, allowed: Sequence[str]) -> LabError:
    """The refusal of a word."""
    return LabError(
        "refusal.value", key=option, value=given, allowed=Saying("allowed.one", {"of": allowed})
    )


def out_of_range(option: str, given: float, low: float, high: float, unit: str) -> LabError:
    """The refusal of a number."""
    ends = Saying("allowed.measure", {"low": low, "high": high, "unit": unit})
    return LabError("refusal.number", key=option, value=given, allowed=ends)


def no_level(option: str, given: str, first: str, *last: str) -> LabError:
    """The refusal of a level."""
    return LabError("lab.no_level", option=option, level=given, first=first, last=last)


def subject(scene: Scene, tables: Tables = TABLES, **changes: object) -> Person:
    """The scene's person, on the back and without a roller, with some entries of the recipe
    changed; `face="down"` turns the body over."""
    on_back = {"face": "up", "propped": "", **changes}
    recipe: Recipe = replace(recipe_of(scene), **on_back)
    return build_person(recipe, tables)


def balance(energy: Energy, start: Array) -> Equilibrium:
    """Equilibrium of a model from a start, shape (bodies, 3).

    Raises:
        LabError: no balance was found, so there is no number to report.
    """
    try:
        found = solve(energy, start, TOLERANCE)
    except NoEquilibriumError as error:
        raise LabError("lab.no_balance", why=str(error)) from None
    if not found.converged:
        raise LabError("lab.unbalanced", left=f"{found.residual:.2e}", steps=found.steps)
    return found


def floor_forces(person: Person, found: Equilibrium) -> dict[str, float]:
    """Force (N) of the plane on each body that it holds."""
    touch = found.energy.touch_floor(found.pose)
    forces: dict[str, float] = {}
    for body, force in zip(person.pads.body[touch.index], touch.force, strict=True):
        name = person.names[body]
        forces[name] = forces.get(name, 0.0) + float(force)
    return forces


def bent(person: Person, pose: Array) -> dict[str, float]:
    """Angle (degrees, extension positive) of every joint of the spine against rest."""
    springs = person.springs
    return {
        f"{'C0' if upper == 'skull' else upper}-{lower}": float(
            np.degrees(pose[springs.j[row], 2] - pose[springs.i[row], 2] - springs.offset[row])
        )
        for upper, lower, row in person.joints
    }
