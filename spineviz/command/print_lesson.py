"""Lessons as text for the terminal."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec.structs import asdict

from spineviz.command.columns import aligned, wrapped
from spineviz.command.progress import with_progress
from spineviz.command.usage import DONE, UNSOLVED, UsageError, complain, put
from spineviz.session.scene_file import load_scene
from spineviz.simulation.simulate import simulate
from spineviz.teaching.lesson_answers import (
    NoAnswerError,
    Numbers,
    Solve,
    answer,
    happened,
    scenes_of,
    unseen,
)
from spineviz.teaching.lesson_check import Checked, check, remembering
from spineviz.teaching.lesson_file import new_lesson
from spineviz.teaching.lesson_parts import LETTERS, Lesson, LessonError, Step
from spineviz.teaching.lessons import lesson_named, lessons, read_lesson
from spineviz.words.lesson_words import distance_text, step_title


def list_lessons() -> str:
    """Every lesson that comes with the program, a line each."""
    rows = [
        (each.key, f"{each.minutes:g} min", ", ".join(each.covers), each.title)
        for each in lessons()
    ]
    return "\n".join(aligned(rows, right={1})) + "\n"


def chosen(names: Sequence[str]) -> tuple[Lesson, ...]:
    """Lessons by name or file; all that come with the program where none is named.

    Raises:
        UsageError: one of them is no lesson; every mistake is a sentence of its own.
    """
    if not names:
        return lessons()
    found: list[Lesson] = []
    mistakes: list[str] = []
    for name in names:
        try:
            is_file = name.endswith(".toml") or os.path.exists(name)  # noqa: PTH110 - never raises
            found.append(read_lesson(Path(name)) if is_file else lesson_named(name))
        except LessonError as error:
            mistakes += error.mistakes
    if mistakes:
        raise UsageError("; ".join(mistakes))
    return tuple(found)


def check_lessons(names: Sequence[str], bodies: int, as_json: bool) -> int:
    """Print whether lessons still say what the model gives; 1 where one does not."""
    solve = remembering(simulate)
    rows: list[Checked] = []
    for lesson in with_progress(chosen(names), lambda each: each.key):
        rows += check(lesson, solve, bodies)
    wrong = [row for row in rows if row.mistake]
    if as_json:
        put(json.dumps([asdict(row) for row in rows], indent=2) + "\n")
    else:
        put(_check_text(rows))
    for row in wrong:
        complain(f"{row.lesson}: step {row.step}: {row.mistake}")
    return UNSOLVED if wrong else DONE


def _check_text(rows: Iterable[Checked]) -> str:
    lines = [("lesson", "step", "gives", "expects", "from the border", "bodies")]
    for row in rows:
        gives = LETTERS[row.gives - 1] if row.gives else ""
        lines.append((
            row.lesson,
            str(row.step),
            "/".join(str(count) for count in row.draws) or gives,
            LETTERS[row.expects - 1] if row.expects else "",
            "" if row.distance is None else distance_text(row.distance, row.unit),
            "" if row.agree is None else f"{row.agree} of {row.bodies}",
        ))  # fmt: skip
    return "\n".join(aligned(lines, right={1})) + "\n"


def show_lesson(name: str) -> str:
    """The whole lesson as text with today's numbers.

    Raises:
        UsageError: there is no such lesson.
    """
    (lesson,) = chosen([name])
    solve = remembering(simulate)
    numbers = Numbers({key: solve(scene) for key, scene in scenes_of(lesson).items()})
    lines = wrapped(f"{lesson.title}, {lesson.minutes:g} min. {', '.join(lesson.covers)}")
    lines += ["", *wrapped(f"Rule it ends in: {lesson.goal}"), ""]
    for case in lesson.cases:
        settings = ", ".join(f"{key}={value}" for key, value in _set(lesson, case.key).items())
        lines += wrapped(f"{case.key}: {case.name} ({settings})")
    for row, step in enumerate(lesson.steps, start=1):
        lines += ["", *wrapped(step_title(row, step)), *_step_lines(lesson, step, numbers, solve)]
    return "\n".join(lines) + "\n"


def _set(lesson: Lesson, case: str) -> dict[str, object]:
    settings: dict[str, object] = lesson.raw["cases"][case].get("scene", {})
    return settings


def _step_lines(lesson: Lesson, step: Step, numbers: Numbers, solve: Solve) -> list[str]:
    lines: list[str] = []

    def say(text: str, indent: str = "   ") -> None:
        lines.extend(wrapped(text, indent))

    try:
        say(step.ask.filled(numbers.text))
        for row, choice in enumerate(step.choices):
            say(f"{LETTERS[row]}  {choice.say}  [{choice.when.text}]")
        if step.kind == "predict":
            gives = answer(step, numbers)
            say(f"Model today: {'none' if gives is None else LETTERS[gives]}. "
                f"{step.reveal.filled(numbers.text)}")  # fmt: skip
        for asked, turn in happened(step, numbers).items() if step.kind == "observe" else ():
            say(f"{asked.value.name}: {turn}")
        for text in step.fits:
            say(text.filled(numbers.text))
        if step.accept:
            say(f"Accept: {step.accept}")
        if step.lot:
            say(f"Drawn from {len(unseen(lesson, step))} scenes.")
        if step.teacher.words:
            say(f"For the teacher: {step.teacher.filled(numbers.text)}")
        for each in step.misconceptions:
            say(f"Hear: {each.hear}")
            say(f"Say: {each.say.filled(numbers.text)}")
    except NoAnswerError as error:
        say(str(error))
    return lines


def made_of(title: str, files: Sequence[Path]) -> str:
    """Text of a new lesson over scene files, a case each.

    Raises:
        SceneError: one of them is no scene file.
        UsageError: no lesson can be made of them.
    """
    scenes = [(file.stem, load_scene(file)) for file in files]
    try:
        return new_lesson(title, scenes, simulate)
    except LessonError as error:
        raise UsageError("; ".join(error.mistakes)) from None
