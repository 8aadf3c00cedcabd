"""The session: one writer, one outcome, the last good picture."""

from __future__ import annotations

import numpy as np
import pytest

from spineviz.scene import Scene, SceneError
from spineviz.session.session import Session
from spineviz.session.view import State
from spineviz.simulation.simulate import simulate


@pytest.fixture
def session(application):
    made = Session(Scene().set("roller.level", "T8"))
    made.solve_now()
    return made


def test_the_outcome_is_that_of_the_scene(session, application):
    session.set("roller.level", "L3")
    application.processEvents()
    cold = simulate(session.scene)
    assert session.view.outcome.scene == session.scene
    assert session.view.outcome.roller.force_N == pytest.approx(cold.roller.force_N, rel=1e-4)


def test_a_value_that_is_not_allowed_changes_nothing(session):
    before = session.scene
    with pytest.raises(SceneError, match="down, up"):
        session.change("hips", "sideways")
    assert session.scene == before


def test_rolling_to_a_place_puts_the_roller_under_it(session, application):
    track = session.track
    session.roll_to(float(track.x_m[10]))
    assert session.roller_mm == pytest.approx(track.position_mm[10], abs=0.01)
    assert session.nearest_level == track.levels[10]
    application.processEvents()
    assert session.view.outcome.roller.x == pytest.approx(track.x_m[10], abs=1e-4)


def test_rolling_stops_at_the_ends_of_the_back(session):
    session.roll_to_mm(-50.0)
    assert session.roller_mm == 0.0
    session.roll_to_mm(10_000.0)
    assert session.roller_mm == pytest.approx(session.track.position_mm[-1], abs=0.01)


def test_a_place_beyond_a_smaller_person_is_said_and_the_picture_stays(session, application):
    session.roll_to_mm(10_000.0)
    application.processEvents()
    assert session.view.state is State.SETTLED
    session.set("person.stature_m", 1.5)
    application.processEvents()
    assert session.view.state is State.OUTSIDE
    assert "gluteals" in session.view.message
    assert session.view.picture is not None


def test_undo_takes_back_what_is_still_held(session):
    session.roll_to_mm(100.0)
    session.undo()
    assert session.scene == Scene().set("roller.level", "T8")
    session.redo()
    assert session.roller_mm == 100.0


def test_the_warm_outcome_is_the_cold_one(session, application):
    for place in np.linspace(session.roller_mm, session.roller_mm + 40, 9):
        session.roll_to_mm(float(place))
        application.processEvents()
    cold = simulate(session.scene)
    warm = session.view.outcome
    assert warm.roller.peak_kPa == pytest.approx(cold.roller.peak_kPa, rel=1e-3)
