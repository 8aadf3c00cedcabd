"""Nothing changes behind the back of whoever holds it, and every face of a command agrees."""

from __future__ import annotations

from pathlib import Path

import pytest
from hands import LEFT, click, key, mouse, move, press, release, settle, show
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from spineviz.scene import Scene
from spineviz.session.author import Span
from spineviz.session.scene_file import dump_scene, load_scene
from spineviz.session.settings import Settings
from spineviz.window.lesson.column_view import GuessSlider
from spineviz.window.lesson.number_line import NumberLine
from spineviz.window.paint.plain import UNSEEN
from spineviz.window.shell import app
from spineviz.window.shell.commands import COMMANDS
from spineviz.window.shell.pages import Page


def take_roller(window) -> QPointF:
    start = window.body.roller_centre() + QPointF(6, 4)
    press(window.body, start)
    move(window.body, start + QPointF(40, 0))
    settle()
    return start


@pytest.mark.parametrize(
    ("name", "then"),
    [("reset", Scene()), ("new", Scene()), ("level_down", None), ("undo", Scene())],
)
def test_what_comes_while_the_roller_is_held_stays(window, name, then):
    window.session.set("hips", "up")
    window.session.set("hips", "down")
    settle()
    start = take_roller(window)
    window.commands["undo"].setEnabled(True)
    window.commands[name].trigger()
    settle()
    after = window.session.scene
    assert then is None or after == then
    move(window.body, start + QPointF(80, 0))
    settle()
    release(window.body, start + QPointF(80, 0))
    settle()
    assert window.session.scene == after
    if name != "undo":
        window.undo.trigger()
        settle()
        assert window.session.scene.roller_position_mm is not None  # how far it was rolled


def test_what_comes_while_a_slider_is_held_stays(window):
    window.toggle_panel("more")
    settle()
    slider = window.more.numbers["lean_deg"].slider
    slider.setValue(slider.maximum() // 2)
    settle()
    middle = QPointF(slider.rect().center())
    press(slider, middle)
    move(slider, middle + QPointF(20, 0))
    assert slider.isSliderDown()
    window.commands["reset"].trigger()
    settle()
    assert not slider.isSliderDown()
    move(slider, middle + QPointF(35, 0))
    release(slider, middle + QPointF(35, 0))
    settle()
    assert window.session.scene == Scene()


def test_a_key_of_the_system_does_not_move_the_roller(window):
    modifiers = Qt.KeyboardModifier
    for held in (modifiers.MetaModifier, modifiers.AltModifier):
        for code in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_End):
            key(window.body, code, held)
    settle()
    assert window.session.scene == Scene()
    key(window.body, Qt.Key.Key_Left, modifiers.KeypadModifier)
    assert window.session.scene != Scene()


def faces(window) -> None:
    """Menu, button and panel say the same."""
    for name, button, panel in (
        ("more", window.strip.more, window.more),
        ("questions", window.strip.questions, window.questions),
        ("compare", window.strip.compare, window.comparison.strip),
    ):
        on = window.commands[name].isChecked()
        assert button.isChecked() == on
        assert panel.isVisibleTo(window) == (on and not window.look.presenting)


def test_menu_button_and_panel_agree_whatever_is_pressed(window):
    keys = {"more": Qt.Key.Key_M, "questions": Qt.Key.Key_K, "compare": Qt.Key.Key_D}
    window.activateWindow()
    pressed = "more presenter more presenter questions more questions compare presenter compare"
    for name in f"{pressed} questions presenter questions".split():
        before = window.commands[name].isChecked()
        if name in keys:
            QTest.keyClick(window, keys[name], Qt.KeyboardModifier.ControlModifier)
        else:
            window.commands[name].trigger()
        settle()
        assert window.commands[name].isChecked() is not before
        faces(window)
    for button in (window.strip.more, window.strip.questions, window.strip.compare):
        button.toggle()  # as a screen reader does
        settle()
        faces(window)
    show(window, panel="")
    settle()
    faces(window)


def test_every_row_that_can_be_on_says_so_in_the_menu(window):
    for command in COMMANDS:
        action = window.commands[command.id]
        assert action.isCheckable() == (command.is_on is not None)
        if command.is_on is not None:
            assert action.isChecked() == command.is_on(window)


def test_a_structure_is_taken_away_by_a_screen_reader_too(window):
    window.strip.checks["ribs"].toggle()
    settle()
    assert window.session.scene.without == ("ribs",)
    assert window.session.history.undo_label == "Ribs taken away"


def test_a_page_opens_once(window):
    for _ in range(4):
        window.commands["keys"].trigger()
        settle()
    assert len(window.findChildren(Page)) == 1
    window.findChildren(Page)[0].close()
    window.commands["keys"].trigger()
    settle()
    assert window.findChildren(Page)[0].isVisible()


def test_what_is_locked_cannot_be_changed(window):
    show(window, locked=("hips", "brace", "without", "roller.position_mm", "roller.level"))
    settle()
    for editor in (
        window.strip.choices["hips"], window.strip.numbers["brace"], window.strip.checks["ribs"],
        window.strip.level.box,
    ):  # fmt: skip
        assert not editor.isEnabled()
    key(window.body, Qt.Key.Key_Right)
    click(window.strip.level.down)
    settle()
    assert window.session.scene == Scene()
    show(window, locked=())
    settle()
    assert window.strip.choices["hips"].isEnabled()


@pytest.mark.parametrize("replace", [True, False])
def test_the_question_is_about_the_name_that_is_written(window, tmp_path, monkeypatch, replace):
    there = tmp_path / "lesson.spineviz"
    there.write_text("somebody else's")
    asked = []
    typed = str(tmp_path / "lesson")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (typed, ""))
    answer = QMessageBox.StandardButton.Yes if replace else QMessageBox.StandardButton.No
    monkeypatch.setattr(
        QMessageBox, "question", lambda *given: (asked.append(given[-1]), answer)[1]
    )
    window.commands["save_as"].trigger()
    assert "lesson.spineviz" in asked[0]
    assert (there.read_text() != "somebody else's") is replace
    assert (window.session.document.path == there) is replace


@pytest.mark.parametrize("replace", [True, False])
def test_a_file_that_another_window_has_written_since_is_asked_about(
    window, tmp_path, monkeypatch, replace
):
    file = tmp_path / "a.spineviz"
    file.write_text(dump_scene(Scene()))
    asked = []
    answer = QMessageBox.StandardButton.Yes if replace else QMessageBox.StandardButton.No
    monkeypatch.setattr(
        QMessageBox, "question", lambda *given: (asked.append(given[-1]), answer)[1]
    )
    window.files.open(file)
    window.session.set("hips", "up")
    window.commands["save"].trigger()
    window.session.set("hips", "down")
    assert not asked
    file.write_text(dump_scene(Scene(lean_deg=3.0)))
    window.commands["save"].trigger()
    assert "a.spineviz holds something else by now" in asked[0]
    assert (load_scene(file) == Scene()) is replace
    assert window.isWindowModified() is not replace
    window.commands["save"].trigger()
    assert len(asked) == (1 if replace else 2)


def test_what_is_told_stays_while_the_scene_is_still_solved(window, tmp_path):
    window.session.set("hips", "up")  # solved in the next turn
    assert not window.files.save_as(tmp_path / "none" / "a")
    told = window.sentence.text
    assert told.startswith("Not saved: ")
    settle()
    assert window.session.view.scene == window.session.scene
    assert window.sentence.text == told
    window.session.set("hips", "down")
    settle()
    assert "newtons" in window.sentence.text


@pytest.mark.parametrize("name", ["two\nlines", "red\x1b[31m", "\u202egnp", "\udcff\udcfe"])
def test_signs_of_a_name_that_are_no_letters_are_marked(window, tmp_path, name):
    assert window.files.save_as(tmp_path / f"R&D {name}")
    settle()
    window.recent.aboutToShow.emit()
    action = window.recent.actions()[0]
    assert UNSEEN in window.windowTitle()
    assert UNSEEN in action.text()
    for text in (window.windowTitle(), action.text(), window.sentence.text):
        assert not set(text) & set(name) - set("twolinesred[31mgnp")
    action.trigger()
    settle()
    assert window.session.document.path == tmp_path / f"R&D {name}.spineviz"


@pytest.mark.parametrize(
    ("kind", "chosen", "written"),
    [("export_values", "", "Lesson 1.2 ribs.csv"),
     ("save_as", "Scenes as JSON (*.json)", "Lesson 1.2 ribs.json")],
)  # fmt: skip
def test_a_name_with_a_dot_gets_its_ending(window, tmp_path, monkeypatch, kind, chosen, written):
    name = str(tmp_path / "Lesson 1.2 ribs")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (name, chosen))
    window.commands[kind].trigger()
    assert [each.name for each in tmp_path.iterdir()] == [written]


def test_names_are_shown_as_they_are(window, tmp_path):
    file = tmp_path / "R&D <b>[*].spineviz"
    window.files.save_as(file)
    window.files.new()
    window.files.open(file)
    settle()
    window.recent.aboutToShow.emit()
    action = window.recent.actions()[0]
    assert action.text() == "R&&D <b>[*].spineviz"
    assert "&lt;b&gt;" in action.toolTip()
    assert "R&&D" in window.undo.text()
    assert window.windowTitle().startswith("R&D <b>[*][*].spineviz[*]")


def test_one_file_that_cannot_be_reached_does_not_empty_the_list(window, tmp_path, monkeypatch):
    far, near = tmp_path / "far.spineviz", tmp_path / "near.spineviz"
    for each in (far, near):
        window.files.save_as(each)

    def unreachable(self, **more):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_file", unreachable)
    far.unlink()
    window.recent.aboutToShow.emit()
    texts = [action.text() for action in window.recent.actions()]
    assert texts == ["near.spineviz", "far.spineviz (missing)"]


def test_a_file_that_is_named_at_the_start_is_an_opened_document(window, tmp_path):
    file = tmp_path / "my.spineviz"
    file.write_text(dump_scene(Scene(arms="sides")))
    app.begin(window, Scene(arms="sides", hips="up"), file)  # with --set hips=up
    settle()
    assert window.windowTitle().startswith("my.spineviz")
    assert window.isWindowModified()
    assert window.settings.recent == [file]
    window.commands["save"].trigger()
    assert load_scene(file) == Scene(arms="sides", hips="up")
    assert not window.isWindowModified()


def test_the_system_opens_a_file(window, tmp_path):
    file = tmp_path / "my.spineviz"
    file.write_text(dump_scene(Scene(arms="sides")))
    application = QApplication.instance()
    system = app.SystemFiles(window)
    application.installEventFilter(system)
    try:
        QApplication.sendEvent(application, QFileOpenEvent(str(file)))
    finally:
        application.removeEventFilter(system)
    settle()
    assert window.session.document.path == file
    assert window.session.scene.arms == "sides"


def test_a_card_is_no_change_of_the_file_that_was_open(window, tmp_path):
    from spineviz.teaching.cards import card

    file = tmp_path / "my.spineviz"
    file.write_text(dump_scene(Scene(arms="sides")))
    window.files.open(file)
    window.questions.open(card("C3"))
    settle()
    assert window.session.document.path is None
    window.undo.trigger()
    settle()
    assert window.session.document.path == file
    assert load_scene(file) == window.session.scene == Scene(arms="sides")


def test_the_panel_at_the_side_is_remembered(application, tmp_path):
    from spineviz.window.shell.main_window import default_window

    for before, after in ((False, True), (True, False)):
        window = default_window(None, Settings(tmp_path / "settings.ini"))
        window.session.solve_now()
        window.show()
        settle()
        assert window.more.isVisible() is before
        assert window.commands["more"].isChecked() is before
        window.commands["more"].trigger()
        assert window.more.isVisible() is after
        window.close()
        window.deleteLater()
    settle(2)


def test_an_event_of_another_kind_opens_nothing(window):
    assert not app.SystemFiles(window).eventFilter(window, QEvent(QEvent.Type.User))


@pytest.mark.parametrize("what", ["nothing", "a dialog", "the board", "another screen"])
def test_a_release_that_another_window_got_is_a_release(window, what):
    start = take_roller(window)
    if what == "a dialog":
        QTimer.singleShot(20, lambda: QApplication.activeModalWidget().reject())
        window.commands["open"].trigger()
    elif what == "the board":
        window.commands["presenter"].trigger()
        window.commands["presenter"].trigger()
    elif what == "another screen":
        window.hide()
        window.show()
    settle()
    held = window.session.scene
    move(window.body, start + QPointF(90, 0), Qt.MouseButton.NoButton)
    settle()
    assert window.session.scene == held
    assert not window.session.in_hand
    window.undo.trigger()
    settle()
    assert window.session.scene == Scene()


def test_another_button_does_not_end_what_the_left_one_holds(window):
    start = take_roller(window)
    both = Qt.MouseButton.LeftButton | Qt.MouseButton.RightButton
    mouse(window.body, QEvent.Type.MouseButtonPress, start, Qt.MouseButton.RightButton, both)
    mouse(window.body, QEvent.Type.MouseButtonRelease, start, Qt.MouseButton.RightButton, LEFT)
    before = window.session.scene
    move(window.body, start + QPointF(90, 0))
    settle()
    assert window.session.scene != before
    release(window.body, start + QPointF(90, 0))
    settle()
    window.undo.trigger()
    assert window.session.scene == Scene()
    column = GuessSlider()
    column.setValue(10)
    column.resize(80, 200)
    mouse(column, QEvent.Type.MouseButtonPress, QPointF(40, 20), Qt.MouseButton.RightButton,
          Qt.MouseButton.RightButton)  # fmt: skip
    assert column.value() == 10
    press(column, QPointF(40, 20))
    assert column.value() != 10


def test_the_line_of_the_authors_numbers_forgets_what_nobody_holds(application):
    line = NumberLine()
    line.resize(400, 60)
    line.show_line(Span(0.0, 100.0, 1.0), (10.0, 90.0), None, False)
    told = []
    line.moved.connect(lambda row, number: told.append((row, number)))
    press(line, QPointF(line.x_of(10.0), 30))
    move(line, QPointF(line.x_of(20.0), 30))
    assert len(told) == 1
    press(line, QPointF(line.x_of(50.0), 30))  # the release went elsewhere; here is no handle
    move(line, QPointF(line.x_of(60.0), 30))
    assert len(told) == 1
