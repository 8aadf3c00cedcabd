"""Outlines of legs and arms, mm along each bone and to its front. Drawing measurements (ASSUMED).

The arms are drawn where the setting puts them; in the mechanics they are weights and supports.
"""

from __future__ import annotations

import numpy as np

from spineviz.anatomy.levels import TABLE_STATURE
from spineviz.drawing.curves import capsule, ellipse, smooth
from spineviz.drawing.sketch import CHART, FOREARM, UPPER_ARM, Sketch
from spineviz.tables.tables import TABLES

THIGH_FRONT = ((-60, 50), (-30, 72), (40, 92), (120, 88), (220, 77), (320, 64), (385, 57))
THIGH_BACK = ((396, -54), (340, -60), (240, -74), (140, -88), (60, -98), (-10, -104), (-70, -70))
SHIN = ((34, 49), (70, 46), (120, 43), (200, 37), (300, 32), (360, 31))
CALF = ((350, -31), (300, -36), (220, -52), (150, -64), (90, -64), (40, -56), (8, -56))
KNEE = (424, 46)
FOOT_TOP = ((50, 24), (66, 4), (100, -18), (150, -42), (184, -54), (197, -64), (192, -76))
SOLE = ((150, -77), (60, -77), (0, -77), (-40, -76), (-56, -58), (-54, -30), (-43, -4))

SHOULDER = (8.8, 6.0)
"""Trunk chart: where the arm hangs."""

HANDS: dict[str, tuple[str, tuple[float, float], float, float]] = {
    "sides": ("pelvis", (-36.0, -6.0), 286.0, -1.0),
    "head": ("skull", (-84.0, -18.0), 262.0, -1.0),
    "crossed": (CHART, (9.6, 128.0), 176.0, 1.0),
    "overhead": ("skull", (-40.0, 330.0), 286.0, -1.0),
    "forearms": (CHART, (8.8, 200.0), 290.0, -1.0),
    "press-up": (CHART, (8.8, 500.0), 322.0, -1.0),
    "on-elbows": (CHART, (8.8, 300.0), 330.0, -1.0),
}
"""For each setting of the arms: what the hand is at and where on it (mm); how long (mm) an arm that
is partly turned to the viewer looks from shoulder to elbow; which way the elbow points. The last
two are for the face down; `on_floor` says where those hands are."""

WRIST = 0.035  # m of the wrist above the floor; drawing convention
BENT = 0.12  # m in front of the shoulder: a hand under a shoulder too high for elbows on the floor


def add_leg(sketch: Sketch) -> None:
    """Add the bones of a leg."""
    thigh, shank = _lengths(sketch)
    sketch.rigid(
        "far bone", "femur", "thighs",
        capsule(
            [(-6, 2), (14, -10), (46, -12), (110, -2), (220, 6), (330, 0), (thigh - 34, -8),
             (thigh - 6, -12)],
            (40, 46, 38, 29, 26, 29, 44, 54),
        ),
    )  # fmt: skip
    sketch.rigid("far bone", "femur", "thighs", ellipse((thigh - 8, -20), (24, 26)))
    sketch.rigid("far bone", "patella", "thighs", ellipse((thigh + 6, 33), (20, 9), -0.75))
    sketch.rigid(
        "far bone", "fibula", "shanks",
        capsule([(24, -22), (120, -20), (260, -18), (shank - 10, -14), (shank + 6, -14)],
                (13, 8, 8, 10, 13)),
    )  # fmt: skip
    sketch.rigid(
        "far bone", "tibia", "shanks",
        capsule([(8, -2), (30, 2), (80, 6), (200, 5), (310, 3), (shank - 20, 0), (shank - 2, 2)],
                (52, 46, 30, 24, 24, 30, 36)),
    )  # fmt: skip
    heel = ((-49, -62), (-47, -40), (-30, -24), (-4, -29), (36, -34), (42, -54), (12, -66),
            (-30, -72))  # fmt: skip
    sketch.rigid("far bone", "foot", "feet", smooth(heel))
    ankle = ((-24, -22), (-18, -4), (8, 6), (30, -6), (46, -20), (40, -32), (4, -26))
    sketch.rigid("far bone", "foot", "feet", smooth(ankle))
    wedge = ((44, -54), (42, -28), (64, -20), (88, -32), (90, -56))
    sketch.rigid("far bone", "foot", "feet", smooth(wedge))
    sketch.rigid("far bone", "foot", "feet", capsule([(92, -44), (120, -54), (150, -63)],
                                                     (19, 15, 15)))  # fmt: skip
    sketch.rigid("far bone", "foot", "feet", capsule([(156, -64), (172, -66), (187, -68)],
                                                     (12, 10, 9)))  # fmt: skip


def add_leg_skin(sketch: Sketch) -> None:
    """Add the skin of a leg, one curve from the hip round the foot."""
    thigh, shank = _lengths(sketch)

    def stretched(points: tuple[tuple[int, int], ...], drawn: float, real: float) -> np.ndarray:
        return np.array(points, dtype=float) * (real / drawn, 1.0)

    sketch.spline(
        "leg skin",
        "leg",
        [
            ("thighs", stretched(THIGH_FRONT, 425, thigh)),
            ("thighs", [(thigh - 1, KNEE[1])]),
            ("shanks", stretched(SHIN, 398, shank)),
            ("feet", FOOT_TOP),
            ("feet", SOLE),
            ("shanks", stretched(CALF, 398, shank)),
            ("thighs", stretched(THIGH_BACK, 425, thigh)),
        ],
    )


def _lengths(sketch: Sketch) -> tuple[float, float]:
    """Lengths (mm of the table's man) of thigh and shank."""
    metres = TABLES.si["thigh.length"], TABLES.si["shank.length"]
    return metres[0] * 1e3, metres[1] * 1e3


def forearm(upper: float) -> float:
    """How long a forearm with the wrist looks (mm) beside an upper arm that looks this long."""
    return upper * 0.9


def add_arm(sketch: Sketch, arms: str) -> None:
    """Add the far arm, its skin and bones."""
    upper = HANDS[arms][2]
    lower = forearm(upper)
    sketch.rigid(
        "far skin", "arm", UPPER_ARM,
        capsule([(-30, 0), (20, 0), (upper * 0.5, 2), (upper, 0)], (78, 96, 84, 62)),
    )  # fmt: skip
    sketch.rigid(
        "far skin", "arm", FOREARM,
        capsule([(-6, 0), (lower * 0.25, 0), (lower * 0.8, 0), (lower + 36, 0), (lower + 92, 0)],
                (60, 70, 46, 50, 30)),
    )  # fmt: skip
    sketch.rigid(
        "far limb bone", "humerus", UPPER_ARM,
        capsule([(0, 0), (40, 0), (upper * 0.6, 0), (upper, 0)], (40, 24, 20, 32)),
    )  # fmt: skip
    for side in (-7.0, 7.0):
        sketch.rigid(
            "far limb bone", "forearm", FOREARM,
            capsule([(4, side * 0.6), (lower * 0.5, side), (lower, side * 0.8)], (13, 10, 12)),
        )  # fmt: skip


def arms_word(arms: str, face_down: bool, task: str) -> str:
    """Which arms of `HANDS` are drawn; face down those that hold the shoulders are on the floor."""
    if task in HANDS:
        return task
    return "forearms" if face_down and arms != "sides" else arms


def on_floor(shoulder: np.ndarray, hand_x: float | None, arms: str, stature: float) -> np.ndarray:
    """The wrist (m, shape (2,)) of an arm that stands on the floor: planted at `hand_x`, or with
    the forearm flat on the floor towards the head."""
    if hand_x is not None:
        return np.array([hand_x, WRIST])
    length = HANDS[arms][2] * 1e-3 * stature / TABLE_STATURE
    fall = float(shoulder[1]) - WRIST
    if fall >= length:
        return np.array([shoulder[0] + BENT, WRIST])
    elbow = float(shoulder[0]) + np.sqrt(length**2 - fall**2)
    return np.array([elbow + forearm(length), WRIST])


def arm_poses(
    shoulder: np.ndarray, hand: np.ndarray, arms: str, stature: float
) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    """Poses of upper arm and forearm (m, m, rad) that bring the wrist to the hand's place.

    Args:
        shoulder, hand: m, shape (2,), world.
        arms: setting.
        stature: m.
    """
    _, _, length, side = HANDS[arms]
    size = 1e-3 * stature / TABLE_STATURE
    upper, lower = length * size, forearm(length) * size
    span = hand - shoulder
    reach = float(np.clip(np.hypot(*span), abs(upper - lower) * 1.02, (upper + lower) * 0.999))
    bend = float(np.arccos((upper**2 + reach**2 - lower**2) / (2 * upper * reach)))
    aim = float(np.arctan2(span[1], span[0])) + side * bend
    elbow = shoulder + upper * np.array([np.cos(aim), np.sin(aim)])
    rest = hand - elbow
    onward = float(np.arctan2(rest[1], rest[0]))
    return (
        (float(shoulder[0]), float(shoulder[1]), aim),
        (float(elbow[0]), float(elbow[1]), onward),
    )
