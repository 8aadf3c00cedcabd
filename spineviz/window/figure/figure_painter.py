"""Paints the body: skin, muscle, bones, discs, in the order of a cut through the mid-plane."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from itertools import pairwise

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPen, QPolygonF

from spineviz.drawing.bone_loads import LIT_FROM_N, SACRUM
from spineviz.drawing.figure import BONE_KINDS, BONE_OF, Drawn, Figure
from spineviz.window.paint.camera import Camera, any_within, polygon, polygons, widened
from spineviz.window.paint.theme import Theme, blend, lit_bone

FAR_LEG, FAR_LEG_UP = 0.036, 0.004  # m, how much further along and up the far leg is drawn
FOLDED = Qt.FillRule.WindingFill


class Ink(Struct, frozen=True):
    """How a kind of part is drawn.

    Attributes:
        fill, line: tokens. width: px of the line at 1 px/mm.
        strength: how strong the colours are; mixed with those of `over`, or see-through.
        over: token of what lies under it; empty for a fill that can be seen through.
    """

    fill: str
    line: str
    width: float
    strength: float = 1.0
    over: str = ""


INKS = {
    "far limb bone": Ink("far_bone", "far_bone_line", 0.8),
    "far muscle": Ink("muscle", "", 0.0, 0.3, "far_skin"),
    "near bone": Ink("far_bone", "far_bone_line", 0.8, 0.85),
    "near muscle": Ink("muscle", "", 0.0, 0.35),
    "near fold": Ink("", "skin_line", 0.8),
    "far fold": Ink("", "far_skin_line", 0.8),
    "finger": Ink("skin_top", "skin_line", 1.1),
    "hollow": Ink("hollow", "", 0.0),
    "diaphragm": Ink("", "muscle_line", 0.8, 0.5, "hollow"),
    "muscle": Ink("muscle", "muscle_line", 0.8, 0.62, "skin_bottom"),
    "deep muscle": Ink("muscle", "", 0.0, 0.34, "skin_bottom"),
    "fibre": Ink("", "fibre", 0.7, 0.7, "muscle"),
    "tendon mark": Ink("", "tendon", 2.0),
    "tendon": Ink("", "tendon", 6.0),
    "clavicle": Ink("rib", "rib_line", 1.0),
    "true rib": Ink("rib", "rib_line", 0.95),
    "false rib": Ink("false_rib", "rib_line", 0.95),
    "floating rib": Ink("false_rib", "rib_line", 0.95),
    "cartilage": Ink("cartilage", "cartilage_line", 0.9),
    "sternum": Ink("rib", "rib_line", 1.1),
    "pelvis": Ink("far_bone", "far_bone_line", 1.15),
    "hole": Ink("muscle", "far_bone_line", 0.9, 0.55, "skin_bottom"),
    "ridge": Ink("", "far_bone_line", 0.8, 0.5, "far_bone"),
    "far bone": Ink("far_bone", "far_bone_line", 1.0),
    "far bone shade": Ink("bone_shade", "far_bone_line", 0.9),
    "joint cartilage": Ink("cartilage", "far_bone_line", 0.8),
    "knee cartilage": Ink("", "cartilage", 3.0),
    "cord": Ink("cord", "", 0.0),
    "arch": Ink("bone_shade", "bone_line", 1.0),
    "disc": Ink("disc", "disc_line", 0.85),
    "disc core": Ink("disc_core", "", 0.0),
    "body": Ink("bone", "bone_line", 1.1),
    "blade": Ink("bone", "bone_line", 1.1),
    "blade shade": Ink("bone_shade", "bone_line", 1.0),
    "scapula": Ink("bone", "bone_line", 1.2, 0.16),
    "scapula spine": Ink("bone", "bone_line", 1.0, 0.30),
    "glenoid": Ink("cartilage", "bone_line", 0.9, 0.6),
    "jaw": Ink("bone", "bone_line", 1.15),
    "skull": Ink("bone", "bone_line", 1.3),
    "skull shade": Ink("bone_shade", "", 0.0, 0.75, "bone"),
    "skull hole": Ink("bone_hole", "", 0.0, 0.8, "bone"),
    "teeth": Ink("tooth", "bone_line", 0.7),
    "gap": Ink("", "bone_line", 0.6, 0.75, "tooth"),
    "orbit": Ink("bone_hole", "bone_line", 0.95, 0.85, "bone"),
    "mastoid": Ink("bone", "bone_line", 0.95),
    "cheek": Ink("bone", "bone_line", 1.0),
    "ear": Ink("bone_line", "", 0.0),
    "seam": Ink("", "bone_line", 0.8, 0.4, "bone"),
    "skin fold": Ink("", "skin_line", 1.1),
}
POINTED_KINDS = {
    "true rib", "false rib", "floating rib", "cartilage", "sternum", "pelvis", "arch", "body",
    "jaw", "skull", "scapula",
}  # fmt: skip
"""Kinds that answer to the pointer."""

BEHIND = {"far limb bone", "far muscle", "far fold"}
"""Kinds that lie behind the roller."""
NEAR = {"near muscle", "near bone", "near fold"}
"""Kinds that lie in front of the trunk; the first of them brings the skin of the arm."""
LINES = {kind for kind, ink in INKS.items() if not ink.fill}
"""Kinds that are open lines."""
THROUGH = 0.62  # opacity of an arm in front of the trunk
VEIL = 0.2  # opacity of all of it where bones are lit under it

LIT_KINDS = BONE_KINDS - {"cartilage"}
"""Kinds that are coloured by the force that they take."""
SACRAL = {"S1", "sacrum", "coccyx"}
"""Names of parts that belong to the sacrum."""
GLASS = {"scapula": 0.46, "scapula spine": 0.6}
"""Kinds that the column is seen through, and how strong their colour is when they are lit."""

Placed = tuple[str, str, QPolygonF]
"""Kind, name and outline of a part, px."""


class FigurePainter:
    """Paints one figure. Pens and brushes are made once a theme and scale."""

    def __init__(self, theme: Theme, scale_mm: float) -> None:
        self._theme = theme
        # lines thin with the view, but not to less than can be seen
        thin = min(max(scale_mm, 0.55), 1.6)
        self._inks = {kind: self._brush_and_pen(ink, thin) for kind, ink in INKS.items()}
        self._skin_pen = theme.pen("skin_line", 1.7 * max(thin, 0.7))
        self._skin_pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self._through = QColor(theme.color("skin_top"))
        self._through.setAlphaF(THROUGH)

    def _brush_and_pen(self, ink: Ink, thin: float) -> tuple[QBrush, QPen]:
        """Brush and pen of an ink, for lines that are `thin` px at 1 px/mm."""
        theme = self._theme

        def mixed(token: str) -> QColor:
            if ink.strength == 1.0 or not ink.over:
                return theme.color(token)
            return blend(getattr(theme, ink.over), getattr(theme, token), ink.strength)

        brush, pen = QBrush(Qt.BrushStyle.NoBrush), QPen(Qt.PenStyle.NoPen)
        if ink.fill:
            colour = mixed(ink.fill)
            if not ink.over:
                colour.setAlphaF(ink.strength)
            brush = QBrush(colour)
        if ink.line:
            pen = theme.pen(ink.line, max(ink.width * thin, 0.7))
            pen.setColor(mixed(ink.line))
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            if not ink.fill:
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        return brush, pen

    def prepare(
        self, figure: Figure, shape: Drawn, camera: Camera, without: tuple[str, ...]
    ) -> PlacedFigure:
        """Turn a drawn figure into polygons of the screen."""
        kinds, names, rows = _there(figure, without)
        outlines = polygons(camera.pixels(shape.places), rows)
        return PlacedFigure(
            tuple(zip(kinds, names, outlines, strict=True)),
            skin=camera.pixels(shape.skin),
            arm=camera.pixels(shape.arm),
            leg=camera.pixels(shape.leg),
            trunk=camera.pixels(shape.trunk),
        )

    def behind(self, painter: QPainter, placed: PlacedFigure, camera: Camera) -> None:
        """Paint what lies behind roller and body: the far leg, and an arm behind the head."""
        leg = placed.leg + (FAR_LEG * camera.scale, -FAR_LEG_UP * camera.scale)
        leg[:, 1] = np.minimum(leg[:, 1], camera.floor)
        painter.setPen(self._theme.pen("far_skin_line", 1.0))
        painter.setBrush(self._theme.color("far_skin"))
        painter.drawPolygon(polygon(leg), FOLDED)
        parts = [part for part in placed.parts if part[0] in BEHIND]
        if parts:
            painter.drawPolygon(polygon(placed.arm), FOLDED)
            self._paint(painter, parts)

    def outline(self, painter: QPainter, placed: PlacedFigure) -> None:
        """Paint the skin as a dashed line alone: a pose that has gone."""
        pen = QPen(self._theme.color("ink3"), max(1.2, self._theme.lines))
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(polygon(placed.skin))

    def body(
        self,
        painter: QPainter,
        placed: PlacedFigure,
        loads: Mapping[str, float] | None = None,
        under_bones: Callable[[QPainter], None] | None = None,
    ) -> None:
        """Paint skin, muscle and bones, and an arm in front of them.

        Args:
            loads: newtons by name of the bones that are lit.
            under_bones: paints what lies between muscle and bone.
        """
        skin = placed.skin
        near = [part for part in placed.parts if part[0] in NEAR]
        veiled = bool(loads) and _is_in_front(near)
        if veiled:
            self._near(painter, placed, near)  # what of it lies beside the trunk
        shade = QLinearGradient(
            QPointF(0, float(skin[:, 1].min())), QPointF(0, float(skin[:, 1].max()))
        )
        shade.setColorAt(0, self._theme.color("skin_top"))
        shade.setColorAt(1, self._theme.color("skin_bottom"))
        # a wider shape under the skin is its outline: filling takes a tenth of a thick line's time
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("skin_line"))
        painter.drawPolygon(polygon(widened(skin, self._skin_pen.widthF())), FOLDED)
        painter.setBrush(shade)
        painter.drawPolygon(polygon(skin), FOLDED)
        inside = [part for part in placed.parts if part[0] not in BEHIND | NEAR]
        first = next((n for n, part in enumerate(inside) if part[0] in BONE_KINDS), len(inside))
        self._paint(painter, inside[:first])
        if under_bones is not None:
            under_bones(painter)
        self._paint(painter, inside[first:], loads)
        if veiled:
            self._veil(painter, placed, near)
        else:
            self._near(painter, placed, near)

    def _near(self, painter: QPainter, placed: PlacedFigure, near: list[Placed]) -> None:
        """Paint an arm beside or in front of the trunk."""
        if _is_in_front(near):
            painter.setPen(self._skin_pen)
            painter.setBrush(self._through)
            painter.drawPolygon(polygon(placed.arm), FOLDED)
        self._paint(painter, near)

    def _veil(self, painter: QPainter, placed: PlacedFigure, near: list[Placed]) -> None:
        """Paint an arm in front of the trunk as a veil that does not hide what is lit, and over it
        its lines in full."""
        painter.setOpacity(VEIL)
        self._near(painter, placed, near)
        painter.setOpacity(1.0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._inks["near bone"][1])
        for kind, _, outline in near:
            if kind == "near bone":
                painter.drawPolygon(outline)
        painter.setPen(self._skin_pen)
        painter.drawPolygon(polygon(placed.arm))

    def _paint(
        self,
        painter: QPainter,
        parts: list[Placed],
        loads: Mapping[str, float] | None = None,
    ) -> None:
        """Paint parts in their order."""
        last = ""
        for part in parts:
            kind, _, outline = part
            newtons = _load(part, loads) if loads else 0.0
            if newtons:
                self._ink_lit(painter, kind, newtons)
                last = ""
            elif kind != last:
                brush, pen = self._inks[kind]
                painter.setBrush(brush)
                painter.setPen(pen)
                last = kind
            if kind in LINES:
                painter.drawPolyline(outline)
            else:
                painter.drawPolygon(outline)

    def _ink_lit(self, painter: QPainter, kind: str, newtons: float) -> None:
        """Take brush and pen of a bone that takes a force."""
        ink, (_, pen) = INKS[kind], self._inks[kind]
        fill = lit_bone(self._theme, ink.fill, newtons)
        fill.setAlphaF(GLASS.get(kind, 1.0))
        painter.setBrush(fill)
        if newtons >= LIT_FROM_N:
            pen = QPen(pen)
            pen.setColor(self._theme.color("lit_line"))
        painter.setPen(pen)

    def light_up(self, painter: QPainter, placed: PlacedFigure, names: Collection[str]) -> None:
        """Paint the outlines of bones again, lit."""
        painter.setPen(self._theme.pen("ink", 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for kind, name, outline in placed.parts:
            if name in names and kind in POINTED_KINDS:
                painter.drawPolygon(outline)


def _is_in_front(near: list[Placed]) -> bool:
    """Whether an arm lies in front of the trunk, skin and all."""
    return any(kind == "near muscle" for kind, _, _ in near)


def _load(part: Placed, loads: Mapping[str, float]) -> float:
    """Newtons by which a part is lit."""
    kind, name, _ = part
    if kind not in LIT_KINDS:
        return 0.0
    return loads.get(SACRUM if name in SACRAL else BONE_OF.get(name, name), 0.0)


@lru_cache(maxsize=8)
def _there(
    figure: Figure, without: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[int, int], ...]]:
    """Kinds, names, and first row and end of the outlines that are left without some structures."""
    missing, ends = frozenset(without), figure.outline.ends.tolist()
    left = [
        (part, rows)
        for part, rows in zip(figure.parts, pairwise(ends), strict=True)
        if not part.needs & missing
    ]
    return (
        tuple(part.kind for part, _ in left),
        tuple(part.name for part, _ in left),
        tuple(rows for _, rows in left),
    )


class PlacedFigure(Struct, frozen=True, eq=False):
    """A figure in pixels.

    Attributes:
        parts: kind, name and polygon of everything but the skin.
        skin: the skin of head, trunk and leg in one, shape (n, 2).
        arm, leg, trunk: the skin of the arm, of one leg, and of back and front of the trunk.
    """

    parts: tuple[Placed, ...]
    skin: np.ndarray
    arm: np.ndarray
    leg: np.ndarray
    trunk: np.ndarray

    def bone_at(self, at: QPointF) -> str | None:
        """Name of the uppermost bone at a place (px)."""
        for kind, name, outline in reversed(self.parts):
            if kind in POINTED_KINDS and outline.containsPoint(at, Qt.FillRule.OddEvenFill):
                return name
        return None

    def is_under(self, box: QRectF) -> bool:
        """Whether the skin of the body or of an arm lies under a box, px."""
        return any(
            any_within(each, box)
            or polygon(each).containsPoint(box.center(), Qt.FillRule.OddEvenFill)
            for each in (self.skin, self.arm)
            if each[:, 1].min(initial=np.inf) < box.bottom()
        )

    def parts_of(self, *kinds: str) -> dict[str, QPolygonF]:
        """Outlines of some kinds by name, from the first drawn."""
        return {name: outline for kind, name, outline in self.parts if kind in kinds}
