"""How far somebody is in a lesson: the step, the votes, what is locked and what is shown.

A run is a frozen value, and what can happen to it gives another one; the session keeps it with the
document, so that it stands in files and outlives a crash. Nothing here takes a lock back.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from spineviz.scene import Scene, SceneError
from spineviz.tables.saying import Refusal
from spineviz.teaching.lesson_answers import draws, unseen
from spineviz.teaching.lesson_file import as_text
from spineviz.teaching.lesson_parts import UNSEEN, Lesson, LessonError, Step
from spineviz.teaching.lessons import lesson_named, lesson_of

VOTED = ("predict", "unseen")
"""Kinds of steps that are voted on."""

MARKED = ("observe", "sort", "scope")
"""Kinds of steps with rows that are marked before anybody explains them."""

WRITTEN = ("sort", "scope", "evidence")
"""Kinds of steps about what cards say."""

MOST_HANDS = 999
LONGEST_LESSON_S = 1e7  # ASSUMED: a lesson that a file says took longer is none of ours
MOST_LETTERS = 600  # of the rule that a class writes

LOCK, SHOW, TELL, NEXT, END = "lock", "show", "tell", "next", "end"
"""What comes next: see `LessonRun.todo`."""


class Ballot(Struct, frozen=True):
    """One vote on one question. Nothing says who.

    Attributes:
        hands: counted for each choice; empty before the first is.
        choice: what a single learner has chosen, from 0.
        guess: per cent onto the spine that was drawn instead.
        locked: it cannot be changed any more.
    """

    hands: tuple[int, ...] = ()
    choice: int | None = None
    guess: float | None = None
    locked: bool = False

    @property
    def total(self) -> int:
        """How many hands were counted."""
        return sum(self.hands)

    @property
    def cast(self) -> bool:
        """Whether there is anything to lock."""
        return self.total > 0 or self.choice is not None or self.guess is not None


class Done(Struct, frozen=True):
    """What was done in one step.

    Attributes:
        ballots: the first vote, and the second beside it where there was one.
        shown: what was hidden has been shown.
        marks: of rows: the word that was marked, or empty.
        told: the marks have been held against what happened.
        draw: which case of a lot was drawn; None before the first.
        rule: as the class has written it.
    """

    ballots: tuple[Ballot, ...] = (Ballot(),)
    shown: bool = False
    marks: tuple[str, ...] = ()
    told: bool = False
    draw: int | None = None
    rule: str = ""


class LessonRun(Struct, frozen=True):
    """One class, or one learner, in a lesson.

    Attributes:
        lesson: which.
        alone: one learner chooses; otherwise hands are counted.
        seed: of the lots.
        at: the step, from 0; the number of steps on the last page.
        done: of every step.
        spent_s: s that the lesson has taken so far.
    """

    lesson: Lesson
    alone: bool = False
    seed: int = 0
    at: int = 0
    done: tuple[Done, ...] = ()
    spent_s: float = 0.0

    def __post_init__(self) -> None:
        if not self.done:
            done = tuple(
                Done(draw=self._drawn(step, None) if step.kind == "unseen" else None)
                for step in self.lesson.steps
            )
            force_setattr(self, "done", done)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LessonRun) and self._stand == other._stand

    def __hash__(self) -> int:
        return hash(self._stand)

    @property
    def _stand(self) -> tuple[object, ...]:
        """How far it is; the time that passes makes it no other run."""
        return tuple(getattr(self, name) for name in self.__struct_fields__ if name != "spent_s")

    # what holds now

    @property
    def ended(self) -> bool:
        """Whether the last page is open."""
        return self.at >= len(self.lesson.steps)

    @property
    def step(self) -> Step:
        """The step that is open; on the last page the last one."""
        return self.lesson.steps[min(self.at, len(self.lesson.steps) - 1)]

    @property
    def now(self) -> Done:
        """What was done in the step that is open."""
        return self.done[min(self.at, len(self.done) - 1)]

    @property
    def ballot(self) -> Ballot:
        """The vote that is counted now, or was last."""
        return self.now.ballots[-1]

    @property
    def todo(self) -> str:
        """What Enter does: lock the vote, show, tell what was not seen, next step, or nothing."""
        if self.ended:
            return END
        if self.step.kind in VOTED and not self.now.shown:
            return SHOW if self.ballot.locked else LOCK
        if self.step.kind in MARKED and not self.now.told:
            return TELL
        return NEXT

    @property
    def ahead(self) -> LessonRun:
        """The same run after Enter, whether there is a vote to lock or not."""
        if self.todo == LOCK:
            return self._balloted(locked=True)
        do = {SHOW: self.show, TELL: self.tell, NEXT: self.next}.get(self.todo)
        return self if do is None else do()

    @property
    def can_lock(self) -> bool:
        """Whether there is a vote to lock. A class may leave its hands uncounted."""
        return self.todo == LOCK and (self.ballot.cast or not self.alone)

    def can_choose(self, choice: int) -> bool:
        """Whether there is such a choice to make."""
        return self.todo == LOCK and choice < len(self.step.choices)

    @property
    def can_see_again(self) -> bool:
        """Whether there is a move to be seen."""
        return self.pictured and len(self.cases) > 1 and not self.hidden

    @property
    def can_vote_again(self) -> bool:
        """Whether a second vote can stand beside the first."""
        return self.todo == SHOW and len(self.now.ballots) == 1

    @property
    def can_draw(self) -> bool:
        """Whether another unseen case can be drawn: before a vote on this one, or after it."""
        fresh = not self.ballot.locked or self.now.shown
        return not self.ended and self.step.kind == "unseen" and fresh

    @property
    def hidden(self) -> tuple[str, ...]:
        """What is not told yet: a case, or case.value."""
        if self.ended or self.step.kind not in VOTED or self.now.shown:
            return ()
        if self.step.kind == "unseen":
            return (UNSEEN,)
        return tuple(f"{case}.{word}" if word else case for case, word in self.step.hide)

    @property
    def hidden_cases(self) -> frozenset[str]:
        """Cases of which something is not told yet."""
        return frozenset(each.partition(".")[0] for each in self.hidden)

    @property
    def cases(self) -> tuple[str, ...]:
        """Cases on screen, from left to right."""
        if self.step.kind == "unseen":
            return (UNSEEN,)
        row = min(self.at, len(self.lesson.steps) - 1)
        for step in reversed(self.lesson.steps[: row + 1]):
            if step.show:
                return tuple(dict.fromkeys(step.show))
        return (self.lesson.cases[0].key,)

    @property
    def pictured(self) -> bool:
        """Whether the step is about cases that are seen, and not about what is written."""
        return not self.ended and self.step.kind not in WRITTEN

    @property
    def live(self) -> str:
        """The case whose scene the session opens: the last one on screen."""
        return self.cases[-1]

    @property
    def drawn(self) -> Scene | None:
        """The unseen case of the step that is open, or of the last one before it."""
        row = min(self.at, len(self.lesson.steps) - 1)
        for step, done in zip(
            reversed(self.lesson.steps[: row + 1]), reversed(self.done[: row + 1]), strict=True
        ):
            if step.kind == "unseen" and done.draw is not None:
                return draws(step)[done.draw]
        return None

    def scene(self, case: str) -> Scene:
        """The scene of a case on screen."""
        drawn = self.drawn if case == UNSEEN else None
        return self.lesson.case(case).scene if drawn is None else drawn

    def hides(self, scene: Scene) -> bool:
        """Whether the numbers of a scene are not to be told now. While anything is hidden only
        cases that were on screen have numbers: the hidden one could be set by hand."""
        if not self.hidden:
            return False
        hidden = {self.scene(case) for case in self.hidden_cases}
        seen = {
            self.lesson.case(case).scene
            for row, step in enumerate(self.lesson.steps[: self.at + 1])
            for case in step.show
            if row == self.at or step.kind not in VOTED or self.done[row].shown
        }
        return scene in hidden or scene not in seen

    # what can happen

    def next(self) -> LessonRun:
        """The next step, once this one is done."""
        return replace(self, at=self.at + 1) if self.todo == NEXT else self

    def back(self) -> LessonRun:
        """One step back. What is locked stays locked, what is shown stays shown."""
        return replace(self, at=max(self.at - 1, 0))

    def lock(self) -> LessonRun:
        """The vote cannot be changed any more."""
        return self._balloted(locked=True) if self.can_lock else self

    def show(self) -> LessonRun:
        """Tell what was hidden."""
        return self._marked(shown=True) if self.todo == SHOW else self

    def vote_again(self) -> LessonRun:
        """A second vote beside the first."""
        if not self.can_vote_again:
            return self
        return self._marked(ballots=(*self.now.ballots, Ballot()))

    def draw_another(self) -> LessonRun:
        """Another unseen case, with a vote of its own."""
        if not self.can_draw:
            return self
        return self._with(Done(draw=self._drawn(self.step, self.now.draw)))

    def count(self, choice: int, hands: int) -> LessonRun:
        """So many hands for a choice."""
        if self._is_closed(choice):
            return self
        hands_now = list(self.ballot.hands or (0,) * len(self.step.choices))
        hands_now[choice] = min(max(hands, 0), MOST_HANDS)
        return self._balloted(hands=tuple(hands_now))

    def choose(self, choice: int) -> LessonRun:
        """What one learner believes."""
        return self if self._is_closed(choice) else self._balloted(choice=choice, guess=None)

    def guess(self, percent: float | None) -> LessonRun:
        """A guess drawn on the column, or none after all."""
        if self._is_closed(0) or not self.can_guess:
            return self
        drawn = None if percent is None else min(max(float(percent), 0.0), 100.0)
        return self._balloted(guess=drawn, choice=None)

    @property
    def can_guess(self) -> bool:
        """Whether the question can be answered on the column."""
        return self.step.kind in VOTED and all(each.draw is not None for each in self.step.choices)

    def mark(self, row: int, word: str, rows: int) -> LessonRun:
        """What was seen of a row, of so many; after it has been told, too."""
        if self.ended or self.step.kind not in MARKED or not 0 <= row < rows:
            return self
        marks = list((*self.now.marks, *("",) * rows)[:rows])
        marks[row] = word
        return self._marked(marks=tuple(marks))

    def tell(self) -> LessonRun:
        """Hold the marks against what happened."""
        return self._marked(told=True) if self.todo == TELL else self

    def write(self, rule: str) -> LessonRun:
        """The class's rule, in its own words."""
        if self.ended or self.step.kind != "rule":
            return self
        return self._marked(rule=rule[:MOST_LETTERS])

    def at_step(self, row: int) -> LessonRun:
        """The same run with some step open, to look at it."""
        return replace(self, at=row)

    def count_hands(self, on: bool) -> LessonRun:
        """A class, or one learner; votes that are locked stay what they are."""
        return replace(self, alone=not on)

    def spent(self, seconds: float) -> LessonRun:
        """So much longer."""
        return replace(self, spent_s=self.spent_s + max(seconds, 0.0))

    @property
    def rule(self) -> str:
        """The rule that was written last."""
        return next((done.rule for done in reversed(self.done) if done.rule), "")

    def _is_closed(self, choice: int) -> bool:
        return self.todo != LOCK or not 0 <= choice < len(self.step.choices)

    def _balloted(self, **change: Any) -> LessonRun:
        return self._marked(ballots=(*self.now.ballots[:-1], replace(self.ballot, **change)))

    def _marked(self, **change: Any) -> LessonRun:
        return self._with(replace(self.now, **change))

    def _with(self, done: Done) -> LessonRun:
        return replace(self, done=(*self.done[: self.at], done, *self.done[self.at + 1 :]))

    def _drawn(self, step: Step, before: int | None) -> int:
        """A case of a lot; another one than before, where there is one."""
        rows = unseen(self.lesson, step)
        lot = random.Random(f"{self.seed} {self.lesson.key} {self.lesson.steps.index(step)}")
        order = lot.sample(rows, len(rows))
        return order[(order.index(before) + 1) % len(order) if before in order else 0]

    # as files hold it

    def to_dict(self) -> dict[str, object]:
        """As a JSON object. A lesson that does not come with the program stands in it whole."""
        try:
            known = lesson_named(self.lesson.key) == self.lesson
        except LessonError:
            known = False
        return {
            "lesson": self.lesson.key,
            **({} if known else {"text": as_text(self.lesson.raw)}),
            "alone": self.alone,
            "seed": self.seed,
            "at": self.at,
            "spent_s": round(self.spent_s, 1),
            "done": [_written(each) for each in self.done],
        }


def read_run(raw: Mapping[str, object]) -> LessonRun:
    """A run out of a file.

    Raises:
        SceneError: it is none; or its lesson is not known here, or has other steps by now.
    """
    try:
        key, text = str(raw["lesson"]), raw.get("text")
        lesson = lesson_of(text, key) if isinstance(text, str) else lesson_named(key)
        entries = raw["done"]
        if not isinstance(entries, list) or len(entries) != len(lesson.steps):
            raise Refusal("place.other_steps")
        done = tuple(map(_read, entries, lesson.steps))
        at, seed = raw["at"], raw["seed"]
        if type(at) is not int or type(seed) is not int or not 0 <= at <= len(lesson.steps):
            raise Refusal("place.no_step")
        spent = raw["spent_s"]
        if type(spent) not in (int, float) or not 0 <= spent <= LONGEST_LESSON_S:  # type: ignore[operator]
            raise ValueError("spent_s")
        return LessonRun(lesson, raw["alone"] is True, seed, at, done, float(spent))  # type: ignore[arg-type]
    except Refusal as refused:
        raise SceneError("file.no_lesson_place", why=refused) from None
    except (LessonError, KeyError, TypeError, ValueError, OverflowError) as error:
        raise SceneError("file.no_lesson_place", why=str(error)) from None


def _written(done: Done) -> dict[str, object]:
    ballots = [
        {"hands": list(each.hands), "choice": each.choice, "guess": each.guess,
         "locked": each.locked}
        for each in done.ballots
    ]  # fmt: skip
    return {"ballots": ballots, "shown": done.shown, "marks": list(done.marks),
            "told": done.told, "draw": done.draw, "rule": done.rule}  # fmt: skip


def _read(raw: Mapping[str, Any], step: Step) -> Done:
    ballots = tuple(_ballot(each, len(step.choices)) for each in raw["ballots"])
    draw = raw["draw"]
    if not 1 <= len(ballots) <= 2:
        raise Refusal("place.votes")
    if (draw is None) != (step.kind != "unseen"):
        raise Refusal("place.drawn")
    if draw is not None and (type(draw) is not int or not 0 <= draw < len(draws(step))):
        raise Refusal("place.no_case")
    return Done(ballots, raw["shown"] is True, tuple(str(each) for each in raw["marks"]),
                raw["told"] is True, draw, str(raw["rule"])[:MOST_LETTERS])  # fmt: skip


def _ballot(raw: Mapping[str, Any], choices: int) -> Ballot:
    hands, choice, guess = tuple(raw["hands"]), raw["choice"], raw["guess"]
    if hands and len(hands) != choices:
        raise Refusal("place.choices", count=choices)
    if not all(type(each) is int and 0 <= each <= MOST_HANDS for each in hands):
        raise Refusal("place.hands")
    if choice is not None and (type(choice) is not int or not 0 <= choice < choices):
        raise Refusal("place.choices", count=choices)
    if guess is not None and not 0.0 <= float(guess) <= 100.0:
        raise Refusal("place.guess")
    return Ballot(hands, choice, None if guess is None else float(guess), raw["locked"] is True)
