"""Scene codes in the window: copied, typed, dropped; read strictly, a sentence for each mistake."""

from __future__ import annotations

import pytest
from hands import drop, settle
from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QInputDialog

from spineviz.scene import Scene

L3 = "spineviz:1;roller.level=L3"

WRONG = (
    ("roller.level=L3", "starts with spineviz:1"),
    ("spineviz:2;roller.level=L3", "version 2"),
    ("spineviz:1;roller.level=L9", "Roller under: 'L9'"),
    ("spineviz:1;hips", "key=value"),
    ("spineviz:1;hips=up;hips=down", "set twice"),
    ("", "starts with"),
)


def enter(window, text):
    """Type a code into the dialog and press OK."""

    def typed():
        dialog = window.findChild(QInputDialog)
        dialog.setTextValue(text)
        dialog.accept()

    QTimer.singleShot(0, typed)
    window.commands["paste_code"].trigger()
    settle()


def test_a_copied_code_pasted_elsewhere_gives_the_scene_back(window):
    window.session.set("roller.level", "L3")
    window.session.set("arms", "crossed")
    scene = window.session.scene
    window.commands["copy_code"].trigger()
    assert window.sentence.text == f"Copied: {L3};arms=crossed"
    window.session.load(Scene(), "Reset")
    enter(window, QGuiApplication.clipboard().text())
    assert window.session.scene == scene
    assert window.session.history.undo_label == "Paste scene code"
    window.undo.trigger()
    settle()
    assert window.session.scene == Scene()


def test_the_dialog_offers_a_code_on_the_clipboard_and_nothing_else(window):
    offered = []

    def look():
        dialog = window.findChild(QInputDialog)
        offered.append(dialog.textValue())
        dialog.reject()
        dialog.setParent(None)

    for held in (f" {L3} ", "a shopping list"):
        QGuiApplication.clipboard().setText(held)
        QTimer.singleShot(0, look)
        window.commands["paste_code"].trigger()
        settle()
    assert offered == [L3, ""]
    assert window.session.scene == Scene()


@pytest.mark.parametrize(("code", "words"), WRONG)
def test_a_wrong_code_changes_nothing_and_is_said_in_one_sentence(window, code, words):
    enter(window, code)
    assert window.sentence.text.startswith("Not pasted: ")
    assert words in window.sentence.text
    assert "\n" not in window.sentence.text
    assert window.session.scene == Scene()
    assert window.session.history.undo_label is None


def dropped(window, text):
    data = QMimeData()
    data.setText(text)
    taken = drop(window, data)
    settle()
    return taken


def test_a_code_dropped_on_the_window_sets_its_scene(window):
    assert dropped(window, f"{L3}\n")
    assert window.session.scene == Scene(roller_level="L3")


def test_a_dropped_code_that_is_wrong_is_taken_and_explained(window):
    assert dropped(window, "spineviz:1;hips=sideways")
    assert window.sentence.text.startswith("Not pasted: Hips")
    assert window.session.scene == Scene()


def test_dropped_text_that_is_no_code_is_left_alone(window):
    assert not dropped(window, "roller.level=L3")
    assert window.session.scene == Scene()
