"""Who takes the roller's force, as one column: what is shared above a line, the spine below it."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from spineviz.outcome import Outcome
from spineviz.values import VALUE
from spineviz.window.paint.picture import base, painted
from spineviz.window.paint.theme import Theme
from spineviz.words.language import say
from spineviz.words.lesson_words import column_said

SPINE, CAGE = VALUE["spine_share"], VALUE["cage_share"]
BAR = 34.0  # px at 100 %: width of the column at most
EDGE = 8.0  # px that the line reaches beyond it


class ShareColumn(Struct, frozen=True):
    """The column of a scene, of a choice or of a guess.

    Attributes:
        spine: per cent onto the spine. shared: per cent through ribs and blades; what is left is
            taken by anything else, drawn in grey.
        theme: see there.
        numbers: whether the numbers are written beside it.
        hidden: words in its place; empty where it is told.
    """

    spine: float
    shared: float
    theme: Theme
    numbers: bool = False
    hidden: str = ""

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint into a box: a column of 100 % is half as high."""
        with painted(painter, box) as local:
            if self.hidden:
                self._hide(painter, local)
            else:
                self._column(painter, local)

    def _column(self, painter: QPainter, box: QRectF) -> None:
        theme = self.theme
        wide = min(theme.px(BAR), 0.5 * box.width())
        left = box.width() - wide - EDGE if self.numbers else (box.width() - wide) / 2
        line, unit = box.height() / 2, (box.height() / 2 - theme.px(4)) / 100.0
        rest = max(100.0 - self.spine - self.shared, 0.0)
        painter.setPen(Qt.PenStyle.NoPen)
        up = line
        for percent, token in ((self.shared, "path_ribs"), (rest, "path_soft")):
            high = percent * unit
            painter.setBrush(theme.color(token))
            painter.drawRect(QRectF(left, up - high, wide, high))
            up -= high
        painter.setBrush(theme.color("path_spine"))
        painter.drawRect(QRectF(left, line, wide, self.spine * unit))
        painter.setPen(theme.pen("ink", 1.6))
        painter.drawLine(QPointF(left - EDGE, line), QPointF(left + wide + EDGE, line))
        if self.numbers:
            right = left - EDGE - 4
            middle = line - theme.px(40)
            shared, spine = say("lesson.shared"), say("lesson.spine")
            self._write(painter, right, middle, self.shared, shared, "cage_ink")
            self._write(painter, right, line + theme.px(6), self.spine, spine, "spine_ink")

    def _write(
        self, painter: QPainter, right: float, top: float, percent: float, word: str, token: str
    ) -> None:
        theme = self.theme
        painter.setPen(theme.color(token))
        large, small = theme.font(base(), 16, bold=True), theme.font(base(), 11)
        high = QFontMetricsF(large).height()
        align = Qt.AlignmentFlag.AlignRight
        painter.setFont(large)
        painter.drawText(QRectF(0, top, right, high), align, f"{percent:.0f} %")
        painter.setFont(small)
        painter.drawText(QRectF(0, top + 0.85 * high, right, high), align, word)

    def _hide(self, painter: QPainter, box: QRectF) -> None:
        theme = self.theme
        small = theme.font(base(), 12)
        high = 2.2 * QFontMetricsF(small).height()
        panel = box.adjusted(6, 6, -6, -6 - high)
        panel.setHeight(min(panel.height(), 1.6 * panel.width()))
        painter.setPen(theme.pen("field_line", 1))
        painter.setBrush(theme.color("chip"))
        painter.drawRoundedRect(panel, 6, 6)
        painter.setPen(theme.color("ink2"))
        painter.setFont(theme.font(base(), 34, bold=True))
        painter.drawText(panel, Qt.AlignmentFlag.AlignCenter, "?")
        painter.setFont(small)
        under = QRectF(0, panel.bottom() + 4, box.width(), high)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(under, flags, self.hidden)


def column_of(outcome: Outcome, theme: Theme) -> ShareColumn | None:
    """The column of an outcome; None without a roller under the back."""
    spine, cage = SPINE.of(outcome), CAGE.of(outcome)
    if spine is None or cage is None:
        return None
    return ShareColumn(100 * spine, 100 * cage, theme, numbers=True)


def said(column: ShareColumn | None) -> str:
    """The same for people who hear it."""
    if column is None:
        return ""
    if column.hidden:
        return column.hidden
    return column_said(column.shared, column.spine)
