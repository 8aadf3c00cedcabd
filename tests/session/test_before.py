"""The state before is remembered: through a drag, after it, through undo, and not for ever."""

from __future__ import annotations

import pytest

from spineviz.scene import Scene
from spineviz.session.before import Remembered
from spineviz.session.idle import baseline_scene
from spineviz.session.session import Session
from spineviz.session.shown import Shown
from spineviz.simulation.simulate import simulate

T8 = Scene().set("roller.level", "T8")
L3 = T8.set("roller.level", "L3")
BARE = T8.set("without", ["ribs", "blades"])


@pytest.fixture(scope="module")
def solved():
    return {scene: simulate(scene) for scene in (T8, L3, BARE)}


@pytest.fixture
def session(application):
    made = Session(T8, shown=Shown(hints=True))
    made.solve_now()
    return made


def test_nothing_comes_before_the_first(solved):
    kept = Remembered()
    kept.take(solved[T8], T8)
    assert kept.before(T8) is None


def test_a_held_change_is_held_against_the_last_committed_state(solved):
    kept = Remembered()
    kept.take(solved[T8], T8)
    kept.take(solved[L3], T8)  # on the way
    assert kept.before(L3) is solved[T8]
    kept.take(solved[L3], L3)  # let go
    assert kept.before(L3) is solved[T8]
    assert kept.before(BARE) is solved[L3]


def test_what_has_no_outcome_is_passed_over(solved):
    kept = Remembered()
    kept.take(solved[T8], T8)
    kept.take(None, BARE)
    kept.take(solved[L3], L3)
    assert kept.before(L3) is solved[T8]


def test_views_are_told_what_was_before_while_held_after_and_after_undo(session):
    assert session.view.before is None
    session.change("roller.level", "L1")
    session.solve_now()
    assert session.view.before.scene == T8
    session.change("roller.level", "L3")
    session.solve_now()
    session.commit("Move the roller")
    assert session.view.before.scene == T8
    session.undo()
    session.solve_now()
    assert session.view.scene == T8
    assert session.view.before.scene == L3


def test_taking_ribs_away_shows_against_the_same_place_with_them(session):
    session.set("roller.level", "L3")
    session.solve_now()
    session.take_away(("ribs", "blades"), T8, "Take the ribs away")
    session.solve_now()
    view = session.view
    assert view.scene == BARE
    assert view.before.scene == T8
    assert view.outcome.roller.spine_share > view.before.roller.spine_share + 0.2
    session.undo()
    session.solve_now()
    assert session.scene == T8


def test_hints_go_with_the_first_move_and_with_nothing_else(session):
    session.set("arms", "sides")
    assert session.shown.hints
    session.set("roller.level", "T9")
    assert not session.shown.hints


def test_the_baseline_keeps_its_ribs():
    assert baseline_scene(BARE).without == ()
    assert baseline_scene(BARE) == baseline_scene(T8)
