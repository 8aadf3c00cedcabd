"""Paints the body: skin, muscle, bones, discs, in the order of a cut through the mid-plane."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPen, QPolygonF

from spineviz.drawing.figure import Figure, erector
from spineviz.window.paint.camera import Camera, polygon, widened
from spineviz.window.paint.theme import Theme

FAR_LEG = 0.034  # m, how much further along the far leg is drawn
UNDER_SKIN = 0.007  # m, depth of the back muscle under the skin
FOLDED = Qt.FillRule.WindingFill  # a bent knee folds the skin behind it over itself
FULL_SKIN = {"trunk skin", "leg skin", "head skin"}


@dataclass(frozen=True, slots=True)
class Ink:
    """How a kind of part is drawn: tokens of fill and line, and px of the line at 1 px/mm."""

    fill: str
    line: str
    width: float


INKS = {
    "far skin": Ink("far_skin", "far_skin_line", 1.0),
    "far limb bone": Ink("far_bone", "far_bone_line", 0.8),
    "muscle": Ink("muscle", "", 0.0),
    "clavicle": Ink("rib", "rib_line", 0.85),
    "true rib": Ink("rib", "rib_line", 0.85),
    "false rib": Ink("false_rib", "rib_line", 0.85),
    "floating rib": Ink("false_rib", "rib_line", 0.85),
    "cartilage": Ink("cartilage", "cartilage_line", 0.8),
    "sternum": Ink("rib", "rib_line", 1.1),
    "pelvis": Ink("far_bone", "far_bone_line", 1.0),
    "hole": Ink("skin_bottom", "far_bone_line", 0.8),
    "far bone": Ink("far_bone", "far_bone_line", 0.9),
    "cord": Ink("cord", "", 0.0),
    "arch": Ink("bone_shade", "bone_line", 0.85),
    "disc": Ink("disc", "disc_line", 0.8),
    "body": Ink("bone", "bone_line", 1.05),
    "jaw": Ink("bone_shade", "bone_line", 1.0),
    "skull": Ink("bone", "bone_line", 1.2),
    "teeth": Ink("bone", "bone_line", 0.7),
    "orbit": Ink("bone_shade", "far_bone_line", 0.8),
    "cheek": Ink("bone", "far_bone_line", 0.8),
    "ear": Ink("far_bone_line", "", 0.0),
    "seam": Ink("far_bone_line", "", 0.0),
}
BONE_KINDS = {
    "true rib", "false rib", "floating rib", "cartilage", "sternum", "pelvis", "arch", "body",
    "jaw", "skull", "scapula",
}  # fmt: skip
"""Kinds that answer to the pointer."""

BEHIND = {"far skin", "far limb bone"}
"""Kinds that lie behind the roller."""


class FigurePainter:
    """Paints one figure. Pens and brushes are made once a theme and scale."""

    def __init__(self, theme: Theme, scale_mm: float) -> None:
        self._theme = theme
        # lines thin with the view, but not to less than can be seen
        thin = min(max(scale_mm, 0.55), 1.6)
        no_pen, no_brush = QPen(Qt.PenStyle.NoPen), QBrush(Qt.BrushStyle.NoBrush)
        self._inks = {
            kind: (
                QBrush(theme.color(ink.fill)) if ink.fill else no_brush,
                theme.pen(ink.line, max(ink.width * thin, 0.7)) if ink.line else no_pen,
            )
            for kind, ink in INKS.items()
        }
        self._skin_line = 1.6 * max(thin, 0.7) * theme.lines
        glass = QColor(theme.color("scapula"))
        glass.setAlphaF(0.22)
        self._inks["scapula"] = QBrush(glass), theme.pen("scapula", 1.5 * thin)

    def prepare(
        self,
        figure: Figure,
        places: np.ndarray,
        back: np.ndarray,
        camera: Camera,
        without: tuple[str, ...],
    ) -> PlacedFigure:
        """Turn the placed outlines and the skin of the back into polygons of the screen."""
        missing = frozenset(without)
        pixels = camera.pixels(places)
        pixels[:, 1] = np.minimum(pixels[:, 1], camera.floor)
        ends = figure.outline.ends
        found: list[tuple[str, str, QPolygonF]] = []
        skins: dict[str, np.ndarray] = {}
        muscle = None
        for part, start, end in zip(
            figure.parts, ends[:-1].tolist(), ends[1:].tolist(), strict=True
        ):
            if part.needs and part.needs & missing:
                continue
            if part.kind == "trunk skin":
                skins[part.kind] = np.concatenate((camera.pixels(back), pixels[start:end]))
            elif part.kind in FULL_SKIN:
                skins[part.kind] = pixels[start:end]
            elif part.kind == "erector edge":
                muscle = camera.polygon(erector(back, places[start:end], UNDER_SKIN))
            else:
                found.append((part.kind, part.name, polygon(pixels[start:end])))
        return PlacedFigure(tuple(found), skins, muscle)

    def behind(self, painter: QPainter, placed: PlacedFigure, camera: Camera) -> None:
        """Paint what lies behind roller and body: the far arm and the far leg."""
        arms = [part for part in placed.parts if part[0] in BEHIND]
        leg = placed.skins["leg skin"] + (FAR_LEG * camera.scale, 0)
        painter.setPen(self._theme.color("far_skin_line"))
        painter.setBrush(self._theme.color("far_skin"))
        painter.drawPolygon(polygon(leg), FOLDED)
        limbs = [shape for kind, _, shape in arms if kind == "far skin"]
        for shape in limbs:
            painter.drawPolygon(shape)
        painter.setPen(Qt.PenStyle.NoPen)
        for shape in limbs:
            painter.drawPolygon(shape)
        for kind, _, shape in arms:
            if kind != "far skin":
                brush, pen = self._inks[kind]
                painter.setBrush(brush)
                painter.setPen(pen)
                painter.drawPolygon(shape)

    def body(self, painter: QPainter, placed: PlacedFigure) -> None:
        """Paint skin, muscle and bones."""
        shapes = [placed.skins[kind] for kind in ("leg skin", "trunk skin", "head skin")]
        # A wider shape under each one is their common outline. That needs no union of paths, and
        # filling takes a tenth of the time of a thick line.
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("skin_line"))
        for shape in shapes:
            painter.drawPolygon(polygon(widened(shape, self._skin_line)), FOLDED)
        shade = QLinearGradient(
            QPointF(0, min(float(shape[:, 1].min()) for shape in shapes)),
            QPointF(0, float(shapes[1][:, 1].max())),
        )
        shade.setColorAt(0, self._theme.color("skin_top"))
        shade.setColorAt(1, self._theme.color("skin_bottom"))
        painter.setBrush(shade)
        for shape in shapes:
            painter.drawPolygon(polygon(shape), FOLDED)
        if placed.muscle is not None:
            painter.setBrush(self._theme.color("muscle"))
            painter.drawPolygon(placed.muscle)
        last = ""
        for kind, _, outline in placed.parts:
            if kind in BEHIND:
                continue
            if kind != last:
                brush, pen = self._inks[kind]
                painter.setBrush(brush)
                painter.setPen(pen)
                last = kind
            painter.drawPolygon(outline)

    def light_up(self, painter: QPainter, placed: PlacedFigure, names: Collection[str]) -> None:
        """Paint the outlines of bones again, lit."""
        painter.setPen(self._theme.pen("accent", 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for kind, name, outline in placed.parts:
            if name in names and kind in BONE_KINDS:
                painter.drawPolygon(outline)


@dataclass(frozen=True, slots=True, eq=False)
class PlacedFigure:
    """A figure in pixels.

    Attributes:
        parts: kind, name and polygon of everything but skin and back muscle.
        skins: outlines by kind, shape (n, 2). muscle: the back muscle.
    """

    parts: tuple[tuple[str, str, QPolygonF], ...]
    skins: dict[str, np.ndarray]
    muscle: QPolygonF | None

    def bone_at(self, at: QPointF) -> str | None:
        """Name of the uppermost bone at a place (px)."""
        for kind, name, outline in reversed(self.parts):
            if kind in BONE_KINDS and outline.containsPoint(at, Qt.FillRule.OddEvenFill):
                return name
        return None

    def parts_of(self, *kinds: str) -> dict[str, QPolygonF]:
        """Outlines of some kinds by name, from the first drawn."""
        return {name: outline for kind, name, outline in self.parts if kind in kinds}

    @property
    def trunk(self) -> np.ndarray:
        """The skin of the trunk, shape (n, 2)."""
        return self.skins["trunk skin"]
