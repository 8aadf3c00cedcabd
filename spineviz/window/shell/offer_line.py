"""One line that offers what was not saved last time. It waits; nothing else waits for it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from spineviz.scene import Scene
from spineviz.session.author import DRAFT
from spineviz.session.document import run_of
from spineviz.session.filing import Filing
from spineviz.session.lesson_run import LessonRun
from spineviz.session.recovery import Left, Recovery
from spineviz.simulation.place import nearest_level
from spineviz.words.author_words import draft_words
from spineviz.words.language import say
from spineviz.words.lesson_words import left_words


class OfferLine(QWidget):
    """A sentence with two answers.

    Attributes:
        asks: whether there is something to answer.

    Signals:
        answered(bool): the scene is wanted, or not.
        changed(): it asks, or no longer.
    """

    answered = Signal(bool)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.asks = False
        self.setObjectName("offer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 14, 4)
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)  # it says what a file holds
        row.addWidget(self.words, 1)
        self.restore, self.discard = (
            QPushButton(say("offer.restore")),
            QPushButton(say("offer.discard")),
        )
        for button, name, wanted in (
            (self.restore, say("offer.restore.what"), True),
            (self.discard, say("offer.discard.what"), False),
        ):
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(lambda _=False, wanted=wanted: self.answered.emit(wanted))
            row.addWidget(button)
        self.hide()

    def offer(self, scene: Scene, run: LessonRun | None = None, draft: str = "") -> None:
        """Ask for one scene, for the lesson that it belongs to, or for one that was written."""
        if draft:
            self.words.setText(draft_words(draft))
        elif run is not None:
            place = left_words(run.lesson.title, run.at + 1, len(run.lesson.steps))
            self.words.setText(say("offer.lesson", place=place))
        else:
            self.words.setText(say("offer.ask", level=nearest_level(scene), hips=scene.hips))
        self._ask(True)

    def withdraw(self) -> None:
        """There is nothing to ask any more."""
        self._ask(False)

    def _ask(self, asks: bool) -> None:
        self.asks = asks
        self.setVisible(asks)
        self.changed.emit()


class Offers(QObject):
    """Offers the scenes that were left, one after the other.

    Args:
        line: where they are offered.
        files: takes those that are wanted.
        recovery: where they lie; without it there are none.
    """

    def __init__(self, line: OfferLine, files: Filing, recovery: Recovery | None) -> None:
        super().__init__(line)
        self._line, self._files, self._recovery = line, files, recovery
        self._left: list[Left] = []
        line.answered.connect(self._answered)

    def start(self) -> None:
        """Look for what was left."""
        self._left = [] if self._recovery is None else self._recovery.left()
        self._next()

    def _next(self) -> None:
        if self._left:
            others = self._left[0].others
            draft = others.get(DRAFT)
            self._line.offer(self._left[0].scene, run_of(others)[1],
                             draft if isinstance(draft, str) else "")  # fmt: skip
        else:
            self._line.withdraw()

    def _answered(self, wanted: bool) -> None:
        if not self._left:
            return
        left = self._left.pop(0)
        if wanted:
            self._files.restore(left)
        if self._recovery is not None:
            self._recovery.settle(left)
        self._next()
