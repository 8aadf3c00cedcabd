"""The card of whoever leads a lesson: plan, clock, notes, the model's answer, what comes next.

Where the class sees the same screen, the card is discreet: until a step has told its answer it
holds neither notes nor answer nor the next picture.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from spineviz.session.lesson_player import TALK_S
from spineviz.session.lesson_run import LOCK, SHOW, TELL, LessonRun
from spineviz.session.session import Session
from spineviz.session.view import View
from spineviz.window.controls.flow_row import Flow
from spineviz.window.lesson.lesson_page import Text
from spineviz.window.lesson.next_view import NextView
from spineviz.window.lesson.plan_bar import PlanBar
from spineviz.window.paint.guarded import outlived
from spineviz.window.paint.theme import LIGHT, Theme
from spineviz.words.language import say
from spineviz.words.lesson_words import case_name, lock_words, todo_words, where_words
from spineviz.words.speaking import (
    advice_words,
    clock_text,
    goal_html,
    next_words,
    notes_html,
    pace_words,
)

TOLD_LATER = (LOCK, SHOW, TELL)
"""What is still to be done in a step whose answer the class does not know."""

SECOND = 1000  # ms
MOST_NEXT = 2  # cases of the next picture


class SpeakerCard(QWidget):
    """Shows what the one who leads has to know.

    Args:
        session: of the lesson.

    Attributes:
        discreet: whether the class sees it too.

    Signals:
        next_wanted(): what the blue button does.
        closed(): it is not wanted any more.
    """

    next_wanted = Signal()
    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._player = session.lesson
        self._theme: Theme = LIGHT
        self.discreet = True
        self.setObjectName("speaker")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(say("speaker.name"))
        self.clock, self.pace, self.where = QLabel(), QLabel(), QLabel()
        self.clock.setObjectName("clock")
        for quiet in (self.pace, self.where):
            quiet.setObjectName("quiet")
        self.plan = PlanBar()
        self.notes = Text(say("speaker.name"))
        self.advice, self.only, self.answer, self.next = (QLabel() for _ in range(4))
        self.advice.setObjectName("given")
        self.only.setObjectName("quiet")
        self.answer.setObjectName("answer")
        for label in (self.advice, self.only, self.answer, self.next, self.pace):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)  # they say what a lesson's file says
        self.picture = NextView()
        player = self._player
        self.timer, self.blank, self.home, self.vote, self.go, self.close_ = (
            QPushButton() for _ in range(6)
        )
        foot = QWidget()
        buttons = Flow(foot, 6)
        for button, do in (
            (self.timer, player.toggle_talk),
            (self.blank, player.toggle_blank),
            (self.home, player.home),
            (self.vote, player.vote_again),
            (self.go, self.next_wanted.emit),
            (self.close_, self.closed.emit),
        ):
            button.clicked.connect(do)
            buttons.addWidget(button)
        head = QHBoxLayout()
        head.addWidget(self.clock)
        head.addWidget(self.pace, 1)
        head.addWidget(self.where)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(14, 10, 14, 8)
        rows.addLayout(head)
        rows.addWidget(self.plan)
        rows.addWidget(self.notes, 3)
        rows.addWidget(self.advice)
        rows.addWidget(self.only)
        rows.addWidget(self.answer)
        rows.addWidget(self.next)
        rows.addWidget(self.picture, 2)
        rows.addWidget(foot)
        self._second = QTimer(self)
        self._second.setInterval(SECOND)
        self._second.timeout.connect(self._tick)
        player.changed.connect(self.refresh)
        player.ticked.connect(self._tick)

    def set_theme(self, theme: Theme) -> None:
        """Be in other colours and type from now on."""
        self._theme = theme
        self.refresh()

    def be_discreet(self, on: bool) -> None:
        """Tell it whether the class sees it too."""
        self.discreet = on
        self.refresh()

    def refresh(self) -> None:
        """Show how far the lesson is."""
        run, player = self._player.run, self._player
        if run is None or self.isHidden():
            self._forget()
            return
        self._tick()
        self.where.setText(where_words(run.lesson, run.at))
        away = self.discreet and _tells(run)
        self.only.setText(say("speaker.class_sees") if away else
                          "" if self.discreet else say("speaker.only_you"))  # fmt: skip
        self._write_notes(run, away)
        expected = "" if away else player.expected(run)
        self.answer.setText(expected)
        self.answer.setVisible(bool(expected))
        self.only.setVisible(away or (bool(expected) and not self.discreet))
        self.advice.setText("" if away else self._advice(run))
        self.advice.setVisible(bool(self.advice.text()))
        ahead = run.ahead
        lock = lock_words(run.ballot.total, run.alone)
        broken = ahead.ended or bool(player.mistake(ahead))
        ask = "" if broken else player.filled(ahead, ahead.step.ask)
        todo = run.todo if not ahead.ended else "end"
        self.next.setText(next_words(todo, lock, ahead.at, ahead.step, ask))
        cases = () if away or broken or not ahead.pictured else self._cases(ahead)
        self.picture.show_cases(cases, self._theme)
        self.picture.setVisible(bool(cases))
        for button, text in (
            (self.blank, f"{say('speaker.unblank' if player.blank else 'speaker.blank')}  B"),
            (self.home, f"{say('speaker.home')}  Home"),
            (self.vote, f"{say('lesson.vote_again')}  V"),
            (self.go, f"{todo_words(run.todo, lock)}  ⏎"),
            (self.close_, f"{say('speaker.close')}  S"),
        ):
            button.setText(text)
            button.setAccessibleName(text.partition("  ")[0])
        for button in (self.go, self.close_):  # beside the stage they are to be seen there
            button.setVisible(self.discreet)
        self.vote.setVisible(self.discreet and run.can_vote_again)

    def _forget(self) -> None:
        """Hold nothing of a lesson that is not shown here."""
        self.notes.clear()
        for label in (self.advice, self.answer, self.next):
            label.clear()
        self.picture.show_cases((), self._theme)

    def _write_notes(self, run: LessonRun, away: bool) -> None:
        if run.ended:
            self.notes.setHtml(goal_html(run.lesson))
        elif away:
            self.notes.clear()
        else:
            self.notes.setHtml(notes_html(run.step, lambda text: self._player.filled(run, text)))

    def _advice(self, run: LessonRun) -> str:
        """What to do with the first vote while it can still be repeated."""
        if not run.can_vote_again:
            return ""
        return advice_words(run.ballot.hands, self._player.given(run))

    def _cases(self, ahead: LessonRun) -> tuple[tuple[str, View], ...]:
        cases = ahead.cases[-MOST_NEXT:]
        return tuple(
            (case_name(case, ahead.lesson, ahead.drawn), self._player.view(ahead, case))
            for case in cases
        )

    def _tick(self) -> None:
        """The clock goes on."""
        run, player = self._player.run, self._player
        if run is None or self.isHidden():
            return
        seconds = player.clock_s
        self.clock.setText(clock_text(seconds))
        self.pace.setText(pace_words(run.lesson, run.at, seconds))
        self.plan.show_plan(run.lesson, run.at, seconds, self._theme)
        left = clock_text(player.talk_left or TALK_S)
        self.timer.setText(f"{say('speaker.timer', time=left)}  T")
        self.timer.setAccessibleName(self.timer.text().partition("  ")[0])

    # Qt overrides

    @outlived
    def showEvent(self, event: QShowEvent) -> None:
        """The clock is seen."""
        super().showEvent(event)
        self._second.start()
        self.refresh()

    @outlived
    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees the clock, and nothing is kept of what it said."""
        super().hideEvent(event)
        self._second.stop()
        if self.isHidden():
            self._forget()


def _tells(run: LessonRun) -> bool:
    """Whether notes and answer would tell what the class is to find out."""
    return not run.ended and (run.todo in TOLD_LATER or run.step.kind == "rule")
