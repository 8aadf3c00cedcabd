"""The widget of the cross-section over the roller, seen from the feet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from spineviz.session.session import Session
from spineviz.session.view import State, View
from spineviz.window.paint.guarded import guarded
from spineviz.window.paint.picture import Picture
from spineviz.window.paint.theme import LIGHT, Theme
from spineviz.window.section.section_picture import SectionPicture, cut_of, cut_through, sections

if TYPE_CHECKING:
    from spineviz.window.section.section_painter import Cut


class SectionView(QWidget):
    """Shows a `SectionPicture`; hidden it computes nothing."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme: Theme = LIGHT
        self._view: View = session.view
        self.setObjectName("plot")
        self.setMinimumSize(240, 150)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("Cross-section")
        self.setAccessibleDescription(self.section_picture().words)
        session.ahead.also(cut_through)
        session.changed.connect(self.show_view)
        session.settling.connect(self.show_view)
        for told in (session.shown_changed, session.compare.changed):
            told.connect(self._repaint)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours from now on."""
        self._theme = theme
        self.update()

    def show_view(self, view: View) -> None:
        """Take what the session tells; while a pose settles the last picture stays."""
        if view.state is State.SETTLING:
            return
        self._view = view
        if view.state is State.HIDDEN:  # nobody sees the picture now, but its words stay
            self.setAccessibleDescription(view.message)
        self.update()

    def _repaint(self, _: object = None) -> None:
        self.update()

    def section_picture(self) -> SectionPicture:
        """What is drawn of the scene now."""
        return self._of(self._view)

    def _of(self, view: View) -> SectionPicture:
        return SectionPicture(view.outcome, self._session.shown, self._theme, view.message)

    def _picture(self) -> tuple[Picture, str]:
        """What is drawn now, that of A before it where there is one, and its words."""
        beside, own = self._session.compare.view, self.section_picture()
        if beside is None:
            return own, own.words
        other = self._of(beside)
        return sections(other, own), f"A: {other.words} B: {own.words}"

    def title(self) -> str:
        """What the cut shows."""
        return self.section_picture().title

    @property
    def cut(self) -> Cut | None:
        """What is drawn under the title, or None where there is nothing to show."""
        return cut_of(self._view.outcome)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Room for a trunk at somewhat less than a pixel a millimetre."""
        return QSize(395, 302)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the latest outcome."""
        guarded(self, lambda: partial(self._paint, *self._picture()))

    def _paint(self, picture: Picture, words: str, painter: QPainter) -> None:
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
        picture.paint(painter, QRectF(self.rect()))
        painter.setPen(self._theme.pen("line", 1))
        painter.drawLine(self.rect().topLeft(), self.rect().topRight())
        painter.drawLine(self.rect().topLeft(), self.rect().bottomLeft())
