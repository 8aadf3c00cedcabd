"""The joints of the spine, and the muscles that keep the head from dropping."""

from __future__ import annotations

import numpy as np

from spineviz.anatomy.levels import Levels
from spineviz.anatomy.rows import Bending, Builder
from spineviz.anatomy.trunk import Trunk

ATLAS_TOP = -0.4  # trunk chart: joint of skull and atlas; drawing measurement


def add_joints(
    build: Builder,
    trunk: Trunk,
    places_below: np.ndarray,
    levels: Levels,
    multiplier: float,
    discs: bool,
    face_down: bool = False,
) -> tuple[tuple[tuple[str, str, int], ...], np.ndarray]:
    """Add the joints from the skull to the sacrum.

    Args:
        build, trunk: bodies and chart at rest.
        places_below: m, shape (24, 2), centre of the disc below each vertebra, world frame.
        levels: sizes and stiffness.
        multiplier: of the bending stiffness of a test bench.
        discs: whether the discs are there.
        face_down: whether the head would drop forwards, not backwards.

    Returns:
        (upper, lower, row of the spring) of each joint from the skull down, and its range
        (rad, shape (joints, 2): flexion, extension).
    """
    constant = build.tables.si
    skull_joint = trunk.place(ATLAS_TOP, 0.0)
    joints, ranges = [], []
    head = build.tables.joints[0]
    per_degree = 180 / np.pi
    stiffness = np.vstack(
        (
            [head.flexion_Nm_per_deg, head.extension_Nm_per_deg],
            levels.joint_stiffness / per_degree,
        )
    )
    joint_range = np.vstack(
        (
            np.radians([head.flexion_range_deg, head.extension_range_deg]),
            levels.joint_range,
        )
    )
    places = np.vstack((skull_joint, places_below))
    uppers = ("skull", *levels.names)
    lowers = (*levels.names, "pelvis")
    # without discs only the ligaments and facets at the end of the range are left
    left = 1.0 if discs else constant["joint.disc_free"]
    for upper, lower, place, k, limit in zip(
        uppers, lowers, places, stiffness, joint_range, strict=True
    ):
        k = k * per_degree * multiplier * left
        law = Bending(
            (k[0], k[1]),
            (limit[0], limit[1]),
            constant["joint.neutral"],
            constant["joint.hardening"] / left,
        )
        joints.append((upper, "S1" if lower == "pelvis" else lower, len(build.kinds)))
        ranges.append(limit)
        build.spring(
            "joint",
            lower,
            upper,
            place,
            constant["joint.axial"],
            constant["joint.shear"],
            bending=law,
        )
    # keeps the head from dropping, lets it be lifted
    held = constant["neck.hold"]
    hold = Bending((held, 0.0) if face_down else (0.0, held))
    for upper, lower, place in zip(uppers, lowers, places, strict=True):
        if upper == "skull" or levels.neck[levels.names.index(upper)]:
            build.spring("neck muscles", lower, upper, place, bending=hold)
    return tuple(joints), np.array(ranges)
