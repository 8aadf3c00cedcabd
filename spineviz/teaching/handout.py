"""Handouts as data: what a sheet of paper shows and asks, without the answers or with them.

A blank sheet is made of the cases alone that a class sees before it predicts; nothing else is
solved for it, so it cannot hold what it asks for. The same sheet with answers is its key.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from spineviz.outcome import Balanced
from spineviz.scene import Scene
from spineviz.teaching.expressions import read_out
from spineviz.teaching.lesson_answers import NoAnswerError, Numbers, Solve, draws, unseen
from spineviz.teaching.lesson_parts import UNSEEN, Case, Lesson, Step, Text

PAPERS: Mapping[str, tuple[float, float]] = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
"""mm: width and height of the sheets."""

MARGIN_MM = 11.0
"""Printers leave some 6 mm at the edge white. ASSUMED at nearly twice that."""

SHADED = ("cage", "spine", "force")
"""Values that stand beside a column."""

CONTRAST = "without"
"""Short name of the case that a handout of one scene holds beside it."""


class Part(Struct, frozen=True):
    """A part of the figure that a number points at.

    Attributes:
        kind, name: as the outlines have them; the name may be empty for any of the kind.
        over: whether its number stands over the body, and not under it.
        answer: what it is called; empty on a blank sheet.
    """

    kind: str
    name: str
    over: bool
    answer: str


class Shares(Struct, frozen=True):
    """What a column shows: per cent of the roller's force, and how the numbers are written."""

    cage: float
    spine: float
    written: tuple[str, str, str]


class Column(Struct, frozen=True):
    """One column; without shares it is to be shaded."""

    name: str
    shares: Shares | None


class Ticks(Struct, frozen=True):
    """Boxes in a row, one of which is to be ticked.

    Attributes:
        about: what stands before them, or empty.
        options: what stands beside each box.
        right: number of the box that is ticked, from 0; None on a blank sheet.
    """

    about: str
    options: tuple[str, ...]
    right: int | None = None


class Task(Struct, frozen=True):
    """One numbered question of a sheet.

    Attributes:
        ask: what is read.
        parts: to be named. columns: to be shaded. ticks: to be ticked.
        lines: how many lines there are to write on.
        said: what a key says instead of the lines.
    """

    ask: str
    parts: tuple[Part, ...] = ()
    columns: tuple[Column, ...] = ()
    ticks: tuple[Ticks, ...] = ()
    lines: int = 0
    said: tuple[str, ...] = ()


class Handout(Struct, frozen=True):
    """One sheet.

    Attributes:
        title: of the lesson or the scene.
        key: whether it holds the answers.
        figure: what is drawn. caption: under it.
        parts: of the figure, numbered from 1.
        tasks: in the order of the class.
        limits: what the model leaves out, a sentence each.
        codes: name and code of every scene that is used.
    """

    title: str
    key: bool
    figure: Balanced
    caption: str
    parts: tuple[Part, ...]
    tasks: tuple[Task, ...]
    limits: tuple[str, ...]
    codes: tuple[tuple[str, str], ...]


def given(lesson: Lesson) -> tuple[Case, ...]:
    """The cases that a class sees before it predicts: shown, and never hidden for their share."""
    shown = {key for step in lesson.steps if step.kind in ("see", "predict") for key in step.show}
    hidden = {
        key for step in lesson.steps for key in shown if any(step.hides(key, w) for w in SHADED)
    }
    return tuple(case for case in lesson.cases if case.key in shown - hidden)


def drawn_scene(lesson: Lesson, step: Step) -> Scene:
    """The draw of a lot that stands on paper: the middle one, so that a sheet and its key agree."""
    rows = unseen(lesson, step)
    return draws(step)[rows[len(rows) // 2]]


def numbers_for(lesson: Lesson, solve: Solve, key: bool) -> Numbers:
    """The outcomes that a sheet may know: the given cases, and for a key all of them.

    Raises:
        NoAnswerError: one of them has no pose in balance.
    """
    scenes = {case.key: case.scene for case in (lesson.cases if key else given(lesson))}
    for step in lesson.steps if key else ():
        if step.kind == "unseen":
            scenes[UNSEEN] = drawn_scene(lesson, step)
    return Numbers({key: balanced(scene, solve) for key, scene in scenes.items()})


def balanced(scene: Scene, solve: Solve) -> Balanced:
    """The pose of a scene.

    Raises:
        NoAnswerError: there is none in balance.
    """
    outcome = solve(scene)
    if not outcome.converged:
        raise NoAnswerError("the model finds no pose in balance for one of the scenes")
    return outcome


def columns_of(lesson: Lesson, numbers: Numbers) -> tuple[Column, ...]:
    """A column for every case with a roller, filled where the numbers are known."""
    return tuple(
        Column(case.name, _shares(case.key, numbers))
        for case in lesson.cases
        if case.scene.task == Scene().task
    )


def _shares(case: str, numbers: Numbers) -> Shares | None:
    if case not in numbers.outcomes:
        return None
    cage, spine, force = (read_out(case, word, None) for word in SHADED)
    written = numbers.text(cage), numbers.text(spine), numbers.text(force)
    return Shares(numbers.shown(cage), numbers.shown(spine), written)


def lesson_of_scene(title: str, names: tuple[str, str], asks: tuple[str, str, str], scene: Scene,
                    ) -> Lesson:  # fmt: skip
    """What a handout of one scene asks: the scene beside the same without ribs and blades.

    Args:
        names: of the two cases. asks: of what happened, of the rule, and which rules fit.
    """
    away = scene.set("without", () if scene.without else ("ribs", "blades"))
    cases = (Case("scene", names[0], scene), Case(CONTRAST, names[1], away))
    rolled = scene.task == Scene().task
    words = ["force", "area", "peak"] if rolled else ["kyphosis_change", "lordosis_change"]
    rows = tuple(read_out("scene", word, None) for word in words)
    steps = (
        Step("observe", 1.0, Text(asks[0]), show=("scene", CONTRAST), rows=rows),
        Step("rule", 1.0, Text(asks[1]), accept=asks[2]),
    )
    return Lesson("scene", title, 2.0, "", (), cases, steps)
