"""Outlines of the leg and its skin, mm along each bone and to its front. Our own drawing (ASSUMED).

Only one leg is drawn; the other one is its shadow. The knee has two frames of its own, both at the
middle of the condyles: one half bent, for the kneecap, and one that turns with the shank. So the
joint closes at any angle, and shafts are splines between their two ends.
"""

from __future__ import annotations

import cmath
from collections.abc import Sequence

import numpy as np

from spineviz.drawing.curves import ellipse, smooth
from spineviz.drawing.sketch import KNEECAP, TIBIA, Pose, Runs, Sketch
from spineviz.tables.tables import TABLES

THIGH, SHANK = 425.0, 398.0
"""mm for which the outlines are drawn, hip to knee and knee to ankle."""

CONDYLES = (414.0, -12.0)
KNEECAP_ORIGIN = (414.0, -8.0)

# skin, each line from where it leaves the one before it
THIGH_BACK = (
    (-50, -70), (0, -92), (60, -98), (140, -90), (240, -77), (320, -66), (372, -58), (398, -54),
)  # fmt: skip
CALF = (
    (-6, -52), (22, -57), (60, -63), (110, -67), (160, -65), (220, -55), (285, -40), (322, -34),
)  # fmt: skip
SOLE = (
    (-55, -32), (-57, -62), (-46, -76), (10, -77), (60, -72), (110, -74), (150, -78),
    (180, -79),
)  # fmt: skip
FOOT_TOP = ((196, -76), (198, -66), (182, -56), (150, -44), (100, -18), (66, 4), (48, 22))
SHIN = ((358, 31), (300, 31), (200, 35), (120, 40), (80, 43), (56, 47))
KNEE = ((24, 57), (2, 61), (-22, 58))
"""In the half bent frame: under, on and over the kneecap."""
THIGH_FRONT = (
    (372, 57), (320, 67), (220, 82), (120, 92), (50, 93), (0, 86), (-40, 70), (-66, 50),
)  # fmt: skip

FEMUR = (
    (12, -46), (36, -36), (50, -29), (62, -28), (78, -21), (120, -15), (200, -9), (280, -9),
    (330, -12), (360, -18), (378, -29), (392, -38), (410, -42), (428, -37), (441, -27), (446, -11),
    (445, 4), (437, 15), (424, 22), (404, 23), (384, 18), (360, 14), (320, 12), (240, 15),
    (160, 15), (90, 7), (54, 0), (28, -2), (2, -8), (-30, -18), (-30, -34), (-16, -46),
)  # fmt: skip
NECK = ((-8, -34), (14, -26), (20, -6), (6, 14), (-14, 8), (-20, -14))
TROCHANTERIC_LINE = ((-20, -24), (4, -20), (34, -16), (56, -14))
CONDYLE_LINE = ((388, -29), (408, -20), (422, -4), (424, 12))
CONDYLE_CARTILAGE = ((424, -40), (441, -29), (448, -11), (447, 5), (438, 17))

TIBIA_TOP = (
    (84, -19), (56, -27), (44, -33), (36, -30), (34, -17), (35, -5), (34, 7), (35, 18), (40, 26),
    (52, 27), (70, 29), (84, 24), (120, 17),
)  # fmt: skip
"""From the back of the tibia over the plateau to the tuberosity and on, from the condyles."""
TIBIA_FOOT = (
    (205, 14), (310, 13), (355, 15), (378, 20), (390, 22), (391, 6), (391, -12), (398, -18),
    (392, -22), (376, -20), (330, -11), (240, -10), (150, -12),
)  # fmt: skip
"""From the shaft round the ankle and back, from the knee."""
PLATEAU = ((33, -25), (32, -6), (32, 14))
FIBULA_TOP, FIBULA_FOOT = ((54, -34), (84, -27)), ((150, -22), (280, -19), (360, -17), (404, -13))
FIBULA_WIDTHS = (15, 9, 8.5, 9, 12, 13)

PATELLA, PATELLA_AHEAD = (20.0, 9.5), 44.0
TENDON = ((18, 42), (34, 38))
TUBEROSITY = (70, 30)

FOOT = {
    "calcaneus": (
        (-48, -66), (-54, -50), (-48, -34), (-34, -27), (-12, -32), (10, -35), (34, -37),
        (42, -46), (40, -58), (14, -64), (-14, -66), (-34, -73),
    ),
    "talus": (
        (-26, -24), (-22, -8), (-12, 4), (4, 8), (16, 3), (22, -6), (40, -13), (48, -22),
        (46, -32), (26, -30), (4, -31), (-14, -28),
    ),
    "cuboid": ((44, -44), (60, -44), (78, -52), (82, -63), (58, -66), (42, -58)),
    "navicular": ((50, -15), (60, -18), (64, -30), (58, -40), (48, -34)),
    "cuneiform": ((62, -18), (86, -27), (90, -44), (78, -50), (62, -44)),
    "metatarsal": (
        (86, -29), (94, -33), (104, -40.5), (128, -51), (146, -56), (155, -61), (153, -70),
        (144, -71), (126, -63), (102, -54), (88, -48),
    ),
    "toe": ((155, -60), (164, -63), (176, -63.5), (178, -69), (172, -72), (158, -71)),
    "toe tip": ((180, -65), (188, -67), (191, -70), (186, -73), (180, -72)),
}  # fmt: skip

MUSCLES: dict[str, tuple[str, tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]] = {
    "quadriceps": (
        "thighs",
        ((10, 62), (60, 78), (140, 76), (240, 66), (330, 50), (384, 40), (380, 27), (300, 22),
         (200, 22), (100, 20), (40, 26)),
        ((30, 56), (140, 52), (260, 46), (370, 36)),
    ),
    "hamstrings": (
        "thighs",
        ((20, -80), (90, -84), (170, -75), (260, -63), (340, -51), (384, -46), (340, -30),
         (240, -22), (140, -26), (60, -46)),
        ((50, -68), (160, -54), (280, -44), (370, -42)),
    ),
    "calf": (
        "shanks",
        ((26, -46), (70, -53), (130, -55), (200, -46), (270, -34), (340, -25), (300, -20),
         (200, -24), (100, -28), (50, -34)),
        ((50, -44), (130, -42), (230, -34), (310, -23)),
    ),
    "shin": (
        "shanks",
        ((66, 30), (120, 32), (200, 27), (290, 23), (290, 16), (180, 18), (90, 22)),
        ((100, 27), (180, 23), (270, 19)),
    ),
}  # fmt: skip
"""Frame, outline and one fibre of each."""

Line = Sequence[tuple[float, float]]


def knee(pose: Pose, size: float) -> dict[str, tuple[float, float, float]]:
    """Poses of the two frames of the knee; `size` in m per mm of the table's man."""
    x, y, thigh = pose["thighs"]
    shank = pose["shanks"][2]
    turned = cmath.exp(1j * thigh)
    stretch = TABLES.si["thigh.length"] * 1e3 / THIGH
    cap = complex(x, y) + size * turned * complex(KNEECAP_ORIGIN[0] * stretch, KNEECAP_ORIGIN[1])
    hinge = complex(x, y) + size * turned * complex(CONDYLES[0] * stretch, CONDYLES[1])
    return {
        KNEECAP: (cap.real, cap.imag, (thigh + shank) / 2),
        TIBIA: (hinge.real, hinge.imag, shank),
    }


def add_leg_lines(runs: Sketch) -> None:
    """Add the skin of a leg as two lines: the back of the thigh, and from the calf round the foot
    to the groin."""
    runs.spline("line", "thigh back", [("thighs", _long(THIGH_BACK, "thigh"))], closed=False)
    runs.spline(
        "line",
        "leg",
        [
            ("shanks", _long(CALF, "shank")),
            ("feet", SOLE),
            ("feet", FOOT_TOP),
            ("shanks", _long(SHIN, "shank")),
            (KNEECAP, KNEE),
            ("thighs", _long(THIGH_FRONT, "thigh")),
        ],
        closed=False,
    )


def add_leg_muscles(sketch: Sketch) -> None:
    """Add the four large muscles of a leg."""
    for name, (frame, outline, fibre) in MUSCLES.items():
        limb = "thigh" if frame == "thighs" else "shank"
        sketch.rigid("muscle", name, frame, smooth(_long(outline, limb)))
        sketch.line("fibre", name, [(frame, _long(fibre, limb))])


def add_leg(sketch: Sketch) -> None:
    """Add the bones of a leg but for the head of the femur."""
    sketch.rigid("far bone", "femur", "thighs", smooth(_long(FEMUR, "thigh")))
    sketch.rigid("far bone shade", "femoral neck", "thighs", smooth(NECK))
    sketch.line("ridge", "trochanters", [("thighs", TROCHANTERIC_LINE)])
    sketch.line("ridge", "condyles", [("thighs", _long(CONDYLE_LINE, "thigh"))])
    fibula: Runs = [(TIBIA, FIBULA_TOP), ("shanks", _long(FIBULA_FOOT, "shank"))]
    sketch.band("far bone", "fibula", fibula, FIBULA_WIDTHS)
    sketch.spline("far bone", "tibia", [(TIBIA, TIBIA_TOP), ("shanks", _long(TIBIA_FOOT, "shank"))])
    sketch.line("knee cartilage", "femur", [("thighs", _long(CONDYLE_CARTILAGE, "thigh"))])
    sketch.line("knee cartilage", "tibia", [(TIBIA, PLATEAU)])
    sketch.line("tendon", "patella", [(KNEECAP, TENDON), (TIBIA, [TUBEROSITY])])
    sketch.rigid("far bone", "patella", KNEECAP, ellipse((0.0, PATELLA_AHEAD), PATELLA))
    for points in FOOT.values():
        sketch.rigid("far bone", "foot", "feet", smooth(points))


def _long(points: Line, limb: str) -> np.ndarray:
    """Points that are drawn for one length of a limb, stretched to that of the tables."""
    real, drawn = TABLES.si[f"{limb}.length"] * 1e3, THIGH if limb == "thigh" else SHANK
    return np.array(points, dtype=float) * (real / drawn, 1.0)
