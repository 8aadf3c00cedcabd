"""Handouts as data: what a blank sheet knows, and what its key says."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from spineviz.anatomy.person import person_of
from spineviz.outcome import Unbalanced
from spineviz.scene import Scene
from spineviz.simulation.simulate import simulate
from spineviz.teaching.expressions import parse, read_out
from spineviz.teaching.handout import drawn_scene, given
from spineviz.teaching.lesson_answers import NoAnswerError, Numbers, answer
from spineviz.teaching.lesson_check import remembering
from spineviz.teaching.lesson_parts import LETTERS, Lesson, Text
from spineviz.teaching.lessons import lesson_named, lessons
from spineviz.teaching.scene_code import scene_of_code
from spineviz.words.handout_words import handouts, handouts_of_scene, of_force, page_words

SOLVE = remembering(simulate)

ALL = [lesson.key for lesson in lessons()]


def blank_and_scenes(lesson: Lesson):
    """The blank sheet, and every scene that was solved for it."""
    asked = []

    def solve(scene):
        asked.append(scene)
        return SOLVE(scene)

    (sheet,) = handouts(lesson, solve, key=False)
    return sheet, set(asked)


@pytest.mark.parametrize("name", ALL)
def test_for_a_blank_sheet_no_case_is_solved_that_is_hidden_before_a_vote(name):
    lesson = lesson_named(name)
    _, asked = blank_and_scenes(lesson)
    hidden = {case for step in lesson.steps for case, word in step.hide if not word}
    assert hidden
    assert asked.isdisjoint({lesson.case(key).scene for key in hidden})
    assert asked == {case.scene for case in given(lesson)}


@pytest.mark.parametrize("name", ALL)
def test_a_blank_sheet_stays_the_same_whatever_the_author_believes(name):
    lesson = lesson_named(name)
    other = replace(
        lesson,
        goal="the rule",
        steps=tuple(
            replace(
                step,
                expect=0,
                reveal=Text("shown"),
                accept="accepted",
                fits=(),
                teacher=Text("told"),
                misconceptions=(),
                choices=tuple(
                    replace(each, when=parse("1 < 2"), draw=None) for each in step.choices
                ),
            )
            for step in lesson.steps
        ),
    )
    assert blank_and_scenes(other)[0].tasks == blank_and_scenes(lesson)[0].tasks


@pytest.mark.parametrize("name", ALL)
def test_a_blank_sheet_has_no_tick_no_name_and_no_word_of_the_key(name):
    sheet, _ = blank_and_scenes(lesson_named(name))
    assert not sheet.key
    assert all(part.answer == "" for part in sheet.parts)
    for task in sheet.tasks:
        assert all(row.right is None for row in task.ticks)
        assert task.said == ()
    (columns,) = [task.columns for task in sheet.tasks if task.columns]
    assert any(column.shares is None for column in columns)


@pytest.mark.parametrize("name", ["where-does-the-force-go", "bent-or-pressed"])
def test_a_key_asks_what_its_sheet_asks_and_ticks_what_the_model_gives(name):
    lesson = lesson_named(name)
    blank, key = handouts(lesson, SOLVE, key=True)
    assert key.key
    assert [task.ask for task in key.tasks] == [task.ask for task in blank.tasks]
    assert key.codes == blank.codes
    numbers = Numbers({case.key: SOLVE(case.scene) for case in lesson.cases})
    steps = [step for step in lesson.steps if step.kind == "predict"]
    tasks = {task.ask: task for task in key.tasks}
    for step in steps:
        task = tasks[step.ask.words]
        right = answer(step, numbers)
        assert right is not None
        assert task.ticks[0].right == right
        assert task.ticks[0].options[right].startswith(LETTERS[right])
        assert any(each.hear in line for each in step.misconceptions for line in task.said)
    (columns,) = [task.columns for task in key.tasks if task.columns]
    assert all(column.shares is not None for column in columns)
    (rows,) = [task.ticks for task in key.tasks if len(task.ticks) > 1][:1]
    assert all(row.right is not None for row in rows)


def test_every_code_on_a_sheet_gives_its_scene_back():
    lesson = lesson_named("where-does-the-force-go")
    sheet, _ = blank_and_scenes(lesson)
    (unseen,) = [step for step in lesson.steps if step.kind == "unseen"]
    wanted = [case.scene for case in lesson.cases] + [drawn_scene(lesson, unseen)]
    assert [scene_of_code(code) for _, code in sheet.codes] == wanted


def test_a_sheet_of_a_scene_holds_the_same_without_ribs_and_blades_beside_it():
    scene = Scene(roller_level="T6")
    blank, key = handouts_of_scene(scene, SOLVE, key=True)
    assert [scene_of_code(code) for _, code in blank.codes] == [
        scene,
        replace(scene, without=("ribs", "blades")),
    ]
    (columns,) = [task.columns for task in blank.tasks if task.columns]
    assert [column.shares for column in columns] == [None, None]
    (shaded,) = [task.columns for task in key.tasks if task.columns]
    assert shaded[0].shares.cage > shaded[1].shares.cage + 30
    assert shaded[1].shares.spine > shaded[0].shares.spine + 30


def test_what_is_taken_away_is_not_asked_for_by_name():
    away, _ = handouts_of_scene(Scene(without=("ribs", "blades")), SOLVE, key=True)
    assert {part.kind for part in away.parts}.isdisjoint({"true rib", "scapula"})
    upright, _ = handouts_of_scene(Scene(task="press-up", face="down"), SOLVE, key=True)
    assert "roller" not in {part.kind for part in upright.parts}
    assert not any(task.columns for task in upright.tasks)


def test_without_a_pose_there_is_no_sheet():
    def solve(scene):
        return Unbalanced(scene=scene, person=person_of(scene), place=None, residual_N=1.0,
                          iterations=1, version="", weight_N=1.0, alerts=())  # fmt: skip

    with pytest.raises(NoAnswerError, match="no pose in balance"):
        handouts_of_scene(Scene(), solve, key=False)


def test_where_nothing_rolls_the_sheet_asks_about_bending_alone():
    _, key = handouts_of_scene(Scene(task="press-up", face="down"), SOLVE, key=True)
    (marked,) = [task for task in key.tasks if task.ticks]
    assert [row.about for row in marked.ticks] == [
        "change of the kyphosis",
        "change of the lordosis",
    ]
    assert "force" not in " ".join(task.ask for task in key.tasks)
    assert all("roller" not in line for task in key.tasks for line in task.said)


def test_a_question_tells_the_numbers_that_are_known_and_leaves_room_for_those_to_be_guessed():
    lesson = lesson_named("where-does-the-force-go")
    asked = tuple(read_out(case, "peak", None) for case in ("t8", "l3"))
    ask = Text("From {t8.peak}\nto {l3.peak}?", asked)
    steps = tuple(replace(step, ask=ask) if step.kind == "predict" else step
                  for step in lesson.steps)  # fmt: skip
    blank, key = handouts(replace(lesson, steps=steps), SOLVE, key=True)
    upper, lower = (asked[0].value.text(SOLVE(lesson.case(case).scene).roller.peak_kPa)
                    for case in ("t8", "l3"))  # fmt: skip
    assert f"From {upper}\nto ______?" in [task.ask for task in blank.tasks]
    assert f"From {upper}\nto {lower}?" in [task.ask for task in key.tasks]


def test_a_page_tells_its_number_and_a_column_of_what_it_is_a_share():
    assert page_words(False, "1.0", 1, 2) == "SpineViz 1.0 · page 1 of 2"
    assert page_words(True, "1.0", 2, 2) == "SpineViz 1.0 · page 2 of 2, key"
    assert of_force("397 N") == "of 397 N"
    assert of_force(None) == "of ______ N"
