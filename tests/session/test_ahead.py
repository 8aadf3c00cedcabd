"""Places are solved before anybody drags there, nearest first, and give way to everything else."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEventLoop, QTimer

from spineviz.scene import Scene
from spineviz.session import ahead as ahead_module
from spineviz.session import session as session_module
from spineviz.session.ahead import places_near
from spineviz.session.idle import Work
from spineviz.session.session import Session
from spineviz.session.view import State
from spineviz.simulation.place import roller_track
from spineviz.simulation.simulate import simulate

LONGEST = 20_000  # ms


@pytest.fixture
def solved(monkeypatch):
    """Places (mm) that were solved ahead, each by a stand-in that keeps the first outcome."""
    places: list[float] = []
    first = simulate(Scene(roller_level="T8"))

    def stand_in(scene, warm=None):
        places.append(scene.roller_position_mm)
        return replace(first, scene=scene)

    monkeypatch.setattr(ahead_module, "simulate", stand_in)
    monkeypatch.setattr(ahead_module, "QUIET", 1)
    return places


@pytest.fixture
def session(application):
    made = Session(Scene(roller_level="T8"))
    made.ahead.want(True, made)
    return made


def turn(until) -> None:
    """Turn the event loop until something is so."""
    loop, look = QEventLoop(), QTimer()
    look.timeout.connect(lambda: until() and loop.quit())
    look.start(0)
    QTimer.singleShot(LONGEST, loop.quit)
    loop.exec()
    assert until()


@pytest.mark.parametrize("face", ["up", "down"])
def test_places_are_all_whole_millimetres_of_the_back_nearest_first(face):
    scene = Scene(roller_position_mm=100.4, face=face)
    ways, places = zip(*places_near(scene), strict=True)
    assert sorted(places) == list(range(int(roller_track(scene).position_mm[-1]) + 1))
    thirds = [place for place in places if (place - places[0]) % 3 == 0]
    assert list(places[: len(thirds)]) == thirds, "every third comes first"
    for part in (thirds, places[len(thirds) :]):
        far = [abs(place - 100.4) for place in part]
        assert far == sorted(far)
    assert abs(places[0] - 100.4) <= 0.5
    assert all((place > 100.4) is (way == 1) for way, place in zip(ways, places, strict=True))


def test_it_is_done_once_a_scene_is_settled_and_nothing_else_waits(session, solved):
    session.solve_now()
    assert session.ahead.busy
    turn(lambda: not session.ahead.busy)
    count = int(session.track.position_mm[-1]) + 1
    assert len(solved) == len(set(solved)) == count
    assert abs(solved[0] - session.roller_mm) <= 0.5
    session.roll_to_mm(solved[-1])
    session.solve_now()
    turn(lambda: not session.ahead.busy)
    assert len(solved) == count, "what is known is not solved again"


def test_a_drag_to_a_place_that_was_solved_searches_nothing(session, monkeypatch):
    searched = []

    def watched(scene, warm=None):
        searched.append(scene)
        return simulate(scene, warm)

    monkeypatch.setattr(session_module, "simulate", watched)
    monkeypatch.setattr(ahead_module, "QUIET", 1)
    session.solve_now()
    turn(lambda: len(session.ahead._known) > 4)
    searched.clear()
    place = list(session.ahead._known)[-1].roller_position_mm
    session.roll_to_mm(place)
    session.solve_now()
    assert not searched
    fresh = simulate(session.scene).roller.force_N
    assert session.view.outcome.roller.force_N == pytest.approx(fresh, rel=1e-4)
    # and goes on from there to a place that nobody knows
    session.roll_to_mm(place + 0.4)
    session.solve_now()
    assert len(searched) == 1
    fresh = simulate(session.scene).roller.force_N
    assert session.view.outcome.roller.force_N == pytest.approx(fresh, rel=1e-4)


def test_what_pictures_ask_of_a_place_is_derived_ahead_of_the_outcome_that_a_drag_finds(
    session, solved
):
    derived = []
    session.ahead.also(derived.append)
    session.ahead.also(derived.append)  # by another window
    session.solve_now()
    turn(lambda: len(solved) >= 5)
    session.ahead.stop()
    assert [each.scene.roller_position_mm for each in derived] == solved
    place = solved[-1]
    session.roll_to_mm(place)
    session.solve_now()
    assert session.view.outcome is derived[-1]


def test_a_drag_takes_a_known_place_beside_the_pointers_and_else_its_own(session, solved):
    track = session.track

    def pointed(place):
        session.roll_to(float(np.interp(place, track.position_mm, track.x_m)))
        return session.roller_mm

    session.solve_now()
    turn(lambda: len(solved) >= 6)
    session.ahead.stop()
    known = solved[3]
    assert [pointed(known + aside) for aside in (0.2, 1.2, -1.1)] == [known] * 3
    assert pointed(0.2) == 0.0
    far = max(solved) + 40.0
    assert [pointed(far), pointed(far + 1.0), pointed(far - 1.2)] == [far, far + 1, far - 1]


def test_work_for_what_is_shown_goes_first(session, solved):
    session.idle.want(Work.SWEEP, True, session)
    session.solve_now()
    assert session.idle.busy
    turn(lambda: bool(solved))
    assert not session.idle.busy
    session.idle.finish()


def test_a_change_stops_it_and_what_is_held_keeps_it_waiting(session, solved):
    session.solve_now()
    turn(lambda: len(solved) >= 3)
    session.take_in_hand()
    session.roll_to_mm(300.0)
    assert not session.ahead.busy
    session.solve_now()
    count = len(solved)
    waited = []
    QTimer.singleShot(40, lambda: waited.append(True))
    turn(lambda: bool(waited))
    assert len(solved) == count
    session.commit("Roll")
    turn(lambda: len(solved) > count)


def test_nobody_who_shows_it_nothing_is_solved(session, solved):
    session.solve_now()
    session.ahead.want(False, session)
    assert not session.ahead.busy
    session.solve_now()
    assert not session.ahead.busy
    session.ahead.want(True, session)
    assert session.ahead.busy
    session.finish()
    assert not session.ahead.busy


def test_a_press_up_has_no_places(session, solved):
    session.load(Scene(task="press-up", face="down"), "Press-up")
    session.solve_now()
    assert session.view.state is State.SETTLED
    assert not session.ahead.busy


def test_a_place_outside_the_model_is_known_too_and_a_fault_of_the_model_left_out(
    session, monkeypatch, unbalanced, caplog
):
    tried = []

    def by_turns(scene, warm=None):
        tried.append(scene)
        if len(tried) % 2:
            return unbalanced(scene)
        raise ZeroDivisionError("a fault of the model")

    monkeypatch.setattr(ahead_module, "simulate", by_turns)
    monkeypatch.setattr(ahead_module, "QUIET", 1)
    session.solve_now()
    turn(lambda: len(tried) >= 4)
    session.ahead.stop()
    assert "a fault of the model" in caplog.text
    assert [scene in session.ahead._known for scene in tried[:4]] == [True, False, True, False]


def test_without_memory_for_them_places_are_let_go(session, monkeypatch, solved, caplog):
    def full(outcome):
        if len(solved) >= 4:
            raise MemoryError

    session.ahead.also(full)
    session.solve_now()
    turn(lambda: len(solved) >= 4)
    assert not session.ahead.busy
    assert not session.ahead._known
    assert "no memory for 5 places" in caplog.text


def test_only_so_many_people_are_kept_the_latest_ones(session, monkeypatch):
    monkeypatch.setattr(ahead_module, "MOST_PEOPLE", 2)
    ahead = session.ahead
    first = Scene(roller_level="T8")
    for mass in (75.0, 76.0, 75.0, 77.0):
        for place in (200.0, 210.0):
            ahead.keep(simulate(first.set("person.mass_kg", mass).set("roller.position_mm", place)))
    masses = [each.person_mass_kg for each in ahead._known]
    assert masses == [75.0, 75.0, 77.0, 77.0]
    assert len({id(each.person) for each in ahead._known.values()}) == 2


def test_only_so_many_places_are_kept_the_latest_ones(session, monkeypatch):
    monkeypatch.setattr(ahead_module, "MOST_PLACES", 3)
    first = simulate(Scene(roller_level="T8"))
    for place in range(5):
        session.ahead.keep(replace(first, scene=Scene(roller_position_mm=float(place))))
    kept = [each.roller_position_mm for each in session.ahead._known]
    assert kept == [2.0, 3.0, 4.0]
    assert session.ahead.known(Scene(roller_position_mm=1.0)) is None
    assert session.ahead.known(Scene(roller_position_mm=2.0)) is not None
