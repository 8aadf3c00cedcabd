"""The trunk chart: places given as (level, distance in front) instead of x and y.

Level is a running number, C1 = 0 … L5 = 23, S1 = 24, with fractions between; the distance is in
front of the line through the body centres. Everything soft or bony that is stored in the chart
bends with the spine.
"""

from __future__ import annotations

import math
from functools import cached_property

import numpy as np
from msgspec import Struct


class Trunk(Struct, frozen=True, eq=False, dict=True):
    """A chart over one pose of the spine.

    Attributes:
        centre: m, shape (25, 2): body centres C1 … L5 and the end plate of S1.
        angle: rad, shape (25,): θ of the bodies.
    """

    centre: np.ndarray
    angle: np.ndarray

    @cached_property
    def _rows(self) -> list[list[float]]:
        # plain numbers: a person has a hundred single places, each of a few sums
        rows: list[list[float]] = np.column_stack((self.centre, self.angle)).tolist()
        return rows

    def place(self, level: float, ahead: float) -> np.ndarray:
        """World place (m, shape (2,)) of a chart point."""
        below, t = self._between(level)
        x, y, angle = (
            (1 - t) * above + t * under
            for above, under in zip(self._rows[below], self._rows[below + 1], strict=True)
        )
        return np.array([x - ahead * math.sin(angle), y + ahead * math.cos(angle)])

    def places(self, level: np.ndarray, ahead: np.ndarray) -> np.ndarray:
        """World places (m, shape (n, 2)) of chart points."""
        below = np.clip(np.floor(level).astype(int), 0, len(self.angle) - 2)
        t = level - below
        on_line = (1 - t)[:, None] * self.centre[below] + t[:, None] * self.centre[below + 1]
        angle = (1 - t) * self.angle[below] + t * self.angle[below + 1]
        found: np.ndarray = on_line + ahead[:, None] * np.stack(
            (-np.sin(angle), np.cos(angle)), axis=1
        )
        return found

    def direction(self, level: float) -> float:
        """Angle θ (rad) of the chart at a level, mixed between the neighbours."""
        below, t = self._between(level)
        return float((1 - t) * self.angle[below] + t * self.angle[below + 1])

    def _between(self, level: float) -> tuple[int, float]:
        """The level above and the share of the way to the next, carried on beyond both ends."""
        below = min(max(math.floor(level), 0), len(self.angle) - 2)
        return below, level - below
