"""Two scenes beside each other: A is a step of the history like any other, and its view follows."""

from __future__ import annotations

import pytest

from spineviz.scene import Scene
from spineviz.session.session import Session
from spineviz.session.view import State
from spineviz.simulation.simulate import simulate
from spineviz.words.differences import differences

T8, L3 = Scene(roller_level="T8"), Scene(roller_level="L3")


@pytest.fixture
def session(application):
    made = Session(T8)
    made.solve_now()
    return made


def test_without_an_a_there_is_nothing_of_it(session):
    compare = session.compare
    assert not compare.active
    assert (compare.view, compare.outcome) == (None, None)
    compare.swap()
    compare.leave()
    assert session.history.undo_label is None


def test_what_is_pinned_keeps_its_numbers_while_the_other_goes_on(session):
    compare, outcome, told = session.compare, session.view.outcome, []
    compare.changed.connect(lambda: told.append(compare.active))
    compare.pin()
    assert compare.active
    assert compare.outcome is outcome, "it is not solved again"
    session.set("roller.level", "L3")
    session.solve_now()
    assert compare.view.scene == T8
    assert session.view.scene == L3
    compare.swap()
    session.solve_now()
    assert (session.scene, compare.view.scene) == (T8, L3)
    session.undo()
    assert (session.scene, compare.view.scene) == (L3, T8)
    compare.leave()
    assert not compare.active
    assert session.scene == L3
    session.undo()
    assert compare.view.scene == T8
    assert told == [True, True, True, False, True]


def test_two_scenes_are_opened_in_one_step(session):
    session.compare.open(L3, T8.set("arms", "crossed"))
    assert session.compare.outcome.scene == L3
    assert session.scene.arms == "crossed"
    session.undo()
    assert session.scene == T8
    assert not session.compare.active


def test_an_a_outside_the_model_has_no_numbers(session):
    tall = T8.set("roller.position_mm", session.track.position_mm[-1] - 1)
    session.compare.open(tall.set("person.stature_m", 1.5), T8)
    assert session.compare.active
    assert session.compare.outcome is None
    assert session.compare.view.state is State.OUTSIDE


def test_a_difference_is_what_b_has_more_than_a():
    a, b = simulate(Scene()), simulate(Scene(roller_level="L3"))
    row = next(each for each in differences(a, b) if "spine" in each.name.lower())
    back = next(each for each in differences(b, a) if each.name == row.name)
    assert row.change.startswith("+")  # the low back takes on its spine what ribs took
    assert back.change[1:] == row.change[1:]
    assert back.change[:1] not in "+0123456789"
