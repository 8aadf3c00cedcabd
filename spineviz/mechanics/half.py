"""A model that is its own mirror image is solved by one half of its pads.

Bodies move in a plane, so a pad and its twin on the other side of that plane always do the same.
Where whatever presses on them is the same too, one stands for both, with the area of both.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from spineviz.mechanics.crowding import Crowding
from spineviz.mechanics.model import Array, Cylinder, LateHardening, Pads


class Half(Struct, frozen=True, eq=False):
    """One half of a table of pads, standing for the whole.

    Attributes:
        pads: table of the half; `area` is that of both sides.
        rows: shape (half,), which of all pads they are, in rising order.
        of: shape (all,), for each of all pads the row here that stands for it.
        twin: shape (all,), row among all pads of each one's twin; its own in the middle.
    """

    pads: Pads
    rows: Array
    of: Array
    twin: Array

    def meets(self, cylinder: Cylinder | None) -> bool:
        """Whether a cylinder meets both sides alike; a floor always does."""
        if cylinder is None:
            return True
        columns = (cylinder.radius, cylinder.share)
        if cylinder.point is not None:
            columns = (*columns, *cylinder.point.T)
        return all(np.array_equal(each, each[self.rows][self.of]) for each in columns)

    def faced(self, cylinder: Cylinder) -> Cylinder:
        """The cylinder as this half meets it."""
        rows, point = self.rows, cylinder.point
        return replace(
            cylinder,
            radius=cylinder.radius[rows],
            share=cylinder.share[rows],
            point=None if point is None else point[rows],
        )

    def both(self, index: Array) -> tuple[Array, Array]:
        """Of some pads of the half, all pads they stand for (shape (n,), in rising order) and the
        place of each of those in `index`."""
        place = np.full(len(self.rows), -1)
        place[index] = np.arange(len(index))
        where = place[self.of]
        whole = np.flatnonzero(where >= 0)
        return whole, where[whole]

    def ties(self, first: Array, second: Array, stiffness: Array) -> tuple[Array, Array, Array]:
        """What ties any two of all pads to each other (each of shape (pairs,)) as ties within the
        half. Twins always move alike, so what ties a pad to its own twin does nothing."""
        one, other = self.of[first], self.of[second]
        pair = np.minimum(one, other) * len(self.rows) + np.maximum(one, other)
        apart = one != other
        pairs, place = np.unique(pair[apart], return_inverse=True)
        return (*np.divmod(pairs, len(self.rows)), np.bincount(place, stiffness[apart]))


def half_of(pads: Pads, z: Array) -> Half:
    """One half of pads, of which those at the lateral places z and −z (m, shape (pads,)) are alike
    in all else."""
    twin = _twins(pads, z)
    everyone = np.arange(len(twin))
    rows = np.flatnonzero(everyone <= twin)
    place = np.empty(len(twin), int)
    place[rows] = np.arange(len(rows))
    of = place[np.minimum(everyone, twin)]
    late, crowding = pads.late, pads.crowding
    if late is not None:
        late = LateHardening(late.onset[rows], late.times[rows])
    if crowding is not None:
        columns = crowding.above, crowding.below, crowding.offset, crowding.rate
        crowding = Crowding(*(each[rows] for each in columns))
    half = Pads(
        body=pads.body[rows],
        point=pads.point[rows],
        area=np.bincount(of, pads.area),
        modulus=pads.modulus[rows],
        depth=pads.depth[rows],
        late=late,
        crowding=crowding,
    )
    return Half(half, rows, of, twin)


def _twins(pads: Pads, z: Array) -> Array:
    """Row of every pad's twin."""
    x, y = pads.point.T
    same = (pads.depth, pads.modulus, y, x, pads.body)
    order = np.lexsort((z, *same))  # alike pads one after the other, by z
    first = np.ones(len(order), bool)
    first[1:] = np.any([np.diff(column[order]) != 0 for column in same], axis=0)
    starts = np.flatnonzero(first)
    sizes = np.diff(np.append(starts, len(order)))
    twin = np.empty(len(order), int)
    twin[order] = order[np.repeat(2 * starts + sizes - 1, sizes) - np.arange(len(order))]
    return twin
