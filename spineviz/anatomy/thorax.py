"""Ribs, cartilage, sternum, blades and collar bones: bodies and the springs that hold them."""

from __future__ import annotations

import numpy as np

from spineviz.anatomy.levels import TABLE_STATURE, Levels
from spineviz.anatomy.rows import Bending, Builder
from spineviz.anatomy.trunk import Trunk
from spineviz.scene import LEVELS
from spineviz.tables.body_rows import RibRow

FIRST_RIB = LEVELS.index("T1")
HEAD_BEFORE_WALL = 0.003  # m, head of a rib in front of the back of the body; drawing measurement
BLADE_ON_RIB = (0.8, -0.045)  # trunk chart, from the vertebra of a rib; drawing measurement
BLADE_RIBS = range(2, 8)  # the blade lies on ribs 2 to 7
PARENT_OF_STERNUM = "rib4"  # the rib in the middle of those the sternum joins
PARENT_OF_SCAPULAE = "rib4"  # the rib under the middle of the blade
STERNUM_TOP = (8.45, 0.060)  # trunk chart: jugular notch; drawing measurement
SCAPULA_PLACE = (9.0, 0.004)  # trunk chart: shoulder joint; drawing measurement
CLAVICLE_PLACE = (8.5, 0.050)  # trunk chart: joint with the sternum; drawing measurement


def add_bodies(build: Builder, trunk: Trunk, levels: Levels, without: tuple[str, ...]) -> None:
    """Add the bodies of the cage and the blades, or hand them to their parents."""
    for row in build.tables.ribs:
        number = row.rib
        name, level = f"rib{number}", f"T{number}"
        k = FIRST_RIB + number - 1
        if "ribs" in without:
            build.absent(name, level)
        else:
            build.body(name, _joint(trunk, levels, k), trunk.angle[k])
    if "ribs" in without or "cartilage" in without:
        build.absent("sternum", PARENT_OF_STERNUM)
    else:
        build.body("sternum", trunk.place(*STERNUM_TOP))
    if "blades" in without:
        build.absent("scapulae", PARENT_OF_SCAPULAE)
    else:
        build.body("scapulae", trunk.place(*SCAPULA_PLACE))


def add_springs(build: Builder, trunk: Trunk, levels: Levels, stature: float, times: float) -> None:
    """Add the springs of the cage and of the shoulder girdle; what is absent adds none.

    Args:
        build, trunk, levels, stature: of the person.
        times: stiffness of what specimens tell of the cage (rib joints and intercostal spaces).
    """
    constant = build.tables.si
    size = stature / TABLE_STATURE
    previous_front: np.ndarray | None = None
    for row in build.tables.ribs:
        number = row.rib
        name, level = f"rib{number}", f"T{number}"
        k = FIRST_RIB + number - 1
        front = trunk.place(k + row.front_below_levels, row.front_ahead_mm * 1e-3 * size)
        middle = 0.5 * (_joint(trunk, levels, k) + front)
        if build.has(name):
            stiffness = times * constant["rib.vertebra_translation"]
            bend = times * constant["rib.vertebra_bending"]
            build.spring(
                "costovertebral",
                level,
                name,
                _joint(trunk, levels, k),
                stiffness,
                stiffness,
                bending=Bending((bend, bend)),
            )
            if 2 <= number <= 10:  # the heads of these ribs sit between two vertebrae
                stiffness = times * constant["rib.head_translation"]
                head = trunk.place(k - 0.5, -levels.body_depth[k] / 2 + HEAD_BEFORE_WALL)
                build.spring("rib head", f"T{number - 1}", name, head, stiffness, stiffness)
            if previous_front is not None:
                build.spring(
                    "intercostal",
                    name,
                    f"rib{number - 1}",
                    0.5 * (middle + previous_front),
                    times * constant["intercostal.opening"],
                    times * constant["intercostal.sliding"],
                )
            _add_cartilage(build, trunk, row, name, k, size)
        previous_front = middle
    if not build.has("scapulae"):
        return
    for number in BLADE_RIBS:
        k = FIRST_RIB + number - 1
        below, ahead = BLADE_ON_RIB
        place = trunk.place(k + below, ahead * size)
        build.spring(
            "scapulothoracic",
            f"rib{number}",
            "scapulae",
            place,
            constant["scapula.slide"],
            constant["scapula.press"],
        )
    build.spring(
        "clavicle",
        "sternum",
        "scapulae",
        trunk.place(*CLAVICLE_PLACE),
        constant["clavicle.stiffness"],
        constant["clavicle.stiffness"],
    )


def _joint(trunk: Trunk, levels: Levels, k: int) -> np.ndarray:
    """Where a rib turns against its vertebra: between head and tubercle."""
    return trunk.place(k - 0.2, -levels.body_depth[k] / 2 - 0.006)


def _add_cartilage(
    build: Builder, trunk: Trunk, row: RibRow, name: str, k: int, size: float
) -> None:
    """Join the front of a rib: to the sternum, to the rib above, or to nothing."""
    target = row.cartilage_to
    # without cartilage the sternum is gone too, and the arch has nothing to be made of
    below, ahead = row.cartilage_below_levels, row.cartilage_ahead_mm
    if below is None or ahead is None or not build.has("sternum"):
        return
    constant = build.tables.si
    place = trunk.place(k + below, ahead * 1e-3 * size)
    bend = constant["cartilage.bending"]
    law = Bending((bend, bend))
    if target == "sternum":
        along, forward = constant["cartilage.along"], constant["cartilage.forward"]
    else:
        along = forward = constant["arch.stiffness"]
    build.spring("cartilage", target, name, place, along, forward, axis=0.0, bending=law)
