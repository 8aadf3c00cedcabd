"""The curve along the back: the sweep behind it, and nothing while nobody sees it."""

from __future__ import annotations

import pytest
from hands import move, rest, settle
from PySide6.QtCore import QPointF

from spineviz.scene import ROLLED_LEVELS
from spineviz.simulation.simulate import simulate
from spineviz.values import scalars_of
from spineviz.window.along import pressure_plot
from spineviz.window.paint.theme import PRESSURE_TOP_KPA


def test_the_sweep_is_filled_in_while_idle(window):
    window.session.set("roller.diameter_mm", 130.0)
    window.session.solve_now()  # no turn of the event loop in which idle work could be done
    assert window.plot.sweep == {}
    rest(window)
    assert set(window.plot.sweep) == set(ROLLED_LEVELS)
    single = scalars_of(simulate(window.session.scene.set("roller.level", "L3")))
    assert window.plot.sweep["L3"]["peak_kPa"] == pytest.approx(single["peak_kPa"], rel=1e-4)
    assert window.plot.sweep["L3"]["spine_share"] == pytest.approx(single["spine_share"], rel=1e-4)
    assert f"L3 {single['peak_kPa']:.0f}\u202fkPa" in window.plot.accessibleDescription()
    window.session.set("hips", "up")
    window.session.solve_now()
    assert window.plot.sweep == {}, "the sweep of another scene"


def test_hidden_it_computes_and_paints_nothing(window, monkeypatch):
    calls = []
    real = pressure_plot.profile
    monkeypatch.setattr(pressure_plot, "profile", lambda o: calls.append(o) or real(o))
    window.plot.hide()
    window.session.set("roller.level", "L2")
    settle()
    rest(window)
    assert calls == []
    assert window.idle.found.sweep == {}
    window.plot.show()
    settle()
    assert len(calls) >= 1
    outcome = window.session.view.outcome
    assert max(window.plot.curve[1]) == pytest.approx(outcome.roller.peak_kPa)


def test_a_peak_beyond_the_scale_keeps_its_number_and_stays_inside(window):
    window.session.set("roller.level", "L3")
    window.session.set("roller.kind", "rigid")
    settle()
    peak = window.session.view.outcome.roller.peak_kPa
    assert peak > PRESSURE_TOP_KPA, "the scene does not test what it is for"
    plot = window.plot
    assert plot.label == f"{peak:.0f}\u202fkPa"
    axes = plot.picture().axes
    at = plot.picture().peak_at
    assert axes.box.top() < at.y() < axes.y(PRESSURE_TOP_KPA)
    assert axes.box.contains(plot.picture().pill.adjusted(0, 1, 0, -1))


def test_the_number_and_the_cursor_stay_under_the_title(window):
    plot = window.plot
    for size in ((1024, 600), (1920, 1000)):
        window.resize(*size)
        settle()
        axes = plot.picture().axes
        assert axes.box.top() >= plot._theme.px(26)
        assert axes.box.height() > 60
        assert plot.rect().contains(axes.box.toRect())


def test_a_level_lights_up_when_it_is_pointed_at(window):
    plot = window.plot
    told = []
    plot.hovered.connect(told.append)
    axes = plot.picture().axes
    row = ROLLED_LEVELS.index("T5")
    x = axes.x(float(window.session.track.position_mm[row]))
    dark = plot.grab().toImage()
    move(plot, QPointF(x + 1, axes.box.center().y()))
    assert told == ["T5"]
    plot.mark_level("T5")
    settle()
    spot = QPointF(x + 5, axes.box.center().y()).toPoint()
    lit = plot.grab().toImage()
    assert lit.pixelColor(spot) == window.theme.color("selected") != dark.pixelColor(spot)
    plot.mark_level("")
    settle()
    assert plot.grab().toImage().pixelColor(spot) == dark.pixelColor(spot)


def test_a_level_pointed_at_in_one_view_lights_up_in_the_other(window):
    track = window.session.track
    window.session.point_at("T5")
    assert window.plot.picture().marked == "T5"
    x = window.plot.picture().axes.x(float(track.position_mm[track.levels.index("L2")]))
    move(window.plot, QPointF(x, 60))
    assert window.session.pointed_level == "L2"
