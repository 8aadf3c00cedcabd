"""What a picture writes, and where."""

from __future__ import annotations

import re
from html import unescape

from PySide6.QtCore import QBuffer, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtSvg import QSvgGenerator

from spineviz.window.paint.picture import base


def written(picture, width, height) -> list[tuple[str, QRectF, int]]:
    """Every text with its box and its size, px."""
    kept = QBuffer()
    kept.open(QBuffer.OpenModeFlag.WriteOnly)
    made = QSvgGenerator()
    made.setOutputDevice(kept)
    made.setSize(QSize(width, height))
    made.setViewBox(QRectF(0, 0, width, height))
    painter = QPainter(made)
    picture.paint(painter, QRectF(0, 0, width, height))
    painter.end()
    pattern = (
        r'<text[^>]*?x="([-\d.]+)" y="([-\d.]+)"'
        r'[^>]*font-size="(\d+)"[^>]*font-weight="(\d+)"[^>]*>([^<]+)</text>'
    )
    found = []
    for x, y, size, weight, text in re.findall(pattern, bytes(kept.data()).decode()):
        if not text.strip():
            continue
        font = base()
        font.setPixelSize(int(size))
        font.setBold(int(weight) >= 600)
        metrics = QFontMetricsF(font)
        box = QRectF(float(x), float(y) - metrics.capHeight(),
                     metrics.horizontalAdvance(text.strip()), metrics.capHeight())  # fmt: skip
        found.append((unescape(text.strip()), box, int(size)))
    return found
