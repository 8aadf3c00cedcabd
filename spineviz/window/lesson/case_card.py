"""One case of a lesson on screen: its name, its picture, and who takes the roller's force."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from spineviz.outcome import Balanced
from spineviz.session.session import Session
from spineviz.session.shown import Shown
from spineviz.session.view import State, View
from spineviz.window.figure.body_view import BodyView
from spineviz.window.lesson.column_view import ColumnView
from spineviz.window.lesson.lesson_page import Sentence
from spineviz.window.lesson.share_column import ShareColumn, column_of
from spineviz.window.paint.guarded import outlived
from spineviz.window.paint.theme import LIGHT, Theme
from spineviz.words.lesson_words import HIDDEN, case_said

COLUMN = 118  # px at 100 %: width of the column of shares beside the picture, height over it
LEAST = (120, 150)  # px of the picture
NO_END = 16777215  # px: Qt's own word for no limit
NARROW = 380  # px at 100 % of a card under which the column stands over the picture
TALLEST = 0.7  # of its width: a person who lies needs no more height
PASSED_ON = {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home}
"""Keys that belong to the lesson, also in the picture: a clicker sends them."""


class LessonBody(BodyView):
    """The picture of a case.

    Attributes:
        first: outcome of the first case on screen, which this one is held against; or None.
    """

    sweeps = False  # another level is what a later step asks about

    def __init__(self, session: Session, *, live: bool) -> None:
        self.first: Balanced | None = None
        super().__init__(session, live=live)
        self.setMinimumSize(*LEAST)

    def show_view(self, view: View) -> None:
        """Take what the session tells. What was before is the case beside it, whatever was shown
        in the steps before."""
        told = view.state is State.SETTLED and view.outcome is not self.first
        super().show_view(replace(view, before=self.first if told else None))

    @property
    def shown(self) -> Shown:
        """What is shown: a lesson says itself what is to be done first."""
        return replace(super().shown, hints=False)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Small, so that the cards of a step share the room."""
        return QSize(360, 200)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys roll; what turns the pages of the lesson goes on to it."""
        if event.key() in PASSED_ON:
            event.ignore()
            return
        super().keyPressEvent(event)


class CaseCard(QWidget):
    """A case.

    Args:
        session: of the lesson.
        name: how the case is headed.
        live: whether it is the session's scene, which can be rolled; otherwise a still picture.

    Attributes:
        compact: whether the column leaves where it has no room beside the picture.
    """

    def __init__(self, session: Session, name: str, *, live: bool) -> None:
        super().__init__()
        self.setObjectName("case")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.name, self.live = name, live
        self.compact = False
        self.title = Sentence("caseTitle", name)
        self.body = LessonBody(session, live=live)
        self.body.setAccessibleName(name)
        self.column = ColumnView()
        self._theme: Theme = LIGHT
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setContentsMargins(0, 0, 4, 0)
        row.addWidget(self.body, 1)
        row.addWidget(self.column)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(1, 4, 1, 1)
        rows.setSpacing(2)
        rows.addWidget(self.title)
        rows.addLayout(row, 1)

    def show_view(self, view: View, theme: Theme, hidden: str) -> None:
        """Show a scene with its numbers, or with words in their place."""
        self._theme = theme
        self._arrange()
        column = None if view.outcome is None else column_of(view.outcome, theme)
        if hidden:
            column = ShareColumn(0, 0, theme, hidden=hidden)
        self.column.set_column(column)
        self.column.setVisible(column is not None and not (self._over and self.compact))
        self.body.set_theme(theme)
        self.body.show_view(view)
        self.body.setAccessibleDescription(case_said(self.name, view.outcome) or HIDDEN)

    @property
    def _over(self) -> bool:
        """Whether there is no room for the column beside the picture."""
        return self.width() < self._theme.px(NARROW)

    def _arrange(self) -> None:
        """Put the column where there is room."""
        theme, Direction = self._theme, QBoxLayout.Direction
        over, size = self._over, round(theme.px(COLUMN))
        self._row.setDirection(Direction.BottomToTop if over else Direction.LeftToRight)
        self.column.setMinimumSize(size, size if over else 60)
        self.column.setMaximumSize(size, size if over else NO_END)
        if over and self.compact:
            self.column.hide()
            size = 0
        picture = max(TALLEST * (self.width() - (0 if over else size)), LEAST[1])
        title = self.title.heightForWidth(self.width() - 2)
        self.title.setFixedHeight(title)
        most = round(picture + (size if over else 0) + title + theme.px(10))
        if most != self.maximumHeight():
            self.setMaximumHeight(most)

    # Qt overrides

    @outlived
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decide where the column stands."""
        self._arrange()
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None:  # what has just been decided changes how much room there is
            layout.activate()
            layout.setGeometry(self.rect())
