"""Soft pads over the front of the body, for lying face down.

Breadths and lengths of the pads are ASSUMED, from drawings; the front is not what is rolled on.
"""

from __future__ import annotations

import numpy as np

from spineviz.anatomy.levels import TABLE_STATURE, Levels
from spineviz.anatomy.rows import Builder, cut
from spineviz.anatomy.thorax import FIRST_RIB
from spineviz.anatomy.trunk import Trunk

STERNUM = (9.0, 16.0)  # trunk chart: from below the notch to the xiphoid; drawing measurement
BELLY = (17.0, 23.4)  # trunk chart: from the costal arch to the pelvis
STATION = 0.5  # levels between two rows of pads
CHEST = 12.0  # trunk chart: level at which the chest is compared with the shoulders
SHOULDERS = (8.3, 8.8, 9.3, 9.8)  # trunk chart: over the head of the humerus; drawing measurement
ILIAC_SPINES = ((-10, 97), (-4, 81), (-1, 65), (0, 49), (0, 33))  # mm upright
"""Skin over the iliac spines, from the foremost of it: drawing measurements."""
THIGH = ((60, 82), (110, 79), (160, 74), (210, 68), (260, 61), (310, 55), (360, 49), (410, 45))
"""mm along the thigh and skin in front of its axis: at the top half the depth of a seated thigh
(thigh clearance of men, some 165 mm; B: known, not read again), then as it tapers in the
drawing."""
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
    constant, tables = build.tables.si, build.tables
    numbers = np.arange(len(levels.names))

    def front_at(level: np.ndarray) -> np.ndarray:
        ahead: np.ndarray = np.interp(level, numbers, levels.skin_depth - levels.skin_back)
        return ahead

    def near(level: np.ndarray) -> list[str]:
        return [levels.names[k] for k in np.rint(level).astype(int)]

    def length_at(level: np.ndarray) -> np.ndarray:
        above, below = (
            trunk.places(f, front_at(f)) for f in (level - STATION / 2, level + STATION / 2)
        )
        length: np.ndarray = np.hypot(*(below - above).T)
        return length

    def strips(
        track: str,
        name: str,
        body: np.ndarray | str,
        place: np.ndarray,
        z: tuple[float, float],
        length: np.ndarray | float,
        level: list[str] | str = "",
        pressure: float = 0.0,
    ) -> None:
        """Add strips on both sides from z[0] to z[1] (m), or across the middle from z[0] = 0."""
        layer = tables.tissue[name]
        named = LEVEL_OF.get(body, body) if isinstance(body, str) else ""
        build.add_pads(
            cut(
                track,
                name,
                body=build.index(body) if isinstance(body, str) else body,
                level=level or named,
                place=place,
                middle=sum(z) / 2 if z[0] else 0.0,
                width=z[1] - z[0] if z[0] else 2 * z[1],
                length=length,
                modulus=layer.modulus + pressure,
                depth=layer.lock * layer.thickness * girth,
                slices=SLICES.get(track, 1),
            )
        )

    if build.has("sternum"):
        level = np.arange(STERNUM[0], STERNUM[1], STATION)
        place = trunk.places(level, front_at(level))
        half = 0.025 * size
        strips("chest", "chest", "sternum", place, (0.0, half), length_at(level), near(level))
    # floating ribs do not reach the front, and a rib taken away has no skin over it
    ribs = [row for row in tables.ribs if row.cartilage_to and build.has(f"rib{row.rib}")]
    if ribs:
        level = np.array([FIRST_RIB + row.rib - 1 + row.front_below_levels for row in ribs])
        place = trunk.places(level, front_at(level) - constant["chest.fall"] * size)
        z = (0.025 * size, 0.105 * size)
        body = np.array([build.index(f"rib{row.rib}") for row in ribs])
        strips("ribs", "chest", body, place, z, 0.022 * size, near(level))
    # breath held under the belly wall is one more pressure that stands against whatever presses
    held = brace * constant["brace.belly_pressure"]
    level = np.arange(BELLY[0], BELLY[1], STATION)
    place = trunk.places(level, front_at(level))
    body = np.rint(level).astype(int)
    z = (0.0, 0.12 * size)
    strips("belly", "belly", body, place, z, length_at(level), near(level), held)

    def on(body: str, upright: tuple[tuple[float, float], ...]) -> np.ndarray:
        return build.on(body, np.array([(-y, x) for x, y in upright]) * 1e-3 * size)

    z = (0.09 * size, 0.14 * size)
    foremost = 1e3 * constant["iliac.ahead"]
    spines = tuple((foremost + x, up) for x, up in ILIAC_SPINES)
    strips("pelvis", "iliac front", "pelvis", on("pelvis", spines), z, 0.016 * size)
    for track, name, limb, curve, z, length in (
        ("thighs", "thigh front", "thighs", THIGH, (0.04 * size, 0.14 * size), 0.05 * size),
        ("shins", "shin", "shanks", SHIN, (0.06 * size, 0.12 * size), 0.08 * size),
    ):
        place = build.on(limb, np.array(curve) * 1e-3 * size)
        strips(track, name, limb, place, z, length)
    shoulder = np.array(SHOULDERS)
    ahead = front_at(np.array([CHEST])) - constant["shoulder.behind_chest"] * size
    place = trunk.places(shoulder, np.repeat(ahead, len(shoulder)))
    z = (0.13 * size, 0.19 * size)
    strips("shoulders", "shoulder", "scapulae", place, z, 0.02 * size, near(shoulder))
    strips("head", "face", "skull", on("skull", FACE), (0.0, 0.03 * size), 0.015 * size)
