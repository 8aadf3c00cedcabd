"""File ▸ Export roll: chosen, made in the background, cancelled, or turned down in a sentence."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hands import settle
from PIL import Image
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QProgressDialog

from spineviz.scene import Scene
from spineviz.session import animation, idle
from spineviz.session.roll_path import roll_path
from spineviz.window.shell.roll_export import Asked, RollDialog, RollExport

SHORT = Asked("T8", "T9", "section", 10, (320, 240))


def begun(window, path: Path, asked: Asked = SHORT) -> RollExport:
    roll = RollExport(window, window.session, window.look, window.tell)
    roll.begin(asked, path)
    return roll


def waited(window, before: str) -> str:
    """What the window says in the end."""
    until = time.monotonic() + 60
    while window.sentence.text == before and time.monotonic() < until:
        settle(1)
    return window.sentence.text


def test_a_roll_is_made_while_the_window_goes_on(window, tmp_path):
    before = window.sentence.text
    begun(window, tmp_path / "a.gif")
    settle(1)
    scene = window.session.scene
    assert waited(window, before) == "Exported as a.gif."
    with Image.open(tmp_path / "a.gif") as film:
        assert film.n_frames == len(roll_path(scene, "T8", "T9", 10))
        assert film.size == (320, 240)
    assert window.session.scene == scene == Scene()
    assert window.session.history.undo_label is None


def test_cancel_leaves_no_file(window, tmp_path):
    before = window.sentence.text
    begun(window, tmp_path / "a.gif")
    settle(2)
    window.findChild(QProgressDialog).cancel()
    assert "cancelled" in waited(window, before)
    assert list(tmp_path.iterdir()) == []


def test_cancel_waits_for_no_more_than_one_solve(window, tmp_path, monkeypatch):
    """What the other levels give takes a solve for each, before the first frame of a body."""
    solved = []
    real = idle.Idle._step
    monkeypatch.setattr(idle.Idle, "_step", lambda self: (solved.append(self), real(self)))
    before = window.sentence.text
    roll = begun(window, tmp_path / "a.gif", Asked("T8", "T9", "body", 10, (320, 240)))
    roll._step()
    assert len(solved) == 1
    window.findChild(QProgressDialog).cancel()
    roll._step()
    assert len(solved) == 1
    assert "cancelled" in window.sentence.text != before


@pytest.mark.parametrize(
    ("name", "words"), [("a.gif", "pip install"), ("a.mp4", "ffmpeg"), ("a.bmp", "no kind")]
)
def test_what_cannot_be_written_is_one_sentence(window, tmp_path, monkeypatch, name, words):
    monkeypatch.setattr(animation, "ENCODER", "no_such_library")
    monkeypatch.setattr(animation, "VIDEO_ENCODER", "no_such_program")
    before = window.sentence.text
    begun(window, tmp_path / name)
    said = waited(window, before)
    assert said.startswith("Not exported: ")
    assert words in said


def test_a_press_up_has_nothing_to_roll(window, tmp_path):
    window.session.set("task", "press-up")
    settle()
    before = window.sentence.text
    begun(window, tmp_path / "a.gif")
    assert "no roller" in waited(window, before)


def test_the_menu_asks_and_writes_numbered_frames(window, tmp_path, monkeypatch):
    folder = tmp_path / "frames"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(folder), ""))

    def choose() -> None:
        dialog = window.findChild(RollDialog)
        chosen = {
            dialog._first: "L3",
            dialog._last: "L2",
            dialog._view: "The numbers",
            dialog._rate: "10",
            dialog._kind: "A folder of numbered PNG",
        }
        for box, text in chosen.items():
            box.setCurrentText(text)
            assert box.accessibleName()
        dialog.accept()

    before = window.sentence.text
    QTimer.singleShot(0, choose)
    window.commands["export_roll"].trigger()
    assert waited(window, before) == "Exported as frames."
    count = len(roll_path(Scene(), "L3", "L2", 10))
    assert [each.name for each in sorted(folder.iterdir())] == [
        f"{number:04}.png" for number in range(1, count + 1)
    ]
