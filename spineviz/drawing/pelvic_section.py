"""The cross-section below the last vertebra: sacrum and hip bones, then the hip joints.

Our own drawing (ASSUMED) after the bones of `pelvis` and `back_bones`. Four cuts are drawn, any
place between takes its share of its neighbours: under S1, across the middle of the sacrum, over
the hip joints, and through them. Points are mm to the right and mm ahead of the unloaded skin in
the mid-plane, of the half on the right.
"""

from __future__ import annotations

import numpy as np

from spineviz.anatomy.levels import TABLE_STATURE, girth_scale
from spineviz.anatomy.person import Person
from spineviz.drawing.curves import capsule, ellipse
from spineviz.drawing.section import Part, Section, smooth
from spineviz.scene import LEVELS, Scene

CUTS = np.array([-0.5, 0.0, 0.5, 1.0]) + len(LEVELS)
"""Running numbers of the levels of the four cuts; the sacrum follows L5, the gluteals the sacrum.
"""

MIDDLE = ((-58, 95), (-65, 60), (-67, 20), (-63, -16))
"""mm, upright (X, Y) in the frame of the pelvis: the place from which a cut is laid out."""
INWARDS = 60.0  # mm from the unloaded skin to that place

HALF, FRONT = (168, 178, 186, 190), (218, 220, 221, 219)
"""mm: half the width, and the depth, of the skin."""
NARROWEST = 172.0  # mm, half the width that muscles and thigh bones need
SIDE = (
    (0.955, 50), (0.995, 95), (0.985, 132), (0.925, 166), (0.78, 193), (0.55, 209),
)  # fmt: skip
"""Skin of the side: parts of half the width, and mm ahead."""

WALL = (
    ((0, 120), (40, 118), (84, 116), (118, 150), (134, 176), (126, 196), (94, 206), (50, 212),
     (0, 214)),
    ((0, 96), (30, 90), (60, 84), (110, 130), (128, 168), (122, 190), (92, 204), (48, 212),
     (0, 214)),
    ((0, 90), (20, 84), (40, 90), (64, 120), (72, 160), (76, 184), (60, 200), (36, 208), (0, 211)),
    ((0, 90), (20, 86), (36, 92), (54, 120), (56, 158), (60, 178), (52, 194), (32, 203), (0, 206)),
)  # fmt: skip
CAVITY = (
    ((0, 114), (30, 114), (60, 112), (92, 140), (112, 166), (118, 186), (90, 198), (50, 204),
     (0, 206)),
    ((0, 86), (26, 84), (46, 88), (72, 116), (98, 146), (108, 172), (88, 192), (48, 202), (0, 205)),
    ((0, 74), (28, 76), (46, 88), (54, 112), (56, 144), (60, 168), (52, 190), (30, 200), (0, 203)),
    ((0, 76), (24, 76), (40, 88), (48, 112), (48, 144), (50, 166), (44, 186), (26, 196), (0, 199)),
)  # fmt: skip
MUSCLES = {
    "gluteus maximus": (
        ((52, 38), (70, 28), (96, 34), (122, 56), (138, 82), (134, 90), (112, 72), (90, 60),
         (66, 52)),
        ((34, 40), (60, 22), (95, 24), (130, 48), (150, 84), (146, 96), (120, 76), (88, 66),
         (56, 58)),
        ((22, 46), (52, 20), (95, 18), (136, 38), (160, 80), (156, 100), (128, 80), (92, 66),
         (50, 62)),
        ((14, 56), (44, 22), (92, 14), (138, 32), (166, 74), (164, 100), (138, 86), (96, 66),
         (44, 66)),
    ),
    "gluteus medius": (
        ((60, 66), (84, 68), (112, 88), (140, 120), (146, 150), (134, 160), (116, 138), (94, 114),
         (74, 92)),
        ((66, 76), (90, 78), (118, 96), (142, 122), (146, 150), (128, 158), (114, 140), (98, 120),
         (80, 98)),
        ((104, 92), (120, 90), (138, 100), (152, 118), (152, 140), (138, 150), (124, 142),
         (114, 126), (106, 108)),
        ((142, 122), (152, 116), (164, 118), (170, 134), (164, 152), (152, 158), (140, 150),
         (136, 138), (138, 128)),
    ),
    "iliopsoas": (
        ((44, 118), (64, 112), (84, 126), (104, 148), (110, 164), (96, 172), (74, 164), (54, 148),
         (42, 132)),
        ((48, 112), (62, 104), (78, 122), (94, 142), (102, 160), (92, 172), (74, 170), (56, 154),
         (46, 132)),
        ((66, 158), (76, 164), (90, 164), (100, 168), (104, 178), (96, 188), (80, 190), (66, 184),
         (60, 170)),
        ((70, 166), (80, 168), (92, 166), (102, 170), (106, 180), (98, 190), (82, 192), (70, 186),
         (64, 176)),
    ),
}  # fmt: skip
MULTIFIDUS = (
    ((6, 26), (20, 20), (36, 24), (42, 36), (38, 48), (26, 48), (14, 46), (8, 42), (5, 34)),
    ((6, 30), (14, 26), (22, 28), (28, 36), (28, 44), (22, 46), (14, 44), (8, 42), (5, 36)),
)
"""Of the first two cuts: below them it has run out."""
OBTURATOR = (
    (56, 98), (60, 104), (56, 120), (56, 140), (60, 152), (54, 150), (48, 136), (48, 116), (50, 102)
)  # fmt: skip
"""Of the last two cuts."""
THIGH = (((116, 178), (19, 13)), ((146, 172), (13, 17)))
"""Of the last: muscles in front of the hip joint, their middle and half axes."""
BOWEL = ((20, 142, 17), (54, 184, 15), (18, 178, 17))
"""Of the first two: mm to the right and ahead, and a radius."""
BLADDER = (0, 152), (34, 24)
RECTUM = (0, 95), (17, 13)

SACRUM = (
    ((0, 110), (20, 109), (38, 104), (54, 94), (57, 80), (48, 58), (26, 52), (10, 50), (0, 38)),
    ((0, 82), (14, 82), (26, 79), (37, 73), (40, 65), (34, 55), (22, 50), (8, 47), (0, 39)),
    ((0, 71), (6, 71), (11, 70), (17, 67), (20, 63), (16, 58), (10, 56), (4, 54), (0, 49)),
    ((0, 74), (2, 74), (4, 73), (6, 71), (6.5, 69), (5, 66), (3, 65), (1.5, 64.5), (0, 64)),
)
CANAL = ((0, 61), (13, 7)), ((0, 57), (8, 4))
"""Of the first two: middle and half axes."""
HIP = (
    ((40, 34), (52, 56), (64, 82), (84, 110), (106, 136), (122, 156), (130, 168)),
    ((40, 53), (50, 67), (62, 85), (80, 109), (98, 133), (110, 151), (114, 163)),
    ((96, 94), (84, 88), (70, 98), (64, 118), (68, 138), (80, 152), (94, 152)),
    ((100, 92), (84, 85), (65, 96), (59, 118), (61, 140), (74, 156), (95, 154)),
)
HIP_WIDTHS = (
    (16, 22, 18, 10, 8, 10, 15), (14, 18, 16, 12, 13, 14, 14),
    (10, 20, 14, 10, 11, 16, 10), (8, 20, 16, 9, 10, 16, 8),
)  # fmt: skip
"""From behind the sacrum to the front: middle and width of the hip bone; round its socket below."""
SEEN = 0.5  # share of its size from which the hip joint is drawn
BALL = (88.0, 125.0)
BALL_RADIUS = (0.0, 0.0, 12.0, 23.5)
NECK = ((92, 124), (112, 116), (134, 108), (147, 106))
NECK_WIDTHS = (24, 24, 27, 20)


def middle_at(level: float, stature: float) -> np.ndarray:
    """The place from which the cut at a level below L5 is laid out, m, in the lying frame of the
    pelvis, shape (2,)."""
    x, y = _mixed(MIDDLE, level)
    return np.array([-y, x]) * 1e-3 * stature / TABLE_STATURE


def _between(values: np.ndarray, level: float) -> np.ndarray:
    """What lies between cuts of one shape."""
    at = float(np.interp(level, CUTS, np.arange(len(CUTS))))
    low = min(int(at), len(values) - 2)
    found: np.ndarray = values[low] + (at - low) * (values[low + 1] - values[low])
    return found


def _mixed(shapes: object, level: float) -> np.ndarray:
    return _between(np.array(shapes, dtype=float), level)


def pelvic_section_at(person: Person, scene: Scene, level: float, back: np.ndarray) -> Section:
    """The cross-section of a person below the last vertebra; arguments as in `section_at`, ahead of
    `middle_at`."""
    size = 1e-3 * person.stature / TABLE_STATURE
    girth = girth_scale(person.stature, scene.person_mass_kg) * 1e-3 / size
    draw = _Drawing(level, girth)
    draw.trunk(back / size + (0.0, INWARDS))
    draw.organs()
    draw.muscles()
    draw.bones()
    return Section(
        parts=tuple(
            Part(part.kind, part.name, (part.points - (0.0, INWARDS)) * size, part.side)
            for part in draw.parts
        ),
        skin=(draw.parts[0].points - (0.0, INWARDS)) * size,
        ring=None,
        process_tip=None,
        top=(draw.front - INWARDS) * size,
    )


class _Drawing:
    """Parts of one section, collected in mm of the table's man.

    Args:
        level: running number. girth: how much thicker the person is than the table's man.
    """

    def __init__(self, level: float, girth: float) -> None:
        self.level, self.girth = level, girth
        self.slim = np.array([min(girth, 1.0), 1.0])  # muscle of a slim person; bones stay
        self.front = float(_mixed(FRONT, level)) * max(girth, 1.0) ** 0.5
        self.joint = float(_mixed(BALL_RADIUS, level)) / BALL_RADIUS[-1]
        self.parts: list[Part] = []

    def shape(self, kind: str, half: np.ndarray, name: str = "") -> None:
        """Add an outline from its right half, which begins and ends in the mid-plane."""
        self.parts.append(Part(kind, name, smooth(np.concatenate((half, _twin(half)[-2:0:-1])))))

    def both(self, kind: str, points: np.ndarray, name: str = "") -> None:
        """Add a part on the right, and its twin on the left."""
        self.parts.append(Part(kind, name, points, 1))
        self.parts.append(Part(kind, name, _twin(points), -1))

    def trunk(self, back: np.ndarray) -> None:
        """Skin, wall of the belly, and the hollow of the pelvis."""
        half = max(float(_mixed(HALF, self.level)) * self.girth, NARROWEST)
        back = back[np.abs(back[:, 0]) < 0.9 * half]
        side = np.array(SIDE) * (half, self.front / FRONT[0])
        first = (0.5 * (back[-1, 0] + side[0, 0]) + 6.0, 0.5 * back[-1, 1] + 14.0)
        right = np.vstack((first, side, (0.28 * half, self.front - 2.0), (0.0, self.front)))
        round_it = np.concatenate((back[-2:], right, _twin(right)[-2::-1], back[:2]))
        sides = smooth(round_it, closed=False)
        self.parts.append(Part("skin", "", np.concatenate((back, sides))))
        self.shape("wall", _mixed(WALL, self.level) * self.slim)
        self.shape("cavity", _mixed(CAVITY, self.level) * self.slim)

    def organs(self) -> None:
        """Bowel above the hip joints, bladder and rectum between them."""
        if self.joint > SEEN:
            self.parts.append(Part("gut", "", ellipse(*BLADDER)))
            self.parts.append(Part("gut", "", ellipse(*RECTUM)))
            return
        for across, ahead, radius in BOWEL:
            self.both("gut", ellipse((across, ahead), (radius, 0.86 * radius)))

    def muscles(self) -> None:
        """What lies outside and inside the hip bone, and on the sacrum."""
        for name, shapes in MUSCLES.items():
            kind = "gluteus" if name.startswith("gluteus") else "psoas"
            self.both(kind, smooth(_mixed(shapes, self.level) * self.slim), name)
        if self.joint > SEEN:
            self.both("psoas", smooth(np.array(OBTURATOR, dtype=float)), "obturator")
            for middle, half in THIGH:
                self.both("psoas", ellipse(middle, half) * self.slim, "thigh")
        else:
            level = min(self.level, CUTS[1])
            self.both("erector", smooth(_mixed(MULTIFIDUS, level)), "multifidus")

    def bones(self) -> None:
        """Hip bones round the sacrum, below with the heads of the thigh bones in them."""
        if self.joint > SEEN:
            widths = self.joint**0.5 * np.array(NECK_WIDTHS, dtype=float)
            self.both("femur", capsule(NECK, widths), "femur")
        widths = _mixed(HIP_WIDTHS, self.level)
        self.both("hip", capsule(_mixed(HIP, self.level), widths), "pelvis")
        if self.joint > SEEN:
            radius = self.joint * BALL_RADIUS[-1]
            self.both("femur", ellipse(BALL, (radius, radius)), "femur")
        self.shape("sacrum", _mixed(SACRUM, self.level), "sacrum")
        if self.level < CUTS[1] + 0.3:
            middle, half = _mixed(CANAL, min(self.level, CUTS[1]))
            self.parts.append(Part("canal", "", ellipse(tuple(middle), tuple(half))))


def _twin(points: np.ndarray) -> np.ndarray:
    """The same on the other side."""
    mirrored: np.ndarray = points * (-1.0, 1.0)
    return mirrored
