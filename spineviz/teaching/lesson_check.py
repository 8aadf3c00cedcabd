"""Whether a lesson still says what the model gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct

from spineviz.lab.population import Body, body, simulate_body
from spineviz.outcome import Outcome
from spineviz.scene import Scene, SceneError
from spineviz.teaching.lesson_answers import (
    NoAnswerError,
    Numbers,
    Solve,
    answer,
    answers,
    draws,
    happened,
    has_unseen,
    scenes_of,
    unseen,
    with_unseen,
)
from spineviz.teaching.lesson_parts import LETTERS, Lesson, Step, Text

SEED = 1  # of the sampled bodies: the same in every check
ENOUGH = 0.75
"""Share of the bodies in which an answer has to hold. ASSUMED: three of four."""


class Checked(Struct, frozen=True):
    """One step of a lesson against the model.

    Attributes:
        lesson, step: name of the lesson, and number of the step from 1.
        gives: number of the choice that the model gives, from 1; 0 where not exactly one holds,
            or where the step has no choices.
        expects: number of the choice that the author expects; 0 for none.
        distance, unit: how far the choice is from its border.
        agree, bodies: sampled bodies that give the same choice, and how many were asked.
        draws: of an unseen case: how many draws make each choice right.
        mistake: what is wrong, a sentence; empty where nothing is.
    """

    lesson: str
    step: int
    gives: int = 0
    expects: int = 0
    distance: float | None = None
    unit: str = ""
    agree: int | None = None
    bodies: int = 0
    draws: tuple[int, ...] = ()
    mistake: str = ""


def check(lesson: Lesson, solve: Solve, bodies: int = 0) -> Iterator[Checked]:
    """Every step that the model has a say in.

    Args:
        lesson: read from a file.
        solve: gives the outcome of a scene.
        bodies: how many sampled people have to agree; 0 asks nobody.
    """
    try:
        numbers = Numbers({key: solve(scene) for key, scene in scenes_of(lesson).items()})
    except SceneError as error:
        yield Checked(lesson.key, 0, mistake=str(error))
        return
    people = [body(SEED, number) for number in range(bodies)]
    for row, step in enumerate(lesson.steps, start=1):
        try:
            if step.kind == "predict":
                yield _predicted(lesson, row, step, numbers, people)
            elif step.kind == "unseen":
                yield _drawn(lesson, row, step, numbers, solve)
            else:
                _read_all(step, numbers)
                yield Checked(lesson.key, row)
        except (NoAnswerError, SceneError) as error:
            yield Checked(lesson.key, row, expects=step.expect, mistake=str(error))


def _read_all(step: Step, numbers: Numbers) -> None:
    """Read every number that a step may say."""
    for text in _texts(step):
        text.filled(numbers.text)
    if step.kind == "observe":
        happened(step, numbers)


def _texts(step: Step) -> tuple[Text, ...]:
    said = tuple(each.say for each in step.misconceptions)
    return (step.ask, step.reveal, step.teacher, *step.fits, *said)


def _predicted(
    lesson: Lesson, row: int, step: Step, numbers: Numbers, people: Sequence[Body]
) -> Checked:
    _read_all(step, numbers)
    asked = cases_asked(step)
    scenes = {key: scene for key, scene in scenes_of(lesson).items() if key in asked}
    return predicted(lesson.key, row, step, numbers, [_numbers_of(scenes, one) for one in people])


def cases_asked(step: Step) -> frozenset[str]:
    """Cases whose numbers decide which choice holds."""
    return frozenset(each.case for choice in step.choices for each in choice.when.read_outs)


def predicted(
    key: str, row: int, step: Step, numbers: Numbers, people: Sequence[Numbers | None]
) -> Checked:
    """One question against the model.

    Args:
        key: name of the lesson. row: number of the step, from 1.
        step: of the kind `predict`.
        numbers: of every case that it asks about.
        people: the same of sampled bodies; None for one that has none.

    Raises:
        NoAnswerError: a number is missing.
    """
    verdicts = answers(step, numbers)
    holding = [number for number, verdict in enumerate(verdicts) if verdict.holds]
    if len(holding) != 1:
        many = "no choice holds" if not holding else f"{len(holding)} choices hold at once"
        return Checked(key, row, expects=step.expect, mistake=f"{many}; one has to")
    gives = holding[0] + 1
    nearest = verdicts[holding[0]]
    mistake = ""
    if gives != step.expect:
        mistake = (
            f"the model now gives {LETTERS[gives - 1]},"
            f" the lesson expects {LETTERS[step.expect - 1]}"
        )
    agree = sum(_given(step, one) == holding[0] for one in people) if people else None
    if agree is not None and agree < ENOUGH * len(people) and not mistake:
        mistake = f"only {agree} of {len(people)} bodies give the same"
    return Checked(key, row, gives, step.expect, nearest.margin, nearest.unit,
                   agree, len(people), mistake=mistake)  # fmt: skip


def _given(step: Step, numbers: Numbers | None) -> int | None:
    """The choice that a body gives; None where it gives none."""
    try:
        return None if numbers is None else answer(step, numbers)
    except NoAnswerError:
        return None


def _numbers_of(scenes: Mapping[str, Scene], one: Body) -> Numbers | None:
    """The numbers of a body; None where the model has none for it."""
    try:
        return Numbers({key: simulate_body(scene, one) for key, scene in scenes.items()})
    except SceneError:
        return None


def _drawn(lesson: Lesson, row: int, step: Step, numbers: Numbers, solve: Solve) -> Checked:
    """Every draw of a lot has exactly one answer, and every choice is right for some draw."""
    counts = [0] * len(step.choices)
    nearest: float | None = None
    mistakes = []
    scenes = draws(step)
    fresh = [scenes[each] for each in unseen(lesson, step)]
    if not has_unseen(lesson, step):
        mistakes.append("every draw is a case of the lesson, so none is unseen")
    for scene in fresh:
        drawn = with_unseen(numbers, solve(scene))
        _read_all(step, drawn)
        verdicts = answers(step, drawn)
        holding = [number for number, verdict in enumerate(verdicts) if verdict.holds]
        if len(holding) != 1:
            mistakes.append(f"{len(holding)} choices hold for {_named(scene, step)}; one has to")
            continue
        counts[holding[0]] += 1
        margin = verdicts[holding[0]].margin
        nearest = margin if nearest is None else min(nearest, margin)
    for choice, count in zip(step.choices, counts, strict=True):
        if not count and choice.say not in step.never:
            mistakes.append(f"no draw makes {choice.say!r} right")
        if count and choice.say in step.never:
            mistakes.append(f"{count} draws make {choice.say!r} right, which is listed in never")
    unit = next((each.value.unit for c in step.choices for each in c.when.read_outs), "")
    return Checked(lesson.key, row, distance=nearest, unit=unit, draws=tuple(counts),
                   mistake="; ".join(mistakes))  # fmt: skip


def _named(scene: Scene, step: Step) -> str:
    return ", ".join(f"{key}={scene.get(key)}" for key, _ in step.lot)


def remembering(solve: Solve) -> Solve:
    """The same, but every scene is solved once."""
    known: dict[Scene, Outcome] = {}

    def one(scene: Scene) -> Outcome:
        if scene not in known:
            known[scene] = solve(scene)
        return known[scene]

    return partial(one)
