"""Muscles and hollows of the trunk as light masses: drawing conventions (ASSUMED), not data.

Chart places are (level, mm ahead of the body centres), the others mm in the frame of their body.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from spineviz.anatomy.levels import Levels
from spineviz.drawing.sketch import CHART, Runs, Sketch

CAVITY = (
    (8.2, 20), (8.4, 50), (10.4, 90), (13, 110), (15.6, 129), (17.2, 129), (18.3, 96), (18.9, 48),
    (19.0, 10), (17, 16), (13, 16), (10, 13),
)  # fmt: skip
DIAPHRAGM = ((17.3, 126), (16.6, 96), (16.3, 62), (17.4, 34), (19.6, 20))

WALL_LEVELS = np.array([16.4, 17.5, 18.6, 19.8, 21.0, 22.2, 23.2])
WALL_UNDER_SKIN = 12.0
WALL_THICK = np.array([7.0, 10, 11, 11, 11, 11, 11])
LEAN_FRONT = np.array([156.0, 154, 148, 139, 130, 123, 121])
"""mm: the skin of the table's man at these levels; further out is fat."""
WALL_TO_PUBIS = (((82, 34), (76, 4), (66, -26)), ((61, -20), (66, 4), (70, 32)))
TENDONS = (18.0, 20.0, 21.9)
"""Levels of the tendons across the straight muscle."""

PSOAS: Runs = (
    (CHART, ((18.6, 10), (20, 24), (21.5, 31), (23, 33))),
    ("pelvis", ((30, 70), (34, 30), (26, 0), (14, -22), (6, -20), (10, 10), (8, 60))),
    (CHART, ((23, 14), (21.5, 10), (20, 6))),
)

ERECTOR_LEVELS = np.array([6.6, 8, 10, 12, 14, 16, 18, 19.5, 21, 22.3, 23.4])
ERECTOR_UNDER_SKIN = np.array([8.0, 7.5, 7, 7, 7, 7, 8, 9, 11, 12, 12.5])
ERECTOR_INNER = np.array([40.0, 36, 32.5, 30, 30, 30, 33, 35.5, 37, 38.5, 40])
ERECTOR_TAIL = ((-104, 86), (-114, 62), (-119, 40), (-115, 44), (-104, 64), (-92, 90))
ERECTOR_FIBRES = (0.28, 0.52, 0.76)

MULTIFIDUS: Runs = (
    (CHART, ((19.5, -60), (21, -65), (22.4, -71), (23.3, -75))),
    ("pelvis", ((-98, 104), (-106, 76), (-112, 52), (-104, 62), (-92, 92))),
    (CHART, ((23, -44), (21.5, -42), (20, -44))),
)
MULTIFIDUS_FIBRE: Runs = (
    (CHART, ((20.2, -52), (22, -56), (23.2, -60))),
    ("pelvis", ((-99, 92), (-108, 60))),
)

NAPE: Runs = (
    ("skull", ((-76, -18), (-82, -18), (-78, -34))),
    (CHART, ((1.6, -55), (3, -49), (4.5, -49), (6, -53), (7.6, -57), (9.6, -59), (10.8, -58),
             (9, -47), (7, -42), (5, -34), (3, -30), (1.5, -30))),
    ("skull", ((-46, -36),)),
)  # fmt: skip
NAPE_FIBRES: tuple[Runs, ...] = (
    (("skull", ((-72, -26),)), (CHART, ((2.5, -44), (5, -44), (8, -52)))),
    (("skull", ((-60, -32),)), (CHART, ((2.5, -36), (5, -38), (8, -46)))),
)


def add_hollows(sketch: Sketch, levels: Levels) -> None:
    """Add the hollow of the chest and the line of the diaphragm."""
    front = _front(sketch, levels)

    def inside(points: object) -> np.ndarray:
        places = np.array(points, dtype=float)
        places[:, 1] = np.minimum(places[:, 1], front(places[:, 0]) - 14.0)
        return places

    sketch.spline("hollow", "chest", [(CHART, inside(CAVITY))])
    sketch.line("diaphragm", "chest", [(CHART, inside(DIAPHRAGM))])


def add_front_muscles(sketch: Sketch, levels: Levels) -> None:
    """Add the abdominal wall with its tendons, and psoas."""
    skin = np.minimum(_front(sketch, levels)(WALL_LEVELS), LEAN_FRONT + 6.0)
    outer = skin - WALL_UNDER_SKIN
    share = np.minimum(outer / (LEAN_FRONT - WALL_UNDER_SKIN), 1.0)
    inner = outer - WALL_THICK * share
    rows = np.stack((WALL_LEVELS, outer), axis=1), np.stack((WALL_LEVELS, inner), axis=1)[::-1]
    front, back = WALL_TO_PUBIS
    runs: Runs = [(CHART, rows[0]), ("pelvis", front), ("pelvis", back), (CHART, rows[1])]
    sketch.spline("muscle", "abdomen", runs)
    middle = np.stack((WALL_LEVELS, (outer + inner) / 2), axis=1)
    sketch.line("fibre", "abdomen", [(CHART, middle), ("pelvis", [(76, 33), (71, 4)])])
    for level in TENDONS:
        ends = [np.interp(level, WALL_LEVELS, side) for side in (outer, inner)]
        line = [(level, ends[0] - 1.0), (level + 0.06, ends[1] + 1.0)]
        sketch.line("tendon mark", "abdomen", [(CHART, line)])
    sketch.spline("deep muscle", "psoas", PSOAS)


def add_back_muscles(sketch: Sketch, levels: Levels) -> None:
    """Add the erector of the spine, multifidus, and what extends the neck."""
    skin = np.interp(ERECTOR_LEVELS, np.arange(len(levels.names)), levels.skin_back / sketch.size)
    fat = ERECTOR_UNDER_SKIN + np.maximum(skin - 95.0, 0.0)
    outer, inner = -(skin - fat), -ERECTOR_INNER
    sketch.spline(
        "muscle",
        "erector",
        [
            (CHART, np.stack((ERECTOR_LEVELS, outer), axis=1)),
            ("pelvis", ERECTOR_TAIL),
            (CHART, np.stack((ERECTOR_LEVELS, inner), axis=1)[::-1]),
        ],
    )
    for share in ERECTOR_FIBRES:
        line = np.stack((ERECTOR_LEVELS, outer + share * (inner - outer)), axis=1)[1:]
        sketch.line("fibre", "erector", [(CHART, line)])
    sketch.spline("muscle", "multifidus", MULTIFIDUS)
    sketch.line("fibre", "multifidus", MULTIFIDUS_FIBRE)
    sketch.spline("muscle", "nape", NAPE)
    for fibre in NAPE_FIBRES:
        sketch.line("fibre", "nape", fibre)


def _front(sketch: Sketch, levels: Levels) -> Callable[[np.ndarray], np.ndarray]:
    """The front skin (mm ahead of the body centres) by level."""
    ahead = (levels.skin_depth - levels.skin_back) / sketch.size
    return lambda level: np.interp(level, np.arange(len(levels.names)), ahead)
