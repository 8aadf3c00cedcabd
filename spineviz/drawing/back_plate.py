"""The back as a plate: everything that is seen from under the floor, head left, right side up.

Every bone stands where it stands in the view from the side, for both are placed by one pose.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from msgspec import Struct

from spineviz.anatomy.levels import TABLE_STATURE
from spineviz.anatomy.person import Person
from spineviz.drawing import back_arms, back_bones, back_soft
from spineviz.drawing.back_arms import Arm
from spineviz.drawing.behind_sketch import LEFT, RIGHT, BehindSketch
from spineviz.drawing.bone_loads import BoneLoads, is_paired
from spineviz.drawing.figure import measure, rest_frames
from spineviz.drawing.sketch import Outline
from spineviz.drawing.upper_limb import arms_word
from spineviz.outcome import Balanced

CHEST = slice(9, 16)
"""Levels T3 … T9, on which the blades lie."""


class Plate(Struct, frozen=True, eq=False):
    """Everything that is drawn of a back for one pose.

    Attributes:
        outline: what each outline is; names of paired bones end with their side.
        places: m, shape (n, 2), along the floor and to the person's right, of `outline`.
        arm: the right arm; the left one is its mirror image.
    """

    outline: Outline
    places: np.ndarray
    arm: Arm


def plate_of(outcome: Balanced, frames: np.ndarray) -> Plate:
    """The back of somebody who lies on it.

    Args:
        frames: of the figure from the side, shape (frames, 3).
    """
    arms = _arms(outcome)
    outline, joint = _outlines(outcome.person, arms)
    size = _size(outcome.person)
    place = complex(joint.places(frames)[0])
    return Plate(outline, outline.points(frames), back_arms.arm(place, frames, arms, size))


def _arms(outcome: Balanced) -> str:
    return arms_word(outcome.scene.arms, False, "roll", outcome.scene.hand_support > 0)


def _size(person: Person) -> float:
    return 1e-3 * person.stature / TABLE_STATURE


@lru_cache(maxsize=16)
def _outlines(person: Person, arms: str) -> tuple[Outline, Outline]:
    size, levels = _size(person), person.levels
    bones = measure(levels, person.wedges.body, size)
    pitch = float(np.mean((levels.body_height + levels.disc_height)[CHEST])) / size
    sketch = BehindSketch(size)
    back_soft.add_skin(sketch, arms)
    back_soft.add_muscles(sketch, levels)
    back_bones.add_bodies(sketch, bones)
    back_bones.add_skull(sketch)
    back_bones.add_collar_bones(sketch)
    back_bones.add_ribs(sketch)
    back_bones.add_pelvis(sketch)
    back_bones.add_arches(sketch, bones)
    back_arms.add_blades(sketch, arms, pitch)
    joint = BehindSketch(size)
    back_arms.shoulder(joint, arms, pitch)
    rest = rest_frames(person, size)
    return sketch.finish(rest), joint.finish(rest)


def newtons_of(loads: BoneLoads, name: str) -> float:
    """N that the bone with an outline's name takes: on its own side, if it is one of a pair."""
    bone, _, side = name.partition(" ")
    left, right = loads.newtons(bone)
    if is_paired(bone):
        return {LEFT: left, RIGHT: right}[side]
    return left + right
