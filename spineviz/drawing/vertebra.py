"""Outlines of vertebrae: each region has a shape of its own, each level its own size.

Everything is in mm in the frame of the vertebral body, (front, up), for an upright spine. The
proportions are drawing conventions (ASSUMED), not data; sizes come from the anatomy tables.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from msgspec import Struct

from spineviz.drawing.curves import rounded, smooth


class Bone(Struct, frozen=True):
    """Measures of one vertebra, mm and rad.

    Attributes:
        height, depth: of the body. wedge: positive where the body is higher behind.
        tip: how far the spinous process ends behind the centre of the body.
        drop: how much lower than its root the process ends.
        gap: height of the disc that is drawn on it.
    """

    height: float
    depth: float
    wedge: float
    tip: float
    drop: float
    gap: float = 0.0

    @property
    def half(self) -> float:
        """Half the depth of the body, mm."""
        return self.depth / 2


class Plates(Struct, frozen=True):
    """How the end plates of a region are shaped: hollow, and waists, as parts of height and depth;
    `lip`: mm that the lower front rim hangs over the next body."""

    hollow: float
    front_waist: float
    back_waist: float
    lip: float = 0.0


CERVICAL_PLATES = Plates(0.03, 0.03, 0.0, 1.6)
THORACIC_PLATES = Plates(0.035, 0.065, 0.045)
LUMBAR_PLATES = Plates(0.05, 0.085, 0.05)

LUMBAR_BLADE = 21.0  # mm, height of a lumbar spinous process
TILT = 13.0  # mm behind the body where a spinous process begins to fall


def drop(half: float, tip: float, length: float, angle: float) -> float:
    """How much lower a spinous process ends (mm): by its inclination (rad), as far as its length
    reaches down to the skin."""
    run = max(tip - half - TILT, 0.0)
    return float(min(run * np.tan(angle), np.sqrt(max(length**2 - run**2, 0.0))))


def plate(bone: Bone, plates: Plates, side: int, ahead: np.ndarray) -> np.ndarray:
    """Height (mm) of the upper (+1) or lower (-1) end plate at places (mm) ahead of the centre."""
    flat = bone.height / 2 - ahead * np.tan(bone.wedge / 2)
    hollow = plates.hollow * bone.height * (1 - (ahead / bone.half) ** 2)
    height: np.ndarray = side * (flat - np.maximum(hollow, 0))
    return height


def body(bone: Bone, plates: Plates) -> np.ndarray:
    """A vertebral body with hollow end plates and a waist."""
    x, h = bone.half, bone.height
    across = np.array([0.62, 0.0, -0.62]) * x
    ends = np.array([x, -x])
    top, bottom = plate(bone, plates, 1, ends), plate(bone, plates, -1, ends)
    waist = np.array([0.22, 0.0, -0.22]) * h
    deep = np.array([0.75, 1.0, 0.75])
    front = np.stack((x - plates.front_waist * bone.depth * deep, waist), axis=1)
    back = np.stack((-x + plates.back_waist * bone.depth * deep, -waist), axis=1)
    return rounded(
        np.concatenate(
            (
                [(x, top[0])],
                front,
                [(x + 0.3 * plates.lip, bottom[0] - plates.lip)],
                np.stack((across, plate(bone, plates, -1, across)), axis=1),
                [(-x, bottom[1])],
                back,
                [(-x, top[1])],
                np.stack((across, plate(bone, plates, 1, across)), axis=1)[::-1],
            )
        ),
        2.8 if bone.depth > 18 else 2.0,
    )


DISC_ACROSS = np.array([-0.97, -0.55, 0.0, 0.55, 0.97])
"""Places on an end plate that a disc goes through, as shares of half its depth."""
CORE_SMALLER, CORE_BEHIND, CORE_FROM_BONE = 0.52, 0.10, 0.24
"""The nucleus: share of the disc's depth, how far behind its middle, and share of the disc's height
that lies between it and the bone. Drawing conventions."""


def disc_side(bone: Bone, plates: Plates, side: int, bulge: tuple[float, float]) -> np.ndarray:
    """The edge of a disc on the upper (+1) or lower (-1) plate of a bone, from back to front: a mm
    inside the bone, and at both ends a quarter of the way over to the other bone, where the disc
    bulges."""
    x = bone.half
    inside = DISC_ACROSS * x
    on_bone = np.stack((inside, plate(bone, plates, side, inside) - side), axis=1)
    rim = np.array([-x - bulge[0], x + bulge[1]])
    over = plate(bone, plates, side, np.array([-x, x])) + side * 0.27 * bone.gap
    ends = np.stack((rim, over), axis=1)
    return np.concatenate((ends[:1], on_bone, ends[1:]))


def core_side(bone: Bone, plates: Plates, side: int) -> np.ndarray:
    """The edge of the nucleus of a disc next to a bone, from back to front."""
    inside = (DISC_ACROSS * CORE_SMALLER - CORE_BEHIND) * bone.half
    height = plate(bone, plates, side, inside) + side * CORE_FROM_BONE * bone.gap
    return np.stack((inside, height), axis=1)


def lumbar_arch(bone: Bone) -> np.ndarray:
    """Strong pedicle, upright facets, and a spinous process like a hatchet."""
    b, h, tip = -bone.half, bone.height, -bone.tip
    upper = 0.16 * h - bone.drop
    return rounded(
        [
            (b + 2.0, 0.42 * h), (b - 6.5, 0.36 * h), (b - 8.0, 0.62 * h),
            (b - 10.5, 0.86 * h), (b - 14.5, 0.80 * h), (b - 16.0, 0.42 * h),
            (b - 20.0, 0.26 * h), (b - 26.0, 0.20 * h),
            (tip + 3.0, upper + 0.5), (tip, upper - 2.5),
            (tip + 1.4, upper - 0.5 * LUMBAR_BLADE), (tip - 0.2, upper - 0.86 * LUMBAR_BLADE),
            (tip + 4.0, upper - LUMBAR_BLADE), (b - 27.0, 0.05 * h - 0.62 * LUMBAR_BLADE),
            (b - 25.0, -0.80 * h), (b - 21.5, -1.02 * h), (b - 17.0, -0.96 * h),
            (b - 15.5, -0.50 * h), (b - 9.5, -0.12 * h), (b - 5.0, -0.02 * h), (b + 2.0, 0.0),
        ],
        3.0,
    )  # fmt: skip


def thoracic_arch(bone: Bone) -> np.ndarray:
    """Thin plates for facets, and a spinous process that slopes down over the next ones."""
    b, h = bone.half * -1, bone.height
    root = np.array([b - 19.0, 0.10 * h])
    end = np.array([-bone.tip, 0.10 * h - bone.drop])
    along = end - root
    long = float(np.hypot(*along))
    along = along / long
    up = np.array([along[1], -along[0]])  # towards the head, as the process points backwards
    steep = bone.drop / (bone.drop + 12.0)
    knob, neck = 2.6 + 1.6 * (1 - steep), 3.3 * steep + 5.4 * (1 - steep)
    upper = [root + 4.0 * up, root + 0.55 * long * along + neck * up]
    upper += [end - 4.5 * along + (neck - 0.4) * up, end - 1.0 * along + knob * up]
    lower = [end + 0.8 * along - 0.6 * knob * up, end - 4.0 * along - neck * up]
    lower += [root + 0.50 * long * along - neck * up, root + 0.12 * long * along - 5.6 * up]
    return rounded(
        [
            (b + 2.0, 0.44 * h), (b - 5.0, 0.40 * h), (b - 6.5, 0.66 * h), (b - 9.0, 0.88 * h),
            (b - 13.0, 0.84 * h), (b - 14.0, 0.45 * h),
            *upper, *lower,
            (b - 16.0, -0.42 * h), (b - 14.5, -0.80 * h), (b - 10.5, -0.76 * h),
            (b - 9.0, -0.20 * h), (b - 5.0, 0.02 * h), (b + 2.0, 0.06 * h),
        ],
        2.4,
    )  # fmt: skip


def cervical_arch(bone: Bone) -> np.ndarray:
    """A tilted pillar of facets and a short process with a notch in its end."""
    b, h = -bone.half, bone.height
    tip, low = -bone.tip, 0.0 - bone.drop
    return rounded(
        [
            (b + 2.0, 0.36 * h), (b - 2.0, 0.40 * h), (b - 3.0, 0.66 * h), (b - 6.0, 0.62 * h),
            (b - 11.5, 0.10 * h), (b - 15.0, 0.16 * h),
            (tip + 3.0, low + 3.6), (tip, low + 4.2), (tip + 1.6, low), (tip - 0.6, low - 4.2),
            (tip + 4.0, low - 4.6), (b - 15.0, -0.42 * h), (b - 13.5, -0.86 * h),
            (b - 10.5, -0.84 * h), (b - 5.0, -0.30 * h), (b + 2.0, -0.30 * h),
        ],
        2.0,
    )  # fmt: skip


def axis_body(bone: Bone) -> np.ndarray:
    """C2: a body with the dens on it; the origin is the middle of both."""
    low, top, x = -bone.height / 2, bone.height / 2 + 3.0, bone.half
    return smooth(
        [
            (x - 0.5, low + 1), (x - 1.6, low + 10), (x - 2.5, low + 20), (x - 3.0, low + 25),
            (x - 2.2, top - 7), (x - 4.6, top - 0.5), (x - 9.0, top), (x - 12.0, top - 5),
            (x - 11.8, low + 25), (-x + 0.6, low + 18), (-x + 0.8, low + 8), (-x, low + 1.5),
            (0, low + 2.2),
        ]
    )  # fmt: skip


def axis_arch(bone: Bone) -> np.ndarray:
    """The arch of C2, low beside its body, with a stout process."""
    b, low = -bone.half, -bone.height / 2
    tip = -bone.tip
    return rounded(
        [
            (b + 2.0, low + 15), (b - 5.0, low + 17), (b - 12.0, low + 13),
            (tip + 3.0, low + 8.0), (tip, low + 6.0), (tip + 2.2, low + 2.0), (tip, low - 3.0),
            (tip + 5.0, low - 3.6), (b - 14.0, low + 0.5), (b - 12.0, low - 4.0),
            (b - 8.5, low - 3.0), (b - 5.0, low + 5.0), (b + 2.0, low + 6.0),
        ],
        2.4,
    )  # fmt: skip


def atlas_body(bone: Bone) -> np.ndarray:
    """C1 has no body: its front tubercle, in front of the dens."""
    return rounded([(9.5, 2.5), (9.0, -3.5), (5.5, -4.0), (5.0, 4.0), (7.5, 4.5)], 2.0)


def atlas_arch(bone: Bone) -> np.ndarray:
    """The back tubercle of C1 and the mass that carries the skull."""
    return rounded(
        [
            (-5, 4), (-8, 9), (-18, 8), (-24, 4), (-33, 5), (-41, 3.5), (-40, -4.5), (-30, -5),
            (-20, -5), (-14, -8), (-7, -6),
        ],
        2.4,
    )  # fmt: skip


class Shape(Struct, frozen=True):
    """How the vertebrae of one region are drawn.

    Attributes:
        body, arch: outlines of a bone.
        plates: its end plates, on which the discs lie.
        bulge: mm that the disc below stands out behind and in front.
        tip: mm, the furthest that the spinous process may end behind the back wall.
    """

    body: Callable[[Bone], np.ndarray]
    arch: Callable[[Bone], np.ndarray]
    plates: Plates
    bulge: tuple[float, float]
    tip: float


def _of(plates: Plates) -> Callable[[Bone], np.ndarray]:
    return lambda bone: body(bone, plates)


_NECK = (_of(CERVICAL_PLATES), cervical_arch, CERVICAL_PLATES, (0.7, 1.1))
_CHEST = Shape(_of(THORACIC_PLATES), thoracic_arch, THORACIC_PLATES, (0.9, 1.5), 90.0)
_LOW_BACK = Shape(_of(LUMBAR_PLATES), lumbar_arch, LUMBAR_PLATES, (1.3, 2.2), 90.0)

SHAPES = (
    Shape(atlas_body, atlas_arch, CERVICAL_PLATES, (0.8, 1.0), 30.0),
    Shape(axis_body, axis_arch, CERVICAL_PLATES, (0.8, 1.0), 34.0),
    *(Shape(*_NECK, tip=30.0),) * 3,
    Shape(*_NECK, tip=34.0),
    Shape(*_NECK, tip=46.0),
    *(_CHEST,) * 12,
    *(_LOW_BACK,) * 5,
)
"""C1 … L5."""
