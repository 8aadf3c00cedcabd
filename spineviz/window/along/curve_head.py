"""Paints the title of the plot along the back, and the legend of what is drawn in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from spineviz.drawing.profile import Profile
from spineviz.window.along.curve_axes import (
    FULL_WORDS,
    LEGEND_GAP,
    PEAK,
    SAMPLE,
    SHORT_WORDS,
    TITLE,
    UNIT,
    Axes,
    Head,
)
from spineviz.window.paint.theme import Theme


def paint_head(
    painter: QPainter,
    theme: Theme,
    base: QFont,
    axes: Axes,
    head: Head,
    swept: bool,
    baseline: Profile | None,
    beside: bool,
) -> None:
    """Title, unit, and the legend of what is drawn; dashed is the baseline or scene A beside."""
    font = theme.font(base, 12)
    bold = theme.font(base, 15, bold=True)
    row = QRectF(axes.box.left(), theme.px(5), axes.box.width(), theme.px(20))
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.setFont(bold)
    painter.setPen(theme.color("ink"))
    painter.drawText(row, middle, TITLE)
    after = QFontMetricsF(bold).horizontalAdvance(TITLE) + theme.px(10)
    painter.setFont(font)
    painter.setPen(theme.color("ink2"))
    unit = UNIT
    if after + QFontMetricsF(font).horizontalAdvance(unit) > row.width():
        unit = PEAK.unit
    painter.drawText(row.adjusted(after, 0, 0, 0), middle, unit)
    same, peaks, shares = FULL_WORDS if head is Head.FULL else SHORT_WORDS
    entries = []
    if baseline is not None:
        peak = float(baseline.pressure_kPa[baseline.top])
        entries.append((f"{'A' if beside else same}: {PEAK.figure(peak)}", "ink2", "dash"))
    if swept:
        entries += [(peaks, "ink2", "circle"), (shares, "path_spine", "square")]
    _paint_legend(painter, theme, axes, head, entries, font)


def _paint_legend(
    painter: QPainter,
    theme: Theme,
    axes: Axes,
    head: Head,
    entries: Sequence[tuple[str, str, str]],
    font: QFont,
) -> None:
    """Lines with their words, ending at the right edge of the plot."""
    metrics = QFontMetricsF(font)
    sample, gap = theme.px(SAMPLE), theme.px(LEGEND_GAP)
    widths = [sample + 5 + metrics.horizontalAdvance(text) for text, _, _ in entries]
    wide = head is not Head.TWO_ROWS
    y = theme.px(15 if wide else 33)
    x = axes.box.right() - sum(widths) - gap * (len(entries) - 1) if wide else axes.box.left()
    for (text, token, kind), width in zip(entries, widths, strict=True):
        pen = theme.pen(token, 1.6)
        if kind != "circle":
            pen.setDashPattern([4, 3] if kind == "dash" else [2, 2])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, y), QPointF(x + sample, y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(token))
        half, middle = theme.px(3), x + sample / 2
        if kind == "circle":
            painter.drawEllipse(QPointF(middle, y), half, half)
        elif kind == "square":
            painter.drawRect(QRectF(middle - half, y - half, 2 * half, 2 * half))
        painter.setFont(font)
        painter.setPen(theme.color("ink2"))
        painter.drawText(QPointF(x + sample + 5, y + metrics.capHeight() / 2), text)
        x += width + gap
