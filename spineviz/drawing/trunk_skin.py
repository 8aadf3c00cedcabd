"""Skin and muscle of the trunk: the back follows the contact, the front follows the spine."""

from __future__ import annotations

import numpy as np

from spineviz.anatomy.levels import Levels
from spineviz.anatomy.skin import GLUTEAL
from spineviz.anatomy.thorax import FIRST_RIB
from spineviz.drawing.sketch import CHART, Sketch

BUTTOCK = (*GLUTEAL[5:], (-82, -100), (-60, -112), (-40, -118))
PERINEUM = ((10, -118), (60, -90), (84, -50), (92, 0), (92, 40))
THROAT = ((7.7, 72.0), (6.7, 61.0), (5.4, 55.0), (3.9, 60.0))
UNDER_CHIN = ((56, -92), (40, -60))
NAPE_INSIDE = ((-20, -40), (-62, -30))
"""mm: buttock, groin, throat (level, ahead) and head. Drawing measurements (ASSUMED)."""

WALL_UNDER_SKIN, WALL = 13.0, 9.0
"""mm: depth and thickness of the abdominal wall. Drawing conventions."""

CORD = (11.0,) * 7 + (9.5,) * 12 + (11.0, 10.0, 9.0, 8.0, 7.0)
"""mm, width of the cord and of what goes on below it, C1 to L5. Drawing conventions."""

CORD_BEHIND = 8.3  # mm behind the back wall of the bodies


def add_trunk_skin(sketch: Sketch, levels: Levels) -> None:
    """Add the skin from the buttock round the front to the neck; the back is not part of it."""
    front = [
        (level, (levels.skin_depth[level] - levels.skin_back[level]) / sketch.size)
        for level in range(len(levels.names) - 1, FIRST_RIB, -1)
    ]
    sketch.spline(
        "trunk skin",
        "trunk",
        [
            ("pelvis", BUTTOCK),
            ("pelvis", PERINEUM),
            (CHART, front),
            (CHART, THROAT),
            ("skull", UNDER_CHIN),
            ("skull", NAPE_INSIDE),
        ],
        closed=False,
    )


def add_muscles(sketch: Sketch, levels: Levels) -> None:
    """Add the abdominal wall and the inner edge of the erector spinae."""
    rows = range(len(levels.names) - 1, FIRST_RIB + 7, -1)
    wall = [
        (k, (levels.skin_depth[k] - levels.skin_back[k]) / sketch.size - WALL_UNDER_SKIN)
        for k in rows
    ]
    widths = WALL * np.sin(np.linspace(0.15, np.pi - 0.15, len(wall)))
    sketch.band("muscle", "abdomen", [(CHART, wall)], widths)
    inner = [(2.5, -46.0), (6.0, -36.0), (11.0, -26.0), (16.0, -25.0), (20.0, -30.0), (23.4, -36.0)]
    sketch.spline(
        "erector edge",
        "erector",
        [(CHART, inner), ("pelvis", [(-84.0, 88.0), (-104.0, 60.0), (-118.0, 40.0)])],
        closed=False,
    )


def add_cord(sketch: Sketch, levels: Levels) -> None:
    """Add the cord in its canal; the arches cover it but for the gaps between them."""
    path = [
        (k, -levels.body_depth[k] / 2 / sketch.size - CORD_BEHIND)
        for k in range(1, len(levels.names))
    ]
    sketch.band("cord", "cord", [(CHART, path)], CORD[1:])
