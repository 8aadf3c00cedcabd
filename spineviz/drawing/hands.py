"""Outlines of a hand, mm from the wrist along it and to the side. Our own drawing (ASSUMED)."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from spineviz.drawing.curves import capsule, ellipse, smooth

Bones = list[np.ndarray]

FINGERS = (
    (28.0, 3.0, (46.0, 26.0, 18.0), 18.0),
    (10.0, 1.0, (50.0, 30.0, 19.0), 18.5),
    (-9.0, -1.0, (47.0, 28.0, 19.0), 18.0),
    (-28.0, -5.0, (38.0, 22.0, 17.0), 16.0),
)
"""Index to little finger: side of the knuckle, spread (degrees), phalanges, width (mm)."""

TAPER = (1.06, 1.0, 0.94, 0.80)
THUMB = ((12.0, 22.0), (44.0, 46.0), (76.0, 60.0), (104.0, 66.0))
THUMB_WIDTHS = (34.0, 31.0, 24.0, 17.0)
CARPALS = (
    (8, 12, 8), (9, -6, 8), (10, -19, 6.5), (22, -14, 7), (22, 2, 7.5), (22, 15, 7),
)  # fmt: skip
"""Place and radius."""
KNUCKLES = 98.0
CURL = 7.0  # degrees a joint
WEB = 6  # samples of a finger's side that lie in the palm

ON_EDGE = (
    (-6, 22), (30, 17), (80, 13), (110, 9), (150, 3), (184, -3), (190, -9), (184, -14), (150, -17),
    (100, -18), (50, -21), (20, -23), (-6, -22),
)  # fmt: skip
"""Seen on its edge with the palm to the negative side, from wrist to wrist round the fingers."""
EDGE_THUMB = (((16, 0), (52, -6), (84, -10), (108, -12)), (26, 20, 16, 12))
EDGE_BONES = (
    (((30, 2), (90, -1)), (11, 12)),
    (((97, -2), (134, -5)), (10, 9)),
    (((139, -6), (161, -7.5)), (8, 7.5)),
    (((166, -8), (180, -9)), (7, 6)),
)
EDGE_CARPALS = (((10, 4), (9, 11)), ((22, 2), (7, 10)))

FIST = ((-6, 22), (20, 24), (52, 20), (66, 4), (56, -16), (24, -24), (-6, -22))
"""A hand that is hidden behind the head."""

CLASPED = (
    ((-99, -24), (0.80, 0.60), 40.0),
    ((-111, -5), (0.93, 0.36), 46.0),
    ((-115, 16), (0.99, 0.13), 47.0),
    ((-113, 37), (0.99, -0.10), 43.0),
)
"""Fingers round the back of the head, in the skull's frame: outer end, direction, length."""
CLASPED_THUMB = ((-86, -36), (-66, -50), (-46, -62), (-24, -70))


class Hand(Struct, frozen=True, eq=False):
    """One hand.

    Attributes:
        skin: mm, shape (n, 2), from the thumb's side of the wrist round to the other side.
        folds: lines on it. bones: closed outlines.
    """

    skin: np.ndarray
    folds: tuple[np.ndarray, ...]
    bones: tuple[np.ndarray, ...]


def back_of_hand() -> Hand:
    """The back of a hand, fingers a little spread and curled, the thumb to the positive side."""
    outline: list[np.ndarray] = [np.array([(-6.0, 27.0), (2.0, 33.0)])]
    bones: Bones = [ellipse((x, y), (0.9 * r, r))[::2] for x, y, r in CARPALS]
    thumb = capsule(THUMB, THUMB_WIDTHS, 3, 0.9)
    side = _length_of_side(THUMB, 3)
    outline += [thumb[2 : side + 7 + side - 4], np.array([(70.0, 40.0)])]
    bones += _bones_of(np.array(THUMB), (11.0, 8.0, 9.5))
    for middle, spread, phalanges, width in FINGERS:
        joints = _joints(middle, spread, phalanges)
        start = joints[0] - 14.0 * _unit(joints[1] - joints[0])
        path = np.vstack((start, joints))
        widths = width * np.array((TAPER[0], *TAPER))
        finger = capsule(path, widths, 3, 0.9)
        side = _length_of_side(path, 3)
        outline.append(finger[WEB : side + 7 + side - WEB])
        bones.append(capsule([(30, 0.55 * middle), tuple(joints[0] - (4, 0))], (10, 11), 2))
        bones += _bones_of(joints, (9.5, 8.5, 7.0))
    outline.append(np.array([(88.0, -41.0), (60.0, -39.0), (20.0, -31.0), (-6.0, -25.0)]))
    return Hand(np.concatenate(outline), (), tuple(bones))


def hand_on_edge() -> Hand:
    """A hand from the side, flat, palm to the negative side."""
    bones = [capsule(path, widths, 2) for path, widths in EDGE_BONES]
    bones += [ellipse(place, half)[::2] for place, half in EDGE_CARPALS]
    thumb = capsule(*EDGE_THUMB, 3, 0.9)
    return Hand(smooth(ON_EDGE, closed=False), (thumb[2:-7],), tuple(bones))


def hidden_hand() -> Hand:
    """A hand of which only the wrist is seen."""
    return Hand(smooth(FIST, closed=False), (), ())


def clasped_fingers() -> tuple[list[np.ndarray], Bones]:
    """Four fingers and the thumb round the back of the head, and their bones, skull's frame."""
    skins, bones = [], []
    for end, way, length in CLASPED:
        start, along = np.array(end, dtype=float), np.array(way)
        path = [start, start + 0.5 * length * along, start + length * along]
        skins.append(capsule(path, (21, 19, 15), 3, 0.95))
        for a, b in ((0.14, 0.5), (0.58, 0.9)):
            ends = [start + a * length * along, start + b * length * along]
            bones.append(capsule(ends, (8, 7), 2))
    skins.append(capsule(CLASPED_THUMB, (26, 22, 18, 13), 3, 0.95))
    for pair in (((-78, -42), (-60, -54)), ((-54, -57), (-34, -67))):
        bones.append(capsule(pair, (9, 7), 2))
    return skins, bones


def _joints(middle: float, spread: float, phalanges: tuple[float, ...]) -> np.ndarray:
    turn = np.radians(spread)
    place = np.array([KNUCKLES - 0.22 * abs(middle - 6.0), middle])
    joints = [place]
    for k, length in enumerate(phalanges):
        turn -= np.radians(CURL) * (1.0 if k else 0.6)
        place = place + length * np.array([np.cos(turn), np.sin(turn)])
        joints.append(place)
    return np.array(joints)


def _bones_of(joints: np.ndarray, widths: tuple[float, ...]) -> Bones:
    """Phalanges, each 4 mm short of its joints and waisted."""
    made = []
    for a, b, width in zip(joints[:-1], joints[1:], widths, strict=True):
        along = _unit(b - a)
        ends = [a + 4.0 * along, (a + b) / 2, b - 3.5 * along]
        made.append(capsule(ends, (width, 0.72 * width, 0.9 * width), 2))
    return made


def _length_of_side(path: object, samples: int) -> int:
    """How many points one side of a `capsule` has."""
    return (len(np.asarray(path)) - 1) * samples + 1


def _unit(vector: np.ndarray) -> np.ndarray:
    unit: np.ndarray = vector / np.hypot(*vector)
    return unit
