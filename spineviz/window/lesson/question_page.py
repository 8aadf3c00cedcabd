"""A question of a lesson: three or four choices, or a guess drawn on the column."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from spineviz.session.lesson_player import LessonPlayer
from spineviz.session.lesson_run import LOCK, LessonRun
from spineviz.window.lesson.choice_card import ChoiceCard
from spineviz.window.lesson.column_view import GuessSlider
from spineviz.window.lesson.lesson_page import Page, Scroll, Sentence
from spineviz.window.paint.theme import Theme
from spineviz.words.lesson_words import (
    asked_words,
    counted_words,
    drawn_words,
    talk_words,
    vote_words,
)


class QuestionPage(Page):
    """The steps `predict` and `unseen`.

    Args:
        player: of the lesson. run: how far it is.
        guessing: whether a guess is drawn instead of choosing.
        asks: whether it takes answers; otherwise they are given in another window, and counts are
            seen once they are locked.
        flat: whether the choices stand in one row, without their pictures.
    """

    def __init__(
        self,
        player: LessonPlayer,
        run: LessonRun,
        guessing: bool,
        *,
        asks: bool = True,
        flat: bool = False,
    ) -> None:
        super().__init__()
        self._player, self._asks = player, asks
        self.about = Sentence("quiet")
        self.rows.addWidget(self.about)
        self.choices: list[ChoiceCard] = []
        self.slider: GuessSlider | None = None
        if guessing:
            self.slider = GuessSlider()
            self.slider.setValue(round(run.ballot.guess if run.ballot.guess is not None else 50))
            self.slider.valueChanged.connect(self._guess)
            line = QHBoxLayout()
            line.addStretch(1)
            line.addWidget(self.slider)
            line.addStretch(1)
            self.rows.addLayout(line, 1)
        else:
            board = QWidget()
            grid = QGridLayout(board)
            grid.setContentsMargins(0, 0, 0, 0)
            for row, choice in enumerate(run.step.choices):
                card = ChoiceCard(row, choice, run.alone, pictured=not flat)
                card.counted.connect(partial(self._count, row))
                card.chosen.connect(partial(self._choose, row))
                card.refused.connect(player.said)
                columns = len(run.step.choices) if flat else 2
                grid.addWidget(card, row // columns, row % columns)
                self.choices.append(card)
            self.rows.addWidget(Scroll(board), 1)
        self.guess = Sentence("given")
        self.counted = Sentence("quiet")
        self.rows.addWidget(self.guess)
        self.rows.addWidget(self.counted)

    def show_run(self, run: LessonRun, theme: Theme) -> None:
        """Show the question, or the answer once it may be told."""
        player, now = self._player, run.now
        given = player.given(run) if now.shown else None
        if now.shown:
            self.heading.say(player.filled(run, run.step.reveal))
        else:
            hidden = asked_words(len(run.step.choices), run.ballot.locked)
            self.heading.say(player.filled(run, run.step.ask), hidden)
        self.about.setText(vote_words(now.ballots, run.alone, now.shown))
        for row, card in enumerate(self.choices):
            open_ = self._asks and run.todo == LOCK
            card.show_ballots(now.ballots, open_=open_, given=given == row, theme=theme)
        if self.slider is not None:
            self.slider.set_theme(theme)
            self.slider.setEnabled(run.todo == LOCK)
        drawn = [each.guess for each in now.ballots if each.locked and each.guess is not None]
        self.guess.setText(drawn_words(drawn))
        self.guess.setVisible(bool(drawn))
        talk = player.talk_left
        counted = counted_words(run.ballot, run.alone) if self._asks or run.ballot.locked else ""
        self.counted.setText(talk_words(talk) if talk else counted)

    def answer_field(self, row: int) -> QWidget | None:
        """The radio button, or the count of hands."""
        if self.slider is not None:
            return self.slider
        return self.choices[row].field if row < len(self.choices) else None

    def _count(self, row: int, hands: int) -> None:
        run = self._player.run
        if run is not None:
            self._player.put(run.count(row, hands))

    def _choose(self, row: int) -> None:
        run = self._player.run
        if run is not None:
            self._player.put(run.choose(row))

    def _guess(self, percent: int) -> None:
        run = self._player.run
        if run is not None:
            self._player.put(run.guess(percent))
