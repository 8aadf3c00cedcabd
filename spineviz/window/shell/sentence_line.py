"""A line of text that is cut with an ellipsis where it does not fit; a button shows all of it.

A label would ask for a new layout at every change, sixty times a second during a drag. This line
keeps its height whatever it says, until somebody asks for the rest. A bold one is high enough for
two rows of the smaller type, into which a text goes that is too long for one row of the larger;
where type is large, a longer one goes into more rows of a type between that and the usual one.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from spineviz.window.paint.guarded import guarded, outlived
from spineviz.window.paint.plain import as_tip
from spineviz.window.paint.theme import LIGHT, Theme
from spineviz.words.language import say

BOLD_PX, PLAIN_PX = 14, 12  # px at 100 %
SHARES = (1.0, 0.9, 0.8, 0.7)
"""Of the smaller type, as far as it stays as large as it is at 100 %."""
MOST_LINES = 6  # of an opened text; the longest there is takes fewer
WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter


class SentenceLine(QWidget):
    """A line of text that changes often.

    Args:
        name: what it is about.
        bold: whether it stands out.
        opens: whether a button opens it to all of its text where that is longer than the line.
    """

    def __init__(self, name: str, bold: bool = True, opens: bool = False) -> None:
        super().__init__()
        self._text = ""
        self._theme: Theme = LIGHT
        self._bold, self._opens, self._quiet = bold, opens, False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.more = QToolButton(self)
        self.more.setCheckable(True)
        self.more.setText("…")
        self.more.setToolTip(say("line.more"))
        self.more.setAccessibleName(say("line.all", name=name))
        self.more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.more.hide()
        self.more.toggled.connect(self._open)
        self.set_theme(LIGHT)

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
        self._large = theme.font(self.font(), BOLD_PX if self._bold else PLAIN_PX, self._bold)
        self._type = theme.font(self.font(), PLAIN_PX, self._bold)
        self._place_button()
        self.updateGeometry()
        self.update()

    def set_text(self, text: str, tip: str = "", quiet: bool = False) -> None:
        """Show other words, in grey if they are quiet; the tool tip shows them too, or says more
        about them."""
        if text == self._text and quiet == self._quiet:
            return
        self._text, self._quiet = text, quiet
        self.setToolTip(as_tip(tip or text))
        self.setAccessibleDescription(text)
        self._place_button()
        if self.more.isChecked():
            self.updateGeometry()
        self.update()

    def _open(self) -> None:
        self.updateGeometry()
        self.update()

    def _rows(self) -> int:
        """Lines of the smaller type that there is room for."""
        return 2 if self._bold else 1

    def _line_height(self) -> int:
        return QFontMetrics(self._type).height() + 2

    def _place_button(self) -> None:
        if not self._opens:
            return
        high = self._line_height()
        wide = QFontMetrics(self._type).horizontalAdvance("…") + high
        self.more.setGeometry(self.width() - wide, 0, wide, high)
        whole = QRect(0, 0, max(self.width(), 1), self._line_height() * self._rows())
        too_long = not self._in_one_row(whole) and self._type_for(whole) is None
        # a button that is pressed stays, so that it can be let go
        self.more.setVisible(too_long or self.more.isChecked())

    def _in_one_row(self, room: QRect) -> bool:
        """Whether the larger type has room for all of it."""
        return QFontMetrics(self._large).horizontalAdvance(self._text) <= room.width()

    def _room(self) -> QRect:
        right = self.more.x() - 6 if self.more.isVisibleTo(self) else self.width()
        return QRect(0, 0, max(right, 1), self.height())

    def _type_for(self, room: QRect) -> QFont | None:
        """The largest type in which all of it has room, or None."""
        for share in SHARES if self._bold else (1.0,):
            font = QFont(self._type)
            font.setPixelSize(round(share * font.pixelSize()))
            if font.pixelSize() < min(PLAIN_PX, self._type.pixelSize()):
                break
            metrics = QFontMetrics(font)
            rows = max(room.height() // metrics.lineSpacing(), 1)
            wide = QRect(0, 0, room.width(), 10000)
            taken = metrics.boundingRect(wide, int(WRAP), self._text)
            # a word that is wider than the room is not broken
            if taken.width() <= room.width() and taken.height() <= metrics.lineSpacing() * (
                max(rows, self._rows()) + 0.5  # how high a row is differs by a pixel
            ):
                return font
        return None

    def _fitting(self, room: QRect) -> str:
        """As many words as there are rows for."""
        metrics, words = QFontMetrics(self._type), self._text.split(" ")
        tall = metrics.lineSpacing() * (self._rows() + 0.5)  # how high a row is differs by a pixel
        wide = QRect(0, 0, room.width(), 10 * round(tall))
        for count in range(len(words), 0, -1):
            text = " ".join(words[:count]) + ("" if count == len(words) else " …")
            if metrics.boundingRect(wide, int(WRAP), text).height() <= tall:
                return text
        return metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, room.width())

    # Qt overrides

    def sizeHint(self) -> QSize:
        """One line of any width, or as many as the text takes."""
        lines = self._rows()
        if self.more.isChecked():
            metrics, room = QFontMetrics(self._type), self._room()
            box = metrics.boundingRect(QRect(0, 0, room.width(), 10000), int(WRAP), self._text)
            lines = min(max(round(box.height() / metrics.lineSpacing()), 1), MOST_LINES)
        return QSize(200, self._line_height() * lines)

    @outlived
    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less of the text fits now."""
        self._place_button()
        if self.more.isChecked():
            self.updateGeometry()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what fits."""
        guarded(self, lambda: self._paint)

    def _paint(self, painter: QPainter) -> None:
        room = self._room()
        painter.setPen(self._theme.color("ink3" if self._quiet else "ink"))
        if self._in_one_row(room):
            painter.setFont(self._large)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._text)
            return
        found = None if self.more.isChecked() else self._type_for(room)
        painter.setFont(found or self._type)
        shown = self._text if found or self.more.isChecked() else self._fitting(room)
        painter.drawText(room, int(WRAP), shown)
