"""The arm that is drawn for each setting: where its joints are, its skin, bones and muscles.

In the mechanics arms are weights and supports; the drawing puts them where the setting says. Out of
the plane they look shorter, so that each setting has its own lengths. Outlines in mm along each
bone and to its flexor side, our own drawing (ASSUMED).
"""

from __future__ import annotations

import cmath
import math

import numpy as np
from msgspec import Struct

from spineviz.drawing import hands
from spineviz.drawing.curves import smooth
from spineviz.drawing.sketch import CHART, ELBOW, ELBOW_TIP, FOREARM, HAND, UPPER_ARM, Sketch

FOREARM_LENGTH = 256.0
"""mm for which the forearm is drawn. The upper arm is drawn as its two ends and what joins them."""

SHOULDER = (9.3, 4.0)
"""Trunk chart: the head of the humerus."""

PALM_DOWN, ON_THE_FLOOR, FOREARM_FLAT = 24.0, 34.0, 42.0
"""mm over the floor: the wrist over a flat hand, and over one that only lies there; the elbow and
forearm of an arm that props."""
LEANING = 0.20  # m along the floor from the shoulder to a hand too far below for the forearm


class Reach(Struct, frozen=True):
    """How the arm goes in one setting.

    Attributes:
        near: whether it is drawn in front of the trunk, or behind it.
        lengths: mm that upper arm and forearm look long.
        at: frame and place (mm) of the wrist; None where it is on the floor.
        way: side to which the elbow points, seen from the shoulder: 1 left of the hand, −1 right.
        hand: `back`, `edge` or `clasped`.
        aim: frame and place (mm) to which the hand points; None on the floor.
        rise: mm of the wrist over the floor, where it lies on it.
        to: 1 or −1, to which end of the floor the arm or the fingers point.
    """

    near: bool
    lengths: tuple[float, float]
    at: tuple[str, tuple[float, float]] | None
    way: int
    hand: str
    aim: tuple[str, tuple[float, float]] | None = None
    rise: float = PALM_DOWN
    to: int = 1


REACHES = {
    "sides": Reach(True, (296, 240), None, -1, "back", rise=60.0),
    "head": Reach(False, (262, 226), ("skull", (-88, -22)), -1, "clasped", ("skull", (-50, 50))),
    "crossed": Reach(True, (236, 170), (CHART, (10.9, 2.0)), -1, "edge", (CHART, (8.3, 2.0))),
    "overhead": Reach(False, (300, 250), None, 1, "edge", rise=ON_THE_FLOOR, to=-1),
    "propped": Reach(True, (300, 250), None, -1, "edge"),
    "forearms": Reach(True, (300, 250), None, -1, "edge"),
    "press-up": Reach(True, (327, 262), None, -1, "edge"),
    "sides down": Reach(True, (296, 240), None, 1, "back", rise=60.0, to=-1),
}
"""By the word of `arms_word`. Places in the chart are mm in front of the skin. The last three are
face down, where x runs towards the head."""

UPPER_OUTSIDE = ((-42, -8), (-32, -26), (-10, -43), (30, -51), (60, -50))
ELBOW_OUTSIDE = ((-60, -39),)
TIP = ((-24, -31), (-8, -35), (8, -35), (24, -32))
"""Skin over the olecranon, in the half bent frame."""
FOREARM_OUTSIDE = ((50, -42), (90, -41), (150, -33), (205, -26), (236, -26))
FOREARM_INSIDE = ((242, 29), (205, 28), (150, 32), (90, 40), (40, 43), (10, 40))
ELBOW_INSIDE = ((-12, 33), (-60, 37))
UPPER_INSIDE = ((60, 43), (20, 47), (-14, 41), (-33, 24), (-42, 6))
"""Skin, the outside from the shoulder to the wrist and the inside back again."""

HUMERUS_TOP = (
    (58, -14), (40, -16), (20, -20), (2, -23), (-12, -18), (-20, -6), (-22, 10), (-10, 22),
    (6, 22), (18, 14), (34, 12), (58, 11),
)  # fmt: skip
HUMERUS_FOOT = (
    (-58, 12), (-40, 15), (-22, 22), (-8, 20), (-2, 8), (-2, -8), (-10, -18), (-24, -18),
    (-40, -14), (-58, -12),
)  # fmt: skip
ULNA = (
    (-16, -18), (-8, -23), (6, -23), (60, -16), (140, -13.5), (210, -15), (246, -18), (252, -12),
    (246, -6), (210, -4.5), (140, -2.5), (60, -2), (22, -3), (8, -4), (2, 0), (-6, -2),
)  # fmt: skip
RADIUS = (
    (14, 6), (14, 20), (22, 21), (38, 15), (80, 15), (140, 16), (200, 17), (236, 19), (250, 18),
    (254, 10), (250, 1), (232, 1), (200, 3), (140, 3), (80, 3), (38, 3), (24, 5),
)  # fmt: skip

Pieces = tuple[tuple[str, tuple[tuple[int, int], ...]], ...]
MUSCLES: dict[str, Pieces] = {
    "biceps": (
        (UPPER_ARM, ((30, 18), (58, 30))),
        (ELBOW, ((-60, 24), (-34, 18), (-52, 14))),
        (UPPER_ARM, ((58, 13),)),
    ),
    "triceps": (
        (UPPER_ARM, ((20, -22), (58, -38))),
        (ELBOW, ((-64, -30), (-28, -23), (-56, -14))),
        (UPPER_ARM, ((58, -16),)),
    ),
    "deltoid": (
        (UPPER_ARM, ((-28, 12), (-10, 36), (30, 40), (58, 22), (56, -22), (30, -42), (-14, -34),
                     (-26, -10))),
    ),
    "forearm flexors": (
        (FOREARM, ((10, 20), (50, 34), (110, 30), (180, 18), (110, 14), (40, 14))),
    ),
    "forearm extensors": (
        (FOREARM, ((10, -20), (60, -34), (120, -28), (190, -16), (110, -14), (40, -16))),
    ),
}  # fmt: skip

OUTSIDE, HAND_LINE, INSIDE, UPPER_LINE = "arm outside", "hand", "arm inside", "upper arm inside"
LINES = (OUTSIDE, HAND_LINE, INSIDE, UPPER_LINE)
FOLDS = (12.0, 12.0, 18.0, 6.0)
MEETS = (True, True, True, False)
"""mm, how far the folds after each of `LINES` are rounded: wrist, wrist, elbow, shoulder; and which
of them cross."""


def arms_word(arms: str, face_down: bool, task: str, propped: bool) -> str:
    """Which arms of `REACHES` are drawn.

    Face down those that hold the shoulders are on the floor, and on the back a hand that supports.
    """
    if task == "press-up":
        return "press-up"
    if face_down:
        by_the_sides = arms == "sides" and task == "roll"
        return "sides down" if by_the_sides else "forearms"
    return "propped" if propped else arms


def is_near(arms: str) -> bool:
    """Whether an arm is drawn in front of the trunk."""
    return REACHES[arms].near


def add_arm_lines(runs: Sketch, arms: str) -> None:
    """Add the skin of the arm as the four `LINES`."""
    lower = REACHES[arms].lengths[1] / FOREARM_LENGTH
    side = -REACHES[arms].way
    runs.spline(
        "line",
        OUTSIDE,
        [
            (UPPER_ARM, _turned(UPPER_OUTSIDE, 1.0, side)),
            (ELBOW, _turned(ELBOW_OUTSIDE, 1.0, side)),
            (ELBOW_TIP, _turned(TIP, 1.0, side)),
            (FOREARM, _turned(FOREARM_OUTSIDE, lower, side)),
        ],
        closed=False,
    )
    thumb = hand_side(arms)
    skin = _hand(arms).skin * (1.0, thumb)
    # the line of the hand begins on the side on which that of the arm ends
    runs.rigid("line", HAND_LINE, HAND, skin if thumb == -side else skin[::-1])
    runs.spline("line", INSIDE, [(FOREARM, _turned(FOREARM_INSIDE, lower, side))], closed=False)
    inside = [
        (ELBOW, _turned(ELBOW_INSIDE, 1.0, side)),
        (UPPER_ARM, _turned(UPPER_INSIDE, 1.0, side)),
    ]
    runs.spline("line", UPPER_LINE, inside, closed=False)


def hand_side(arms: str) -> int:
    """To which side of the hand's axis, x running right, the thumb or the back of the hand is."""
    return -1 if arms in ("crossed", "sides down") else 1


def add_arm(sketch: Sketch, arms: str) -> None:
    """Add muscles and bones of the arm."""
    reach = REACHES[arms]
    lower = REACHES[arms].lengths[1] / FOREARM_LENGTH
    side = -reach.way
    muscle, bone = ("near muscle", "near bone") if reach.near else ("far muscle", "far limb bone")
    for name, runs in MUSCLES.items():
        placed = [
            (frame, _turned(points, lower if frame == FOREARM else 1.0, side))
            for frame, points in runs
        ]
        sketch.spline(muscle, name, placed)
    sketch.rigid(bone, "radius", FOREARM, smooth(_turned(RADIUS, lower, side)))
    sketch.spline(
        bone,
        "humerus",
        [
            (UPPER_ARM, _turned(HUMERUS_TOP, 1.0, side)),
            (ELBOW, _turned(HUMERUS_FOOT, 1.0, side)),
        ],
    )
    sketch.rigid(bone, "ulna", FOREARM, smooth(_turned(ULNA, lower, side)))
    hand = _hand(arms)
    flip = (1.0, hand_side(arms))
    for outline in hand.bones:
        sketch.rigid(bone, "hand", HAND, outline * flip)
    for line in hand.folds:
        sketch.polyline("near fold" if reach.near else "far fold", "hand", HAND, line * flip)


def add_clasped_fingers(sketch: Sketch) -> None:
    """Add what is seen of hands that hold the head."""
    skins, bones = hands.clasped_fingers()
    for outline in skins:
        sketch.rigid("finger", "hand", "skull", outline)
    for outline in bones:
        sketch.rigid("near bone", "hand", "skull", outline)


def arm_poses(
    shoulder: complex, wrist: complex | None, aim: complex | None, arms: str, size: float
) -> dict[str, tuple[float, float, float]]:
    """Poses (m, m, rad) of the frames of the arm.

    Args:
        shoulder, wrist, aim: m, x + iy, where `REACHES` puts them; a wrist on the floor is None.
        arms: a word of `REACHES`.
        size: m per mm of the table's man.
    """
    reach = REACHES[arms]
    upper, lower = (size * length for length in reach.lengths)
    floor_rise = reach.rise * size
    if arms in ("propped", "forearms"):
        elbow = _elbow_on_floor(shoulder, upper, size * FOREARM_FLAT, arms == "forearms")
        if elbow is not None:
            wrist = complex(elbow.real + lower, floor_rise)
            return _frames(shoulder, elbow, wrist, 0.0)
        wrist = complex(shoulder.real + (1 if arms == "forearms" else -1) * LEANING, floor_rise)
    elif wrist is None:
        length, fall = 0.985 * (upper + lower), shoulder.imag - floor_rise
        away = math.sqrt(max(length**2 - fall**2, 0.0))
        wrist = complex(shoulder.real + reach.to * away, floor_rise)
    elif arms == "press-up":
        wrist = complex(wrist.real, floor_rise)
    span = wrist - shoulder
    far = min(max(abs(span), abs(upper - lower) * 1.05), (upper + lower) * 0.999)
    bend = math.acos((upper**2 + far**2 - lower**2) / (2 * upper * far))
    turned = cmath.phase(span) + reach.way * bend
    elbow = shoulder + upper * cmath.exp(1j * turned)
    onward = wrist - elbow
    wrist = elbow + lower * onward / abs(onward)
    if aim is not None:
        angle = cmath.phase(aim - wrist)
    elif reach.hand == "back":  # it lies on the floor
        straight = 0.0 if reach.to > 0 else math.pi
        angle = straight + 0.35 * cmath.phase(onward / reach.to) - 0.02 * reach.to
    else:
        angle = 0.0 if reach.to > 0 else math.pi
    return _frames(shoulder, elbow, wrist, angle)


def _elbow_on_floor(
    shoulder: complex, longest: float, rise: float, towards_head: bool
) -> complex | None:
    """Where the elbow of a propping forearm is, under the shoulder as far as the upper arm reaches
    down; None where it does not reach the floor."""
    fall = shoulder.imag - rise
    if fall > longest:
        return None
    # a shoulder near the floor has the elbow beside it, an upper arm that points to the viewer
    upper = min(longest, max(fall / math.cos(math.radians(12.0)), 0.55 * longest))
    beside = math.sqrt(max(upper**2 - fall**2, 0.0))
    return complex(shoulder.real + (beside if towards_head else -beside), rise)


def _frames(
    shoulder: complex, elbow: complex, wrist: complex, hand: float
) -> dict[str, tuple[float, float, float]]:
    upper, lower = cmath.phase(elbow - shoulder), cmath.phase(wrist - elbow)
    half = upper + cmath.phase((wrist - elbow) / (elbow - shoulder)) / 2
    return {
        UPPER_ARM: (shoulder.real, shoulder.imag, upper),
        ELBOW: (elbow.real, elbow.imag, upper),
        ELBOW_TIP: (elbow.real, elbow.imag, half),
        FOREARM: (elbow.real, elbow.imag, lower),
        HAND: (wrist.real, wrist.imag, hand),
    }


def _hand(arms: str) -> hands.Hand:
    word = REACHES[arms].hand
    if word == "back":
        return hands.back_of_hand()
    return hands.hand_on_edge() if word == "edge" else hands.hidden_hand()


def _turned(points: object, share: float, side: int) -> np.ndarray:
    """Points stretched along a bone, with its flexor side on this side of it."""
    turned: np.ndarray = np.array(points, dtype=float) * (share, side)
    return turned
