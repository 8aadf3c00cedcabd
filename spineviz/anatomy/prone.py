"""Face down: what holds the body besides its front, and the arms that press it up.

Built like the rest in the frame of lying on the back, where the floor of somebody face down is a
plane above; `turned_over` puts the person on it.
"""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace

from spineviz.anatomy import thorax
from spineviz.anatomy.levels import TABLE_STATURE, Levels
from spineviz.anatomy.rows import Builder, Strips, cut
from spineviz.anatomy.trunk import Trunk
from spineviz.mechanics.model import Pads
from spineviz.tables.body_rows import ArmsFaceDownRow
from spineviz.tables.tables import Tables

FOOT_TURNED = np.arctan2(78.0, 134.0)
"""rad, how far the foot is turned so that its back lies flat; from the drawing of the foot."""
FOOT_BACK = ((50, 24), (175, -50), (184, -54))
"""mm along the foot and skin over its axis; drawing measurements."""
FOOT_DEPTH = 0.046  # m, ankle behind the back of the foot, so turned
PUBIS_SKIN = ((90, 66), (93, 46), (94, 26))  # mm upright, pelvis frame, skin; drawing measurements
ABOVE = 100.0  # m over the shoulders: where the cables are fixed that stand for the forearms
REACH = {"hands": 0.332, "elbows": 0.186}
"""Shoulder to wrist and to elbow as a share of stature: upper arm 0.186, forearm 0.146 (Drillis and
Contini 1966)."""
PALM = 0.03  # m, wrist or elbow above the floor on a flat hand or forearm; ASSUMED
SHOULDER_STIFFNESS = 1e5
"""N/m, of shoulder and wrist of both arms; ASSUMED: stiff beside the shoulder girdle."""

MET = 1.0
WALL = "belly wall"
"""Track of the belly's skin where the belly itself is columns; see `with_columns`."""

ARMS, HANDS, GRIP, FORE = "arms", "hands", "grip", "forearms"
"""Names of the bodies of arms that press up, of the spring that holds them on the floor, and of the
cable that stands for forearms on the floor. The hands do not move."""


def arms_row(tables: Tables, arms: str) -> ArmsFaceDownRow:
    """What the arms weigh on face down, and whether the forearms hold the shoulders."""
    return next(row for row in tables.arms_face_down if row.arms == arms)


def front_plane(trunk: Trunk, levels: Levels) -> float:
    """Height (m) of the foremost skin of a trunk that lies on its back at rest."""
    ahead = levels.skin_depth - levels.skin_back
    return max(
        float(trunk.place(float(k), float(ahead[k]))[1]) for k in np.flatnonzero(~levels.neck)
    )


def add_legs(build: Builder, hip: np.ndarray, stature: float, plane: float) -> None:
    """Add straight legs whose feet reach a plane (m) in front of the body."""
    constant = build.tables.si
    size = stature / TABLE_STATURE
    thigh, shank = constant["thigh.length"] * size, constant["shank.length"] * size
    slope = float(np.arcsin((plane - FOOT_DEPTH * size - hip[1]) / (thigh + shank)))
    along = np.array([np.cos(slope), np.sin(slope)])
    build.body("thighs", hip, slope)
    build.body("shanks", hip + thigh * along, slope)
    build.body("feet", hip + (thigh + shank) * along, FOOT_TURNED)


def add_pads(build: Builder, stature: float, girth: float) -> None:
    """Add the pads over the pubis and the backs of the feet."""
    size = stature / TABLE_STATURE
    # the lower belly wall over the pubis is as soft as the skin over the iliac spines; ASSUMED
    layer = build.tables.tissue["iliac front"]
    build.add_pads(
        cut(
            "pelvis",
            "pubis",
            body=build.index("pelvis"),
            level="S1",
            place=build.on("pelvis", np.array([(-y, x) for x, y in PUBIS_SKIN]) * 1e-3 * size),
            middle=0.0,
            width=0.12 * size,
            length=0.02 * size,
            modulus=layer.modulus,
            depth=layer.lock * layer.thickness * girth,
        )
    )
    layer = build.tables.tissue["shin"]  # skin over the foot, taken as that over the shin; ASSUMED
    build.add_pads(
        cut(
            "feet",
            "feet",
            body=build.index("feet"),
            level="feet",
            place=build.on("feet", np.array(FOOT_BACK) * 1e-3 * size),
            middle=0.1 * size,
            width=0.06 * size,
            length=0.03 * size,
            modulus=layer.modulus,
            depth=layer.lock * layer.thickness,
        )
    )


def add_forearms(build: Builder, trunk: Trunk) -> None:
    """Add what forearms on the floor do: they push the shoulders up, and never down, to where they
    are at rest.

    The tables know what only pulls: a cable, here to a fixed point so far above that it is upright.
    """
    shoulder = trunk.place(*thorax.SCAPULA_PLACE)
    above = shoulder - np.array([0.0, ABOVE])
    build.body(HANDS, above)
    k = build.tables.si["clavicle.stiffness"]  # ASSUMED: the shoulder girdle gives way like this
    build.cable(FORE, HANDS, "scapulae", above, shoulder, 0.0, k)


def add_props(build: Builder, trunk: Trunk, stature: float, on: str) -> None:
    """Add arms, pinned at the shoulders, to be planted on the floor on straight `hands` or on
    `elbows` under the shoulders."""
    shoulder = trunk.place(*thorax.SCAPULA_PLACE)
    hand = shoulder + np.array([0.0, REACH[on] * stature + PALM])
    build.body(ARMS, shoulder, np.pi / 2)
    build.body(HANDS, hand)
    k = SHOULDER_STIFFNESS
    build.spring("shoulder", "scapulae", ARMS, shoulder, k, k)
    build.spring(GRIP, HANDS, ARMS, hand, k, k)


def with_columns(pads: Pads, strips: Strips) -> tuple[Pads, Strips, np.ndarray]:
    """The pads with the belly as columns beside its skin, and how far (m) in each is met.

    A roller sinks further into a belly than its own radius, and would push skin that has passed its
    axis down instead of up. It therefore meets each column in the middle, as if it were larger by
    that depth, which is the same for a column right above it. The skin stays, for the floor.
    """
    is_belly = strips.track == "belly"
    belly = np.flatnonzero(is_belly)
    depth = MET * pads.depth[belly]
    point = pads.point[belly] - np.stack((np.zeros(len(belly)), depth), axis=1)
    table = Pads(
        np.append(pads.body, pads.body[belly]),
        np.vstack((pads.point, point)),
        np.append(pads.area, pads.area[belly]),
        np.append(pads.modulus, pads.modulus[belly]),
        np.append(pads.depth, pads.depth[belly]),
    )
    everything = strips.taken(np.append(np.arange(len(strips)), belly))
    wall = np.append(is_belly, np.zeros(len(belly), bool))
    named = replace(everything, track=np.where(wall, WALL, everything.track))
    inside = np.append(np.zeros(len(strips)), depth)
    return table, named, inside


def turned_over(rest: np.ndarray, plane: float) -> np.ndarray:
    """A rest pose (shape (bodies, 3)) turned over by half a turn: the face down, the head right,
    and what was a plane (m) in front of the body now the floor."""
    over = rest.copy()
    over[:, :2] *= -1
    over[:, 1] += plane
    over[:, 2] += np.pi
    return over
