"""Paints what is written on the body: the curve now and before, its angles, names of levels."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from spineviz.drawing.figure import WALL_LEVELS, Figure, lay_on
from spineviz.outcome import Balanced
from spineviz.scene import LEVELS
from spineviz.window.paint.camera import Camera
from spineviz.window.paint.pill import paint_pill
from spineviz.window.paint.room import Room
from spineviz.window.paint.theme import LIGHT, Theme, lit_bone
from spineviz.words.sentences import change_of_angle

READABLE = 15.0  # px, height of a body that has room for its name
CALLOUT_GAP = 14.0  # px between the skin of the front and a call-out
ON_BONE = LIGHT.color("ink")  # bone is pale in every theme
DARK_BONE = 0.42  # lightness of a lit bone under which its name is written in a light colour
CLEARED = 0.8  # how far the ground under the words is cleared; drawing convention
NEAR_CALLOUT = 20.0  # px before a call-out within which the skin must stay under it


class Marks:
    """Curves and names of one pose, in pixels.

    Args:
        figure: whose. flat: the front of its column lying flat, m.
        now: its frames. row: running number of the level at which the two curves meet.
    """

    def __init__(
        self, figure: Figure, flat: np.ndarray, now: np.ndarray, row: float, camera: Camera
    ) -> None:
        line = figure.front(now)
        before = lay_on(flat, line, row)
        self._line = camera.pixels(line)
        self._now = camera.polygon(line)
        self._before = camera.polygon(before)
        self._centres = camera.pixels(now[: len(LEVELS), :2])
        self._tilt = now[: len(LEVELS), 2]
        self._heights = figure.body_sizes * camera.scale
        self._scale = camera.scale
        self._way = camera.way

    def paint_curves(self, painter: QPainter, theme: Theme) -> None:
        """Paint the front of the column as it is now, and dashed as it lies flat."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        dashed = theme.pen("curvature", 1.6)
        dashed.setDashPattern([4, 3])
        painter.setPen(dashed)
        painter.drawPolyline(self._before)
        painter.setPen(theme.pen("curvature", 2.0))
        painter.drawPolyline(self._now)

    def paint_names(
        self,
        painter: QPainter,
        theme: Theme,
        base: QFont,
        level: str,
        loads: Mapping[str, float] | None = None,
    ) -> None:
        """Write names into the bodies that have room, and the contact level in any case; `loads`
        are newtons by which bodies are coloured."""
        small, bold = theme.font(base, 12), theme.font(base, 12, bold=True)
        largest = small.pixelSize()
        for row, name in enumerate(LEVELS):
            here = name == level
            size = min(0.52 * self._heights[row], largest)
            if not here and self._heights[row] < READABLE:
                continue
            used = bold if here else small
            used.setPixelSize(int(max(size, 9)))
            painter.setFont(used)
            if here and self._heights[row] < READABLE:
                self._chip(painter, theme, used, row, name)
                continue
            x, y = self._centres[row]
            if here:
                metrics = QFontMetricsF(used)
                width, height = metrics.horizontalAdvance(name) + 6, metrics.height() - 2
                box = QRectF(x - width / 2, y - height / 2, width, height)
                paint_pill(painter, theme, box, name, used)
                continue
            fill = lit_bone(theme, "bone", loads.get(name, 0.0)) if loads else theme.color("bone")
            on_bone = ON_BONE if fill.lightnessF() > DARK_BONE else theme.color("on_pill")
            painter.setPen(on_bone)
            box = QRectF(x - 20, y - 10, 40, 20)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)

    def _chip(self, painter: QPainter, theme: Theme, font: QFont, row: int, name: str) -> None:
        """The name of a small body on a chip in front of it."""
        font.setPixelSize(round(theme.px(11)))
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        away = 0.034 * self._scale + theme.px(4) - 4
        tilt = self._tilt[row]
        x, y = self._centres[row] + np.array([-self._way * np.sin(tilt), -np.cos(tilt)]) * away
        width, height = metrics.horizontalAdvance(name) + 8, metrics.height()
        box = QRectF(x - width / 2, y - height / 2, width, height)
        paint_pill(painter, theme, box, name, font)

    def paint_angle(
        self,
        painter: QPainter,
        theme: Theme,
        base: QFont,
        outcome: Balanced,
        name: str,
        skin: np.ndarray,
        room: Room,
        cleared: bool = False,
    ) -> None:
        """Write one curve, now and before, over the front of the trunk; on cleared ground where
        the pose before is dashed under it. Where it has no room it is left out.

        Args:
            name: Lordosis or Kyphosis. skin: px, shape (n, 2), over which it stands.
        """
        ground = theme.color("canvas")
        ground.setAlphaF(CLEARED)
        curvature = outcome.curvature
        font, bold = theme.font(base, 12), theme.font(base, 12, bold=True)
        metrics, wide = QFontMetricsF(font), QFontMetricsF(bold)
        level, rest, now = {
            "Lordosis": ("L3", curvature.lordosis_flat_deg, curvature.lordosis_deg),
            "Kyphosis": ("T7", curvature.kyphosis_flat_deg, curvature.kyphosis_deg),
        }[name]
        line = metrics.height()
        row = int(np.searchsorted(WALL_LEVELS, LEVELS.index(level)))
        foot = QPointF(*self._line[row])
        second = change_of_angle(rest, now)
        width = max(wide.horizontalAdvance(name), metrics.horizontalAdvance(second)) + 2
        boxes = (
            QRectF(left, bottom - 2 * line, width, 2 * line)
            for left in (foot.x() + theme.px(8), foot.x() - theme.px(8) - width)
            for rise in range(4)
            for bottom in (
                min(_top_near(skin, left, left + width), foot.y())
                - CALLOUT_GAP
                - rise * (line + 4),
            )
        )
        free = (
            room.take(each)
            for each in boxes
            if room.is_free(each) and not room.crosses(QPointF(foot.x(), each.top()), foot)
        )
        box = next(free, None)
        if box is None:
            return
        if cleared:
            painter.fillRect(box, ground)
        painter.setPen(theme.pen("curvature", 1.0))
        head = QPointF(foot.x(), box.top() + 2)
        room.take_line(head, foot)
        painter.drawLine(foot, head)
        painter.setBrush(theme.color("curvature"))
        painter.drawEllipse(foot, theme.px(3), theme.px(3))
        painter.setPen(theme.color("ink"))
        painter.setFont(bold)
        left_side = box.left() > foot.x()
        align = Qt.AlignmentFlag.AlignLeft if left_side else Qt.AlignmentFlag.AlignRight
        painter.drawText(box, align | Qt.AlignmentFlag.AlignTop, name)
        painter.setFont(font)
        painter.drawText(box, align | Qt.AlignmentFlag.AlignBottom, second)


def _top_near(skin: np.ndarray, left: float, right: float) -> float:
    """Highest pixel row of the skin between two pixel columns."""
    near = skin[(skin[:, 0] > left - NEAR_CALLOUT) & (skin[:, 0] < right), 1]
    return float(near.min()) if len(near) else float(skin[:, 1].min())
