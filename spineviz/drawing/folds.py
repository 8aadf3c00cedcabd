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


def closed_round(lines: Sequence[np.ndarray], radii: Sequence[float]) -> np.ndarray:
    """One closed outline of lines that follow each other round a body.

    Args:
        lines: each of shape (n,); the end of each lies by the start of the next.
        radii: m, how far the fold after each line is rounded to both sides.
    """
    trimmed, bridges = list(lines), []
    for k, radius in enumerate(radii):
        following = (k + 1) % len(lines)
        trimmed[k], bridge, trimmed[following] = fold(trimmed[k], trimmed[following], radius)
        bridges.append(bridge)
    return np.concatenate([part for both in zip(trimmed, bridges, strict=True) for part in both])


def fold(
    first: np.ndarray, second: np.ndarray, radius: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What is left of two lines that meet, and the rounded piece between them.

    They are cut where they cross, or, where they do not, where they come nearest.
    """
    skipped = max(len(first) - NEAR, 0)
    tail, head = first[skipped:], second[:NEAR]
    before, after, corner = meeting(tail, head)
    ahead, start = _back_off(tail[before::-1], corner, radius)
    behind, end = _back_off(head[after:], corner, radius)
    bridge = ROUND @ np.array([start, corner, end])
    return (
        first[: skipped + before + 1 - ahead],
        bridge,
        second[after + behind :],
    )


def meeting(first: np.ndarray, second: np.ndarray) -> tuple[int, int, complex]:
    """Last row of a line before it meets another, first row of that one behind it, and where."""
    step, other = np.diff(first), np.diff(second)
    apart = second[None, :-1] - first[:-1, None]
    turned = (step.conj()[:, None] * other[None, :]).imag
    turned = np.where(np.abs(turned) < 1e-15, 1e-15, turned)
    along = (apart.conj() * other[None, :]).imag / turned
    across = (apart.conj() * step[:, None]).imag / turned
    crossed = (along >= 0) & (along <= 1) & (across >= 0) & (across <= 1)
    if crossed.any():
        row = int(np.flatnonzero(crossed.any(axis=1))[0])
        column = int(np.flatnonzero(crossed[row])[-1])
        return row, column + 1, complex(first[row] + along[row, column] * step[row])
    near = int(np.argmin(np.abs(second[None, :] - first[:, None])))
    row, column = divmod(near, len(second))
    return row, column, complex((first[row] + second[column]) / 2)


def _back_off(line: np.ndarray, corner: complex, radius: float) -> tuple[int, complex]:
    """How many rows from the start of a line lie within `radius` along it from the corner, and the
    place on it at that distance; at least two rows are left."""
    steps = np.abs(np.diff(line, prepend=corner))
    reach = np.cumsum(steps)
    rows = int(np.searchsorted(reach, radius))
    rows = min(rows, max(len(line) - 2, 0))
    before = corner if rows == 0 else complex(line[rows - 1])
    done = 0.0 if rows == 0 else float(reach[rows - 1])
    share = min((radius - done) / max(float(steps[rows]), 1e-12), 1.0)
    return rows, before + share * (complex(line[rows]) - before)
