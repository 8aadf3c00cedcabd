"""A chart as a value: everything that is drawn of one plot of the page Explore."""

from __future__ import annotations

import numpy as np
from msgspec import Struct, field

from spineviz.window.paint.theme import Theme


class Chart(Struct, frozen=True, eq=False):
    """Everything that is drawn of one plot.

    Attributes:
        title, about: over it. up, across: units at the ends of the axes.
        theme: see there.
        x: places of the points, shape (n,).
        curve: numbers there, shape (n,), NaN where there is none. band: low, middle and high,
            shape (3, n). beside: numbers that are held against them, shape (n,), or None.
        dots: shape (m, 2), bodies.
        ticks: names of places, or nothing for an axis of numbers.
        zones: where on the axis each begins, and its name.
        here: where the scene stands, or None. cursor: which point is pointed at, or None.
        card: what is said of that point, its first line the point.
    """

    title: str
    about: str
    up: str
    across: str
    theme: Theme
    x: np.ndarray = field(default_factory=lambda: np.zeros(0))
    curve: np.ndarray = field(default_factory=lambda: np.zeros(0))
    band: np.ndarray | None = None
    beside: np.ndarray | None = None
    dots: np.ndarray | None = None
    ticks: tuple[tuple[float, str], ...] = ()
    zones: tuple[tuple[float, str], ...] = ()
    here: float | None = None
    cursor: int | None = None
    card: tuple[str, ...] = ()
