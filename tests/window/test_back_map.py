"""The map behind its tab: the outcome's peak, nothing while hidden, true places."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hands import key, settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from spineviz.drawing.back_chart import back_chart
from spineviz.scene import Scene
from spineviz.session.view import State, View
from spineviz.window.back import back_picture
from spineviz.window.back.back_picture import colours
from spineviz.window.paint.theme import DARK, LIGHT, pressure_colour


@pytest.fixture
def tabs(window):
    """The tabs of the whole window, with the map in front."""
    window.along.setCurrentIndex(1)
    settle()
    return window.along


def test_the_map_holds_the_peak_of_the_outcome(window, tabs):
    for level in ("T5", "L2"):
        window.session.set("roller.level", level)
        window.session.solve_now()
        settle()
        outcome = window.session.view.outcome
        assert tabs.map.grid.pressure_kPa.max() == pytest.approx(outcome.roller.peak_kPa)
        assert f"{outcome.roller.peak_kPa:.0f}\u202fkPa" in tabs.map.accessibleDescription()


def test_what_lies_behind_computes_nothing_and_catches_up(window, monkeypatch):
    made = []
    original = back_picture.back
    monkeypatch.setattr(back_picture, "back", lambda shown: made.append(shown) or original(shown))
    assert not window.along.map.isVisible()
    for level in ("T4", "L4"):
        window.session.set("roller.level", level)
        window.session.solve_now()
        settle()
    assert made == []
    window.along.setCurrentIndex(1)
    settle()
    assert made == [window.session.view.outcome]


def test_the_keyboard_changes_the_tab(window):
    bar = window.along.tabBar()
    bar.setFocus()
    assert window.along.currentIndex() == 0
    key(bar, Qt.Key.Key_Right)
    settle()
    assert window.along.currentIndex() == 1
    assert window.along.map.isVisible()
    assert bar.accessibleName()
    assert window.along.map.accessibleName() != window.along.curve.accessibleName()


def test_without_an_outcome_there_are_words_and_no_map(window, tabs):
    last = window.session.view.picture
    tabs.map.show_view(View(Scene(), None, last, State.OUTSIDE, "Outside the model: no pose."))
    settle()
    assert tabs.map.grid is None
    assert tabs.map.accessibleDescription() == "Outside the model: no pose."
    tabs.map.show_view(replace(window.session.view, state=State.SETTLING))
    assert tabs.map.grid is None


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_colours_are_those_of_the_scale(window, tabs, theme):
    grid = tabs.map.grid
    image = colours(theme, grid)
    assert image.format() == QImage.Format.Format_RGBA8888
    assert (image.width(), image.height()) == grid.pressure_kPa.shape
    along, across = np.unravel_index(np.argmax(grid.shown_kPa), grid.shown_kPa.shape)
    wanted = pressure_colour(theme, round(4 * float(grid.shown_kPa[along, across])) / 4)
    assert image.pixelColor(int(along), int(across)).rgb() == wanted.rgb()


def test_outlines_follow_arms_and_what_ifs():
    def medial(arms: str) -> float:
        blades = [part for part in back_chart(arms, ()) if part.kind == "blade"]
        assert len(blades) == 2
        return min(float(np.abs(part.points[:, 1]).min()) for part in blades)

    assert medial("crossed") - medial("head") == pytest.approx(45.0)
    kinds = {part.kind for part in back_chart("head", ("blades", "ribs"))}
    assert kinds == {"vertebra"}
    assert sum(part.kind == "rib" for part in back_chart("head", ())) == 24


@pytest.mark.parametrize("size", [(1024, 600), (1280, 720), (1920, 1080)])
@pytest.mark.parametrize("tab", [0, 1])
def test_both_views_have_their_room_and_the_axis_of_the_curve(window, size, tab):
    window.along.setCurrentIndex(tab)
    window.resize(*size)
    settle()
    assert (window.width(), window.height()) == size
    for view in (window.along.currentWidget(), window.section):
        assert view.width() >= view.minimumSizeHint().width()
        assert view.height() >= view.minimumHeight()
    edge = window.along.mapTo(window, window.along.rect().topRight()).x()
    assert edge < window.section.mapTo(window, window.section.rect().topLeft()).x()
