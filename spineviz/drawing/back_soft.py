"""Skin and muscles of the back as they are seen from behind; drawing conventions (ASSUMED)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from spineviz.anatomy.levels import Levels
from spineviz.drawing.behind_sketch import BehindSketch, Place
from spineviz.drawing.sketch import CHART
from spineviz.scene import LEVELS

Flat = Sequence[tuple[float, float]]
"""(level or mm up, mm across)."""

UNDER_SKIN = 8.0  # mm that a muscle lies under the skin
HEAD = ((132, 0), (129, 26), (116, 52), (88, 72), (48, 80), (10, 78), (-20, 70), (-48, 60))
NECK = (
    (3.2, -8, 55), (4.6, -16, 54), (5.7, -34, 58), (6.3, -50, 70), (6.75, -54, 98),
    (7.1, -48, 138), (7.5, -28, 176),
)  # fmt: skip
RAISED = ((8.5, 0, 196), (9.6, 4, 200), (10.8, 4, 190), (12.0, 0, 176))
SHOULDERS = {
    "sides": ((8.4, 0, 206), (9.2, 4, 218), (10.2, 6, 214), (11.2, 4, 198), (12.0, 0, 176)),
    "propped": ((8.4, 0, 206), (9.2, 4, 218), (10.2, 6, 214), (11.2, 4, 198), (12.0, 0, 176)),
    "crossed": ((8.0, -8, 202), (8.9, -2, 216), (10.2, 2, 214), (11.6, 4, 196), (12.6, 2, 176)),
    "head": RAISED,
    "overhead": RAISED,
}
FLANK = (
    (13.2, 164), (14.5, 161), (16, 158), (17.5, 154), (19, 150), (20.4, 147), (21.6, 148),
)  # fmt: skip
HIPS = ((150, 152), (120, 162), (80, 174), (40, 184), (0, 190), (-30, 190))
THIGH_OUT = ((120, 186), (220, 178), (330, 166), (430, 152))
THIGH_IN = ((430, 52), (330, 40), (220, 26), (150, 16), (110, 8))
CLEFT = (92, -20, 0)

TRAPEZIUS: Flat = (
    (2.0, 3), (2.2, 24), (4, 30), (6, 48), (7.2, 96), (8.0, 150), (8.4, 168), (9.0, 150), (10, 100),
    (11.6, 62), (14, 36), (16.5, 16), (18.4, 3),
)  # fmt: skip
TRAPEZIUS_FIBRES: tuple[Flat, ...] = (
    ((6.5, 8), (7.6, 70), (8.2, 140)), ((9, 6), (9, 60), (8.9, 130)),
    ((12.5, 6), (11, 50), (9.8, 100)), ((15.5, 6), (13, 36), (11, 66)), ((3, 8), (5, 24), (7, 70)),
)  # fmt: skip
BROAD = (
    (12.0, -30, 172), (13.2, -30, 160), (15, -30, 154), (17, -30, 146), (19, -30, 136),
    (20.6, -30, 120), (21.8, -80, 92), (22.6, -80, 60), (23.4, -80, 22), (20, -60, 8), (17, -60, 6),
    (15, -60, 5), (13.2, -60, 60), (12.4, -60, 110),
)  # fmt: skip
BROAD_FIBRES: tuple[Flat, ...] = (
    ((22.8, 40), (19, 96), (15, 146), (12.4, 166)), ((20.5, 14), (17, 80), (13.6, 146)),
    ((16, 8), (14.4, 70), (12.8, 140)),
)  # fmt: skip
ERECTOR = ((8, 34), (10, 42), (12, 50), (14, 56), (16, 60), (18, 66), (20, 72), (22, 72))
ERECTOR_FOOT: Flat = ((112, 58), (80, 34), (50, 16), (40, 4))
ERECTOR_FIBRES: tuple[Flat, ...] = (
    ((23, 18), (18, 22), (13, 22), (9, 16)), ((23, 38), (18, 42), (13, 38), (9, 26)),
    ((22.4, 58), (18, 56), (14, 50)),
)  # fmt: skip
GLUTEUS: Flat = (
    (132, 96), (112, 60), (86, 44), (40, 14), (0, 8), (-50, 10), (-92, 20), (-84, 96), (-50, 160),
    (-6, 174), (50, 160), (100, 136),
)  # fmt: skip
GLUTEUS_FIBRES: tuple[Flat, ...] = (
    ((104, 70), (60, 110), (10, 158)), ((76, 48), (30, 92), (-20, 150)),
    ((40, 24), (0, 70), (-50, 130)), ((0, 16), (-40, 60), (-76, 100)),
)  # fmt: skip
IN_CLEFT: Flat = ((30, 0), (-20, 0))
"""From the skin over the lower sacrum, where both buttocks meet, to where the thighs part; in the
mid-plane. ASSUMED: its upper end is that of the gluteus on the sacrum, its lower one that of the
skin."""
FOLD = ((104, 6), (116, 34), (118, 70), (108, 104))
"""Under a buttock, mm down the thigh: as long as two thirds of its width, and a finger under the
seat bone. ASSUMED, like all of the buttock's outline."""
HAMSTRINGS = (
    (110, 60), (120, 130), (240, 140), (360, 128), (430, 110), (430, 84), (300, 52), (180, 44),
)  # fmt: skip


def add_skin(sketch: BehindSketch, arms: str) -> None:
    """Add the outline of head, trunk and thighs in one."""
    runs = [
        ("skull", [(0, y, z) for y, z in HEAD]),
        (CHART, [*NECK, *SHOULDERS[arms], *((f, -4, z) for f, z in FLANK)]),
        ("pelvis", [(-10, y, z) for y, z in HIPS]),
        ("thighs", [*((d, 0, z) for d, z in THIGH_OUT), *((d, -20, z) for d, z in THIGH_IN)]),
    ]
    right = [(frame, np.array(run, dtype=float)) for frame, run in runs]
    left = [(frame, run[::-1] * (1.0, 1.0, -1.0)) for frame, run in reversed(right)]
    left[-1] = "skull", left[-1][1][:-1]  # the crown is in the middle
    sketch.spline("skin", "skin", [*right, ("thighs", np.array([CLEFT])), *left])


def add_muscles(sketch: BehindSketch, levels: Levels) -> None:
    """Add the broad back muscle, the kite of the trapezius, the erector, buttock and hamstrings."""
    back = -levels.skin_back / sketch.size

    def under(points: Flat) -> list[Place]:
        depth = np.interp([f for f, _ in points], np.arange(len(LEVELS)), back) + UNDER_SKIN
        return [(f, float(a), z) for (f, z), a in zip(points, depth, strict=True)]

    def on_pelvis(points: Flat) -> list[Place]:
        return [(-110, y, z) for y, z in points]

    sketch.shapes("muscle", "latissimus", CHART, BROAD)
    for line in BROAD_FIBRES:
        sketch.lines("fibre", "latissimus", CHART, under(line))
    sketch.shapes("muscle", "trapezius", CHART, under(TRAPEZIUS))
    for line in TRAPEZIUS_FIBRES:
        sketch.lines("fibre", "trapezius", CHART, under(line))
    inner = [(f, -56, z) for f, z in ((22, 7), (18, 6), (14, 6), (10, 6), (8, 6))]
    for side in (1, -1):
        runs = [
            (CHART, [(f, -50, z) for f, z in ERECTOR]),
            ("pelvis", on_pelvis(ERECTOR_FOOT)),
            (CHART, inner),
        ]
        turned = [(frame, np.array(run, float) * (1, 1, side)) for frame, run in runs]
        sketch.spline("muscle", "erector", turned)
    for line in ERECTOR_FIBRES:
        sketch.lines("fibre", "erector", CHART, under(line))
    sketch.shapes("muscle", "gluteus", "pelvis", on_pelvis(GLUTEUS))
    for line in GLUTEUS_FIBRES:
        sketch.lines("fibre", "gluteus", "pelvis", on_pelvis(line))
    cleft = [("pelvis", np.array(on_pelvis(IN_CLEFT))), ("thighs", np.array([CLEFT]))]
    sketch.line("crease", "cleft", cleft)
    sketch.shapes("muscle", "hamstrings", "thighs", [(d, 0, z) for d, z in HAMSTRINGS])
    sketch.lines("crease", "gluteal fold", "thighs", [(d, -20, z) for d, z in FOLD])
