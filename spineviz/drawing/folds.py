"""Joining the lines of a skin where they fold into each other: cut where they meet, and rounded.

Places are complex numbers x + iy, as in `sketch`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

NEAR = 30  # samples next to a fold that may meet the other line
ROUND = np.linspace(0, 1, 7)[:, None] ** np.arange(3) @ np.array(
    [[1.0, 0, 0], [-2, 2, 0], [1, -2, 1]]
)
"""Weights of start, corner and end of a parabola that rounds a corner, shape (7, 3)."""


def closed_round(
    lines: Sequence[np.ndarray], radii: Sequence[float], meets: Sequence[bool]
) -> np.ndarray:
    """One closed outline of lines that follow each other round a body.

    Args:
        lines: each of shape (n,); the end of each lies by the start of the next.
        radii: m, how far the fold after each line is rounded to both sides.
        meets: whether the two lines can cross there; otherwise they follow each other.
    """
    trimmed, bridges = list(lines), []
    for k, radius in enumerate(radii):
        following = (k + 1) % len(lines)
        trimmed[k], bridge, trimmed[following] = fold(
            trimmed[k], trimmed[following], radius, meets[k]
        )
        bridges.append(bridge)
    return np.concatenate([part for both in zip(trimmed, bridges, strict=True) for part in both])


def fold(
    first: np.ndarray, second: np.ndarray, radius: float, meets: bool = True
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What is left of two lines, and the rounded piece between them.

    They are cut where they cross, or, where they do not, where they come nearest.
    """
    last, start = len(first) - 1, 0
    corner = complex(first[-1] + second[0]) / 2
    if meets:
        skipped = max(len(first) - NEAR, 0)
        before, start, corner = meeting(first[skipped:], second[:NEAR])
        last = skipped + before
    ahead, leaves = _back_off(first[last::-1], corner, radius)
    behind, arrives = _back_off(second[start:], corner, radius)
    bridge = ROUND @ np.array([leaves, corner, arrives])
    return first[: last + 1 - ahead], bridge, second[start + behind :]


def meeting(first: np.ndarray, second: np.ndarray) -> tuple[int, int, complex]:
    """Last row of a line before it meets another, first row of that one behind it, and where."""
    start, ahead = first[:-1, None], second[None, :-1]
    step, other = first[1:, None] - start, second[None, 1:] - ahead
    apart = ahead - start
    turned = step.real * other.imag - step.imag * other.real
    turned[turned == 0] = np.inf  # what runs beside the other does not meet it
    along = (apart.real * other.imag - apart.imag * other.real) / turned
    across = (apart.real * step.imag - apart.imag * step.real) / turned
    crossed = (np.abs(along - 0.5) <= 0.5) & (np.abs(across - 0.5) <= 0.5) & np.isfinite(turned)
    if crossed.any():
        row = int(np.argmax(crossed.any(axis=1)))
        column = int(np.flatnonzero(crossed[row])[-1])
        return row, column + 1, complex(first[row] + along[row, column] * step[row, 0])
    row, column = divmod(int(np.argmin(np.abs(second[None, :] - first[:, None]))), len(second))
    return row, column, complex(first[row] + second[column]) / 2


def _back_off(line: np.ndarray, corner: complex, radius: float) -> tuple[int, complex]:
    """How many rows from the start of a line lie within `radius` along it from the corner, and the
    place on it at that distance; two rows are left."""
    place, left = corner, radius
    for row, following in enumerate(line[:-2].tolist()):
        step = abs(following - place)
        if step >= left:
            return row, place + left / step * (following - place)
        place, left = following, left - step
    return max(len(line) - 2, 0), place
