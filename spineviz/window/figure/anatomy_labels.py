"""Writes the names of ribs and sternum in front of the chest, where there is room."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from spineviz.window.figure.figure_painter import PlacedFigure
from spineviz.window.paint.camera import points_of
from spineviz.window.paint.room import Room
from spineviz.window.paint.theme import Theme

SMALLEST = 0.62  # px/mm from which the labels have something to point at
SIDE = (-40.0, 10.0, -90.0, 60.0, 110.0, -140.0)  # px beside the target, in the order of trying
LONGEST = 150.0  # px of a line from a name to what it names
RISE = (16.0, 34.0, 52.0)  # px over the skin


class Label(Struct, frozen=True):
    """Kinds of parts that get one name, which of them it points at, and where along that."""

    kind: str
    word: str
    which: float
    along: float


LABELS = (
    Label("true rib", "true ribs", 0.55, 0.32),
    Label("sternum", "", 0.5, 0.25),
    Label("false rib", "false ribs", 0.5, 0.40),
    Label("floating rib", "floating", 0.0, 0.45),
)


def paint_labels(
    painter: QPainter, theme: Theme, base: QFont, placed: PlacedFigure, scale_mm: float, room: Room
) -> None:
    """Paint each label with a line to what it names."""
    if scale_mm < SMALLEST:
        return
    font = theme.font(base, 11)
    font.setItalic(True)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    skin = placed.trunk
    for label in LABELS:
        parts = placed.parts_of(label.kind)
        if not parts:
            continue
        names = sorted(parts, key=_number)
        outline = parts[names[round(label.which * (len(names) - 1))]]
        points = points_of(outline)
        target = QPointF(*points[round(label.along * (len(points) - 1))])
        first, last = _number(names[0]), _number(names[-1])
        text = f"{label.word} {first}–{last}" if label.word else label.kind
        width, height = metrics.horizontalAdvance(text) + 6, metrics.height()
        boxes = [
            QRectF(left, top, width, height)
            for rise in RISE
            for side in SIDE
            for left in (target.x() + theme.px(side) - width / 2,)
            for top in (_top(skin, left, left + width) - theme.px(rise) - height / 2,)
        ]
        feet = [
            QPointF(min(max(target.x(), box.left() + 6), box.right() - 6), box.bottom() + 3)
            for box in boxes
        ]
        free = (
            (room.take(box), foot)
            for box, foot in zip(boxes, feet, strict=True)
            if room.is_free(box)
            and np.hypot(foot.x() - target.x(), foot.y() - target.y()) < theme.px(LONGEST)
            and not room.crosses(foot, target)
            and not placed.is_under(box)
        )
        found = next(free, None)
        if found is None:
            continue
        box, foot = found
        room.take_line(foot, target)
        painter.setPen(theme.pen("ink3", 1.0))
        painter.drawLine(foot, target)
        painter.setPen(theme.color("ink2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _number(name: str) -> int:
    digits = "".join(letter for letter in name if letter.isdigit())
    return int(digits) if digits else 0


def _top(skin: np.ndarray, left: float, right: float) -> float:
    """Highest pixel row of the skin between two pixel columns."""
    near = skin[(skin[:, 0] > left) & (skin[:, 0] < right), 1]
    return float(near.min()) if len(near) else float(skin[:, 1].min())
