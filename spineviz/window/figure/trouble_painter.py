"""Paints where trouble was found: a mark at each place, with the published share beside it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from spineviz.scene import LEVELS
from spineviz.teaching.trouble import Trouble, troubles
from spineviz.window.paint.camera import Camera
from spineviz.window.paint.room import Room
from spineviz.window.paint.theme import Theme
from spineviz.words.language import say

BEHIND, AHEAD = -0.050, 0.060  # m from the bodies, where a share is written
MARK = 0.011  # m, radius of the mark of a share of one half


def paint_trouble(
    painter: QPainter, theme: Theme, base: QFont, frames: np.ndarray, camera: Camera, room: Room
) -> None:
    """Paint every count on the bodies of a pose.

    Args:
        painter, theme, base: what to paint with.
        frames: pose of the vertebrae, shape (levels or more, 3): m, m, rad.
        camera: pixels.
        room: keeps the shares apart from other writing.
    """
    font = theme.font(base, 11, bold=True)
    note = theme.font(base, 12)
    metrics = QFontMetricsF(font)
    for each in troubles():
        place, tilt = _place(frames, each)
        at = camera.point(place)
        radius = max(MARK * camera.scale * float(np.sqrt(2 * each.share)), 3.0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for token, width in (("on_pill", 4.5), ("status_high", 2.2)):
            painter.setPen(theme.pen(token, width))
            if each.kind == "pars":
                painter.drawRect(QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius))
            else:
                painter.drawEllipse(at, radius, radius)
        share = f"{100 * each.share:.0f}\u202f%"
        name = "-".join(dict.fromkeys(each.ends))
        text = f"{name} {each.kind} {share}"
        if each.stretch:
            text = f"{name} discs, all: at most {share}"
        width, height = metrics.horizontalAdvance(text) + 10, metrics.height() + 2
        forward = np.array([-np.sin(tilt), np.cos(tilt)])
        boxes = (
            QRectF(spot.x() - width / 2 + side * width, spot.y() - height / 2, width, height)
            for reach in (AHEAD, 1.6 * AHEAD, 2.4 * AHEAD, BEHIND, 2 * BEHIND, 3.2 * AHEAD)
            for side in (0.0, 0.6, -0.6)
            for spot in (camera.point(place + reach * forward),)
        )
        box = room.first_free(boxes)
        if box is None:
            continue
        painter.setPen(theme.pen("status_high", 1.2))
        painter.drawLine(at, _nearest(box, at))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("pill"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(theme.color("on_pill"))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.setFont(note)
    painter.setPen(theme.color("ink2"))
    wide = QFontMetricsF(note)
    text = say("body.trouble")
    width = wide.horizontalAdvance(text) + 2
    device = painter.viewport().width() if painter.viewport().width() else 0
    line = room.first_free(
        QRectF(left, top, width, wide.height())
        for top in (theme.px(8), theme.px(52))
        for left in (device - width - 16.0, 16.0)
    )
    if line is not None:
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, text)


def _place(frames: np.ndarray, each: Trouble) -> tuple[np.ndarray, float]:
    """Middle of a count's place (m) and the tilt (rad) there."""
    rows = [LEVELS.index(end) if end in LEVELS else len(LEVELS) for end in each.ends]
    poses = []
    for row in rows:
        if row < len(LEVELS):
            poses.append(frames[row])
        else:  # below the last vertebra: as far on as the one above it is away
            poses.append(2 * frames[len(LEVELS) - 1] - frames[len(LEVELS) - 2])
    middle = (poses[0] + poses[1]) / 2
    return middle[:2], float(middle[2])


def _nearest(box: QRectF, at: QPointF) -> QPointF:
    """The point of a box that is next to another point."""
    return QPointF(
        min(max(at.x(), box.left()), box.right()), min(max(at.y(), box.top()), box.bottom())
    )
