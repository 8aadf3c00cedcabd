"""Curves that outlines are made of: splines through points, rounded polygons, bands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np

SAMPLES = 4  # a span of a spline that is longer than `FINE`, mm: fewer than a pixel apart
FINE = (6.0, 14.0)
"""mm: spans up to the first length take two samples, up to the second three."""


def spline_weights(
    points: np.ndarray, closed: bool, samples: int | np.ndarray = SAMPLES
) -> tuple[np.ndarray, np.ndarray]:
    """Weights of a centripetal Catmull-Rom spline.

    The weights depend on the distances between the points where the curve was designed; applied
    to the same points after they have moved they give the moved curve.

    Args:
        points: shape (n, 2), n at least 2.
        closed: whether the last point joins the first.
        samples: samples a span, one number or one a span.

    Returns:
        Rows and weights, both of shape (m, 4): curve[i] = sum over k of weight[i, k] *
        points[row[i, k]].
    """
    return _spans(len(points), closed).weights(points, samples)[:2]


class Spans:
    """The spans of many splines, one after the other, between points that stand in one array.

    Args:
        start: row of the first point of each spline.
        count: points of each, at least 2.
        closed: whether the last point of each joins its first.
    """

    def __init__(self, start: Sequence[int], count: Sequence[int], closed: Sequence[bool]) -> None:
        numbers = np.array(count) - ~np.array(closed)
        self._spline = np.repeat(np.arange(len(numbers)), numbers)
        self._start = np.array(start)[self._spline, None]
        self._count = np.array(count)[self._spline, None]
        self._open = ~np.array(closed)[self._spline]
        within = np.arange(len(self._spline)) - np.repeat(np.cumsum(numbers) - numbers, numbers)
        self._rows = self._own(within[:, None] + np.arange(-1, 3))
        self._first = self._open & (within == 0)
        self._last = self._open & (within == self._count[:, 0] - 2)

    def _own(self, rows: np.ndarray) -> np.ndarray:
        """Rows of points for places on the splines: round where one is closed, and no further than
        to its ends where it is not."""
        ends = np.clip(rows, 0, self._count - 1)
        own: np.ndarray = self._start + np.where(self._open[:, None], ends, rows % self._count)
        return own

    def enough(self, points: np.ndarray) -> np.ndarray:
        """Samples for each span, given points in mm of the table's man, shape (n, 2)."""
        rows = self._rows[:, 1:3]
        long = np.hypot(*(points[rows[:, 1]] - points[rows[:, 0]]).T)
        samples: np.ndarray = 2 + np.searchsorted(FINE, long)
        return samples

    def weights(
        self, points: np.ndarray, samples: int | np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Rows and weights as in `spline_weights`, and the number of samples of each spline."""
        rows = self._rows
        path = points[rows]
        first, last = self._first, self._last
        path[first, 0] = 2 * path[first, 1] - path[first, 2]
        path[last, 3] = 2 * path[last, 2] - path[last, 1]
        apart = np.sqrt(((path[:, 1:] - path[:, :-1]) ** 2).sum(axis=2))
        # knots of each span, counted from its first point; Barry and Goldman's pyramid from there
        knots = np.cumsum(np.sqrt(np.maximum(apart, 1e-12)), axis=1)
        t1, t2, t3 = knots[:, :1], knots[:, 1:2], knots[:, 2:]
        each = np.full(len(rows), samples)[:, None]
        share = np.arange(each.max() + 1) / each
        # the last point itself ends an open curve
        share = np.where((share < 1) | (last[:, None] & (share == 1)), share, np.nan)
        t = t1 + (t2 - t1) * share
        a1, a2, a3 = (t1 - t) / t1, (t2 - t) / (t2 - t1), (t3 - t) / (t3 - t2)
        b1, b2 = (t2 - t) / t2, (t3 - t) / (t3 - t1)
        weights = np.empty((*t.shape, 4))
        weights[..., 0] = a2 * b1 * a1
        weights[..., 1] = a2 * (b1 * (1 - a1) + (1 - b1) * a2) + (1 - a2) * b2 * a2
        weights[..., 2] = a2 * (1 - b1) * (1 - a2) + (1 - a2) * (b2 * (1 - a2) + (1 - b2) * a3)
        weights[..., 3] = (1 - a2) * (1 - b2) * (1 - a3)
        # the mirrored points beyond the ends are made of the two next to them
        weights[first, :, 1] += 2 * weights[first, :, 0]
        weights[first, :, 2] -= weights[first, :, 0]
        weights[first, :, 0] = 0
        weights[last, :, 2] += 2 * weights[last, :, 3]
        weights[last, :, 1] -= weights[last, :, 3]
        weights[last, :, 3] = 0
        chosen = ~np.isnan(t)
        rows = np.repeat(rows[:, None], t.shape[1], axis=1)[chosen]
        numbers = np.bincount(self._spline, chosen.sum(axis=1), int(self._spline[-1]) + 1)
        return rows, weights[chosen], numbers.astype(int)


@lru_cache(maxsize=64)
def _spans(count: int, closed: bool) -> Spans:
    """The spans of one spline."""
    return Spans([0], [count], [closed])


def apply(rows: np.ndarray, weights: np.ndarray, points: np.ndarray) -> np.ndarray:
    """The curve through points (shape (n,) or (n, 2)) with the weights of `spline_weights`."""
    curve: np.ndarray = np.einsum("mk,mk...->m...", weights, points[rows])
    return curve


def smooth(points: object, closed: bool = True, samples: int | None = None) -> np.ndarray:
    """The spline through points that do not move against each other, shape (m, 2).

    Without `samples` the points are in mm, and each span has what is `enough` for it.
    """
    path = np.asarray(points, dtype=float)
    spans = _spans(len(path), closed)
    return apply(*spans.weights(path, samples or spans.enough(path))[:2], path)


def rounded(points: object, radius: float, samples: int = 2) -> np.ndarray:
    """A polygon whose corners are quadratic curves of this radius, at most 0.48 of an edge."""
    path = np.asarray(points, dtype=float)
    row = np.arange(len(path))
    before, after = path[row - 1] - path, path[row - len(path) + 1] - path
    long_before, long_after = np.hypot(*before.T), np.hypot(*after.T)
    reach = np.minimum(radius, 0.48 * np.minimum(long_before, long_after))[:, None]
    start = path + before / long_before[:, None] * reach
    end = path + after / long_after[:, None] * reach
    from_start, from_corner, from_end = _shares(samples)
    corner = from_start * start[:, None] + from_corner * path[:, None] + from_end * end[:, None]
    outline: np.ndarray = corner.reshape(-1, 2)
    return outline


@lru_cache(maxsize=8)
def _shares(samples: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Shares of the ends and the middle point of a quadratic curve, each of shape (1, n, 1)."""
    t = np.linspace(0, 1, samples + 1)[None, :, None]
    return (1 - t) ** 2, 2 * t * (1 - t), t**2


def sides(middle: np.ndarray, width: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Half the width across lines, to their left.

    Args:
        middle: x + iy, shape (n,), one line after the other.
        width: shape (n,), in the same unit.
        ends: rows at which lines start, and the number of rows at last.
    """
    after, before = np.arange(1, len(middle) + 1), np.arange(-1, len(middle) - 1)
    first, last = ends[:-1], ends[1:] - 1
    after[last], before[first] = last, first
    along = middle[after] - middle[before]
    across: np.ndarray = 0.5j * width * along / np.maximum(np.abs(along), 1e-12)
    return across


def band(middle: np.ndarray, width: np.ndarray) -> np.ndarray:
    """Closed outline, shape (2n, 2), of a band along a line of shape (n, 2) with these widths."""
    return bands(middle, width, [0, len(middle)])[0]


def bands(middle: np.ndarray, width: np.ndarray, ends: Sequence[int]) -> list[np.ndarray]:
    """The same for several lines, one after the other: `ends` as in `sides`."""
    across = sides(middle @ (1, 1j), width, np.array(ends)).view(float).reshape(-1, 2)
    left, right = middle + across, middle - across
    return [np.concatenate((left[a:b], right[a:b][::-1])) for a, b in pairwise(ends)]


def capsule(
    points: object, widths: object, samples: int = SAMPLES, bulge: float = 0.7
) -> np.ndarray:
    """A smooth band with rounded ends through points of a rigid bone.

    Args:
        points, widths: shape (n, 2) and (n,), along its middle.
        samples: a span; with one the points stand so close that the band runs straight from each
            to the next.
        bulge: how far the ends stand out, as a part of half the width there.
    """
    path, wide = np.asarray(points, dtype=float), np.asarray(widths, dtype=float)
    if samples > 1:
        rows, weights = spline_weights(path, False, samples)
        path, wide = apply(rows, weights, path), apply(rows, weights, wide)
    edge, count = band(path, wide), len(path)
    far = _cap(edge[count - 1], edge[count], bulge)
    near = _cap(edge[-1], edge[0], bulge)
    return np.concatenate((edge[:count], far, edge[count:], near))


HALF_CIRCLE = np.stack([f(np.linspace(0, np.pi, 9)[1:-1, None]) for f in (np.cos, np.sin)])
"""Points of half a circle between its ends, shape (2, n, 1)."""


def _cap(start: np.ndarray, end: np.ndarray, bulge: float) -> np.ndarray:
    """Points of a half ellipse from one side of a band's end to the other."""
    middle, half = (start + end) / 2, (start - end) / 2
    out = np.array([half[1], -half[0]]) * bulge
    arc: np.ndarray = middle + HALF_CIRCLE[0] * half + HALF_CIRCLE[1] * out
    return arc


CIRCLE = np.stack([f(np.linspace(0, 2 * np.pi, 28, endpoint=False)) for f in (np.cos, np.sin)])
"""Points of a circle, shape (2, n)."""


def ellipse(centre: tuple[float, float], half: tuple[float, float], lean: float = 0) -> np.ndarray:
    """An ellipse with these half axes, its first axis turned by `lean` (rad)."""
    x, y = half[0] * CIRCLE[0], half[1] * CIRCLE[1]
    cos, sin = np.cos(lean), np.sin(lean)
    return np.stack((centre[0] + cos * x - sin * y, centre[1] + sin * x + cos * y), axis=1)
