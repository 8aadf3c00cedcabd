"""Widgets of columns: one that is looked at, and one on which a guess is drawn."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from spineviz.window.controls.fields import Slider
from spineviz.window.lesson.share_column import ShareColumn, said
from spineviz.window.paint.guarded import guarded
from spineviz.window.paint.theme import LIGHT, Theme
from spineviz.words.language import say
from spineviz.words.lesson_words import guess_words

STEP, PAGE = 5, 20  # per cent that arrow keys and Page keys change a guess


class ColumnView(QWidget):
    """Shows a column, or nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._column: ShareColumn | None = None
        self.setMinimumSize(64, 60)

    def set_column(self, column: ShareColumn | None) -> None:
        """Show another one."""
        self._column = column
        self.setAccessibleName(said(column))
        self.update()

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the column."""
        guarded(self, lambda: self._paint)

    def _paint(self, painter: QPainter) -> None:
        if self._column is not None:
            self._column.paint(painter, QRectF(self.rect()))


class GuessSlider(Slider):
    """A column that is pulled to where somebody expects it: per cent onto the spine."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.setRange(0, 100)
        self.setSingleStep(STEP)
        self.setPageStep(PAGE)
        self.setInvertedAppearance(True)
        self.setInvertedControls(True)
        self.setAccessibleName(say("lesson.guess.field"))
        self._theme: Theme = LIGHT
        self.valueChanged.connect(self._say)
        self._say()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours from now on."""
        self._theme = theme
        self.update()

    def _say(self) -> None:
        self.setAccessibleDescription(guess_words(self.value()))

    def _pull(self, event: QMouseEvent) -> None:
        half = max(self.height() / 2, 1.0)
        share = 100.0 * (event.position().y() - half) / half
        self.setValue(STEP * round(min(max(share, 0.0), 100.0) / STEP))

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Room for the column and its numbers."""
        return QSize(190, 260)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the column instead of a groove."""
        guarded(self, lambda: self._paint)

    def _paint(self, painter: QPainter) -> None:
        box = QRectF(self.rect())
        spine = float(self.value())
        ShareColumn(spine, 100.0 - spine, self._theme, numbers=True).paint(painter, box)
        if self.hasFocus():
            painter.setPen(self._theme.pen("accent", 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The column ends where the pointer is."""
        if self.isEnabled() and event.button() == Qt.MouseButton.LeftButton:
            self._pull(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The column follows the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._pull(event)
