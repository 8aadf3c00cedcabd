"""Presenter, full screen, size of the type, and the words of a scene that waits."""

from __future__ import annotations

import pytest
from hands import key, settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenuBar

from spineviz.session.view import State
from spineviz.window.shell.look import PRESENTER_LINE, PRESENTER_TEXT

POINTS = 24 * 96 / 72  # px of 24 pt


def panels(window):
    return [window.strip, window.plot, window.readout, window.findChild(QMenuBar)]


def test_f5_leaves_the_picture_alone_and_esc_brings_all_back(window):
    before = (window.body.camera.scale, window.theme, window.body.height())
    QTest.keyClick(window.body, Qt.Key.Key_F5)
    settle()
    assert not any(panel.isVisible() for panel in panels(window))
    assert window.board.isVisible()
    assert window.focusWidget() is window.board
    key(window.board, Qt.Key.Key_Escape)
    settle()
    assert all(panel.isVisible() for panel in panels(window))
    assert (window.body.camera.scale, window.theme, window.body.height()) == before
    assert not window.commands["presenter"].isChecked()


def test_the_last_row_can_read_it(window):
    window.commands["presenter"].trigger()
    settle()
    theme = window.theme
    assert PRESENTER_TEXT >= POINTS
    for size in (9, 11, 12, 13, 19):
        assert theme.font(window.font(), size).pixelSize() >= POINTS
    for width in (0.5, 1.0, 2.0, 3.0):
        assert theme.pen("ink", width).widthF() >= PRESENTER_LINE >= 4
    assert window.font().pointSizeF() >= 20


def test_in_the_presenter_the_keys_still_play_and_undo(window):
    window.commands["presenter"].trigger()
    settle()
    key(window.board, Qt.Key.Key_Right)
    settle()
    moved = window.session.scene
    key(window.board, Qt.Key.Key_Space)
    assert window.session.play.is_running
    key(window.board, Qt.Key.Key_Space)
    assert not window.session.play.is_running
    while window.session.scene != moved:
        window.undo.trigger()
    assert window.commands["undo"] in window.actions()  # reached without the menu bar


def test_a_panel_that_was_closed_stays_closed(window):
    window.commands["more"].trigger()
    window.commands["presenter"].trigger()
    settle()
    assert not window.more.isVisible()
    window.commands["more"].trigger()  # from the keyboard, while nothing of it is seen
    window.commands["presenter"].trigger()
    settle()
    assert not window.more.isVisible()
    assert not window.strip.more.isChecked()
    assert not window.commands["more"].isChecked()
    assert window.strip.isVisible()


def test_esc_leaves_the_full_screen(window):
    window.commands["full_screen"].trigger()
    settle()
    assert window.isFullScreen()
    assert window.commands["full_screen"].isChecked()
    key(window.body, Qt.Key.Key_Escape)
    settle()
    assert not window.isFullScreen()
    assert not window.commands["full_screen"].isChecked()


def test_text_grows_and_shrinks_within_its_range(window):
    usual = window.font().pointSizeF()
    for name, percent in (("text_larger", 200), ("text_smaller", 80), ("text_usual", 100)):
        for _ in range(20):
            window.commands[name].trigger()
        settle()
        assert window.look.text_percent == percent
        assert window.font().pointSizeF() == pytest.approx(usual * percent / 100)
        assert window.strip.choices["arms"].font().pointSizeF() == pytest.approx(
            usual * percent / 100
        )


def test_a_scene_that_waits_says_so_in_quiet_words_and_then_its_own(window):
    window.session._turn.setInterval(600_000)  # a machine that has other things to do
    window.session.change("hips", "up")
    assert window.sentence.text.startswith("Roller under")
    window.narration.late.setInterval(0)
    window.narration.late.start()
    settle()
    assert window.sentence.text == "Settling …"
    assert window.sentence.is_quiet
    window.session.solve_now()
    settle()
    assert window.sentence.text.startswith("Roller under")
    assert not window.sentence.is_quiet
    assert window.session.view.state is State.SETTLED


def test_what_is_solved_at_once_never_says_that_it_waits(window):
    said = []
    tell = window.sentence.set_text
    window.sentence.set_text = lambda text, *more, **names: (
        said.append(text),
        tell(text, *more, **names),
    )
    for level in ("T9", "L1", "L3"):
        window.session.set("roller.level", level)
        settle()
    assert "Settling …" not in said
    assert len(said) == 3
