"""Soft pads that hold each other: two layers with a sheet between them that resists shear.

Each pad is a column of two layers of the same stuff. Between them runs a sheet that ties it to its
neighbours (a Pasternak bed): where the sheet is pushed in by u, the lower layer answers with its
own pressure, and the sheet with T times the curvature of u. What presses on the upper layer need
not be there for the sheet to be pulled in: skin beside a roller goes in too. With T = 0 both layers
together are the plain column again.

The u that a given overlap leads to is where the energy of the layers is least; it is found by
Newton's method on its own, so that whoever moves the bodies sees an energy of the overlaps alone,
with its exact first and second derivatives.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from msgspec import Struct

from spineviz.mechanics.laws import late_pressure, series_pressure
from spineviz.mechanics.model import Array, Cylinder, Floor, Pads

MARGIN = 3
"""Blocks beyond the last one in contact that are solved with all their stiffening. ASSUMED: what
is further away is pushed in so little that it answers in proportion."""

WIDTH = 18
"""Pads of a block, about; changes nothing but the time. With half as many pads a block there are
twice as many calls for each solution, with twice as many the inverses take longer."""

SETTLED = 1e-7  # N, what is left unbalanced on a pad
MOST_STEPS = 60


class Neighbours(Struct, frozen=True, eq=False):
    """Which pads hold each other.

    Attributes:
        pads: shape (n,), rows of the pads that have neighbours, block by block.
        ends: shape (blocks + 1,), where the blocks begin and end; only pads of the same and of
            neighbouring blocks are neighbours.
        first, second: shape (pairs,), places in `pads`, first < second.
        stiffness: N/m, shape (pairs,): force on either for each metre of difference.
        above: share of a pad's depth that lies above the sheet.
    """

    pads: Array
    ends: Array
    first: Array
    second: Array
    stiffness: Array
    above: float


class Pressed(Struct, frozen=True, eq=False):
    """Answer of a bed to overlaps.

    Attributes:
        energy: J, of both layers and the sheet. pressure: Pa, on the skin, shape (n,).
        slope: Pa/m, of the pressure while the sheet stands still, shape (n,).
        diagonal: N/m, shape (n,): stiffness of the sheet's unknowns but for the sheet itself.
        start, stop: the blocks that were solved.
        sheet: m, shape (n,), how far the sheet is pushed in.
    """

    energy: float
    pressure: Array
    slope: Array
    diagonal: Array
    start: int
    stop: int
    sheet: Array


class Bed:
    """The pads of one table that have neighbours."""

    def __init__(self, pads: Pads, neighbours: Neighbours) -> None:
        self.pads = neighbours.pads
        self.area, self.modulus = pads.area[self.pads], pads.modulus[self.pads]
        depth = pads.depth[self.pads]
        self.upper, self.lower = neighbours.above * depth, (1 - neighbours.above) * depth
        self.late = None
        if pads.late is not None:
            self.late = pads.late.onset[self.pads], pads.late.times[self.pads]
        ends = _joined(neighbours.ends)
        self.blocks = [slice(a, b) for a, b in pairwise(ends.tolist())]
        self.block_of = np.repeat(np.arange(len(self.blocks)), np.diff(ends))
        i, j, t = neighbours.first, neighbours.second, neighbours.stiffness
        self.first, self.second, self.stiffness = i, j, t
        count = len(self.pads)
        self.held = np.bincount(i, t, count) + np.bincount(j, t, count)
        sizes, starts = np.diff(ends).tolist(), ends[:-1]
        mine, theirs = self.block_of[i], self.block_of[j]
        # all blocks in one array, each in the corner of its place
        most = max(sizes)
        own, ties = (np.zeros((len(sizes), most, most)) for _ in range(2))
        here, over = mine == theirs, mine != theirs
        within = mine[here], (i - starts[mine])[here], (j - starts[theirs])[here]
        own[within] = -t[here]
        own += own.transpose(0, 2, 1)
        ties[theirs[over], (j - starts[theirs])[over], (i - starts[mine])[over]] = -t[over]
        blocks = [own[k, :size, :size].ravel() for k, size in enumerate(sizes)]
        self._within = np.concatenate(blocks)
        """All blocks one after the other, flat."""
        squares = np.cumsum([0, *(size * size for size in sizes)]).tolist()
        self._squares = [
            (slice(a, b), (size, size))
            for a, b, size in zip(squares[:-1], squares[1:], sizes, strict=True)
        ]
        self._on_diagonal = np.concatenate(
            [at + np.arange(size) * (size + 1) for at, size in zip(squares, sizes, strict=False)]
        )
        self.between = [
            ties[k, :size, :before].copy()
            for k, (size, before) in enumerate(zip(sizes, [0, *sizes], strict=False))
        ]
        self._softest = self._own(self.area * self.modulus / self.lower + self.held, 0, len(sizes))
        self._before = [np.zeros_like(self._softest[0])]
        self._behind = [np.zeros_like(self._softest[-1])]

    def before(self, k: int) -> Array:
        """What all blocks before one leave of its stiffness when nothing presses on them."""
        for n in range(len(self._before), k + 1):
            whole = self._softest[n - 1] - self._before[n - 1]
            tie = self.between[n]
            self._before.append(tie @ np.linalg.solve(whole, tie.T))
        return self._before[k]

    def behind(self, k: int) -> Array:
        """The same of all blocks behind it."""
        last = len(self.blocks) - 1
        for n in range(last - len(self._behind), k - 1, -1):
            whole = self._softest[n + 1] - self._behind[-1]
            tie = self.between[n + 1]
            self._behind.append(tie.T @ np.linalg.solve(whole, tie))
        return self._behind[last - k]

    def _own(self, diagonal: Array, start: int, stop: int) -> list[Array]:
        """The stiffness within the blocks from one to another, with this diagonal."""
        flat = self._within.copy()
        flat[self._on_diagonal] += diagonal
        return [flat[where].reshape(shape) for where, shape in self._squares[start:stop]]

    def press(
        self, overlap: Array, share: Array, other: Cylinder | Floor, sheet: Array | None
    ) -> Pressed | None:
        """What overlaps with an obstacle lead to.

        Args:
            overlap: m, shape (n,), of the pads; not positive where they do not touch.
            share: shape (n,), part of each pad that faces the obstacle.
            other: the obstacle, for its coat.
            sheet: m, shape (n,), where the search starts; None for where the sheet would be if
                the pads did not hold each other and the obstacle were rigid.
        """
        touched = self.block_of[overlap > 0]
        if not len(touched):
            return None
        start = max(int(touched[0]) - MARGIN, 0)
        stop = min(int(touched[-1]) + MARGIN + 1, len(self.blocks))
        here = slice(self.blocks[start].start, self.blocks[stop - 1].stop)
        u = np.zeros(len(self.pads))
        if sheet is None:
            whole = self.upper + self.lower
            u[here] = np.clip(overlap[here] * self.lower[here] / whole[here], 0, 0.5 * whole[here])
        else:
            u[here] = sheet[here]
        energy, force, found = self._state(u, overlap, share, other, here, start, stop)
        for _ in range(MOST_STEPS):
            left = float(np.max(np.abs(force[here])))
            if left <= SETTLED:
                break
            step = -self.solve(force[:, None], found[2], start, stop)[:, 0]
            slope = float(step[here] @ force[here])
            for _ in range(40):
                trial = u + step
                state = self._state(trial, overlap, share, other, here, start, stop)
                falls = state[0] <= energy + 1e-4 * slope
                settles = float(np.max(np.abs(state[1][here]))) < 0.5 * left
                if falls or settles:
                    break
                step, slope = step / 2, slope / 2
            else:
                break
            u, (energy, force, found) = trial, state
        return Pressed(energy, *found, start, stop, u)

    def _state(
        self,
        u: Array,
        overlap: Array,
        share: Array,
        other: Cylinder | Floor,
        here: slice,
        start: int,
        stop: int,
    ) -> tuple[float, Array, tuple[Array, Array, Array]]:
        """Energy, unbalanced force on the sheet, and pressure, slope and diagonal stiffness."""
        area, modulus = self.area[here], self.modulus[here]
        v, w = overlap[here] - u[here], u[here]
        late = None if self.late is None else tuple(each[here] for each in self.late)
        touch = np.flatnonzero(v > 0)
        layers = modulus[touch], self.upper[here][touch], other.modulus, other.depth
        if late is None:
            upper = series_pressure(v[touch], *layers)
            lower = series_pressure(np.maximum(w, 0), modulus, self.lower[here], 1.0, 0.0)
        else:
            upper = late_pressure(v[touch], *layers, late[0][touch], late[1][touch])
            lower = late_pressure(np.maximum(w, 0), modulus, self.lower[here], 1.0, 0.0, *late)
        out = np.minimum(w, 0)  # pulled out, it answers in proportion
        soft = modulus / self.lower[here]
        low_e = lower[0] + soft * out**2 / 2
        low_p = lower[1] + soft * out
        faced = area[touch] * share[here][touch]
        size = len(u)
        pressure, slope, force = np.zeros(size), np.zeros(size), np.zeros(size)
        rows = here.start + touch
        pressure[rows], slope[rows] = upper[1], upper[2]
        force[here] = area * low_p
        force[rows] -= faced * upper[1]
        apart = u[self.first] - u[self.second]
        pull = self.stiffness * apart
        force += np.bincount(self.first, pull, size) - np.bincount(self.second, pull, size)
        energy = float(area @ low_e + faced @ upper[0] + pull @ apart / 2)
        # beyond the blocks that are solved, everything gives way in proportion
        for k, ends in ((start, self.before), (stop - 1, self.behind)):
            block = self.blocks[k]
            give = ends(k) @ u[block]
            force[block] -= give
            energy -= float(u[block] @ give) / 2
        diagonal = np.zeros(size)
        diagonal[here] = area * lower[2] + self.held[here]
        diagonal[rows] += faced * upper[2]
        return energy, force, (pressure, slope, diagonal)

    def solve(self, right: Array, diagonal: Array, start: int, stop: int) -> Array:
        """Movement of the sheet (shape (n, columns)) under forces on it, linearised."""
        own = self._own(diagonal, start, stop)
        rows = self.blocks
        # of each block: how it moves with the next one, and what its forces add
        moves: list[tuple[Array, Array]] = []
        for k in range(start, stop):
            block, y = own[k - start], right[rows[k]]
            if k == start:
                block -= self.before(k)
            else:
                tie, (with_next, forced) = self.between[k], moves[-1]
                block -= tie @ with_next
                y = y - tie @ forced
            if k == stop - 1:
                block -= self.behind(k)
                moves.append((block, np.linalg.inv(block) @ y))
            else:
                ahead = self.between[k + 1].T
                both = np.linalg.inv(block) @ np.concatenate((ahead, y), axis=1)
                size = ahead.shape[1]
                moves.append((both[:, :size], both[:, size:]))
        found = np.zeros_like(right)
        after = moves[-1][1]
        found[rows[stop - 1]] = after
        for k in range(stop - 2, start - 1, -1):
            with_next, forced = moves[k - start]
            after = forced - with_next @ after
            found[rows[k]] = after
        return found


def _joined(ends: Array) -> Array:
    """Ends of blocks, of which those that follow each other are joined up to `WIDTH` pads."""
    kept = [0]
    for end, after in pairwise([*ends[1:].tolist(), np.inf]):
        if after - kept[-1] > WIDTH:
            kept.append(end)
    return np.array(kept)
