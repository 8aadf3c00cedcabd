"""What the model gives for a lesson: the numbers of its cases, and which choice of a step holds."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping

from msgspec import Struct

from spineviz.outcome import Outcome
from spineviz.scene import Scene
from spineviz.teaching.expressions import ReadOut, Verdict
from spineviz.teaching.lesson_parts import UNSEEN, Choice, Lesson, Step

LESS, SAME, MORE = "less", "same", "more"

SAME_SHARE = 0.03
"""Change of a number, as a share of it, that counts as the same when somebody looks. ASSUMED: what
a bar of some hundred pixels can show."""

ABSENT_IS_NOTHING = ("N", "kPa", "cm²")
"""Units of which a pose without a roller has none: no force, no pressure, no contact. A share or an
angle of nothing is no number."""

SAME_STEP = 0.6
"""The same in units of the last shown digit, for numbers near zero. ASSUMED."""

Solve = Callable[[Scene], Outcome]


class NoAnswerError(ValueError):
    """A case without a pose in balance, or a number that its outcome does not have."""


class Numbers(Struct, frozen=True):
    """The outcomes of cases, read as they are shown."""

    outcomes: Mapping[str, Outcome]

    def shown(self, asked: ReadOut) -> float:
        """The number of a read-out in the unit of the screen.

        Raises:
            NoAnswerError: there is none.
        """
        return asked.value.factor * self._number(asked)

    def text(self, asked: ReadOut) -> str:
        """The same as it is written.

        Raises:
            NoAnswerError: there is none.
        """
        return asked.value.text(self._number(asked))

    def _number(self, asked: ReadOut) -> float:
        outcome = self.outcomes[asked.case]
        try:
            number = asked.value.of(outcome, asked.place)
        except KeyError:
            number = None
        without_roller = outcome.converged and outcome.roller is None
        if number is None and without_roller and asked.value.unit in ABSENT_IS_NOTHING:
            number = 0.0
        if number is None:
            raise NoAnswerError(f"{asked} has no number: no pose in balance, or no such place")
        return number


def scenes_of(lesson: Lesson) -> dict[str, Scene]:
    """The scene of every case, by its short name."""
    return {case.key: case.scene for case in lesson.cases}


def draws(step: Step) -> tuple[Scene, ...]:
    """Every scene that the lot of a step gives, also one that the lesson shows."""
    keys = [key for key, _ in step.lot]
    return tuple(
        Scene.from_dict(dict(zip(keys, values, strict=True)))
        for values in itertools.product(*(values for _, values in step.lot))
    )


def unseen(lesson: Lesson, step: Step) -> tuple[int, ...]:
    """Which draws of a lot, from 0, are no case of the lesson: what a class has seen is no draw.

    All of them where a lot has no other; see `has_unseen`.
    """
    found, seen = draws(step), _seen(lesson)
    if not has_unseen(lesson, step):
        return tuple(range(len(found)))
    return tuple(row for row, scene in enumerate(found) if scene not in seen)


def has_unseen(lesson: Lesson, step: Step) -> bool:
    """Whether a lot holds a scene that is no case of the lesson. Where it does not, the check of
    the lesson and the window say so, and the step is not played."""
    return not set(draws(step)) <= _seen(lesson)


def _seen(lesson: Lesson) -> set[Scene]:
    return {case.scene for case in lesson.cases}


def answers(step: Step, numbers: Numbers) -> tuple[Verdict, ...]:
    """The verdict of each choice.

    Raises:
        NoAnswerError: a number is missing.
    """
    return tuple(_verdict(choice, numbers) for choice in step.choices)


def _verdict(choice: Choice, numbers: Numbers) -> Verdict:
    try:
        return choice.when.judge(numbers.shown)
    except ZeroDivisionError:
        raise NoAnswerError(f"{choice.when.text!r} divides by 0") from None


def answer(step: Step, numbers: Numbers) -> int | None:
    """The choice that the model gives, from 0; None where not exactly one holds.

    Raises:
        NoAnswerError: a number is missing.
    """
    holding = [row for row, verdict in enumerate(answers(step, numbers)) if verdict.holds]
    return holding[0] if len(holding) == 1 else None


def happened(step: Step, numbers: Numbers) -> dict[ReadOut, str]:
    """Of a step `observe`: what became less, stayed the same, became more.

    Raises:
        NoAnswerError: a number is missing.
    """
    before, after = step.show
    return {
        row: _turn(
            numbers.shown(ReadOut(before, row.value, row.place)),
            numbers.shown(ReadOut(after, row.value, row.place)),
            row.value.digits,
        )
        for row in step.rows
    }


def _turn(before: float, after: float, digits: int) -> str:
    small = max(SAME_SHARE * max(abs(before), abs(after)), SAME_STEP * 10.0**-digits)
    if abs(after - before) <= small:
        return SAME
    return MORE if after > before else LESS


def with_unseen(numbers: Numbers, outcome: Outcome) -> Numbers:
    """The numbers with those of a case that was drawn."""
    return Numbers({**numbers.outcomes, UNSEEN: outcome})
