"""How the parts of a cut are painted, and the colours of what its force enters."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QLinearGradient

from spineviz.drawing.bone_loads import PELVIS
from spineviz.drawing.laid_section import BLADES
from spineviz.window.paint.theme import LIGHT, RECEIVER_COLOUR, Theme, blend, lit_bone

PEN_MM = 0.8  # px/mm at which lines have the widths below

BONE_KINDS = {
    "rib", "sternum", "blade", "arch", "body", "core", "cartilage", "sacrum", "hip", "femur"
}  # fmt: skip
"""Kinds of parts over which nothing but an outline lies any more."""


def shaded_body(theme: Theme, box: QRectF, newtons: float) -> QLinearGradient:
    """A vertebral body: what its arch brings it, and half of that at its far end."""
    shade = QLinearGradient(box.bottomLeft(), box.topLeft())
    shade.setColorAt(0, lit_bone(theme, "bone", newtons))
    shade.setColorAt(1, lit_bone(theme, "bone", newtons / 2))
    return shade


def way_colour(theme: Theme, way: str) -> QColor:
    """Colour of what the force enters; the pelvis by its line, as its bone is as pale as skin."""
    named = {BLADES: "path_blades", PELVIS: "far_bone_line"}
    return theme.color(named.get(way) or RECEIVER_COLOUR[way])


Look = tuple[QColor | None, QColor | None, float]
"""Fill, line, and width of the line in px at `PEN_MM`."""


@lru_cache(maxsize=4)
def looks_of(theme: Theme) -> dict[str, Look]:
    """How each kind of part is painted; `None` for none."""
    t = theme
    muscle = t.color("muscle"), t.color("muscle_line"), 0.9
    return {
        "shoulder": (t.color("far_skin"), t.color("far_skin_line"), 1.2),
        "skin": (None, t.color("skin_line"), 1.6),
        "wall": (blend(t.muscle, t.skin_top, 0.4), blend(t.muscle_line, t.skin_top, 0.3), 0.7),
        "cavity": (t.color("hollow"), None, 0.0),
        "lung": (blend(t.hollow, t.disc, 0.3), blend(t.hollow, t.disc_line, 0.3), 0.7),
        "heart": (blend(t.skin_top, t.muscle, 0.5), t.color("muscle_line"), 0.7),
        "artery": (blend(t.muscle, t.skin_top, 0.1), t.color("muscle_line"), 0.7),
        "vein": (blend(t.disc, t.skin_top, 0.25), t.color("disc_line"), 0.5),
        "gut": (blend(t.skin_bottom, t.far_bone, 0.4), t.color("far_skin_line"), 0.7),
        "psoas": muscle,
        "gluteus": muscle,
        "quadratus": muscle,
        "erector": (blend(t.muscle, t.muscle_line, 0.45), t.color("muscle_line"), 0.9),
        "erector over rib": muscle,
        "erector over nothing": (blend(t.muscle, t.skin_top, 0.45), t.color("muscle_line"), 0.9),
        "seam": (None, t.color("muscle_line"), 0.8),
        "rib": (t.color("bone"), t.color("bone_line"), 1.1),
        "cartilage": (t.color("cartilage"), t.color("cartilage_line"), 1.0),
        "sternum": (t.color("bone"), t.color("bone_line"), 1.1),
        "blade": (t.color("bone"), t.color("bone_line"), 1.1),
        "sacrum": (t.color("bone"), t.color("bone_line"), 1.2),
        "hip": (t.color("bone"), t.color("bone_line"), 1.1),
        "femur": (t.color("bone_shade"), t.color("bone_line"), 1.1),
        "arch": (t.color("bone_shade"), t.color("bone_line"), 1.05),
        "facet": (t.color("cartilage"), t.color("bone_line"), 0.7),
        "body": (t.color("bone"), t.color("bone_line"), 1.2),
        "core": (blend(t.bone, t.bone_shade, 0.55), None, 0.0),
        "canal": (blend(t.bone, LIGHT.panel, 0.6), t.color("bone_line"), 0.9),
        "cord": (t.color("cord"), t.color("bone_line"), 0.8),
    }
