"""Quiet buttons under the headline: where to go on from here."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from spineviz.session.session import Session
from spineviz.session.view import State, View
from spineviz.window.figure.body_view import BodyView
from spineviz.window.paint.theme import Theme
from spineviz.words.captions import why_button

WHY, FIRST = "why", ("lessons", "questions")
"""Commands: the question that a move raises, and what is offered until the roller is moved."""

GAP = 6  # px between buttons, and from the headline
ASIDE, EDGE = 14, 16  # px from the end of the second line, and from the edge of the picture
STEP, ROWS = 8, 4  # px, and halves of a row: where a free place is looked for under the words
LOWER = 4  # px under the middle of that line: clear of the headline


class Invitations(QWidget):
    """Stands on the picture under its second line, where there is something to offer and the
    roller stands still.

    Args:
        session: what has happened so far.
        body: the picture.
        actions: commands of the window by their id; those of `FIRST` that it has are offered.
    """

    def __init__(self, session: Session, body: BodyView, actions: dict[str, QAction]) -> None:
        super().__init__(body)
        self._session, self._body = session, body
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self.why = self._button(actions[WHY])
        self.first = [self._button(actions[name]) for name in FIRST if name in actions]
        session.changed.connect(self._offer)
        for signal in (session.shown_changed, session.let_go, session.play.running):
            signal.connect(self._again)
        body.painted.connect(self._place)
        self._again()

    def set_theme(self, theme: Theme) -> None:
        """Take the size of type of a theme."""
        for button in (self.why, *self.first):
            button.setFont(theme.font(self.font(), 12))

    def _button(self, action: QAction) -> QPushButton:
        button = QPushButton(action.text().replace("&", ""), self)
        button.setObjectName("invitation")
        button.setAccessibleName(button.text())
        button.setToolTip(action.toolTip())
        button.clicked.connect(lambda: action.trigger())
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._row.addWidget(button)
        return button

    def _again(self, _: object = None) -> None:
        self._offer(self._session.view)

    def _offer(self, view: View) -> None:
        """Show what there is to offer now."""
        if view.state is State.SETTLING:
            return
        rolls = self._session.in_hand or self._session.play.is_running
        asked = None if rolls else self._session.asked
        first = self._session.shown.hints and not rolls
        self.why.setVisible(asked is not None)
        if asked is not None:
            self.why.setText(why_button(asked))
            self.why.setAccessibleName(self.why.text())
        for button in self.first:
            button.setVisible(first)
        self.setVisible(asked is not None or first)
        self._place()

    def _place(self) -> None:
        """Beside the second line where there is room, otherwise under it where nobody lies."""
        if self.isHidden():
            self._body.cover(QRectF())
            return
        wanted = self._row.sizeHint()
        figure = None if self._body.from_behind else self._body.placed
        spots = (  # where no part of the body from the side lies under the buttons
            each
            for each in self._spots(wanted)
            if figure is None or not figure.is_under(QRectF(QRect(each, wanted)))
        )
        spot = next(spots, None)
        if spot is None:
            self.resize(0, 0)  # large type in a small picture: the menus have it too
            self._body.cover(QRectF())
            return
        if (spot, wanted) != (self.pos(), self.size()):
            self.setGeometry(spot.x(), spot.y(), wanted.width(), wanted.height())
        self._body.cover(QRectF(self.geometry()))

    def _spots(self, wanted: QSize) -> Iterator[QPoint]:
        """Where the buttons can begin, the best first."""
        placed = self._body.placed_caption()
        said, after = placed.box, placed.after
        last = self._body.width() - EDGE - wanted.width()
        beside = round(after.x()) + ASIDE
        if placed.second and not self._body.from_behind and beside <= last:
            yield QPoint(beside, round(after.y()) - wanted.height() // 2 + LOWER)
        left, top = round(said.left()), round(said.bottom()) + GAP
        for row in range(ROWS):
            for x in range(left, last + 1, STEP):
                yield QPoint(x, top + row * wanted.height() // 2)
