"""The pads of a person's back as arrays made once: what they are, and who is whose neighbour."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from spineviz.anatomy.person import Person
from spineviz.mechanics.energy import points
from spineviz.outcome import ENTRY_TISSUES
from spineviz.scene import LEVELS, PELVIC_PLACES
from spineviz.simulation.place import levels_on_skin

PEAK_AREA = 4e-4
"""m². Peaks are means over 4 cm²: skin spreads load, and a single row of pads would report the
grid. Between 1 and 4 cm² is the size of the probes that pain thresholds are measured with. The
length that this area takes of a whole strip is what the mean runs over; where a roller meets the
slices of a strip differently, each has its own mean, over a third of the area at least."""

GAP = 1.6
"""Distance of two pads of a lane, in their mean length, from which they are no neighbours: a lane
over the ribs is interrupted where the blade lies between."""


HEAD_DOWN = (*LEVELS, "S1", *PELVIC_PLACES, "thighs")
"""Every name that a pad on the back or front has for its level, from the head down."""


@dataclass(frozen=True, slots=True, eq=False)
class Lanes:
    """What is the same for every pose of one person.

    Attributes:
        back: indices of the pads that a roller can press on.
        track, level, body, lane: names of those pads: tissue, level by place on the skin, the body
            that they hang on, row along the back.
        z, width, length: m, of those pads.
        levels: names of the levels that have pads, from the head down.
        level_number: shape (all pads,), index into `levels`, or −1.
        place, breadth: m, shape (all pads,), lateral place and width.
        rolled: shape (all pads,), whether a roller can press on the pad: back and head, but not
            the feet, which stand clear of it.
        mirror: shape (all pads,), index of the pad that lies at the same place on the other side.
        near, weight: shape (all pads, most neighbours), the pads within `PEAK_AREA` round each
            pad, and their parts of that area; parts of nothing fill the rows up.
        pairs: shape (2, neighbours), pads that lie next to each other in a lane.
        apart: m, shape (neighbours,), how far.
    """

    back: np.ndarray
    track: tuple[str, ...]
    level: tuple[str, ...]
    body: tuple[str, ...]
    lane: tuple[str, ...]
    z: np.ndarray
    width: np.ndarray
    length: np.ndarray
    levels: tuple[str, ...]
    level_number: np.ndarray
    place: np.ndarray
    breadth: np.ndarray
    rolled: np.ndarray
    mirror: np.ndarray
    near: np.ndarray
    weight: np.ndarray
    pairs: np.ndarray
    apart: np.ndarray

    def means(self, pressure: np.ndarray) -> np.ndarray:
        """Pressures of all pads as means over `PEAK_AREA`, shape (all pads,)."""
        means: np.ndarray = np.sum(self.weight * pressure[self.near], axis=1)
        return means

    def steepest(self, pressure: np.ndarray) -> float:
        """The largest change of pressure from one pad of a lane to the next, per m."""
        before, after = pressure[self.pairs]
        return float(np.max(np.abs(after - before) / self.apart))


@lru_cache(maxsize=64)
def lanes_of(person: Person) -> Lanes:
    """The lanes of a person."""
    strips = person.strips
    pressed = np.isin(strips.track, ENTRY_TISSUES)
    back = np.flatnonzero(pressed)
    named = levels_on_skin(person)[back].tolist()
    levels = {name: row for row, name in enumerate(sorted(set(named), key=HEAD_DOWN.index))}
    number = np.full(len(strips), -1)
    number[back] = [levels[level] for level in named]
    near, weight, pairs, apart = _neighbours(person)
    return Lanes(
        back=back,
        track=tuple(strips.track[back].tolist()),
        level=tuple(named),
        body=tuple(person.names[body] for body in person.pads.body[back]),
        lane=tuple(strips.lane[back].tolist()),
        z=strips.z[back],
        width=strips.width[back],
        length=strips.length[back],
        levels=tuple(levels),
        level_number=number,
        place=strips.z,
        breadth=strips.width,
        rolled=pressed | (strips.track == "head"),
        mirror=_mirror(person),
        near=near,
        weight=weight,
        pairs=pairs,
        apart=apart,
    )


def _mirror(person: Person) -> np.ndarray:
    """Index of every pad's mirror image: the same tissue of the same body, with z turned round."""
    pads, strips = person.pads, person.strips
    x, y = pads.point.T
    track = _codes(strips.track)
    same = (pads.modulus, y, x, pads.body, track)
    mirror = np.empty(len(strips), int)
    mirror[np.lexsort((strips.z, *same))] = np.lexsort((-strips.z, *same))
    return mirror


def _codes(names: np.ndarray) -> np.ndarray:
    """A number for each name, in the order in which they first come."""
    code: dict[str, int] = {}
    return np.array([code.setdefault(name, len(code)) for name in names.tolist()])


def _neighbours(person: Person) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Windows of all pads with their weights, and neighbours with their distances.

    Works on the pads lane by lane from the head down, `order`; there a pad's neighbours are those
    before and after it, as far as its run goes.
    """
    strips = person.strips
    order, run = _runs(person)
    length, whole = strips.length[order], strips.whole[order]
    # places along each run: a table with one row a run, so that each adds up by itself
    first = np.flatnonzero(np.diff(run, prepend=-1))
    column = np.arange(len(run)) - first[run]
    table = np.zeros((run[-1] + 1, int(np.max(column)) + 1))
    table[run, column] = length
    ends = np.cumsum(table, axis=1)[run, column]
    starts, centres = ends - length, ends - length / 2
    half = PEAK_AREA / whole / 2
    low, high = centres - half, centres + half

    def parts(step: int) -> np.ndarray:
        """Share of each window that the pad so many steps on takes up."""
        other = np.arange(len(run)) + step
        there = (other >= 0) & (other < len(run))
        other = np.where(there, other, 0)
        common = np.minimum(ends[other], high) - np.maximum(starts[other], low)
        there &= run[other] == run
        return np.where(there, np.maximum(0, common) / (high - low), 0.0)

    reach = 0
    shares = [parts(0)]
    while np.any(shares[0]) or np.any(shares[-1]):
        reach += 1
        shares = [parts(-reach), *shares, parts(reach)]
    share = np.stack(shares, axis=1)
    taken = share > 0
    most = int(np.max(np.sum(taken, axis=1)))
    # what lies in the window first, from the head down; parts of nothing fill the rows up
    into = np.argsort(~taken, axis=1, kind="stable")[:, :most]
    rows = np.arange(len(run))[:, None]
    inside = taken[rows, into]
    near = np.empty((len(run), most), int)
    weight = np.empty(near.shape)
    other = order[np.clip(rows + into - reach, 0, len(run) - 1)]
    near[order] = np.where(inside, other, order[:, None])
    weight[order] = np.where(inside, share[rows, into], 0.0)
    linked = run[1:] == run[:-1]
    pairs = np.stack((order[:-1], order[1:]))[:, linked]
    return near, weight, pairs, np.diff(centres)[linked]


def _runs(person: Person) -> tuple[np.ndarray, np.ndarray]:
    """Pads lane by lane from the head down (indices), and the number of the run of each: lanes cut
    where the next pad is no neighbour."""
    lane = _codes(person.strips.lane)
    order = np.argsort(lane, kind="stable")
    place = points(person.rest, person.pads.body, person.pads.point)[order]
    length = person.strips.length[order]
    reach = (length[:-1] + length[1:]) / 2
    cut = np.hypot(*np.diff(place, axis=0).T) > GAP * reach
    cut |= np.diff(lane[order]) != 0
    return order, np.concatenate(([0], np.cumsum(cut)))
