"""What stands on a handout: its tasks in words, blank or with the answers."""

from __future__ import annotations

from dataclasses import replace

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
from spineviz.teaching.lessons import LETTERS, Lesson, Step, Text
from spineviz.teaching.scene_code import code_of
from spineviz.words.lesson_words import row_answers, rows_of, scene_title

KEY = "ANSWER KEY"
NAME_AND_DATE = "name ____________________   date __________"
PAGE = "SpineViz {version} · page {page} of {pages}"
PAGE_OF_KEY = f"{PAGE}, key"
NAME_PARTS = "Name the parts in the figure."
SHADE = (
    "Guess first: shade each column, the spine from below, ribs and blades from above. What is left"
    " white meets neither. Then write the numbers."
)
SHARED, ONTO_SPINE = "shared by ribs and blades", "onto the spine"
OF_FORCE, FORCE_BLANK = "of {force}", "of ______ N"
BLANK, SLOT = "________", "______"
LEAVES_OUT = "What this model leaves out"
SCENES = "Scenes: type or paste a code in the app, Edit, Paste scene code"
LINES_OF_RULE, LINES_OF_EVIDENCE = 3, 2
WHO_TAKES = "Who takes the roller’s force?"
HOW_BENT = "How is the back bent?"
SAME_WITHOUT, SAME_WITH = "without ribs and blades", "with ribs and blades"
WHAT_HAPPENS = "Ribs and blades are taken away. What happens? Tick one in each row."
WHAT_HAPPENS_BACK = "Ribs and blades come back. What happens? Tick one in each row."
SAY_RULE = "Write one rule that says who takes the force here, and why."
ACCEPT = (
    "Accept any rule that fits both, with what lies beside the spine and what reaches the roller."
)
SAY_BENT = "Write one rule that says what bends the back here, and where."
ACCEPT_BENT = "Accept any rule that fits both, with what pushes, where, and how free each joint is."
PRESS_UP = "Press-up"
NO_RIGHT = "Not exactly one choice holds in the model."
HEAR_SAY = "Hear: “{hear}” Say: “{say}”"
ON_PAPER = "The case: {scene}."


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
    away = bool(scene.without)
    rolled = scene.task == Scene().task
    names = (scene_title(scene) if rolled else PRESS_UP, SAME_WITH if away else SAME_WITHOUT)
    rule = (SAY_RULE, ACCEPT) if rolled else (SAY_BENT, ACCEPT_BENT)
    asks = (WHAT_HAPPENS_BACK if away else WHAT_HAPPENS, *rule)
    lesson = lesson_of_scene(WHO_TAKES if rolled else HOW_BENT, names, asks, scene)
    return handouts(lesson, solve, key)


def _sheet(lesson: Lesson, solve: Solve, key: bool) -> Handout:
    numbers = numbers_for(lesson, solve, key)
    known = given(lesson)
    figured = (known or lesson.cases)[0]
    figure = balanced(figured.scene, solve)
    parts = _parts(figure, key)
    tasks = [Task(NAME_PARTS, parts=parts)]
    columns = columns_of(lesson, numbers)
    if columns:
        tasks.append(Task(SHADE, columns=columns))
    codes = [(case.name, code_of(case.scene)) for case in lesson.cases]
    for step in lesson.steps:
        if step.kind != "see":
            task = _task(step, lesson, numbers, key)
            tasks.append(replace(task, said=task.said + _heard(step, numbers)) if key else task)
        if step.kind == "unseen":
            codes.append((scene_title(drawn_scene(step)), code_of(drawn_scene(step))))
    return Handout(lesson.title, key, figure, _caption(figure, figured.name), parts, tuple(tasks),
                   _limits(figure.scene), tuple(codes))  # fmt: skip


def _caption(figure: Balanced, name: str) -> str:
    return f"Figure. {name}: a person cut in the middle plane. Model, not a measurement."


def _parts(figure: Balanced, key: bool) -> tuple[Part, ...]:
    """What is pointed at: the vertebra over the roller and what is near it."""
    levels = list(figure.vertebrae)
    near = figure.place.nearest if figure.place is not None else ""
    level = near if near in levels else levels[-1]
    found = [
        Part("true rib", "rib5", True, "rib"),
        Part("body", level, True, f"{level}, a vertebra"),
        Part("disc", "", True, "disc"),
        Part("scapula", "", False, "shoulder blade"),
        Part("arch", level, False, f"spinous process of {level}"),
        Part("roller", "", False, "roller"),
    ]
    gone = {"true rib": "ribs", "scapula": "blades"}
    there = [each for each in found if gone.get(each.kind, "") not in figure.scene.without]
    if figure.roller is None:
        there = [each for each in there if each.kind != "roller"]
    return tuple(each if key else replace(each, answer="") for each in there)


def _task(step: Step, lesson: Lesson, numbers: Numbers, key: bool) -> Task:
    ask = _filled(step.ask, lesson, numbers, key)
    if step.kind == "unseen":
        ask = f"{ask} {ON_PAPER.format(scene=scene_title(drawn_scene(step)))}"
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
        HEAR_SAY.format(hear=each.hear, say=each.say.filled(numbers.text))
        for each in step.misconceptions
    )


def _choice(step: Step, ask: str, numbers: Numbers, key: bool) -> Task:
    options = tuple(f"{LETTERS[row]}  {each.say}" for row, each in enumerate(step.choices))
    if not key:
        return Task(ask, ticks=(Ticks("", options),))
    right = answer(step, numbers)
    said = NO_RIGHT if right is None else step.reveal.filled(numbers.text)
    return Task(ask, ticks=(Ticks("", options, right),), said=(said,) if said else ())


def _filled(text: Text, lesson: Lesson, numbers: Numbers, key: bool) -> str:
    """A question with the numbers that the sheet may tell, and room for the others."""

    def said(asked: ReadOut) -> str:
        hidden = any(step.hides(asked.case, asked.value.word) for step in lesson.steps)
        told = asked.case in numbers.outcomes and (key or not hidden)
        return numbers.text(asked) if told else SLOT

    return text.filled(said)


def _limits(scene: Scene) -> tuple[str, ...]:
    return (
        "Force and pressure under a back on a roller have never been measured: every number is a"
        " prediction.",
        "It knows nothing of pain, nerves, organs or healing; muscles have a set tone."
        f" One adult, {scene.person_stature_m:.2f} m, {scene.person_mass_kg:.0f} kg, lying still.",
        "It does not say whether anybody should roll. Teaching model, not medical advice.",
    )


def page_words(key: bool, version: str, page: int, pages: int) -> str:
    """At the foot of a page."""
    return (PAGE_OF_KEY if key else PAGE).format(version=version, page=page, pages=pages)
