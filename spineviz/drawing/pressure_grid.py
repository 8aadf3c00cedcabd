"""Pressure on the whole back, along and across it, as a grid for a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeGuard

import numpy as np

from spineviz.drawing.profile import places_along
from spineviz.outcome import Outcome, Rolled
from spineviz.simulation.place import track_of

CELL = 2.0
"""mm, side of a cell: pads are 4 mm or more wide and some 5 mm long."""

HALF = 150.0
"""mm to either side that the grid reaches: the flanks' pads end at 125 mm of a middling person."""

JOINED = 30.0
"""mm along under which two pads of a lane are neighbours: about the height of a level, by which a
joint that opens can part them."""

ROUND = 3
"""Cells over which the edges of pads are rounded where the pressure is drawn."""

BEYOND = (30.0, 60.0)
"""mm that the grid goes on before the first and after the last level, as the curve does."""


@dataclass(frozen=True, slots=True, eq=False)
class Back:
    """The pads of the back laid out flat.

    Attributes:
        along_mm: shape (n + 1,), edges of the cells down the spine, as `roller.position_mm` counts.
        across_mm: shape (m + 1,), edges of the cells; the person's left is positive, as in the
            cross-section.
        pad: shape (n, m), row of the pad in `outcome.roller.contact` that a cell shows, or −1.
        pressure_kPa: shape (n, m), means over `PEAK_AREA`; its highest is the reported peak.
        shown_kPa: shape (n, m), the same with the edges of the pads rounded, to draw.
        body: shape (n, m), whether a cell lies on the body at all.
    """

    along_mm: np.ndarray
    across_mm: np.ndarray
    pad: np.ndarray
    pressure_kPa: np.ndarray
    shown_kPa: np.ndarray
    body: np.ndarray


def lies_on_back(outcome: Outcome | None) -> TypeGuard[Rolled]:
    """Whether there is a pose whose spine lies on the roller."""
    return isinstance(outcome, Rolled) and "midline" in outcome.roller.contact.track


def back(outcome: Rolled) -> Back:
    """The back of a solved pose."""
    contact = outcome.roller.contact
    last_mm = float(track_of(outcome.person).position_mm[-1])
    order = np.argsort(contact.skin[:, 0], kind="stable")
    middle = np.empty(len(order))
    middle[order] = places_along(outcome, contact.skin[order, 0])
    start, end = _edges(contact.lane, middle, contact.length * 1e3)
    along = np.arange(-BEYOND[0], last_mm + BEYOND[1] + CELL, CELL)
    across = np.arange(-HALF, HALF + CELL / 2, CELL)
    shape = len(along) - 1, len(across) - 1
    pad = np.full(shape, -1)
    side, half = -contact.z * 1e3, contact.width * 500
    rows = np.stack((start - along[0], end - along[0]), axis=1) / CELL
    columns = np.stack((side - half, side + half), axis=1) / CELL
    # a cell belongs to the pad that its middle lies in; where two overlap, to the one pressed more
    rows = np.clip(np.round(rows), 0, shape[0]).astype(int)
    # counted from the middle, so that both sides are rounded alike
    columns = np.sign(columns) * np.floor(np.abs(columns) + 0.5) + shape[1] / 2
    columns = np.clip(columns, 0, shape[1]).astype(int)
    rows[:, 1] = np.maximum(rows[:, 1], np.minimum(rows[:, 0] + 1, shape[0]))
    for k in np.argsort(contact.patch, kind="stable").tolist():
        pad[rows[k, 0] : rows[k, 1], columns[k, 0] : columns[k, 1]] = k
    pressure = np.where(pad >= 0, contact.patch[pad], 0.0) * 1e-3
    return Back(along, across, pad, pressure, _rounded(pressure), _body(pad))


def _body(pad: np.ndarray) -> np.ndarray:
    """Whether a cell lies on the body: between pads to both sides, or before and behind."""
    some = pad >= 0
    on = np.zeros_like(some)
    for axis in (0, 1):
        before = np.maximum.accumulate(some, axis=axis)
        behind = np.flip(np.maximum.accumulate(np.flip(some, axis), axis=axis), axis)
        on |= before & behind
    return on


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


def _rounded(values: np.ndarray) -> np.ndarray:
    """A grid whose steps run over some cells, as skin spreads them; the highest value stays."""
    for axis in (0, 1):
        padded = np.pad(values, [(ROUND, ROUND) if k == axis else (0, 0) for k in (0, 1)])
        count = values.shape[axis]
        mean = np.zeros_like(values)
        for step in range(2 * ROUND + 1):
            part = np.arange(step, step + count)
            mean += (ROUND + 1 - abs(step - ROUND)) * np.take(padded, part, axis=axis)
        values = mean / (ROUND + 1) ** 2
    return values
