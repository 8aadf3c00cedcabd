"""Outlines of ribs, blades and spine seen from behind, laid out flat under the pressure map.

Places are (running number of the level, mm from the mid-plane of the table's man): C1 is 0, and
what lies between two levels has a fraction. Ribs end where the cage turns to the side.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from spineviz.anatomy.skin import ANGLE_BELOW, OUTER_BELOW
from spineviz.anatomy.thorax import FIRST_RIB
from spineviz.drawing.curves import ellipse, rounded, smooth
from spineviz.scene import LEVELS
from spineviz.tables.tables import TABLES

HEAD_ACROSS = 14.0  # mm, where a rib comes out from behind its vertebra; drawing convention
BEYOND_ANGLE = 48.0  # mm beyond its angle to which a rib is drawn; where its outer strip ends
FALL_BEYOND = 0.55  # levels that a rib falls from there to its side; drawing convention
GLENOID = 1.3  # breadth of the blade at the shoulder joint in breadths of the model's blade
CHEST = 146.0  # mm from the mid-plane to where the chest turns forward; drawing convention
BODY_PART = 0.36  # levels that half a vertebra takes up; drawing convention


@dataclass(frozen=True, slots=True, eq=False)
class ChartPart:
    """One outline: what it is drawn as, its places (shape (n, 2)), whether it closes."""

    kind: str
    points: np.ndarray
    closed: bool


@lru_cache(maxsize=16)
def back_chart(arms: str, without: tuple[str, ...]) -> tuple[ChartPart, ...]:
    """Outlines of both sides, the deepest first."""
    found = [*_spine()]
    if "ribs" not in without:
        found += _ribs()
    if "blades" not in without:
        found += _blades(arms)
    return tuple(found)


LEVEL = 28.0  # mm, about the height of a level: so that curves are round in mm both ways


def _curve(points: list[tuple[float, float]], closed: bool) -> np.ndarray:
    """A smooth curve through places of the chart."""
    scale = np.array([LEVEL, 1.0])
    curve: np.ndarray = smooth(np.array(points) * scale, closed) / scale
    return curve


def _both(kind: str, points: np.ndarray, closed: bool) -> list[ChartPart]:
    return [ChartPart(kind, points * (1.0, side), closed) for side in (-1.0, 1.0)]


def _spine() -> list[ChartPart]:
    table = TABLES.section
    at = [LEVELS.index(row.level) for row in table]
    width = [row.body_width_mm for row in table]
    reach = [row.process_reach_mm for row in table]
    found = []
    for level in range(FIRST_RIB, len(LEVELS)):
        half = float(np.interp(level, at, width)) / 2
        process = float(np.interp(level, at, reach))
        thin = 0.35 * BODY_PART
        side = [
            (-BODY_PART, 0.85 * half), (-0.4 * BODY_PART, 0.8 * half), (-thin, process),
            (thin, process), (0.4 * BODY_PART, 0.8 * half), (BODY_PART, 0.85 * half),
        ]  # fmt: skip
        half_ring = np.array(side) * (LEVEL, 1.0)
        ring = rounded(np.concatenate((half_ring, (half_ring * (1, -1))[::-1])), 4.0)
        found.append(ChartPart("vertebra", ring / (LEVEL, 1.0) + (level, 0.0), True))
        thorn = (level + 0.55 * BODY_PART, 0.0) + ellipse((0, 0), (9.0, 3.5)) / (LEVEL, 1.0)
        found.append(ChartPart("vertebra", thorn, True))
    return found


def _ribs() -> list[ChartPart]:
    table = TABLES.ribs
    edge = TABLES.si["rib.strip_edge"] * 1e3
    found = []
    for number, row in enumerate(table):
        level = FIRST_RIB + number
        angle = row.angle_lateral_mm or 0.0
        path = [(level - 0.25, HEAD_ACROSS)]
        if angle:
            outer = min(angle + BEYOND_ANGLE, edge)
            path += [(level + ANGLE_BELOW, angle), (level + OUTER_BELOW, outer)]
            path += [(level + OUTER_BELOW + FALL_BEYOND, outer + 14.0)]
        else:  # the last rib has no angle and ends behind
            path += [(level + 0.6, 50.0), (level + 1.2, 86.0)]
        found += _both("rib", _curve(path, closed=False), False)
    return found


def _blades(arms: str) -> list[ChartPart]:
    constant = TABLES.si
    arm = next(row for row in TABLES.arms if row.arms == arms)
    medial = constant["blade.medial"] * 1e3 + arm.blade_shift_mm
    top, bottom = constant["blade.top_level"], constant["blade.bottom_level"]
    breadth, tip = constant["blade.breadth"] * 1e3, constant["blade.tip_breadth"] * 1e3
    # drawn forward it lies on the side of the chest and is seen at a slant
    outer = min(medial + GLENOID * breadth, CHEST)
    breadth = (outer - medial) / GLENOID
    outline = _curve(
        [
            (top + 0.1, medial + 0.4 * breadth), (top - 0.1, medial + 12.0),
            (top + 0.5, medial + 3.0), (top + 1.5, medial), (bottom - 1.6, medial),
            (bottom - 0.2, medial + 0.3 * tip), (bottom, medial + 0.8 * tip),
            (bottom - 0.9, medial + 0.38 * breadth), (bottom - 2.6, medial + 0.72 * breadth),
            (top + 2.0, outer - 12.0), (top + 1.5, outer), (top + 0.6, outer),
            (top + 0.55, outer - 14.0), (top + 0.3, medial + 0.75 * breadth),
        ],
        closed=True,
    )  # fmt: skip
    crest = _curve(
        [(top + 1.5, medial + 2.0), (top + 1.0, medial + 0.5 * breadth), (top + 0.75, outer - 4)],
        closed=False,
    )
    return _both("blade", outline, True) + _both("crest", crest, False)
