"""One line of text that is cut with an ellipsis where it does not fit, and whole in its tool tip.

A label would ask for a new layout at every change, sixty times a second during a drag.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget


class SentenceLine(QWidget):
    """What is happening, in words."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        font = self.font()
        font.setBold(True)
        font.setPixelSize(13)
        self.setFont(font)
        self.setAccessibleName("What is happening")

    @property
    def text(self) -> str:
        """All of the text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show other words."""
        if text == self._text:
            return
        self._text = text
        self.setToolTip(text)
        self.setAccessibleDescription(text)
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """One line of any width."""
        return QSize(200, QFontMetrics(self.font()).height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what fits."""
        painter = QPainter(self)
        shown = QFontMetrics(self.font()).elidedText(
            self._text, Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()
