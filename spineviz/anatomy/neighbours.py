"""Which pads of the skin hold each other, and which are pushed together, from where they lie.

Two pads side by side share an edge along the body, two behind each other one across it. What ties
them is the shear of the soft layer: T = G h for each metre of that edge and each metre that their
middles are apart.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from msgspec import Struct

from spineviz.anatomy.levels import Levels
from spineviz.anatomy.rows import Strips
from spineviz.anatomy.thorax import FIRST_RIB
from spineviz.mechanics.bed import Bed, Neighbours
from spineviz.mechanics.crowding import Crowding
from spineviz.mechanics.half import Half
from spineviz.mechanics.model import Pads
from spineviz.mechanics.plane import points
from spineviz.tables.tables import Tables

REACH = 1.5
"""Distance along the body, in the mean length of two pads, within which they may be neighbours."""

ROUNDING = 1e-9  # m
TOUCH = 0.003  # m, gap across the body over which two pads still are neighbours
OVERLAP = (
    0.3  # share of the shorter pad that must lie beside another for the two to be side by side
)


class _Skin(Struct, frozen=True):
    """What a bed is made from; equal where every bit of it is."""

    bits: bytes
    tables: Tables
    pads: Pads
    strips: Strips
    rest: np.ndarray
    half: Half | None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Skin) and (self.bits, self.tables) == (other.bits, other.tables)

    def __hash__(self) -> int:
        return hash((self.bits, self.tables))


def bed_of(
    pads: Pads, strips: Strips, rest: np.ndarray, tables: Tables, half: Half | None = None
) -> Bed:
    """The pads of a person as a bed, or one half of them, given the pose at rest, shape (bodies,
    3); kept, since people who hold more or less, or have other joints, have the same skin."""
    late = () if pads.late is None else (pads.late.onset, pads.late.times)
    columns = (
        points(rest, pads.body, pads.point), pads.area, pads.modulus, pads.depth, *late,
        strips.z, strips.width, strips.length,
    )  # fmt: skip
    bits = b"".join(np.asarray(each).tobytes() for each in columns)
    return _bed(_Skin(bits + (b"" if half is None else b"half"), tables, pads, strips, rest, half))


@lru_cache(maxsize=8)
def _bed(skin: _Skin) -> Bed:
    pads, half = skin.pads, skin.half
    place = points(skin.rest, pads.body, pads.point)
    ties = _ties(pads, place, skin.strips, skin.tables)
    if half is not None:
        pads, place, ties = half.pads, place[half.rows], half.ties(*ties)
    return Bed(pads, _in_blocks(place[:, 0], *ties, skin.tables.si["shear.above"]))


def _ties(
    pads: Pads, place: np.ndarray, strips: Strips, tables: Tables
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pairs of neighbours among the pads of a person, given their places (m, shape (pads, 2)) at
    rest, and the stiffness (N/m) of what ties them; each of shape (pairs,)."""
    constant = tables.si
    mine = np.argsort(place[:, 0], kind="stable")
    x, y = place[mine].T
    z, width, length = strips.z[mine], strips.width[mine], strips.length[mine]
    tension = constant["shear.per_modulus"] * pads.modulus[mine] * pads.depth[mine]
    first, second = _near(x, length)
    dz = np.abs(z[second] - z[first])
    beside = (width[first] + width[second]) / 2 - dz  # what they share across, negative for a gap
    touching = np.flatnonzero(beside >= -TOUCH)
    first, second, dz, beside = (each[touching] for each in (first, second, dz, beside))
    dx, dy = x[second] - x[first], y[second] - y[first]
    along = (length[first] + length[second]) / 2 - dx
    shorter = np.minimum(length[first], length[second])
    narrower = np.minimum(width[first], width[second])
    # two narrow pads behind each other share less than TOUCH across too: those are not side by side
    aside = dz > narrower / 2
    across = aside & (np.abs(beside) <= TOUCH) & (along > OVERLAP * shorter)
    behind = (beside > TOUCH / 3) & (along <= OVERLAP * shorter) & ~across
    edge = np.where(across, np.minimum(along, shorter), np.minimum(beside, narrower))
    apart = np.where(across, dz, np.hypot(dx, dy))
    found = np.flatnonzero(across | behind)
    mean = (tension[first[found]] + tension[second[found]]) / 2
    return mine[first[found]], mine[second[found]], mean * edge[found] / apart[found]


def crowding_of(pads: Pads, names: tuple[str, ...], rest: np.ndarray, levels: Levels) -> Crowding:
    """How the skin over each vertebra, and over its pair of ribs, is pushed together when the spine
    bends back: by the joints above and below, half of each, at the lever of the skin."""
    count = len(names)
    above, below, rate = np.arange(count), np.arange(count), np.zeros(count)
    for k in np.flatnonzero(~levels.neck).tolist():
        # the vertebrae are the first bodies, from the head down, and the pelvis follows
        before, after = k - 1, k + 1
        pitch = (levels.body_height[k - 1] + levels.body_height[k]) / 2 + levels.disc_height[k - 1]
        rib = f"rib{k - FIRST_RIB + 1}"
        for body in (k, names.index(rib)) if rib in names else (k,):
            above[body], below[body] = before, after
            rate[body] = levels.skin_back[k] / (2 * pitch)
    offset = rest[above, 2] - rest[below, 2]
    return Crowding(*(each[pads.body] for each in (above, below, offset, rate)))


def _near(x: np.ndarray, length: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of pads, in order along the body, that are near enough along it."""
    # a pad is near all whose near end lies before its far end; behind a pad that begins further on
    # than those after it there is nothing to look for
    begins = np.minimum.accumulate((x - REACH / 2 * length)[::-1])[::-1]
    last = np.searchsorted(begins, x + REACH / 2 * length + ROUNDING, side="right")
    counts = np.maximum(last - np.arange(len(x)) - 1, 0)
    first = np.repeat(np.arange(len(x)), counts)
    start = np.repeat(np.cumsum(counts) - counts, counts)
    second = np.arange(len(first)) - start + first + 1
    near = x[second] - x[first] < REACH * (length[first] + length[second]) / 2
    return first[near], second[near]


def _in_blocks(
    x: np.ndarray, first: np.ndarray, second: np.ndarray, stiffness: np.ndarray, above: float
) -> Neighbours:
    """Pads sorted into blocks that are tied to the blocks next to them only: the pads that are
    one tie away from the first along x, those that are two ties away, and so on."""
    mine = np.argsort(x, kind="stable")
    along = np.empty(len(x), int)
    along[mine] = np.arange(len(x))
    level = _levels(along[first].tobytes(), along[second].tobytes(), len(x))
    number = int(np.max(level)) + 1
    order = mine[np.argsort(level, kind="stable")]
    place = np.empty(len(x), int)
    place[order] = np.arange(len(x))
    one, other = place[first], place[second]
    ends = np.concatenate(([0], np.cumsum(np.bincount(level, minlength=number))))
    return Neighbours(order, ends, np.minimum(one, other), np.maximum(one, other), stiffness, above)


@lru_cache(maxsize=8)
def _levels(first: bytes, second: bytes, count: int) -> np.ndarray:
    """The block of each pad, given the rows of the pairs; kept, since people of about one size have
    the same pairs."""
    pairs = np.frombuffer(first, int), np.frombuffer(second, int)
    both = np.concatenate(pairs), np.concatenate(pairs[::-1])
    level = np.full(count, -1)
    number = 0
    while np.any(level < 0):
        ring = np.zeros(count, bool)
        ring[int(np.flatnonzero(level < 0)[0])] = True
        while np.any(ring):
            level[ring] = number
            number += 1
            reached = np.zeros(count, bool)
            reached[both[1][ring[both[0]]]] = True
            ring = reached & (level < 0)
    level.setflags(write=False)
    return level
