"""A lesson is written in the window: by mouse alone, by keys alone, tried, saved, opened again."""

from __future__ import annotations

import pytest
from hands import click, drop, key, move, press, release, rest, settle, show
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QFileDialog,
    QLabel,
)

from spineviz.session.author import PEOPLE, span_of
from spineviz.session.recovery import Recovery
from spineviz.session.settings import Settings
from spineviz.simulation.simulate import simulate
from spineviz.teaching.lesson_check import check
from spineviz.teaching.lessons import lessons, read_lesson
from spineviz.window.lesson import author_panel
from spineviz.window.paint.theme import ThemeChoice
from spineviz.window.shell.main_window import MainWindow, default_window
from spineviz.words.language import say

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def few_bodies(monkeypatch):
    """Two bodies agree as fast as ten."""
    for module in ("session.author", "window.lesson.author_panel"):
        monkeypatch.setattr(f"spineviz.{module}.PEOPLE", 2)


@pytest.fixture
def heard(monkeypatch):
    found: list[str] = []
    monkeypatch.setattr(author_panel, "announce", lambda _, text: found.append(text))
    return found


def write(text: str) -> None:
    """Letters to whatever has the focus."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(
                kind, Key(ord(letter.upper())), Qt.KeyboardModifier.NoModifier, letter
            )
            QApplication.sendEvent(QApplication.focusWidget(), event)


def pressed(code: Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    key(QApplication.focusWidget(), code, modifiers)
    settle(3)


def tab_to(name: str) -> None:
    """Tab until the focus is on something of that name."""
    for _ in range(150):
        focus = QApplication.focusWidget()
        if focus.accessibleName() == name and focus.isVisible():
            return
        pressed(Key.Key_Tab)
    raise AssertionError(f"Tab never comes to {name}")


def two_cases(window):
    """The panel is open and holds T8 and L3."""
    window.commands["write_lesson"].trigger()
    settle()
    panel = window.author
    click(panel.keep)
    window.session.set("roller.level", "L3")
    settle()
    click(panel.keep)
    settle()
    return panel


def seen(panel, widget) -> None:
    """Scroll to a widget, as a wheel would."""
    panel._scroll.ensureWidgetVisible(widget)
    settle(2)


def test_a_lesson_is_written_by_mouse_tried_saved_and_dropped_on_the_window(
    window, few_bodies, tmp_path, monkeypatch
):
    session = window.session
    panel = two_cases(window)
    assert list(session.author.draft.names.values()) == ["Roller under T8", "Roller under L3"]
    click(panel.forms["how_much"])
    settle()
    rest(window)
    assert panel.hint.text().replace("\u202f", " ").startswith("C, ")
    assert panel.hint.text().endswith("same for 2 of 2 bodies")
    line = panel.editor.line
    seen(panel, line)
    before = panel.hint.text()
    at = QPointF(line.x_of(60.0), line.height() / 2)
    press(line, at)
    move(line, QPointF(line.x_of(60.0) + 60, line.height() / 2))
    settle()
    held = panel.hint.text()
    assert held != before, "the hint is live while the handle is held"
    undo = session.history.undo_label
    assert undo == "Add a question", "no step of undo before it is let go"
    release(line, QPointF(line.x_of(60.0) + 60, line.height() / 2))
    settle()
    assert session.author.draft.blanks(0).handles[1] > 62.0
    assert session.history.undo_label == "Change a question"
    here = session.scene
    click(panel.attempt)
    settle()
    assert session.lesson.run is not None
    assert session.lesson.run.lesson.title == "My lesson"
    assert window.stage.isVisible()
    window.stage.ask_leave()
    click(window.stage.leave)
    settle()
    assert session.lesson.run is None
    assert panel.isVisible()
    assert session.scene == here
    assert session.lesson.left == {}
    file = tmp_path / "own"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), "Lessons (*.toml)"))
    click(panel.save)
    settle()
    saved = tmp_path / "own.toml"
    lesson = read_lesson(saved)
    assert [row.mistake for row in check(lesson, simulate) if row.mistake] == []
    assert session.author.draft.saved
    assert panel.where.text() == "Saved as own.toml"
    assert drop(window, saved)
    settle()
    assert session.lesson.run.lesson == lesson
    assert saved in window.files._settings.recent


def test_a_lesson_is_written_by_keys_alone(window, few_bodies, heard):
    window.activateWindow()
    author = window.session.author
    pressed(Key.Key_L, CONTROL | SHIFT)
    if not window.author.isVisible():  # the offscreen platform maps no shortcuts
        window.commands["write_lesson"].trigger()
    settle()
    assert QApplication.focusWidget() is window.author.keep
    pressed(Key.Key_Space)
    window.commands["level_down"].trigger()
    settle()
    tab_to("Keep this scene")
    pressed(Key.Key_Space)
    tab_to("Title")
    QApplication.focusWidget().selectAll()
    write("ribs")
    pressed(Key.Key_Return)
    assert author.draft.title == "ribs"
    tab_to("More or less")
    pressed(Key.Key_Space)
    assert QApplication.focusWidget() is window.author.editor.values[0]
    pressed(Key.Key_Down)
    assert author.draft.blanks(0).values == ("mean",)
    tab_to("The same up to")
    QApplication.focusWidget().selectAll()
    write("2,5")
    pressed(Key.Key_Return)
    assert author.draft.blanks(0).handles == (2.5,)
    tab_to("Question")
    write("so ")
    pressed(Key.Key_Return)
    assert author.draft.steps[0]["ask"].startswith("so Does")
    tab_to("Choice B")
    QApplication.focusWidget().selectAll()
    write("same")
    tab_to("Minutes")
    assert author.draft.steps[0]["choices"][1]["say"] == "same"
    pressed(Key.Key_Up)
    assert author.draft.steps[0]["minutes"] == 2.5
    tab_to("Steps of the lesson")
    pressed(Key.Key_Down)
    assert window.author.editor.texts["ask"].toPlainText().startswith("What did happen")
    tab_to("Earlier")
    pressed(Key.Key_Space)
    assert [step["kind"] for step in author.draft.steps] == ["observe", "predict", "rule"]
    tab_to("Try")
    pressed(Key.Key_Space)
    assert window.session.lesson.run.step.kind == "observe"
    pressed(Key.Key_Escape)
    pressed(Key.Key_Space)
    settle()
    assert window.session.lesson.run is None
    assert window.author.isVisible()
    assert heard == []


def test_undo_takes_a_lesson_back_step_by_step_and_redo_brings_it_again(window):
    panel = two_cases(window)
    click(panel.forms["more_or_less"])
    settle()
    whole = window.session.author.draft.raw
    for _ in range(4):
        window.session.undo()
        settle()
    assert window.session.author.draft.raw["cases"] == {}
    assert panel.steps.count() == 0
    assert not panel.names
    for _ in range(4):
        window.session.redo()
    settle()
    assert window.session.author.draft.raw == whole
    assert panel.steps.count() == 3


@pytest.mark.parametrize("handles", [(-15.0, -5.0), (0.0, 0.0), (3.0, 40.0), (-2.0, 9.0)])
@pytest.mark.parametrize("number", [None, -8.0, 0.0, 60.0])
@pytest.mark.parametrize("mirrored", [False, True])
def test_a_line_has_room_for_every_handle_and_for_the_number(handles, number, mirrored):
    span = span_of(handles, number, mirrored)
    for each in (*handles, *(() if number is None else (number,))):
        assert span.low <= each <= span.high


def test_what_cannot_be_is_said_in_the_panel_and_nothing_is_lost(window, heard, few_bodies):
    panel = two_cases(window)
    draft = window.session.author.draft
    click(panel.forms["which"])
    settle()
    assert panel.problem.text() == "Not done: this question takes 3 to 4 different cases, not 2."
    assert heard == [panel.problem.text()]
    assert window.session.author.draft == draft
    click(panel.forms["how_much"])
    settle()
    assert panel.problem.isHidden()
    field = panel.editor.handles[0]
    seen(panel, field)
    field.setFocus()
    field.selectAll()
    write("900")
    pressed(Key.Key_Return)
    rest(window)  # what is found out meanwhile writes nothing over it
    assert "two or three handles, increasing" in panel.problem.text()
    assert field.value() == 900.0, "what was written can be mended"
    assert window.session.author.draft.blanks(0).handles == (30.0, 60.0)
    case = window.session.author.draft.blanks(0).cases[0]
    click(panel.drops[case])
    assert "choose another case there first" in panel.problem.text()


def test_why_it_cannot_be_saved_is_one_sentence_and_the_draft_is_kept(
    window, tmp_path, monkeypatch
):
    panel = two_cases(window)
    click(panel.forms["how_much"])
    author = window.session.author
    author.change(lambda draft: draft.write(0, "ask", "why " * 26), "Words")
    settle()
    assert panel.hint.text() == "ask has 26 words; it takes at most 25."
    assert panel.editor.left.text() == "1 word too many; a question takes up to 25"
    file = tmp_path / "own.toml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), "*"))
    told = []
    window.files.said.connect(told.append)
    click(panel.save)
    assert len(told) == 1
    assert "step 1: ask has 26 words" in told[0]
    assert not file.exists()
    assert not author.draft.saved
    click(panel.attempt)
    assert panel.problem.text().startswith("Not ready to be tried: ")
    assert window.session.lesson.run is None


def kept_window(folder, application) -> MainWindow:
    window = default_window(None, Settings(folder / "settings.ini"), Recovery(folder / "kept"))
    window.session.solve_now()
    window.offers.start()
    window.show()
    settle()
    return window


def closed(window, application) -> None:
    window.close()
    window.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_lesson_that_was_not_saved_is_offered_next_time_and_not_once_it_is_saved(
    application, tmp_path
):
    window = kept_window(tmp_path, application)
    panel = two_cases(window)
    click(panel.forms["more_or_less"])
    settle()
    raw = window.session.author.draft.raw
    window.files.new()  # the scene goes; the lesson stays with whoever writes it
    assert window.session.author.draft.raw == raw
    closed(window, application)

    window = kept_window(tmp_path, application)
    offers = []
    for _ in range(3):  # the scene that was left is offered as well
        if not window.offer.asks:
            break
        offers.append(window.offer.words.text())
        click(window.offer.restore)
        settle()
    assert "A lesson that was being written was not saved last time: My lesson." in offers
    assert window.session.author.draft.raw == raw
    assert window.author.isVisible()
    assert window.files.save_lesson_as(tmp_path / "own.toml")
    closed(window, application)

    window = kept_window(tmp_path, application)
    assert "being written" not in window.offer.words.text()
    assert not list((tmp_path / "kept").glob("*--*.json"))
    closed(window, application)


def test_saving_one_lesson_never_writes_over_the_file_of_another(window, tmp_path):
    panel = two_cases(window)
    click(panel.forms["more_or_less"])
    assert window.files.save_lesson_as(tmp_path / "first.toml")
    click(panel.new)
    settle()
    assert window.session.author.draft.path is None
    window.session.undo()
    settle()
    assert window.session.author.draft.path == tmp_path / "first.toml"
    assert window.session.author.draft.saved
    click(panel.forms["how_much"])
    settle()
    window.session.undo()
    assert window.session.author.draft.saved, "undo back to what the file holds"


def test_a_lesson_that_runs_can_be_changed_and_gets_a_file_of_its_own(window):
    window.session.lesson.start(lessons()[0])
    settle()
    window.commands["change_lesson"].trigger()
    settle()
    assert window.session.lesson.run is None
    assert window.author.isVisible()
    draft = window.session.author.draft
    assert draft.title == lessons()[0].title
    assert (draft.path, draft.saved) == (None, True)
    assert window.author.steps.count() == len(lessons()[0].steps)
    for row in range(len(draft.steps)):
        window.author.steps.setCurrentRow(row)
        settle(2)
    assert window.session.author.draft == draft, "to look at a step changes nothing"


@pytest.mark.parametrize("text", ["", "title = 1", "\x00", "[[step]]\nkind = '<img src=x>'"])
def test_a_file_that_is_no_lesson_is_said_in_one_sentence(window, tmp_path, text):
    file = tmp_path / "bad.toml"
    file.write_text(text)
    told = []
    window.files.said.connect(told.append)
    assert drop(window, file)
    assert len(told) == 1
    assert told[0].startswith("Not opened: bad.toml")
    assert "\n" not in told[0]
    assert window.session.lesson.run is None


def test_while_a_lesson_runs_the_panel_tells_nothing_of_it(window, few_bodies):
    panel = two_cases(window)
    click(panel.forms["how_much"])
    settle()
    rest(window)
    assert panel.hint.text()
    click(panel.attempt)
    settle()
    assert panel.hint.text() == ""
    assert not window.session.idle.busy, "nothing is found out behind the class"


def test_the_bodies_come_after_the_cases_and_wait_for_whoever_drags(window):
    panel = two_cases(window)
    click(panel.forms["how_much"])
    settle()
    idle, author = window.session.idle, window.session.author
    idle._quiet.timeout.emit()
    idle._step()
    first = author.hint(0)
    assert first.checked is not None
    assert first.checked.agree is None
    assert first.waits
    window.session.change("brace", 0.5)
    assert not idle._queue, "a drag drops what is queued"
    window.session.commit("Brace")
    settle()
    idle.finish()
    assert author.hint(0).checked.bodies == PEOPLE
    assert not author.hint(0).waits


@pytest.mark.parametrize("theme", [ThemeChoice.LIGHT, ThemeChoice.DARK], ids=lambda t: t.name)
@pytest.mark.parametrize("size", [(1024, 600), (1920, 1080)], ids=str)
def test_nothing_is_cut_and_everything_has_a_name(window, size, theme):
    window.resize(*size)
    window.set_theme(theme)
    panel = two_cases(window)
    click(panel.forms["how_much"])
    settle()
    inside = panel._scroll.widget()
    assert inside.width() <= panel._scroll.viewport().width()
    assert panel._scroll.viewport().height() > 200
    for each in panel.findChildren(QLabel) + panel.findChildren(QAbstractButton):
        if each.isVisible() and each.parentWidget().objectName() != "qt_spinbox_lineedit":
            assert each.width() >= each.minimumSizeHint().width(), each.text()
    for each in panel.findChildren(QAbstractButton) + panel.findChildren(QAbstractScrollArea):
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert each.accessibleName(), each


def test_the_list_of_lessons_leads_to_writing_one(window):
    window.activateWindow()
    window.commands["lessons"].trigger()
    settle()
    click(window.lessons.write)
    settle()
    assert window.author.isVisible()
    assert window.author.isAncestorOf(QApplication.focusWidget())


def test_what_is_opened_during_a_try_stays(window):
    two_cases(window)
    session = window.session
    session.author.change(lambda draft: draft.add("more_or_less"), "Add")
    rest(window)
    session.author.try_it()
    settle()
    assert session.lesson.run is not None
    window.commands["new"].trigger()
    rest(window)
    assert session.lesson.run is None
    assert session.history.now.label != say("step.tried")


def test_a_try_from_the_menu_that_cannot_be_opens_the_panel_and_says_why(window):
    author = window.session.author
    author.keep_case()
    author.change(lambda draft: draft.add("look"), "Add")
    show(window, panel="")
    settle()
    window.commands["try_lesson"].trigger()
    settle()
    assert window.author.isVisible()
    assert window.author.problem.text().startswith("Not ready to be tried: ")
