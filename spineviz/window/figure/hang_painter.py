"""Marks hips that hang over the floor, how high, and a place at which the body tips."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from spineviz.outcome import Balanced
from spineviz.window.figure.figure_painter import PlacedFigure
from spineviz.window.paint.camera import points_of, polygon
from spineviz.window.paint.room import Room
from spineviz.window.paint.theme import Theme
from spineviz.words.language import say

BESIDE = 7.0  # px from the line to its words
HEAD = np.array([(-3.0, 5.0), (0.0, 0.0), (3.0, 5.0)])  # px of an arrow that points up
SEESAW = np.array([(-9.0, -1.0), (9.0, -7.0)])
SUPPORT = np.array([(0.0, -4.0), (-4.0, 4.0), (4.0, 4.0)])
"""px at 100 % of a beam and what it tips over, from the middle of a row."""
SIGN = 24.0  # px at 100 % that the sign takes up
CLEARED = 0.8  # how far the ground under the words is cleared
PLACES = 10  # tried, one row's height apart


def paint_hanging(
    painter: QPainter,
    theme: Theme,
    base: QFont,
    outcome: Balanced,
    placed: PlacedFigure,
    roller: float,
    floor: float,
    room: Room,
) -> None:
    """Paint an arrow from the floor to the height of the hips with its length, and a sign where the
    body tips; where there is no room for it, the sentence under the picture says it alone.

    Args:
        roller, floor: px, its end on the side of the feet, and where it stands.
        room: keeps the words apart from other writing.
    """
    told = {each.kind: each.saying.slots for each in outcome.alerts}
    if "hips_off" not in told:
        return
    foot = _lowest(placed)
    words = [say("body.hang", gap=told["hips_off"]["gap"])]
    if "tips" in told:
        words.append(say("body.tips"))
    font = theme.font(base, 11, bold=True)
    metrics = QFontMetricsF(font)
    line = metrics.height()
    wide = max(metrics.horizontalAdvance(each) for each in words)
    size = wide + (theme.px(SIGN) if len(words) > 1 else 0.0), line * len(words)
    start = max(foot.x(), roller + BESIDE)
    for step in range(PLACES):
        top, end = QPointF(start + step * line, foot.y()), QPointF(start + step * line, floor)
        box = QRectF(end.x() + BESIDE, (top.y() + end.y() - size[1]) / 2, *size)
        round_line = QRectF(top, end).adjusted(-line / 2, line / 2, line / 2, 0)
        over = placed.is_under(round_line) or placed.is_under(box)
        if box.top() > top.y() and room.is_free(box) and not (over or room.crosses(top, end)):
            break
    else:
        return
    room.take(box)
    room.take_line(top, end)
    ground = theme.color("canvas")
    ground.setAlphaF(CLEARED)
    painter.fillRect(box, ground)  # the pose before is dashed under it
    painter.setPen(theme.pen("ink2", 0.7))
    painter.drawLine(foot, top)
    painter.setPen(theme.pen("ink2", 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawLine(top, end)
    painter.drawPolyline(polygon(HEAD + (top.x(), top.y())))
    painter.drawPolyline(polygon(HEAD * (1, -1) + (end.x(), end.y())))
    painter.setFont(font)
    painter.setPen(theme.color("ink2"))
    for row, each in enumerate(words):
        shift = theme.px(SIGN) if row else 0.0
        cell = QRectF(box.left() + shift, box.top() + row * line, box.width() - shift, line)
        painter.drawText(cell, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, each)
        if row:
            middle = (box.left() + 0.4 * shift, cell.center().y())
            scale = theme.px(1)
            painter.setPen(theme.pen("ink2", 1.6))
            painter.drawPolyline(polygon(scale * SEESAW + middle))
            painter.setBrush(theme.color("ink2"))
            painter.drawPolygon(polygon(scale * SUPPORT + middle))


def _lowest(placed: PlacedFigure) -> QPointF:
    """The lowest place of the skin under the hip bone, px."""
    bone = np.concatenate([points_of(each) for each in placed.parts_of("pelvis").values()])
    low, high = bone[:, 0].min(), bone[:, 0].max()
    under = placed.skin[(placed.skin[:, 0] >= low) & (placed.skin[:, 0] <= high)]
    x, y = under[int(np.argmax(under[:, 1]))]
    return QPointF(float(x), float(y))
