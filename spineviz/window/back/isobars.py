"""Lines of equal pressure on the back, traced by pyqtgraph."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from pyqtgraph.functions import isocurve

from spineviz.drawing.pressure_grid import CELL, Back

VALUES_KPA = (10, 20, 40, 80)
COARSE = 3  # cells of the grid between two places that are traced
ISLAND = 0.03  # m across under which a second line of a value would look like a letter
SHORTEST = 6  # places of a line that is worth a label


class Isobar(Struct, frozen=True, eq=False):
    """One value: kPa, its lines (m, shape (n, 2), as `Plate.places`), where its number stands."""

    kpa: int
    lines: tuple[np.ndarray, ...]
    label: np.ndarray


def isobars(back: Back) -> tuple[Isobar, ...]:
    """The lines of `VALUES_KPA` that the pressure reaches; numbers on both sides in turn."""
    grid = back.shown_kPa[::COARSE, ::COARSE]
    step = CELL * COARSE * 1e-3
    corner = np.array([back.along_m[0], 1e-3 * back.across_mm[0]]) + CELL * 5e-4
    found = []
    for row, kpa in enumerate(VALUES_KPA):
        if grid.max() < kpa:
            break
        traced = isocurve(grid, kpa, connected=True)
        # a place of isocurve is half a cell further than the value it belongs to
        lines = [corner + (np.array(line, float) - 0.5) * step for line in traced]
        wide = [float(np.ptp(line, axis=0).max()) for line in lines]
        lines = [
            _calm(line)
            for line, span in zip(lines, wide, strict=True)
            if len(line) >= SHORTEST and (span >= ISLAND or span == max(wide))
        ]
        if lines:
            longest = max(lines, key=len)
            side = 1 if row % 2 == 0 else -1
            found.append(Isobar(kpa, tuple(lines), longest[np.argmax(side * longest[:, 1])]))
    return tuple(found)


def _calm(line: np.ndarray) -> np.ndarray:
    """A closed line without the steps of the grid."""
    ring = line[:-1] if np.allclose(line[0], line[-1]) else line
    if ring is line:
        return line
    for _ in range(2):
        ring = 0.25 * np.roll(ring, 1, axis=0) + 0.5 * ring + 0.25 * np.roll(ring, -1, axis=0)
    closed: np.ndarray = np.vstack((ring, ring[:1]))
    return closed
