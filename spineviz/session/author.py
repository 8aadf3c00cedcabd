"""The author of a lesson: what is done to the draft, what the model says of it, and a try.

The draft is a value of the history. Here are the outcomes of its cases, first of this person and
then of sampled bodies, found out like all idle work.
"""

from __future__ import annotations

import itertools
import logging
import math
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Final, Protocol

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from spineviz.lab.population import body, simulate_body
from spineviz.outcome import Outcome, without_start
from spineviz.scene import Scene, SceneError
from spineviz.session.history import Recorded, Step
from spineviz.session.idle import Idle, Piece
from spineviz.session.lesson_draft import LessonDraft, draft_of, new_draft, table_of
from spineviz.session.lesson_player import LEAVE, LessonPlayer
from spineviz.session.scene_file import MAX_FILE_BYTES, dump_scene
from spineviz.session.shown import Shown
from spineviz.tables.saying import Refusal
from spineviz.teaching.lesson_answers import NoAnswerError, Numbers
from spineviz.teaching.lesson_check import SEED, Checked, cases_asked, predicted
from spineviz.teaching.lesson_file import as_text
from spineviz.teaching.lesson_parts import Lesson, LessonError, Mistake
from spineviz.teaching.lessons import MOST_CASES, lesson_of
from spineviz.teaching.question_forms import HOW_MUCH, MORE_OR_LESS, Blanks
from spineviz.words.author_words import first_of
from spineviz.words.language import say
from spineviz.words.lesson_words import scene_title

log = logging.getLogger(__name__)

PEOPLE = 10
"""Sampled bodies that are asked about every question; those of `lesson check`."""

DRAFT = "draft"
"""Entry of a kept file: the text of a lesson that was being written."""

PANEL: Final = "author"
KEPT = MOST_CASES * PEOPLE  # outcomes of bodies that are remembered

Change = Callable[[LessonDraft], LessonDraft]


class Hint(Struct, frozen=True):
    """What the model says of one question.

    Attributes:
        mistake: why it cannot be asked, a sentence; empty where nothing is wrong.
        checked: which choice it gives, and how far that is from its border; None until it is
            known, or where a step has no choices.
        waits: something is still being found out.
        number: that the handles stand beside, in the shown unit; None where there is none, or not
            yet.
    """

    mistake: str = ""
    checked: Checked | None = None
    waits: bool = False
    number: float | None = None


class Span(Struct, frozen=True):
    """From where to where a number line goes, in the shown unit, and in which steps."""

    low: float
    high: float
    step: float

    @property
    def digits(self) -> int:
        """Digits after the decimal mark of a step."""
        return max(-math.floor(math.log10(self.step)), 0)

    def share(self, number: float) -> float:
        """Where a number lies, 0 to 1, as far as the line goes."""
        return min(max((number - self.low) / (self.high - self.low), 0.0), 1.0)

    def at(self, share: float) -> float:
        """The number at a share of the line, in whole steps."""
        number = self.low + min(max(share, 0.0), 1.0) * (self.high - self.low)
        return round(round(number / self.step) * self.step, 9)


def span_of(handles: Sequence[float], number: float | None, mirrored: bool) -> Span:
    """A number line with room around its handles and the model's number.

    Args:
        handles: in the shown unit. number: of the model; None where it is not known.
        mirrored: the same on both sides of 0.
    """
    known = [*handles, *([] if number is None else [number])]
    high = 1.25 * max((0.0, *(abs(each) if mirrored else each for each in known)))
    low = -high if mirrored else 1.25 * min((0.0, *known))
    high = high if high > low else low + 1.0
    return Span(low, high, 10.0 ** math.floor(math.log10((high - low) / 50)))


class Wrote(Recorded, Protocol):
    """What the author asks of the session that it belongs to."""

    idle: Idle
    lesson: LessonPlayer

    @property
    def show(self) -> Callable[[Shown], None]:
        """Show something else."""

    @property
    def load(self) -> Callable[[Scene, str], None]:
        """Take a whole scene, as one step."""

    @property
    def write(self) -> Callable[[LessonDraft, str], None]:
        """Another state of the draft, as one step."""

    @property
    def lesson_saved(self) -> Callable[[LessonDraft], None]:
        """The draft stands in its file."""

    @property
    def come_back(self) -> Callable[[Step], None]:
        """Go on with a document that was left."""


class Author(QObject):
    """What can be done with the lesson that is being written.

    Signals:
        changed(): the draft is another one, or more is known about it.
        said(str): why something was not done, a sentence.
    """

    changed = Signal()
    said = Signal(str)

    def __init__(self, session: Wrote, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._numbers = itertools.count(1)
        self._none = new_draft(say("draft.title"), 0)
        self._seen = self._none
        self._read: tuple[LessonDraft, Lesson, tuple[Mistake, ...]] | None = None
        self._people: dict[tuple[Scene, int], Outcome | None] = {}
        self._failed: dict[Scene, str] = {}
        self._watchers = 0
        self._tried: tuple[Step, str] | None = None
        self._back = QTimer(self)
        self._back.setSingleShot(True)
        self._back.timeout.connect(self._come_back)
        session.idle.add(self._cases_left, self._bodies_left)

    @property
    def draft(self) -> LessonDraft:
        """The lesson as far as it is written; an empty one before anything is."""
        return self._session.history.now.draft or self._none

    # what can be done

    def change(self, change: Change, label: str) -> str:
        """Write on; where that cannot be, nothing is changed.

        Returns:
            Why not, a sentence; empty where it was done.
        """
        draft = self.draft
        if draft.number == 0:
            draft = replace(draft, number=next(self._numbers))
        try:
            changed = change(draft)
            if len(self.kept_text(changed)) > MAX_FILE_BYTES:
                raise Refusal("draft.large", most=MAX_FILE_BYTES)
        except Refusal as refused:
            return str(say("draft.refused", why=refused))
        if changed.raw != draft.raw:
            self._session.write(changed, label)
        return ""

    def keep_case(self) -> None:
        """The scene as it is, as one more case; the panel shows it."""
        scene = self._session.scene
        refused = self.change(lambda draft: draft.keep(scene, scene_title(scene)),
                              say("step.keep_case"))  # fmt: skip
        self._open()
        if refused:
            self.said.emit(refused)

    def see(self, case: str) -> None:
        """Set the scene of a case."""
        self._session.load(self.draft.scene(case), self.draft.names[case])

    def begin(self) -> None:
        """Another lesson, from nothing; undo brings this one back."""
        self._session.write(new_draft(say("draft.title"), next(self._numbers)),
                            say("step.new_lesson"))  # fmt: skip

    def take(self, lesson: Lesson, held: bool = True) -> None:
        """Go on with a lesson that was read.

        Args:
            lesson: to be changed.
            held: whether a file holds it as it is.
        """
        try:
            draft = draft_of(lesson, next(self._numbers))
        except LessonError as error:
            self._open()
            self.said.emit(first_of(error.mistakes))
            return
        draft = draft if held else replace(draft, held={})
        self._session.write(draft, say("step.take_lesson", title=lesson.title))
        self._open()

    def change_running(self) -> None:
        """Leave the lesson that runs, and change it."""
        run = self._session.lesson.run
        if run is not None:
            self._session.lesson.leave()
            self.take(run.lesson)

    def try_it(self) -> None:
        """Run it as one learner sees it; leaving it comes back here."""
        try:
            text = as_text(self.draft.finished(self._session.lesson.outcome).raw)
            lesson = lesson_of(text, self.draft.key)
        except LessonError as error:
            self._open()
            self.said.emit(say("draft.not_tried", why=first_of(error.mistakes)))
            return
        here = self._session.history.now
        if self._session.lesson.start(lesson, alone=True):
            self._tried = here, lesson.key

    def text(self, path: Path) -> tuple[LessonDraft, str]:
        """The draft as it stands in a file once it is written there, and the text of that.

        Raises:
            LessonError: something keeps it from being taught; one sentence each.
        """
        done = self.draft.finished(self._session.lesson.outcome)
        return replace(done, path=path, held=done.raw), as_text(done.raw)

    def saved(self, draft: LessonDraft) -> None:
        """It was written."""
        self._session.lesson_saved(draft)

    def kept_text(self, draft: LessonDraft) -> str:
        """A draft as it is kept from a crash: a file of a scene."""
        return dump_scene(self._session.scene, {DRAFT: as_text(draft.raw)})

    def restore(self, text: str) -> None:
        """Go on with a draft that was kept."""
        try:
            raw, number = table_of(text), next(self._numbers)
        except LessonError as error:
            self._open()
            self.said.emit(first_of(error.mistakes))
            return
        self._session.write(LessonDraft(raw, number), say("step.restore"))
        self._open()

    def _open(self) -> None:
        """Show the panel, which also tells what was not done."""
        if self._session.shown.panel != PANEL:
            self._session.show(replace(self._session.shown, panel=PANEL))

    # what the model says

    def watch(self, on: bool) -> None:
        """Somebody sees the hints, or no longer."""
        self._watchers += 1 if on else -1
        self._session.idle.renew()

    def hint(self, row: int, held: Blanks | None = None) -> Hint:
        """What is known about a step; nothing while a lesson runs, which may hide it.

        Args:
            row: of the step, from 0.
            held: blanks that it has only as long as somebody holds a handle.
        """
        if self._session.lesson.run is not None:
            return Hint()
        if held is None:
            return self._hint(row, *self._lesson(), self.draft.blanks(row))
        try:
            return self._hint(row, *self.draft.fill(row, held).read(), held)
        except Refusal as refused:
            return Hint(str(refused))

    def _hint(
        self, row: int, lesson: Lesson, mistakes: Sequence[Mistake], blanks: Blanks | None
    ) -> Hint:
        for each in mistakes:
            if each.step == row + 1:
                return Hint(each.what)
        step = lesson.steps[row]
        if step.kind != "predict":
            return Hint()
        asked = cases_asked(step)
        scenes = {case.key: case.scene for case in lesson.cases if case.key in asked}
        for scene in scenes.values():
            if scene in self._failed:
                return Hint(self._failed[scene])
        if any(not self._session.lesson.knows(scene) for scene in scenes.values()):
            return Hint(waits=True)
        numbers = Numbers({key: self._session.lesson.outcome(each) for key, each in scenes.items()})
        people = list(self._people_of(scenes))
        try:
            found = predicted(lesson.key, row + 1, step, numbers, people)
        except NoAnswerError as error:
            return Hint(str(error))
        try:
            number = _beside(blanks, numbers)
        except (NoAnswerError, KeyError, IndexError):  # blanks of another form than the conditions
            number = None
        if not found.gives:
            return Hint(found.mistake, number=number)
        return Hint("", replace(found, mistake=""), len(people) < PEOPLE, number)

    def _people_of(self, scenes: dict[str, Scene]) -> Iterable[Numbers | None]:
        """Numbers of the bodies that are known in every scene."""
        for number in range(PEOPLE):
            if all((scene, number) in self._people for scene in scenes.values()):
                found = {key: self._people[scene, number] for key, scene in scenes.items()}
                known = {key: each for key, each in found.items() if each is not None}
                yield Numbers(known) if len(known) == len(found) else None

    def _lesson(self) -> tuple[Lesson, tuple[Mistake, ...]]:
        draft = self.draft
        if self._read is None or self._read[0] is not draft:
            self._read = draft, *draft.read()
        return self._read[1:]

    def _scenes(self) -> list[Scene]:
        """Scenes of the cases that are asked about, as long as somebody wants to know."""
        if not self._watchers or self._session.lesson.run is not None:
            return []
        lesson, _ = self._lesson()
        asked = {case for step in lesson.steps for case in cases_asked(step)}
        return [case.scene for case in lesson.cases if case.key in asked]

    def _cases_left(self) -> list[Piece]:
        return [
            partial(self._find, scene)
            for scene in self._scenes()
            if scene not in self._failed and not self._session.lesson.knows(scene)
        ]

    def _bodies_left(self) -> list[Piece]:
        scenes = self._scenes()  # for each body all of them: its own spine is built once
        return [
            partial(self._find_body, scene, number)
            for number in range(PEOPLE)
            for scene in scenes
            if (scene, number) not in self._people
        ]

    def _find(self, scene: Scene) -> None:
        try:
            self._session.lesson.outcome(scene)
        except SceneError as error:
            self._failed[scene] = str(error)
        except Exception:  # the window has to outlive any fault of the model
            log.exception("solving %s for a lesson", scene)
            self._failed[scene] = say("session.failed")
        self.changed.emit()

    def _find_body(self, scene: Scene, number: int) -> None:
        found: Outcome | None = None
        try:
            found = without_start(simulate_body(scene, body(SEED, number)))
        except SceneError:
            pass
        except Exception:  # the window has to outlive any fault of the model
            log.exception("solving %s for a lesson with body %s", scene, number)
        self._people[scene, number] = found
        while len(self._people) > KEPT:
            del self._people[next(iter(self._people))]
        self.changed.emit()

    # what follows

    def follow(self) -> None:
        """The history stands elsewhere, or a lesson was left."""
        run = self._session.lesson.run
        if self._tried is not None and run is None and self._session.history.now.label == LEAVE:
            self._back.start(0)
        elif self._tried is not None and (run is None or run.lesson.key != self._tried[1]):
            self._tried = None  # something else was opened meanwhile, or the try undone
            self._back.stop()
        if self.draft is not self._seen:
            self._seen = self.draft
            self._session.idle.renew()
            self.changed.emit()

    def _come_back(self) -> None:
        """The try is over."""
        assert self._tried is not None
        (step, key), self._tried = self._tried, None
        self._session.lesson.forget(key)
        shown = replace(step.shown, panel=PANEL)
        self._session.come_back(replace(step, label=say("step.tried"), shown=shown))
        self.changed.emit()


def _beside(blanks: Blanks | None, numbers: Numbers) -> float | None:
    """The number that the handles of a form stand beside."""
    if blanks is None or blanks.form not in (HOW_MUCH, MORE_OR_LESS):
        return None
    asked = blanks.asked()
    if blanks.form == HOW_MUCH:
        return numbers.shown(asked[-1])
    return numbers.shown(asked[1]) - numbers.shown(asked[0])
