"""The strip that says what B has more or less than A, with what one can do about it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolTip, QWidget

from spineviz.outcome import Balanced
from spineviz.window.paint.theme import LIGHT, Theme
from spineviz.words.differences import Difference, differences, summary

CAPTION, CHANGE, VALUES = 11.0, 16.0, 11.0  # px of type
HEAD = "B − A"
HEAD_ROOM = 56.0  # px


class DifferenceStrip(QWidget):
    """Differences, and buttons that swap A and B and leave the comparison.

    Attributes:
        cells: the painted differences.
        swap, leave: the buttons.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("difference")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Differences between B and A")
        self.cells = Cells()
        self.swap = QPushButton("Swap")
        self.swap.setAccessibleName("Swap A and B")
        self.swap.setToolTip("A goes on, and B is pinned")
        self.leave = QPushButton("Leave")
        self.leave.setAccessibleName("Leave the comparison")
        self.leave.setToolTip("Forget A; B goes on")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 3, 12, 3)
        row.setSpacing(6)
        row.addWidget(self.cells, 1)
        for button in (self.swap, self.leave):
            row.addWidget(button)

    def show_pair(self, a: Balanced | None, b: Balanced | None) -> None:
        """Show the differences of two outcomes; dashes where there is none."""
        self.cells.show_rows(differences(a, b))
        self.setAccessibleDescription(summary(a, b))

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours from now on."""
        self.cells.set_theme(theme)


class Cells(QWidget):
    """One cell for each difference: name, change, both values."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = LIGHT
        self.rows: tuple[Difference, ...] = differences(None, None)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: tuple[Difference, ...]) -> None:
        """Show other differences."""
        if rows != self.rows:
            self.rows = rows
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours from now on."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def _boxes(self) -> list[QRectF]:
        head = self._theme.px(HEAD_ROOM)
        each = (self.width() - head) / len(self.rows)
        return [QRectF(head + i * each, 0, each, self.height()) for i in range(len(self.rows))]

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Two lines of type."""
        return QSize(600, round(self._theme.px(38)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all cells."""
        theme = self._theme
        painter = QPainter(self)
        base = self.font()
        caption, change = theme.font(base, CAPTION), theme.font(base, CHANGE, bold=True)
        values = theme.font(base, VALUES)
        top, line = theme.px(1), theme.px(15)
        painter.setFont(change)
        painter.setPen(theme.color("ink"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, 0, theme.px(HEAD_ROOM), self.height()), middle, HEAD)
        for box, row in zip(self._boxes(), self.rows, strict=True):
            room = box.width() - theme.px(12)
            left = box.left() + theme.px(8)
            painter.setPen(theme.pen("line", 1))
            painter.drawLine(box.topLeft(), box.bottomLeft())
            painter.setFont(caption)
            painter.setPen(theme.color("ink2"))
            painter.drawText(QRectF(left, top, room, line), middle, row.name)
            painter.setFont(change)
            painter.setPen(theme.color("ink"))
            below = QRectF(left, top + line, room, self.height() - line - top)
            painter.drawText(below, middle, row.change)
            after = QFontMetricsF(change).horizontalAdvance(row.change) + theme.px(7)
            painter.setFont(values)
            painter.setPen(theme.color("ink2"))
            if after + QFontMetricsF(values).horizontalAdvance(row.values) <= room + theme.px(4):
                painter.drawText(below.adjusted(after, theme.px(2), 0, 0), middle, row.values)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """A tool tip for the cell under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            for box, row in zip(self._boxes(), self.rows, strict=True):
                if box.contains(event.pos().toPointF()):
                    text = f"{row.name}: {row.values}. {row.note}."
                    QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)
