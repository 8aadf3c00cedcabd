"""Outlines of skull, pelvis and sacrum, mm in the frames of their bodies, (front, up), upright.

Measured off drawings (ASSUMED): the mechanics uses only the skin behind them.
"""

from __future__ import annotations

import numpy as np

from spineviz.anatomy.posture import S1_PLATE, SACRAL_SLOPE
from spineviz.drawing.curves import band, capsule, ellipse, rounded, smooth
from spineviz.drawing.sketch import Sketch

CRANIUM = (
    (97, 33), (95, 50), (86, 80), (60, 109), (14, 122), (-38, 114), (-74, 84), (-90, 42),
    (-91, 14), (-84, -6), (-70, -22), (-52, -30), (-28, -36), (-9, -42), (0, -46), (7, -38),
    (12, -24), (34, -26), (52, -34), (70, -36), (93, -35), (98, -31), (94, -19), (99, -11),
    (89, -3), (92, 6), (101, 4), (90, 21),
)  # fmt: skip
MANDIBLE = (
    (4, -7), (9, -12), (15, -18), (24, -10), (31, -8), (34, -20), (40, -37), (64, -42), (94, -42),
    (97, -54), (96, -74), (82, -78), (56, -71), (28, -61), (9, -54), (1, -36), (-1, -16),
)  # fmt: skip
TEETH = ((54, -33), (97, -31), (98, -43), (56, -45))
ORBIT = (75.0, 14.0)
FACE = (
    (105, 52), (107, 36), (102, 23), (113, 6), (126, -9), (129, -17), (121, -26), (111, -28),
    (115, -36), (110, -42), (113, -49), (107, -56), (109, -70), (101, -83), (80, -88), (56, -92),
    (30, -88), (4, -84), (-24, -78), (-56, -58), (-80, -36), (-95, -14), (-101, 14), (-100, 42),
    (-83, 90), (-45, 122), (10, 131), (66, 118), (95, 84),
)  # fmt: skip

HIP_BONE = (
    (52, 78), (50, 94), (38, 114), (18, 136), (-14, 150), (-48, 146), (-74, 128), (-88, 104),
    (-80, 66), (-62, 62), (-46, 46), (-37, 18), (-50, -6), (-36, -12), (-34, -24), (-50, -62),
    (-46, -80), (-30, -90), (-12, -88), (12, -80), (36, -72), (60, -54), (67, -38), (60, -22),
    (40, -8), (32, 10), (42, 32), (36, 48), (44, 62),
)  # fmt: skip
OBTURATOR = ((8, -30), (24, -27), (38, -32), (37, -44), (28, -58), (10, -63), (-5, -58), (-4, -42))
FEMORAL_HEAD = 24.0

SACRUM_HEIGHTS = (31.0, 26.0, 21.0, 18.0, 15.0)
SACRUM_DEPTHS = (34.0, 25.0, 19.0, 15.0, 12.0, 9.0)
SACRUM_TURNS = np.radians((8.0, 13.0, 16.0, 17.0, 16.0))
CREST = (30.0, 25.0, 20.0, 15.0, 10.0)
TAIL = (9.0, 8.0, 7.0, 6.0)


def add_hip_bone(sketch: Sketch) -> None:
    """Add the far half of the pelvis with its socket."""
    sketch.rigid("pelvis", "pelvis", "pelvis", smooth(HIP_BONE))
    sketch.rigid("hole", "pelvis", "pelvis", smooth(OBTURATOR))


def sacral_plate(bulge: tuple[float, float]) -> np.ndarray:
    """The edge of the last disc on the end plate of S1, from back to front, as in `vertebra`."""
    front, down = _axes(SACRAL_SLOPE)
    half = SACRUM_DEPTHS[0] / 2
    along = np.array([-half - bulge[0], -half + 1.0, 0.0, half - 1.0, half + bulge[1]])
    edge: np.ndarray = S1_PLATE * 1e3 + along[:, None] * front + 1.0 * down
    return edge


def add_sacrum(sketch: Sketch) -> None:
    """Add the sacrum, its crest and the coccyx, hanging on the end plate of S1."""
    place = S1_PLATE * 1e3
    lean = SACRAL_SLOPE
    corners, crest, edges = [], [], []
    for height, depth, turn, behind in zip(
        SACRUM_HEIGHTS, SACRUM_DEPTHS, SACRUM_TURNS, CREST, strict=False
    ):
        front, down = _axes(lean)
        corners.append((place + depth / 2 * front, place - depth / 2 * front))
        edges.append(place)
        middle = place + height / 2 * down
        back = middle - (depth / 2 + behind) * front
        crest += [back + 0.18 * height * down, back + 4.0 * front + 0.42 * height * down]
        place = place + height * down
        lean -= turn
    front, down = _axes(lean)
    last = SACRUM_DEPTHS[-1]
    corners.append((place + last / 2 * front, place - last / 2 * front))
    top = corners[0][1]
    shell = [top + 0.5 * (corners[1][1] - top) * 0.2, *crest, corners[-1][1]]
    shell += [c[1] + 0.3 * (c[0] - c[1]) for c in corners[::-1]]
    sketch.rigid("arch", "sacrum", "pelvis", rounded(shell, 4.0))
    for k in range(len(SACRUM_HEIGHTS)):
        (f0, b0), (f1, b1) = corners[k], corners[k + 1]
        waist = 0.5 * (f0 + f1) - 1.2 * _axes(SACRAL_SLOPE - SACRUM_TURNS[:k].sum())[0]
        block = [f0, waist, f1, b1, b0]
        sketch.rigid("body", "S1" if k == 0 else "sacrum", "pelvis", rounded(block, 2.6))
    for size in TAIL:
        lean -= np.radians(11)
        front, down = _axes(lean)
        sketch.rigid("body", "coccyx", "pelvis", _bead(place + 0.5 * size * down, size, lean))
        place = place + (size + 1.2) * down


def _axes(lean: float) -> tuple[np.ndarray, np.ndarray]:
    """To the front and down along a bone that leans forward by an angle (rad)."""
    return np.array([np.cos(lean), -np.sin(lean)]), np.array([-np.sin(lean), -np.cos(lean)])


def _bead(place: np.ndarray, size: float, lean: float) -> np.ndarray:
    return ellipse((float(place[0]), float(place[1])), (0.5 * size, 0.6 * size), -lean)


def add_head(sketch: Sketch) -> None:
    """Add the skull with jaw, orbit, cheek bone and teeth."""
    sketch.rigid("jaw", "skull", "skull", smooth(MANDIBLE))
    sketch.rigid("skull", "skull", "skull", smooth(CRANIUM))
    sketch.rigid("teeth", "skull", "skull", rounded(TEETH, 3.0))
    sketch.rigid("orbit", "skull", "skull", ellipse(ORBIT, (15.0, 13.0)))
    cheek = np.array([(4.0, -6.0), (24.0, -5.0), (44.0, -9.0), (60.0, -13.0), (72.0, -8.0)])
    sketch.rigid("cheek", "skull", "skull", capsule(cheek, (6.0, 6.5, 8.0, 12.0, 8.0)))
    sketch.rigid("ear", "skull", "skull", ellipse((-1.0, -4.0), (4.0, 4.0)))
    seam = smooth([(24, 118), (16, 92), (22, 62), (10, 40)], closed=False)
    sketch.rigid("seam", "skull", "skull", band(seam, np.full(len(seam), 0.7)))


def add_femoral_head(sketch: Sketch) -> None:
    """Add the ball of the hip joint."""
    sketch.rigid("far bone", "hip", "pelvis", ellipse((0.0, 0.0), (FEMORAL_HEAD, FEMORAL_HEAD)))
