"""Finds where the name of a line stands in a plot, so that it hides no point of another one."""

from __future__ import annotations

import numpy as np

MARGINS = 5.0, 2.0  # px round the name in which no middle of a point is, the best first
TIGHT = 12.0  # px that a name goes away rather than have the smaller one
ASIDE, LIFT, STEP = 120.0, 48.0, 2.0  # px to the sides and up at most, and from one try to the next
FOOT = 2.0  # px over the axis at least
DOWN = 3.0  # px up that it goes rather than one down
OVER_CURVE, MOST_OVER = 20.0, 10.0
"""px that it goes away for each px of the curve that is under it, and that are under it at most."""

Ends = tuple[float, float]


def name_place(
    at: Ends,
    size: Ends,
    points: np.ndarray,
    curve: np.ndarray,
    taken: tuple[Ends, Ends],
    room: Ends,
) -> Ends | None:
    """The middle of the foot of a name; all in px to the right and up from where the axes meet.

    Args:
        at: where it stands best. size: how wide and high it is.
        points: that it may not hide, shape (n, 2). curve: of which it hides as little as can be,
            shape (n, 2); what is over the foot counts.
        taken: left and right, foot and top of a box where something else is written.
        room: the ends of the plot.

    Returns:
        None where there is no place.
    """
    wide, high = size
    left = at[0] - wide / 2 + np.arange(-ASIDE, ASIDE + 1, 2 * STEP)[:, None]
    foot = np.arange(FOOT, max(at[1] + LIFT, FOOT + 1), STEP)[None, :]
    fits = (left >= 0) & (left + wide <= room[0]) & (foot + high <= room[1])
    beside = (left > taken[0][1]) | (left + wide < taken[0][0])
    clear = beside | (foot > taken[1][1]) | (foot + high < taken[1][0])
    away = np.abs(left + wide / 2 - at[0]) / 2 + np.maximum(foot - at[1], DOWN * (at[1] - foot))
    under = (curve[:, 0] >= left) & (curve[:, 0] <= left + wide)
    highest = np.where(under, curve[:, 1], 0.0).max(axis=1, initial=0.0)[:, None]
    over = np.maximum(highest - foot, 0.0)
    away = away + OVER_CURVE * over
    found: list[tuple[float, Ends]] = []
    for row, margin in enumerate(MARGINS):
        hidden = _hidden(left, foot, size, points, margin)
        cost = np.where(fits & clear & (over <= MOST_OVER) & ~hidden, away, np.inf)
        if np.isfinite(cost).any():
            i, j = np.unravel_index(np.argmin(cost), cost.shape)
            place = float(left[i, 0]) + wide / 2, float(foot[0, j])
            found.append((float(cost[i, j]) + row * TIGHT, place))
    return min(found)[1] if found else None


def _hidden(
    left: np.ndarray, foot: np.ndarray, size: Ends, points: np.ndarray, margin: float
) -> np.ndarray:
    """Whether a point lies nearer to a name than a margin, shape (places along, heights)."""
    x, y = points[:, 0], points[:, 1]
    along = (x > left - margin) & (x < left + size[0] + margin)
    up = (y > foot.T - margin) & (y < foot.T + size[1] + margin)
    return np.asarray((along[:, None, :] & up[None, :, :]).any(axis=2))
