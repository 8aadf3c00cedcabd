"""One line of text that is cut with an ellipsis where it does not fit, and whole in its tool tip.

A label would ask for a new layout at every change, sixty times a second during a drag.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class SentenceLine(QWidget):
    """A line of text that changes often.

    Args:
        name: what it is about.
        bold: whether it stands out.
    """

    def __init__(self, name: str, bold: bool = True) -> None:
        super().__init__()
        self._text = ""
        font = self.font()
        font.setBold(bold)
        font.setPixelSize(13 if bold else 12)
        self.setFont(font)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    @property
    def text(self) -> str:
        """All of the text."""
        return self._text

    def set_text(self, text: str, tip: str = "") -> None:
        """Show other words; the tool tip shows them too, or says more about them."""
        if text == self._text:
            return
        self._text = text
        self.setToolTip(tip or text)
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
