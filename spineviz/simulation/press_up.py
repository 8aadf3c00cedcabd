"""Pressing up without a roller: face down on the floor, the arms straighten, and weight alone holds
the pelvis down.

The hands are a body that is fixed to the floor. A start with straight arms on a body that lies flat
would have the hands far below the floor; they are raised from there in steps, each a balance.
"""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace

from spineviz.anatomy import prone
from spineviz.anatomy.person import Person
from spineviz.mechanics.energy import Energy
from spineviz.mechanics.equilibrium import Equilibrium, NoEquilibriumError, solve
from spineviz.mechanics.model import Floor, Guide, Model
from spineviz.mechanics.plane import points

TOUCHING = 0.003  # m, how deep the lowest pad lies in the floor at the start
STEPS = 8  # in which the hands are raised to the floor


def press_up_model(person: Person, floor: Floor) -> Model:
    """The model: friction keeps the pelvis in its place, the hands stand fixed."""
    pelvis = person.index("pelvis")
    free = np.ones(len(person.names), bool)
    free[person.index(prone.HANDS)] = False
    return Model(
        free=free,
        springs=person.springs,
        cables=person.cables,
        pads=person.pads,
        loads=person.loads,
        floor=floor,
        guide=Guide(
            body=np.array([pelvis, pelvis]),
            point=np.zeros((2, 2)),
            weight=np.array([1.0, 0.0]),
            target=float(person.rest[pelvis, 0]),
            stiffness=person.tables.si["guide.stiffness"],
        ),
        struts=person.struts,
    )


def press_up(person: Person, energy: Energy, tolerance: float) -> Equilibrium | None:
    """The balance with the arms straight, or None where one of the steps finds none."""
    pose = person.rest.copy()
    pads, hands = person.pads, person.index(prone.HANDS)
    pose[:, 1] -= np.min(points(pose, pads.body, pads.point)[:, 1]) + TOUCHING  # hands and all
    found = None
    steps = 0
    try:
        for height in np.linspace(pose[hands, 1], 0.0, STEPS + 1)[1:]:
            pose[hands, 1] = height
            found = solve(energy, pose, tolerance)
            steps += found.steps
            if not found.converged:
                break
            pose = found.pose
    except NoEquilibriumError:
        return None
    return None if found is None else replace(found, steps=steps)
