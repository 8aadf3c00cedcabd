"""A lesson that is being written: whatever is put into its forms, what comes out can be taught."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tries import tries

from spineviz.scene import Scene
from spineviz.session.lesson_draft import (
    MOST_CASES,
    MOST_STEPS,
    LessonDraft,
    draft_of,
    new_draft,
    table_of,
)
from spineviz.simulation.simulate import simulate
from spineviz.tables.saying import Refusal
from spineviz.teaching.lesson_check import check, remembering
from spineviz.teaching.lesson_file import as_text
from spineviz.teaching.lesson_parts import LessonError
from spineviz.teaching.lessons import lesson_of, lessons
from spineviz.teaching.question_forms import (
    HOW_MUCH,
    LOOK,
    MORE_OR_LESS,
    QUESTIONS,
    WHICH,
    WHO,
    Blanks,
)

SOLVE = remembering(simulate)
SCENES = (Scene(), *(Scene(roller_level=each) for each in ("T4", "L3", "sacrum")),
          Scene(arms="crossed"), Scene(roller_level="L3", brace=1.0))  # fmt: skip
WORDS = ("peak", "force", "area", "spine", "cage", "blades", "lordosis_change")
PARTS = ("spinous", "over_vertebra", "over_ribs", "ribs", "blades", "pelvis")


def three_cases() -> LessonDraft:
    draft = new_draft("Own", 1)
    for name, scene in zip(("Upper", "Middle", "Low"), (SCENES[1], SCENES[0], SCENES[2]),
                           strict=True):  # fmt: skip
        draft = draft.keep(scene, name)
    return draft


@st.composite
def drafts(draw) -> LessonDraft:
    """Cases of any names, and questions with any blanks that a form takes."""
    draft = new_draft(draw(st.text(max_size=30)), 1)
    for scene in draw(st.lists(st.sampled_from(SCENES), min_size=2, max_size=5, unique=True)):
        draft = draft.keep(scene, draw(st.text(max_size=40)))
    keys = list(draft.names)
    for form in draw(st.lists(st.sampled_from(QUESTIONS), min_size=1, max_size=4)):
        if form == WHICH and len(keys) < 3:
            continue
        draft = draft.add(form)
        row = max(row for row in range(len(draft.steps)) if draft.blanks(row).form == form)
        cases = tuple(draw(st.permutations(keys)))
        values = (draw(st.sampled_from(WORDS)),)
        blanks = {
            MORE_OR_LESS: Blanks(form, cases[:2], values, (draw(st.floats(0, 50)),)),
            HOW_MUCH: Blanks(form, cases[: draw(st.integers(1, 2))], values, tuple(sorted(draw(
                st.lists(st.integers(-50, 900), min_size=2, max_size=3, unique=True))))),
            WHICH: Blanks(form, cases[:4], values),
            WHO: Blanks(form, cases[:1], tuple(draw(st.permutations(PARTS)))[:3]),
            LOOK: Blanks(form, cases[:2]),
        }[form]  # fmt: skip
        draft = draft.fill(row, blanks)
    return draft if any(step["kind"] == "predict" for step in draft.steps) else draft.add(HOW_MUCH)


@given(drafts())
@tries(15)
def test_whatever_the_forms_are_filled_with_can_be_read_checked_and_read_back(draft):
    try:
        done = draft.finished(SOLVE)
    except LessonError as error:  # two cases or parts that are equal have no largest one
        told = error.mistakes
    else:
        told = ()
    if told:
        assert all("not exactly one choice holds" in each for each in told)
        return
    text = as_text(done.raw)
    lesson = lesson_of(text, "own")
    assert [row.mistake for row in check(lesson, SOLVE) if row.mistake] == []
    assert {step.kind for step in lesson.steps} >= {"predict", "observe", "rule"}
    assert tomllib.loads(text) == done.raw
    again = draft_of(lesson, 2)
    assert [again.blanks(row) for row in range(len(again.steps))] == [
        done.blanks(row) for row in range(len(done.steps))
    ]
    assert again.finished(SOLVE).raw == done.raw


def test_the_last_two_steps_come_with_the_first_question_and_go_with_the_last():
    draft = three_cases().add(LOOK)
    assert [step["kind"] for step in draft.steps] == ["see"]
    draft = draft.add(MORE_OR_LESS).add(HOW_MUCH)
    assert [step["kind"] for step in draft.steps] == ["see", *["predict"] * 2, "observe", "rule"]
    assert draft.raw["minutes"] == sum(step["minutes"] for step in draft.steps)
    with pytest.raises(Refusal, match="comes with the questions"):
        draft.remove(3)
    assert [step["kind"] for step in draft.remove(1).remove(1).steps] == ["see"]


def test_own_words_stay_and_words_of_the_form_follow_the_blanks():
    draft = three_cases().add(MORE_OR_LESS)
    blanks = draft.blanks(0)
    draft = draft.write(0, "ask", "What will it do?").say(0, 1, "hardly moves")
    draft = draft.fill(0, Blanks(MORE_OR_LESS, blanks.cases, ("area",), (10.0,)))
    step = draft.steps[0]
    assert step["ask"] == "What will it do?"
    assert [each["say"] for each in step["choices"]] == ["falls", "hardly moves", "rises"]
    assert "area" in step["choices"][0]["when"]
    assert "area" in step["reveal"]
    assert "peak" not in as_text({"step": step})


def test_a_condition_written_by_hand_stays_until_the_blanks_change():
    draft = three_cases().add(MORE_OR_LESS)
    step = dict(draft.steps[0])
    own = f"{step['choices'][0]['when']} and 1 < 2"
    step["choices"] = [{**step["choices"][0], "when": own}, *step["choices"][1:]]
    draft = draft._with(step=[step, *draft.steps[1:]])
    case = draft.blanks(0).cases[0]
    assert draft.rename(case, "Another").steps[0]["choices"][0]["when"] == own
    blanks = draft.blanks(0)
    other = draft.fill(0, Blanks(MORE_OR_LESS, blanks.cases, ("area",), (10.0,)))
    assert other.steps[0]["choices"][0]["when"] != own


def test_a_new_name_of_a_case_is_said_where_the_form_says_it():
    draft = three_cases().add(MORE_OR_LESS)
    case = draft.blanks(0).cases[1]
    draft = draft.rename(case, "Lumbar  three\n")
    assert "“Lumbar three”" in draft.steps[0]["ask"]
    assert any(text.startswith("Lumbar three:") for text in draft.steps[-1]["fits"])
    assert list(draft.names) == list(three_cases().names)


def test_entries_that_are_not_known_stay_in_the_file():
    lesson = lessons()[0]
    raw = {**lesson.raw, "later": {"a": 1}}
    draft = draft_of(lesson_of(as_text(raw), "own"), 1)
    draft = draft.entitled("title", "Another")
    assert draft.raw["later"] == {"a": 1}
    assert draft.finished(SOLVE).raw["step"] == list(lesson.raw["step"])


def test_a_lesson_of_a_newer_form_is_not_changed():
    raw = {**lessons()[0].raw, "form": 2}
    with pytest.raises(LessonError, match="made by a newer version"):
        draft_of(lesson_of(as_text(raw), "own"), 1)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda draft: draft.keep(SCENES[0], "again"), "kept as “Middle” already"),
        (lambda draft: draft.drop("low"), "step 1 asks about “Low”"),
        (lambda draft: draft.plan(0, 0.1), "0.5 to 60 minutes"),
        (lambda draft: draft.fill(0, Blanks(WHICH, ("low", "upper"), ("peak",))), "3 to 4 diff"),
        (lambda draft: draft.fill(0, Blanks(WHO, ("low",), ("ribs",))), "3 to 4 different values"),
        (lambda draft: draft.fill(0, Blanks(MORE_OR_LESS, ("low", "low"), ("peak",), (1.0,))),
         "2 different cases, not 1"),
        (lambda draft: draft.fill(0, Blanks(HOW_MUCH, ("low",), ("peak",), (2.0, 1.0))),
         "two or three handles, increasing"),
        (lambda draft: draft.fill(0, Blanks(HOW_MUCH, ("low",), ("peak",), (2.0, float("inf")))),
         "two or three handles"),
        (lambda draft: draft.fill(0, Blanks(MORE_OR_LESS, ("low", "upper"), ("peak",), (-1.0,))),
         "one number, 0 or more"),
        (lambda draft: draft.fill(0, Blanks(HOW_MUCH, ("gone",), ("peak",), (1.0, 2.0))),
         "no case 'gone'"),
        (lambda draft: draft.fill(0, Blanks(HOW_MUCH, ("low",), ("weight_of_air",), (1.0, 2.0))),
         "no read-out 'weight_of_air'"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_one_sentence(change, said):
    with pytest.raises(Refusal, match=said) as told:
        change(three_cases().add(HOW_MUCH))
    assert "\n" not in str(told.value)


def test_too_many_cases_are_refused():
    draft = new_draft("Own", 1)
    for row in range(MOST_CASES):
        draft = draft.keep(Scene(brace=round(row / 100, 2)), f"Case {row}")
    with pytest.raises(Refusal, match="up to 20 cases"):
        draft.keep(Scene(brace=0.9), "One more")


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (new_draft("Own", 1).keep(Scene(), "One").add(HOW_MUCH), "two scenes or more, not 1"),
        (three_cases().add(LOOK), "there is no step of the kind predict"),
        (three_cases().add(HOW_MUCH).write(0, "ask", "why " * 30), "step 1: ask has 30 words"),
        (three_cases().add(HOW_MUCH).write(0, "reveal", "{low.speed}"), "step 1: there is no read"),
        (three_cases().keep(Scene(task="press-up", face="down"), "Up").add(WHO),
         "step 1: up.blades has no number"),
    ],
)  # fmt: skip
def test_why_a_lesson_is_not_finished_is_said_with_its_step(draft, said):
    with pytest.raises(LessonError, match=said):
        draft.finished(SOLVE)


def test_a_draft_that_was_kept_is_taken_up_again_and_nothing_else():
    draft = three_cases().add(HOW_MUCH).write(0, "ask", "why " * 30)
    assert table_of(as_text(draft.raw)) == draft.raw
    begun = "title = 'a'\ngoal = 'b'\n"
    for text in ("", "title = 1", "[cases]", f"{begun}step = []\n[cases.a]\nname = 1",
                 f"{begun}step = [{{kind = 'predict'}}]\n[cases]", "\0",
                 ".".join("a" * 300) + " = 1"):  # fmt: skip
        with pytest.raises(LessonError, match="cannot be read any more"):
            table_of(text)


@pytest.mark.parametrize("name", ["{}", "{case.peak}", "}{", "a {b"])
def test_a_case_may_have_braces_in_its_name(name):
    draft = new_draft("Own", 1).keep(SCENES[0], "Upper").keep(SCENES[2], name)
    done = draft.add(HOW_MUCH).add(MORE_OR_LESS).finished(SOLVE)
    assert name in done.names.values()
    assert [row.mistake for row in check(lesson_of(as_text(done.raw), "own"), SOLVE)
            if row.mistake] == []  # fmt: skip


def test_half_a_letter_out_of_a_paste_can_be_saved():
    draft = three_cases().add(HOW_MUCH).entitled("title", "a\ud800b").write(0, "ask", "\udfff?")
    assert draft.title == "a?b"
    assert as_text(draft.finished(SOLVE).raw).encode()


def test_a_draft_is_saved_as_long_as_it_is_what_the_file_holds():
    assert new_draft("Own", 1).saved
    draft = three_cases()
    assert not draft.saved
    lesson, mistakes = draft.add(MORE_OR_LESS).read()
    assert mistakes == ()
    assert [case.name for case in lesson.cases] == ["Upper", "Middle", "Low"]


def test_a_case_that_nothing_asks_about_can_go():
    draft = three_cases().add(HOW_MUCH)
    assert draft.blanks(0).cases == ("low",)
    fewer = draft.drop("upper")
    assert list(fewer.names) == ["middle", "low"]
    assert fewer.blanks(1).cases == ("middle", "low"), "the last steps follow"


def test_steps_are_moved_as_far_as_there_are_and_take_the_time_that_is_planned():
    draft = three_cases().add(MORE_OR_LESS).add(HOW_MUCH)
    forms = [draft.blanks(row).form for row in range(2)]
    moved = draft.move(0, 1)
    assert [moved.blanks(row).form for row in range(2)] == forms[::-1]
    assert moved.move(0, -1).raw == moved.raw
    assert moved.move(1, -1).raw == draft.raw
    planned = draft.plan(0, 7.5)
    assert planned.steps[0]["minutes"] == 7.5
    assert planned.raw["minutes"] - draft.raw["minutes"] == 7.5 - draft.steps[0]["minutes"]


def test_too_many_steps_are_refused():
    draft = three_cases()
    while len(draft.steps) < MOST_STEPS:
        draft = draft.add(LOOK)
    with pytest.raises(Refusal, match="up to 30 steps"):
        draft.add(LOOK)


def test_a_question_of_which_not_one_choice_holds_is_told_with_its_step():
    draft = three_cases().add(MORE_OR_LESS)
    step = dict(draft.steps[0])
    step["choices"] = [{**each, "when": "1 < 2"} for each in step["choices"]]
    with pytest.raises(LessonError, match=r"Own: step 1: .*not exactly one choice holds"):
        draft._with(step=[step, *draft.steps[1:]]).finished(SOLVE)


def test_a_step_whose_blanks_ask_for_a_case_that_is_gone_stays_as_it_is():
    draft = three_cases().add(HOW_MUCH)
    cases = {key: each for key, each in draft.raw["cases"].items() if key != "low"}
    broken = replace(draft, raw={**draft.raw, "cases": cases})
    renamed = broken.rename("upper", "Chest")
    assert renamed.steps[0] == draft.steps[0]
    assert renamed.names["upper"] == "Chest"


CASE, STEP = (
    "[cases.a]\nname = 'a'\nscene = {}\n",
    "[[step]]\nkind = 'see'\nask = 'x'\nminutes = 1\n",
)


@pytest.mark.parametrize(
    "text",
    [
        "[cases.a]\nname = 'a'\n" + STEP,
        "[cases.a]\nname = 'a'\nscene = { arms = 'nowhere' }\n" + STEP,
        "[cases.a]\nname = 'a'\nscene = 3\n" + STEP,
        CASE + STEP + "choices = 3\n",
        CASE + STEP + "choices = [3]\n",
        CASE + STEP + "choices = [{ say = 'x' }]\n",
        CASE + STEP.replace("'see'", "'dance'"),
        CASE + STEP.replace("minutes = 1", "minutes = true"),
        CASE + STEP.replace("'x'", "1"),
    ],
)
def test_a_table_with_no_case_or_no_step_is_no_draft(text):
    begun = "title = 'a'\ngoal = 'b'\n"
    assert table_of(begun + CASE + STEP)["title"] == "a"
    with pytest.raises(LessonError, match="cannot be read any more"):
        table_of(begun + text)
