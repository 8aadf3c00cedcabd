"""Play by its buttons and keys, in the real event loop."""

from __future__ import annotations

import pytest
from hands import click, drag_roller, key, move, press, release, settle
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from spineviz.session.play import Speed


@pytest.fixture
def window(window):
    yield window
    window.session.play.pause()


def run_until(window, passed, limit: int = 400) -> None:
    """Let the event loop turn until something is so."""
    for _ in range(limit):
        if passed():
            return
        QTest.qWait(5)
    raise AssertionError("it did not happen")


def test_the_roller_rolls_and_the_numbers_follow_until_paused(window):
    before = window.session.roller_mm
    solved = []
    window.session.changed.connect(lambda view: solved.append(view.outcome))
    click(window.play_bar.toggle)
    assert window.play_bar.toggle.accessibleName() == "Pause"
    run_until(window, lambda: len(solved) >= 4)
    click(window.play_bar.toggle)
    settle()
    assert window.session.roller_mm > before
    assert all(outcome is not None for outcome in solved)
    assert window.play_bar.toggle.accessibleName() == "Play"
    assert window.session.history.undo_label == "Play"
    window.undo.trigger()
    settle()
    assert window.session.roller_mm == before


def test_space_plays_in_the_picture_and_ticks_in_a_box(window):
    key(window.body, Qt.Key.Key_Space)
    assert window.session.play.is_running
    key(window.body, Qt.Key.Key_Space)
    assert not window.session.play.is_running
    box = window.strip.checks["ribs"]
    QTest.keyClick(box, Qt.Key.Key_Space)
    settle()
    assert not box.isChecked()
    assert not window.session.play.is_running


def test_a_hand_on_the_roller_stops_it(window):
    key(window.body, Qt.Key.Key_Space)
    drag_roller(window, to="L2")
    assert not window.session.play.is_running
    assert window.session.nearest_level == "L2"
    assert window.session.history.undo_label == "Move the roller"


def test_a_roller_that_the_mouse_holds_does_not_start_to_roll(window):
    spot = window.body.roller_centre()
    press(window.body, spot)
    move(window.body, spot + QPointF(30, 0))
    settle()
    key(window.body, Qt.Key.Key_Space)
    assert not window.session.play.is_running
    held = window.session.roller_mm
    move(window.body, spot + QPointF(50, 0))
    settle()
    assert window.session.roller_mm > held  # the hand still has it
    release(window.body, spot + QPointF(50, 0))
    key(window.body, Qt.Key.Key_Space)
    assert window.session.play.is_running


def test_undo_while_it_plays_takes_back_the_way(window):
    before = window.session.scene
    window.session.play.start()
    run_until(window, lambda: window.session.scene != before)
    window.undo.setEnabled(True)
    window.undo.trigger()
    settle()
    assert not window.session.play.is_running
    assert window.session.scene == before
    assert window.redo.text() == "Redo: Play"


def test_steps_and_speed_have_buttons(window):
    before = window.session.roller_mm
    click(window.play_bar.forward)
    assert window.session.roller_mm == pytest.approx(before + 10, abs=0.02)
    click(window.play_bar.back)
    assert window.session.roller_mm == pytest.approx(before, abs=0.02)
    key(window.play_bar.speed, Qt.Key.Key_Up)
    assert window.session.play.speed is Speed.HALF
    assert window.commands["speed_half"].isChecked()


def test_a_press_that_moves_nothing_leaves_no_step(window):
    spot = window.body.roller_centre()
    press(window.body, spot)
    release(window.body, spot)
    window.session.play.start()
    window.session.play.pause()
    assert window.session.history.undo_label in (None, "Move the roller")
