"""Outlines of ribs, cartilage, sternum, blade and collar bone in the trunk chart.

Where ribs and cartilage end comes from `ribs.csv`; the course between is a drawing convention.
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

SINGLE_HEAD = {1, 11, 12}
"""Ribs whose head touches one vertebra only."""

SWAY = (0.14, 0.06, -0.10)
"""Levels by which a rib sways out of the straight at 27, 56 and 83 % of its way forward."""

TIP = 8.0  # mm, cartilage at the end of a floating rib

STERNUM = (
    ("manubrium", ((8.45, 58.0), (9.4, 78.0), (10.5, 99.0)), (15.0, 13.0, 10.0)),
    ("sternum", ((10.65, 102.0), (12.4, 117.0), (14.2, 131.0), (15.8, 142.5)), (10, 12, 12, 11)),
    ("xiphoid", ((15.9, 142.0), (16.5, 143.0), (17.0, 143.0)), (7.0, 5.5, 3.0)),
)
SCAPULA = (
    (8.6, -52), (9.6, -57), (11.2, -59), (12.8, -58), (14.6, -50), (12.6, -37), (11.0, -25),
    (9.9, -13), (9.0, 4), (8.5, -18), (8.35, -36),
)  # fmt: skip
CLAVICLE = ((8.5, 56.0), (7.9, 28.0), (8.3, -2.0))

CAGE, FRONT = ("ribs",), ("ribs", "cartilage")


def add_ribs(sketch: Sketch, levels: Levels) -> None:
    """Add ribs 12 to 1 and their cartilage, the lower ones first."""
    table = TABLES.ribs
    ends = [_front_end(row, k) for k, row in enumerate(table)]
    for k in reversed(range(len(table))):
        _add_cartilage(sketch, table[k], k, ends[k])
    for k in reversed(range(len(table))):
        row, level = table[k], FIRST_RIB + k
        depth = levels.body_depth[level] / sketch.size
        head = level - (0.15 if k + 1 in SINGLE_HEAD else 0.5)
        behind = ANGLE_BEHIND[k]
        path = [
            (head, -depth / 2 + 3.0),
            (level - 0.12, -depth / 2 - 13.0),
            (level + 0.30, behind + 6.0),
            (level + 0.78, behind + 1.0),
            (level + 1.25, behind + 9.0),
        ]
        last, end = np.array(path[-1]), np.array(ends[k])
        if end[0] > last[0]:
            for share, sway in zip((0.27, 0.56, 0.83), SWAY, strict=True):
                path.append(tuple(last + share * (end - last) + (sway, 0.0)))
        else:  # the last rib ends behind
            path[-1] = (level + 1.2, behind + 12.0)
        path.append(ends[k])
        sketch.band(
            f"{row.kind} rib",
            f"rib{row.rib}",
            [(CHART, path)],
            _widths(row, len(path)),
            needs=CAGE,
        )


def _front_end(row: RibRow, k: int) -> tuple[float, float]:
    return (FIRST_RIB + k + row.front_below_levels, row.front_ahead_mm)


def _widths(row: RibRow, count: int) -> np.ndarray:
    """mm along a rib: neck, angle, front."""
    neck, angle, front = 7.0, 9.0, 10.5
    if row.rib == 1:
        neck, angle, front = 8.0, 11.0, 13.0
    elif not row.cartilage_to:
        front = 4.5
    widths = np.linspace(angle, front, count)
    widths[:2] = neck
    return widths


def _add_cartilage(sketch: Sketch, row: RibRow, k: int, end: tuple[float, float]) -> None:
    name, (level, ahead) = f"rib{row.rib}", end
    below, forward = row.cartilage_below_levels, row.cartilage_ahead_mm
    if below is None or forward is None:
        tip = [
            (level - 0.12, ahead - TIP * 0.3),
            (level + 0.1, ahead + TIP * 0.4),
            (level + 0.2, ahead + TIP),
        ]
        sketch.band("cartilage", name, [(CHART, tip)], (4.5, 4.2, 3.0), needs=FRONT)
        return
    target = (FIRST_RIB + k + below, forward)
    back = level - target[0]  # levels that the cartilage climbs
    # it runs on in the rib's direction, then turns up towards its end
    knee = (level + 0.10 + 0.10 * max(back, 0.0), ahead + 0.55 * (target[1] - ahead))
    path = _bend((level - 0.05, ahead - 2.0), knee, target)
    sketch.band("cartilage", name, [(CHART, path)], np.linspace(10.5, 7.5, len(path)), needs=FRONT)


def _bend(
    start: tuple[float, float], knee: tuple[float, float], end: tuple[float, float]
) -> np.ndarray:
    """Points of a parabola through three places: cartilage bends without a corner."""
    a, b, c = np.array(start), np.array(knee), np.array(end)
    pull = 2 * b - (a + c) / 2
    t = np.linspace(0, 1, 6)[:, None]
    path: np.ndarray = (1 - t) ** 2 * a + 2 * t * (1 - t) * pull + t**2 * c
    return path


def add_sternum(sketch: Sketch) -> None:
    """Add manubrium, sternum and xiphoid."""
    for name, path, widths in STERNUM:
        sketch.band("sternum", name, [(CHART, path)], widths, needs=FRONT)


def add_blade(sketch: Sketch) -> None:
    """Add collar bone and shoulder blade, seen on its edge."""
    sketch.band("clavicle", "clavicle", [(CHART, CLAVICLE)], (12.0, 9.0, 10.0), needs=("blades",))


def add_blade_glass(sketch: Sketch) -> None:
    """Add the outline of the blade, through which the column is seen."""
    sketch.spline("scapula", "scapulae", [(CHART, SCAPULA)], needs=("blades",))
