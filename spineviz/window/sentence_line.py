"""One line of text that is cut with an ellipsis where it does not fit, and whole in its tool tip.

A label would ask for a new layout at every change, sixty times a second during a drag.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from spineviz.window.theme import LIGHT, Theme

TWO_ROWS = 1.5  # times the usual type from which a sentence may take two lines


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

    @property
    def is_quiet(self) -> bool:
        """Whether the words are grey."""
        return self._quiet

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

    def _rows(self) -> int:
        """Lines of type that there is room for: large type gets a second one."""
        return 2 if self._bold and self._theme.text >= TWO_ROWS else 1

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Its lines, of any width."""
        return QSize(200, self._rows() * QFontMetrics(self._font()).height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what fits."""
        painter = QPainter(self)
        font = self._font()
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(self._theme.color("ink3" if self._quiet else "ink"))
        place = Qt.AlignmentFlag.AlignVCenter
        if self._rows() == 1 or metrics.horizontalAdvance(self._text) <= self.width():
            shown = metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
            painter.drawText(self.rect(), place, shown)
        else:
            painter.drawText(self.rect(), place | Qt.TextFlag.TextWordWrap, self._text)
        painter.end()
