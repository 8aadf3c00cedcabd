"""Paints the back plate: skin, muscles, bones lit by what they take."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPen, QPolygonF

from spineviz.drawing.back_plate import Plate, newtons_of
from spineviz.drawing.bone_loads import LIT_FROM_N, BoneLoads
from spineviz.window.paint.camera import Camera, polygon, widened
from spineviz.window.paint.theme import Theme, blend, lit_bone

FOLDED = Qt.FillRule.WindingFill
MIRROR = (1.0, -1.0)


class Ink(Struct, frozen=True):
    """How a kind of part is drawn: tokens, px of the line at 1 px/mm, and how strong the fill is,
    mixed with the skin, or see-through where `glass` says so."""

    fill: str
    line: str
    width: float = 1.0
    strength: float = 1.0
    glass: bool = False


INKS = {
    "muscle": Ink("muscle", "muscle_line", 0.7, 0.46),
    "fibre": Ink("", "fibre", 0.7, 0.6),
    "crease": Ink("", "skin_line", 1.1, 0.75),
    "deep body": Ink("bone_shade", "bone_line", 0.8),
    "jaw": Ink("far_bone", "far_bone_line", 0.8, 0.6),
    "skull": Ink("bone", "bone_line", 1.2, 0.94),
    "seam": Ink("", "bone_line", 0.8, 0.4),
    "far bone": Ink("far_bone", "far_bone_line", 0.8, 0.5),
    "rib front": Ink("bone", "bone_line", 0.7, 0.34, glass=True),
    "rib": Ink("bone", "bone_line", 0.95),
    "low rib": Ink("bone_shade", "bone_line", 0.95),
    "femur": Ink("far_bone", "far_bone_line", 1.0),
    "hip": Ink("far_bone", "bone_line", 1.15),
    "ridge": Ink("", "bone_line", 0.8, 0.35),
    "sacrum": Ink("bone", "bone_line", 1.15),
    "hole": Ink("bone_hole", "bone_line", 0.7),
    "arch": Ink("bone", "bone_line", 0.95),
    "spinous": Ink("bone_shade", "bone_line", 1.0),
    "blade": Ink("bone", "bone_line", 1.25, 0.80, glass=True),
    "glenoid": Ink("cartilage", "bone_line", 0.8),
    "blade spine": Ink("bone", "bone_line", 1.2),
}
OF_ARM = {
    "arm bone": Ink("far_bone", "far_bone_line", 0.9),
    "clasped bone": Ink("far_bone", "far_bone_line", 0.6, 0.7),
}
SKIN, SOFT = {"skin"}, {"muscle", "fibre", "crease"}
OF_BLADE = {"blade", "glenoid", "blade spine"}
TAKES = {
    "deep body", "rib", "low rib", "hip", "sacrum", "arch", "spinous", "blade", "blade spine",
    "skull",
}  # fmt: skip
"""Kinds that are coloured by the force that their bone takes."""


class PlacedPlate(Struct, frozen=True, eq=False):
    """A plate in pixels: kind, name and polygon of every part, the lowest first.

    Attributes:
        skins: outlines of trunk and arms, shape (n, 2). arms: right and left of everything in an
            arm: its muscles, its bones, bones of the hand, and a hand that lies on the head.
    """

    parts: tuple[tuple[str, str, QPolygonF], ...]
    skins: tuple[np.ndarray, ...]
    muscles: tuple[QPolygonF, ...]
    arm_bones: tuple[QPolygonF, ...]
    hands: tuple[np.ndarray, ...]
    hand_bones: tuple[QPolygonF, ...]

    def bone_at(self, at: QPointF) -> str | None:
        """Name of the uppermost bone at a place (px)."""
        for kind, name, outline in reversed(self.parts):
            if kind in TAKES and outline.containsPoint(at, Qt.FillRule.OddEvenFill):
                return name.partition(" ")[0]
        return None


def placed_plate(plate: Plate, camera: Camera, without: tuple[str, ...]) -> PlacedPlate:
    """Turn a plate into polygons of the screen; what a scene does without is left out."""
    missing = frozenset(without)
    pixels, ends = camera.pixels(plate.places), plate.outline.ends.tolist()
    skins, parts = [], []
    for part, start, end in zip(plate.outline.parts, ends[:-1], ends[1:], strict=True):
        if part.kind in SKIN:
            skins.append(pixels[start:end])
        elif not part.needs & missing:
            parts.append((part.kind, part.name, polygon(pixels[start:end])))
    arm = plate.arm

    def both(outlines: tuple[np.ndarray, ...]) -> list[np.ndarray]:
        return [camera.pixels(each * side) for side in (1.0, MIRROR) for each in outlines]

    return PlacedPlate(
        tuple(parts),
        skins=(*skins, *both(arm.skin)),
        muscles=tuple(map(polygon, both(arm.muscles))),
        arm_bones=tuple(map(polygon, both(arm.bones))),
        # the right hand lies on the left one
        hands=tuple(both(() if arm.hand is None else (arm.hand,))[::-1]),
        hand_bones=tuple(map(polygon, both(arm.hand_bones)[::-1])),
    )


class PlatePainter:
    """Paints plates. Pens and brushes are made once a theme and scale.

    Args:
        scale_mm: px a mm, with which lines get wider.
    """

    def __init__(self, theme: Theme, scale_mm: float) -> None:
        self._theme = theme
        self._thin = min(max(scale_mm, 0.6), 2.0)
        self._inks = {kind: self._made(ink) for kind, ink in (INKS | OF_ARM).items()}

    def paint(
        self,
        painter: QPainter,
        placed: PlacedPlate,
        glow: Callable[[QPainter], None] | None,
        loads: BoneLoads | None,
    ) -> None:
        """Paint everything.

        Args:
            glow: paints what lies between muscles and bones, or None. loads: what bones take, or
                None.
        """
        self._paint_skin(painter, placed.skins)
        soft = [part for part in placed.parts if part[0] in SOFT]
        blades = [part for part in placed.parts if part[0] in OF_BLADE]
        rest = [part for part in placed.parts if part[0] not in SOFT | OF_BLADE]
        self._paint_parts(painter, soft, None)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._mixed("muscle", 0.4))
        for outline in placed.muscles:
            painter.drawPolygon(outline)
        if glow is not None:
            glow(painter)
        self._paint_parts(painter, rest, loads)
        self._take(painter, "arm bone")
        for outline in placed.arm_bones:
            painter.drawPolygon(outline)
        self._paint_parts(painter, blades, loads)
        self._paint_hands(painter, placed)

    def _paint_skin(self, painter: QPainter, skins: tuple[np.ndarray, ...]) -> None:
        theme = self._theme
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("skin_line"))
        line = 1.7 * self._thin * theme.lines
        for skin in skins:
            painter.drawPolygon(polygon(widened(skin, line)), FOLDED)
        trunk = skins[0]
        shade = QLinearGradient(0, float(trunk[:, 1].min()), 0, float(trunk[:, 1].max()))
        for place, token in ((0.0, "skin_bottom"), (0.5, "skin_top"), (1.0, "skin_bottom")):
            shade.setColorAt(place, theme.color(token))
        painter.setBrush(shade)
        for skin in skins:
            painter.drawPolygon(polygon(skin), FOLDED)

    def _paint_hands(self, painter: QPainter, placed: PlacedPlate) -> None:
        """Bones of the hands; a hand that lies on the head brings its skin."""
        bones, hands = placed.hand_bones, placed.hands
        each = len(bones) // max(len(hands), 1)
        for n, skin in enumerate(hands):
            painter.setPen(self._pen("skin_line", 1.2))
            painter.setBrush(self._theme.color("skin_top"))
            painter.drawPolygon(polygon(skin), FOLDED)
            self._take(painter, "clasped bone")
            for bone in bones[n * each : (n + 1) * each]:
                painter.drawPolygon(bone)
        if not hands:
            self._take(painter, "arm bone")
            for bone in bones:
                painter.drawPolygon(bone)

    def _paint_parts(
        self,
        painter: QPainter,
        parts: list[tuple[str, str, QPolygonF]],
        loads: BoneLoads | None,
    ) -> None:
        last: tuple[str, float] | None = None
        for kind, name, outline in parts:
            newtons = 0.0 if loads is None or kind not in TAKES else newtons_of(loads, name)
            if (kind, newtons) != last:
                self._take(painter, kind)
                if newtons:
                    self._light(painter, kind, newtons)
                last = kind, newtons
            if INKS[kind].fill:
                painter.drawPolygon(outline)
            else:
                painter.drawPolyline(outline)

    def _take(self, painter: QPainter, kind: str) -> None:
        """Take the pen and brush of a kind."""
        brush, pen = self._inks[kind]
        painter.setBrush(brush)
        painter.setPen(pen)

    def _light(self, painter: QPainter, kind: str, newtons: float) -> None:
        """Take the brush of a bone that takes a force, and the pen of one that is lit."""
        ink = INKS[kind]
        colour = QColor(lit_bone(self._theme, ink.fill, newtons))
        if ink.glass:
            colour.setAlphaF(ink.strength)
        painter.setBrush(colour)
        if newtons >= LIT_FROM_N:
            pen = QPen(self._inks[kind][1])
            pen.setColor(self._theme.color("lit_line"))
            painter.setPen(pen)

    def _made(self, ink: Ink) -> tuple[QBrush, QPen]:
        """Brush and pen of an ink."""
        pen = self._pen(ink.line, ink.width, 1.0 if ink.fill else ink.strength)
        if not ink.fill:
            return QBrush(Qt.BrushStyle.NoBrush), pen
        colour = QColor(self._mixed(ink.fill, 1.0 if ink.glass else ink.strength))
        if ink.glass:
            colour.setAlphaF(ink.strength)
        return QBrush(colour), pen

    def _pen(self, token: str, width: float, strength: float = 1.0) -> QPen:
        pen = self._theme.pen(token, max(width * self._thin, 0.6))
        if strength < 1.0:
            pen.setColor(self._mixed(token, strength))
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        return pen

    def _mixed(self, token: str, strength: float) -> QColor:
        theme = self._theme
        if strength >= 1.0:
            return theme.color(token)
        return blend(theme.skin_top, getattr(theme, token), strength)


def fade(
    painter: QPainter,
    theme: Theme,
    start: tuple[float, float],
    end: tuple[float, float],
    box: QRectF,
) -> None:
    """Let a part of the picture run out from one place to another, px; beyond it is gone."""
    shade = QLinearGradient(*start, *end)
    clear = theme.color("canvas")
    clear.setAlphaF(0.0)
    shade.setColorAt(0, clear)
    shade.setColorAt(1, theme.color("canvas"))
    horizontal = start[1] == end[1]
    left = start[0] if horizontal else box.left()
    painter.fillRect(QRectF(QPointF(left, box.top()), box.bottomRight()), shade)
