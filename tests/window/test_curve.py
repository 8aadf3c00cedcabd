"""The curve along the back: the sweep behind it, a scale that stays, and nothing while hidden."""

from __future__ import annotations

import re
import subprocess
import sys
from html import unescape
from itertools import product

import numpy as np
import pytest
from hands import LEFT, NONE, rest, settle
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QImage, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsTextItem, QGraphicsView
from solved_scenes import found_once

from spineviz.drawing.profile import profile
from spineviz.scene import ROLLER_PLACES, Scene
from spineviz.session.shown import Shown
from spineviz.values import scalars_of
from spineviz.window.along import curve
from spineviz.window.along.curve_picture import CurvePicture
from spineviz.window.along.curve_plot import BREAK, TOP, CurvePlot
from spineviz.window.along.name_place import name_place
from spineviz.window.paint.theme import DARK, LIGHT, PRESSURE_TOP_KPA, ThemeChoice
from spineviz.window.paint.typeface import FAMILY

CTRL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(window):
    """A window whose curve has loaded its library, which it does after the first picture."""
    for _ in range(3000):
        if window.plot.plot is not None:
            break
        QTest.qWait(20)
    assert window.plot.plot is not None
    settle()
    return window


def send(plot, kind, at: QPointF, held=NONE, modifiers=PLAIN, button=NONE) -> None:
    """A mouse event to the part of the plot that takes them."""
    spot = plot.viewport().mapToGlobal(at)
    QApplication.sendEvent(plot.viewport(), QMouseEvent(kind, at, spot, button, held, modifiers))


def wheel(plot, at: QPointF, steps: int, modifiers=PLAIN) -> None:
    event = QWheelEvent(
        at, plot.viewport().mapToGlobal(at), QPoint(), QPoint(0, 120 * steps), NONE, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(plot.viewport(), event)
    settle()


def spot_over(window, level: str) -> QPointF:
    track = window.session.track
    mm = float(track.position_mm[track.levels.index(level)])
    plot = window.plot.plot
    return QPointF(plot.column_of(mm) + 1, plot.height() / 2)


def svg_of(picture, width: int, height: int) -> str:
    kept = QBuffer()
    kept.open(QBuffer.OpenModeFlag.WriteOnly)
    made = QSvgGenerator()
    made.setOutputDevice(kept)
    made.setSize(QSize(width, height))
    painter = QPainter(made)
    picture.paint(painter, QRectF(0, 0, width, height))
    painter.end()
    return bytes(kept.data()).decode()


def words_of(svg: str) -> set[str]:
    return {unescape(word.strip()) for word in re.findall(r">([^<>]+)</text>", svg)}


@pytest.fixture(scope="module")
def swept(application):
    outcome = found_once(Scene(roller_level="L3"))
    baseline = found_once(Scene(arms="sides"))
    sweep = {
        name: scalars_of(found_once(Scene(roller_level=name))) for name in ("T4", "T8", "L1", "L3")
    }
    return CurvePicture(outcome, Shown(), LIGHT, sweep, profile(baseline))


def test_the_sweep_is_filled_in_while_idle(window):
    window.session.set("roller.diameter_mm", 130.0)
    window.session.solve_now()  # no turn of the event loop in which idle work could be done
    assert window.plot.sweep == {}
    rest(window)
    assert set(window.plot.sweep) == set(ROLLER_PLACES)
    single = scalars_of(found_once(window.session.scene.set("roller.level", "L3")))
    assert window.plot.sweep["L3"]["peak_kPa"] == pytest.approx(single["peak_kPa"], rel=1e-4)
    assert window.plot.sweep["L3"]["spine_share"] == pytest.approx(single["spine_share"], rel=1e-4)
    assert f"L3 {single['peak_kPa']:.0f}\u202fkPa" in window.plot.accessibleDescription()
    window.session.set("hips", "up")
    window.session.solve_now()
    assert window.plot.sweep == {}, "the sweep of another scene"


def test_hidden_it_computes_and_paints_nothing(window, monkeypatch):
    calls = []
    real = curve.profile
    monkeypatch.setattr(curve, "profile", lambda o: calls.append(o) or real(o))
    for view in (window.plot, window.body):  # both show the sweep
        view.hide()
    window.session.set("roller.diameter_mm", 130.0)
    settle()
    rest(window)
    assert calls == []
    assert window.session.idle.found.sweep == {}
    window.plot.show()
    settle()
    assert len(calls) >= 1
    outcome = window.session.view.outcome
    assert max(window.plot.curve[1]) == pytest.approx(outcome.roller.peak_kPa)


def test_the_first_picture_of_the_window_does_not_wait_for_the_library():
    code = """
import sys
from PySide6.QtWidgets import QApplication
application = QApplication([])
from spineviz.window.shell.main_window import default_window
window = default_window()
window.session.solve_now()
seen = []
window.body.painted.connect(lambda: seen.append("pyqtgraph" in sys.modules))
window.show()
for _ in range(50):
    application.processEvents()
print(seen[0], "pyqtgraph" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


def test_a_peak_beyond_the_scale_keeps_its_number_and_stays_inside(window):
    window.session.set("roller.level", "L3")
    window.session.set("roller.kind", "rigid")
    settle()
    peak = window.session.view.outcome.roller.peak_kPa
    assert peak > PRESSURE_TOP_KPA, "the scene does not test what it is for"
    plot = window.plot.plot
    assert window.plot.label == f"{peak:.0f}\u202fkPa"
    drawn = plot._peak.pos().y()
    assert PRESSURE_TOP_KPA < drawn < BREAK
    assert plot._pressure.getData()[1].max() == BREAK
    assert window.plot.label in words_of(svg_of(window.plot.curve_picture(), 700, 220))


@pytest.mark.parametrize("level", ["T4", "L3"])
def test_the_cursor_is_the_roller_and_the_scale_stays(window, level):
    window.session.set("roller.level", level)
    settle()
    plot, outcome = window.plot.plot, window.session.view.outcome
    assert plot._cursor.pos().x() == outcome.roller.place.mm
    assert plot.plotItem.vb.viewRange()[1] == [0.0, TOP]


def test_a_level_lights_up_when_it_is_pointed_at(window):
    told = []
    window.session.pointed.connect(told.append)
    plot, spot = window.plot.plot, spot_over(window, "T5")
    at = (spot + QPointF(5, 0)).toPoint()
    dark = plot.grab().toImage().pixelColor(at)
    send(plot, QEvent.Type.MouseMove, spot)
    settle()
    assert told == ["T5"]
    assert window.session.pointed_level == "T5"
    assert plot.grab().toImage().pixelColor(at) == window.theme.color("selected") != dark
    QApplication.sendEvent(plot, QEvent(QEvent.Type.Leave))
    settle()
    assert plot.grab().toImage().pixelColor(at) == dark


def test_a_level_pointed_at_elsewhere_lights_up_here(window):
    window.session.point_at("T5")
    assert window.plot.curve_picture().marked == "T5"


def test_it_zooms_and_pans_with_ctrl_alone_and_a_double_click_shows_all(window):
    plot = window.plot.plot
    whole = plot.plotItem.vb.viewRange()
    spot = spot_over(window, "T8")
    wheel(plot, spot, 3)
    send(plot, QEvent.Type.MouseButtonPress, spot, LEFT, button=LEFT)
    send(plot, QEvent.Type.MouseMove, spot + QPointF(60, 0), LEFT)
    send(plot, QEvent.Type.MouseButtonRelease, spot + QPointF(60, 0), button=LEFT)
    assert plot.plotItem.vb.viewRange() == whole
    wheel(plot, spot, 3, CTRL)
    near = plot.plotItem.vb.viewRange()
    assert plot.is_zoomed
    assert near[1] == whole[1], "the scale of pressure never moves"
    assert np.ptp(near[0]) == pytest.approx(0.85**3 * np.ptp(whole[0]))
    send(plot, QEvent.Type.MouseButtonPress, spot, LEFT, CTRL, LEFT)
    send(plot, QEvent.Type.MouseMove, spot + QPointF(40, 0), LEFT, CTRL)
    send(plot, QEvent.Type.MouseButtonRelease, spot + QPointF(40, 0), button=LEFT)
    assert plot.plotItem.vb.viewRange()[0][0] < near[0][0]
    near = plot.plotItem.vb.viewRange()
    send(plot, QEvent.Type.MouseButtonPress, spot, LEFT, CTRL, LEFT)
    send(plot, QEvent.Type.MouseMove, spot + QPointF(40, 0))  # another window got the release
    assert plot.plotItem.vb.viewRange() == near
    window.session.set("hips", "up")
    settle()
    assert plot.is_zoomed, "another pose takes nobody out of what they look at"
    for steps in (30, 30, -30, -30, -30):
        wheel(plot, spot, steps, CTRL)
    assert plot.plotItem.vb.viewRange()[0] == pytest.approx(whole[0])
    wheel(plot, spot, 3, CTRL)
    send(plot, QEvent.Type.MouseButtonDblClick, spot, LEFT, button=LEFT)
    assert plot.plotItem.vb.viewRange() == whole


def test_there_is_no_menu_and_no_button_of_the_library(window):
    plot = window.plot.plot
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(200, 60), QPoint(200, 60))
    QApplication.sendEvent(plot.viewport(), event)
    settle()
    assert QApplication.activePopupWidget() is None
    assert not plot.plotItem.menuEnabled()
    assert not plot.plotItem.autoBtn.isVisible()


def test_the_legend_names_what_is_drawn(swept):
    said = words_of(svg_of(swept, 1000, 260))
    peak = round(swept.baseline.pressure_kPa.max())
    assert {f"T8, arms by the sides: {peak}", "peak by level", "onto the spine, %"} <= said
    assert {"Pressure along the back", "THORACIC", "PELVIS", ">80", "100\u202f%"} <= said
    there = found_once(Scene(arms="sides"))
    beside = CurvePicture(swept.outcome, Shown(), LIGHT, {}, swept.baseline, there)
    said = words_of(svg_of(beside, 1000, 260))
    assert f"A: {peak}" in said
    assert not {f"T8, arms by the sides: {peak}", "peak by level"} & said
    alike = found_once(Scene(roller_level="L3", arms="sides"))
    alone = CurvePicture(alike, Shown(), LIGHT, swept.sweep, swept.baseline)
    assert f"same roller at T8: {peak}" in words_of(svg_of(alone, 1000, 260))


@pytest.mark.parametrize(("before", "name"), [
    (Scene(), "T8"),
    (Scene(roller_level="L3", brace=1.0), "before"),
])  # fmt: skip
@pytest.mark.parametrize("width", [463, 626, 1170])
def test_what_was_before_has_the_number_that_the_bars_have(swept, before, name, width):
    then = found_once(before)
    picture = CurvePicture(swept.outcome, Shown(), LIGHT, swept.sweep, swept.baseline, before=then)
    assert picture.dashed[1].pressure_kPa.max() == pytest.approx(then.roller.peak_kPa)
    assert f"{name}: {then.roller.peak_kPa:.0f}" in words_of(svg_of(picture, width, 177))


def test_another_body_is_not_drawn_on_the_places_of_this_one(swept):
    taller = found_once(Scene(roller_level="L3", person_stature_m=1.9))
    picture = CurvePicture(swept.outcome, Shown(), LIGHT, before=taller)
    assert picture.dashed is None


@pytest.mark.parametrize("other", [{"face": "down"}, {"person_stature_m": 1.9}], ids=str)
def test_scene_a_is_not_drawn_on_places_that_are_not_its_own(swept, other):
    beside = found_once(Scene(**other))
    picture = CurvePicture(swept.outcome, Shown(), LIGHT, swept.sweep, swept.baseline, beside)
    assert picture.dashed is None
    assert not {text for text in words_of(svg_of(picture, 1000, 260)) if text.startswith("A:")}
    own = found_once(Scene(roller_level="T5"))
    picture = CurvePicture(swept.outcome, Shown(), LIGHT, swept.sweep, swept.baseline, own)
    assert picture.dashed[1] is profile(own)


def test_every_word_of_the_plot_has_the_face_of_the_pictures(window):
    rest(window)
    scenes = [view.scene() for view in window.plot.findChildren(QGraphicsView)]
    words = [
        item
        for scene in scenes
        for item in scene.items()
        if isinstance(item, QGraphicsTextItem) and item.toPlainText()
    ]
    assert {"THORACIC", "peak"} <= {item.toPlainText().strip() for item in words}
    assert {item.font().family() for item in words} == {FAMILY}


def test_the_baseline_is_not_drawn_over_the_curve_of_the_same_place(swept):
    there = CurvePicture(found_once(Scene()), Shown(), LIGHT, {}, swept.baseline)
    assert there.dashed is None
    assert swept.dashed is not None


@pytest.mark.parametrize(("width", "names"), [
    (462, {"T8, arms by the sides: 47", "peak", "to spine, %"}),
    (626, {"T8, arms by the sides: 47", "peak", "to spine, %", "highest across it, kPa"}),
    (1170, {"T8, arms by the sides: 47", "peak by level", "onto the spine, %"}),
])  # fmt: skip
def test_every_line_has_its_name_in_a_window_of_usual_width(swept, width, names):
    assert names <= words_of(svg_of(swept, width, 177))


@pytest.fixture(scope="module")
def everywhere(application):
    """The numbers of every place of the roller."""
    return {name: scalars_of(found_once(Scene(roller_level=name))) for name in ROLLER_PLACES}


@pytest.mark.parametrize(("level", "width"), [
    *product(("T2", "T4", "T6", "L1", "L3", "sacrum"), (462, 626)), ("T11", 626),
])  # fmt: skip
def test_the_name_of_the_dashed_line_hides_no_point_of_a_level(swept, everywhere, level, width):
    plot = CurvePlot()
    plot.resize(width, 177)
    outcome = found_once(Scene(roller_level=level))
    picture = CurvePicture(outcome, Shown(), LIGHT, everywhere, swept.baseline)
    plot.show_picture(picture)
    plot.show()
    settle()  # the room for the numbers is known now
    plot.show_picture(picture)
    assert plot._tag.isVisible()
    tag = plot._tag.mapRectToScene(plot._tag.boundingRect())
    points = [
        plot._view.mapViewToScene(QPointF(float(x), float(y)))
        for item in plot._swept
        for x, y in zip(*item.getData(), strict=True)
    ]
    assert len(points) == 2 * len(everywhere)
    assert not [point for point in points if tag.contains(point)]
    words = plot._words.mapRectToScene(plot._words.boundingRect())
    assert not tag.intersects(words)
    drawn = profile(outcome)
    pairs = zip(drawn.along_mm.tolist(), drawn.pressure_kPa.tolist(), strict=True)
    there = [plot._view.mapViewToScene(QPointF(x, y)) for x, y in pairs if y > 4.0]
    inside = [at for at in there if tag.left() < at.x() < tag.right()]
    assert all(at.y() > tag.bottom() - 2 for at in inside)
    assert plot.rect().contains(tag.toRect())


def test_a_name_without_a_free_place_is_not_written(swept, everywhere):
    plot = CurvePlot()
    plot.resize(462, 177)
    outcome = found_once(Scene(roller_level="T11"))  # both peaks are where the room is
    picture = CurvePicture(outcome, Shown(), LIGHT, everywhere, swept.baseline)
    plot.show()
    for _ in range(2):
        plot.show_picture(picture)
        settle()
    assert picture.dashed is not None
    assert not plot._tag.isVisible()


@given(
    at=st.tuples(st.floats(0, 400), st.floats(0, 100)),
    points=st.lists(st.tuples(st.floats(0, 400), st.floats(0, 100)), max_size=30),
)
def test_a_place_of_a_name_hides_no_point_and_lies_within_the_plot(at, points):
    size, room = (90.0, 14.0), (400.0, 110.0)
    places = np.array(points).reshape(-1, 2)
    taken = (150.0, 200.0), (60.0, 80.0)
    found = name_place(at, size, places, np.zeros((0, 2)), taken, room)
    if found is None:
        return
    left, foot = found[0] - size[0] / 2, found[1]
    assert 0 <= left <= left + size[0] <= room[0]
    assert 0 <= foot <= foot + size[1] <= room[1]
    assert not [
        (x, y) for x, y in points if left < x < left + size[0] and foot < y < foot + size[1]
    ]
    apart = left > taken[0][1] or left + size[0] < taken[0][0]
    assert apart or foot > taken[1][1] or foot + size[1] < taken[1][0]


@pytest.mark.parametrize("size", [(200, 150), (300, 150), (420, 136), (640, 100), (1600, 400)])
def test_vectors_at_any_size_and_the_roller_is_always_named(swept, size):
    svg = svg_of(swept, *size)
    assert "<image" not in svg
    said = words_of(svg)
    assert {"L3", "T1", "0", "80"} <= said
    assert swept.label in said


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_colours_are_those_of_the_theme(swept, theme):
    picture = CurvePicture(swept.outcome, Shown(), theme, swept.sweep)
    image = QImage(700, 260, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    picture.paint(painter, QRectF(50, 20, 600, 220))
    painter.end()
    assert image.pixelColor(10, 10).lightness() == 0, "it stays in its box"
    assert image.pixelColor(640, 25) == theme.color("panel")
    seen = {image.pixelColor(x, y).name() for x in range(50, 650, 2) for y in range(60, 200, 2)}
    assert {theme.color("canvas").name(), theme.color("canvas_low").name()} <= seen


def test_a_person_who_presses_up_has_words_and_no_curve(window):
    window.session.set("task", "press-up")
    settle()
    assert window.plot.curve[0].size == 0
    assert window.plot.accessibleDescription() == curve.NO_ROLLER


def test_another_theme_is_taken_at_once(window):
    window.set_theme(ThemeChoice.DARK)
    settle()
    image = window.plot.grab().toImage()
    assert image.pixelColor(image.width() - 3, image.height() - 3) == DARK.color("panel")
