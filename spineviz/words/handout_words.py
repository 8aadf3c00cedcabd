"""What stands on a handout: its tasks in words, blank or with the answers."""

from __future__ import annotations

from msgspec.structs import replace

from spineviz.outcome import Balanced
from spineviz.scene import Scene
from spineviz.teaching.expressions import ReadOut
from spineviz.teaching.handout import (
    Handout,
    Part,
    Task,
    Ticks,
    balanced,
    columns_of,
    drawn_scene,
    given,
    lesson_of_scene,
    numbers_for,
)
from spineviz.teaching.lesson_answers import Numbers, Solve, answer
from spineviz.teaching.lesson_parts import LETTERS, Lesson, Step, Text
from spineviz.teaching.scene_code import code_of
from spineviz.words.language import say
from spineviz.words.lesson_words import row_answers, rows_of, scene_title

LINES_OF_RULE, LINES_OF_EVIDENCE = 3, 2


def handouts(lesson: Lesson, solve: Solve, key: bool) -> tuple[Handout, ...]:
    """The blank sheet of a lesson, and its key where that is asked for.

    Raises:
        NoAnswerError: the model has no numbers for a case that is needed.
    """
    sheets = [_sheet(lesson, solve, with_key) for with_key in ((False, True) if key else (False,))]
    return tuple(sheets)


def handouts_of_scene(scene: Scene, solve: Solve, key: bool) -> tuple[Handout, ...]:
    """The same for one scene.

    Raises:
        NoAnswerError: the model has no numbers for it.
    """
    kind = "ribs" if scene.task == Scene().task else "bent"
    pair = ("sheet.with", "sheet.what_happens.back")
    other, happens = pair if scene.without else ("sheet.without", "sheet.what_happens")
    names = (scene_title(scene) if kind == "ribs" else say("sheet.press_up"), say(other))
    asks = (say(happens), say(f"sheet.rule.{kind}"), say(f"sheet.accept.{kind}"))
    lesson = lesson_of_scene(say(f"sheet.title.{kind}"), names, asks, scene)
    return handouts(lesson, solve, key)


def _sheet(lesson: Lesson, solve: Solve, key: bool) -> Handout:
    numbers = numbers_for(lesson, solve, key)
    known = given(lesson)
    figured = (known or lesson.cases)[0]
    figure = balanced(figured.scene, solve)
    parts = _parts(figure, key)
    tasks = [Task(say("sheet.parts"), parts=parts)]
    columns = columns_of(lesson, numbers)
    if columns:
        tasks.append(Task(say("sheet.shade"), columns=columns))
    codes = [(case.name, code_of(case.scene)) for case in lesson.cases]
    for step in lesson.steps:
        if step.kind != "see":
            task = _task(step, lesson, numbers, key)
            tasks.append(replace(task, said=task.said + _heard(step, numbers)) if key else task)
        if step.kind == "unseen":
            drawn = drawn_scene(lesson, step)
            codes.append((scene_title(drawn), code_of(drawn)))
    return Handout(lesson.title, key, figure, say("sheet.figure", name=figured.name), parts,
                   tuple(tasks), _limits(figure.scene), tuple(codes))  # fmt: skip


def _parts(figure: Balanced, key: bool) -> tuple[Part, ...]:
    """What is pointed at: the vertebra over the roller and what is near it."""
    levels = list(figure.vertebrae)
    near = figure.place.nearest if figure.place is not None else ""
    level = near if near in levels else levels[-1]
    found = [
        Part("true rib", "rib5", True, say("sheet.part.rib")),
        Part("body", level, True, say("sheet.part.vertebra", level=level)),
        Part("disc", "", True, say("sheet.part.disc")),
        Part("scapula", "", False, say("sheet.part.blade")),
        Part("arch", level, False, say("sheet.part.process", level=level)),
        Part("roller", "", False, say("sheet.part.roller")),
    ]
    gone = {"true rib": "ribs", "scapula": "blades"}
    there = [each for each in found if gone.get(each.kind, "") not in figure.scene.without]
    if figure.roller is None:
        there = [each for each in there if each.kind != "roller"]
    return tuple(each if key else replace(each, answer="") for each in there)


def _task(step: Step, lesson: Lesson, numbers: Numbers, key: bool) -> Task:
    ask = _filled(step.ask, lesson, numbers, key)
    if step.kind == "unseen":
        ask = say("sheet.unseen", ask=ask, scene=scene_title(drawn_scene(lesson, step)))
    if step.choices:
        return _choice(step, ask, numbers, key)
    rows = rows_of(step)
    if rows:
        right = row_answers(step, numbers) if key else (None,) * len(rows)
        ticks = []
        for row, word in zip(rows, right, strict=True):
            words = [each for each, _ in row.options]
            ticks.append(Ticks(row.about, tuple(label for _, label in row.options),
                               None if word is None else words.index(word)))  # fmt: skip
        return Task(ask, ticks=tuple(ticks))
    rule = step.kind == "rule"
    said: tuple[str, ...] = ()
    if key:
        said = tuple(each.filled(numbers.text) for each in step.fits)
        said += tuple(each for each in (step.accept, step.teacher.filled(numbers.text)) if each)
    return Task(ask, lines=LINES_OF_RULE if rule else LINES_OF_EVIDENCE, said=said)


def _heard(step: Step, numbers: Numbers) -> tuple[str, ...]:
    """What a teacher may hear, and what to say then."""
    return tuple(
        say("sheet.heard", hear=each.hear, say=each.say.filled(numbers.text))
        for each in step.misconceptions
    )


def _choice(step: Step, ask: str, numbers: Numbers, key: bool) -> Task:
    options = tuple(
        say("sheet.choice", letter=LETTERS[row], say=each.say)
        for row, each in enumerate(step.choices)
    )
    if not key:
        return Task(ask, ticks=(Ticks("", options),))
    right = answer(step, numbers)
    said = say("sheet.no_choice") if right is None else step.reveal.filled(numbers.text)
    return Task(ask, ticks=(Ticks("", options, right),), said=(said,) if said else ())


def _filled(text: Text, lesson: Lesson, numbers: Numbers, key: bool) -> str:
    """A question with the numbers that the sheet may tell, and room for the others."""

    def said(asked: ReadOut) -> str:
        hidden = any(step.hides(asked.case, asked.value.word) for step in lesson.steps)
        told = asked.case in numbers.outcomes and (key or not hidden)
        return numbers.text(asked) if told else say("sheet.slot")

    return text.filled(said)


def _limits(scene: Scene) -> tuple[str, ...]:
    stature, mass = scene.person_stature_m, scene.person_mass_kg
    return (
        say("sheet.limits.measured"),
        say("sheet.limits.knows", stature=stature, mass=mass),
        say("sheet.limits.advice"),
    )


def page_words(key: bool, version: str, page: int, pages: int) -> str:
    """At the foot of a page."""
    kind = "sheet.page.key" if key else "sheet.page"
    return say(kind, version=version, page=page, pages=pages)


def of_force(force: str | None) -> str:
    """Under a column, of how much it is a share; room to write that where it is not told."""
    return say("sheet.force.blank") if force is None else say("sheet.force", force=force)
