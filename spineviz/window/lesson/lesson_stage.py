"""A lesson in the window: the cases, the page of the step, and the buttons under them.

Everything follows from the run of the session's lesson; nothing here remembers what was answered.
"""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from spineviz.session.lesson_run import END, LOCK, MARKED, VOTED, LessonRun
from spineviz.session.session import Session
from spineviz.window.controls.fields import CountBox
from spineviz.window.figure.accessible_body import announce
from spineviz.window.lesson.cases_view import CasesView
from spineviz.window.lesson.lesson_page import Sentence
from spineviz.window.lesson.marks_page import MarksPage
from spineviz.window.lesson.question_page import QuestionPage
from spineviz.window.lesson.text_pages import EvidencePage, LastPage, LookPage, RulePage
from spineviz.window.paint.guarded import outlived
from spineviz.window.paint.theme import LIGHT, Theme
from spineviz.words.language import say
from spineviz.words.lesson_words import lock_words, path_html, todo_words, where_words

WIDE = 1300  # px at 100 % from which the whole way through the lesson is written
LOW = 500  # px under which the columns of cases leave where they have no room
HIGH = 800  # px at 100 % from which the cases over a page may grow
SPLIT = (11, 9)  # of the width: cases and page


class Seen(Enum):
    """Who sees a stage.

    ALL: whoever there is, on one screen. SPEAKER: who leads, while the class has a window of its
    own. AUDIENCE: the class, in that window.
    """

    ALL = "all"
    SPEAKER = "speaker"
    AUDIENCE = "audience"


StepPage = QuestionPage | MarksPage | RulePage | EvidencePage | LookPage | LastPage
"""The page of a step of each kind."""


class LessonStage(QWidget):
    """Shows the lesson of a session.

    Args:
        session: whose lesson it is.

    Signals:
        refreshed(): what can be done may be something else.
        handout_wanted(): the lesson is to be put on paper.
        card_wanted(): the speaker's card is to come, or to go.
        asked(): it asks something; nothing may lie over its buttons.
    """

    refreshed = Signal()
    handout_wanted = Signal()
    card_wanted = Signal()
    asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._player = session, session.lesson
        self._theme: Theme = LIGHT
        self._key: object = None
        self._phase: object = None
        self.guessing = False
        self.seen = Seen.ALL
        self.page: StepPage | None = None
        self.setObjectName("lesson")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title, self.where = QLabel(), QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setObjectName("lessonTitle")
        self.where.setObjectName("quiet")
        self.where.setTextFormat(Qt.TextFormat.RichText)
        self.cases = CasesView(session)
        self._middle = QWidget()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._middle)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(0)
        self._line.addWidget(self.cases, SPLIT[0])
        self.nothing = QLabel(say("lesson.blank"))
        self.nothing.setObjectName("quiet")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._middle)
        self._pages.addWidget(self.nothing)
        self.status = Sentence("quiet")
        self.back, self.again, self.vote, self.another, self.guess, self.handout, self.go = (
            QPushButton() for _ in range(7)
        )
        self.leave, self.stay = QPushButton(say("lesson.leave")), QPushButton(say("lesson.stay"))
        self.go.setObjectName("go")
        foot = QWidget()
        foot.setObjectName("status")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar = QHBoxLayout(foot)
        bar.setContentsMargins(14, 6, 14, 6)
        bar.addWidget(self.status, 1)
        for button, text, do in (
            (self.again, f"{say('lesson.see_again')}  R", self.see_again),
            (self.vote, f"{say('lesson.vote_again')}  V", self._player.vote_again),
            (self.another, f"{say('lesson.draw_another')}  N", self._player.draw_another),
            (self.guess, "", self.toggle_guess),
            (self.handout, say("lesson.handout"), self.handout_wanted.emit),
            (self.back, say("lesson.back"), self._player.back),
            (self.go, "", self.next),
            (self.leave, say("lesson.leave"), self.leave_now),
            (self.stay, say("lesson.stay"), self.stay_here),
        ):
            self._name(button, text)
            button.clicked.connect(do)
            bar.addWidget(button)
        head = QWidget()
        head.setObjectName("strip")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        top = QHBoxLayout(head)
        top.setContentsMargins(14, 8, 14, 8)
        top.addWidget(self.title)
        top.addStretch(1)
        top.addWidget(self.where)
        self.card = QPushButton()
        self._name(self.card, f"{say('speaker.name')}  S")
        self.card.clicked.connect(self.card_wanted)
        top.addWidget(self.card)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(head)
        rows.addWidget(self._pages, 1)
        rows.addWidget(foot)
        self._asking = False
        self._player.changed.connect(self.refresh)
        self._player.ticked.connect(self.refresh)
        self._player.said.connect(self._hear)

    def set_theme(self, theme: Theme) -> None:
        """Be in other colours and type from now on."""
        self._theme = theme
        self.refresh()

    def be_seen(self, seen: Seen) -> None:
        """Tell it who sees it."""
        self.seen = seen
        self._key = None
        self.refresh()

    @property
    def running(self) -> bool:
        """Whether there is a lesson."""
        return self._player.run is not None

    # what can be done beside what the player does

    def next(self) -> None:
        """The blue button; where nothing is chosen yet it says so."""
        run = self._player.run
        if self._asking:
            self.leave_now()
        elif run is None:
            return
        elif run.todo == END:
            self._player.leave()
        elif run.todo == LOCK and not run.can_lock:
            self.status.setText(say("lesson.first_lock"))
            self._focus_page()
        else:
            self._player.next()

    def choose(self, row: int) -> None:
        """A letter: the choice of one learner, or the count of hands for it."""
        run, page = self._player.run, self.page
        if run is None or page is None or not run.can_choose(row):
            return
        if run.alone and not self.guessing:
            self._player.put(run.choose(row))
        field = page.answer_field(row)
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(field, CountBox):
            field.selectAll()  # so that what is typed takes the place of what was

    def toggle_guess(self) -> None:
        """Draw on the column, or choose after all."""
        run = self._player.run
        if run is None or not (run.can_guess and run.todo == LOCK):
            return
        self.guessing = not self.guessing
        self._player.put(run.guess(50.0 if self.guessing else None))
        self.refresh()
        self._focus_page()

    def see_again(self) -> None:
        """Show the move again at half speed."""
        self.cases.see_again()

    def step_region(self, way: int) -> None:
        """Put the focus into the next part: cases, question, answers, buttons."""
        parts = self._regions()
        focus = self.focusWidget()
        inside = [
            row for row, part in enumerate(parts) if focus in (part, *part.findChildren(QWidget))
        ]
        row = (inside[-1] + way) % len(parts) if inside else 0
        target = parts[row]
        fields = [each for each in (target, *target.findChildren(QWidget))
                  if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible()
                  and each.isEnabled()]  # fmt: skip
        (fields[0] if fields else target).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ask_leave(self) -> None:
        """Ask once whether to leave; Esc again stays."""
        if self._asking:
            self.stay_here()
            return
        self._asking = True
        self.asked.emit()
        self.refresh()
        self.status.setText(say("lesson.leave.asks"))
        announce(self, say("lesson.leave.asks"))
        self.leave.setFocus()

    def leave_now(self) -> None:
        """Leave; the lesson keeps its place."""
        self._asking = False
        self._player.leave()

    def stay_here(self) -> None:
        """Do not leave."""
        self._asking = False
        self.refresh()
        self.status.setText("")
        self._focus_page()

    def take_focus(self) -> None:
        """Begin at the question."""
        self._focus_page()

    # what is shown

    def refresh(self) -> None:
        """Show how far the lesson is."""
        run = self._player.run
        if run is None:
            self._key = None
            self.cases.stop()
            self.refreshed.emit()
            return
        if run.step.kind in VOTED and run.ballot.guess is not None:
            self.guessing = True
        key = (run.lesson, run.at, run.alone, self.guessing, run.now.draw)
        if key != self._key:
            if self._key is not None and run.at != self._key[1]:  # type: ignore[index]
                self.guessing = run.ballot.guess is not None
                key = (*key[:3], self.guessing, key[4])
            self._key = key
            self._build(run)
        self._show(run)
        phase = run.lesson, run.at, run.todo, len(run.now.ballots), run.now.draw
        if phase != self._phase:
            self._phase = phase
            self._focus_page()
        self.refreshed.emit()

    def _build(self, run: LessonRun) -> None:
        before = self.page
        self.page = self._page_of(run)
        self._line.addWidget(self.page, SPLIT[1])
        self.page.show()  # at once, so that it can take the focus
        if before is not None:
            if before.isAncestorOf(self.focusWidget() or self):
                self.setFocus()
            self._line.removeWidget(before)
            before.hide()
            before.setParent(None)
            before.deleteLater()
        if not self._asking:
            self.status.setText("")

    def _page_of(self, run: LessonRun) -> StepPage:
        if run.ended:
            return LastPage(self._player)
        kind = run.step.kind
        if kind in VOTED:
            asks = self.seen is not Seen.AUDIENCE
            flat = self.seen is Seen.SPEAKER
            return QuestionPage(self._player, run, self.guessing and asks, asks=asks, flat=flat)
        if kind in MARKED:
            return MarksPage(self._player, run)
        if kind == "rule":
            return RulePage(self._player, run)
        return EvidencePage(self._player, run) if kind == "evidence" else LookPage(self._player)

    def _show(self, run: LessonRun) -> None:
        theme = self._theme
        blank = self._player.blank and self.seen is not Seen.SPEAKER
        self._pages.setCurrentWidget(self.nothing if blank else self._middle)
        self.title.setText(run.lesson.title)
        wide = self.width() >= theme.px(WIDE) and not run.ended
        words = path_html(run.lesson, run.at) if wide else where_words(run.lesson, run.at)
        self.where.setText(words)
        Direction = QBoxLayout.Direction
        rule = run.step.kind == "rule" and not run.ended
        across = rule or self.seen is Seen.SPEAKER
        self._line.setDirection(Direction.TopToBottom if across else Direction.LeftToRight)
        Fit = QSizePolicy.Policy
        leads = self.seen is Seen.SPEAKER
        low = leads and self.height() < theme.px(HIGH)
        self.cases.setSizePolicy(Fit.Preferred, Fit.Maximum if low else Fit.Preferred)
        self.cases.setVisible(run.pictured)
        compact = leads or self.height() < LOW
        self.cases.show_run(run, theme, across=across, compact=compact)
        if self.page is not None:
            self.page.show_run(run, theme)
        self._buttons(run)
        if self._player.fault and (self.seen is Seen.SPEAKER or not self._player.speakers):
            self.status.setText(self._player.fault)

    def _buttons(self, run: LessonRun) -> None:
        words = todo_words(run.todo, lock_words(run.ballot.total, run.alone))
        self._name(self.go, f"{words}  ⏎")
        can_guess = run.todo == LOCK and run.can_guess
        self._name(self.guess, say("lesson.show_choices" if self.guessing else "lesson.draw_guess"))
        for button, there in (
            (self.again, run.can_see_again),
            (self.vote, run.can_vote_again),
            (self.another, run.can_draw),
            (self.guess, can_guess),
            (self.handout, run.ended),
            (self.back, run.at > 0),
            (self.go, True),
        ):
            button.setVisible(there and not self._asking and self.seen is not Seen.AUDIENCE)
        for button in (self.leave, self.stay):
            button.setVisible(self._asking and self.seen is not Seen.AUDIENCE)
        self.card.setVisible(self.seen is Seen.ALL and not run.alone)

    def _name(self, button: QPushButton, text: str) -> None:
        button.setText(text)
        button.setAccessibleName(text.partition("  ")[0])

    def _hear(self, text: str) -> None:
        """Say something once, in writing too: of two windows only one is heard."""
        self.status.setText(text)
        if self.seen is not Seen.AUDIENCE:
            announce(self, text)

    def _focus_page(self) -> None:
        if self._pages.currentWidget() is self.nothing:
            self.nothing.setFocus()
        elif self.page is not None:
            self.page.heading.setFocus()

    def _regions(self) -> list[QWidget]:
        """Parts that F6 goes round."""
        page = self.page
        found: list[QWidget] = []
        live = self.cases.live
        if self.cases.isVisible() and live is not None:
            found.append(live.body)
        if page is not None:
            found.append(page.heading)
            field = page.answer_field(0)
            if field is not None and field.isVisible() and field.isEnabled():
                found.append(field)
        if self.handout.isVisible():
            found.append(self.handout)
        found.append(self.leave if self._asking else self.go)
        return found

    # Qt overrides

    @outlived
    def resizeEvent(self, event: QResizeEvent) -> None:
        """What there is room for may be something else."""
        super().resizeEvent(event)
        low = event.oldSize().height() < LOW
        if self.running and low != (event.size().height() < LOW):
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc asks; every other key is a command of the window."""
        if event.key() == Qt.Key.Key_Escape and self.running:
            if not event.isAutoRepeat():
                self.ask_leave()
            return
        super().keyPressEvent(event)
