"""The figure of a handout: a body on its roller, with numbers that point at parts."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from spineviz.drawing.bone_loads import bone_loads
from spineviz.drawing.profile import profile
from spineviz.outcome import Balanced, Rolled
from spineviz.session.shown import Shown
from spineviz.teaching.handout import Part
from spineviz.window.figure.body_picture import BodyPicture
from spineviz.window.figure.body_place import pose_of
from spineviz.window.figure.contact_painter import Ribbon, paint_roller
from spineviz.window.figure.figure_painter import FigurePainter, PlacedFigure
from spineviz.window.paint.camera import Camera, fit, points_of
from spineviz.window.paint.picture import base, painted
from spineviz.window.paint.theme import Theme

RING = 9.0  # px, radius of the circle round a number
ROW = 26.0  # px over and under the body where the numbers stand
APART = 34.0  # px from one number to the next of its row
EDGE = 6.0  # px beside the body
ALONG = {"true rib": 0.32}
"""How far along its outline a bent part is pointed at; its middle would lie beside it."""


class HandoutFigure(Struct, frozen=True, eq=False):
    """A body without a number of the model, or lit by what its bones take.

    Attributes:
        outcome: what is drawn. parts: what is pointed at, numbered from 1. theme: see there.
        loads: whether bones and skin show the roller's force.
    """

    outcome: Balanced
    parts: tuple[Part, ...]
    theme: Theme
    loads: bool

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint into a box."""
        theme = self.theme
        with painted(painter, box) as local:
            painter.fillRect(local, theme.color("panel"))
            camera = self._camera(local)
            placed = self._body(painter, camera)
            painter.setPen(theme.pen("floor_line", 1.2))
            painter.drawLine(QPointF(0, camera.floor), QPointF(local.width(), camera.floor))
            self._numbers(painter, placed, camera, local)
            painter.setPen(theme.pen("field_line", 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(local.adjusted(0.5, 0.5, -0.5, -0.5))

    def _camera(self, box: QRectF) -> Camera:
        world = BodyPicture(self.outcome, Shown(zoom=False), self.theme).own_box
        assert world is not None
        way = -1 if self.outcome.person.face_down else 1
        return fit(world, box.width(), box.height(), ROW, ROW + EDGE, EDGE, way)

    def _body(self, painter: QPainter, camera: Camera) -> PlacedFigure:
        outcome, theme = self.outcome, self.theme
        painter_of_figure, pose = FigurePainter(theme, camera.mm), pose_of(outcome)
        placed = painter_of_figure.prepare(pose.figure, pose.shape, camera, outcome.scene.without)
        painter_of_figure.behind(painter, placed, camera)
        if outcome.roller is not None:
            paint_roller(painter, camera, theme, outcome.roller, outcome.scene.roller_kind, False)
        if not self.loads or not isinstance(outcome, Rolled):
            painter_of_figure.body(painter, placed)
            return placed
        loads = bone_loads(outcome)
        ribbon = Ribbon(profile(outcome), outcome.roller, camera)
        painter_of_figure.body(
            painter,
            placed,
            {bone: loads.lit_by(bone) for bone in loads.bones},
            lambda under: ribbon.paint_tint(under, theme),
        )
        ribbon.paint(painter, theme)
        return placed

    def _numbers(
        self, painter: QPainter, placed: PlacedFigure, camera: Camera, box: QRectF
    ) -> None:
        """Paint each number in a circle over or under the body, with a line to its part."""
        theme = self.theme
        painter.setFont(theme.font(base(), 12, bold=True))
        for over in (True, False):
            row = [
                (number, self._target(part, placed, camera))
                for number, part in enumerate(self.parts, start=1)
                if part.over == over
            ]
            y = RING + 4 if over else box.height() - RING - 4
            for (number, target), x in zip(row, _spread([at.x() for _, at in row]), strict=True):
                self._number(painter, f"{number}", QPointF(x, y), target)

    def _number(self, painter: QPainter, text: str, centre: QPointF, target: QPointF) -> None:
        theme = self.theme
        painter.setPen(theme.pen("panel", 3.0))  # a line over bones needs an edge of its own
        painter.drawLine(centre, target)
        painter.setPen(theme.pen("ink", 1.1))
        painter.drawLine(centre, target)
        painter.setBrush(theme.color("ink"))
        painter.drawEllipse(target, 2.2, 2.2)
        painter.setBrush(theme.color("panel"))
        painter.drawEllipse(centre, RING, RING)
        ring = QRectF(centre.x() - RING, centre.y() - RING, 2 * RING, 2 * RING)
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, text)

    def _target(self, part: Part, placed: PlacedFigure, camera: Camera) -> QPointF:
        """Px of the place that a part's number points at."""
        roller = self.outcome.roller
        if part.kind == "roller" and roller is not None:
            return camera.point((roller.x, roller.y))
        outlines = placed.parts_of(part.kind)
        centres = {}
        for name, outline in outlines.items():
            points = points_of(outline)
            along = round(ALONG.get(part.kind, 0.0) * (len(points) - 1))
            centres[name] = points[along].copy() if along else points.mean(axis=0)
        if part.name in centres:
            return QPointF(*centres[part.name])
        beside = self._beside(placed, camera)
        return QPointF(*min(centres.values(), key=lambda at: abs(at[0] - beside)))

    def _beside(self, placed: PlacedFigure, camera: Camera) -> float:
        """Px column beside the vertebra that is pointed at."""
        named = next(part for part in self.parts if part.kind == "body")
        return self._target(named, placed, camera).x() + APART


def _spread(columns: list[float]) -> list[float]:
    """The px columns of numbers whose targets have some columns, `APART` from each other."""
    found = np.array(columns)
    order = np.argsort(found)
    for before, after in pairwise(order):
        found[after] = max(found[after], found[before] + APART)
    return [float(each) for each in found - (found.mean() - np.mean(columns))]
