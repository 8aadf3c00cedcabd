"""Paints the lines between which the curves of the spine are measured."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from spineviz.drawing.end_plates import Cobb
from spineviz.window.paint.camera import Camera, polygon
from spineviz.window.paint.room import Room
from spineviz.window.paint.theme import Theme

NEAR, FAR = -0.022, 0.100  # m ahead of the middle of an end plate between which its line runs
ARC = 0.088  # m ahead of it where the arc starts
BULGE = 0.10  # of the arc towards the front, as a share of the way between its ends


class CobbLines:
    """The lines of one curve in pixels.

    Attributes:
        lines: px, shape (2, 2, 2): plate, end, place.
        arc: px, shape (n, 2), from one line to the other.
    """

    def __init__(self, cobb: Cobb, camera: Camera) -> None:
        self.cobb = cobb
        ends = [cobb.places + reach * cobb.forward for reach in (NEAR, FAR)]
        self.lines = camera.pixels(np.stack(ends, axis=1).reshape(-1, 2)).reshape(2, 2, 2)
        a, b = cobb.places + ARC * cobb.forward
        out = cobb.forward.sum(axis=0)
        out /= np.hypot(*out)
        share = np.linspace(0, 1, 25)[:, None]
        rise = BULGE * np.hypot(*(b - a)) * 4 * share * (1 - share)
        self.arc = camera.pixels((1 - share) * a + share * b + rise * out)

    @property
    def text(self) -> str:
        """What stands at the arc, e.g. "T1 to T12 24°"."""
        return f"{' to '.join(self.cobb.ends)} {self.cobb.degrees:.0f}°"

    def paint(self, painter: QPainter, theme: Theme, base: QFont, room: Room) -> None:
        """Paint both lines, the dotted arc, and the angle where there is room at the arc."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(theme.pen("curvature", 1.4))
        for start, end in self.lines:
            painter.drawLine(QPointF(*start), QPointF(*end))
            room.take_line(QPointF(*start), QPointF(*end))
        dotted = theme.pen("curvature", 1.4)
        dotted.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(dotted)
        painter.drawPolyline(polygon(self.arc))
        font = theme.font(base, 12, bold=True)
        metrics = QFontMetricsF(font)
        width, height = metrics.horizontalAdvance(self.text) + theme.px(10), metrics.height()
        boxes = (
            QRectF(x - width / 2, y - height / 2 - rise * height, width, height)
            for rise in (0.0, 1.0, -1.0, 2.0)
            for x, y in self.arc[[12, 9, 15, 6, 18]]
        )
        box = room.first_free(boxes)
        if box is None:
            return
        painter.setPen(theme.pen("curvature", 1.0))
        painter.setBrush(theme.color("panel"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(font)
        painter.setPen(theme.color("ink"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text)
