"""The session: one writer, one outcome, the last good picture."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from spineviz.scene import BY_KEY, Scene, SceneError
from spineviz.session import session as session_module
from spineviz.session.session import Session
from spineviz.session.shown import Shown
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
    assert session.roller_mm == round(float(track.position_mm[10]))  # whole millimetres
    assert session.nearest_level == track.levels[10]
    application.processEvents()
    assert session.view.outcome.roller.x == pytest.approx(track.x_m[10], abs=0.6e-3)


def test_within_half_a_millimetre_a_roller_stays_at_its_level_and_beyond_the_back_it_ends(session):
    scene, track = session.scene, session.track
    row = track.levels.index("T8")
    for beside in (-0.4e-3, 0.0, 0.4e-3):
        session.roll_to(float(track.x_m[row]) + beside)
        assert session.scene == scene, "it is still under the level, and not at some place in mm"
    session.roll_to(float(track.x_m[-1]) + 1.0)
    assert session.roller_mm == pytest.approx(float(track.position_mm[-1]), abs=0.01)


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
    named = f"Outside the model: {BY_KEY['roller.position_mm'].label}: "
    assert session.view.message.startswith(named)  # as beside its field
    assert session.view.picture is not None


@pytest.mark.parametrize("level", ["T8", "sacrum"])
def test_outside_the_model_somebody_who_has_not_lain_so_lies_flat(application, level):
    """The first scene of all, or one of somebody who has just turned over: never an empty view."""
    heavy = {"roller.level": level, "face": "down", "person.mass_kg": 120.0}
    for first in (Scene().set_all(heavy), Scene()):
        made = Session(first)
        made.solve_now()
        for key, value in heavy.items():
            made.set(key, value)
        made.solve_now()
        view = made.view
        assert view.state is State.OUTSIDE
        assert view.outcome is None
        assert view.picture.person.face_down
        assert view.picture.geometry.pose == view.picture.geometry.flat
        assert (view.picture.drawn_roller is None) is (level == "sacrum")  # no place for it
        assert "roller.level" not in view.message


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


def test_the_first_scene_is_solved_in_the_next_turn(application):
    made = Session(Scene())
    assert made.view.state is State.SETTLING
    made.start()
    application.processEvents()
    assert made.view.state is State.SETTLED


def test_what_is_refused_leaves_nothing_held_and_is_said(session):
    said = []
    session.refused.connect(said.append)
    session.change("hips", "up")
    with pytest.raises(SceneError) as error:
        session.change("hips", "sideways")
    session.refuse(error.value)
    assert session.scene.hips == session.view.scene.hips == "down"
    assert str(error.value).startswith("hips: ")
    assert said == [f"Not set: {error.value}.".replace("hips", "Hips")]  # as beside its field
    session.refuse(error.value)
    assert len(said) == 2


def test_what_is_asked_is_answered_with_and_without_ribs_at_the_place_before(session):
    assert session.asked is None
    session.answer()
    assert session.scene.without == ()
    session.set("roller.level", "L3")
    session.solve_now()
    assert session.asked.place.nearest == "T8"
    session.answer()
    session.solve_now()
    assert (session.scene.roller_level, session.scene.without) == ("T8", ("ribs", "blades"))
    assert session.view.before.scene == Scene().set("roller.level", "T8")
    session.undo()
    assert (session.scene.roller_level, session.scene.without) == ("T8", ())


def test_nothing_is_asked_where_ribs_are_locked(session):
    session.set("roller.level", "L3")
    session.solve_now()
    session.show(replace(session.shown, locked=("without",)))
    assert session.asked is None


def test_the_level_at_the_pointer_is_told_once(session):
    told = []
    session.pointed.connect(told.append)
    for level in ("T5", "T5", ""):
        session.point_at(level)
    assert told == ["T5", ""]
    assert session.pointed_level == ""


def test_levels_are_stepped_as_far_as_there_are(session):
    levels = session.track.levels
    session.step_level(2)
    assert session.nearest_level == "T10"
    assert session.next_level(-100) == levels[0]
    session.step_level(100)
    assert session.nearest_level == levels[-1]


def test_when_nobody_looks_what_is_held_is_a_step_and_nothing_is_worked_on(session):
    session.change("hips", "up")
    session.finish()
    assert session.history.scene.hips == "up"
    assert not session.idle.busy


def test_without_a_pose_there_are_no_numbers_and_a_fault_is_logged(
    session, monkeypatch, unbalanced, caplog
):
    good = session.view.outcome
    monkeypatch.setattr(session_module, "simulate", unbalanced)
    session.set("hips", "up")
    session.solve_now()
    assert session.view.state is State.OUTSIDE
    assert session.view.message.startswith("Outside the model: ")
    assert session.view.picture is good

    def broken(scene, warm=None):
        raise ZeroDivisionError("a fault of the model")

    monkeypatch.setattr(session_module, "simulate", broken)
    session.set("arms", "crossed")
    session.solve_now()
    assert "the calculation failed" in session.view.message
    assert "a fault of the model" in caplog.text


def test_too_little_memory_is_told_to_whoever_asked_and_leaves_what_was_seen(session, monkeypatch):
    def full(*_, **__):
        raise MemoryError

    before = session.view
    monkeypatch.setattr(session_module, "simulate", full)
    session.set("hips", "up")
    with pytest.raises(MemoryError):
        session.solve_now()
    assert session.view is before
    monkeypatch.undo()
    session.solve_now()
    assert session.view.outcome.scene == session.scene


@pytest.mark.parametrize(("crowded", "zooms"), [(True, [False, None]), (False, [True, None])])
def test_the_zoom_that_is_usual_follows_the_room(crowded, zooms):
    shown = Shown()
    assert shown.zoomed(crowded).zoom is crowded
    assert Shown(zoom=True).zoomed(False).zoom is True
    for zoom in zooms:
        shown = shown.toggle_zoom(crowded)
        assert shown.zoom is zoom
