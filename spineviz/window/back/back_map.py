"""The widget of the map of the back, seen from behind."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from spineviz.drawing.pressure_grid import Back
from spineviz.session.session import Session
from spineviz.session.shown import Shown
from spineviz.session.view import State, View
from spineviz.window.back.back_picture import BackPicture, grid_of
from spineviz.window.paint.guarded import guarded
from spineviz.window.paint.theme import LIGHT, Theme


class BackMap(QWidget):
    """Shows a `BackPicture`; nothing is computed before it is painted."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._view: View = session.view
        self.setObjectName("plot")
        self.setMinimumSize(240, 110)
        self.setAccessibleName("Map of the pressure on the back")
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

    def back_picture(self) -> BackPicture:
        """What is drawn now."""
        view = self._view
        return BackPicture(view.outcome, Shown(), self._theme, view.message)

    @property
    def grid(self) -> Back | None:
        """What is drawn, or None where there is nothing to show."""
        return grid_of(self._view.outcome)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """A pixel a millimetre."""
        return QSize(690, 302)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the latest outcome."""
        guarded(self, lambda: partial(self._paint, self.back_picture()))

    def _paint(self, picture: BackPicture, painter: QPainter) -> None:
        self.setAccessibleDescription(picture.words)
        picture.paint(painter, QRectF(self.rect()))
