"""Numbers are typed, refused, taken back and copied; check boxes act however they are toggled."""

from __future__ import annotations

import pytest
from hands import click, settle, show
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QGuiApplication,
    QInputMethodEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QMessageBox, QWidget

from spineviz.command.main import main
from spineviz.scene import Scene
from spineviz.session.idle import Idle
from spineviz.session.lesson_run import LOCK, VOTED
from spineviz.session.lesson_run import MOST_LETTERS as RULE_LETTERS
from spineviz.session.settings import Settings
from spineviz.teaching.lessons import lessons
from spineviz.window.controls.fields import MOST_LETTERS
from spineviz.window.handout.handout_menu import HandoutDialog
from spineviz.window.lesson.author_fields import Words
from spineviz.window.lesson.text_pages import RuleField
from spineviz.window.shell.files import ask_name
from spineviz.window.shell.main_window import default_window
from spineviz.window.shell.pages import Page
from spineviz.words.language import say

LANGUAGES = ("en_US", "de_DE", "fr_FR", "de_CH")
TOGGLE = QAccessibleActionInterface.toggleAction
COPY = Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier
REDO = (
    Qt.Key.Key_Z,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
)
UNDO = Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _nothing_is_worked_on_beside(monkeypatch):
    """What would be without ribs or discs takes seconds, and nobody asks here."""
    monkeypatch.setattr(Idle, "want", lambda *_: None)


@pytest.fixture(params=LANGUAGES)
def language(request):
    """Qt in another language; made before the window."""
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)


def enter(spin, text: str, key: Qt.Key | None = Qt.Key.Key_Return) -> None:
    spin.setFocus()
    spin.selectAll()
    QTest.keyClick(spin, Qt.Key.Key_Delete)
    QTest.keyClicks(spin, text)
    if key is not None:
        QTest.keyClick(spin, key)
    settle()


def number(window, key: str):
    show(window, panel="more")
    window.activateWindow()
    settle()
    return window.more.numbers[key]


TYPED = (
    ("roller.groove_mm", "2,5", 2.5),
    ("roller.groove_mm", "12.5", 12.5),
    ("brace", "0,35", 0.35),
    ("brace", "0.45", 0.45),
    ("lean_deg", "-7,25", -7.25),
    ("person.stature_m", "1,65 m", 1.65),
    ("roller.position_mm", "120,5", 120.5),
)


def test_point_and_comma_are_decimal_signs_in_every_language(language, window):
    sign = QLocale().decimalPoint()
    for key, typed, value in TYPED:
        spin = number(window, key).spin
        enter(spin, typed)
        assert window.session.scene.get(key) == value
        assert float(spin.cleanText().replace(sign, ".")) == value


@pytest.mark.parametrize("typed", ["2,5", "12.5", "0,35"])
def test_so_they_are_on_the_command_line(capsys, typed):
    assert main(["solve", "--set", f"roller.groove_mm={typed}"]) == 0
    taken = f"roller.groove_mm={float(typed.replace(',', '.')):g}"
    assert taken in capsys.readouterr().out.split()


IMPOSSIBLE = ("500", "-500", "1.234,5", "abc", "", "1e999", "nan", "1_0", "1 0", "5 mm")


@pytest.mark.parametrize("done", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_what_cannot_be_taken_is_said_as_the_command_line_says_it(window, capsys, done):
    spin = number(window, "lean_deg").spin
    enter(spin, "5")
    before, undo = window.session.scene, window.session.history.undo_label
    for typed in IMPOSSIBLE:
        told = []
        window.session.refused.connect(told.append)
        enter(spin, typed, done)
        window.session.refused.disconnect(told.append)
        assert window.session.scene == before
        assert window.session.history.undo_label == undo
        assert spin.value() == 5.0
        assert spin.cleanText() == "5"
        assert main(["solve", "--set", f"lean_deg={typed}"]) == 2
        reason = capsys.readouterr().err.strip().removeprefix("spineviz: ")
        assert reason.startswith("lean_deg: ")
        named = reason.replace("lean_deg", spin.accessibleName().partition(",")[0])
        assert [each.replace("−", "-") for each in told] == [f"Not set: {named}."]
        assert window.sentence.text == told[0]


@pytest.mark.parametrize("typed", ["-0", "-0,0"])
def test_nought_has_no_sign(window, typed):
    spin = number(window, "lean_deg").spin
    enter(spin, typed)
    assert spin.text() == "0 °"


def test_a_place_beyond_the_end_of_this_back_is_refused_with_where_it_ends(window):
    spin = number(window, "roller.position_mm").spin
    before = window.session.scene
    enter(spin, "799")
    assert window.session.scene == before
    assert window.sentence.text.startswith("Not set: Roller position: '799' is not allowed")
    assert f"0 to {spin.maximum():g} mm" in window.sentence.text


def test_a_number_finer_than_its_step_stays_as_the_file_has_it(window):
    window.session.load(Scene(person_mass_kg=72.5, brace=0.125), "Open")
    editor = number(window, "person.mass_kg")
    assert editor.spin.cleanText() == "72.5"
    assert window.more.numbers["brace"].spin.cleanText() == "0.125"
    assert window.more.numbers["lean_deg"].spin.cleanText() == "0"
    editor.spin.setFocus()
    QTest.keyClick(editor.spin, Qt.Key.Key_Return)
    settle()
    assert window.session.scene == Scene(person_mass_kg=72.5, brace=0.125)


def test_a_panel_that_is_opened_while_a_scene_waits_shows_that_scene(window):
    window.session.change("person.mass_kg", 91.0)
    assert window.more.numbers["person.mass_kg"].spin.cleanText() == "91"
    window.session.change("hips", "up")
    assert window.more.choices["hips"].currentData() == "up"


def test_after_a_number_and_enter_undo_takes_it_back_at_once(window):
    spin = number(window, "person.mass_kg").spin
    before = window.session.scene
    enter(spin, "90")
    assert window.session.scene.person_mass_kg == 90.0
    assert spin.hasFocus()
    QTest.keyClick(spin, *UNDO)
    settle()
    assert window.session.scene == before
    QTest.keyClick(spin, *REDO)
    settle()
    assert window.session.scene.person_mass_kg == 90.0
    spin.selectAll()
    QTest.keyClicks(spin, "8")
    QTest.keyClick(spin, *UNDO)  # what is being typed is taken back in the field
    settle()
    assert spin.cleanText() == "90"


def test_a_step_by_key_or_by_a_screen_reader_is_taken_back_at_once(window):
    spin = number(window, "person.mass_kg").spin
    before = window.session.scene
    spin.setFocus()
    QTest.keyClick(spin, Qt.Key.Key_Up)
    settle()
    assert window.session.scene.person_mass_kg == 76.0
    QTest.keyClick(spin, *UNDO)
    settle()
    assert window.session.scene == before
    QAccessible.queryAccessibleInterface(spin).valueInterface().setCurrentValue(80.0)
    settle()
    assert window.session.scene.person_mass_kg == 80.0
    QTest.keyClick(spin, *UNDO)
    settle()
    assert window.session.scene == before
    box = window.strip.choices["arms"]
    box.setCurrentIndex(box.findData("sides"))  # what reaches a list by its accessible cells
    settle()
    assert window.session.scene.arms == "sides"
    assert window.session.history.undo_label == "Arms"
    window.play_bar.speed.setCurrentIndex(0)
    assert window.session.play.speed is window.play_bar.speed.itemData(0)


def test_in_a_count_of_hands_undo_is_the_windows(window):
    window.session.lesson.start(lessons()[0], False)
    while window.session.lesson.run.step.kind not in VOTED:
        window.session.lesson.next()
    settle()
    window.activateWindow()
    hands = window.stage.page.choices[0].hands
    hands.setFocus()
    scene = window.session.scene
    window.session.set("roller.level", "T6")
    settle()
    hands.selectAll()
    QTest.keyClicks(hands, "12")
    QTest.keyClick(hands, *UNDO)
    settle()
    assert window.session.scene == scene
    assert hands.value() == 12  # and never a vote


def counting(window):
    """The field for the hands of the first choice, in a vote of a class, with the focus."""
    player = window.session.lesson
    player.start(lessons()[0], False)
    while player.run.step.kind not in VOTED:
        player.next()
    settle()
    window.activateWindow()
    hands = window.stage.page.choices[0].hands
    hands.setFocus()
    return hands


@pytest.mark.parametrize("done", [Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_D])
def test_what_is_no_count_of_hands_is_said_and_never_another_number(window, done):
    player, hands = window.session.lesson, counting(window)
    for typed, kept in (("2.5", 7), ("2,5", 8), ("-3", 9), ("1234", 10), ("1,2.3", 11)):
        hands.setFocus()
        hands.selectAll()
        QTest.keyClicks(hands, str(kept))
        QTest.keyClick(hands, Qt.Key.Key_Tab)
        scene, place = window.session.scene, player.run.at
        hands.setFocus()
        hands.selectAll()
        QTest.keyClicks(hands, typed)
        QTest.keyClick(hands, done)
        settle()
        assert hands.value() == player.run.ballot.hands[0] == kept
        assert not player.run.ballot.locked
        assert player.run.at == place
        assert not player.blank
        assert window.session.scene == scene
        said = window.stage.status.text()
        allowed = f"it takes whole numbers from 0 to {hands.maximum()}"
        assert f"'{typed}' is not allowed; {allowed}" in said
    hands.setFocus()
    hands.selectAll()
    QTest.keyClicks(hands, "12.")
    QTest.keyClick(hands, Qt.Key.Key_Return)
    settle()
    assert player.run.now.ballots[0].hands[0] == 12
    assert player.run.now.ballots[0].locked


def test_a_point_before_any_digit_is_the_clickers(window):
    player, hands = window.session.lesson, counting(window)
    QTest.keyClicks(hands, ".")
    settle()
    assert player.blank


@pytest.mark.parametrize("part", ["spin", "slider"])
def test_a_number_is_copied(window, part):
    editor = number(window, "person.mass_kg")
    enter(editor.spin, "72,5")
    field = getattr(editor, part)
    field.setFocus()
    editor.spin.lineEdit().deselect()
    QTest.keyClick(field, *COPY)
    assert QGuiApplication.clipboard().text() == "72.5"


def test_a_choice_a_bar_and_all_values_are_copied(window):
    window.activateWindow()
    window.strip.choices["arms"].setFocus()
    QTest.keyClick(window.strip.choices["arms"], *COPY)
    assert QGuiApplication.clipboard().text() == "Behind head"
    click(window.readout.cage)
    window.readout.cage.setFocus()
    QTest.keyClick(window.readout.cage, *COPY)
    assert QGuiApplication.clipboard().text() == window.readout.cage.text
    window.body.setFocus()
    QTest.keyClick(window.body, *COPY)
    table = QGuiApplication.clipboard().text()
    assert len(table.splitlines()) > 20
    assert "peak pressure" in table


@pytest.mark.parametrize(
    ("make", "most"), [(RuleField, RULE_LETTERS), (lambda: Words("Question", 3), MOST_LETTERS)]
)
def test_what_has_no_room_is_not_put_in_and_never_laid_out(application, make, most):
    field, told = make(), []
    field.refused.connect(told.append)
    field.setPlainText("here")
    field.moveCursor(QTextCursor.MoveOperation.End)
    QGuiApplication.clipboard().setText("x" * 3_000_000)  # Qt takes twenty minutes for it
    field.paste()
    assert field.toPlainText() == "here"
    assert told == [say("fields.no_room", letters=3_000_004, most=most)]
    QGuiApplication.clipboard().setText("x" * (most - 4))
    field.paste()
    assert len(field.toPlainText()) == most
    QTest.keyClicks(field, "y")
    typed = QInputMethodEvent()
    typed.setCommitString("z")
    QApplication.sendEvent(field, typed)
    assert field.toPlainText() == "here" + "x" * (most - 4)
    assert told[1:] == 2 * [say("fields.no_room", letters=most + 1, most=most)]
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    QTest.keyClicks(field, "y")
    assert field.toPlainText().endswith("xy")
    field.selectAll()
    QGuiApplication.clipboard().setText("two\nlines")
    field.paste()
    assert field.toPlainText() == "two\nlines"


def test_help_is_open_once(window):
    window.activateWindow()
    for _ in range(4):
        QTest.keyClick(window.body, Qt.Key.Key_F1)
        settle()
        window.activateWindow()
    assert len([each for each in window.findChildren(Page) if each.isVisible()]) == 1


def toggle(widget: QWidget) -> None:
    """What a screen reader does to a check box."""
    found = QAccessible.queryAccessibleInterface(widget)
    actions = found.actionInterface()
    assert TOGGLE() in actions.actionNames(), widget.accessibleName()
    actions.doAction(TOGGLE())
    settle()


def checkable(top: QWidget) -> list[QAbstractButton]:
    return [
        each
        for each in top.findChildren(QAbstractButton)
        if each.isCheckable() and each.isVisibleTo(top) and each.isEnabled()
    ]


def look(window) -> tuple[object, ...]:
    """Everything that a check box of the window may change."""
    session, readout = window.session, window.readout
    return (
        session.scene, session.shown, session.history.pinned, session.lesson.run,
        tuple(each.unfolded for each in readout.ledgers), readout.extension.isHidden(),
        window.questions.page.toHtml(), window.sentence.height(),
    )  # fmt: skip


@pytest.mark.parametrize("panel", ["", "more", "questions"])
def test_whatever_can_be_ticked_acts_when_a_screen_reader_toggles_it(window, panel):
    window.resize(1600, 1000)
    show(window, panel=panel)
    if panel == "questions":
        window.questions.open(window.questions.list.item(0).data(Qt.ItemDataRole.UserRole))
    settle()
    names = [each.accessibleName() for each in checkable(window)]
    tried = 0
    for name in names:
        box = next((each for each in checkable(window) if each.accessibleName() == name), None)
        if box is None or (box.group() is not None and box.isChecked()):
            continue  # gone with a panel, or one of several, which another one takes
        before, was = look(window), box.isChecked()
        toggle(box)
        assert look(window) != before, name
        assert box.isChecked() != was
        if box.group() is None:
            toggle(box)
            assert box.isChecked() == was, name
        show(window, panel=panel)
        settle()
        tried += 1
    assert tried >= 6
    assert window.session.scene.without == ()


def test_ribs_and_comparison_follow_a_screen_reader(window):
    toggle(window.strip.checks["ribs"])
    assert window.session.scene.without == ("ribs",)
    toggle(window.strip.compare)
    assert window.session.compare.active
    toggle(window.strip.compare)
    assert not window.session.compare.active


def test_a_ledger_that_a_screen_reader_folds_stays_folded(window):
    ledger = window.readout.entry
    was = ledger.unfolded
    toggle(ledger.fold)
    assert ledger.unfolded != was
    window.resize(1500, 1000)
    settle()
    window.resize(1024, 600)
    settle()
    assert ledger.unfolded != was


def test_where_the_body_is_seen_from_follows_a_screen_reader(window):
    back = next(each for each in checkable(window) if "back" in each.accessibleName().lower())
    toggle(back)
    assert window.session.shown.view == "back"


def test_answers_of_a_lesson_follow_a_screen_reader(window):
    player = window.session.lesson
    player.start(lessons()[0], True)
    settle()
    tried = set()
    for _ in range(60):
        run = player.run
        if run is None or run.ended:
            break
        page = window.stage.page
        if run.step.kind in VOTED and run.todo == LOCK:
            toggle(page.choices[1].radio)
            assert player.run.ballot.choice == 1
            toggle(page.choices[1].radio)  # taken stays taken
            assert player.run.ballot.choice == 1
            assert page.choices[1].radio.isChecked()
            tried.add("vote")
        elif getattr(page, "options", None):
            for row, options in enumerate(page.options):
                toggle(options[1])
                assert player.run.now.marks[row]
                assert options[1].isChecked()
            tried.add("marks")
        player.next()
        settle()
    assert tried == {"vote", "marks"}


def test_boxes_of_a_dialog_follow_a_screen_reader(window):
    dialog = HandoutDialog(window, lessons(), None)
    dialog.show()
    settle()
    for box in checkable(dialog):
        toggle(box)
    assert (dialog.wanted.key, dialog.wanted.grey) == (True, True)
    dialog.close()


def test_every_tick_of_the_menus_follows_a_screen_reader(window):
    for name in ("show_flow", "show_inner", "show_cobb", "people"):
        action = window.commands[name]
        menu = window.menus.menus["view"]
        entries = QAccessible.queryAccessibleInterface(menu)
        row = list(menu.actions()).index(action)
        before = window.session.shown
        entry = entries.child(row)
        entry.actionInterface().doAction(entry.actionInterface().actionNames()[0])
        settle()
        assert window.session.shown != before, name
        assert action.isChecked() == getattr(
            window.session.shown, {"people": "people"}.get(name, name.removeprefix("show_"))
        )


def test_an_ampersand_in_a_name_is_one(application, tmp_path, monkeypatch):
    window = default_window(None, Settings(tmp_path / "settings.ini"))
    window.show()
    file = tmp_path / "R&D.spineviz"
    window.files.save_as(file)
    window.session.set("hips", "up")
    window.files.open(file)
    window.recent.aboutToShow.emit()
    assert window.recent.actions()[0].text() == "R&&D.spineviz"  # as Qt writes R&D
    assert window.undo.text().endswith("R&&D.spineviz")
    assert window.windowTitle().startswith("R&D.spineviz")
    asked = []
    monkeypatch.setattr(
        QMessageBox, "question",
        lambda parent, title, text: asked.append(text) or QMessageBox.StandardButton.No,
    )  # fmt: skip
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "R&D"), ""))
    assert ask_name(window, "", file, "", (".spineviz",)) is None
    words = QTextDocument()
    words.setHtml(asked[0])
    assert words.toPlainText().startswith("R&D.spineviz is there")
    window.close()
