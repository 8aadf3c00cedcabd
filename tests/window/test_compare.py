"""A beside B: the same scales, differences of the two outcomes, swap and leave, all undoable."""

from __future__ import annotations

import numpy as np
import pytest
from hands import click, drag_roller, settle, show
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from spineviz.drawing.profile import profile
from spineviz.outcome import Outcome
from spineviz.scene import QUANTITIES, Scene
from spineviz.session import session as session_module
from spineviz.session.compare import LEAVE, PIN, SWAP
from spineviz.values import VALUE
from spineviz.window.paint.theme import PRESSURE_TOP_KPA
from spineviz.window.section.section_picture import sections
from spineviz.words.differences import NONE, PLACES, differences, set_apart, summary


@pytest.fixture
def pair(window):
    """A window with T8 as A and L3 as B."""
    window.strip.compare.click()
    settle()
    drag_roller(window, to="L3")
    return window


def numbers(outcome: Outcome) -> dict[str, tuple[float, int]]:
    """What the strip compares, straight from the outcome, and its printed decimals."""
    return {
        "Peak pressure": (outcome.roller.peak_kPa, 0),
        "Onto the spine": (100 * outcome.roller.spine_share, 0),
        "Push into extension": (outcome.push.extension_deg, 1),
        "Roller's force": (outcome.roller.force_N, 0),
        "Kyphosis": (outcome.curvature.kyphosis_deg, 0),
        "Lordosis": (outcome.curvature.lordosis_deg, 0),
    }


def scenes() -> st.SearchStrategy[Scene]:
    """Scenes that differ in a few settings of every kind."""
    return st.builds(
        Scene,
        roller_level=st.sampled_from(["T4", "L3"]),
        roller_kind=st.sampled_from(["foam", "rigid"]),
        lean_deg=st.sampled_from([0.0, 10.0]),
        arms=st.sampled_from(["head", "crossed"]),
        brace=st.sampled_from([0.0, 0.5]),
        without=st.sampled_from([(), ("ribs",), ("ribs", "discs")]),
    )


def number(text: str) -> float:
    """The number that a text starts with."""
    digits = ""
    for letter in text.replace("−", "-"):
        if letter not in "+-.0123456789":
            break
        digits += letter
    return float(digits)


def test_pinning_keeps_what_was_on_screen_and_goes_on(window):
    before = window.session.view.outcome
    window.commands["compare"].trigger()
    settle()
    compare = window.session.compare
    assert compare.outcome is before
    assert window.session.scene == before.scene
    assert window.comparison.strip.isVisible()
    assert {row.change.split("\u202f")[0] for row in window.comparison.strip.cells.rows} == {
        "±0",
        "±0.0°",
        "±0°",
    }
    drag_roller(window, to="L3")
    assert compare.outcome is before
    assert window.session.nearest_level == "L3"


def test_both_pictures_have_one_scale_whoever_lies_there(pair):
    body, still = pair.body, pair.comparison.pair.still
    assert still.isVisible()
    assert body.size() == still.size()
    for key, value in (("person.stature_m", 2.0), ("roller.diameter_mm", 100.0)):
        pair.session.set(key, value)
        settle()
        assert body.camera == still.camera
        shown = still.roller_centre().y(), body.roller_centre().y()
        assert all(0 < y < body.height() for y in shown)
    show(pair, zoom=False)
    settle()
    assert not still.is_zoomed
    assert body.camera == still.camera


def test_the_differences_are_those_of_the_two_outcomes(pair):
    a, b = pair.session.compare.outcome, pair.session.view.outcome
    of_a, of_b = numbers(a), numbers(b)
    rows = pair.comparison.strip.cells.rows
    assert [row.name for row in rows] == list(of_a)
    for row in rows:
        (first, digits), (last, _) = of_a[row.name], of_b[row.name]
        printed = [number(part) for part in row.values.split(" → ")]
        assert printed == [round(first, digits), round(last, digits)]
        assert number(row.change) == pytest.approx(printed[1] - printed[0])
        assert number(row.change) == pytest.approx(last - first, abs=10**-digits)
    assert summary(a, b) == pair.comparison.strip.accessibleDescription()
    assert differences(b, a)[0].change.startswith("−")


def test_a_is_dashed_in_the_curve_and_a_tick_on_the_bars(pair):
    a = pair.session.compare.outcome
    _, pressure = pair.plot.curve_beside
    assert np.max(pressure) == pytest.approx(a.roller.peak_kPa)
    assert list(pressure) == list(profile(a).pressure_kPa)
    readings = [bar.reading for bar in pair.readout.bars]
    shown = [100 * VALUE["cage_share"].of(a), a.roller.peak_kPa, a.push.extension_deg]
    assert [reading.before for reading in readings] == pytest.approx(shown)
    assert all(reading.before_text.startswith("A ") for reading in readings)
    # the colours and the axis of pressure do not follow the data
    assert pair.plot.curve[1].max() > PRESSURE_TOP_KPA > a.roller.peak_kPa


def test_swap_and_leave_and_their_undo(pair):
    session, strip = pair.session, pair.comparison.strip
    a, b = session.compare.view.scene, session.scene
    outcome_b = session.view.outcome
    click(strip.swap)
    settle()
    assert (session.compare.view.scene, session.scene) == (b, a)
    assert session.compare.outcome is outcome_b
    assert session.history.undo_label == SWAP
    session.undo()
    settle()
    assert (session.compare.view.scene, session.scene) == (a, b)
    click(strip.leave)
    settle()
    assert not session.compare.active
    assert session.scene == b
    assert not strip.isVisible()
    assert not pair.comparison.pair.still.isVisible()
    assert not pair.strip.compare.isChecked()
    assert not pair.commands["swap"].isEnabled()
    assert pair.plot.curve_beside is None
    assert pair.body.camera_box is None
    assert not pair.body.is_zoomed
    assert session.history.undo_label == LEAVE
    session.undo()
    settle()
    assert session.compare.view.scene == a
    assert pair.strip.compare.isChecked()
    session.undo()  # of the drag
    session.undo()
    settle()
    assert not session.compare.active
    assert session.history.redo_label == PIN


def test_two_scenes_open_in_one_step(window):
    a, b = Scene(roller_level="T4"), Scene(roller_level="L5", hips="up")
    window.session.compare.open(a, b)
    settle()
    assert window.session.compare.outcome.scene == a
    assert window.session.view.outcome.scene == b
    window.session.undo()
    settle()
    assert window.session.scene == Scene()
    assert not window.session.compare.active


def test_titles_say_what_tells_a_from_b(window):
    a = Scene(hips="up", without=("ribs",))
    window.session.compare.open(a, Scene(brace=0.5))
    settle()
    still, body = window.comparison.pair.still, window.body
    assert (still.apart, body.apart) == (
        "Hips up · bracing 0.00 · without ribs",
        "Hips down · bracing 0.50 · with everything",
    )
    click(window.comparison.strip.leave)
    settle()
    assert body.apart == ""


@given(scenes(), scenes())
@settings(max_examples=60, deadline=None)
def test_two_scenes_are_told_apart_unless_they_differ_in_place_alone(a, b):
    first, last = set_apart(a, b)
    same = all(a.get(q.key) == b.get(q.key) for q in QUANTITIES if q.key not in PLACES)
    assert (first == last) is same
    assert set_apart(b, a) == (last, first)


def test_section_and_back_show_both_in_one_scale(pair):
    said = pair.section.accessibleDescription()
    assert said.index("A: Cut at T8") < said.index("B: Cut at L3")
    parts = sections(pair.section._of(pair.session.compare.view), pair.section.section_picture())
    assert parts.a.within == parts.b.within
    show(pair, view="back")
    settle()
    still = pair.comparison.pair.still.back_picture()
    assert still.apart == "Under T8"
    assert pair.body.back_picture().apart == "Under L3"
    assert still.within == pair.body.back_picture().within is not None


def test_whole_bodies_are_compared_with_nothing_cropped(pair):
    still = pair.comparison.pair.still
    for view in (still, pair.body):
        assert not view.is_zoomed
        places = view.placed.skin
        assert places[:, 0].min() > 0
        assert places[:, 0].max() < view.width()
        assert places[:, 1].min() > 0


def test_nothing_can_be_moved_in_the_picture_of_a(pair):
    still, scene = pair.comparison.pair.still, pair.session.scene
    click(still, still.roller_centre())
    settle()
    assert pair.session.scene == scene
    assert still.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_outside_the_model_there_is_no_difference(pair, monkeypatch, unbalanced):
    monkeypatch.setattr(session_module, "simulate", unbalanced)
    pair.session.set("hips", "up")
    settle()
    assert {row.change for row in pair.comparison.strip.cells.rows} == {NONE}
    assert "B is outside the model" in pair.comparison.strip.accessibleDescription()
    pair.session.compare.swap()
    settle()
    assert pair.session.compare.outcome is None
    assert pair.plot.curve_beside is None
    assert {row.change for row in pair.comparison.strip.cells.rows} == {NONE}


def test_it_fits_into_the_smallest_window(pair):
    pair.resize(1024, 600)
    settle()
    assert (pair.width(), pair.height()) == (1024, 600)
    strip = pair.comparison.strip
    assert strip.leave.geometry().right() <= strip.width()
    assert pair.body.camera == pair.comparison.pair.still.camera
