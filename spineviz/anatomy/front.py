"""Soft pads over the front of the body, for lying face down.

Breadths and lengths of the pads are ASSUMED, from drawings; the front is not what is rolled on.
"""

from __future__ import annotations

import numpy as np

from spineviz.anatomy.levels import TABLE_STATURE, Levels
from spineviz.anatomy.rows import Builder, Strip
from spineviz.anatomy.skin import tissues
from spineviz.anatomy.thorax import FIRST_RIB
from spineviz.anatomy.trunk import Trunk
from spineviz.mechanics.energy import turn
from spineviz.tables.reading import constants, rows

STERNUM = (9.0, 16.0)  # trunk chart: from below the notch to the xiphoid; drawing measurement
BELLY = (17.0, 23.4)  # trunk chart: from the costal arch to the pelvis
STATION = 0.5  # levels between two rows of pads
CHEST_FALL = 0.012  # m, skin over the ribs lies behind that over the sternum; ASSUMED
CHEST = 12.0  # trunk chart: level at which the chest is compared with the shoulders
SHOULDERS = (8.3, 8.8, 9.3, 9.8)  # trunk chart: over the head of the humerus; drawing measurement
ILIAC_SPINES = ((82, 97), (88, 81), (91, 65), (92, 49), (92, 33))  # mm upright, pelvis frame, skin
THIGH = ((60, 92), (110, 89), (160, 84), (210, 78), (260, 71), (310, 65), (360, 59), (410, 55))
"""mm along the thigh and skin in front of its axis; drawing measurements."""
SHIN = ((60, 44), (140, 42), (220, 36), (300, 32), (370, 31))  # mm along the shank, in front
LEVEL_OF = {"pelvis": "S1"}  # as the pads of the back call it
SLICES = {"belly": 9, "ribs": 3, "pelvis": 3, "thighs": 3}
"""Slices that a strip is cut into lengthwise, some 25 mm wide, as on the back; an odd number keeps
one in the middle, where the picture cuts."""
FACE = ((97, 62), (104, 46), (106, 34))  # mm upright, head frame: brow and forehead


def add_front(
    build: Builder, trunk: Trunk, levels: Levels, stature: float, girth: float, brace: float
) -> None:
    """Add the pads of chest, belly, pelvis, thighs, shoulders and forehead."""
    size = stature / TABLE_STATURE
    tissue = tissues()
    numbers = np.arange(len(levels.names))
    ahead = levels.skin_depth - levels.skin_back

    def pad(
        track: str,
        name: str,
        body: str,
        place: np.ndarray,
        z: tuple[float, float],
        length: float,
        pressure: float = 0.0,
        level: float | None = None,
    ) -> None:
        """Add a pad on both sides from z[0] to z[1] (m), or across the middle from z[0] = 0."""
        layer = tissue[name]
        for side in (-1, 1) if z[0] else (0,):
            width = (z[1] - z[0]) if side else 2 * z[1]
            near = LEVEL_OF.get(body, body) if level is None else levels.names[round(level)]
            middle = side * sum(z) / 2
            spot = Strip(track, f"{name}{side:+d}", near, middle, width, length, width)
            depth = layer.lock * layer.thickness * girth
            for part in spot.slices(SLICES.get(track, 1)):
                build.pad(body, place, part, layer.modulus + pressure, depth)

    def front_at(level: float) -> float:
        return float(np.interp(level, numbers, ahead))

    def length_at(level: float) -> float:
        ends = [trunk.place(f, front_at(f)) for f in (level - STATION / 2, level + STATION / 2)]
        return float(np.hypot(*(ends[1] - ends[0])))

    for level in np.arange(STERNUM[0], STERNUM[1], STATION):
        if not build.has("sternum"):
            break
        place = trunk.place(level, front_at(level))
        half = 0.025 * size
        pad("chest", "chest", "sternum", place, (0.0, half), length_at(level), level=level)
    for row in rows("anatomy", "ribs.csv"):
        number = int(row["rib"])
        level = FIRST_RIB + number - 1 + float(row["front_below_levels"])
        # floating ribs do not reach the front, and a rib taken away has no skin over it
        if not row["cartilage_to"] or not build.has(f"rib{number}"):
            continue
        skin = front_at(level) - CHEST_FALL * size
        place = trunk.place(level, skin)
        z = (0.025 * size, 0.105 * size)
        pad("ribs", "chest", f"rib{number}", place, z, 0.022 * size, level=level)
    # breath held under the belly wall is one more pressure that stands against whatever presses
    held = brace * constants()["brace.belly_pressure"]
    for level in np.arange(BELLY[0], BELLY[1], STATION):
        body = levels.names[round(float(level))]
        place = trunk.place(level, front_at(level))
        half = 0.12 * size
        pad("belly", "belly", body, place, (0.0, half), length_at(level), held, level)

    def on(body: str, local: np.ndarray) -> np.ndarray:
        x, y, angle = build.rest[build.index(body)]
        place: np.ndarray = turn(np.array(angle), local) + np.array([x, y])
        return place

    for x, y in ILIAC_SPINES:
        place = on("pelvis", np.array([-y, x]) * 1e-3 * size)
        pad("pelvis", "iliac front", "pelvis", place, (0.09 * size, 0.14 * size), 0.016 * size)
    for along, out in THIGH:
        place = on("thighs", np.array([along, out]) * 1e-3 * size)
        pad("thighs", "thigh front", "thighs", place, (0.04 * size, 0.14 * size), 0.05 * size)
    for along, out in SHIN:
        place = on("shanks", np.array([along, out]) * 1e-3 * size)
        pad("shins", "shin", "shanks", place, (0.06 * size, 0.12 * size), 0.08 * size)
    for shoulder in SHOULDERS:
        ahead_of_spine = front_at(CHEST) - constants()["shoulder.behind_chest"] * size
        place = trunk.place(shoulder, ahead_of_spine)
        z = (0.13 * size, 0.19 * size)
        pad("shoulders", "shoulder", "scapulae", place, z, 0.02 * size, level=shoulder)
    for x, y in FACE:
        place = on("skull", np.array([-y, x]) * 1e-3 * size)
        pad("head", "face", "skull", place, (0.0, 0.03 * size), 0.015 * size)
