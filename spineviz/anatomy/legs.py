"""Thighs, shanks and feet with bent knees and feet on the floor; both legs are one pair."""

from __future__ import annotations

import numpy as np

from spineviz.anatomy.levels import TABLE_STATURE
from spineviz.anatomy.rows import Bending, Builder, cut
from spineviz.anatomy.trunk import Trunk
from spineviz.mechanics.plane import turn
from spineviz.scene import LEVELS

PUBIS = np.array([0.050, 0.062])  # m, upper rim of the pubis in the pelvis frame; drawing
SOLE = (
    (-0.050, 0.03),
    (-0.034, 0.03),
    (-0.018, 0.03),
    (0.110, 0.035),
    (0.130, 0.035),
    (0.150, 0.03),
)
"""m: place along the foot from under the ankle, and length of the pad; drawing measurements."""
HEEL_BEHIND = 0.050  # m, skin of the heel behind the ankle; drawing measurement
HEEL = ((0.045, 0.02), (0.060, 0.02), (0.072, 0.02))
"""m: place of the back of the heel below the ankle towards the sole, and length of the pad."""
SOLE_WIDTH = 0.055  # m, of each foot
STRAIGHT_HIP = np.radians(20.0)
"""rad, extension left to the hip of a standing person. ASSUMED: between 9.4 ± 5.3° (Roaas and
Andersson 1982) and the 30° of clinical tables."""
HIP_END = 50.0  # ASSUMED hardening of the hip beyond 60 % of its range
PSOAS_ON_THIGH = np.array([0.0, 0.035])
"""m, thigh frame: where the psoas, bent round the rim of the pelvis, crosses in front of the hip.
ASSUMED: its lever at the hip is 3 to 4 cm."""
PSOAS_LEVELS = ("L1", "L2", "L3", "L4", "L5")  # bodies that it comes from


def add_bodies(build: Builder, hip: np.ndarray, stature: float, straight: bool) -> None:
    """Add thighs, shanks and feet: stretched out on the floor, or with the knees bent so that the
    feet stand flat on it."""
    constant = build.tables.si
    size = stature / TABLE_STATURE
    thigh, shank = constant["thigh.length"] * size, constant["shank.length"] * size
    if straight:
        fall = float(hip[1]) - HEEL_BEHIND * size  # the heels touch the floor
        slope = -float(np.arcsin(fall / (thigh + shank)))
        along = np.array([np.cos(slope), np.sin(slope)])
        build.body("thighs", hip, slope)
        build.body("shanks", hip + thigh * along, slope)
        build.body("feet", hip + (thigh + shank) * along, 0.0)
        return
    ankle = hip[0] + constant["foot.ahead_of_hip"] * size, constant["ankle.height"] * size
    span = np.array(ankle) - hip
    reach = float(np.hypot(*span))
    at_hip = np.arccos((thigh**2 + reach**2 - shank**2) / (2 * thigh * reach))
    up = float(np.arctan2(span[1], span[0]) + at_hip)
    knee = hip + thigh * np.array([np.cos(up), np.sin(up)])
    down = float(np.arctan2(ankle[1] - knee[1], ankle[0] - knee[0]))
    build.body("thighs", hip, up)
    build.body("shanks", knee, down)
    build.body("feet", ankle)


def add_springs(build: Builder, held: bool, standing: float) -> None:
    """Add hips and knees: relaxed hips, which bend from the angle at which their capsule is slack,
    or hips that muscles hold at their angle.

    Args:
        build: with the bodies.
        held: whether muscles hold the hips.
        standing: rad, θ of the thighs less that of the pelvis of the same person standing.
    """
    constant = build.tables.si
    hip, knee = build.rest[build.index("thighs")], build.rest[build.index("shanks")]
    axial, limit = constant["joint.axial"], constant["hip.limit"]
    if held:
        k = constant["hip.held"]
        law, relaxed = Bending((k, k), (limit, limit), 1.0, HIP_END), None
    else:
        k, slack = constant["hip.relaxed"], constant["hip.slack"]
        law = Bending((k, k), (slack + STRAIGHT_HIP, limit), 1.0, HIP_END)
        relaxed = standing + slack
    build.spring("hip", "pelvis", "thighs", hip[:2], axial, axial, bending=law, relaxed=relaxed)
    held_knee = Bending((constant["knee.held"],) * 2)
    build.spring("knee", "thighs", "shanks", knee[:2], axial, axial, bending=held_knee)
    ankle = build.rest[build.index("feet")][:2]
    law = Bending((constant["ankle.relaxed"],) * 2)
    build.spring("ankle", "shanks", "feet", ankle, axial, axial, bending=law)


def add_psoas(build: Builder, trunk: Trunk, stature: float, standing: float) -> None:
    """Add the psoas of both sides: from the lumbar bodies over the front of the hip to the thigh.
    It is as tight as its tone in the hip of a standing person, and slack in a bent one.

    Args:
        build, trunk, stature: of the person.
        standing: as of `add_springs`.
    """
    constant = build.tables.si
    size = stature / TABLE_STATURE
    x, y, angle = build.rest[build.index("thighs")]
    crossing = PSOAS_ON_THIGH * size
    end = np.array([x, y]) + turn(np.array(angle), crossing)
    upright = build.rest[build.index("pelvis")][2] + standing
    straight = np.array([x, y]) + turn(np.array(upright), crossing)
    share = 1 / len(PSOAS_LEVELS)
    for level in PSOAS_LEVELS:
        start = trunk.place(LEVELS.index(level), 0.0)
        build.cable(
            "psoas",
            "thighs",
            level,
            end,
            start,
            share * constant["psoas.tone"],
            share * constant["psoas.stiffness"],
            float(np.hypot(*(straight - start))),
        )


def weights(build: Builder, stature: float) -> list[tuple[str, np.ndarray, float]]:
    """Weights of both thighs and the shanks and the feet: body, place (m), mass (kg)."""
    constant = build.tables.si
    found = []
    # centre of mass 41 % down the thigh and 44 % down the shank (de Leva 1996)
    for name, part, along in (("thighs", "thigh", 0.41), ("shanks", "shank", 0.44)):
        x, y, angle = build.rest[build.index(name)]
        reach = along * constant[f"{part}.length"] * stature / TABLE_STATURE
        place = np.array([x + reach * np.cos(angle), y + reach * np.sin(angle)])
        found.append((name, place, 2 * constant[f"{part}.mass"]))
    x, y, _ = build.rest[build.index("feet")]
    foot = np.array([x, y]) + np.array([0.05, -0.04]) * stature / TABLE_STATURE
    found.append(("feet", foot, 2 * constant["feet.mass"]))
    return found


def add_heels(build: Builder, stature: float) -> None:
    """Add the pads at the back of both heels, on which stretched legs lie."""
    size = stature / TABLE_STATURE
    along, length = np.array(HEEL).T * size
    x, y, _ = build.rest[build.index("feet")]
    place = np.stack((x + along, np.full(len(along), y - HEEL_BEHIND * size)), axis=1)
    _add_under_feet(build, "heel", place, size, build.tables.si["heel.width"] * size, length)


def add_soles(build: Builder, stature: float) -> None:
    """Add the pads of both soles."""
    size = stature / TABLE_STATURE
    along, length = np.array(SOLE).T * size
    ankle = build.rest[build.index("feet")][0]
    place = np.stack((ankle + along, np.zeros(len(along))), axis=1)
    _add_under_feet(build, "sole", place, size, SOLE_WIDTH * size, length)


def _add_under_feet(
    build: Builder, track: str, place: np.ndarray, size: float, width: float, length: np.ndarray
) -> None:
    """Add strips of skin (place, width, length: m) that both feet stand or lie on."""
    layer = build.tables.tissue[track]
    build.add_pads(
        cut(
            track,
            track,
            body=build.index("feet"),
            level="feet",
            place=place,
            middle=0.1 * size,
            width=width,
            length=length,
            modulus=layer.modulus,
            depth=layer.lock * layer.thickness,
        )
    )
