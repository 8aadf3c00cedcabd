"""What a lesson is: cases, and the steps of a class that predicts, sees, explains and tests a rule.

It holds no number that the model computes, no right answer in words and no band: choices are
conditions over the values of outcomes, and texts have slots for numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from spineviz.scene import Scene
from spineviz.teaching.expressions import Expression, ReadOut

FORM = 1
"""Form of the files that this program writes; it reads newer ones as well as it can."""
UNSEEN = "unseen"
"""Short name of the case that is drawn by lot."""
SLOT = re.compile(r"\{([^{}]*)\}")
LETTERS = "ABCD"
"""What the choices of a step are called."""
KINDS = ("see", "predict", "observe", "rule", "unseen", "sort", "scope", "evidence")


class Mistake(Struct, frozen=True):
    """Something that keeps a table from being a lesson.

    Attributes:
        text: a sentence: file, step, what, and what is allowed.
        step: that it is in, from 1; 0 where it is in none.
        what: the sentence without the file and the step.
    """

    text: str
    step: int
    what: str


class LessonError(ValueError):
    """A file that is no lesson.

    Attributes:
        mistakes: one sentence each: file, step, what, and what is allowed.
    """

    def __init__(self, mistakes: Sequence[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = tuple(mistakes)


class Text(Struct, frozen=True):
    """Words with slots for read-outs, e.g. "The peak is {t8.peak}." """

    words: str
    slots: tuple[ReadOut, ...] = ()

    def filled(self, said: Callable[[ReadOut], str]) -> str:
        """The words with the numbers of `said` in their slots."""
        numbers = iter(self.slots)
        return SLOT.sub(lambda _: said(next(numbers)), self.words)


class Case(Struct, frozen=True):
    """One scene of a lesson under a short name."""

    key: str
    name: str
    scene: Scene


class Choice(Struct, frozen=True):
    """One answer that can be chosen.

    Attributes:
        say: the answer in words.
        when: holds where it is what the model gives.
        draw: per cent onto the spine of the little column beside it; None for none.
    """

    say: str
    when: Expression
    draw: float | None = None


class Misconception(Struct, frozen=True):
    """What a teacher may hear, and what to say then."""

    hear: str
    say: Text


class Step(Struct, frozen=True):
    """One step of a lesson.

    Attributes:
        kind: one of `KINDS`.
        minutes: how long it is planned to take.
        ask: what the class reads; with slots.
        show: cases on screen, from left to right.
        hide: cases, or one value of a case, whose numbers are not told before the vote is locked:
            (case, word of the value or empty).
        choices: of `predict` and `unseen`.
        expect: number of the choice that the author believes in, from 1; 0 for none.
        reveal: what is said when the answer is shown.
        rows: of `observe`: values as (word, place), less, the same or more from `show[0]` to
            `show[1]`.
        fits: of `rule`: what has to fit the rule.
        accept: of `rule`: which rules to accept; for the teacher.
        wrong: of `rule`: case that shows what a wrong model would give, or empty.
        lot: of `unseen`: keys of the scene and the values that are drawn from.
        never: words of choices of `unseen` that no draw makes right.
        cards: keys of the cards of `sort`, `scope` and `evidence`.
        overlay: what the picture shows on top from here on, or empty.
        teacher: for the teacher alone; with slots.
        misconceptions: for the teacher alone.
    """

    kind: str
    minutes: float
    ask: Text
    show: tuple[str, ...] = ()
    hide: tuple[tuple[str, str], ...] = ()
    choices: tuple[Choice, ...] = ()
    expect: int = 0
    reveal: Text = Text("")
    rows: tuple[ReadOut, ...] = ()
    fits: tuple[Text, ...] = ()
    accept: str = ""
    wrong: str = ""
    lot: tuple[tuple[str, tuple[Any, ...]], ...] = ()
    never: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    overlay: str = ""
    teacher: Text = Text("")
    misconceptions: tuple[Misconception, ...] = ()

    def hides(self, case: str, word: str = "") -> bool:
        """Whether numbers of a case, or one of them, are hidden until the vote is locked."""
        return any(key == case and only in ("", word) for key, only in self.hide)


class Lesson(Struct, frozen=True):
    """One lesson.

    Attributes:
        key: name of its file, without the ending.
        title, minutes, goal: as in the file; the goal is for the teacher alone.
        covers: cards whose drawers are offered at the end.
        cases: in the order of the file.
        steps: in the order of the class.
        raw: the file as it was read, with keys that this program does not know.
        newer: written in a newer form: it can be run, but not saved from here.
    """

    key: str
    title: str
    minutes: float
    goal: str
    covers: tuple[str, ...]
    cases: tuple[Case, ...]
    steps: tuple[Step, ...]
    raw: Mapping[str, Any] = field(default_factory=dict)
    newer: bool = False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lesson) and self._said == other._said

    def __hash__(self) -> int:
        return hash(self._said)

    @property
    def _said(self) -> tuple[object, ...]:
        """All that it says; how its file says that makes it no other lesson."""
        return tuple(getattr(self, name) for name in self.__struct_fields__ if name != "raw")

    def case(self, key: str) -> Case:
        """The case of a short name."""
        return next(case for case in self.cases if case.key == key)
