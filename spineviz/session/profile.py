"""Pressure along the body, for the curve that is drawn of it and for the ribbon on the skin."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from spineviz.anatomy.outline.figure import middle_rows
from spineviz.anatomy.person import person_of
from spineviz.outcome import Outcome
from spineviz.scene import LEVELS, ROLLED_LEVELS
from spineviz.simulation import roller_track

FIRST = LEVELS.index(ROLLED_LEVELS[0])


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """Highest pressure across the back at each place along it.

    Attributes:
        along_mm: shape (n,), places down the spine as `roller.position_mm` counts them,
            increasing; those past the ends run on with the skin.
        skin_m: shape (n, 2), the skin of the mid-plane there, as it lies now.
        pressure_kPa: shape (n,), highest of all tracks, as means over `PEAK_AREA`.
    """

    along_mm: np.ndarray
    skin_m: np.ndarray
    pressure_kPa: np.ndarray

    @property
    def top(self) -> int:
        """Row of the highest pressure."""
        return int(np.argmax(self.pressure_kPa))


def profile(outcome: Outcome) -> Profile:
    """The profile of a solved pose. Its peak is the peak that the outcome reports."""
    contact = outcome.contact
    assert contact is not None
    rows = middle_rows(contact)
    way = contact.towards_feet
    places, each = way * contact.skin[rows, 0], way * contact.skin[:, 0]
    # stations of the other tracks stand beside those of the mid-plane
    nearest = np.clip(np.searchsorted(places, each), 1, len(places) - 1)
    before = each - places[nearest - 1] < places[nearest] - each
    pressure = np.zeros(len(places))
    np.maximum.at(pressure, nearest - before, contact.patch * 1e-3)
    if way < 0:  # pads of the front are as long as the ribs are apart: each fills its length
        fills = np.abs(places[:, None] - each) <= contact.length / 2
        pressure = np.maximum(pressure, np.max(fills * contact.patch, axis=1) * 1e-3)
    return Profile(_down_the_spine(outcome, places, way), contact.surface[rows], pressure)


def _down_the_spine(outcome: Outcome, x: np.ndarray, way: int) -> np.ndarray:
    """Places along the floor (m, towards the feet) as distances down the spine (mm), by the skin of
    each level; `way` is −1 where the world's x runs towards the head."""
    assert outcome.geometry is not None
    pose = np.array([outcome.geometry.pose[name] for name in LEVELS[FIRST:]])
    levels = person_of(outcome.scene).levels
    behind = levels.skin_back[FIRST:]
    if way < 0:  # the skin that faces the floor is in front
        behind = behind - levels.skin_depth[FIRST:]
    skin = way * (pose[:, 0] + behind * np.sin(pose[:, 2]))
    # a hollow back can bring the skin of two levels over each other
    skin = np.maximum.accumulate(skin) + np.arange(len(skin)) * 1e-9
    marks = roller_track(outcome.scene).position_mm
    along = np.interp(x, skin, marks)
    along += np.minimum(x - skin[0], 0) * 1e3 + np.maximum(x - skin[-1], 0) * 1e3
    found: np.ndarray = np.maximum.accumulate(along)
    return found
