"""Outlines of ribs, cartilage, sternum, blade and collar bone in the trunk chart.

Where ribs and cartilage end comes from `ribs.csv`; the course between is a drawing convention.
What lies in front moves back where a slim person's skin is nearer than that.
"""

from __future__ import annotations

import numpy as np

from spineviz.anatomy.levels import Levels
from spineviz.anatomy.thorax import FIRST_RIB
from spineviz.drawing.sketch import CHART, Sketch
from spineviz.tables.body_rows import RibRow
from spineviz.tables.tables import TABLES

ANGLE_BEHIND = (-34, -42, -48, -51, -53, -54, -55, -56, -57, -58, -56, -50)
"""mm ahead of the body centres: the angle of ribs 1 to 12. Drawing measurements."""

UNDER_SKIN, BEHIND_SKIN = 9.0, 10.0
"""mm between the middle of a bone and the skin in front, and behind. Drawing conventions."""

SINGLE_HEAD = {1, 11, 12}
"""Ribs whose head touches one vertebra only."""

COURSE, SWAY = (0.20, 0.42, 0.64, 0.84), (0.16, 0.14, 0.02, -0.10)
"""Levels by which a rib sways out of the straight, and where on its way forward."""

TIP = 8.0  # mm, cartilage at the end of a floating rib
LEVEL = 25.0  # mm from level to level in the chest, to tell directions in the chart
ONWARD = {True: 0.55, False: 0.75}
"""How far cartilage runs on in the direction of its rib before it turns, as a share of its length:
of true ribs and of the others."""

STERNUM = {
    "manubrium": (
        (8.4, 56), (8.95, 69), (9.7, 84.5), (10.45, 98), (10.5, 108), (9.9, 101), (9.1, 88),
        (8.35, 74), (8.15, 63),
    ),
    "sternum": (
        (10.62, 99), (11.6, 107), (12.8, 116), (14.2, 126), (15.5, 135.5), (15.9, 139),
        (15.7, 147.5), (14.2, 139), (12.6, 127), (11.4, 117), (10.6, 109),
    ),
    "xiphoid": ((15.95, 139), (16.6, 140.5), (17.1, 140), (17.0, 144), (16.4, 147), (15.9, 147)),
}  # fmt: skip
STERNUM_RANGE = (8.15, 17.1)
"""Levels between which the sternum lies."""
FOREMOST = np.array(
    [(7.5, 58), (8.4, 66), (9.7, 93), (11.4, 112), (12.6, 122), (14.2, 133), (15.9, 142),
     (17.2, 142), (19.6, 112), (20.6, 70)]
)  # fmt: skip
"""The front of the cage: level and mm ahead of the middle of what lies foremost there."""

SCAPULA = (
    (8.55, -34), (8.7, -47), (9.5, -55), (11.0, -59), (12.6, -59.5), (13.8, -57), (14.5, -52),
    (14.62, -48), (14.2, -44), (13.0, -38), (11.7, -29), (10.8, -20), (10.35, -9), (10.5, -1),
    (10.0, 5), (9.3, 6), (8.95, 1), (8.9, -8), (8.75, -18),
)  # fmt: skip
SPINE_OF_SCAPULA = (
    (9.75, -56), (9.55, -50), (9.15, -40), (8.75, -28), (8.4, -16), (8.1, -6), (8.05, 6),
    (8.25, 14), (8.65, 13), (8.62, 4), (8.85, -8), (9.2, -22), (9.55, -38), (10.0, -50),
)  # fmt: skip
CORACOID = (
    (8.85, 0), (8.55, 8), (8.5, 16), (8.8, 25), (9.25, 28), (9.35, 24), (9.0, 16), (9.1, 6),
)  # fmt: skip
GLENOID = ((9.1, -3), (9.0, 3), (9.6, 7), (10.3, 3), (10.35, -5), (9.7, -4))
CLAVICLE = ((8.55, 60), (8.15, 48), (7.95, 30), (8.1, 12), (8.2, 2))
CLAVICLE_WIDTHS = (13, 9, 9, 10, 11)

CAGE, FRONT = ("ribs",), ("ribs", "cartilage")
BLADES = ("blades",)


class Fit:
    """Moves places of the chart so that a person's skin has room for them.

    Args:
        levels: of the person. size: m per mm of the table's man.
    """

    def __init__(self, levels: Levels, size: float) -> None:
        numbers = np.arange(len(levels.names))
        front = (levels.skin_depth - levels.skin_back)[FIRST_RIB + 1 :] / size
        room = np.interp(FOREMOST[:, 0], numbers[FIRST_RIB + 1 :], front) - UNDER_SKIN
        self._share = np.minimum(room / FOREMOST[:, 1], 1.0)
        self._numbers, self._back = numbers, levels.skin_back / size - BEHIND_SKIN

    def __call__(self, points: object) -> np.ndarray:
        """Places (level, mm ahead), shape (n, 2), nearer to the spine where there is no room."""
        places = np.array(points, dtype=float).reshape(-1, 2)
        level, ahead = places.T
        share = np.interp(level, FOREMOST[:, 0], self._share)
        behind = -np.interp(level, self._numbers, self._back)
        ahead = np.where(ahead > 0, ahead * share, np.maximum(ahead, behind))
        return np.stack((level, ahead), axis=1)


def add_ribs(sketch: Sketch, levels: Levels) -> None:
    """Add ribs 12 to 1 and their cartilage, the lower ones first."""
    table = TABLES.ribs
    fit = Fit(levels, sketch.size)
    paths = [
        _path(row, k, levels.body_depth[FIRST_RIB + k] / sketch.size) for k, row in enumerate(table)
    ]
    for k in reversed(range(len(table))):
        _add_cartilage(sketch, table[k], k, np.array(paths[k][-2:]), fit)
    for k in reversed(range(len(table))):
        row, path = table[k], paths[k]
        kind, name = f"{row.kind} rib", f"rib{row.rib}"
        sketch.band(kind, name, [(CHART, fit(path))], _widths(row, len(path)), needs=CAGE)


def _path(row: RibRow, k: int, depth: float) -> list[tuple[float, float]]:
    """The middle of a rib from its head; `depth` (mm) of its vertebra."""
    level, behind = FIRST_RIB + k, ANGLE_BEHIND[k]
    head = level - (0.15 if k + 1 in SINGLE_HEAD else 0.5)
    path = [
        (head, -depth / 2 + 3.0),
        (level - 0.12, -depth / 2 - 13.0),
        (level + 0.30, behind + 5.0),
        (level + 0.78, behind + 0.0),
        (level + 1.25, behind + 8.0),
    ]
    end = (level + row.front_below_levels, row.front_ahead_mm)
    if row.angle_lateral_mm:
        last, onward = np.array(path[-1]), np.array(end)
        for share, sway in zip(COURSE, SWAY, strict=True):
            path.append(tuple(last + share * (onward - last) + (sway, 0.0)))
    else:  # the last rib ends behind
        path[-1] = (level + 1.2, behind + 12.0)
    path.append(end)
    return path


def _widths(row: RibRow, count: int) -> np.ndarray:
    """mm along a rib: neck, angle, front."""
    neck, angle, front = 7.0, 9.5, 11.0
    if row.rib == 1:
        neck, angle, front = 8.0, 11.0, 13.0
    elif not row.cartilage_to:
        front = 4.5
    widths = np.linspace(angle, front, count)
    widths[:2] = neck
    return widths


def _add_cartilage(sketch: Sketch, row: RibRow, k: int, last: np.ndarray, fit: Fit) -> None:
    """Add the cartilage of a rib, which runs on in its direction and turns to where it ends; `last`
    are the last two points of the rib."""
    name, (level, ahead) = f"rib{row.rib}", last[1]
    below, forward = row.cartilage_below_levels, row.cartilage_ahead_mm
    if below is None or forward is None:
        tip = [
            (level - 0.12, ahead - TIP * 0.3),
            (level + 0.1, ahead + TIP * 0.4),
            (level + 0.2, ahead + TIP),
        ]
        sketch.band("cartilage", name, [(CHART, fit(tip))], (4.5, 4.2, 3.0), needs=FRONT)
        return
    target = np.array((FIRST_RIB + k + below, forward))
    unit = np.array([LEVEL, 1.0])
    along = (last[1] - last[0]) * unit
    along /= np.hypot(*along)
    long = np.hypot(*((target - last[1]) * unit))
    start = last[1] - 1.5 * along / unit
    pull = last[1] + ONWARD[row.kind == "true"] * long * along / unit
    t = np.linspace(0, 1, 7)[:, None]
    path = (1 - t) ** 2 * start + 2 * t * (1 - t) * pull + t**2 * target
    widths = np.linspace(10.5, 8.0, len(path))
    sketch.band("cartilage", name, [(CHART, fit(path))], widths, needs=FRONT)


def add_sternum(sketch: Sketch, levels: Levels) -> None:
    """Add manubrium, sternum and xiphoid."""
    fit = Fit(levels, sketch.size)
    for name, points in STERNUM.items():
        sketch.spline("sternum", name, [(CHART, fit(points))], needs=FRONT)


def add_blade(sketch: Sketch, levels: Levels) -> None:
    """Add the shoulder blade under the ribs, with coracoid, spine and socket."""
    fit = Fit(levels, sketch.size)
    sketch.spline("blade", "scapulae", [(CHART, fit(SCAPULA))], needs=BLADES)
    sketch.spline("blade shade", "coracoid", [(CHART, fit(CORACOID))], needs=BLADES)
    sketch.spline("blade", "spine of scapula", [(CHART, fit(SPINE_OF_SCAPULA))], needs=BLADES)


def add_clavicle(sketch: Sketch, levels: Levels) -> None:
    """Add the collar bone."""
    path = Fit(levels, sketch.size)(CLAVICLE)
    sketch.band("clavicle", "clavicle", [(CHART, path)], CLAVICLE_WIDTHS, needs=BLADES)


def add_blade_glass(sketch: Sketch, levels: Levels) -> None:
    """Add the outline of the blade, through which the column is seen, its spine and its socket."""
    fit = Fit(levels, sketch.size)
    sketch.spline("scapula", "scapulae", [(CHART, fit(SCAPULA))], needs=BLADES)
    sketch.spline("scapula spine", "scapulae", [(CHART, fit(SPINE_OF_SCAPULA))], needs=BLADES)
    sketch.spline("glenoid", "scapulae", [(CHART, fit(GLENOID))], needs=BLADES)
