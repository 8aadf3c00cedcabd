"""Prints the two fixed scales of colour: newtons in a bone, and kPa on the skin."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QLinearGradient, QPainter

from spineviz.window.paint.theme import PRESSURE_TOP_KPA, Theme, force_share

BAR = 9.0  # px at 100 %, height of a bar


class Scale(Struct, frozen=True):
    """One scale.

    Attributes:
        token: of its colours in the theme. unit: behind its last number.
        ticks: what is written at it. share: where on the bar a value lies, 0 to 1.
        titles: kinds of what it is of, from the longest to the shortest.
    """

    token: str
    unit: str
    ticks: tuple[int, ...]
    share: Callable[[float], float]
    titles: tuple[str, ...]


FORCE = Scale("force", "N", (0, 10, 50, 100, 200), force_share,
              ("scale.force", "scale.force.short"))  # fmt: skip
PRESSURE = Scale("pressure", "kPa", (0, 10, 20, 40, 80), lambda kpa: kpa / PRESSURE_TOP_KPA,
                 ("scale.pressure", "scale.pressure.short"))  # fmt: skip


def unit_room(theme: Theme, scale: Scale, font: QFont) -> float:
    """px beside a bar that its unit takes up."""
    return QFontMetricsF(font).horizontalAdvance(scale.unit) + theme.px(8)


def paint_scale(
    painter: QPainter, theme: Theme, scale: Scale, corner: QPointF, width: float, font: QFont
) -> QRectF:
    """Paint a bar with its ticks under it and its unit beside it.

    Args:
        corner: px, upper left of the bar. width: px of the bar.

    Returns:
        The bar, px.
    """
    metrics = QFontMetricsF(font)
    bar = QRectF(corner.x(), corner.y(), width, theme.px(BAR))
    stops = getattr(theme, scale.token)
    shade = QLinearGradient(bar.topLeft(), bar.topRight())
    for row, stop in enumerate(stops):
        shade.setColorAt(row / (len(stops) - 1), stop)
    painter.setPen(theme.pen("field_line", 1))
    painter.setBrush(shade)
    painter.drawRect(bar)
    painter.setFont(font)
    painter.setPen(theme.color("ink2"))
    taken = -1e9
    for value in scale.ticks:
        half = metrics.horizontalAdvance(f"{value}") / 2
        x = bar.left() + bar.width() * scale.share(value)
        painter.drawLine(QPointF(x, bar.bottom()), QPointF(x, bar.bottom() + 2))
        if x - half < taken + 3:
            continue
        taken = x + half
        painter.drawText(QRectF(x - 30, bar.bottom() + 2, 60, metrics.height()),
                         Qt.AlignmentFlag.AlignCenter, f"{value}")  # fmt: skip
    painter.drawText(QPointF(bar.right() + theme.px(8), bar.bottom()), scale.unit)
    return bar
