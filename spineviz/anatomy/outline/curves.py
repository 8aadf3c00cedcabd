"""Curves that outlines are made of: splines through points, rounded polygons, bands."""

from __future__ import annotations

import numpy as np

SAMPLES = 6  # a span of a spline: finer than a pixel at any size a screen can show


def spline_matrix(points: np.ndarray, closed: bool, samples: int = SAMPLES) -> np.ndarray:
    """Weights of a centripetal Catmull-Rom spline.

    The weights depend on the distances between the points where the curve was designed; applied
    to the same points after they have moved they give the moved curve.

    Args:
        points: shape (n, 2), n at least 3.
        closed: whether the last point joins the first.
        samples: samples a span.

    Returns:
        Shape (m, n): curve = matrix @ points.
    """
    count = len(points)
    basis = np.eye(count)
    if closed:
        order = np.arange(-1, count + 2) % count
        basis, path = basis[order], points[order]
    else:  # mirrored end points
        first, last = 2 * basis[0] - basis[1], 2 * basis[-1] - basis[-2]
        basis = np.vstack((first, basis, last))
        path = basis @ points
    steps = np.sqrt(np.maximum(np.hypot(*np.diff(path, axis=0).T), 1e-9))
    knots = np.concatenate(([0.0], np.cumsum(steps)))
    rows = []
    for i in range(1, len(path) - 2):
        t0, t1, t2, t3 = knots[i - 1 : i + 3]
        p0, p1, p2, p3 = basis[i - 1 : i + 3]
        for t in np.linspace(t1, t2, samples, endpoint=False):
            a1 = ((t1 - t) * p0 + (t - t0) * p1) / (t1 - t0)
            a2 = ((t2 - t) * p1 + (t - t1) * p2) / (t2 - t1)
            a3 = ((t3 - t) * p2 + (t - t2) * p3) / (t3 - t2)
            b1 = ((t2 - t) * a1 + (t - t0) * a2) / (t2 - t0)
            b2 = ((t3 - t) * a2 + (t - t1) * a3) / (t3 - t1)
            rows.append(((t2 - t) * b1 + (t - t1) * b2) / (t2 - t1))
    if not closed:
        rows.append(np.eye(count)[-1])
    return np.array(rows)


def smooth(points: object, closed: bool = True, samples: int = SAMPLES) -> np.ndarray:
    """The spline through points that do not move against each other, shape (m, 2)."""
    path = np.asarray(points, dtype=float)
    curve: np.ndarray = spline_matrix(path, closed, samples) @ path
    return curve


def rounded(points: object, radius: float, samples: int = 3) -> np.ndarray:
    """A polygon whose corners are quadratic curves of this radius, at most 0.48 of an edge."""
    path = np.asarray(points, dtype=float)
    before, after = np.roll(path, 1, axis=0) - path, np.roll(path, -1, axis=0) - path
    shorter = np.minimum(np.hypot(*before.T), np.hypot(*after.T))
    reach = np.minimum(radius, 0.48 * shorter)[:, None]
    start = path + before / np.hypot(*before.T)[:, None] * reach
    end = path + after / np.hypot(*after.T)[:, None] * reach
    t = np.linspace(0, 1, samples + 1)[None, :, None]
    corner = (1 - t) ** 2 * start[:, None] + 2 * t * (1 - t) * path[:, None] + t**2 * end[:, None]
    return corner.reshape(-1, 2)


def band(middle: np.ndarray, width: np.ndarray) -> np.ndarray:
    """Outline of a band along a line.

    Args:
        middle: shape (n, 2), the line in its middle.
        width: shape (n,), in the same unit.

    Returns:
        Shape (2n, 2), closed.
    """
    along = np.empty_like(middle)
    along[1:-1] = middle[2:] - middle[:-2]
    along[0], along[-1] = middle[1] - middle[0], middle[-1] - middle[-2]
    along /= np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-12)[:, None]
    across = np.stack((-along[:, 1], along[:, 0]), axis=1) * (width / 2)[:, None]
    return np.concatenate((middle + across, (middle - across)[::-1]))


def capsule(points: object, widths: object, samples: int = SAMPLES) -> np.ndarray:
    """A smooth band with rounded ends through points of a rigid bone."""
    path, wide = np.asarray(points, dtype=float), np.asarray(widths, dtype=float)
    matrix = spline_matrix(path, False, samples)
    return rounded(band(matrix @ path, matrix @ wide), 0.4 * float(wide.min()), 3)


def ellipse(centre: tuple[float, float], half: tuple[float, float], lean: float = 0) -> np.ndarray:
    """An ellipse with these half axes, its first axis turned by `lean` (rad)."""
    t = np.linspace(0, 2 * np.pi, 28, endpoint=False)
    x, y = half[0] * np.cos(t), half[1] * np.sin(t)
    cos, sin = np.cos(lean), np.sin(lean)
    return np.stack((centre[0] + cos * x - sin * y, centre[1] + sin * x + cos * y), axis=1)
