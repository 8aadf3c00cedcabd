"""Pressure along the body, for the curve that is drawn of it and for the ribbon on the skin."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from spineviz.drawing.figure import middle_rows
from spineviz.outcome import Rolled, kept_with
from spineviz.simulation.place import track_of


class Profile(Struct, frozen=True, eq=False):
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


@kept_with
def profile(outcome: Rolled) -> Profile:
    """The profile of a solved pose. Its peak is the peak that the outcome reports."""
    contact = outcome.roller.contact
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
    return Profile(places_along(outcome, places), contact.surface[rows], pressure)


def places_along(outcome: Rolled, x: np.ndarray) -> np.ndarray:
    """Places along the floor (m towards the feet, increasing) as distances down the spine (mm), by
    the skin of each level."""
    track = track_of(outcome.person)
    skin = outcome.roller.contact.towards_feet * track.world_x(outcome.geometry.pose)
    # a hollow back can bring the skin of two levels over each other
    skin = np.maximum.accumulate(skin) + np.arange(len(skin)) * 1e-9
    along = np.interp(x, skin, track.position_mm)
    along += np.minimum(x - skin[0], 0) * 1e3 + np.maximum(x - skin[-1], 0) * 1e3
    found: np.ndarray = np.maximum.accumulate(along)
    return found
