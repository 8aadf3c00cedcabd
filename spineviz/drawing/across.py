"""Pressure across the back, from side to side, and where the skin lies against the roller."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from msgspec import Struct

from spineviz.drawing.pelvic_section import middle_at
from spineviz.mechanics.plane import turn
from spineviz.outcome import Contact, Rolled
from spineviz.scene import LEVELS, ROLLED_LEVELS

FIRST = LEVELS.index(ROLLED_LEVELS[0])

STEP = 2e-3
"""m across between two places that are told of."""

NEAR = 0.012
"""m along the body from the axis within which a strip that nothing presses lies in the cut."""

BESIDE = 0.010
"""m across under which two strips are one place of the skin."""

ROUND = 5
"""Steps over which the edges of strips are rounded where the pressure is drawn as a ribbon."""

KERNEL = np.concatenate((np.arange(1, ROUND + 2), np.arange(ROUND, 0, -1))) / (ROUND + 1.0) ** 2
"""Weights of the places of which one is made there."""

HALF_A_LEVEL = 0.5
"""Levels below the last vertebra to which a cut across is still drawn as through it."""

TOUCH = 200.0
"""Pa from which a strip counts as pressed."""


class Across(Struct, frozen=True, eq=False):
    """Highest pressure along the contact at each place across the back.

    Places across are those of a picture seen from the feet: the person's left is positive.

    Attributes:
        across_m: shape (n,), increasing.
        pressure_kPa: shape (n,), as means over `PEAK_AREA`; its highest is the reported peak.
        ribbon_kPa: shape (n,), the same with the edges of the strips rounded, to draw.
        surface_m: shape (n,), the skin as it lies now, from the roller's axis.
        touches: shape (n,), whether the roller presses there.
        level: running number of the level over the axis, C1 is 0, with fractions.
        centre_m: the centre of the vertebral body, from the roller's axis; below the last one
            `pelvic_section.middle_at`.
    """

    across_m: np.ndarray
    pressure_kPa: np.ndarray
    ribbon_kPa: np.ndarray
    surface_m: np.ndarray
    touches: np.ndarray
    level: float
    centre_m: float

    @property
    def top(self) -> int:
        """Row of the highest pressure."""
        return int(np.argmax(self.pressure_kPa))


def cuts_a_vertebra(level: float) -> bool:
    """Whether a running number is that of the vertebrae, not of the pelvis beyond them."""
    return level <= len(LEVELS) - 1 + HALF_A_LEVEL


def across(outcome: Rolled) -> Across:
    """Pressure and skin across the back of a solved pose."""
    roller, pose = outcome.roller, outcome.geometry.pose
    contact, axis = roller.contact, np.array([roller.x, roller.y])
    near = _near(contact, axis[0])
    rows = _strips(contact, near)
    known = np.concatenate((rows, near))
    edge = float(np.max((np.abs(contact.z) + contact.width / 2)[known]))
    count = int(np.ceil(edge / STEP))
    grid = np.linspace(-edge, edge, 2 * count + 1)

    # each pad covers a run of places
    side, half = -contact.z[contact.around], contact.width[contact.around] / 2 + 1e-9
    first = np.searchsorted(grid, side - half)
    covered = np.searchsorted(grid, side + half, side="right") - first
    places = np.arange(covered.sum()) + np.repeat(first + covered - np.cumsum(covered), covered)
    pressure = np.zeros(len(grid))
    np.maximum.at(pressure, places, np.repeat(contact.averaged, covered))

    reach = np.hypot(*(contact.surface[rows] - axis).T)
    place = -contact.z[rows]
    surface = np.interp(grid, place, reach)
    level = roller.place.number + FIRST
    if cuts_a_vertebra(level):
        low = min(int(level), len(LEVELS) - 2)
        ends = np.array([pose[LEVELS[k]][:2] for k in (low, low + 1)])
        centre = ends[0] + (level - low) * (ends[1] - ends[0])
    else:
        x, y, angle = pose["pelvis"]
        centre = turn(np.array(angle), middle_at(level, outcome.person.stature)) + (x, y)
    return Across(
        across_m=grid,
        pressure_kPa=pressure * 1e-3,
        ribbon_kPa=_rounded(pressure * 1e-3),
        surface_m=_rounded(surface, surface[0], surface[-1]),
        touches=np.interp(grid, place, contact.patch[rows]) > TOUCH,
        level=level,
        centre_m=float(np.hypot(*(centre - axis))),
    )


def _near(contact: Contact, x: float) -> np.ndarray:
    """Rows of the pads that lie over the axis, or, where the back bends, nearest to it."""
    away = np.abs(contact.skin[:, 0] - x)
    found: np.ndarray = np.flatnonzero(away <= max(NEAR, float(away.min()) + STEP))
    return found


def _strips(contact: Contact, near: np.ndarray) -> np.ndarray:
    """One pad of each lane, from left to right of the picture: where it is pressed most, else the
    one that lies over the axis, of rows `near`. Of two that lie beside each other the pressed one
    stays."""
    pressed = contact.patch
    there = pressed > TOUCH
    there[near] = True
    rows = np.flatnonzero(there)
    # of those that are pressed alike the one that comes first
    rows = rows[np.argsort(-pressed[rows], kind="stable")]
    _, best = np.unique(_lanes(contact.lane)[rows], return_index=True)
    rows = rows[best]
    patch = dict(zip(rows.tolist(), pressed[rows].tolist(), strict=True))
    aside = dict(zip(patch, contact.z[rows].tolist(), strict=True))
    # the most pressed first, then from the middle: the same on both sides
    order = sorted(sorted(patch), key=lambda row: (-patch[row], abs(aside[row])))
    kept: list[int] = []
    for row in order:
        if all(abs(aside[row] - aside[other]) >= BESIDE for other in kept):
            kept.append(row)
    return np.array(sorted(kept, key=lambda row: -aside[row]))


@lru_cache(maxsize=8)
def _lanes(names: tuple[str, ...]) -> np.ndarray:
    """A number for each name."""
    row = {name: n for n, name in enumerate(dict.fromkeys(names))}
    return np.array([row[name] for name in names])


def _rounded(values: np.ndarray, before: float = 0.0, after: float = 0.0) -> np.ndarray:
    """Values whose steps run over `2 * ROUND` places, between what stands beyond their ends."""
    padded = np.concatenate((np.full(ROUND, before), values, np.full(ROUND, after)))
    smooth: np.ndarray = np.convolve(padded, KERNEL, mode="valid")
    return smooth
