"""The cases of a step beside or under each other, in one scale; the last one can be rolled."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QBoxLayout, QWidget

from spineviz.scene import Scene
from spineviz.session.lesson_player import seen
from spineviz.session.lesson_run import LessonRun
from spineviz.session.session import Session
from spineviz.session.view import State, View
from spineviz.window.lesson.case_card import CaseCard
from spineviz.window.paint.theme import LIGHT, Theme
from spineviz.words.language import say
from spineviz.words.lesson_words import case_name, hidden_words

ROLLING_MS, BOTH_MS = 400, 1600  # a place of the roller at half speed; a still of two


class CasesView(QWidget):
    """Shows the cases of a lesson."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._theme: Theme = LIGHT
        self._key: object = None
        self._compact = False
        self.cards: list[CaseCard] = []
        self._moves: list[Scene] = []
        self._again = QTimer(self)
        self._again.timeout.connect(self._move)
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._line.setContentsMargins(8, 8, 4, 8)
        session.changed.connect(self._follow)

    @property
    def live(self) -> CaseCard | None:
        """The card of the session's scene."""
        return next((card for card in self.cards if card.live), None)

    @property
    def moving(self) -> bool:
        """Whether a move is seen again just now."""
        return self._again.isActive()

    def show_run(
        self, run: LessonRun, theme: Theme, *, across: bool, compact: bool = False
    ) -> None:
        """Show the cases of the step that is open, beside or under each other."""
        self._theme, self._compact = theme, compact
        wrong = run.step.wrong if run.step.kind == "rule" and not run.ended else ""
        cases = (*run.cases, *((wrong,) if wrong and wrong not in run.cases else ()))
        key = run.lesson.key, run.at, run.drawn, cases, compact
        if key != self._key:
            self._key = key
            self.stop()
            self._build(run, cases, wrong)
        Direction = QBoxLayout.Direction
        self._line.setDirection(Direction.LeftToRight if across else Direction.TopToBottom)
        self._show(run)

    def see_again(self) -> None:
        """Show the move from the first case to the last one, at half speed."""
        moves = self._session.lesson.moves()
        if len(moves) > 1 and self.live is not None:
            self._moves = list(moves)
            self._again.start(ROLLING_MS if len(moves) > 2 else BOTH_MS)
            self._move()

    def stop(self) -> None:
        """Show what is, whatever is moving."""
        self._again.stop()
        self._moves = []

    def _build(self, run: LessonRun, cases: tuple[str, ...], wrong: str) -> None:
        for card in self.cards:
            card.hide()
            card.setParent(None)  # at once: what it shows may be hidden in the next step
            card.deleteLater()
        while self._line.count():
            self._line.takeAt(0)
        self.cards = []
        for case in cases:
            name = case_name(case, run.lesson, run.drawn)
            if case == wrong:
                name = say("lesson.wrong_model", name=name)
            card = CaseCard(self._session, name, live=case == run.live)
            card.setProperty("case", case)
            card.compact = self._compact
            self.cards.append(card)
            self._line.addWidget(card, 100)
        self._line.addStretch(1)

    def _show(self, run: LessonRun) -> None:
        player, theme = self._session.lesson, self._theme
        hidden = hidden_words(run.ballot.locked)
        first = player.view(run, run.cases[0]).outcome if len(run.cases) > 1 else None
        for card in self.cards:
            case = card.property("case")
            card.body.first = first if card.live else None
            if not card.live:
                view = player.view(run, case)
                card.show_view(view, theme, hidden if view.state is State.HIDDEN else "")
            elif not self.moving:
                self._show_live(card, run, hidden)
        self._one_scale()

    def _show_live(self, card: CaseCard, run: LessonRun, hidden: str) -> None:
        view, lesson = self._session.view, run.scene(run.live)
        if view.scene != self._session.scene:  # it waits for its outcome
            if self._session.scene != lesson:
                return
            view = self._session.lesson.view(run, run.live)
        card.title.setText(card.name if view.scene == lesson else say("lesson.your_scene"))
        card.show_view(view, self._theme, hidden if view.state is State.HIDDEN else "")

    def _one_scale(self) -> None:
        """One camera for all."""
        found = [card.body.own_box for card in self.cards]
        known = [box for box in found if box is not None]
        if not known:
            return
        whole = known[0]
        for box in known[1:]:
            whole = whole.joined(box)
        for card in self.cards:
            card.body.camera_box = whole
            card.body.update()

    def _follow(self, view: View) -> None:
        run = self._session.lesson.run
        if run is not None and self.cards and self.isVisible() and not self.moving:
            self._show(run)

    def _move(self) -> None:
        """The next place of the move; after the last one, what is."""
        card, run = self.live, self._session.lesson.run
        if run is None or card is None:
            self.stop()
            return
        if not self._moves:
            self.stop()
            self._show(run)
            return
        outcome = self._session.lesson.outcome(self._moves.pop(0))
        card.show_view(seen(outcome), self._theme, "")
