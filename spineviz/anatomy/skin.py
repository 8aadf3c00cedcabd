"""Soft pads over the back: which tissue lies at which place, and what bone is behind it.

The back is cut across into stations, several a level, and each station into strips by lateral
place. A strip belongs to whatever bone is there: blade, rib, vertebra, or to none (flank).
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

import numpy as np

from spineviz.anatomy.levels import TABLE_STATURE, Levels
from spineviz.anatomy.rows import Builder, Strip
from spineviz.anatomy.thorax import FIRST_RIB
from spineviz.anatomy.trunk import Trunk
from spineviz.tables.reading import UNITS, constants, rows

STATIONS = 5  # a level; three are within 0.5 % of the limit
FIRST_STATION = 1.0  # C2: the head covers C1
ANGLE_BELOW = 0.78  # levels that the angle of a rib lies below its vertebra; drawing measurement
OUTER_BELOW = 1.25  # the same for the outer strip of a rib
RIB_INNER, RIB_OUTER = 0.018, 0.048
"""m beyond the angle of a rib to which its inner and its outer strip reach. ASSUMED."""

SLICES = {"erector": 3, "blades": 3, "flank": 2, "sacrum": 3, "iliac": 2, "gluteal": 4}
"""Slices that a strip is cut into lengthwise, some 25 mm wide at most, so that a narrow roller, its
groove or a lean meets each part of it apart; one where nothing else is said."""

NARROW = 0.004  # m, strips narrower than this are left to their neighbour


@dataclass(frozen=True, slots=True)
class Tissue:
    """A soft layer: Pa, m (0 where the level says how thick), and the share at which it locks."""

    modulus: float
    thickness: float
    lock: float


def tissues() -> dict[str, Tissue]:
    """The soft layers of `tissues.csv`."""
    calibrated = constants()
    return {
        row["tissue"]: Tissue(
            float(row["modulus_kPa"]) * UNITS["kPa"]
            if row["modulus_kPa"]
            else calibrated[f"tissue.{row['tissue']}.modulus"],
            float(row["thickness_mm"] or 0) * UNITS["mm"],
            float(row["lock"]),
        )
        for row in rows("anatomy", "tissues.csv")
    }


@dataclass(frozen=True, slots=True)
class Blades:
    """Where the blades are: medial border (m from the midline) and how far they stand out (m)."""

    medial: float
    proud: float


def add_back(
    build: Builder, trunk: Trunk, levels: Levels, stature: float, girth: float, blades: Blades
) -> None:
    """Add the pads of neck and back, C2 to L5."""
    constant, tissue = constants(), tissues()
    size = stature / TABLE_STATURE
    numbers = np.arange(len(levels.names))
    step = 1 / STATIONS
    count = round((len(numbers) - 0.5 - FIRST_STATION) * STATIONS - 0.25)  # down to half below L5
    edges = FIRST_STATION + step * np.arange(count + 1)
    rib_rows = rows("anatomy", "ribs.csv")
    rib_angle = [float(row["angle_lateral_mm"] or 0) * 1e-3 * size for row in rib_rows]

    def depth(name: str, thickness: float = 0.0) -> float:
        layer = tissue[name]
        return layer.lock * (thickness or layer.thickness * girth)

    for start, end in itertools.pairwise(edges):
        level = (start + end) / 2
        k = round(level)
        here = levels.names[k]

        def at(values: np.ndarray, level: float = level) -> float:
            return float(np.interp(level, numbers, values))

        back = at(levels.skin_back)
        ends = [trunk.place(f, -at(levels.skin_back, f)) for f in (start, end)]
        length = math.dist(*ends)

        def strip(
            track: str,
            body: str,
            inner: float,
            outer: float,
            thickness: float = 0.0,
            recess: float = 0.0,
            lane: str = "",
            level: float = level,
            here: str = here,
            back: float = back,
            length: float = length,
        ) -> None:
            """Add the strip from `inner` to `outer` (m) on both sides, or across the middle."""
            place = trunk.place(level, -back + recess)
            layer, deep = tissue[track], depth(track, thickness)
            sides = (0.0,) if inner == 0.0 else (-1.0, 1.0)
            for side in sides:
                width = outer - inner if side else 2 * outer
                spot = Strip(
                    track,
                    f"{lane or track}{side:+.0f}",
                    here,
                    side * (inner + outer) / 2,
                    width,
                    length,
                    width,
                )
                for part in spot.slices(SLICES.get(track, 1)):
                    build.pad(body, place, part, layer.modulus, deep)

        if levels.neck[k]:
            strip("neck", here, 0.0, constant["neck.half_width"] * size)
            continue
        middle = constant["midline.half_width"] * size
        edge = at(levels.erector_edge)
        strip(
            "midline",
            here,
            0.0,
            middle,
            at(levels.skin_to_spinous),
            recess=constant["midline.furrow"] * size,
        )
        strip("erector", here, middle, edge, at(levels.erector))

        covered = []  # lateral stretches that already have bone behind them
        top, bottom = constant["blade.top_level"], constant["blade.bottom_level"]
        if build.has("scapulae") and top <= level <= bottom:
            breadth = np.interp(
                level, (top, bottom), (constant["blade.breadth"], constant["blade.tip_breadth"])
            )
            covered.append((max(blades.medial, edge), max(blades.medial + breadth * size, edge)))
            fall = constant["rib.fall"] / 3
            strip("blades", "scapulae", *covered[-1], recess=fall - blades.proud)
        free_from = edge
        for below, fall in ((ANGLE_BELOW, 1 / 3), (OUTER_BELOW, 1.0)):
            number = round(level - FIRST_RIB + 1 - below)
            if not 1 <= number <= len(rib_angle) or not build.has(f"rib{number}"):
                continue
            angle = rib_angle[number - 1]
            if not angle:
                continue
            inner, outer = edge, angle + RIB_INNER * size
            if fall == 1.0:
                inner, outer = (
                    outer,
                    min(angle + RIB_OUTER * size, constant["rib.strip_edge"] * size),
                )
            for a, b in _minus((max(inner, edge), outer), covered):
                lane = f"ribs {below} {'beyond' if covered and a >= covered[0][1] else ''}"
                strip("ribs", f"rib{number}", a, b, recess=fall * constant["rib.fall"], lane=lane)
            free_from = max(free_from, outer)
        if covered:
            free_from = max(free_from, covered[0][1])
        outer = constant["flank.edge"] * size
        if outer - free_from > NARROW:
            strip("flank", here, free_from, outer, recess=constant["flank.recess"])


def _minus(
    stretch: tuple[float, float], covered: list[tuple[float, float]]
) -> list[tuple[float, float]]:
    """What is left of a stretch beside those already covered."""
    left = [stretch]
    for a, b in covered:
        left = [part for x, y in left for part in ((x, min(y, a)), (max(x, b), y))]
    return [(x, y) for x, y in left if y - x > NARROW]


LUMBOSACRAL = ((-112, 140), (-115, 120))
SACRUM = (
    (-118, 100),
    (-121, 84),
    (-124, 68),
    (-126, 52),
    (-127, 36),
    (-127, 20),
    (-126, 4),
    (-122, -12),
)
ILIAC = ((-109, 140), (-113, 122), (-116, 106), (-119, 90))
GLUTEAL = (
    (-119, 74), (-123, 56), (-126, 38), (-128, 20), (-128, 2), (-125, -16),
    (-120, -34), (-113, -52), (-104, -70), (-94, -86),
)  # fmt: skip
PELVIC_SKIN = {"sacrum": (-125, 60), "gluteals": (-121, -30)}
"""The same: skin over the middle of the sacrum and over the belly of the gluteals, for
`PELVIC_PLACES`."""

HEAD = ((-98, 52), (-102, 34), (-102, 16), (-100, -2), (-93, -20))
"""mm, upright (X, Y) in the frames of pelvis and head: skin behind; drawing measurements."""


LEVEL_OF = {"lumbosacral": "S1", "sacrum": "sacrum", "iliac": "sacrum", "gluteal": "gluteals"}
"""Level under which the pads of the pelvis are reported."""


def body_curve(curve: tuple[tuple[int, int], ...], stature: float) -> np.ndarray:
    """A curve of the tables above in the lying frame of its body, m, shape (n, 2)."""
    return np.array([(-y, x) for x, y in curve]) * 1e-3 * stature / TABLE_STATURE


def add_pelvis_and_head(build: Builder, stature: float, girth: float) -> None:
    """Add the pads over sacrum, buttocks and the back of the head."""
    mm = 1e-3 * stature / TABLE_STATURE
    tissue = tissues()
    for track, name, body, curve, inner, outer in (
        ("pelvis", "lumbosacral", "pelvis", LUMBOSACRAL, 0.0, 35.0),
        ("pelvis", "sacrum", "pelvis", SACRUM, 0.0, 35.0),
        ("pelvis", "iliac", "pelvis", ILIAC, 35.0, 90.0),
        ("pelvis", "gluteal", "pelvis", GLUTEAL, 35.0, 135.0),
        ("head", "head", "skull", HEAD, 0.0, 22.0),
    ):
        layer = tissue[name]
        skin = body_curve(curve, stature)
        length = np.hypot(*np.gradient(skin, axis=0).T)
        width = (outer - inner) * mm if inner else 2 * outer * mm
        x, y, angle = build.rest[build.index(body)]
        cos, sin = np.cos(angle), np.sin(angle)
        for point, long in zip(skin, length, strict=True):
            place = (x + cos * point[0] - sin * point[1], y + sin * point[0] + cos * point[1])
            for side in (-1, 1) if inner else (0,):
                lane = f"{name}{side:+.0f}"
                level = LEVEL_OF.get(name, body)
                z = side * (inner + outer) / 2 * mm
                spot = Strip(track, lane, level, z, width, float(long), width)
                depth = layer.lock * layer.thickness * girth
                for part in spot.slices(SLICES.get(name, 1)):
                    build.pad(body, place, part, layer.modulus, depth)
