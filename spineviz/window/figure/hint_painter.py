"""Paints what can be done first: a word on the roller, and where it could go."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from spineviz.outcome import Rolled
from spineviz.simulation.place import track_of
from spineviz.window.figure.contact_painter import ON_ROLLER
from spineviz.window.figure.figure_painter import PlacedFigure
from spineviz.window.paint.camera import Camera
from spineviz.window.paint.room import Room
from spineviz.window.paint.theme import Theme

DRAG, HERE = "drag me", "and here?"
INVITED = "L3"
"""Level under which the second roller invites, the middle of the low back; what happens there the
model says."""
BESIDE, OVER_FLOOR = 3.0, 3.0  # px from the word to the roller it is about, and to the floor
APART = 2.2  # radii between the two rollers from which the second one is painted


def ghost_roller(outcome: Rolled, camera: Camera) -> QRectF | None:
    """Where the second roller is, px; None where the roller is there already."""
    track, roller = track_of(outcome.person), outcome.roller
    x = float(track.x_m[track.levels.index(INVITED)])
    if abs(x - roller.x) < APART * roller.radius:
        return None
    reach = roller.radius * camera.scale
    centre = camera.point((x, roller.radius))
    return QRectF(centre.x() - reach, centre.y() - reach, 2 * reach, 2 * reach)


def paint_ghost_roller(
    painter: QPainter, theme: Theme, outcome: Rolled, camera: Camera, base: QFont, room: Room
) -> None:
    """Paint the second roller, pale and dashed, and dots that lead to it."""
    box = ghost_roller(outcome, camera)
    if box is None:
        return
    pen = QPen(theme.color("accent"), max(1.6, theme.lines))
    pen.setDashPattern([3, 2])
    painter.setPen(pen)
    pale = theme.color("canvas")
    pale.setAlphaF(0.82)
    painter.setBrush(pale)
    painter.drawEllipse(box)
    font = theme.font(base, 12, bold=True)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(theme.color("accent"))
    words = [HERE] if metrics.horizontalAdvance(HERE) <= 0.9 * box.width() else HERE.split()
    y = box.center().y() - len(words) * metrics.lineSpacing() / 2
    for word in words:
        row = QRectF(box.left(), y, box.width(), metrics.lineSpacing())
        painter.drawText(row, Qt.AlignmentFlag.AlignCenter, word)
        room.take(row.adjusted(0.2 * row.width(), 0, -0.2 * row.width(), 0))
        y += metrics.lineSpacing()
    reach = outcome.roller.radius * camera.scale
    start = camera.point((outcome.roller.x, 0.0))
    way = 1 if box.center().x() > start.x() else -1
    y = camera.floor - theme.px(8)
    first, last = start.x() + way * (reach + 4), box.center().x() - way * (box.width() / 2 + 6)
    if way * (last - first) < theme.px(14):
        return
    painter.setPen(pen)
    painter.drawLine(QPointF(first, y), QPointF(last - way * 6, y))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent"))
    painter.drawPolygon(QPolygonF([QPointF(last, y), QPointF(last - way * 8, y - 4),
                                   QPointF(last - way * 8, y + 4)]))  # fmt: skip


def drag_me_box(
    theme: Theme, outcome: Rolled, camera: Camera, base: QFont, placed: PlacedFigure
) -> QRectF:
    """Where it is written that the roller can be dragged, px: on the roller, or where that would
    hide half of it beside it on the floor, towards the head or else the feet, where neither the
    body nor the second roller is."""
    metrics = QFontMetricsF(theme.font(base, 13, bold=True))
    wide, high = metrics.horizontalAdvance(DRAG) + theme.px(34), metrics.height() + 4
    roller = outcome.roller
    reach, middle = roller.radius * camera.scale, camera.x(roller.x)
    on_it = QRectF(0, 0, wide, high)
    on_it.moveCenter(camera.point((roller.x, 0.34 * roller.radius)))
    if wide <= ON_ROLLER * 2 * reach:
        return on_it
    second = ghost_roller(outcome, camera)
    top = camera.floor - OVER_FLOOR - high
    # as near as the roller is broad in the rows of the words
    half = reach if high > reach else math.sqrt(reach**2 - (reach - high - OVER_FLOOR) ** 2)
    for left in (middle - half - BESIDE - wide, middle + half + BESIDE):
        box = QRectF(left, top, wide, high)
        free = second is None or not second.intersects(box)
        if box.left() >= OVER_FLOOR and free and not placed.is_under(box):
            return box
    on_it.moveBottom(min(on_it.bottom(), camera.floor - OVER_FLOOR))
    return on_it


def paint_drag_me(painter: QPainter, theme: Theme, base: QFont, box: QRectF) -> None:
    """Write into a box of `drag_me_box` that the roller can be dragged."""
    font = theme.font(base, 13, bold=True)
    high, wide = box.height(), box.width()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent"))
    painter.drawRoundedRect(box, high / 2, high / 2)
    painter.setPen(theme.color("on_accent"))
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, DRAG)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("on_accent"))
    y, half = box.center().y(), theme.px(4)
    for side in (-1, 1):
        tip = box.center().x() + side * (wide / 2 - theme.px(6))
        painter.drawPolygon(QPolygonF([QPointF(tip, y), QPointF(tip - side * 1.3 * half, y - half),
                                       QPointF(tip - side * 1.3 * half, y + half)]))  # fmt: skip
