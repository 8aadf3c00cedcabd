"""How a roller presses on the skin in one pose: what both the limits and the report go by."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from spineviz.anatomy.person import Person
from spineviz.mechanics.energy import Energy, Touch
from spineviz.simulation.lanes import lanes_of


class Pressing(Struct, frozen=True, eq=False):
    """The roller against every pad.

    Attributes:
        touch: the pads in contact.
        lift: N, shape (touching,), upward force on each; negative where it is held down.
        force: N, the sum of it: what of the body the roller carries.
        entered: N, shape (touching,), the same with nothing negative. Skin that hangs over the side
            of a roller may be pushed down by it a little; that is taken from all that is pushed
            up alike.
        pressure: Pa, shape (all pads,).
        patch: Pa, shape (all pads,), the mean over 4 cm² round each pad; one that the roller covers
            in part is pressed in part.
    """

    touch: Touch
    lift: np.ndarray
    force: float
    entered: np.ndarray
    pressure: np.ndarray
    patch: np.ndarray

    @property
    def peak(self) -> float:
        """The highest patch, Pa."""
        return float(np.max(self.patch))

    @property
    def mean(self) -> float:
        """The mean of the patches, each by its force, Pa: so never above the highest of them."""
        return float(self.patch[self.touch.index] @ self.entered) / self.force


def pressing_of(person: Person, energy: Energy, pose: np.ndarray) -> Pressing:
    """How the model's roller presses on a person in a pose, shape (bodies, 3)."""
    cylinder = energy.model.cylinder
    assert cylinder is not None
    touch = energy.touch_cylinder(pose)
    lift = touch.force * touch.normal[:, 1]
    force = float(np.sum(lift))
    upwards = np.maximum(lift, 0.0)
    carried = float(np.sum(upwards))  # nothing where a roller only holds down: no pose to believe
    pressure = np.zeros(len(person.strips))
    pressure[touch.index] = touch.pressure
    return Pressing(
        touch=touch,
        lift=lift,
        force=force,
        entered=upwards * (force / carried if carried > 0 else 0.0),
        pressure=pressure,
        patch=lanes_of(person).means(pressure * cylinder.share),
    )
