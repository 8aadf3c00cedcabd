"""Paints the floor strip: where the roller can go, the scale of pressure, what the lines mean."""

from __future__ import annotations

import itertools

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QLinearGradient, QPainter, QPen, QPolygonF

from spineviz.scene import ROLLED_LEVELS, SHORT
from spineviz.simulation import RollerTrack
from spineviz.window.camera import Camera
from spineviz.window.theme import PRESSURE_TOP_KPA, Theme

ZONES = {"T": "THORACIC", "L": "LUMBAR", "S": "PELVIS"}
"""Words for the first letters of the levels."""

LINES = (("unloaded", True), ("now", False))
"""What the two curves of the column mean, and whether they are dashed."""

TICKS_KPA = (0, 10, 20, 40, 80)
RAIL_TOP, RAIL_HEIGHT = 9.0, 22.0  # px under the floor
SCALE_WIDTH = 160.0  # px of the scale of pressure


def rail_box(camera: Camera, track: RollerTrack) -> QRectF:
    """The rail on which the handle runs."""
    left, right = camera.x(float(track.x_m[0])), camera.x(float(track.x_m[-1]))
    return QRectF(left - 14, camera.floor + RAIL_TOP, right - left + 28, RAIL_HEIGHT)


def paint_rail(
    painter: QPainter, theme: Theme, camera: Camera, track: RollerTrack, font: QFont
) -> None:
    """Paint the rail with the names of its levels, and brackets over the zones."""
    box = rail_box(camera, track)
    painter.setPen(QPen(theme.color("field_line"), 1))
    painter.setBrush(theme.color("chip"))
    painter.drawRoundedRect(box, RAIL_HEIGHT / 2, RAIL_HEIGHT / 2)
    plain, bold = QFont(font), QFont(font)
    bold.setBold(True)
    columns = [camera.x(float(x)) for x in track.x_m]
    narrow = min(b - a for a, b in itertools.pairwise(columns))
    plain.setPixelSize(int(min(font.pixelSize(), max(0.78 * narrow, 8))))
    bold.setPixelSize(plain.pixelSize())
    names = [SHORT.get(name, name) for name in track.levels]
    letters = [name[0] for name in names]
    last = len(letters) - 1
    for row, (name, column) in enumerate(zip(names, columns, strict=True)):
        beside = (letters[max(row - 1, 0)], letters[min(row + 1, last)])
        end = row in (0, last) or beside != (letters[row], letters[row])
        painter.setFont(bold if end else plain)
        painter.setPen(theme.color("ink" if end else "ink2"))
        text = QRectF(column - 20, box.top(), 40, box.height())
        text_here = name if end or row >= len(ROLLED_LEVELS) else name[1:]
        painter.drawText(text, Qt.AlignmentFlag.AlignCenter, text_here)
    small = QFont(font)
    small.setPixelSize(max(font.pixelSize() - 1, 9))
    small.setBold(True)
    painter.setFont(small)
    y = box.bottom() + 5
    for letter in dict.fromkeys(letters):
        rows = [row for row, each in enumerate(letters) if each == letter]
        left, right = columns[rows[0]] - 7, columns[rows[-1]] + 7
        painter.setPen(QPen(theme.color("ink2"), 1))
        painter.drawPolyline(
            QPolygonF(
                [QPointF(left, y - 3), QPointF(left, y), QPointF(right, y), QPointF(right, y - 3)]
            )
        )
        text = QRectF((left + right) / 2 - 80, y + 1, 160, 14)
        painter.drawText(text, Qt.AlignmentFlag.AlignCenter, ZONES[letter])


def paint_handle(
    painter: QPainter,
    theme: Theme,
    camera: Camera,
    rail: QRectF,
    x_m: float,
    text: str,
    font: QFont,
) -> None:
    """Paint the handle on its rail."""
    bold = QFont(font)
    bold.setBold(True)
    width = QFontMetricsF(bold).horizontalAdvance(text) + 18
    box = QRectF(camera.x(x_m) - width / 2, camera.floor + RAIL_TOP - 3, width, RAIL_HEIGHT + 6)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("chip"))
    # no name of the rail shows beside the handle
    painter.drawRect(box.adjusted(-13, 4, 13, -4).intersected(rail.adjusted(6, 1, -6, -1)))
    painter.setBrush(theme.color("accent"))
    painter.drawRoundedRect(box, 8, 8)
    painter.setPen(theme.color("on_accent"))
    painter.setFont(bold)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent"))
    for side in (-1, 1):
        tip, foot = (
            box.center().x() + side * (width / 2 + 9),
            box.center().x() + side * (width / 2 + 4),
        )
        y = box.center().y()
        painter.drawPolygon(
            QPolygonF([QPointF(tip, y), QPointF(foot, y - 4), QPointF(foot, y + 4)])
        )


def paint_legend(
    painter: QPainter, theme: Theme, left: float, right: float, floor: float, font: QFont
) -> None:
    """Paint the fixed scale of pressure and the two kinds of line."""
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    words = sum(metrics.horizontalAdvance(text) + 46 for text, _ in LINES) + 44
    bar = QRectF(left, floor + 11, min(max(right - left - words, 90.0), SCALE_WIDTH), 10)
    shade = QLinearGradient(bar.topLeft(), bar.topRight())
    for row, stop in enumerate(theme.pressure):
        shade.setColorAt(row / (len(theme.pressure) - 1), stop)
    painter.setPen(QPen(theme.color("field_line"), 1))
    painter.setBrush(shade)
    painter.drawRect(bar)
    painter.setPen(theme.color("ink2"))
    for value in TICKS_KPA:
        x = bar.left() + bar.width() * value / PRESSURE_TOP_KPA
        painter.drawText(QRectF(x - 20, bar.bottom() + 2, 40, metrics.height()),
                         Qt.AlignmentFlag.AlignCenter, f"{value}")  # fmt: skip
    painter.drawText(QPointF(bar.right() + 8, bar.bottom()), "kPa")
    x, y = bar.right() + 48, bar.center().y()
    for text, dash in LINES:
        pen = QPen(theme.color("curvature"), 2)
        if dash:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, y), QPointF(x + 24, y))
        painter.setPen(theme.color("ink2"))
        painter.drawText(QPointF(x + 30, y + metrics.ascent() / 2 - 1), text)
        x += 30 + metrics.horizontalAdvance(text) + 16
