"""Outlines of pelvis, sacrum and buttock, mm from the hip centre, (front, up), upright.

Our own drawing; what is not in the tables is ASSUMED: head of the femur 47 mm, socket 60 mm,
115 mm from coccyx to symphysis.
"""

from __future__ import annotations

import numpy as np

from spineviz.anatomy.posture import S1_PLATE, SACRAL_SLOPE
from spineviz.drawing.curves import ellipse, rounded, smooth
from spineviz.drawing.sketch import Sketch
from spineviz.drawing.vertebra import Bone, Plates, core_side, disc_side

HIP_BONE = (
    (54, 74), (56, 86), (50, 97), (38, 116), (18, 137), (-12, 151), (-46, 148), (-74, 130),
    (-90, 106), (-84, 92), (-88, 80), (-78, 66), (-62, 60), (-48, 48), (-39, 24), (-40, 8),
    (-52, -4), (-49, -9), (-37, -10), (-34, -22), (-46, -50), (-50, -66), (-45, -80), (-30, -90),
    (-12, -88), (12, -80), (38, -71), (60, -55), (68, -40), (62, -24), (46, -14), (34, 4),
    (38, 22), (46, 36), (40, 48), (46, 62),
)  # fmt: skip
OBTURATOR = (
    (10, -30), (26, -27), (40, -33), (40, -44), (30, -57), (12, -63), (-4, -58), (-6, -42),
)  # fmt: skip
RIDGES = {
    "iliac crest": ((44, 90), (20, 116), (-14, 130), (-48, 126), (-72, 104)),
    "arcuate line": ((-60, 62), (-30, 40), (4, 36), (30, 18), (50, -12)),
}
SOCKET, FEMORAL_HEAD = 30.0, 23.5
SOCKET_CARTILAGE = 24.5  # mm, its inner radius
ROOF = slice(2, 13)  # rows of an `ellipse` over the head of the femur

BUTTOCK = (
    (-127, 20), (-126, 4), (-122, -18), (-118, -38), (-110, -60), (-98, -80), (-80, -97),
    (-58, -106), (-34, -104),
)  # fmt: skip
"""Skin from the sacrum to inside the gluteal fold."""
GROIN = ((70, -62), (84, -40), (92, -8), (93, 22), (94, 46))
"""Skin from inside the groin to the belly."""

SACRUM_HEIGHTS = (31.0, 26.0, 21.0, 18.0, 15.0)
SACRUM_DEPTHS = (34.0, 26.0, 20.0, 16.0, 12.0, 9.0)
SACRUM_TURNS = np.radians((7.0, 11.0, 14.0, 14.0, 12.0))
CREST = (31.0, 27.0, 22.0, 16.0, 10.0)
COCCYX, COCCYX_TURN = (10.0, 8.5, 7.0, 5.5), np.radians(6.0)
FACETS = ((0.0, 0.0), (-8.0, 14.0), (-14.0, 10.0), (-17.0, -4.0))
"""mm in front of and over the back edge of the end plate: the joint processes of S1."""

GLUTEUS = (
    (-86, 112), (-104, 92), (-112, 60), (-117, 24), (-117, -10), (-110, -44), (-96, -74),
    (-74, -90), (-48, -90), (-24, -70), (-18, -34), (-30, 4), (-52, 40), (-70, 80),
)  # fmt: skip
GLUTEAL_FIBRES = (
    ((-92, 98), (-98, 50), (-78, -10), (-40, -52)),
    ((-104, 72), (-106, 20), (-86, -40), (-50, -74)),
    ((-82, 90), (-82, 50), (-58, 6), (-30, -30)),
)


def add_gluteus(sketch: Sketch) -> None:
    """Add the muscle of the buttock."""
    sketch.rigid("muscle", "gluteus", "pelvis", smooth(GLUTEUS))
    for k, points in enumerate(GLUTEAL_FIBRES):
        sketch.line("fibre", f"gluteus {k}", [("pelvis", points)])


def add_hip_bone(sketch: Sketch) -> None:
    """Add the far half of the pelvis with its socket."""
    sketch.rigid("pelvis", "pelvis", "pelvis", smooth(HIP_BONE))
    sketch.rigid("hole", "obturator", "pelvis", smooth(OBTURATOR))
    for name, points in RIDGES.items():
        sketch.line("ridge", name, [("pelvis", points)])
    sketch.rigid("far bone shade", "socket", "pelvis", ellipse((0, 0), (SOCKET, SOCKET)))


def add_hip_joint(sketch: Sketch) -> None:
    """Add the ball of the hip and the cartilage over it, after the femur."""
    ball, inner = FEMORAL_HEAD, SOCKET_CARTILAGE
    sketch.rigid("far bone", "hip", "pelvis", ellipse((0, 0), (ball, ball)))
    roof = ellipse((0, 0), (SOCKET, SOCKET))[ROOF]
    under = ellipse((0, 0), (inner, inner))[ROOF]
    sketch.rigid("joint cartilage", "hip", "pelvis", np.concatenate((roof, under[::-1])))


def under_last_disc(whole: bool, bulge: tuple[float, float], gap: float) -> np.ndarray:
    """The edge of the last disc, or of its nucleus, on the end plate of S1, as in `vertebra`.

    Args:
        whole: the disc rather than its nucleus.
        bulge, gap: mm, as `vertebra.disc_side` takes them.
    """
    bone = Bone(height=0.0, depth=SACRUM_DEPTHS[0], wedge=0.0, tip=0.0, drop=0.0, gap=gap)
    flat = Plates(0.0, 0.0, 0.0)
    edge = disc_side(bone, flat, 1, bulge) if whole else core_side(bone, flat, 1)
    front, down = _axes(SACRAL_SLOPE)
    placed: np.ndarray = S1_PLATE * 1e3 + edge[:, :1] * front - edge[:, 1:] * down
    return placed


def add_sacrum(sketch: Sketch) -> None:
    """Add the sacrum, its crest and the coccyx, hanging on the end plate of S1."""
    place = S1_PLATE * 1e3
    lean = SACRAL_SLOPE
    corners, crest = [], []
    for height, depth, turn, behind in zip(
        SACRUM_HEIGHTS, SACRUM_DEPTHS, SACRUM_TURNS, CREST, strict=False
    ):
        front, down = _axes(lean)
        corners.append((place + depth / 2 * front, place - depth / 2 * front))
        back = place + height / 2 * down - (depth / 2 + behind) * front
        crest += [
            back + 0.10 * height * down,
            back + 1.5 * front + 0.30 * height * down,
            back + 6.0 * front + 0.52 * height * down,
        ]
        place = place + height * down
        lean -= turn
    front, down = _axes(lean)
    last = SACRUM_DEPTHS[-1]
    corners.append((place + last / 2 * front, place - last / 2 * front))
    front, down = _axes(SACRAL_SLOPE)
    facets = [corners[0][1] + ahead * front - over * down for ahead, over in FACETS]
    shell = [*facets, *crest, corners[-1][1]]
    shell += [c[1] + 0.3 * (c[0] - c[1]) for c in corners[::-1]]
    sketch.rigid("arch", "sacrum", "pelvis", rounded(shell, 4.0, 3))
    for k in range(len(SACRUM_HEIGHTS)):
        (f0, b0), (f1, b1) = corners[k], corners[k + 1]
        waist = 0.5 * (f0 + f1) - 2.0 * _axes(SACRAL_SLOPE - SACRUM_TURNS[:k].sum())[0]
        block = rounded([f0, waist, f1, b1, b0], 3.0)
        sketch.rigid("body", "S1" if k == 0 else "sacrum", "pelvis", block)
    for size in COCCYX:
        lean -= COCCYX_TURN
        front, down = _axes(lean)
        bead = ellipse(tuple(place + 0.5 * size * down), (0.52 * size, 0.62 * size), -lean)
        sketch.rigid("body", "coccyx", "pelvis", bead[::2])
        place = place + (size + 1.2) * down


def _axes(lean: float) -> tuple[np.ndarray, np.ndarray]:
    """To the front and down along a bone that leans forward by an angle (rad)."""
    return np.array([np.cos(lean), -np.sin(lean)]), np.array([-np.sin(lean), -np.cos(lean)])
