"""A few words on a dark ground with round corners, which read over anything."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter

from spineviz.window.paint.theme import Theme

CORNER = 4.0  # px


def paint_pill(
    painter: QPainter, theme: Theme, box: QRectF, text: str, font: QFont, corner: float = CORNER
) -> None:
    """Write a text into the middle of a box (px) and fill what is behind it."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("pill"))
    painter.drawRoundedRect(box, corner, corner)
    painter.setPen(theme.color("on_pill"))
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
