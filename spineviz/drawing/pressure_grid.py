"""Pressure on the back, along the floor and across, as a grid for a picture."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeGuard

import numpy as np
from msgspec import Struct

from spineviz.outcome import Outcome, Rolled

CELL = 2.0
"""mm, side of a cell: pads are 4 mm or more wide and some 5 mm long."""

HALF = 160.0
"""mm to either side that the grid reaches: the flanks' pads end at 125 mm of a middling person."""

JOINED = 30.0
"""mm along under which two pads of a lane are neighbours: about the height of a level, by which a
joint that opens can part them."""

SPREAD = 9.0
"""mm over which skin spreads the steps between pads where the pressure is drawn: about the skin and
fat over them. ASSUMED."""

BEYOND = 60.0
"""mm that the grid goes on before and behind the pads that are pressed."""


class Back(Struct, frozen=True, eq=False):
    """The pads of the back as they are seen from under the floor, where they are pressed.

    Attributes:
        along_m: shape (n + 1,), edges of the cells along the floor.
        across_mm: shape (m + 1,), edges of the cells; the person's right is positive.
        pad: shape (n, m), row of the pad in `outcome.roller.contact` that a cell shows, or −1.
        pressure_kPa: shape (n, m), means over `PEAK_AREA`; its highest is the reported peak.
        shown_kPa: shape (n, m), the same spread as skin spreads it, to draw.
    """

    along_m: np.ndarray
    across_mm: np.ndarray
    pad: np.ndarray
    pressure_kPa: np.ndarray
    shown_kPa: np.ndarray

    @property
    def peak_m(self) -> tuple[float, float]:
        """Where the pressure that is drawn is highest: m along the floor and to the right."""
        row, column = np.unravel_index(np.argmax(self.shown_kPa), self.shown_kPa.shape)
        along = self.along_m[row] + CELL * 5e-4
        across = 1e-3 * (self.across_mm[column] + CELL / 2)
        return float(along), float(across)


def lies_on_back(outcome: Outcome | None) -> TypeGuard[Rolled]:
    """Whether there is a pose whose spine lies on the roller."""
    return isinstance(outcome, Rolled) and "midline" in outcome.roller.contact.track


def back(outcome: Rolled) -> Back:
    """The pressure on the back of a solved pose."""
    contact = outcome.roller.contact
    middle = contact.surface[:, 0] * 1e3
    pressed = middle[contact.patch > 0.0]
    start, end = _edges(contact.lane, middle, contact.length * 1e3)
    first, last = float(pressed.min()) - BEYOND, float(pressed.max()) + BEYOND
    along = np.arange(first, last + CELL, CELL)
    across = np.arange(-HALF, HALF + CELL / 2, CELL)
    shape = len(along) - 1, len(across) - 1
    pad = np.full(shape, -1)
    side, half = contact.z * 1e3, contact.width * 500
    rows = np.stack((start - along[0], end - along[0]), axis=1) / CELL
    columns = np.stack((side - half, side + half), axis=1) / CELL
    # a cell belongs to the pad that its middle lies in; where two overlap, to the one pressed more
    rows = np.clip(np.round(rows), 0, shape[0]).astype(int)
    # counted from the middle, so that both sides are rounded alike
    columns = np.sign(columns) * np.floor(np.abs(columns) + 0.5) + shape[1] / 2
    columns = np.clip(columns, 0, shape[1]).astype(int)
    near = (end > first) & (start < last)
    rows[near, 1] = np.maximum(rows[near, 1], np.minimum(rows[near, 0] + 1, shape[0]))
    order = np.argsort(contact.patch, kind="stable")
    for k in order[contact.patch[order] > 0.0].tolist():
        pad[rows[k, 0] : rows[k, 1], columns[k, 0] : columns[k, 1]] = k
    pressure = np.where(pad >= 0, contact.patch[pad], 0.0) * 1e-3
    return Back(along * 1e-3, across, pad, pressure, _spread(pressure))


def _edges(
    lanes: tuple[str, ...], middle: np.ndarray, length: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Where each pad starts and ends (mm): half-way to its neighbours in the lane, and where it
    has none, half its length from its middle."""
    start, end = middle - length / 2, middle + length / 2
    rows: dict[str, list[int]] = {}
    for row, lane in enumerate(lanes):
        rows.setdefault(lane, []).append(row)
    for pads in rows.values():
        # in a hollow back pads of two bones lie over each other; there they share the place
        order = np.array(pads)[np.argsort(middle[pads], kind="stable")]
        first, then = order[:-1], order[1:]
        joined = middle[then] - middle[first] <= JOINED
        half_way = (middle[first] + middle[then]) / 2
        end[first[joined]] = half_way[joined]
        start[then[joined]] = half_way[joined]
    return start, end


def _spread(values: np.ndarray) -> np.ndarray:
    """A grid whose steps run over some cells; the highest value stays what it is."""
    top = float(values.max())
    rows, columns = (_weights(count) for count in values.shape)
    spread: np.ndarray = rows @ values @ columns.T
    low = float(spread.max())
    return spread * (top / low) if low > 0 else spread


@lru_cache(maxsize=64)
def _weights(count: int) -> np.ndarray:
    """What each of some cells in a row gets of every other one, shape (count, count)."""
    away = np.arange(count)[:, None] - np.arange(count)
    bell: np.ndarray = np.exp(-0.5 * (away * CELL / SPREAD) ** 2)
    bell *= CELL / (SPREAD * np.sqrt(2 * np.pi))
    return bell
