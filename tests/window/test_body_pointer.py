"""Pointing at bones, zooming, and the lines of the curves."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hands import LEFT, key, mouse, move, press, release, settle, show
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from spineviz.drawing.streams import arriving
from spineviz.window.figure.figure_painter import POINTED_KINDS
from spineviz.window.paint.camera import points_of


def spot_on(body, name: str, kind: str = "body") -> QPointF:
    """A place where nothing but the named part answers."""
    outline = body.placed.parts_of(kind)[name]
    points = points_of(outline)
    middle = QPointF(*points.mean(axis=0))
    places = [middle] + [
        QPointF(*(0.5 * (a + b))) for a, b in zip(points, points[::-1], strict=True)
    ]
    for at in places:
        if body.placed.bone_at(at) == name and not body._grabs(at):
            return at
    raise AssertionError(f"{name} is hidden")


def hover(body, at: QPointF) -> None:
    move(body, at, Qt.MouseButton.NoButton)
    settle()


def double_click(body, at: QPointF) -> None:
    press(body, at)
    release(body, at)
    mouse(body, QEvent.Type.MouseButtonDblClick, at, LEFT, LEFT)
    release(body, at)
    settle()


@pytest.mark.parametrize("name", ["L2", "T4", "C5"])
def test_a_vertebra_under_the_pointer_tells_what_the_outcome_says(window, name):
    body, outcome = window.body, window.session.view.outcome
    told = []
    window.session.pointed.connect(told.append)
    hover(body, spot_on(body, name))
    assert body.card[0] == name
    assert told == [name]
    assert window.session.pointed_level == name
    tilt = abs(outcome.vertebrae[name].tilt_deg)
    assert f"{tilt:.1f}°" in body.card[1]
    assert f" {arriving(outcome)[name]:.0f} N" in body.card[2]
    joints = [joint for joint in outcome.joints if name in joint.split("-")]
    assert len(body.card) == 3 + len(joints)
    for joint, line in zip(joints, body.card[3:], strict=True):
        read = outcome.joints[joint]
        assert line.startswith(joint.replace("-", "–"))
        assert f"{abs(read.extension_deg):.1f}°" in line
        assert line.endswith(f"of {read.range_deg:.1f}°")
        assert f"{read.range_share * 100:.0f}\u202f%" in line


def test_a_rib_under_the_pointer_points_at_the_level_it_turns_on(window):
    body = window.body
    hover(body, spot_on(body, "rib5", "true rib"))
    assert body.card[0] == "Rib 5"
    assert window.session.pointed_level == "T5"


def test_elsewhere_there_is_no_card(window):
    body = window.body
    hover(body, spot_on(body, "L2"))
    before = body.grab().toImage()
    hover(body, QPointF(body.width() - 5.0, 5.0))
    assert body.card == ()
    assert window.session.pointed_level == ""
    assert body.grab().toImage() != before
    hover(body, spot_on(body, "L2"))
    QApplication.sendEvent(body, QEvent(QEvent.Type.Leave))
    settle()
    assert body.card == ()
    assert window.session.pointed_level == ""


def test_a_level_pointed_at_elsewhere_lights_up_here(window):
    body = window.body
    window.session.idle.finish()  # the columns of the rail fill up
    settle()
    before = body.grab().toImage()
    window.session.point_at("L4")
    settle()
    lit = body.grab().toImage()
    assert lit != before
    assert body.card == ()
    window.session.point_at("")
    settle()
    assert body.grab().toImage() == before


def test_a_bone_that_is_taken_away_under_the_pointer_leaves_no_card(window):
    body = window.body
    hover(body, spot_on(body, "rib5", "true rib"))
    window.session.set("without", ("ribs",))
    settle()
    assert body.card == ()
    window.session.set("without", ())
    settle()
    assert body.card[0] == "Rib 5"


def test_every_bone_that_answers_has_a_card(window):
    from spineviz.window.figure.bone_card import lines_of

    outcome = window.session.view.outcome
    names = {name for kind, name, _ in window.body.placed.parts if kind in POINTED_KINDS}
    assert len(names) > 40
    for name in names:
        lines = lines_of(outcome, name)
        assert len(lines) >= 2
        assert all(lines)


def test_a_double_click_zooms_to_the_trunk_and_home_comes_back(window):
    body, session = window.body, window.session
    whole = body.camera
    place = session.roller_mm
    seen = []
    session.shown_changed.connect(lambda shown: seen.append(bool(shown.zoom)))
    double_click(body, QPointF(30, 30))
    assert body.is_zoomed
    assert body.camera.scale > 1.2 * whole.scale
    trunk = body.camera.pixels(np.array([session.view.outcome.geometry.pose[n][:2]
                                         for n in ("T1", "T8", "L5")]))  # fmt: skip
    assert np.all((trunk > 0) & (trunk < (body.width(), body.height())))
    key(body, Qt.Key.Key_Home)
    settle()
    assert not body.is_zoomed
    assert body.camera == whole
    assert session.roller_mm == place
    assert seen == [True, False]
    key(body, Qt.Key.Key_Home)
    settle()
    assert session.scene.roller_level == "T1"


def test_a_second_double_click_comes_back_too(window):
    double_click(window.body, QPointF(30, 30))
    double_click(window.body, QPointF(30, 30))
    assert not window.body.is_zoomed


def test_the_roller_is_dragged_while_zoomed(window):
    body = window.body
    show(window, zoom=True)
    settle()
    spot = body.roller_centre()
    press(body, spot)
    move(body, spot + QPointF(50, 0))
    settle()
    assert body.roller_centre().x() == pytest.approx(spot.x() + 50, abs=1.5)
    release(body, spot + QPointF(50, 0))
    assert window.session.history.undo_label == "Move the roller"


def slope(line) -> float:
    (x0, y0), (x1, y1) = line
    return math.degrees(math.atan2(y0 - y1, x1 - x0))


@pytest.mark.parametrize("level", ["T8", "L3"])
def test_the_printed_angle_is_the_angle_between_the_drawn_end_plates(window, level):
    window.session.set("roller.level", level)
    body = window.body
    show(window, cobb=True)
    settle()
    curvature = window.session.view.outcome.curvature
    kyphosis, lordosis = body.cobb
    assert kyphosis.text == f"T1 to T12 {curvature.kyphosis_deg:.0f}°"
    assert lordosis.text == f"L1 to S1 {curvature.lordosis_deg:.0f}°"
    for cobb, now in ((kyphosis, curvature.kyphosis_deg), (lordosis, -curvature.lordosis_deg)):
        upper, lower = map(slope, cobb.lines)
        assert lower - upper == pytest.approx(now, abs=0.01)
    # and the bones themselves lie along these lines
    for cobb, row, name, side in (
        (kyphosis, 0, "T1", 1), (kyphosis, 1, "T12", -1), (lordosis, 0, "L1", 1),
    ):  # fmt: skip
        assert plate_slope(body, name, side) == pytest.approx(slope(cobb.lines[row]), abs=1.5)


def plate_slope(body, name: str, side: int) -> float:
    """Slope of the line between the rims of the upper (1) or lower (-1) plate of a drawn body."""
    tilt = body._view.picture.geometry.pose[name][2]
    points = points_of(body.placed.parts_of("body")[name])
    away = points - points.mean(axis=0)
    up = np.array([-np.cos(tilt), np.sin(tilt)])  # pixels count downwards
    ahead = np.array([-np.sin(tilt), -np.cos(tilt)])
    front, back = (
        points[half][np.argmax(side * away[half] @ up)]
        for half in (away @ ahead > 0, away @ ahead < 0)
    )
    return slope((back, front))


def test_cobb_lines_come_on_demand_only(window):
    assert window.body.cobb == ()
    show(window, cobb=True)
    settle()
    assert len(window.body.cobb) == 2
    show(window, cobb=False)
    settle()
    assert window.body.cobb == ()


def test_a_right_double_click_does_nothing(window):
    right = Qt.MouseButton.RightButton
    event = QMouseEvent(
        QEvent.Type.MouseButtonDblClick, QPointF(30, 30), QPointF(30, 30), right, right,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(window.body, event)
    assert not window.body.is_zoomed
