"""From metres of the world to pixels of a view, the same scale both ways."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF
from shiboken6 import VoidPtr


class Box(Struct, frozen=True):
    """What has to fit into the view, in m: left, right, and top above the floor."""

    left: float
    right: float
    top: float

    def joined(self, other: Box) -> Box:
        """The box in which both fit."""
        return Box(
            min(self.left, other.left), max(self.right, other.right), max(self.top, other.top)
        )


class Camera(Struct, frozen=True):
    """An upright camera.

    Attributes:
        scale: pixels a metre. left: px, where x = 0 is. floor: px, where y = 0 is.
        way: 1, or −1 where x runs to the left, so that the head is left face down too.
    """

    scale: float
    left: float
    floor: float
    way: int = 1

    @property
    def mm(self) -> float:
        """Pixels a millimetre."""
        return self.scale * 1e-3

    def x(self, metres: float) -> float:
        """Pixel column of a place along the floor."""
        return self.left + self.way * metres * self.scale

    def y(self, metres: float) -> float:
        """Pixel row of a height above the floor."""
        return self.floor - metres * self.scale

    def point(self, place: np.ndarray | tuple[float, float]) -> QPointF:
        """Pixel of a place."""
        return QPointF(self.x(float(place[0])), self.y(float(place[1])))

    def metres(self, column: float) -> float:
        """Place along the floor of a pixel column."""
        return self.way * (column - self.left) / self.scale

    def pixels(self, places: np.ndarray) -> np.ndarray:
        """Pixels of places, shape (n, 2)."""
        return places * (self.way * self.scale, -self.scale) + (self.left, self.floor)

    def polygon(self, places: np.ndarray) -> QPolygonF:
        """A polygon through places, shape (n, 2)."""
        return polygon(self.pixels(places))

    def polygons(self, outlines: Sequence[np.ndarray]) -> list[QPolygonF]:
        """Polygons through places, each of shape (n, 2), put into pixels all at once."""
        if not outlines:
            return []
        ends = np.cumsum([0, *map(len, outlines)]).tolist()
        return polygons(self.pixels(np.concatenate(outlines)), pairwise(ends))


def fit(
    box: Box, width: float, height: float, top: float, below: float, margin: float, way: int = 1
) -> Camera:
    """The camera that shows all of a box, with `top` and `below` px kept free over and under."""
    scale = min(
        (width - 2 * margin) / (box.right - box.left), max(height - top - below, 40.0) / box.top
    )
    middle = (box.left + box.right) / 2
    return Camera(scale, width / 2 - middle * scale, height - below, way)


def polygon(pixels: np.ndarray) -> QPolygonF:
    """A polygon from an array of shape (n, 2), copied in one piece."""
    return polygons(pixels, [(0, len(pixels))])[0]


def polygons(pixels: np.ndarray, parts: Iterable[tuple[int, int]]) -> list[QPolygonF]:
    """Polygons from parts of an array of shape (n, 2): from one row to before another."""
    whole = np.ascontiguousarray(pixels, dtype=float)
    memory = whole.data.cast("B") if len(whole) else memoryview(b"")
    point = 2 * whole.itemsize
    found = []
    for start, end in parts:
        made = QPolygonF()
        made.resize(end - start)
        if end > start:
            size = point * (end - start)
            own = memoryview(VoidPtr(made.data(), size, True))  # type: ignore[arg-type, call-arg]
            own[:] = memory[point * start : point * end]
        found.append(made)
    return found


def points_of(outline: QPolygonF) -> np.ndarray:
    """The memory of a polygon that is not empty, shape (n, 2); valid while the polygon lives."""
    size = outline.size() * 2 * np.dtype(float).itemsize
    memory = VoidPtr(outline.data(), size, True)  # type: ignore[arg-type, call-arg]
    found: np.ndarray = np.frombuffer(memory).reshape(-1, 2)  # type: ignore[call-overload]
    return found


def any_within(pixels: np.ndarray, box: QRectF) -> bool:
    """Whether any of some places, shape (n, 2), lies in a box, its edges left out."""
    x, y = pixels[:, 0], pixels[:, 1]
    across = (x > box.left()) & (x < box.right())
    return bool((across & (y > box.top()) & (y < box.bottom())).any())


class Columns:
    """Places, shape (n, 2), that are asked about again and again, in the order of their columns."""

    def __init__(self, pixels: np.ndarray) -> None:
        order = np.argsort(pixels[:, 0])
        self._x: list[float] = pixels[order, 0].tolist()
        self._y = pixels[order, 1]

    def between(self, left: float, right: float) -> np.ndarray:
        """Rows of pixels of all places between two columns, these left out."""
        found: np.ndarray = self._y[bisect_right(self._x, left) : bisect_left(self._x, right)]
        return found

    def any_within(self, box: QRectF) -> bool:
        """The same as the function, for one box of many."""
        y = self.between(box.left(), box.right())
        return bool(((y > box.top()) & (y < box.bottom())).any())


def widened(pixels: np.ndarray, by: float) -> np.ndarray:
    """A closed smooth outline moved outwards by some px."""
    after = np.concatenate((pixels[1:], pixels[:1]))
    along = after - np.concatenate((pixels[-1:], pixels[:-1]))
    out = np.stack((along[:, 1], -along[:, 0]), axis=1)
    out /= np.maximum(np.hypot(out[:, 0], out[:, 1]), 1e-9)[:, None]
    turn = np.sign(np.sum(pixels[:, 0] * after[:, 1] - after[:, 0] * pixels[:, 1]))
    wider: np.ndarray = pixels + by * turn * out
    return wider
