"""Sketching what is seen from under the floor: along the floor, and across the body."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import field

from spineviz.drawing.sketch import Placing, Runs, Sketch

LEFT, RIGHT = "left", "right"
"""The person's own sides; the right one is at positive places across."""

Place = tuple[float, float, float]
"""Where a point is: as in `Sketch` for its frame, and mm to the right of the mid-plane."""

CAP, CAP_WIDTH = 0.34, 0.6
"""How far the rounded end of a bone stands out, and how wide it is there, in widths."""


class BehindSketch(Sketch):
    """A sketch whose points have a third number, mm to the person's right.

    Along the floor a point is where it is in the view from the side, so both views have one axis.
    """

    _across: list[np.ndarray] = field(default_factory=list)

    def _add(
        self,
        kind: str,
        name: str,
        needs: Sequence[str],
        runs: Runs,
        closed: bool | None,
        widths: tuple[float, ...],
        is_line: bool = False,
    ) -> None:
        flat = []
        for frame, points in runs:
            places = np.array(points, dtype=float).reshape(-1, 3)
            self._across.append(self.size * places[:, 2])
            flat.append((frame, places[:, :2]))
        super()._add(kind, name, needs, flat, closed, widths, is_line)

    def placing(self) -> FromBehind:
        """The control points as they are seen from behind."""
        return FromBehind(*self._points(), self.size, np.concatenate(self._across))

    def shape(
        self, kind: str, name: str, frame: str, points: Sequence[Place], needs: Sequence[str] = ()
    ) -> None:
        """Add a smooth closed outline in the middle."""
        self.spline(kind, name, [(frame, np.array(points))], True, needs)

    def shapes(
        self, kind: str, name: str, frame: str, points: Sequence[Place], needs: Sequence[str] = ()
    ) -> None:
        """Add a smooth closed outline on either side."""
        for side, placed in _both(points):
            self.spline(kind, f"{name} {side}", [(frame, placed)], True, needs)

    def lines(
        self, kind: str, name: str, frame: str, points: Sequence[Place], needs: Sequence[str] = ()
    ) -> None:
        """Add a smooth open line on either side."""
        for side, placed in _both(points):
            self.line(kind, f"{name} {side}", [(frame, placed)], needs)

    def rods(
        self,
        kind: str,
        name: str,
        frame: str,
        points: Sequence[Place],
        widths: Sequence[float],
        needs: Sequence[str] = (),
        paired: bool = True,
    ) -> None:
        """Add a band with rounded ends (`widths` in mm) on either side; `name` stays as it is where
        they are processes of one bone."""
        for side, placed in _both(points):
            path, wide = _capped(placed, widths)
            self.band(kind, f"{name} {side}" if paired else name, [(frame, path)], wide, needs)

    def rod(
        self, kind: str, name: str, frame: str, points: Sequence[Place], widths: Sequence[float]
    ) -> None:
        """Add a band with rounded ends in the middle."""
        path, wide = _capped(np.array(points, float), widths)
        self.band(kind, name, [(frame, path)], wide)


def _both(points: Sequence[Place]) -> tuple[tuple[str, np.ndarray], tuple[str, np.ndarray]]:
    right = np.array(points, dtype=float)
    return (RIGHT, right), (LEFT, right * (1.0, 1.0, -1.0))


def _capped(points: np.ndarray, widths: Sequence[float]) -> tuple[np.ndarray, np.ndarray]:
    """A path that goes on beyond its ends, where it is narrower."""
    ends = []
    for row, beside, width in ((0, 1, widths[0]), (-1, -2, widths[-1])):
        out = points[row] - points[beside]
        ends.append(points[row] + CAP * width * out / max(float(np.linalg.norm(out)), 1e-9))
    path = np.vstack((ends[0], points, ends[1]))
    wide = np.array([CAP_WIDTH * widths[0], *widths, CAP_WIDTH * widths[-1]])
    return path, wide


class FromBehind(Placing):
    """Control points seen from under the floor: x along the floor, y across.

    Args:
        frame, local, size: as in `Placing`. across: m, shape (n,), to the person's right.
    """

    def __init__(
        self, frame: np.ndarray, local: np.ndarray, size: float, across: np.ndarray
    ) -> None:
        super().__init__(frame, local, size)
        self._across = across

    def world(self, pose: np.ndarray) -> np.ndarray:
        """Places (m, along the floor + i across) for a pose of shape (frames, 3)."""
        found: np.ndarray = super().world(pose).real + 1j * self._across
        return found
