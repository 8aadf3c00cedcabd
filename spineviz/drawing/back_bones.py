"""The bones of trunk, neck and head as they are seen from behind.

Sizes come from the tables, the courses between are drawing conventions (ASSUMED). Points are
(mm ahead, mm up, mm across) of a bone, (level, mm ahead, mm across) in the trunk chart.
"""

from __future__ import annotations

import numpy as np

from spineviz.anatomy.thorax import FIRST_RIB
from spineviz.drawing.behind_sketch import BehindSketch, Place
from spineviz.drawing.cage import ANGLE_BEHIND, SINGLE_HEAD
from spineviz.drawing.sketch import CHART
from spineviz.drawing.vertebra import Bone
from spineviz.scene import LEVELS
from spineviz.tables.tables import TABLES

FIRST_LUMBAR = LEVELS.index("L1")
BROWN = 8  # from this rib on they are shaded, so that one is told from the next

SKULL = (
    (-40, 123, 0), (-40, 120, 24), (-40, 106, 48), (-40, 80, 66), (-40, 42, 72), (-40, 8, 68),
    (-40, -10, 62), (-40, -30, 54), (-40, -32, 44), (-40, -18, 40), (-40, -24, 22), (-40, -30, 12),
)  # fmt: skip
SEAM = ((-40, 86, 0), (-40, 74, 20), (-40, 50, 40), (-40, 20, 54))
NUCHAL = ((-40, -6, 0), (-40, 2, 20), (-40, -4, 44))
JAW = (
    (-40, -30, 50), (-40, -52, 52), (-40, -66, 48), (-40, -84, 34), (-40, -90, 16), (-40, -84, 14),
    (-40, -70, 36), (-40, -54, 42), (-40, -32, 42),
)  # fmt: skip
CLAVICLE = ((8.45, 56, 24), (8.2, 44, 70), (8.0, 24, 120), (8.2, 4, 166))
HIP = (
    (-84, 104, 40), (-76, 128, 52), (-50, 148, 80), (-16, 152, 112), (18, 138, 130),
    (44, 112, 134), (52, 84, 128), (36, 60, 112), (8, 34, 100), (4, 10, 104), (0, -20, 92),
    (-14, -34, 78), (-44, -60, 70), (-48, -82, 58), (-30, -92, 46), (-20, -78, 44), (-30, -40, 52),
    (-50, -8, 52), (-38, 4, 62), (-40, 30, 58), (-60, 56, 46), (-80, 74, 36), (-90, 90, 36),
)  # fmt: skip
CREST = ((-70, 124, 56), (-48, 142, 82), (-14, 146, 110), (16, 132, 126))
GLUTEAL_LINE = ((-70, 112, 60), (-30, 96, 96), (6, 60, 108))
SACRUM = (
    (-40, 118, 26), (-44, 110, 46), (-62, 92, 50), (-74, 66, 40), (-84, 40, 28), (-84, 18, 20),
    (-74, -2, 12), (-70, -6, 0),
)  # fmt: skip
HOLES = ((-66, 88, 19), (-76, 66, 17), (-84, 45, 14), (-84, 25, 11))
SACRAL_CREST = ((-84, 98), (-96, 78), (-102, 56), (-100, 34))
COCCYX = ((-66, -9, 6.5), (-60, -17, 4.9), (-54, -24, 3.3))
FEMUR = (
    (-18, 0, 88), (-6, -4, 112), (-24, -20, 132), (-14, -30, 152), (20, -30, 158), (50, -24, 150),
    (120, -12, 138), (220, -8, 132), (330, -8, 126), (400, -10, 138), (440, -14, 140),
    (446, -14, 112), (440, -14, 86), (400, -10, 92), (330, -8, 100), (220, -8, 108),
    (120, -12, 112), (66, -22, 110), (40, -12, 104), (14, 0, 84),
)  # fmt: skip


def of_section(column: str, level: float) -> float:
    """A size of `section.csv`, mm, between its levels."""
    table = TABLES.section
    at = [LEVELS.index(row.level) for row in table]
    return float(np.interp(level, at, [getattr(row, column) for row in table]))


def add_bodies(sketch: BehindSketch, bones: list[Bone]) -> None:
    """Add the vertebral bodies C3 … L5, which lie deepest."""
    for level in reversed(range(2, len(LEVELS))):
        high = bones[level].height
        half = of_section("body_width_mm", level) / 2
        if level < FIRST_RIB:
            half = 11 + 0.8 * (level - 2)
        waist = 0.9 * half
        right: list[Place] = [
            (0, 0.5 * high, half), (0, 0.22 * high, waist), (0, -0.22 * high, waist),
            (0, -0.5 * high, half),
        ]  # fmt: skip
        sketch.shape("deep body", LEVELS[level], LEVELS[level], _ring(right))


def add_arches(sketch: BehindSketch, bones: list[Bone]) -> None:
    """Add the arches with their processes, the lower ones first: each lies on the next below."""
    for level in reversed(range(1, len(LEVELS))):
        _add_arch(sketch, level, bones[level])
    ring = [(-12, 7, 30), (-12, 0, 38), (-12, -7, 30), (-24, -6, 14), (-40, -5, 0)]
    back = [(a, u, -z) for a, u, z in ring[:-1][::-1]]
    front = [(-22, 7, -14), (-38, 4, 0), (-22, 7, 14)]
    sketch.shape("arch", "C1", "C1", [*ring, *back, *front])


def _add_arch(sketch: BehindSketch, level: int, bone: Bone) -> None:
    name, high, half = LEVELS[level], bone.height, bone.half
    chest = FIRST_RIB <= level < FIRST_LUMBAR
    low = level >= FIRST_LUMBAR
    reach, behind = 27.0 + 3.0 * (level > 4), 6.0
    if level >= FIRST_RIB:
        reach = of_section("process_reach_mm", level)
        behind = of_section("process_behind_mm", level)
    root, tip = (13.0, 10.5) if chest else (11.0, 7.5) if low else (9.0, 8.0)
    rise, end = (0.12, 0.30) if chest else (0.20, 0.22) if low else (0.10, 0.0)
    path = [
        (-half - 10, rise * high, 8), (-half - 12, rise * high, 0.5 * reach),
        (-half - behind, end * high, reach - 4),
    ]  # fmt: skip
    sketch.rods("arch", name, name, path, (root, 0.82 * root, tip), paired=False)
    wide = 15.0 if chest else 19.0 if low else 17.0
    top, bottom = (0.86, 0.98) if low else (0.64, 0.78)
    right = [
        (-half - 16, 0.30 * high, 4), (-half - 15, top * high, 0.58 * wide),
        (-half - 14, top * high, 0.88 * wide), (-half - 15, 0.40 * high, 0.74 * wide),
        (-half - 16, 0.10 * high, 0.84 * wide), (-half - 17, -0.24 * high, 0.74 * wide),
        (-half - 16, -0.66 * high, 0.86 * wide), (-half - 16, -bottom * high, 0.56 * wide),
        (-half - 20, -0.42 * high, 5),
    ]  # fmt: skip
    sketch.shape("arch", name, name, _ring(right))
    if chest:
        middle = (-(half + 19 + bone.tip) / 2, 0.12 * high - bone.drop / 2, 0)
        thorn = [(-half - 18, 0.12 * high, 0), middle, (-bone.tip, 0.10 * high - bone.drop, 0)]
        sketch.rod("spinous", name, name, thorn, (9.5, 6.5, 8.5))
    elif low:
        upper = 0.16 * high - bone.drop
        thorn = [(-half - 22, 0.28 * high, 0), (-bone.tip, upper, 0), (-bone.tip, upper - 17, 0)]
        sketch.rod("spinous", name, name, thorn, (7.0, 6.0, 10.0))
    elif level >= FIRST_RIB - 1:
        thorn = [(-half - 15, 0, 0), (-bone.tip, -bone.drop, 0)]
        sketch.rod("spinous", name, name, thorn, (8.5, 8.0))
    else:  # in the neck it has two tips
        fork = [(-half - 15, 0, 0), (-bone.tip, -bone.drop, 3.4)]
        sketch.rods("spinous", name, name, fork, (7.0, 5.5), paired=False)


def _ring(right: list[Place]) -> list[Place]:
    """A closed outline from its right half, from the upper end down."""
    return [*right, *((a, u, -z) for a, u, z in reversed(right))]


def add_ribs(sketch: BehindSketch) -> None:
    """Add both sides of ribs 12 to 1, first where they have turned to the front."""
    courses = [_course(number) for number in range(1, len(TABLES.ribs) + 1)]
    for number, (path, turn) in reversed(list(enumerate(courses, 1))):
        ahead = path[turn - 1 :]
        if len(ahead) > 1:
            widths = np.full(len(ahead), 10.5)
            sketch.rods("rib front", f"rib{number}", CHART, ahead, widths.tolist(), ("ribs",))
    for number, (path, turn) in reversed(list(enumerate(courses, 1))):
        behind = path[:turn]
        along = np.linspace(0, 1, len(behind))
        end = 6.0 if number > 10 else 11.0
        widths = np.interp(along, (0, 0.2, 0.45, 1), (7.0, 8.0, 10.5, end))
        kind = "rib" if number < BROWN else "low rib"
        sketch.rods(kind, f"rib{number}", CHART, behind, widths.tolist(), ("ribs",))


def _course(number: int) -> tuple[list[Place], int]:
    """Points along a rib, and how many of them lie on the back."""
    row = TABLES.ribs[number - 1]
    level = FIRST_RIB + number - 1
    half = TABLES.vertebrae[level].body_depth_mm / 2
    down, ahead, behind = row.front_below_levels, row.front_ahead_mm, ANGLE_BEHIND[number - 1]
    reach = of_section("process_reach_mm", level)
    path: list[Place] = [
        (level - (0.15 if number in SINGLE_HEAD else 0.45), -half + 3, 15),
        (level - 0.10, -half - 11, reach - 3),
    ]
    if number == 1:
        rest = [(0.35, -36, 50), (0.75, -10, 64), (1.3, 22, 58), (2.0, 44, 34)]
        return path + [(level + f, a, z) for f, a, z in rest], 4
    if number == len(TABLES.ribs):
        rest = [(0.62, -50, 62), (1.25, -40, 96), (1.75, -14, 116)]
        return path + [(level + f, a, z) for f, a, z in rest], 5
    angle = row.angle_lateral_mm or 0.0
    side = of_section("cage_half_mm", level + 0.45 * down) - 2
    path += [
        (level + 0.70, behind, angle),
        (level + 1.12, behind + 9, angle + 0.42 * (side - angle)),
        (level + 1.60, 0.55 * behind, angle + 0.80 * (side - angle)),
        (level + max(0.50 * down, 1.7) + 0.05, 4, side),
    ]
    turn = len(path)
    if number == 11:
        return [*path, (level + 2.9, 34, side - 4)], turn
    path += [
        (level + 0.72 * down, 0.42 * ahead + 18, side - 6),
        (level + 0.90 * down, 0.80 * ahead, 0.80 * side),
        (level + down, ahead, 0.62 * side),
    ]
    return path, turn


def add_skull(sketch: BehindSketch) -> None:
    """Add jaw and skull."""
    sketch.shapes("jaw", "jaw", "skull", JAW)
    sketch.shape("skull", "skull", "skull", _ring(list(SKULL)))
    for kind, line in (("seam", SEAM), ("nuchal line", NUCHAL)):
        sketch.lines("seam", kind, "skull", line)


def add_collar_bones(sketch: BehindSketch) -> None:
    """Add the collar bones, which lie in front."""
    sketch.rods("far bone", "clavicle", CHART, CLAVICLE, (11, 10, 10, 12), ("blades",))


def add_pelvis(sketch: BehindSketch) -> None:
    """Add thigh bones, hip bones and sacrum."""
    sketch.shapes("femur", "femur", "thighs", FEMUR)
    sketch.shapes("hip", "pelvis", "pelvis", HIP)
    sketch.lines("ridge", "crest", "pelvis", CREST)
    sketch.lines("ridge", "gluteal line", "pelvis", GLUTEAL_LINE)
    sketch.shape("sacrum", "sacrum", "pelvis", _ring([(-38, 121, 0), *SACRUM])[:-1])
    for ahead, up, across in HOLES:
        ring = [(ahead, up + 3.4 * np.sin(t), across + 4.0 * np.cos(t)) for t in _TURNS]
        sketch.shapes("hole", "foramen", "pelvis", ring)
    for ahead, up in SACRAL_CREST:
        ring = [(ahead, up + 7.0 * np.sin(t), 3.2 * np.cos(t)) for t in _TURNS]
        sketch.shape("spinous", "sacrum", "pelvis", ring)
    for ahead, up, half in COCCYX:
        ring = [(ahead, up + 4.0 * np.sin(t), half * np.cos(t)) for t in _TURNS]
        sketch.shape("sacrum", "sacrum", "pelvis", ring)


_TURNS = np.linspace(0, 2 * np.pi, 8, endpoint=False).tolist()
