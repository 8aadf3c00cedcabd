"""Two windows on one session: each in colours and type of its own, both right, each on its own."""

from __future__ import annotations

import pytest
from hands import drag_roller, rest, settle, show
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from spineviz.session.session import Session
from spineviz.window.paint.theme import ThemeChoice
from spineviz.window.shell.main_window import MainWindow
from spineviz.window.shell.pages import Page


@pytest.fixture
def pair(application):
    """A light window for the speaker and a dark one for the audience."""
    session = Session()
    session.solve_now()
    made = [MainWindow(session), MainWindow(session)]
    for window, choice in zip(made, (ThemeChoice.LIGHT, ThemeChoice.DARK), strict=True):
        window.set_theme(choice)
        window.show()
    settle()
    yield made
    for window in made:
        window.close()
        window.deleteLater()
    session.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def ground(widget) -> str:
    return widget.palette().color(QPalette.ColorRole.Window).name()


def test_each_has_its_colours_and_its_type(pair):
    first, second = pair
    application = QApplication.palette(), QApplication.font()
    second.look.resize_text(4)
    settle()
    for window in pair:
        for part in (window.body, window.more.level.box, window.questions.list, window.readout):
            assert ground(part).upper() == window.theme.panel
            assert part.palette().text().color() == window.theme.color("ink")
        assert window.strip.choices["arms"].font().pointSizeF() == window.font().pointSizeF()
    assert second.font().pointSizeF() == pytest.approx(1.4 * first.font().pointSizeF())
    shots = [window.plot.grab().toImage().pixelColor(60, 3) for window in pair]
    assert shots == [window.theme.color("panel") for window in pair]
    assert (QApplication.palette(), QApplication.font()) == application


def test_pages_have_the_colours_of_their_window(pair):
    for window in pair:
        window.commands["about"].trigger()
        settle()
    for window in pair:
        (page,) = window.findChildren(Page)
        assert page.text.palette().text().color() == window.theme.color("ink")
        assert page.grab().toImage().pixelColor(3, 3) == window.theme.color("panel")


def test_both_show_the_same_scene_and_what_is_shown_of_it(pair):
    first, second = pair
    drag_roller(first, to="L3")
    show(first, cobb=True, panel="more")
    settle()
    assert second.body.outcome is first.body.outcome
    assert second.readout.peak.accessibleDescription() == first.readout.peak.accessibleDescription()
    for window in pair:
        assert window.commands["show_cobb"].isChecked()
        assert window.more.isVisible()
        assert len(window.body.cobb) == 2
    second.undo.trigger()
    settle()
    assert first.session.nearest_level == "T8"
    assert first.windowTitle() == second.windowTitle()


def test_presenting_is_of_one_window(pair):
    first, second = pair
    second.commands["presenter"].trigger()
    settle()
    assert second.board.isVisible()
    assert not first.board.isVisible()
    assert first.strip.isVisible()
    assert not second.strip.isVisible()


def test_closing_one_leaves_the_other(pair):
    first, second = pair
    show(first, panel="more")
    first.session.play.start()
    second.close()
    settle()
    assert first.session.play.is_running
    first.session.play.pause()
    first.session.set("hips", "up")
    settle()
    rest(first)  # idle work goes on for the one that looks
    found = first.session.idle.found
    assert found.baseline is not None
    assert found.sweep
    assert found.what_ifs
    drag_roller(first, to="L1")
    assert first.session.nearest_level == "L1"
    QTest.keyClick(first.body, Qt.Key.Key_Left)
    first.close()
    assert not first.session.idle.busy
    assert not first.session.play.is_running
