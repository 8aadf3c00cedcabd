"""The pads of a person's back as arrays made once: what they are, and who is whose neighbour."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from spineviz.anatomy.person import Person
from spineviz.mechanics.energy import points
from spineviz.outcome import ENTRY_TISSUES

PEAK_AREA = 4e-4
"""m². Peaks are means over 4 cm²: skin spreads load, and a single row of pads would report the
grid. Between 1 and 4 cm² is the size of the probes that pain thresholds are measured with. The
length that this area takes of a whole strip is what the mean runs over; where a roller meets the
slices of a strip differently, each has its own mean, over a third of the area at least."""

GAP = 1.6
"""Distance of two pads of a lane, in their mean length, from which they are no neighbours: a lane
over the ribs is interrupted where the blade lies between."""


@dataclass(frozen=True, slots=True, eq=False)
class Lanes:
    """What is the same for every pose of one person.

    Attributes:
        back: indices of the pads that a roller can press on.
        track, level, body, lane: names of those pads: tissue, nearest level, the body that they
            hang on, row along the back.
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
    back = [i for i, strip in enumerate(strips) if strip.track in ENTRY_TISSUES]
    levels = tuple(dict.fromkeys(strips[i].level for i in back))
    number = np.full(len(strips), -1)
    number[back] = [levels.index(strips[i].level) for i in back]
    near, weight, pairs, apart = _neighbours(person)
    return Lanes(
        back=np.array(back),
        track=tuple(strips[i].track for i in back),
        level=tuple(strips[i].level for i in back),
        body=tuple(person.names[body] for body in person.pads.body[back]),
        lane=tuple(strips[i].lane for i in back),
        z=np.array([strips[i].z for i in back]),
        width=np.array([strips[i].width for i in back]),
        length=np.array([strips[i].length for i in back]),
        levels=levels,
        level_number=number,
        place=np.array([strip.z for strip in strips]),
        breadth=np.array([strip.width for strip in strips]),
        rolled=np.array([strip.track in (*ENTRY_TISSUES, "head") for strip in strips]),
        mirror=_mirror(person),
        near=near,
        weight=weight,
        pairs=pairs,
        apart=apart,
    )


def _mirror(person: Person) -> np.ndarray:
    """Index of every pad's mirror image: the same tissue of the same body, with z turned round."""
    pads, strips = person.pads, person.strips
    keys = [
        (strip.track, body, x, y, modulus)
        for strip, body, (x, y), modulus in zip(
            strips, pads.body.tolist(), pads.point.tolist(), pads.modulus.tolist(), strict=True
        )
    ]
    found = {(key, strip.z): i for i, (key, strip) in enumerate(zip(keys, strips, strict=True))}
    return np.array([found[key, -strip.z] for key, strip in zip(keys, strips, strict=True)])


def _neighbours(person: Person) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Windows of all pads with their weights, and neighbours with their distances."""
    windows: dict[int, tuple[np.ndarray, np.ndarray]] = {}
    pairs: list[tuple[int, int]] = []
    apart: list[float] = []
    for run in _runs(person):
        pads = np.array(run)
        lengths = np.array([person.strips[i].length for i in run])
        ends = np.cumsum(lengths)
        starts, centres = ends - lengths, ends - lengths / 2
        half = np.array([PEAK_AREA / person.strips[i].whole / 2 for i in run])[:, None]
        low, high = centres[:, None] - half, centres[:, None] + half
        parts = np.maximum(0, np.minimum(ends, high) - np.maximum(starts, low)) / (high - low)
        for i, part in zip(run, parts, strict=True):
            windows[i] = pads[part > 0], part[part > 0]
        pairs += pairwise(run)
        apart += np.diff(centres).tolist()
    most = max(len(part) for _, part in windows.values())
    near = np.repeat(np.arange(len(person.strips))[:, None], most, axis=1)
    weight = np.zeros(near.shape)
    for i, (pads, part) in windows.items():
        near[i, : len(pads)], weight[i, : len(part)] = pads, part
    return near, weight, np.array(pairs).T, np.array(apart)


def _runs(person: Person) -> list[list[int]]:
    """Pads of each lane from the head down, cut where the next one is no neighbour."""
    place = points(person.rest, person.pads.body, person.pads.point)
    lanes: dict[str, list[int]] = {}
    for index, strip in enumerate(person.strips):
        lanes.setdefault(strip.lane, []).append(index)
    runs = []
    for pads in lanes.values():
        run = [pads[0]]
        for before, after in pairwise(pads):
            reach = (person.strips[before].length + person.strips[after].length) / 2
            if np.hypot(*(place[after] - place[before])) > GAP * reach:
                runs.append(run)
                run = []
            run.append(after)
        runs.append(run)
    return runs
