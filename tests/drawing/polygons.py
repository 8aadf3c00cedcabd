"""Where places lie against polygons, for tests of drawings."""

from __future__ import annotations

import numpy as np


def outside(polygon: np.ndarray, places: np.ndarray) -> np.ndarray:
    """How far places (shape (n, 2)) lie outside a closed polygon, 0 inside, in its unit."""
    start, end = polygon, np.roll(polygon, -1, axis=0)
    step = end - start
    x, y = places[:, :1], places[:, 1:]
    left = step[:, 0] * (y - start[:, 1]) - (x - start[:, 0]) * step[:, 1]
    rises = (start[:, 1] <= y) & (end[:, 1] > y) & (left > 0)
    falls = (start[:, 1] > y) & (end[:, 1] <= y) & (left < 0)
    found = np.zeros(len(places))
    for row in np.flatnonzero(rises.sum(axis=1) == falls.sum(axis=1)):
        found[row] = distance(polygon, places[row])
    return found


def distance(polygon: np.ndarray, place: np.ndarray) -> float:
    """From a place to the nearest edge of a closed polygon."""
    step = np.roll(polygon, -1, axis=0) - polygon
    long = np.maximum((step**2).sum(axis=1), 1e-18)
    share = np.clip(((place - polygon) * step).sum(axis=1) / long, 0, 1)
    return float(np.hypot(*(polygon + share[:, None] * step - place).T).min())


def apart(first: np.ndarray, second: np.ndarray) -> float:
    """The least distance between the points of two outlines."""
    return float(np.linalg.norm(first[:, None] - second[None], axis=2).min())


def crossings(polygon: np.ndarray) -> int:
    """How often the edges of a closed polygon cross each other."""
    start = polygon @ (1, 1j)
    step = np.roll(start, -1) - start
    apart_ = start[None, :] - start[:, None]
    turned = (step.conj()[:, None] * step[None, :]).imag
    parallel = np.abs(turned) < 1e-9
    turned = np.where(parallel, 1.0, turned)
    along = (apart_.conj() * step[None, :]).imag / turned
    across = (apart_.conj() * step[:, None]).imag / turned
    inside = (along > 1e-6) & (along < 1 - 1e-6) & (across > 1e-6) & (across < 1 - 1e-6)
    return int(np.count_nonzero(np.triu(inside & ~parallel, 2)))


def area(polygon: np.ndarray) -> float:
    """The area of a closed polygon."""
    x, y = polygon.T
    return float(abs(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y)) / 2)
