"""The roller is dragged and moved by keys, and the numbers follow."""

from __future__ import annotations

import pytest
from hands import drag_roller, key, move, press, release, settle
from PySide6.QtCore import QPointF, Qt

from spineviz.simulation.simulate import simulate
from spineviz.values import VALUE


def test_a_dragged_roller_brings_the_numbers_of_its_place(window):
    drag_roller(window, to="L3")
    assert window.session.nearest_level == "L3"
    outcome = simulate(window.session.scene)
    assert window.readout.peak.text == VALUE["peak_kPa"].text(outcome.roller.peak_kPa)
    assert window.readout.cage.text == VALUE["cage_share"].text(VALUE["cage_share"].of(outcome))
    assert window.readout.extension.text.startswith(f"{outcome.push.extension_deg:.1f}")
    assert window.readout.entry.total == f"{outcome.roller.force_N:.0f} N"
    assert window.plot.label == f"{outcome.roller.peak_kPa:.0f}\u202fkPa"
    assert window.sentence.text.startswith("Roller under L3. ")


def test_the_roller_stays_where_it_was_grabbed(window):
    place = window.session.roller_mm
    spot = window.body.roller_centre() + QPointF(15, -5)
    press(window.body, spot)
    settle()
    assert window.session.roller_mm == pytest.approx(place, abs=0.02)
    move(window.body, spot + QPointF(0, 30))  # up and down does not count
    settle()
    assert window.session.roller_mm == pytest.approx(place, abs=0.02)
    release(window.body, spot)


def test_the_drawn_roller_keeps_under_the_pointer(window):
    spot = window.body.roller_centre()
    press(window.body, spot)
    move(window.body, spot + QPointF(40, 0))
    settle()
    assert window.body.roller_centre().x() == pytest.approx(spot.x() + 40, abs=1.0)
    release(window.body, spot + QPointF(40, 0))


def test_a_press_beside_the_roller_moves_nothing(window):
    before = window.session.scene
    press(window.body, QPointF(20, 60))
    move(window.body, QPointF(200, 60))
    release(window.body, QPointF(200, 60))
    settle()
    assert window.session.scene == before


def test_a_press_on_the_rail_brings_the_roller_there(window):
    track = window.session.track
    body = window.body
    x = body.camera.x(float(track.x_m[track.levels.index("L2")]))
    at = QPointF(x, body.camera.floor + 20)
    press(body, at)
    release(body, at)
    settle()
    assert window.session.nearest_level == "L2"


def test_a_drag_goes_no_further_than_the_back(window):
    body = window.body
    spot = body.roller_centre()
    press(body, spot)
    move(body, QPointF(body.width() + 500.0, spot.y()))
    settle()
    assert window.session.roller_mm == pytest.approx(window.session.track.position_mm[-1], abs=0.02)
    assert window.session.view.outcome is not None
    move(body, QPointF(-500.0, spot.y()))
    settle()
    assert window.session.roller_mm == 0.0
    release(body, spot)


def test_many_moves_between_two_turns_are_solved_once(window, monkeypatch):
    solved = []
    from spineviz.session import session

    monkeypatch.setattr(
        session,
        "simulate",
        lambda *given, **named: solved.append(given[0]) or simulate(*given, **named),
    )
    spot = window.body.roller_centre()
    press(window.body, spot)
    for step in range(40):
        move(window.body, spot + QPointF(step, 0))
    settle()
    assert solved == [window.session.scene]
    release(window.body, spot + QPointF(39, 0))


@pytest.mark.parametrize(
    ("code", "shift", "change"),
    [
        (Qt.Key.Key_Right, False, 5.0),
        (Qt.Key.Key_Left, False, -5.0),
        (Qt.Key.Key_Right, True, 1.0),
        (Qt.Key.Key_Left, True, -1.0),
    ],
)
def test_arrows_move_the_roller(window, code, shift, change):
    before = window.session.roller_mm
    plain, fine = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    key(window.body, code, fine if shift else plain)
    settle()
    assert window.session.roller_mm - before == pytest.approx(change, abs=0.02)
    assert window.session.history.undo_label == "Move the roller"


def test_pages_move_one_vertebra_and_home_and_end_go_to_the_ends(window):
    for code, level in (
        (Qt.Key.Key_PageDown, "T9"),
        (Qt.Key.Key_PageUp, "T8"),
        (Qt.Key.Key_Home, "T1"),
        (Qt.Key.Key_PageUp, "T1"),
        (Qt.Key.Key_End, "gluteals"),
        (Qt.Key.Key_PageDown, "gluteals"),
        (Qt.Key.Key_PageUp, "sacrum"),
        (Qt.Key.Key_PageUp, "L5"),
    ):
        key(window.body, code)
        settle()
        assert window.session.scene.roller_level == level
        assert window.strip.level.box.currentData() == level


def test_undo_takes_back_a_whole_drag(window):
    before = window.session.scene
    drag_roller(window, to="L1")
    after = window.session.scene
    window.undo.trigger()
    settle()
    assert window.session.scene == before
    assert not window.undo.isEnabled()
    assert window.redo.text() == "Redo: Move the roller"
    window.redo.trigger()
    settle()
    assert window.session.scene == after
