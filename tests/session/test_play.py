"""Play moves the roller by real time, gives way to any other hand, and is undone in one step."""

from __future__ import annotations

import time

import pytest

from spineviz.scene import Scene
from spineviz.session.play import SPEED_MM_S, STEP_MM, Speed
from spineviz.session.session import Session

WHOLE = 0.5 + 1e-6
"""mm. Places are whole millimetres, and what is rounded away is not lost."""


@pytest.fixture
def session(application):
    return Session(Scene())


@pytest.fixture
def play(session):
    made = session.play
    yield made
    made.pause()


def test_it_goes_as_far_as_time_and_speed_say(session, play):
    start = session.roller_mm
    play.start()
    for seconds, speed in ((0.5, Speed.NORMAL), (0.5, Speed.HALF), (0.25, Speed.DOUBLE)):
        play.set_speed(speed)
        before = session.roller_mm
        play.advance(seconds)
        expected = SPEED_MM_S * speed.value * seconds
        assert session.roller_mm - before == pytest.approx(expected, abs=WHOLE)
    assert session.roller_mm > start


@pytest.mark.parametrize("pieces", [1, 7, 60])
def test_many_short_frames_come_where_one_long_frame_comes(session, play, pieces):
    session.roll_to_mm(0.0)
    play.start()
    for _ in range(pieces):
        play.advance(3.0 / pieces)
    assert session.roller_mm == pytest.approx(3.0 * SPEED_MM_S, abs=WHOLE)


def test_at_either_end_it_turns_round(session, play):
    end = float(session.track.position_mm[-1])
    session.roll_to_mm(end - 10.0)
    play.start()
    play.advance(30.0 / SPEED_MM_S)
    assert session.roller_mm == pytest.approx(end - 20.0, abs=WHOLE)
    play.advance((end - 20.0 + 15.0) / SPEED_MM_S)
    assert session.roller_mm == pytest.approx(15.0, abs=WHOLE)
    play.advance(10.0 / SPEED_MM_S)
    assert session.roller_mm == pytest.approx(25.0, abs=WHOLE)


def test_an_hour_asleep_is_no_matter(session, play):
    play.start()
    play.advance(3600.0)
    assert 0.0 <= session.roller_mm <= session.track.position_mm[-1]


def test_all_of_the_way_is_one_step_for_undo(session, play):
    before = session.scene
    play.start()
    for _ in range(5):
        play.advance(0.1)
    play.pause()
    assert session.history.undo_label == "Play"
    session.undo()
    assert session.scene == before


def test_another_hand_stops_it_and_is_a_step_of_its_own(session, play):
    before = session.scene
    play.start()
    play.advance(0.5)
    rolled = session.scene
    session.set("hips", "up")
    assert not play.is_running
    session.undo()
    assert session.scene == rolled
    assert session.history.undo_label == "Play"
    session.undo()
    assert session.scene == before


def test_what_was_held_before_is_a_step_of_its_own(session, play):
    session.change("brace", 0.5)
    play.start()
    play.advance(0.5)
    play.pause()
    session.undo()
    assert session.scene == Scene(brace=0.5)


def test_steps_go_both_ways_and_end_play(session, play):
    play.start()
    before = session.roller_mm
    play.step(1)
    assert not play.is_running
    assert session.roller_mm - before == pytest.approx(STEP_MM, abs=WHOLE)
    play.step(-2)
    assert session.roller_mm - before == pytest.approx(-STEP_MM, abs=0.02)


def test_a_place_that_waits_for_its_outcome_is_not_overtaken(session, play):
    play.start()
    play.advance(0.1)
    waiting = session.scene
    play._frame()
    assert session.scene is waiting  # dropped, not queued
    time.sleep(0.02)
    session.solve_now()
    play._frame()
    passed = session.roller_mm - waiting.roller_position_mm
    assert passed >= 0.02 * SPEED_MM_S - 0.02  # all of the time since the last place


def test_one_key_starts_and_pauses_and_a_second_start_is_none(session, play):
    told = []
    play.running.connect(told.append)
    play.toggle()
    play.start()
    assert play.is_running
    play.toggle()
    assert not play.is_running
    assert told == [True, False]
    assert play.speed is Speed.NORMAL


def test_a_frame_waits_for_the_last_place_and_another_hand_ends_it(session, play):
    session.solve_now()
    play.start()
    play._frame()
    place = session.roller_mm
    assert session.view.scene != session.scene
    play._frame()
    assert session.roller_mm == place, "the last place is not solved yet"
    session.change("arms", "crossed")
    assert not play.is_running


def test_what_is_in_a_hand_does_not_roll_by_itself(session, play):
    play.start()
    session.take_in_hand()
    assert not play.is_running
    play.start()
    assert session.in_hand
    assert not play.is_running
    session.commit("let go")
    assert not session.in_hand
    play.start()
    assert play.is_running
