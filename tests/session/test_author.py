"""A lesson is written, asked about, tried and kept, without a window."""

from __future__ import annotations

import itertools
import tomllib

import pytest
from msgspec.structs import replace
from solved_scenes import found_once

from spineviz.scene import Scene, SceneError
from spineviz.session import author as author_module
from spineviz.session import lesson_player
from spineviz.session.author import DRAFT, PANEL, Hint, Span, span_of
from spineviz.session.document import Document
from spineviz.session.history import Step
from spineviz.session.scene_file import load_scene
from spineviz.session.session import Session
from spineviz.session.shown import Shown
from spineviz.simulation.simulate import simulate
from spineviz.teaching.lesson_file import as_text
from spineviz.teaching.lessons import lesson_of, lessons
from spineviz.teaching.question_forms import HOW_MUCH, MORE_OR_LESS, WHO, Blanks

FORCE = lessons()[0]
T8, L3 = Scene(roller_level="T8"), Scene(roller_level="L3")
PARTS = ("over_ribs", "spinous", "pelvis")
PEOPLE = 2


@pytest.fixture
def bodies(monkeypatch):
    """Scenes that were asked of bodies; two of them, which differ in nothing."""
    asked: list[tuple[Scene, int]] = []

    def solve(scene, one):
        asked.append((scene, one.number))
        return found_once(scene)

    monkeypatch.setattr(author_module, "PEOPLE", PEOPLE)
    monkeypatch.setattr(author_module, "simulate_body", solve)
    return asked


@pytest.fixture
def session(application, bodies):
    made = Session(T8)
    made.solve_now()
    return made


@pytest.fixture
def author(session):
    return session.author


@pytest.fixture
def said(author):
    found: list[str] = []
    author.said.connect(found.append)
    return found


@pytest.fixture
def asking(session, author):
    """Two cases, and whether the peak rises from one to the other."""
    author.keep_case()
    session.set("roller.level", "L3")
    author.keep_case()
    author.change(lambda draft: draft.add(MORE_OR_LESS), "Add")
    return author


def finish(session: Session) -> None:
    session.solve_now()
    session.idle.finish()


def test_a_scene_is_kept_as_a_case_once_and_the_panel_shows_it(session, author, said):
    author.keep_case()
    assert session.shown.panel == PANEL
    assert author.draft.names == {"roller_under_t8": "Roller under T8"}
    session.show(replace(session.shown, panel=""))
    author.keep_case()
    assert said == ["Not done: this scene is kept as “Roller under T8” already."]
    assert session.shown.panel == PANEL
    session.set("roller.level", "L3")
    author.see("roller_under_t8")
    assert session.scene == T8
    assert session.history.undo_label == "Roller under T8"


def test_each_change_is_a_step_and_one_that_changes_nothing_is_none(session, author):
    assert author.draft.number == 0
    assert author.change(lambda draft: draft.entitled("title", "Own"), "Title") == ""
    first = author.draft
    author.change(lambda draft: draft.entitled("title", "Own"), "Title")
    assert author.draft is first
    author.begin()
    assert author.draft.number > first.number
    session.undo()
    assert author.draft == first
    session.undo()
    assert author.draft.title != "Own"


def test_a_lesson_that_is_too_large_for_a_file_is_not_written(author):
    refused = author.change(lambda draft: draft.entitled("title", "x" * 2_000_000), "Title")
    assert "more than" in refused
    assert author.draft.number == 0


def test_a_question_is_asked_of_the_model_first_and_then_of_other_bodies(session, asking, bodies):
    told = []
    asking.changed.connect(lambda: told.append(asking.hint(0).waits))
    assert asking.hint(0) == Hint(waits=True)
    finish(session)
    assert bodies == [], "nobody wants to know"
    asking.watch(True)
    finish(session)
    hint = asking.hint(0)
    peaks = [simulate(scene).roller.peak_kPa for scene in (T8, L3)]
    assert hint.number == pytest.approx(peaks[1] - peaks[0], rel=1e-3)
    assert hint.checked.gives == 3 if peaks[1] > peaks[0] else 1
    assert (hint.checked.agree, hint.checked.bodies) == (PEOPLE, PEOPLE)
    assert not hint.waits
    assert bodies == [(scene, number) for number in range(PEOPLE) for scene in (T8, L3)]
    assert told[-1] is False
    finish(session)
    assert len(bodies) == 2 * PEOPLE, "nothing is asked twice"
    asking.watch(False)
    assert not session.idle.busy


def test_handles_that_are_held_are_asked_about_as_they_are(session, asking):
    asking.watch(True)
    finish(session)
    blanks = asking.draft.blanks(0)
    held = asking.hint(0, replace(blanks, handles=(500.0,)))
    assert held.checked.gives == 2, "within so much it is the same"
    assert asking.draft.blanks(0) == blanks
    refused = asking.hint(0, replace(blanks, handles=(-1.0,)))
    assert "0 or more" in refused.mistake
    much = Blanks(HOW_MUCH, blanks.cases[:1], ("peak",), (10.0, 20.0))
    assert asking.hint(0, much).number == pytest.approx(simulate(T8).roller.peak_kPa, rel=1e-3)


def test_what_is_wrong_with_a_step_is_said_without_its_number(asking):
    asking.change(lambda draft: draft.entitled("title", "Own: step 2: x"), "Title")
    asking.change(lambda draft: draft.write(0, "ask", "why " * 30), "Ask")
    assert asking.hint(0).mistake == "ask has 30 words; it takes at most 25"
    assert asking.hint(1) == Hint(), "a step without choices"


def test_where_not_one_choice_holds_the_number_is_told_all_the_same(session, asking):
    def double(draft):
        step = draft.steps[0]
        choices = [{**each, "when": "1 < 2"} for each in step["choices"]]
        choices[0] = {**choices[0], "when": step["choices"][0]["when"]}
        raw = {**draft.raw, "step": [{**step, "choices": choices}, *draft.steps[1:]]}
        return replace(draft, raw=raw)

    asking.change(double, "Choices")
    asking.watch(True)
    finish(session)
    hint = asking.hint(0)
    assert "choices hold at once" in hint.mistake
    assert hint.number is not None


def test_blanks_of_another_case_than_the_conditions_have_no_number(session, asking):
    asking.watch(True)
    finish(session)
    upper, lower = asking.draft.names

    def by_hand(draft):
        borders = ("< 1", ">= 1")
        choices = [{"say": each, "when": f"{upper}.peak {each}"} for each in (*borders, "< 0")]
        blanks = Blanks(HOW_MUCH, (lower,), ("peak",), (1.0, 2.0))
        made = draft.fill(0, blanks).steps[0]
        return replace(draft, raw={**draft.raw, "step": [{**made, "choices": choices},
                                                         *draft.steps[1:]]})  # fmt: skip

    asking.change(by_hand, "By hand")
    finish(session)
    hint = asking.hint(0)
    assert hint.checked.gives == 2
    assert hint.number is None


def test_a_case_without_a_number_says_so(session, asking):
    session.set("task", "press-up")
    asking.keep_case()
    asking.change(lambda draft: draft.add(WHO), "Add")
    row = next(row for row, step in enumerate(asking.draft.steps)
               if (made := asking.draft.blanks(row)) and made.form == WHO)  # fmt: skip
    asking.watch(True)
    finish(session)
    assert "has no number" in asking.hint(row).mistake


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (SceneError("scene.no_key", key="x", known=("y",)), "there is no key 'x'"),
        (ZeroDivisionError("far"), "the calculation failed"),
    ],
)
def test_a_case_that_the_model_cannot_solve_is_told_and_asked_once(
    session, asking, monkeypatch, fault, told
):
    asked = []

    def fail(scene):
        asked.append(scene)
        raise fault

    monkeypatch.setattr(lesson_player, "simulate", fail)
    asking.watch(True)
    finish(session)
    assert told in asking.hint(0).mistake
    finish(session)
    assert len(asked) == len(set(asked)) == 2


def test_bodies_without_a_pose_agree_with_nobody(session, asking, monkeypatch, caplog):
    faults = itertools.cycle([SceneError("scene.no_key", key="x", known=()), ValueError("far")])

    def fail(scene, one):
        raise next(faults)

    monkeypatch.setattr(author_module, "simulate_body", fail)
    asking.watch(True)
    finish(session)
    assert asking.hint(0).checked.agree == 0
    assert caplog.text.count("ValueError: far") == 2


def test_no_more_bodies_are_remembered_than_there_is_room_for(session, asking, monkeypatch):
    monkeypatch.setattr(author_module, "KEPT", 3)
    asking.watch(True)
    finish(session)
    assert len(asking._people) == 3


def test_a_lesson_of_the_program_is_taken_and_one_of_a_newer_form_is_not(session, author, said):
    author.take(FORCE)
    assert author.draft.saved
    assert session.shown.panel == PANEL
    author.take(FORCE, held=False)
    assert not author.draft.saved
    kept = author.draft
    session.show(replace(session.shown, panel=""))
    author.take(lesson_of(as_text({**FORCE.raw, "form": 2}), "own"))
    assert "made by a newer version" in said[-1]
    assert session.shown.panel == PANEL
    assert author.draft is kept


def test_the_lesson_that_runs_can_be_changed(session, author):
    author.change_running()
    assert author.draft.number == 0
    session.lesson.start(FORCE)
    author.change_running()
    assert session.lesson.run is None
    assert author.draft.title == FORCE.title


def test_while_a_lesson_runs_nothing_is_told_of_it(session, asking, bodies):
    asking.watch(True)
    session.lesson.start(FORCE)
    finish(session)
    assert asking.hint(0) == Hint()
    assert bodies == []


def test_a_try_that_is_left_comes_back_to_where_it_was_written(session, asking, application):
    before = session.document
    asking.try_it()
    assert session.lesson.run.alone
    assert session.lesson.run.lesson.title == asking.draft.title
    session.lesson.leave()
    application.processEvents()
    assert session.document == before
    assert session.shown.panel == PANEL
    assert session.lesson.left == {}, "a try is not gone on with"


def test_what_is_opened_during_a_try_or_right_after_it_stays(session, asking, application):
    other = Step("Open", L3, None, Shown(), Document(None, L3))
    asking.try_it()
    session.take(other)
    application.processEvents()
    assert session.history.undo_label == "Open"
    asking.try_it()
    assert session.lesson.run is not None
    session.lesson.leave()
    session.take(other)
    application.processEvents()
    assert session.history.undo_label == "Open"


def test_a_lesson_that_is_not_ready_is_not_tried_and_says_why(session, author, said):
    author.keep_case()
    author.try_it()
    assert said[-1].startswith("Not ready to be tried: ")
    assert session.lesson.run is None


def test_what_is_saved_is_what_it_was_with_every_answer_of_the_model(asking, tmp_path):
    path = tmp_path / "own.toml"
    draft, text = asking.text(path)
    assert tomllib.loads(text) == draft.raw
    assert draft.saved
    assert draft.path == path
    asking.saved(draft)
    assert asking.draft == draft


def test_a_lesson_that_was_kept_from_a_crash_is_gone_on_with(session, asking, said, tmp_path):
    file = tmp_path / "kept"
    file.write_text(asking.kept_text(asking.draft))
    assert load_scene(file) == session.scene
    raw, number = asking.draft.raw, asking.draft.number
    asking.begin()
    asking.restore(as_text(raw))
    assert asking.draft.raw == raw
    assert asking.draft.number > number
    assert DRAFT in asking.kept_text(asking.draft)
    asking.restore("title = 1")
    assert said[-1] == "the lesson that was kept cannot be read any more"
    assert asking.draft.raw == raw


@pytest.mark.parametrize(
    ("handles", "number", "mirrored"),
    [((10.0, 20.0), None, False), ((5.0,), -40.0, True), ((), None, False), ((3.0,), 90.0, False)],
)
def test_a_line_has_room_for_all_that_stands_on_it_in_whole_steps(handles, number, mirrored):
    span = span_of(handles, number, mirrored)
    for each in (*handles, *([] if number is None else [number])):
        assert span.low <= each <= span.high
        assert span.at(span.share(each)) == pytest.approx(each, abs=span.step)
    assert not mirrored or span.low == -span.high
    assert span.at(-1.0) == pytest.approx(span.low, abs=span.step)
    assert span.share(span.high + 1) == 1.0


def test_a_line_is_read_with_the_digits_of_its_step():
    assert Span(0.0, 5.0, 0.1).digits == 1
    assert Span(0.0, 500.0, 10.0).digits == 0
    assert Span(0.0, 5.0, 0.1).at(0.333) == 1.7


def test_a_question_without_handles_has_no_number_beside_them(session, asking):
    asking.change(lambda draft: draft.fill(0, Blanks(WHO, ("roller_under_t8",), PARTS)), "Who")
    asking.watch(True)
    finish(session)
    hint = asking.hint(0)
    assert hint.checked is not None
    assert hint.number is None
