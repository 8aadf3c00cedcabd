"""The joints of the spine, and the muscles that keep the head from dropping."""

from __future__ import annotations

import numpy as np

from spineviz.anatomy.levels import Levels
from spineviz.anatomy.rows import Bending, Builder
from spineviz.anatomy.trunk import Trunk
from spineviz.tables.tables import Tables

ATLAS_TOP = -0.4  # trunk chart: joint of skull and atlas; drawing measurement


def stress(levels: Levels, force: float, tables: Tables) -> np.ndarray:
    """Stress (Pa, shape (25,)) of a force (N) along the spine in each joint from the skull down;
    skull and atlas have no disc."""
    area = tables.si["joint.area_per_depth"] * levels.body_depth**2
    return np.append(0.0, force / area)


def compressed(
    neutral: np.ndarray, stress: np.ndarray, tables: Tables
) -> tuple[np.ndarray, np.ndarray]:
    """What a stress (Pa) along the spine makes of joints: factors of their stiffness, and the
    share of it that they have near neutral.

    It presses discs and facets together, which closes the neutral zone and then stiffens the whole
    joint. As it goes by stress, the same force does more to a small disc.
    """
    constant = tables.si
    closed = np.minimum(stress / constant["joint.closing"], 1.0)
    return 1 + stress / constant["joint.stiffening"], neutral + (1 - neutral) * closed


def add_joints(
    build: Builder,
    trunk: Trunk,
    places_below: np.ndarray,
    levels: Levels,
    multiplier: float,
    living: bool,
    discs: bool,
    face_down: bool = False,
) -> tuple[tuple[tuple[str, str, int], ...], np.ndarray]:
    """Add the joints from the skull to the sacrum.

    Args:
        build, trunk: bodies and chart at rest.
        places_below: m, shape (24, 2), centre of the disc below each vertebra, world frame.
        levels: sizes and stiffness.
        multiplier: of the bending stiffness of a test bench.
        living: whether the neutral zone is that of living people, pressed together by the tone of
            their muscles, or that of a specimen.
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
    neutral = constant["living.neutral"] if living else constant["joint.neutral"]
    resting = stress(levels, constant["living.tone"] if living else 0.0, build.tables)
    times, near = compressed(np.full(len(resting), neutral), resting, build.tables)
    places = np.vstack((skull_joint, places_below))
    uppers = ("skull", *levels.names)
    lowers = (*levels.names, "pelvis")
    # without discs only the ligaments and facets at the end of the range are left
    left = 1.0 if discs else constant["joint.disc_free"]
    for upper, lower, place, k, limit, open_share in zip(
        uppers,
        lowers,
        places,
        stiffness * times[:, None],
        joint_range,
        near.tolist(),
        strict=True,
    ):
        k = k * per_degree * multiplier * left
        law = Bending(
            (k[0], k[1]),
            (limit[0], limit[1]),
            open_share,
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
    held, tone = constant["neck.hold"], constant["neck.tone"]
    hold = Bending((held, 0.0) if face_down else (tone, held))
    for upper, lower, place in zip(uppers, lowers, places, strict=True):
        if upper == "skull" or levels.neck[levels.names.index(upper)]:
            build.spring("neck muscles", lower, upper, place, bending=hold)
    return tuple(joints), np.array(ranges)
