"""The cross-section of the body over the roller, seen from the feet."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from spineviz.drawing.across import cuts_a_vertebra
from spineviz.drawing.pressure_grid import lies_on_back
from spineviz.session.session import Session
from spineviz.session.view import State, View
from spineviz.window.paint.theme import LIGHT, Theme
from spineviz.window.section.section_painter import SectionPicture
from spineviz.words.sentences import place

MARGIN = 12.0  # px


class SectionView(QWidget):
    """A cut through the body at the level of the roller, with the pressure across the back.

    Attributes:
        picture: what was painted last, or None where there is nothing to show.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._view: View = session.view
        self.picture: SectionPicture | None = None
        self._shown: object = None
        self.setObjectName("plot")
        self.setMinimumSize(240, 180)
        self.setAccessibleName("Cross-section")
        self.setAccessibleDescription(self._words())
        session.changed.connect(self.show_view)
        session.settling.connect(self.show_view)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours from now on."""
        self._theme = theme
        self.update()

    def show_view(self, view: View) -> None:
        """Take what the session tells; while a pose settles the last picture stays."""
        if view.state is State.SETTLING:
            return
        self._view = view
        self.update()

    def title(self) -> str:
        """What the cut shows."""
        outcome = self._view.outcome
        return f"Cross-section at {place(outcome)}" if lies_on_back(outcome) else "Cross-section"

    def _catch_up(self) -> None:
        """Make the picture of the latest outcome, unless it is there."""
        outcome = self._view.outcome
        if outcome is self._shown:
            return
        self._shown = outcome
        self.picture = None
        if lies_on_back(outcome) and cuts_a_vertebra(outcome):
            self.picture = SectionPicture(outcome)
        self.setAccessibleDescription(self.picture.words() if self.picture else self._words())

    def _words(self) -> str:
        """What is said where there is no picture."""
        if self._view.outcome is not None:
            return "Drawn where a vertebra of the back lies over the roller."
        return self._view.message or "Nothing is known yet."

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint into a box, in vectors only."""
        self._catch_up()
        theme = self._theme
        painter.save()
        painter.setClipRect(box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(box, theme.color("panel"))
        bold, small = theme.font(self.font(), 15, bold=True), theme.font(self.font(), 12)
        title, aside = self.title(), "seen from the feet"
        line = QFontMetricsF(bold).height()
        left, width = box.left() + MARGIN, box.width() - 2 * MARGIN
        head = QRectF(left, box.top() + 6, width, line)
        painter.setFont(bold)
        painter.setPen(theme.color("ink"))
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        metrics = QFontMetricsF(small)
        used = QFontMetricsF(bold).horizontalAdvance(title) + metrics.horizontalAdvance(aside) + 16
        painter.setFont(small)
        painter.setPen(theme.color("ink2"))
        below = head.bottom()
        if used <= width:
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(head, right, aside)
        else:
            second = QRectF(left, below, width, metrics.height())
            painter.drawText(second, Qt.AlignmentFlag.AlignLeft, aside)
            below = second.bottom()
        room = QRectF(box.left(), below + 4, box.width(), box.bottom() - below - 4)
        if self.picture is None:
            wrap = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room.adjusted(MARGIN, 0, -MARGIN, 0), wrap, self._words())
        else:
            self.picture.paint(painter, theme, room, self.font())
        painter.restore()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Room for a trunk at somewhat less than a pixel a millimetre."""
        return QSize(395, 302)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the latest outcome."""
        painter = QPainter(self)
        self.paint(painter, QRectF(self.rect()))
        painter.setPen(self._theme.pen("line", 1))
        painter.drawLine(self.rect().topLeft(), self.rect().topRight())
        painter.drawLine(self.rect().topLeft(), self.rect().bottomLeft())
        painter.end()
