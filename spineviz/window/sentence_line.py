"""One line of text that is cut with an ellipsis where it does not fit, and whole in its tool tip.

A label would ask for a new layout at every change, sixty times a second during a drag.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from spineviz.window.theme import LIGHT, Theme


class SentenceLine(QWidget):
    """A line of text that changes often.

    Args:
        name: what it is about.
        bold: whether it stands out.
    """

    def __init__(self, name: str, bold: bool = True) -> None:
        super().__init__()
        self._text = ""
        self._bold = bold
        self._quiet = False
        self._theme: Theme = LIGHT
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    @property
    def text(self) -> str:
        """All of the text."""
        return self._text

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours and at another size from now on."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def set_text(self, text: str, tip: str = "", quiet: bool = False) -> None:
        """Show other words, in grey if they are quiet; the tool tip shows them too, or says more
        about them."""
        if text == self._text and quiet == self._quiet:
            return
        self._text, self._quiet = text, quiet
        self.setToolTip(tip or text)
        self.setAccessibleDescription(text)
        self.update()

    def _font(self) -> QFont:
        return self._theme.font(self.font(), 13 if self._bold else 12, self._bold)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """One line of any width."""
        return QSize(200, QFontMetrics(self._font()).height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what fits."""
        painter = QPainter(self)
        font = self._font()
        painter.setFont(font)
        painter.setPen(self._theme.color("ink3" if self._quiet else "ink"))
        shown = QFontMetrics(font).elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()
