"""The lesson of a session: what comes next, what the model gives, and what is told of it.

The place and the votes are a `LessonRun` of the document. Here are the outcomes of its cases, the
clock, and whatever a window does with a lesson; each of these goes through the session.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Protocol

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from spineviz.outcome import Balanced, Outcome, without_start
from spineviz.scene import Scene, SceneError
from spineviz.session.document import Document
from spineviz.session.history import Recorded, Step
from spineviz.session.idle import placeless
from spineviz.session.lesson_run import LOCK, MARKED, NEXT, SHOW, TELL, VOTED, LessonRun
from spineviz.session.shown import Shown
from spineviz.session.view import State, View
from spineviz.simulation.place import roller_mm
from spineviz.simulation.simulate import simulate
from spineviz.simulation.waiting import waiting
from spineviz.teaching.lesson_answers import NoAnswerError, Numbers, answer, answers, has_unseen
from spineviz.teaching.lesson_parts import UNSEEN, Lesson, Text
from spineviz.teaching.lessons import MOST_CASES
from spineviz.words.language import say
from spineviz.words.lesson_words import (
    HIDDEN,
    ended_words,
    expectation_words,
    locked_words,
    missed_words,
    row_answers,
    rows_of,
    shown_words,
    stopped_words,
)
from spineviz.words.speaking import choice_words, rows_words

TALK_S = 120  # of talk with the neighbour; Mazur gives two minutes
LONGEST_S = 600.0  # between two moves that count as time of the lesson: then somebody was away
LOTS = random.SystemRandom()  # what gives each start of a lesson its own unseen cases
PLACES = 9  # at which a move of the roller is seen again
MOST_OUTCOMES = 2 * MOST_CASES
"""Remembered: all of a lesson that is presented and of one that is written, with moves."""
LEAVE, HOME = say("step.leave_lesson"), say("step.lesson_home")


def seen(outcome: Outcome) -> View:
    """What a picture of an outcome shows that is told."""
    if isinstance(outcome, Balanced):
        return View(outcome.scene, outcome, outcome, State.SETTLED, "")
    return View(outcome.scene, None, None, State.OUTSIDE, "")


class Taught(Recorded, Protocol):
    """What a lesson asks of the session that it belongs to."""

    @property
    def take(self) -> Callable[[Step], None]:
        """Go on with another document."""

    @property
    def load_pair(self) -> Callable[[Scene, Scene | None, str], None]:
        """Take a whole scene as one step."""

    @property
    def teach(self) -> Callable[[LessonRun], None]:
        """Somebody is elsewhere in the lesson."""


class LessonPlayer(QObject):
    """What can be done in a lesson. The session connects `follow` to its steps.

    Attributes:
        blank: nothing is to be seen for a moment.
        fault: why the lesson does not go on, a sentence for whoever leads it; empty otherwise.
        speakers: windows for whoever leads; with one, no other window tells the fault.
        left: by the name of a lesson: how far it was when it was left.

    Signals:
        changed(): another step, vote or word; also when a lesson starts or is left.
        said(str): something to be heard once: a lock, an answer, a mistake, the end.
        ticked(): a second of the talk has gone.
        resumed(int): a lesson goes on as a new document; the number of the one it was left in.
    """

    changed = Signal()
    said = Signal(str)
    ticked = Signal()
    resumed = Signal(int)

    def __init__(self, session: Taught, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._outcomes: dict[Scene, Outcome] = {}  # the one asked for last stands last
        self._seen: Document | None = None
        self._moved = time.monotonic()
        self.blank = False
        self.fault = ""
        self.speakers = 0
        self.left: dict[str, tuple[LessonRun, int]] = {}
        self._talk_left = 0
        self._talk = QTimer(self)
        self._talk.setInterval(1000)
        self._talk.timeout.connect(self._tick)

    @property
    def run(self) -> LessonRun | None:
        """How far it is; None without a lesson."""
        return self._session.history.now.document.run

    def hides(self, scene: Scene) -> bool:
        """Whether the numbers of a scene are not to be told now."""
        run = self.run
        return run is not None and run.hides(scene)

    # what the model gives

    def outcome(self, scene: Scene) -> Outcome:
        """The outcome of a case, solved once as long as few others are asked for.

        Raises:
            SceneError: a scene that the model cannot take.
        """
        found = self._outcomes.pop(scene, None) or without_start(simulate(scene))
        self._outcomes[scene] = found
        if len(self._outcomes) > MOST_OUTCOMES:
            del self._outcomes[next(iter(self._outcomes))]
        return found

    def knows(self, scene: Scene) -> bool:
        """Whether `outcome` answers at once."""
        return scene in self._outcomes

    def numbers(self, run: LessonRun) -> Numbers:
        """The numbers of every case of a lesson, those that are hidden too: whoever asks has to
        know what may be told."""
        outcomes = {case.key: self.outcome(case.scene) for case in run.lesson.cases}
        if run.drawn is not None:
            outcomes[UNSEEN] = self.outcome(run.drawn)
        return Numbers(outcomes)

    def view(self, run: LessonRun, case: str) -> View:
        """What is seen of a case: of one that is hidden only who lies down, and on what."""
        scene = run.scene(case)
        if case in run.hidden_cases:
            return View(scene, None, waiting(scene), State.HIDDEN, HIDDEN)
        return seen(self.outcome(scene))

    def given(self, run: LessonRun) -> int | None:
        """The choice that the model gives in the step that is open, from 0; told or not."""
        return answer(run.step, self.numbers(run)) if run.step.kind in VOTED else None

    def expected(self, run: LessonRun) -> str:
        """What the model gives in the step that is open, told or not: for whoever leads alone."""
        step, numbers = run.step, self.numbers(run)
        if run.ended:
            return ""
        if step.kind in MARKED:
            return rows_words(step, row_answers(step, numbers))
        if step.kind not in VOTED:
            return ""
        given, reveal = answer(step, numbers), self.filled(run, step.reveal)
        if given is None:
            return reveal
        verdict = answers(step, numbers)[given]
        return choice_words(given, reveal, verdict.margin, verdict.unit)

    def filled(self, run: LessonRun, text: Text) -> str:
        """A text with today's numbers."""
        return text.filled(self.numbers(run).text)

    def missed(self, run: LessonRun) -> tuple[int, ...]:
        """Rows of the step that were marked otherwise than it was. A row without a mark is none."""
        right = row_answers(run.step, self.numbers(run)) if rows_of(run.step) else ()
        marks = (*run.now.marks, *("",) * len(right))
        return tuple(
            row for row, word in enumerate(right) if marks[row] not in ("", word)
        )  # fmt: skip

    def mistake(self, run: LessonRun) -> str:
        """Why a step cannot be played; empty where it can."""
        step = run.step
        try:
            numbers = self.numbers(run)
            replies = (each.say for each in step.misconceptions)
            for text in (step.ask, step.reveal, step.teacher, *step.fits, *replies):
                text.filled(numbers.text)
            row_answers(step, numbers) if rows_of(step) else None
            if step.kind == "predict":
                return expectation_words(answer(step, numbers), step.expect)
            if step.kind == "unseen" and not has_unseen(run.lesson, step):
                return say("lesson.none_unseen")
            if step.kind == "unseen" and answer(step, numbers) is None:
                return expectation_words(None, 0)
        except (NoAnswerError, SceneError) as error:
            return str(error)
        return ""

    def moves(self) -> tuple[Scene, ...]:
        """Scenes from the first case on screen to the last one, to see the move again; empty while
        something is hidden."""
        run = self.run
        if run is None or run.ended or run.hidden or len(run.cases) < 2 or not run.pictured:
            return ()
        first, last = run.scene(run.cases[0]), run.scene(run.cases[-1])
        rolls = first.task == last.task == "roll"
        if not rolls or placeless(first) != placeless(last):
            return first, last
        way = np.linspace(roller_mm(first), roller_mm(last), PLACES)[1:-1]
        return first, *(last.set("roller.position_mm", round(float(at), 1)) for at in way), last

    # what can be done

    def start(self, lesson: Lesson, alone: bool = True) -> bool:
        """Begin a lesson; False where its first step cannot be played."""
        run = LessonRun(lesson, alone, LOTS.randrange(2**31))
        return self._open(run)

    def resume(self, key: str) -> bool:
        """Go on with a lesson that was left; False where it is no more."""
        if key not in self.left:
            return False
        run, number = self.left[key]
        if not self._open(run):
            return False
        self.resumed.emit(number)
        return True

    def forget(self, key: str) -> None:
        """A lesson that was left is not gone on with."""
        if key in self.left:
            self.resumed.emit(self.left.pop(key)[1])
            self.changed.emit()

    def leave(self) -> None:
        """Leave the lesson. It keeps its place, the scene stays."""
        if self.run is None:
            return
        scene = self._session.scene
        shown = self._session.shown.of_lesson(Shown())
        self._session.take(Step(LEAVE, scene, None, shown, Document(None, scene)))

    def next(self) -> None:
        """What the blue button does: lock, show, tell what was not seen, go on."""
        run = self.run
        if run is None:
            return
        do = {LOCK: self.lock, SHOW: self.show, TELL: self.tell, NEXT: self._go_on}.get(run.todo)
        if do is not None:
            do()

    def back(self) -> None:
        """One step back; nothing is unlocked."""
        run = self.run
        if run is not None and run.at > 0:
            self._enter(run.back())

    def lock(self) -> None:
        """Lock the vote."""
        run = self.run
        if run is not None and run.can_lock:
            ballot = run.ballot
            self._put(run.lock())
            self.said.emit(locked_words(ballot.hands, ballot.choice, ballot.guess))

    def show(self) -> None:
        """Tell what was hidden."""
        run = self.run
        if run is not None and run.todo == SHOW:
            self.stop_talk()
            self._put(run.show())
            self.said.emit(shown_words(self.given(run), self.filled(run, run.step.reveal)))

    def tell(self) -> None:
        """Hold what was marked against what happened."""
        run = self.run
        if run is not None and run.todo == TELL:
            self._put(run.tell())
            self._say_missed(run)

    def vote_again(self) -> None:
        """A second vote beside the first."""
        run = self.run
        if run is not None and run.can_vote_again:
            self.stop_talk()
            self._put(run.vote_again())

    def draw_another(self) -> None:
        """Another unseen case."""
        run = self.run
        if run is not None and run.can_draw:
            self._enter(run.draw_another())

    def home(self) -> None:
        """Bring the scene of the step back, in one step of undo."""
        run = self.run
        if run is not None:
            self._session.load_pair(run.scene(run.live), None, HOME)

    def put(self, run: LessonRun) -> None:
        """Take votes, marks and words as they were made from the run that is."""
        if self.run is not None and run != self.run:
            told = run.now.told and run.now.marks != self.run.now.marks
            self._put(run)
            if told:
                self._say_missed(run)

    def toggle_blank(self) -> None:
        """Nothing is to be seen, or all of it again."""
        self.blank = not self.blank
        self.changed.emit()

    @property
    def clock_s(self) -> float:
        """s that the lesson has taken by now."""
        run = self.run
        if run is None:
            return 0.0
        open_ = 0.0 if run.ended else min(time.monotonic() - self._moved, LONGEST_S)
        return run.spent_s + open_

    @property
    def talk_left(self) -> int:
        """s that are left to talk; 0 where nobody is told to."""
        return self._talk_left

    def toggle_talk(self) -> None:
        """Two minutes with the neighbour, or enough."""
        if self._talk_left:
            self.stop_talk()
            return
        self._talk_left = TALK_S
        self._talk.start()
        self.ticked.emit()

    def stop_talk(self) -> None:
        """Enough talk."""
        self._talk.stop()
        self._talk_left = 0
        self.ticked.emit()

    def follow(self) -> None:
        """The history stands elsewhere: perhaps in another lesson, or in none."""
        now, before = self._session.history.now.document, self._seen
        if before is not None and now.number == before.number and now.run == before.run:
            return
        self._seen = now
        if before is not None and before.run is not None and before.number != now.number:
            self.stop_talk()
            self.blank, self.fault = False, ""
            if not before.run.ended:
                self.left[before.run.lesson.key] = before.run, before.number
        if now.run is not None:
            self.left.pop(now.run.lesson.key, None)
        if now.run is not None or (before is not None and before.run is not None):
            self.changed.emit()

    def _open(self, run: LessonRun) -> bool:
        self._moved = time.monotonic()
        if mistake := self.mistake(run):
            told = stopped_words(run.at + 1, mistake)
            if self.speakers:  # not on the wall of the class that is running
                self.fault = told
                self.changed.emit()
            else:
                self.said.emit(told)
            return False
        shown = replace(self._session.shown.of_lesson(Shown()), hidden=run.hidden, panel="")
        scene = run.scene(run.live)
        document = Document(None, None, run=run)
        self._session.take(Step(run.lesson.title, scene, None, shown, document))
        return True

    def _go_on(self) -> None:
        run = self.run
        if run is not None:
            self._enter(run.next())

    def _enter(self, run: LessonRun) -> None:
        """Open a step, if the model still says what the lesson says."""
        mistake = "" if run.ended else self.mistake(run)
        self.fault = stopped_words(run.at + 1, mistake) if mistake else ""
        if mistake:
            if not self.speakers:
                self.said.emit(self.fault)
            self.changed.emit()
            return
        self.stop_talk()
        self._put(run)
        if not run.ended:
            self._session.load_pair(run.scene(run.live), None, run.lesson.title)
        else:
            self.said.emit(ended_words(run.spent_s))

    def _put(self, run: LessonRun) -> None:
        now = time.monotonic()
        spent, self._moved = now - self._moved, now
        self._session.teach(run.spent(min(spent, LONGEST_S)))

    def _say_missed(self, run: LessonRun) -> None:
        rows = rows_of(run.step)
        missed = tuple(rows[row].about for row in self.missed(run))
        self.said.emit(missed_words(missed, len(self.moves()) > 1))

    def _tick(self) -> None:
        self._talk_left -= 1
        if self._talk_left <= 0:
            self.stop_talk()
        else:
            self.ticked.emit()
