"""Pressure along the back, for the curve that is drawn of it and for the ribbon on the skin."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from spineviz.outcome import Contact


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """Highest pressure across the back at each place along it.

    Attributes:
        x_m: shape (n,), places along the floor under the skin of the mid-plane, increasing.
        skin_m: shape (n, 2), the skin there as it lies now.
        pressure_kPa: shape (n,), highest of all tracks, as means over `PEAK_AREA`.
    """

    x_m: np.ndarray
    skin_m: np.ndarray
    pressure_kPa: np.ndarray

    @property
    def top(self) -> int:
        """Row of the highest pressure."""
        return int(np.argmax(self.pressure_kPa))


def profile(contact: Contact) -> Profile:
    """The profile of a solved pose. Its peak is the peak that the outcome reports."""
    middle = contact.z == 0.0
    skin = contact.surface[middle]
    order = np.argsort(contact.skin[middle, 0], kind="stable")
    skin = skin[order]
    places = contact.skin[middle, 0][order]
    # stations of the other lanes stand beside those of the mid-plane, to rounding
    nearest = np.clip(np.searchsorted(places, contact.skin[:, 0]), 1, len(places) - 1)
    before = contact.skin[:, 0] - places[nearest - 1] < places[nearest] - contact.skin[:, 0]
    pressure = np.zeros(len(places))
    np.maximum.at(pressure, nearest - before, contact.patch * 1e-3)
    return Profile(places, skin, pressure)
