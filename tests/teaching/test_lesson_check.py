"""Lessons say what the model gives, and the check notices when they do not."""

from __future__ import annotations

import copy
import tomllib

import pytest
from msgspec.structs import replace

from spineviz.lab.population import body, simulate_body
from spineviz.scene import Scene
from spineviz.session.scene_file import dump_scene
from spineviz.simulation.simulate import simulate
from spineviz.teaching.expressions import parse, read_out
from spineviz.teaching.lesson_answers import (
    LESS,
    MORE,
    SAME,
    Numbers,
    answer,
    draws,
    happened,
    unseen,
)
from spineviz.teaching.lesson_check import check, remembering
from spineviz.teaching.lesson_file import (
    as_text,
    cases_of,
    expecting,
    new_lesson,
    short_name,
    whole_lesson,
)
from spineviz.teaching.lesson_parts import LessonError
from spineviz.teaching.lessons import lesson_named, lesson_of, lessons
from spineviz.teaching.question_forms import (
    free_look,
    how_much,
    more_or_less,
    which_of_these,
    who_takes_it,
)

SOLVE = remembering(simulate)
"""Every scene is solved once for all of these tests."""


def mistakes(lesson, solve=SOLVE):
    return [row.mistake for row in check(lesson, solve) if row.mistake]


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.key)
def test_every_lesson_says_what_the_model_gives(lesson):
    assert mistakes(lesson) == []


def test_a_changed_scene_is_noticed_with_a_sentence():
    raw = copy.deepcopy(dict(lesson_named("where-does-the-force-go").raw))
    raw["cases"]["l3"]["scene"]["roller.level"] = "T7"
    told = mistakes(lesson_of(as_text(raw), "changed"))
    assert any("the model now gives" in each and "the lesson expects" in each for each in told)


def test_a_changed_expectation_is_noticed():
    raw = copy.deepcopy(dict(lesson_named("which-roller").raw))
    raw["step"][0]["expect"] = 1
    assert mistakes(lesson_of(as_text(raw), "changed")) == [
        "the model now gives D, the lesson expects A"
    ]


@pytest.mark.parametrize(
    ("when", "said"),
    [("rigid.peak > 1e6", "no choice holds"), ("rigid.peak > 0", "2 choices hold at once")],
)
def test_not_exactly_one_choice_is_noticed(when, said):
    raw = copy.deepcopy(dict(lesson_named("which-roller").raw))
    row = 3 if "no" in said else 0
    raw["step"][0]["choices"][row]["when"] = when
    assert any(said in each for each in mistakes(lesson_of(as_text(raw), "changed")))


def test_a_choice_that_no_draw_makes_right_is_noticed():
    raw = copy.deepcopy(dict(lesson_named("which-roller").raw))
    raw["step"][-1]["lot"] = {"roller.level": ["L3"]}
    told = "; ".join(mistakes(lesson_of(as_text(raw), "changed")))
    assert "no draw makes '140 kPa or more' right" in told
    assert "every draw is a case of the lesson" in told, "and one that was seen is not unseen"


def test_division_by_nothing_is_a_mistake_of_the_step():
    raw = copy.deepcopy(dict(lesson_named("bent-or-pressed").raw))
    raw["step"][0]["choices"][0]["when"] = "l3.peak / up.peak > 1"
    assert any("divides by 0" in each for each in mistakes(lesson_of(as_text(raw), "changed")))


def test_without_a_roller_there_is_no_force_pressure_or_area_but_no_share_either():
    numbers = Numbers({"up": SOLVE(Scene(task="press-up", face="down"))})
    for word in ("peak", "force", "area"):
        assert numbers.shown(read_out("up", word, None)) == 0.0
    with pytest.raises(ValueError, match=r"up\.cage has no number"):
        numbers.shown(read_out("up", "cage", None))


def test_a_step_has_an_answer_where_exactly_one_of_its_choices_holds():
    step = next(step for step in lessons()[0].steps if len(step.choices) > 2)
    for true, wanted in (((), None), ((1,), 1), ((0, 2), None), ((0, 1, 2), None), ((2,), 2)):
        choices = tuple(
            replace(each, when=parse("1 < 2" if row in true else "2 < 1"))
            for row, each in enumerate(step.choices)
        )
        assert answer(replace(step, choices=choices), Numbers({})) == wanted


def test_a_draw_that_is_a_case_of_the_lesson_is_not_unseen():
    left_out = 0
    for lesson in lessons():
        cases = {case.scene for case in lesson.cases}
        for step in lesson.steps:
            if step.lot:
                rows = unseen(lesson, step)
                assert [scene not in cases for scene in draws(step)] == [
                    row in rows for row in range(len(draws(step)))
                ]
                left_out += len(draws(step)) - len(rows)
    assert left_out


@pytest.mark.parametrize(
    ("before", "after", "turned"),
    [(100, 102.9, SAME), (100, 103.05, SAME), (100, 104, MORE), (104, 100, LESS), (0, 0.5, SAME),
     (0, 0.7, MORE), (-100, -104, LESS), (2, 2.5, SAME), (2, 1.2, LESS)],
)  # fmt: skip
def test_what_a_bar_or_the_last_digit_does_not_show_stays_the_same(before, after, turned):
    step = next(step for step in lessons()[0].steps if step.kind == "observe")
    row = replace(step.rows[0], value=replace(step.rows[0].value, digits=0))
    first, second = step.show

    class Told(Numbers):
        def shown(self, asked):
            return {first: before, second: after}[asked.case]

    assert happened(replace(step, rows=(row,)), Told({})) == {row: turned}


def test_bodies_are_asked_and_too_few_that_agree_are_a_mistake(monkeypatch):
    lesson = lesson_named("where-does-the-force-go")
    rows = [row for row in check(lesson, SOLVE, 2) if row.bodies]
    assert rows
    assert all(row.agree == 2 for row in rows)

    def other(scene: Scene, one: object):
        return simulate_body(Scene(), body(1, 0))

    monkeypatch.setattr("spineviz.teaching.lesson_check.simulate_body", other)
    told = [row.mistake for row in check(lesson, SOLVE, 2) if row.mistake]
    assert any("only 0 of 2 bodies give the same" in each for each in told)


CASES = (("Roller under T8", Scene()), ("Roller under L3", Scene(roller_level="L3")))


@pytest.mark.parametrize(
    "question",
    [
        more_or_less(read_out("roller_under_t8", "peak", None), "roller_under_l3", 5),
        how_much(read_out("roller_under_l3", "peak", None), (30, 60, 200), ["roller_under_t8"]),
        which_of_these(
            [read_out(case, "peak", None) for case in ("roller_under_t8", "roller_under_l3")]
            + [read_out("sacrum", "peak", None)],
            ["T8", "L3", "sacrum"],
        ),
        who_takes_it([read_out("roller_under_l3", word, None) for word in
                      ("blades", "ribs", "spine")]),
    ],
    ids=["more_or_less", "how_much", "which_of_these", "who_takes_it"],
)  # fmt: skip
def test_each_form_of_question_makes_a_lesson_that_passes(question):
    cases = cases_of([*CASES, ("Sacrum", Scene(roller_level="sacrum"))])
    raw = whole_lesson(cases, [question, free_look(["sacrum"])], "Own")
    raw["step"][1] = expecting(question, lesson_of(as_text(raw), "own"), SOLVE)
    assert mistakes(lesson_of(as_text(raw), "own")) == []


@pytest.mark.parametrize("handles", [(1,), (1, 1), (2, 1), (1, 2, 3, 4)])
def test_a_number_line_takes_two_or_three_increasing_handles(handles):
    with pytest.raises(ValueError, match="two or three handles"):
        how_much(read_out("l3", "peak", None), handles)


def test_a_new_lesson_over_two_scenes_passes_its_check():
    text = new_lesson('Ribs, "blades" & more', CASES, SOLVE)
    assert tomllib.loads(text)["title"] == 'Ribs, "blades" & more'
    assert mistakes(lesson_of(text, "new")) == []


@pytest.mark.parametrize(
    ("scenes", "said"),
    [
        (CASES[:1], "two scenes or more"),
        ((CASES[0], ("Press-up", Scene(task="press-up", face="down"))), "has no number"),
    ],
)
def test_what_no_lesson_can_be_made_of_is_one_sentence(scenes, said):
    with pytest.raises(LessonError, match=said):
        new_lesson("Own", scenes, SOLVE)


def test_cases_get_short_names_of_their_own():
    assert short_name("Roller under T8", ()) == "roller_under_t8"
    assert short_name("Ü", ()) == "case"
    assert short_name("8 ribs", ()) == "case_8_ribs"
    assert short_name("unseen", ()) == "unseen_case"
    assert short_name("a", ("a", "a_2")) == "a_3"


def test_the_check_of_all_lessons_is_the_exit_code(tmp_path, capsys):
    from spineviz.command.main import main

    assert main(["lesson", "check", "which-roller", "--json"]) == 0
    capsys.readouterr()
    raw = copy.deepcopy(dict(lesson_named("which-roller").raw))
    raw["step"][0]["expect"] = 1
    file = tmp_path / "own.toml"
    file.write_text(as_text(raw), encoding="utf-8")
    assert main(["lesson", "check", str(file)]) == 1
    told = capsys.readouterr()
    assert "own: step 1: the model now gives D, the lesson expects A" in told.err
    assert "D      A" in told.out


def test_lessons_are_listed_shown_and_made_from_the_command_line(tmp_path, capsys):
    from spineviz.command.main import main

    assert main(["lesson", "list"]) == 0
    assert all(lesson.title in capsys.readouterr().out for lesson in lessons()[:1])
    assert main(["lesson", "show", "which-roller"]) == 0
    shown = capsys.readouterr().out
    peak = SOLVE(lesson_named("which-roller").case("rigid").scene).roller.peak_kPa
    assert f"{peak:.0f}\u202fkPa" in shown or f"{peak:.0f} kPa" in shown
    for name, scene in (("a", Scene()), ("b", Scene(roller_level="L3"))):
        (tmp_path / f"{name}.json").write_text(dump_scene(scene))
    files = [str(tmp_path / "a.json"), str(tmp_path / "b.json")]
    out = tmp_path / "own.toml"
    assert main(["lesson", "new", "--title", "Own", *files, "-o", str(out)]) == 0
    assert main(["lesson", "check", str(out)]) == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "ACTION"),
        (["check", "nothing"], "no lesson 'nothing'"),
        (["check", "nothing.toml"], "nothing.toml: cannot be read"),
        (["check", "--bodies", "-1"], "--bodies takes 0 to 100"),
        (["show", "nothing"], "the lessons are"),
        (["new", "--title", "Own", "a.json", "-o", "a.json"], "written as .toml"),
        (["new", "--title", "Own", "a.json", "b.json", "-o", "a.toml"], "a.json: cannot be read"),
    ],
)
def test_a_mistake_is_one_sentence(words, said, tmp_path, monkeypatch, capsys):
    from spineviz.command.main import main

    monkeypatch.chdir(tmp_path)
    assert main(["lesson", *words]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
