"""Skin of the trunk and the cord: the back follows the contact, the front follows the spine."""

from __future__ import annotations

import numpy as np

from spineviz.anatomy.levels import Levels
from spineviz.anatomy.skin import LUMBOSACRAL, SACRUM
from spineviz.anatomy.thorax import FIRST_RIB
from spineviz.drawing.pelvis import BUTTOCK, GROIN
from spineviz.drawing.sketch import CHART, Sketch

THROAT = ((7.75, 69.0), (7.2, 61.0), (6.3, 55.0), (5.2, 54.0), (4.1, 60.0))
UNDER_CHIN = ((40, -80), (20, -66))
"""Drawing measurements (ASSUMED): throat in the chart, and inside the head."""

PELVIS_ROOM = {23: 76.0, 22: 60.0}
"""mm ahead of L5 and L4 that the skin is drawn at least, so that a very slim person's pelvis lies
in it."""

CORD = (11.0,) * 7 + (9.5,) * 12 + (11.0, 10.0, 9.0, 8.0, 7.0)
"""mm, width of the cord and of what goes on below it, C1 to L5. Drawing conventions."""

CORD_BEHIND = 8.3  # mm behind the back wall of the bodies


_T = np.arange(3) / 3
BETWEEN = 0.5 * np.array(
    [
        -_T + 2 * _T**2 - _T**3,
        2 - 5 * _T**2 + 3 * _T**3,
        _T + 4 * _T**2 - 3 * _T**3,
        -(_T**2) + _T**3,
    ]
)
"""Weights of four neighbours for three samples of a uniform Catmull-Rom span, shape (4, 3)."""


def add_trunk_lines(runs: Sketch, levels: Levels) -> None:
    """Add the skin of the buttock, of the front from the groin to the throat, and of the back as if
    nothing pressed on it."""
    runs.spline("line", "buttock", [("pelvis", BUTTOCK)], closed=False)
    ahead = (levels.skin_depth - levels.skin_back) / runs.size
    for level, least in PELVIS_ROOM.items():
        ahead[level] = max(ahead[level], least)
    front = [(level, ahead[level]) for level in range(len(ahead) - 1, FIRST_RIB, -1)]
    throat = [(level, min(ahead, front[-1][1] - 8.0)) for level, ahead in THROAT]
    runs.spline(
        "line",
        "front",
        [("pelvis", GROIN), (CHART, front), (CHART, throat), ("skull", UNDER_CHIN)],
        closed=False,
    )
    back = [(level, -levels.skin_back[level] / runs.size) for level in range(1, len(levels.names))]
    runs.spline("line", "back", [(CHART, back), ("pelvis", (*LUMBOSACRAL[1:], *SACRUM))], False)


def add_cord(sketch: Sketch, levels: Levels) -> None:
    """Add the cord in its canal; the arches cover it but for the gaps between them."""
    path = [
        (k, -levels.body_depth[k] / 2 / sketch.size - CORD_BEHIND)
        for k in range(1, len(levels.names))
    ]
    sketch.band("cord", "cord", [(CHART, path)], CORD[1:])


def calm(line: np.ndarray, pressed: np.ndarray) -> np.ndarray:
    """The line of pads as the line of a skin: smoothed, but less where it is pressed, and three
    samples from pad to pad.

    Args:
        line: x + iy, shape (n,). pressed: shape (n,), 1 on the roller, falling to 0 beside it.
    """
    soft = line
    for _ in range(3):
        padded = np.concatenate((2 * soft[:1] - soft[2:0:-1], soft, 2 * soft[-1:] - soft[-2:-4:-1]))
        soft = (
            padded[:-4] + 4 * padded[1:-3] + 6 * padded[2:-2] + 4 * padded[3:-1] + padded[4:]
        ) / 16
    knots = soft + 0.7 * pressed * (line - soft)
    padded = np.concatenate((knots[:1], knots, knots[-1:]))
    spans = np.stack((padded[:-3], padded[1:-2], padded[2:-1], padded[3:]), axis=1)
    return np.append((spans @ BETWEEN).ravel(), knots[-1])
