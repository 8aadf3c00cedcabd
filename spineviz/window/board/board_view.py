"""The widget of the presenter's board: the roller is dragged and moved by keys as in the body."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from spineviz.outcome import Balanced
from spineviz.session.session import Session
from spineviz.window.board.board_picture import FLOOR, BoardPicture, places
from spineviz.window.figure.body_view import BodyView
from spineviz.window.paint.camera import Camera
from spineviz.words.language import say


class BoardView(BodyView):
    """Shows a `BoardPicture`. Its handle is the roller, and the floor under it; nothing answers to
    the pointer alone."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setAccessibleName(say("board.name"))
        session.compare.changed.connect(self.update)

    def board_picture(self) -> BoardPicture:
        """What is drawn now."""
        kept = self._session.compare.outcome
        held = self._grab is not None or self._over
        return BoardPicture(self._view, kept, self.shown, self._theme, held)

    @property
    def from_behind(self) -> bool:
        """A board has one side."""
        return False

    @property
    def camera(self) -> Camera:
        """Where the world is on the board now."""
        return self.board_picture().camera(QSizeF(self.size()))

    def _on_screen(self) -> BoardPicture:
        return self.board_picture()

    def _rail(self, picture: Balanced) -> QRectF:
        floor = FLOOR * self.height()
        wide = places(QSizeF(self.size())).body.width()
        return QRectF(0, self.height() - floor, wide, floor)

    def _invites(self, at: QPointF) -> bool:
        return False

    def _bone_at(self, at: QPointF) -> str:
        return ""

    def _paint_card(self, painter: QPainter) -> None:
        """No card stays in the way."""

    def sizeHint(self) -> QSize:
        """A projector's shape."""
        return QSize(1280, 720)
