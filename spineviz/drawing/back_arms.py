"""Shoulder blades and arms as they are seen from behind, for each setting of the arms.

Blades lie where the model has them, drawn forward with the arms. Where elbow and wrist are across
the body the setting says, and along the floor they are those of the view from the side. Own drawing
(ASSUMED), mm.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from msgspec import Struct

from spineviz.drawing import hands
from spineviz.drawing.behind_sketch import BehindSketch, Place
from spineviz.drawing.curves import smooth
from spineviz.drawing.sketch import CHART, FOREARM, FRAMES, HAND
from spineviz.drawing.upper_limb import RADIUS, ULNA
from spineviz.tables.tables import TABLES

BLADE = (
    (8, 44), (3, 26), (0, 6), (0, -8), (2, -40), (6, -78), (11, -104), (17, -116), (25, -115),
    (33, -98), (48, -66), (68, -34), (86, -12), (95, -8), (101, 0), (103, 14), (101, 28), (94, 32),
    (84, 33), (72, 31), (66, 36), (40, 43), (18, 48),
)  # fmt: skip
BLADE_SPINE = (
    (-1, 6), (0, -7), (12, -3), (34, 2), (62, 10), (92, 21), (112, 21), (126, 16), (139, 20),
    (145, 31), (140, 42), (126, 46), (108, 42), (88, 33), (60, 20), (30, 11), (12, 9),
)  # fmt: skip
GLENOID = ((99, -3), (104, 4), (106, 15), (103, 28), (98, 31), (100, 15))
RIDGES = (((14, -8), (52, -44), (22, -104)), ((30, -4), (74, -24)), ((20, 34), (60, 28)))
"""Flat on the blade: mm from its medial border outwards, and up."""
ROOT = 45.0  # mm from the medial border, where the blade turns
AT, BEHIND, RISE = 9.6, -58.0, 0.5
"""Level and mm ahead of the root of its spine, and mm that it comes forward a mm outwards."""
SOCKET = (120.0, 14.0)
"""On the blade: the head of the humerus."""


class Setting(Struct, frozen=True):
    """How blade and arm go.

    Attributes:
        turn: degrees that the blade is turned upwards. seen: how broad it looks, of its breadth.
        elbow, wrist: mm across of both.
        forearm: whether forearm and hand are seen, or lie in front of the trunk.
    """

    turn: float
    seen: float
    elbow: float
    wrist: float
    forearm: bool = True


SETTINGS = {
    "sides": Setting(0, 0.87, 214, 220),
    "head": Setting(16, 0.90, 256, 92),
    "crossed": Setting(8, 0.70, 208, 70, forearm=False),
    "overhead": Setting(34, 0.86, 250, 200),
    "propped": Setting(4, 0.80, 250, 256),
}
"""By the word of `upper_limb.arms_word`, for somebody on the back. An arm that is seen whole is as
long in space as it is, with what the view from the side shows of it."""

UPPER_SKIN = (
    (-34, 26), (-20, 44), (20, 48), (70, 43), (130, 44), (200, 42), (250, 35), (290, 33), (318, 26),
    (330, 0), (322, -30), (290, -35), (240, -38), (170, -43), (90, -48), (30, -52), (-20, -40),
    (-36, -10),
)  # fmt: skip
FORE_SKIN = (
    (-22, 24), (0, 38), (40, 43), (90, 40), (150, 31), (205, 25), (250, 25), (262, 24), (262, -22),
    (250, -21), (205, -24), (150, -33), (90, -41), (40, -42), (6, -36), (-20, -22), (-30, 0),
)  # fmt: skip
HUMERUS = (
    (-20, -6), (-22, 10), (-10, 22), (6, 22), (18, 14), (34, 12), (80, 11), (160, 10), (230, 11),
    (266, 15), (288, 22), (302, 20), (308, 6), (308, -8), (300, -18), (286, -18), (262, -14),
    (220, -11), (140, -11), (60, -13), (24, -20), (2, -23), (-12, -18),
)  # fmt: skip
UPPER_MUSCLES = (
    ((-28, 14), (-10, 38), (40, 42), (110, 26), (120, 10), (110, -20), (40, -44), (-14, -34),
     (-30, -8)),
    ((60, -10), (120, -38), (200, -34), (280, -20), (200, -12)),
    ((60, 20), (140, 34), (240, 24), (160, 12)),
)  # fmt: skip
UPPER_LENGTH, FORE_LENGTH = 310.0, 256.0
"""mm for which they are drawn."""
HAND_SIZE = 0.92


def add_blades(sketch: BehindSketch, arms: str, pitch: float) -> None:
    """Add both blades with spine and acromion, and the place of the shoulder joints.

    Args:
        arms: word of `SETTINGS`. pitch: mm from one chest vertebra to the next.
    """
    needs = ("blades",)

    def on_blade(points: tuple[tuple[float, float], ...]) -> list[Place]:
        return _on_blade(points, arms, pitch)

    sketch.shapes("blade", "scapulae", CHART, on_blade(BLADE), needs)
    for ridge in RIDGES:
        sketch.lines("ridge", "blade", CHART, on_blade(ridge), needs)
    sketch.shapes("glenoid", "glenoid", CHART, on_blade(GLENOID), needs)
    sketch.shapes("blade spine", "scapulae", CHART, on_blade(BLADE_SPINE), needs)


def shoulder(sketch: BehindSketch, arms: str, pitch: float) -> None:
    """Add the middle of the right shoulder joint, as a place alone."""
    sketch.rigid("joint", "shoulder", CHART, np.array(_on_blade((SOCKET,), arms, pitch)))


def _on_blade(points: tuple[tuple[float, float], ...], arms: str, pitch: float) -> list[Place]:
    """Places in the trunk chart of points on the right blade."""
    setting = SETTINGS[arms]
    word = "sides" if arms == "propped" else arms
    shift = next(row.blade_shift_mm for row in TABLES.arms if row.arms == word)
    medial = TABLES.si["blade.medial"] * 1e3 + shift
    turn = np.radians(setting.turn)
    cos, sin = float(np.cos(turn)), float(np.sin(turn))
    found = []
    for out, up in points:
        away = out - ROOT
        x, y = away * cos - up * sin + ROOT, away * sin + up * cos
        found.append((AT - y / pitch, BEHIND + RISE * max(x, 0.0), medial + x * setting.seen))
    return found


class Arm(Struct, frozen=True, eq=False):
    """The right arm as it is seen from behind; m, each outline of shape (n, 2).

    Attributes:
        skin: outlines that together are its skin. hand: that of the hand.
        bones, hand_bones, muscles: what is in it.
    """

    skin: tuple[np.ndarray, ...]
    hand: np.ndarray | None
    bones: tuple[np.ndarray, ...]
    hand_bones: tuple[np.ndarray, ...]
    muscles: tuple[np.ndarray, ...]


def arm(joint: complex, frames: np.ndarray, arms: str, size: float) -> Arm:
    """The right arm from its shoulder joint.

    Args:
        joint: m, along the floor + i across. frames: of the figure. size: m per mm.
    """
    setting = SETTINGS[arms]
    elbow = complex(frames[FRAMES.index(FOREARM), 0], size * setting.elbow)
    wrist = complex(frames[FRAMES.index(HAND), 0], size * setting.wrist)

    def upper(points: np.ndarray) -> np.ndarray:
        return _between(points, joint, elbow, UPPER_LENGTH, size)

    def lower(points: np.ndarray) -> np.ndarray:
        return _between(points, elbow, wrist, FORE_LENGTH, size)

    upper_skin, fore_skin, humerus, smoothed, hand = _drawn()
    skin = [upper(upper_skin)]
    bones = [upper(humerus)]
    muscles = tuple(upper(each) for each in smoothed)
    if not setting.forearm:
        return Arm(tuple(skin), None, tuple(bones), (), muscles)
    skin.append(lower(fore_skin))
    bones = [lower(np.array(RADIUS, float)), lower(np.array(ULNA, float)), *bones]
    way = wrist - elbow
    if arms == "head":  # the hands meet behind the head
        way = complex(frames[FRAMES.index("skull"), 0], 0.0) - wrist
    elif arms == "sides":
        way = 1.0 + 0.0j
    way *= HAND_SIZE * size / abs(way)

    def in_hand(points: np.ndarray) -> np.ndarray:
        place = wrist + way * (points @ (1, 1j))
        return np.stack((place.real, place.imag), axis=1)

    palm = in_hand(hand.skin)
    if arms != "head":
        skin.append(palm)
    return Arm(
        tuple(skin),
        palm if arms == "head" else None,
        tuple(bones),
        tuple(in_hand(each) for each in hand.bones),
        muscles,
    )


def _between(
    points: np.ndarray, start: complex, end: complex, length: float, size: float
) -> np.ndarray:
    """Points (mm along a limb and to its side) put between two joints, stretched along it."""
    along = end - start
    across = 1j * size * along / abs(along)
    place = start + along / length * points[:, 0] + across * points[:, 1]
    return np.stack((place.real, place.imag), axis=1)


@cache
def _drawn() -> tuple[np.ndarray, np.ndarray, np.ndarray, tuple[np.ndarray, ...], hands.Hand]:
    """Upper arm, forearm, humerus, muscles and hand as curves, made when first drawn."""
    muscles = tuple(smooth(each) for each in UPPER_MUSCLES)
    return (
        smooth(UPPER_SKIN),
        smooth(FORE_SKIN),
        smooth(HUMERUS),
        muscles,
        hands.back_of_hand(),
    )
