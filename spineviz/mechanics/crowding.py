"""Skin that keeps its volume where a chain of bodies bends it together.

Pads ride on bodies. Where the bodies on either side of a pad turn towards each other, its skin is
pushed together to a share c of its length: it has c times the area and 1 / c times the thickness,
so an overlap δ strains it like c δ. The energy of such a pad is that of an overlap c δ.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct

Array = np.ndarray


class Crowding(Struct, frozen=True, eq=False):
    """How much pads are pushed together: c = 1 − rate (θ_above − θ_below − offset).

    Attributes (each of shape (pads,)):
        above, below: bodies on either side.
        offset: rad, θ_above − θ_below at rest.
        rate: 1/rad; 0 for a pad that keeps its length.
    """

    above: Array
    below: Array
    offset: Array
    rate: Array

    def share(self, pose: Array) -> Array:
        """c of every pad at a pose, shape (pads,)."""
        turned = pose[self.above, 2] - pose[self.below, 2] - self.offset
        share: Array = 1 - self.rate * turned
        return share


class Crowded(Struct, frozen=True, eq=False):
    """What gradient and Hessian need of crowded pads that touch something, each of shape (n,).

    Attributes:
        body, above, below: rows of bodies.
        grow: shape (n, 3), how the overlap δ of each grows with x, y, θ of its body.
        overlap: δ, m. share: c. rate: 1/rad.
        pushed: area times pressure, N. steep: area times the slope of the pressure, N/m.
    """

    body: Array
    above: Array
    below: Array
    grow: Array
    overlap: Array
    share: Array
    rate: Array
    pushed: Array
    steep: Array

    def moments(self, bodies: int) -> Array:
        """Gradient by the angles of the bodies on either side, shape (bodies,)."""
        moment = self.pushed * self.overlap * self.rate
        below: Array = np.bincount(self.below, moment, bodies)
        return below - np.bincount(self.above, moment, bodies)

    def hessian(self, bodies: int) -> Array:
        """The part of the Hessian (square) that has to do with those angles."""
        size = 3 * bodies
        sides = 3 * np.stack((self.above, self.below), axis=1) + 2
        turning = self.rate[:, None] * np.array([-1.0, 1.0])
        mine = 3 * self.body[:, None] + np.arange(3)
        mixed = (self.share * self.overlap * self.steep + self.pushed)[:, None] * self.grow
        both = mixed[:, :, None] * turning[:, None, :]
        places = mine[:, :, None] * size + sides[:, None, :]
        half = np.bincount(places.ravel(), both.ravel(), size * size).reshape(size, size)
        turned = (self.steep * self.overlap**2)[:, None, None] * (
            turning[:, :, None] * turning[:, None, :]
        )
        places = sides[:, :, None] * size + sides[:, None, :]
        own = np.bincount(places.ravel(), turned.ravel(), size * size).reshape(size, size)
        whole: Array = half + half.T + own
        return whole

    def pushes(self, bodies: int) -> Array:
        """How the force between the layers of each pad grows with every unknown, N/m or N/rad,
        shape (n, 3·bodies)."""
        rows = np.arange(len(self.body))[:, None]
        found = np.zeros((len(self.body), 3 * bodies))
        found[rows, 3 * self.body[:, None] + np.arange(3)] = (self.steep * self.share)[
            :, None
        ] * self.grow
        turning = self.steep * self.overlap * self.rate
        found[rows[:, 0], 3 * self.above + 2] -= turning
        found[rows[:, 0], 3 * self.below + 2] += turning
        return found
