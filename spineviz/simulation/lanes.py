"""The pads of a person's back as arrays made once: what they are, and who is whose neighbour."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from msgspec import Struct

from spineviz.anatomy.person import Person
from spineviz.mechanics.plane import points
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


class Lanes(Struct, frozen=True, eq=False):
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


class Layout(Struct, frozen=True, eq=False):
    """What the names of the pads alone say: nearly all persons share it, so it is kept.

    Attributes:
        back, levels, rolled: as in `Lanes`. tracks, named, lanes, number: track, level, lane and
            level_number there.
        order: all pads lane by lane from the head down. lane: a number for each lane, so ordered.
    """

    back: np.ndarray
    tracks: tuple[str, ...]
    named: tuple[str, ...]
    lanes: tuple[str, ...]
    levels: tuple[str, ...]
    number: np.ndarray
    rolled: np.ndarray
    order: np.ndarray
    lane: np.ndarray


def _layout_of(person: Person) -> Layout:
    strips = person.strips
    names = (strips.track, strips.lane, levels_on_skin(person))
    return _layout(*((each.tobytes(), each.dtype.str) for each in names))


@lru_cache(maxsize=16)
def _layout(*columns: tuple[bytes, str]) -> Layout:
    """The layout of pads with these tracks, lanes and levels: bytes and type of each array."""
    track, lane, level = (np.frombuffer(text, kind) for text, kind in columns)
    pressed = np.isin(track, ENTRY_TISSUES)
    back = np.flatnonzero(pressed)
    named = tuple(level[back].tolist())
    levels = {each: row for row, each in enumerate(sorted(set(named), key=HEAD_DOWN.index))}
    number = np.full(len(level), -1)
    number[back] = [levels[each] for each in named]
    code = _codes(lane)
    order = np.argsort(code, kind="stable")
    return Layout(
        back=back,
        tracks=tuple(track[back].tolist()),
        named=named,
        lanes=tuple(lane[back].tolist()),
        levels=tuple(levels),
        number=number,
        rolled=pressed | (track == "head"),
        order=order,
        lane=code[order],
    )


def _codes(names: np.ndarray) -> np.ndarray:
    """A number for each name, in the order in which they first come."""
    code: dict[str, int] = {}
    return np.array([code.setdefault(name, len(code)) for name in names.tolist()])


@lru_cache(maxsize=64)
def lanes_of(person: Person) -> Lanes:
    """The lanes of a person."""
    strips = person.strips
    layout = _layout_of(person)
    back = layout.back
    near, weight, pairs, apart = _neighbours(person, layout)
    return Lanes(
        back=back,
        track=layout.tracks,
        level=layout.named,
        body=tuple(np.array(person.names)[person.pads.body[back]].tolist()),
        lane=layout.lanes,
        z=strips.z[back],
        width=strips.width[back],
        length=strips.length[back],
        levels=layout.levels,
        level_number=layout.number,
        place=strips.z,
        breadth=strips.width,
        rolled=layout.rolled,
        near=near,
        weight=weight,
        pairs=pairs,
        apart=apart,
    )


def _neighbours(
    person: Person, layout: Layout
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Windows of all pads with their weights, and neighbours with their distances.

    Works on the pads in the order of the layout; there a pad's neighbours are those
    before and after it, as far as its run goes.
    """
    strips = person.strips
    order, run = layout.order, _runs(person, layout)
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

    # what each pad's window takes of the pads on either side, as far as any window reaches
    found = []
    for way in (-1, 0, 1):
        at, step = np.arange(len(run)), 0
        while len(at):
            step += way
            at = at[(at + step >= 0) & (at + step < len(run))]
            at = at[run[at + step] == run[at]]
            common = np.minimum(ends[at + step], high[at]) - np.maximum(starts[at + step], low[at])
            at, common = at[common > 0], common[common > 0]
            found.append((step, at, common / (high[at] - low[at])))
            if way == 0:
                break
    reach = max(abs(step) for step, _, _ in found)
    share = np.zeros((len(run), 2 * reach + 1))
    for step, at, part in found:
        share[at, reach + step] = part
    taken = share > 0
    counts = np.sum(taken, axis=1)
    most = int(np.max(counts))
    # what lies in the window comes first, from the head down; parts of nothing fill the rows up
    inside = np.arange(most) < counts[:, None]
    into = np.where(inside, np.argmax(taken, axis=1)[:, None] + np.arange(most), reach)
    rows = np.arange(len(run))[:, None]
    near = np.empty((len(run), most), int)
    weight = np.empty(near.shape)
    near[order] = order[rows + into - reach]
    weight[order] = np.where(inside, share[rows, into], 0.0)
    linked = run[1:] == run[:-1]
    pairs = np.stack((order[:-1], order[1:]))[:, linked]
    return near, weight, pairs, np.diff(centres)[linked]


def _runs(person: Person, layout: Layout) -> np.ndarray:
    """Number of the run of each pad, in the order of the layout: lanes cut where the next pad is no
    neighbour."""
    order = layout.order
    place = points(person.rest, person.pads.body, person.pads.point)[order]
    length = person.strips.length[order]
    reach = (length[:-1] + length[1:]) / 2
    cut = np.hypot(*np.diff(place, axis=0).T) > GAP * reach
    cut |= np.diff(layout.lane) != 0
    return np.concatenate(([0], np.cumsum(cut)))
