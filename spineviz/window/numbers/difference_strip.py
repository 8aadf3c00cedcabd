"""The strip that says what B has more or less than A, with what one can do about it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolTip, QWidget

from spineviz.outcome import Balanced
from spineviz.window.numbers.compare_picture import cells, paint_cells
from spineviz.window.paint.guarded import guarded
from spineviz.window.paint.theme import LIGHT, Theme
from spineviz.words.differences import Difference, differences, summary
from spineviz.words.language import say


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
        self.setAccessibleName(say("compare.differences"))
        self.cells = Cells()
        self.swap = QPushButton(say("compare.swap"))
        self.swap.setAccessibleName(say("compare.swap.name"))
        self.swap.setToolTip(say("compare.swap.what"))
        self.leave = QPushButton(say("compare.leave"))
        self.leave.setAccessibleName(say("compare.leave.name"))
        self.leave.setToolTip(say("compare.leave.what"))
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
        return cells(QRectF(self.rect()), self._theme, len(self.rows))

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Two lines of type."""
        return QSize(600, round(self._theme.px(38)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all cells."""
        guarded(self, lambda: self._paint)

    def _paint(self, painter: QPainter) -> None:
        paint_cells(painter, self._theme, QRectF(self.rect()), self.rows)

    def event(self, event: QEvent) -> bool:
        """A tool tip for the cell under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            for box, row in zip(self._boxes(), self.rows, strict=True):
                if box.contains(event.pos().toPointF()):
                    text = f"{row.name}: {row.values}. {row.note}."
                    QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)
