"""Writing lessons: what a teacher has put together, as one file that a colleague can open."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from spineviz.scene import Scene
from spineviz.tables.saying import Saying
from spineviz.teaching.expressions import read_out
from spineviz.teaching.lesson_answers import NoAnswerError, Numbers, Solve, answer
from spineviz.teaching.lesson_parts import FORM, Lesson, LessonError
from spineviz.teaching.lessons import lesson_of
from spineviz.teaching.question_forms import (
    SMALL,
    Raw,
    free_look,
    more_or_less,
    one_rule,
    what_happened,
)
from spineviz.teaching.scene_code import settings_of


def as_text(raw: Mapping[str, Any]) -> str:
    """A lesson as the text of a file; keys that this program does not know stay."""
    import tomli_w

    return tomli_w.dumps(dict(raw), multiline_strings=False)


def saved(lesson: Lesson) -> str:
    """The text of a lesson that was read.

    Raises:
        LessonError: it is of a newer form, of which something could be lost.
    """
    if lesson.newer:
        raise LessonError(
            [f"{lesson.key}: made by a newer version; it can be run here, but not saved"]
        )
    return as_text(lesson.raw)


def short_name(name: str, taken: Sequence[str]) -> str:
    """A short name for a case out of its name: small letters and digits, not taken yet."""
    start = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") or "case"
    start = start if start[0].isalpha() else f"case_{start}"
    start = f"{start}_case" if start == "unseen" else start
    found, number = start, 2
    while found in taken:
        found, number = f"{start}_{number}", number + 1
    return found


def cases_of(scenes: Sequence[tuple[str, Scene]]) -> dict[str, Any]:
    """The table of cases of named scenes."""
    cases: dict[str, Any] = {}
    for name, scene in scenes:
        cases[short_name(name, tuple(cases))] = case_table(name, scene)
    return cases


def case_table(name: str, scene: Scene) -> dict[str, Any]:
    """One case as a file holds it."""
    settings = {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in settings_of(scene).items()
    }
    return {"name": name, "scene": settings}


def expecting(raw: Raw, lesson: Lesson, solve: Solve) -> Raw:
    """A step that expects the choice which the model gives today.

    Raises:
        LessonError: not exactly one choice holds.
    """
    step = lesson_of(as_text(whole_lesson(lesson.raw["cases"], [raw])), lesson.key).steps[1]
    numbers = Numbers({case.key: solve(case.scene) for case in lesson.cases})
    given = answer(step, numbers)
    if given is None:
        raise LessonError([str(Saying("form.no_choice", {"ask": raw["ask"]}))])
    return {**raw, "expect": given + 1}


def new_lesson(title: str, scenes: Sequence[tuple[str, Scene]], solve: Solve) -> str:
    """The text of a lesson over two or more named scenes: look, predict, observe, one rule.

    Raises:
        LessonError: fewer than two scenes, or the model has no numbers for one of them.
    """
    if len(scenes) < 2:
        raise LessonError([str(Saying("form.few_scenes", {"count": len(scenes)}))])
    cases = cases_of(scenes)
    first, second = list(cases)[:2]
    asked = read_out(first, "cage", None)
    numbers = Numbers({first: solve(scenes[0][1]), second: solve(scenes[1][1])})
    try:
        question = more_or_less(asked, second, max(1.0, round(SMALL * abs(numbers.shown(asked)))))
        raw = whole_lesson(cases, [question], title)
        lesson = lesson_of(as_text(raw), "new", "the new lesson")
        raw["step"][1] = expecting(question, lesson, solve)
    except NoAnswerError as error:
        raise LessonError([str(error)]) from None
    return as_text(raw)


def whole_lesson(cases: Mapping[str, Any], questions: Sequence[Raw], title: str = "lesson") -> Raw:
    """A whole lesson around questions over cases."""
    keys = list(cases)
    rule = str(Saying("form.rule"))
    ends = keys[:2] if len(keys) > 1 else keys * 2
    asked = [read_out(key, word, None) for key in keys for word in ("cage", "spine")]
    steps = [
        free_look(keys[:1]),
        *questions,
        what_happened(ends, ("force", "area", "peak")),
        one_rule(asked, {key: cases[key]["name"] for key in keys}),
    ]
    minutes = float(sum(step["minutes"] for step in steps))
    return {"form": FORM, "title": title, "minutes": minutes, "covers": [],
            "goal": rule, "cases": dict(cases), "step": steps}  # fmt: skip
